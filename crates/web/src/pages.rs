//! Pages for people: for now the first one, and the style sheet.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use huiyin_app::AppError;
use huiyin_render::{FirstPage, Lang, Say};
use serde::Deserialize;

use crate::WebState;
use crate::extract::Query;
use crate::problem::{Failed, spoken};

/// A page takes its style from here and nothing else from anywhere.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The style sheet, part of the program.
const STYLE: &str = include_str!("../../../assets/style.css");

/// Where the office is reached, if a request does not say.
const NO_HOST: &str = "localhost";

/// `/` and what it needs.
pub fn router() -> Router<WebState> {
    Router::new().route("/", get(first)).route("/assets/style.css", get(style))
}

/// What may stand after the question mark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// One of the three languages; the browser's where none is named.
    lang: Option<String>,
}

async fn first(
    State(state): State<WebState>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let named: Option<Lang> = asked.lang.and_then(|code| code.parse().ok());
    let office_name = state.app.office().await?.name.clone();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or(NO_HOST);
    let say = Say::new(named.unwrap_or_else(|| spoken(&headers)));
    let page = FirstPage { say, office_name, base_url: format!("http://{host}") };
    let html = page.html().map_err(|error| AppError::Inconsistent(error.to_string()))?;
    Ok(([(header::CONTENT_SECURITY_POLICY, POLICY), (header::VARY, "accept-language")], Html(html)).into_response())
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], STYLE)
}
