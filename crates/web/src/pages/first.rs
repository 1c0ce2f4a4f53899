//! The front page.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use huiyin_render::page::FirstPage;

use super::trouble::html;
use super::visitor::Visitor;
use crate::WebState;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/", get(async |Visitor(frame): Visitor| -> Response { html(&FirstPage { frame }) }))
}
