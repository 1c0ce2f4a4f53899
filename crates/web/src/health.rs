//! For those who watch the process: alive, ready, metrics.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::WebState;

/// `/healthz`, `/readyz`, `/metrics`.
pub fn router() -> Router<WebState> {
    Router::new().route("/healthz", get(async || "alive")).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

/// Ready while the database answers and nothing asked the process to stop.
async fn ready(State(state): State<WebState>) -> (StatusCode, &'static str) {
    let stopping = *state.stop.borrow();
    match state.app.office().await {
        Ok(_) if !stopping => (StatusCode::OK, "ready"),
        Ok(_) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
    }
}

async fn metrics(State(state): State<WebState>) -> Result<String, StatusCode> {
    state.metrics.map(|print| print()).ok_or(StatusCode::NOT_FOUND)
}
