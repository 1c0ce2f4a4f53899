//! Cookies: read, kept and dropped. None is readable by a script, goes over a plain line, or leaves this host.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// A cookie's value.
pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let said = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    said.flat_map(|cookies| cookies.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Has the browser keep what lets somebody in: until it is closed, and never with a request that another site began.
pub fn keep_secret(response: &mut Response, name: &str, value: &str) {
    keep(response, name, value, "SameSite=Strict");
}

/// Has the browser forget it.
pub fn forget(response: &mut Response, name: &str) {
    keep(response, name, "", "SameSite=Strict; Max-Age=0");
}

/// Has the browser keep a cookie with these further attributes.
pub fn keep(response: &mut Response, name: &str, value: &str, attributes: &str) {
    if let Ok(cookie) = HeaderValue::try_from(format!("{name}={value}; Path=/; Secure; HttpOnly; {attributes}")) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
