//! The JSON API, `/api/v1`. The OpenAPI document is made from the routes themselves; `document` completes it.

pub mod clocks;
mod document;
pub mod figures;
pub mod matters;
pub mod office;
pub mod order;
pub mod petitions;
pub mod query;
pub mod show;
pub mod worklist;

use axum::Router;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::WebState;

/// The API's routes, and the document that describes them.
pub fn parts() -> (Router<WebState>, OpenApi) {
    let resources = OpenApiRouter::new()
        .merge(petitions::router())
        .merge(query::router())
        .merge(matters::router())
        .merge(order::router())
        .merge(worklist::router())
        .merge(figures::router())
        .merge(clocks::router())
        .merge(office::router());
    let (router, mut document) = OpenApiRouter::new().nest("/api/v1", resources).split_for_parts();
    document::complete(&mut document);
    (router, document)
}
