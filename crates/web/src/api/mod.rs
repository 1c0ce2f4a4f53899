//! The JSON API, `/api/v1`. The OpenAPI document is made from the routes themselves; `document` completes it.

pub mod clocks;
pub(crate) mod dates;
mod document;
pub mod draft;
pub mod figures;
pub mod files;
pub mod matters;
pub mod office;
pub mod order;
pub mod petitions;
mod proposals;
pub mod publications;
pub mod query;
pub mod search;
pub mod show;
pub mod topics;
pub mod worklist;

use axum::Router;
use axum::middleware::from_fn_with_state;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::WebState;
use crate::guard::guard_codes;

/// Where the API begins.
const PREFIX: &str = "/api/v1";

/// The API's routes, apart from them those that files come in by, and the document that describes them all.
pub fn parts(state: &WebState) -> (Router<WebState>, Router<WebState>, OpenApi) {
    let resources = OpenApiRouter::new()
        .merge(query::router().layer(from_fn_with_state(state.clone(), guard_codes)))
        .merge(matters::router())
        .merge(files::router())
        .merge(files::by_code().layer(from_fn_with_state(state.clone(), guard_codes)))
        .merge(petitions::plain())
        .merge(order::router())
        .merge(draft::router())
        .merge(proposals::router())
        .merge(search::router())
        .merge(worklist::router())
        .merge(figures::router())
        .merge(topics::router())
        .merge(publications::router())
        .merge(publications::by_code().layer(from_fn_with_state(state.clone(), guard_codes)))
        .merge(clocks::router())
        .merge(office::router());
    let taking_files = OpenApiRouter::new()
        .merge(petitions::router())
        .merge(query::adding().layer(from_fn_with_state(state.clone(), guard_codes)))
        .merge(order::investigate::adding());
    let (router, mut document) = OpenApiRouter::new().nest(PREFIX, resources).split_for_parts();
    let (taking_files, more) = OpenApiRouter::new().nest(PREFIX, taking_files).split_for_parts();
    document.merge(more);
    document::complete(&mut document);
    (router, taking_files, document)
}
