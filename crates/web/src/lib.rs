//! Pages and API: the only place that knows HTTP. Takes requests apart, asks `app`, and puts answers together; decides
//! nothing and keeps nothing. Must not name a store.
//!
//! The API's resources stand in [`api`], one file each; errors become status codes in [`problem`], in one table.

pub mod api;
pub mod bearer;
mod drain;
pub mod extract;
pub mod form;
pub mod guard;
pub mod health;
pub mod observe;
pub mod pages;
pub mod problem;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
pub use axum::http::HeaderName;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use huiyin_app::App;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// Largest JSON body: a petition of 30 pages with every other field at its bound, with room.
const BODY_BYTES_MAX: usize = 1024 * 1024;

/// A request that takes longer has lost its reader.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);

/// Nothing that is answered may be run, framed or remembered.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    // Nothing of an address goes to others; without any a browser would not say either where its forms come from.
    (header::REFERRER_POLICY, "same-origin"),
];

/// What every handler may use.
#[derive(Clone)]
pub struct WebState {
    /// The use cases.
    pub app: App,
    /// Turned to true when the process must stop: durability was lost.
    pub stop: Arc<watch::Sender<bool>>,
    /// The header in which a proxy says whom it speaks for; without it no header is believed.
    pub client_header: Option<HeaderName>,
    /// Prints the metrics, where they are collected.
    pub metrics: Option<Arc<dyn Fn() -> String + Send + Sync>>,
}

/// The whole site.
pub fn router(state: WebState) -> Router {
    let (api, taking_files, document) = api::parts(&state);
    let document = Arc::new(document);
    let bounded = Router::new()
        .merge(api)
        .merge(pages::router(&state))
        .route("/api/openapi.json", axum::routing::get(move || async move { axum::Json(document.as_ref().clone()) }))
        .fallback(problem::no_such_page)
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIME_MAX));
    // What takes files in has bounds of its own, which depend on what comes.
    let told = bounded
        .merge(taking_files)
        .merge(pages::taking_files())
        .layer(CatchPanicLayer::new())
        .layer(from_fn(drain::hear_out))
        .layer(from_fn_with_state(state.clone(), problem::tell));
    let site = told.merge(health::router()).layer(from_fn(observe::observe));
    let with_header = |site: Router<WebState>, (name, value)| {
        site.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
    };
    HEADERS.into_iter().fold(site, with_header).with_state(state)
}

/// Serves the site until `until` ends; requests that have begun are finished first.
pub async fn serve(
    listener: TcpListener,
    state: WebState,
    until: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let site = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, site).with_graceful_shutdown(until).await
}
