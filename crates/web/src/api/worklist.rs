//! Worklists and their standing counts.
#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

use axum::Json;
use axum::extract::State;
use huiyin_app::account::Scope;
use huiyin_app::worklist::{PAGE_ROWS, Row, WorklistFilter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::petitions::optional_code;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Query;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(counts))
}

/// Which issues.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// That must act; one's own units where none is named.
    unit: Option<String>,
    /// At this stage.
    stage: Option<String>,
    /// Of this class or one below it.
    class: Option<String>,
    /// Of this kind.
    kind: Option<String>,
    /// In one's own hands only.
    #[serde(default)]
    mine: bool,
    /// Due on or after.
    #[param(value_type = Option<String>)]
    due_from: Option<Date>,
    /// Due on or before.
    #[param(value_type = Option<String>)]
    due_to: Option<Date>,
    /// Ended ones instead of open ones.
    #[serde(default)]
    ended: bool,
    /// Goes on from an earlier page.
    cursor: Option<String>,
    /// Rows, 50 at most.
    limit: Option<usize>,
}

/// A page of a worklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageBody {
    /// The day it is seen on.
    #[schema(value_type = String, format = Date)]
    today: Date,
    /// Ordered by due day.
    rows: Vec<RowBody>,
    /// For the next page, if there is one.
    next: Option<String>,
}

/// An issue in a list. No name of a person stands in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowBody {
    matter: String,
    issue: u32,
    number: Option<String>,
    subject: Option<String>,
    unit: String,
    stage: String,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    due_step: Option<String>,
    /// Days off that the due day hangs on are not published yet: it may still move.
    provisional: bool,
    overdue: bool,
    /// It stands in the lists of its own unit only.
    under_seal: bool,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    channel: String,
    kind: Option<String>,
    class: Option<String>,
    place: Option<String>,
    /// The officer who has it in hand.
    officer: Option<String>,
}

/// A standing count.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountBody {
    unit: String,
    stage: String,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    n: u64,
}

/// What must be done, ordered by the next clock.
#[utoipa::path(get, path = "/worklist", params(Asked), security(("bearer" = [])),
    responses((status = 200, body = PageBody), (status = 422, body = Problem)))]
async fn list(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<PageBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let filter = WorklistFilter {
        units: optional_code("unit", asked.unit.as_deref())?.into_iter().collect(),
        stage: optional_code("stage", asked.stage.as_deref())?,
        class: optional_code("class", asked.class.as_deref())?,
        kind: optional_code("kind", asked.kind.as_deref())?,
        due_to: asked.due_to,
        due_from: asked.due_from,
        officer: actor.officer().filter(|_| asked.mine).cloned(),
        ended: asked.ended,
        ..WorklistFilter::default()
    };
    let page = state.app.worklist(&actor, filter, asked.cursor.as_deref(), asked.limit.unwrap_or(PAGE_ROWS)).await?;
    let today = page.today;
    let rows = page.rows.into_iter().map(|row| row_body(row, today)).collect();
    Ok(Json(PageBody { today, rows, next: page.next }))
}

fn row_body(row: Row, today: Date) -> RowBody {
    let (number, listed) = (row.listed.number, row.listed.row);
    RowBody {
        matter: listed.matter.to_string(),
        issue: listed.issue.0,
        number: number.map(|number| number.to_string()),
        subject: row.subject,
        unit: listed.unit.to_string(),
        stage: listed.stage.to_string(),
        due_on: listed.due_on,
        due_step: listed.due_step.map(|step| step.to_string()),
        provisional: row.is_provisional,
        overdue: listed.due_on.is_some_and(|due_on| due_on < today),
        under_seal: listed.sealed,
        received_on: listed.received_on,
        channel: listed.channel.to_string(),
        kind: listed.kind.map(|kind| kind.to_string()),
        class: listed.class.map(|class| class.to_string()),
        place: listed.place.map(|place| place.to_string()),
        officer: listed.officer.map(|officer| officer.to_string()),
    }
}

/// The standing counts of one's units.
#[utoipa::path(get, path = "/worklist/counts", security(("bearer" = [])),
    responses((status = 200, body = Vec<CountBody>)))]
async fn counts(State(state): State<WebState>, signed_in: SignedIn) -> Result<Json<Vec<CountBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let counts = state.app.counts(&actor).await?.into_iter().map(|(key, n)| CountBody {
        unit: key.unit.to_string(),
        stage: key.stage.to_string(),
        due_on: key.due_on,
        n,
    });
    Ok(Json(counts.collect()))
}
