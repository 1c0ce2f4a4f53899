//! What was done to the office as a whole, for auditor and head of the registry: imports, backups, and who carried which lists
//! and files out.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use huiyin_app::operations::{Export, Operation, OperationsEvent, Span};
use huiyin_domain::office::Office;
use huiyin_render::Say;
use huiyin_render::page::OperationsPage;

use super::Staff;
use crate::WebState;
use crate::pages::seen;
use crate::pages::trouble::html;
use crate::problem::Failed;

/// Operations that the page shows, newest first; all of them stand in the record.
const SHOWN_MAX: usize = 200;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/operations", get(look))
}

async fn look(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    let (office, operations) = (state.app.office().await?, state.app.operations(&staff.actor, SHOWN_MAX).await?);
    let lines = operations.iter().map(|operation| told(&staff.frame.say, &office, operation)).collect();
    Ok(html(&OperationsPage { lines, frame: staff.frame }))
}

/// When and by whom, and what.
fn told(say: &Say, office: &Office, operation: &Operation) -> (String, String) {
    let by = seen::by(say, office, &operation.by);
    let when = say.text("table-changed", &[("day", say.date(operation.on)), ("by", by)]);
    let (key, arguments) = match &operation.event {
        OperationsEvent::Imported { source, taken, rejected, .. } => {
            let counts = [("taken", taken.to_string()), ("rejected", rejected.to_string())];
            ("operation-imported", [vec![("source", source.to_string())], counts.to_vec()].concat())
        }
        OperationsEvent::BackedUp { entries } => ("operation-backed-up", vec![("entries", entries.to_string())]),
        OperationsEvent::Restored { entries } => ("operation-restored", vec![("entries", entries.to_string())]),
        OperationsEvent::Rebuilt { entries } => ("operation-rebuilt", vec![("entries", entries.to_string())]),
        OperationsEvent::Exported { what, rows } => exported(say, office, (what, *rows), operation.number.as_ref()),
    };
    (when, say.text(key, &arguments))
}

type Sentence = (&'static str, Vec<(&'static str, String)>);

fn exported(say: &Say, office: &Office, (what, rows): (&Export, u64), number: Option<&String>) -> Sentence {
    let rows = ("rows", rows.to_string());
    let lines = |span: &Span| {
        let class = ("class", say.text(&format!("book-of-{}", span.class), &[]));
        let days = [("from", say.date(span.from)), ("to", say.date(span.to))];
        [vec![class, ("unit", say.unit(office, &span.registry)), rows.clone()], days.to_vec()].concat()
    };
    match what {
        Export::Register(span) => ("operation-register", lines(span)),
        Export::Letters(span) => ("operation-letters", lines(span)),
        Export::Matter(_) => match number {
            Some(number) => ("operation-matter", vec![("number", number.clone())]),
            None => ("operation-matter-untold", Vec::new()),
        },
        Export::Table(table) => {
            let name = ("table", say.text(&format!("table-{}", table.code()), &[]));
            ("operation-table", vec![name, rows])
        }
    }
}
