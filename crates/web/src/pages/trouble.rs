//! Pages on their way out, and what failed as a page in the visitor's language.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use huiyin_app::AppError;
use huiyin_render::Say;
use huiyin_render::page::{Frame, Page, TroublePage};

use super::around::lang_of;
use super::visitor::frame_of;
use crate::WebState;
use crate::guard::Wrong;
use crate::problem::{Failed, Problem};

/// A page takes its style and script from here, sends its forms here, and nothing else from or to anywhere; nothing inline.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Says that an answer speaks for itself, whatever its status: its faults stand in the page.
#[derive(Debug, Clone, Copy)]
pub struct Told;

/// The page that tells of what failed.
pub async fn page(state: &WebState, uri: &Uri, headers: &HeaderMap, failed: &Failed) -> Response {
    let status = failed.status();
    match state.app.office().await {
        Ok(office) => {
            let frame = frame_of(&office, uri, headers);
            let today = state.app.today().await.ok();
            let cites = |code: &str| office.packs.basis(code, today?);
            let problem = failed.told(&frame.say, &frame.say.names_of(&office), &cites);
            (status, html(&told(problem, frame))).into_response()
        }
        // Not even the office's name can be read: the words alone must do.
        Err(_) => (status, failed.told(&Say::new(lang_of(uri, headers)), &|_| None, &|_| None).title).into_response(),
    }
}

fn told(problem: Problem, frame: Frame) -> TroublePage {
    let fields = problem.fields.into_iter().map(|field| field.message);
    let sentences = problem.detail.into_iter().chain(problem.advice).chain(fields).collect();
    TroublePage { frame, title: problem.title, sentences, basis: problem.basis, incident: problem.incident }
}

/// A page written out.
pub fn html(page: &impl Page) -> Response {
    let Ok(html) = page.html().map_err(|error| tracing::error!(error, "a page cannot be written out")) else {
        return Failed::from(AppError::Inconsistent("a page cannot be written out".to_owned())).into_response();
    };
    let vary = HeaderValue::from_static("accept-language, cookie");
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::VARY, vary)];
    let mut response = (headers, Html(html)).into_response();
    response.extensions_mut().insert(Told);
    response
}

/// A form shown again because of its faults.
pub fn faulty(page: &impl Page) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, html(page)).into_response()
}

/// The same, where what was tried was nobody's code or password: the guard counts it.
pub fn turned_away(page: &impl Page) -> Response {
    let mut response = faulty(page);
    response.extensions_mut().insert(Wrong);
    response
}
