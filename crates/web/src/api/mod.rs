//! The JSON API, `/api/v1`. The OpenAPI document is made from the routes themselves.

pub mod clocks;
pub mod figures;
pub mod matters;
pub mod office;
pub mod order;
pub mod petitions;
pub mod query;
pub mod show;
pub mod worklist;

use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::WebState;

#[derive(OpenApi)]
#[openapi(
    info(title = "Huiyin", description = "Every petition gets an answer, every matter a result."),
    modifiers(&Security)
)]
struct Document;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// All routes of the API, with their document.
pub fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::with_openapi(Document::openapi()).nest(
        "/api/v1",
        OpenApiRouter::new()
            .merge(petitions::router())
            .merge(query::router())
            .merge(matters::router())
            .merge(order::router())
            .merge(worklist::router())
            .merge(figures::router())
            .merge(clocks::router())
            .merge(office::router()),
    )
}
