//! One line of log and two metrics for each request: method, route, status, time taken. Never an address as it was typed,
//! a header or a body: a number or a code in them would be personal data.

use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

/// The layer.
pub async fn observe(request: Request, next: Next) -> Response {
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    #[expect(clippy::disallowed_methods, reason = "the time a request takes, for the log and the metrics")]
    let begun = std::time::Instant::now();
    let response = next.run(request).await;
    note(method, route.as_ref().map_or("none", MatchedPath::as_str), response.status().as_u16(), begun.elapsed());
    response
}

fn note(method: &'static str, route: &str, status: u16, taken: Duration) {
    let (route_label, status_label) = (route.to_owned(), status.to_string());
    metrics::counter!("huiyin_http_requests_total", "method" => method, "route" => route_label.clone(), "status" => status_label)
        .increment(1);
    metrics::histogram!("huiyin_http_request_seconds", "method" => method, "route" => route_label).record(taken);
    tracing::info!(method, route, status, taken_us = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX), "request");
}

/// Methods are words of the caller; one that is not known is not repeated.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
