//! A draft answer, looked over before it is given, and earlier answers to like questions. Both only propose; nothing is
//! written, and what was looked over is kept nowhere.

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::search::{DraftWords, EarlierAnswer, Field, Looked, Place, Remark};
use huiyin_app::story::View;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::CommandKind;
use huiyin_domain::office::Actor;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::matters::matter_id;
use super::order::any::command_of;
use super::petitions::code;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Body;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(look)).routes(routes!(earlier))
}

/// A decision as it would be sent, to be looked over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"command": "decide", "order": {"outcome": "supported", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's."}}}))]
pub struct LookBody {
    /// The command that it is a draft for.
    command: String,
    /// The command's own body; what is not written yet is left out.
    #[schema(value_type = Object)]
    order: Value,
}

/// Something to look at again.
#[derive(Debug, Serialize, ToSchema)]
pub struct RemarkBody {
    /// What, as a code.
    remark: &'static str,
    /// The field that it is about.
    field: &'static str,
    /// The words it is about: of the draft, or of the demand that is not taken up.
    words: String,
    /// The matter whose answer is copied.
    matter: Option<String>,
    /// How much of the draft stands word for word in that answer, from 0 to 1.
    share: Option<f32>,
}

/// An answer that was given to a like question.
#[derive(Debug, Serialize, ToSchema)]
pub struct EarlierAnswerBody {
    matter: String,
    issue: u32,
    number: Option<String>,
    subject: String,
    unit: String,
    outcome: String,
    #[schema(value_type = String, format = Date)]
    on: Date,
    facts: String,
    reasons: String,
    basis: String,
}

/// Look a draft over: remarks, which hinder nobody.
#[utoipa::path(post, path = "/matters/{matter}/issues/{no}/look-over", request_body = LookBody, security(("bearer" = [])),
    params(("matter" = String, Path), ("no" = u32, Path)),
    responses((status = 200, body = Vec<RemarkBody>), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn look(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
    Body(body): Body<LookBody>,
) -> Result<Json<Vec<RemarkBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let view = state.app.view(&actor, matter_id(&matter)?).await?;
    let command = code("command", &body.command)?;
    let words = words_of(&body.order);
    let looked = look_over(&state, (&actor, &view), (command, no), body.order).await?;
    let demand = demand(&view, no);
    Ok(Json(looked.iter().map(|looked| remark_body(looked, &words, demand)).collect()))
}

/// Earlier answers to like questions that the caller may read, the best fitting first.
#[utoipa::path(get, path = "/matters/{matter}/issues/{no}/earlier-answers", security(("bearer" = [])),
    params(("matter" = String, Path), ("no" = u32, Path)),
    responses((status = 200, body = Vec<EarlierAnswerBody>), (status = 404, body = Problem)))]
async fn earlier(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
) -> Result<Json<Vec<EarlierAnswerBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let view = state.app.view(&actor, matter_id(&matter)?).await?;
    let earlier = state.app.earlier_answers(&actor, &view, IssueNo(no)).await?;
    Ok(Json(earlier.into_iter().map(earlier_body).collect()))
}

/// The words of a decision's body.
pub fn words_of(order: &Value) -> DraftWords {
    let said = |field: &str| order["findings"][field].as_str().unwrap_or_default().trim().to_owned();
    DraftWords { facts: said("facts"), reasons: said("reasons"), basis: said("basis") }
}

/// Looks the draft of a command over. What it would leave open is asked of the command itself; where it cannot be given yet,
/// that is not known.
pub async fn look_over(
    state: &WebState,
    (actor, view): (&Actor, &View),
    (command, no): (CommandKind, u32),
    mut order: Value,
) -> Result<Vec<Looked>, AppError> {
    let words = words_of(&order);
    for field in ["facts", "reasons", "basis"] {
        let unwritten = order["findings"][field].as_str().unwrap_or_default().trim().is_empty();
        if unwritten && order.is_object() {
            order["findings"][field] = Value::from("-");
        }
    }
    let events = state.app.rehearse(actor, view.matter.id, |desk| command_of(command, no, order, desk)).await;
    state.app.look_over((actor, view), IssueNo(no), &words, &events.unwrap_or_default()).await
}

/// What an issue demands, in its newest words.
pub fn demand(view: &View, no: u32) -> &str {
    let issue = view.matter.issue(IssueNo(no)).ok();
    issue.and_then(|issue| view.words.get(&issue.demand.id)).map_or("", String::as_str)
}

/// The text that says what a remark is.
pub const fn key(remark: &Remark) -> &'static str {
    match remark {
        Remark::NotTakenUp { .. } => "remark-not-taken-up",
        Remark::NoBasis => "remark-no-basis",
        Remark::RemedyMissing => "remark-remedy-missing",
        Remark::RemedyDenied(_) => "remark-remedy-denied",
        Remark::RemedyPromised(_) => "remark-remedy-promised",
        Remark::LongSentence(_) => "remark-long-sentence",
        Remark::Blank(_) => "remark-blank",
        Remark::Copied { .. } => "remark-copied",
    }
}

/// The field that a remark is about, as a decision's body names it.
pub const fn field(remark: &Remark) -> &'static str {
    match remark {
        Remark::RemedyDenied(place)
        | Remark::RemedyPromised(place)
        | Remark::LongSentence(place)
        | Remark::Blank(place) => match place.field {
            Field::Facts => "findings.facts",
            Field::Reasons => "findings.reasons",
            Field::Basis => "findings.basis",
        },
        Remark::NotTakenUp { .. } | Remark::Copied { .. } => "findings.facts",
        Remark::RemedyMissing => "findings.reasons",
        Remark::NoBasis => "findings.basis",
    }
}

/// The words that a remark is about.
pub fn quoted<'w>(remark: &Remark, words: &'w DraftWords, demand: &'w str) -> &'w str {
    let of = |Place { field, bytes }: &Place| {
        let text = match field {
            Field::Facts => &words.facts,
            Field::Reasons => &words.reasons,
            Field::Basis => &words.basis,
        };
        text.get(bytes.clone()).unwrap_or_default()
    };
    match remark {
        Remark::RemedyDenied(place)
        | Remark::RemedyPromised(place)
        | Remark::LongSentence(place)
        | Remark::Blank(place) => of(place),
        Remark::NotTakenUp { part, .. } => demand.get(part.clone()).unwrap_or_default(),
        Remark::NoBasis | Remark::RemedyMissing | Remark::Copied { .. } => "",
    }
}

fn remark_body(looked: &Looked, words: &DraftWords, demand: &str) -> RemarkBody {
    let Looked { remark, copied } = looked;
    RemarkBody {
        remark: key(remark).trim_start_matches("remark-"),
        field: field(remark),
        words: quoted(remark, words, demand).trim().to_owned(),
        matter: copied.as_ref().map(|listed| listed.row.matter.to_string()),
        share: if let Remark::Copied { share, .. } = remark { Some(*share) } else { None },
    }
}

fn earlier_body(earlier: EarlierAnswer) -> EarlierAnswerBody {
    let answer = earlier.answer;
    EarlierAnswerBody {
        matter: earlier.listed.row.matter.to_string(),
        issue: answer.issue.0,
        number: earlier.listed.number.map(|number| number.to_string()),
        subject: earlier.subject,
        unit: answer.unit.to_string(),
        outcome: answer.outcome.to_string(),
        on: answer.on,
        facts: answer.facts,
        reasons: answer.reasons,
        basis: answer.basis,
    }
}
