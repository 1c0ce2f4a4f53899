//! The public calculator: the last day by a rule, and how it comes about.
#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use huiyin_app::calculator::{Question, due};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::clock::Derivation;
use huiyin_render::ics::Event;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::dates;
use super::petitions::code;
use crate::WebState;
use crate::extract::{Query, Spoken};
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(calculate)).routes(routes!(calendar_file))
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
    /// Lengthened by so many days, where its pack lets it be.
    extend: Option<u32>,
    /// Stood still on these days, first and last included, where its pack lets it: `FROM..TO`, several parted by commas.
    #[param(example = "2024-05-08..2024-05-10")]
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

impl Asked {
    fn question(&self) -> Result<Question, AppError> {
        let pauses = self.pause.iter().flat_map(|pauses| pauses.split(','));
        Ok(Question {
            rule: code("rule", &self.rule)?,
            start: self.start,
            extend_days: self.extend,
            pauses: pauses.map(span).collect::<Result<_, _>>()?,
        })
    }
}

/// The last day of a period.
#[utoipa::path(get, path = "/clocks/due", params(Asked),
    responses((status = 200, body = DueBody), (status = 422, body = Problem)))]
async fn calculate(
    State(state): State<WebState>,
    Spoken(say): Spoken,
    Query(asked): Query<Asked>,
) -> Result<Json<DueBody>, Failed> {
    let office = state.app.office().await?;
    let (derivation, naming) = due(&asked.question()?, Some(&office))?;
    Ok(Json(DueBody {
        rule: asked.rule,
        due: derivation.last_day,
        article: say.named(&naming.article).to_owned(),
        provisional: derivation.provisional,
        explanation: say.derivation(&derivation, &naming),
        derivation,
    }))
}

/// The last day of a period, as a calendar file.
#[utoipa::path(get, path = "/clocks/due.ics", params(Asked),
    responses((status = 200, content_type = "text/calendar"), (status = 422, body = Problem)))]
async fn calendar_file(
    State(state): State<WebState>,
    Spoken(say): Spoken,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let (derivation, naming) = due(&asked.question()?, Some(&office))?;
    Ok(dates::file([Event::asked(&derivation, &naming, &say)]))
}

fn span(text: &str) -> Result<(Date, Date), Invalid> {
    let wrong = || Invalid::new("pause", "not-a-span");
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    Ok((from.parse().map_err(|_| wrong())?, to.parse().map_err(|_| wrong())?))
}
