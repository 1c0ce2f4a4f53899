//! Problems put into words on their way out, in the caller's language: handlers fail with codes and know no language.
//! What the layers around them answer with (too large, too slow, no such method) becomes a problem here too.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use huiyin_app::Invalid;
use huiyin_domain::matter::Refusal;
use huiyin_render::refusal::{Cites, UnitNames};
use huiyin_render::{Lang, Say};

use super::{Failed, Field, Kind, Problem, What};
use crate::WebState;
use crate::pages::{Told, trouble_page};

/// Seconds after which it is worth trying again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// Below it programs call; everywhere else people look.
const API: &str = "/api/";

/// The language a caller asks for.
pub fn spoken(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.map(Lang::negotiate).unwrap_or_default()
}

/// The layer: tells what failed, to people as a page and to programs as JSON, and has the process stop where the store can
/// promise nothing more.
pub async fn tell(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let response = next.run(request).await;
    let status = response.status();
    let failed = match response.extensions().get::<Failed>() {
        Some(failed) => failed.clone(),
        None if response.extensions().get::<Told>().is_some() => return response,
        None if status.is_client_error() || status.is_server_error() => Kind::of_status(status).into(),
        None => return response,
    };
    if failed.kind() == Some(Kind::Stopped) {
        state.stop.send_replace(true);
    }
    let mut told = if uri.path().starts_with(API) {
        let lang = spoken(&headers);
        let (office, today) = (state.app.office().await.ok(), state.app.today().await.ok());
        let cites = |code: &str| office.as_ref()?.packs.basis(code, today?);
        let say = Say::new(lang).by(office.as_ref().and_then(|office| office.packs.newest_law()));
        answer(&failed.told(&say, &|_| None, &cites), lang)
    } else {
        trouble_page(&state, &uri, &headers, &failed).await
    };
    if let Some(seconds) = failed.wait_seconds() {
        told.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allow.clone());
    }
    told
}

fn answer(problem: &Problem, lang: Lang) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

impl Failed {
    /// The problem in words; units are told by the names that `units` knows, else by their codes, and a refusal rests on what
    /// `cites` says of it.
    pub fn told(&self, say: &Say, units: UnitNames<'_>, cites: Cites<'_>) -> Problem {
        let code = self.code();
        let problem = Problem {
            kind: format!("/problems/{code}"),
            code: code.to_owned(),
            status: self.status().as_u16(),
            ..Problem::default()
        };
        let title = |code: &str| say.text(&format!("problem-{code}"), &[]);
        match self.what() {
            What::Plain(_) | What::Wait(_) => Problem { title: title(code), ..problem },
            What::Defect(incident) => Problem { title: title(code), incident: Some(*incident), ..problem },
            What::Fields(fields) => {
                let fields = fields.iter().map(|invalid| field(say, invalid)).collect();
                Problem { title: title(code), fields, ..problem }
            }
            What::Refused(refusal) => {
                Problem { title: title("refused"), ..refused((say, units, cites), refusal, problem) }
            }
        }
    }
}

fn field(say: &Say, invalid: &Invalid) -> Field {
    Field {
        field: invalid.field.clone(),
        code: invalid.code.to_owned(),
        bound: invalid.bound,
        message: say.wrong(invalid.code, invalid.bound, invalid.law.as_deref()),
    }
}

fn refused((say, units, cites): (&Say, UnitNames<'_>, Cites<'_>), refusal: &Refusal, problem: Problem) -> Problem {
    let instead = refusal.alternative();
    let arguments: BTreeMap<String, String> =
        refusal.arguments().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Problem {
        detail: Some(say.refusal(refusal, units)),
        article: Some(refusal.law().map_or_else(|| refusal.article().to_owned(), ToString::to_string)),
        basis: Some(say.basis(refusal, cites)),
        arguments,
        advice: Some(say.alternative(&instead, units)),
        instead: Some(instead.into()),
        ..problem
    }
}
