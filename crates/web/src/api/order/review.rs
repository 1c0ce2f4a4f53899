//! Review and re-review.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::{IssueNo, PetitionNo};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{DecideReview, RequestReview};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{FindingsBody, Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(request_review)).routes(routes!(decide_review))
}

/// Register a request for review or re-review
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"petition": 1, "request": "The opinion leaves the third lamp out", "on": "2026-05-10"}))]
pub struct RequestReviewBody {
    /// Whose.
    petition: u32,
    /// What is asked for.
    request: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for RequestReviewBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(RequestReview {
            issue,
            petition: PetitionNo(self.petition),
            request: note(desk, "request", &self.request)?,
            on: self.on,
        }
        .into())
    }
}

order!(
    request_review,
    "/matters/{matter}/issues/{no}/request-review",
    "Register a request for review or re-review",
    RequestReviewBody
);

/// Decide a review or re-review
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "uphold", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct DecideReviewBody {
    /// uphold, revoke, change, order_redo.
    outcome: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
}

impl Order for DecideReviewBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(DecideReview { issue, outcome: code("outcome", &self.outcome)?, findings: self.findings.seal(desk)? }.into())
    }
}

order!(decide_review, "/matters/{matter}/issues/{no}/decide-review", "Decide a review or re-review", DecideReviewBody);
