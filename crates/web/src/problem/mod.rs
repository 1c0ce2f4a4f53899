//! What goes wrong, as problem details (RFC 9457): one table from errors to problems, and what may be done instead.
//!
//! A handler fails with a [`Failed`], which knows codes only; [`tell`] puts it into words.

mod kind;
mod tell;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::matter::{Alternative, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

pub use kind::Kind;
pub use tell::{spoken, tell};

/// A problem, as `application/problem+json`.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem: `/problems/<code>`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/period-has-run-out")]
    pub kind: String,
    /// The code alone.
    #[schema(example = "period-has-run-out")]
    pub code: String,
    /// What it is, in the caller's language.
    pub title: String,
    /// The status, again.
    #[schema(example = 409)]
    pub status: u16,
    /// What happened, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The article or office rule behind a refusal, as a code of law and number; where it speaks of a clock, as the pack of
    /// that clock cites it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The same, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// What a refusal's text speaks of, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// What may be done instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Instead>,
    /// The same, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Fields that could not be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// What to ask the operator about: his log has this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<u64>,
}

/// What may be done instead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Instead {
    /// Another command.
    Command {
        /// Its code.
        command: String,
    },
    /// The same, by somebody who holds this post.
    ByPost {
        /// The role.
        role: String,
        /// The unit.
        unit: String,
    },
    /// The same, by another officer.
    ByAnother,
    /// The same, within the bound that the arguments name.
    Within,
    /// The same, from that day on.
    From {
        /// The day.
        day: String,
    },
    /// A new petition.
    NewMatter,
}

/// A field that could not be taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Field {
    /// Its path in the request.
    #[schema(example = "demands.2")]
    pub field: String,
    /// What is wrong.
    #[schema(example = "too-long")]
    pub code: String,
    /// The bound it breaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<u64>,
    /// What is wrong, in the caller's language.
    pub message: String,
}

/// What a handler fails with.
#[derive(Debug, Clone)]
pub struct Failed(Box<What>);

/// What failed.
#[derive(Debug, Clone)]
enum What {
    Plain(Kind),
    Fields(Vec<Invalid>),
    Refused(Refusal),
    Defect(u64),
    Wait(u64),
}

impl Failed {
    /// Those fields must change.
    pub fn of_fields(fields: Vec<Invalid>) -> Self {
        What::Fields(fields).into()
    }

    /// The fields that must change.
    pub fn fields(&self) -> &[Invalid] {
        if let What::Fields(fields) = self.what() { fields } else { &[] }
    }

    /// The refusal of the rules, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        if let What::Refused(refusal) = self.what() { Some(refusal) } else { None }
    }

    /// Which problem it is; none for a refusal of the rules.
    pub fn kind(&self) -> Option<Kind> {
        match self.what() {
            What::Plain(kind) => Some(*kind),
            What::Fields(_) => Some(Kind::Invalid),
            What::Defect(_) => Some(Kind::Defect),
            What::Wait(_) => Some(Kind::TooManyTries),
            What::Refused(_) => None,
        }
    }

    /// The problem's code.
    pub fn code(&self) -> &'static str {
        match (self.kind(), self.what()) {
            (_, What::Refused(refusal)) => refusal.code(),
            (kind, _) => kind.unwrap_or(Kind::Defect).code(),
        }
    }

    /// The status it is answered with: an input out of bounds is another thing than an act out of place.
    pub fn status(&self) -> StatusCode {
        match (self.kind(), self.what()) {
            (_, What::Refused(refusal)) if refusal.alternative() == Alternative::Within => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            (None, _) => StatusCode::CONFLICT,
            (Some(kind), _) => kind.status(),
        }
    }

    /// Seconds after which it is worth trying again, where that is known.
    fn wait_seconds(&self) -> Option<u64> {
        if let What::Wait(seconds) = self.what() { Some(*seconds) } else { None }
    }

    fn what(&self) -> &What {
        &self.0
    }
}

impl From<What> for Failed {
    fn from(what: What) -> Self {
        Self(Box::new(what))
    }
}

impl From<Kind> for Failed {
    fn from(kind: Kind) -> Self {
        What::Plain(kind).into()
    }
}

impl From<AppError> for Failed {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid(fields) => What::Fields(fields).into(),
            AppError::Refused(refusal) => What::Refused(refusal).into(),
            AppError::NotFound => Kind::NotFound.into(),
            AppError::Unauthorised => Kind::NotSignedIn.into(),
            AppError::Forbidden => Kind::Forbidden.into(),
            AppError::Conflict | AppError::Taken => Kind::Conflict.into(),
            AppError::KeyReused => Kind::KeyReused.into(),
            AppError::TooManyTries { wait_seconds } => What::Wait(wait_seconds).into(),
            AppError::Unavailable(why) => logged(Kind::Unavailable, &why),
            AppError::Stopped(why) => logged(Kind::Stopped, &why),
            AppError::Inconsistent(why) => defect(&why),
        }
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The operator reads why; the caller learns that he should try later.
fn logged(kind: Kind, why: &str) -> Failed {
    tracing::error!(code = kind.code(), why, "a request failed");
    kind.into()
}

/// The operator reads what is wrong, the caller a number to ask about.
fn defect(why: &str) -> Failed {
    static INCIDENTS: AtomicU64 = AtomicU64::new(1);
    let incident = INCIDENTS.fetch_add(1, Ordering::Relaxed);
    tracing::error!(incident, why, "the record contradicts itself");
    What::Defect(incident).into()
}

impl From<Alternative> for Instead {
    fn from(alternative: Alternative) -> Self {
        match alternative {
            Alternative::Instead(command) => Self::Command { command: command.to_string() },
            Alternative::ByPost { role, unit } => Self::ByPost { role: role.to_string(), unit: unit.to_string() },
            Alternative::ByAnother => Self::ByAnother,
            Alternative::Within => Self::Within,
            Alternative::From(day) => Self::From { day: day.to_string() },
            Alternative::NewMatter => Self::NewMatter,
        }
    }
}

/// An address that leads nowhere.
pub async fn no_such_page() -> Failed {
    Kind::NotFound.into()
}
