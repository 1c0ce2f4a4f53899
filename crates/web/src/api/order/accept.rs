//! Acceptance and notice.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{Accept, Notify};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(accept)).routes(routes!(notify))
}

/// Accept an issue: the handling period begins
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"on": "2026-03-05"}))]
pub struct AcceptBody {
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for AcceptBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Accept { issue, on: self.on }.into())
    }
}

order!(accept, "/matters/{matter}/issues/{no}/accept", "Accept an issue: the handling period begins", AcceptBody);

/// Tell the petitioner receipt, route and procedure
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"way": "post", "on": "2026-03-05"}))]
pub struct NotifyBody {
    /// hand, post, query_code, public_notice.
    way: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for NotifyBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Notify { issue, way: code("way", &self.way)?, on: self.on }.into())
    }
}

order!(notify, "/matters/{matter}/issues/{no}/notify", "Tell the petitioner receipt, route and procedure", NotifyBody);
