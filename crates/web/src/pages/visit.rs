//! A petitioner's visit: the code was given once, by POST or on filing; then a cookie that ends soon stands for it. The
//! cookie is sealed by the service key and no page can read it.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use huiyin_app::code::QueryCode;

use crate::WebState;
use crate::problem::Failed;

/// The cookie of a visit.
const VISIT_COOKIE: &str = "__Host-visit";

/// A cookie's value.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let said = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    said.flat_map(|cookies| cookies.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Begins a visit for the holder of that code.
pub fn begin(state: &WebState, code: &QueryCode, response: &mut Response) -> Result<(), Failed> {
    let pass = state.app.begin_visit(code)?;
    let kept = format!("{VISIT_COOKIE}={pass}; Path=/; Secure; HttpOnly; SameSite=Strict");
    if let Ok(kept) = HeaderValue::try_from(kept) {
        response.headers_mut().append(header::SET_COOKIE, kept);
    }
    Ok(())
}

/// The pass that came with a request.
pub fn pass(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, VISIT_COOKIE)
}

/// Ends the visit on this machine.
pub fn end(response: &mut Response) {
    let ended = format!("{VISIT_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    if let Ok(ended) = HeaderValue::try_from(ended) {
        response.headers_mut().append(header::SET_COOKIE, ended);
    }
}
