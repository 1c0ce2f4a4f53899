//! The public calculator: the last day by a rule, and how it comes about.
#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

use axum::Json;
use huiyin_app::calculator::{NoAnswer, Question, due};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::clock::Derivation;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::petitions::code;
use crate::WebState;
use crate::extract::{Query, Spoken};
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(calculate))
}

/// What is asked.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The rule, as the packs name it.
    #[param(example = "CN-XF22-HANDLE")]
    rule: String,
    /// The day the period starts on; it does not count itself.
    #[param(value_type = String, example = "2024-02-05")]
    start: Date,
    /// Lengthened by so many days.
    extend: Option<u32>,
    /// Stood still on these days: `FROM..TO`.
    pause: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueBody {
    rule: String,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// The article, as the caller's language cites it; the derivation keeps it as its law is written.
    article: String,
    /// The calendar of that year is not published yet.
    provisional: bool,
    #[schema(value_type = Object)]
    derivation: Derivation,
    /// The derivation in words, line by line, in the caller's language.
    explanation: Vec<String>,
}

/// The last day of a period.
#[utoipa::path(get, path = "/clocks/due", params(Asked),
    responses((status = 200, body = DueBody), (status = 422, body = Problem)))]
async fn calculate(Spoken(say): Spoken, Query(asked): Query<Asked>) -> Result<Json<DueBody>, Failed> {
    let pauses = asked.pause.as_deref().map(span).transpose()?;
    let question = Question {
        rule: code("rule", &asked.rule)?,
        start: asked.start,
        extend_days: asked.extend,
        pauses: pauses.into_iter().collect(),
    };
    let (derivation, naming) = due(&question).map_err(no_answer)?;
    Ok(Json(DueBody {
        rule: asked.rule,
        due: derivation.last_day,
        article: say.named(&naming.article).to_owned(),
        provisional: derivation.provisional,
        explanation: say.derivation(&derivation, &naming),
        derivation,
    }))
}

fn span(text: &str) -> Result<(Date, Date), AppError> {
    let wrong = || AppError::from(Invalid::new("pause", "not-a-span"));
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    Ok((from.parse().map_err(|_| wrong())?, to.parse().map_err(|_| wrong())?))
}

fn no_answer(why: NoAnswer) -> AppError {
    match why {
        NoAnswer::UnknownRule(_) => Invalid::new("rule", "unknown-code").into(),
        NoAnswer::NotExtendable { .. } => Invalid::new("extend", "not-extendable").into(),
        NoAnswer::TooLong { days_max, .. } => Invalid::bound("extend", "too-many-days", u64::from(days_max)).into(),
        NoAnswer::NotPausable { .. } => Invalid::new("pause", "not-pausable").into(),
        NoAnswer::Backwards(..) => Invalid::new("pause", "not-a-span").into(),
        NoAnswer::Rules(error) => error,
    }
}
