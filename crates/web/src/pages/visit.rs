//! A petitioner's visit: the code was given once, by POST or on filing; then a cookie that ends soon stands for it. The
//! cookie is sealed by the service key.

use axum::http::HeaderMap;
use axum::response::Response;
use huiyin_app::code::QueryCode;

use super::cookie;
use crate::WebState;
use crate::problem::Failed;

/// The cookie of a visit.
const VISIT_COOKIE: &str = "__Host-visit";

/// A pass for the holder of that code.
pub fn new_pass(state: &WebState, code: &QueryCode) -> Result<String, Failed> {
    Ok(state.app.begin_visit(code)?)
}

/// The visit of that pass begins on this machine.
pub fn begin(pass: &str, response: &mut Response) {
    cookie::keep_secret(response, VISIT_COOKIE, pass);
}

/// The pass that came with a request.
pub fn pass(headers: &HeaderMap) -> Option<&str> {
    cookie::read(headers, VISIT_COOKIE)
}

/// Ends the visit on this machine.
pub fn end(response: &mut Response) {
    cookie::forget(response, VISIT_COOKIE);
}
