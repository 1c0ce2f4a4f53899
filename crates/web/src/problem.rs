//! What goes wrong, as problem details (RFC 9457): one table from errors to status codes, and what may be done instead.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::matter::{Alternative, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// Seconds after which it is worth trying again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// A problem, as `application/problem+json`.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem: `/problems/<code>`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/period-has-run-out")]
    pub kind: String,
    /// The code alone.
    #[schema(example = "period-has-run-out")]
    pub title: String,
    /// The status, again.
    #[schema(example = 409)]
    pub status: u16,
    /// The article or office rule behind a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What a refusal's text speaks of, by name.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub arguments: std::collections::BTreeMap<String, String>,
    /// What may be done instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Instead>,
    /// Fields that could not be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
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
}

impl Problem {
    fn new(status: StatusCode, code: &str) -> Self {
        Self { kind: format!("/problems/{code}"), title: code.to_owned(), status: status.as_u16(), ..Self::default() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// What a handler fails with.
#[derive(Debug)]
pub struct Failed(pub Problem);

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl From<AppError> for Failed {
    fn from(error: AppError) -> Self {
        Self(match error {
            AppError::Invalid(fields) => invalid(fields),
            AppError::Refused(refusal) => refused(&refusal),
            AppError::NotFound => Problem::new(StatusCode::NOT_FOUND, "not-found"),
            AppError::Unauthorised => Problem::new(StatusCode::UNAUTHORIZED, "not-signed-in"),
            AppError::Forbidden => Problem::new(StatusCode::FORBIDDEN, "forbidden"),
            AppError::Conflict | AppError::Taken => Problem::new(StatusCode::CONFLICT, "conflict"),
            AppError::KeyReused => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "key-reused"),
            AppError::Unavailable(why) => logged(StatusCode::SERVICE_UNAVAILABLE, "unavailable", &why),
            AppError::Stopped(why) => logged(StatusCode::SERVICE_UNAVAILABLE, "stopped", &why),
            AppError::Inconsistent(why) => logged(StatusCode::INTERNAL_SERVER_ERROR, "inconsistent", &why),
        })
    }
}

impl From<JsonRejection> for Failed {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let code = if status == StatusCode::PAYLOAD_TOO_LARGE { "too-large" } else { "not-understood" };
        Self(Problem::new(status, code))
    }
}

/// The operator reads why; the caller learns that he should try later.
fn logged(status: StatusCode, code: &str, why: &str) -> Problem {
    tracing::error!(code, why, "a request failed");
    Problem::new(status, code)
}

fn invalid(fields: Vec<Invalid>) -> Problem {
    let field = |invalid: Invalid| Field { field: invalid.field, code: invalid.code.to_owned(), bound: invalid.bound };
    let fields = fields.into_iter().map(field).collect();
    Problem { fields, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
}

fn refused(refusal: &Refusal) -> Problem {
    let instead = refusal.alternative();
    let status = if instead == Alternative::Within { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    let arguments = refusal.arguments().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Problem {
        article: Some(refusal.article().to_owned()),
        arguments,
        instead: Some(instead.into()),
        ..Problem::new(status, refusal.code())
    }
}

impl From<Alternative> for Instead {
    fn from(alternative: Alternative) -> Self {
        match alternative {
            Alternative::Instead(command) => Self::Command { command: command.to_string() },
            Alternative::ByPost { role, unit } => Self::ByPost { role: role.to_string(), unit: unit.to_string() },
            Alternative::Within => Self::Within,
            Alternative::From(day) => Self::From { day: day.to_string() },
            Alternative::NewMatter => Self::NewMatter,
        }
    }
}

/// An address that leads nowhere.
pub async fn no_such_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not-found")
}
