//! Decisions: on what was accepted, at once, and those that turn down or lead elsewhere.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{AnswerAtOnce, Decide, DoNotAccept, LeadIntoChannel, NoLongerAccept};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{FindingsBody, Order, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(decide))
        .routes(routes!(answer_at_once))
        .routes(routes!(do_not_accept))
        .routes(routes!(no_longer_accept))
        .routes(routes!(lead_into_channel))
}

/// Decide an issue
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "supported", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct DecideBody {
    /// An outcome of its kind.
    outcome: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
}

impl Order for DecideBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Decide { issue, outcome: code("outcome", &self.outcome)?, findings: self.findings.seal(desk)? }.into())
    }
}

order!(decide, "/matters/{matter}/issues/{no}/decide", "Decide an issue", DecideBody);

/// Answer on the spot
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "explained", "way": "hand", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct AnswerAtOnceBody {
    /// An outcome of its kind.
    outcome: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
    /// How the answer was given: hand, post, query_code.
    way: String,
}

impl Order for AnswerAtOnceBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(AnswerAtOnce {
            issue,
            outcome: code("outcome", &self.outcome)?,
            findings: self.findings.seal(desk)?,
            way: code("way", &self.way)?,
        }
        .into())
    }
}

order!(answer_at_once, "/matters/{matter}/issues/{no}/answer-at-once", "Answer on the spot", AnswerAtOnceBody);

/// Do not accept an issue
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ground": "in_progress", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct DoNotAcceptBody {
    /// The ground's code in the pack.
    ground: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
}

impl Order for DoNotAcceptBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(DoNotAccept { issue, ground: self.ground.clone(), findings: self.findings.seal(desk)? }.into())
    }
}

order!(do_not_accept, "/matters/{matter}/issues/{no}/do-not-accept", "Do not accept an issue", DoNotAcceptBody);

/// No longer accept an issue, after re-review
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ground": "after_re_review", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct NoLongerAcceptBody {
    /// The ground's code in the pack.
    ground: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
}

impl Order for NoLongerAcceptBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(NoLongerAccept { issue, ground: self.ground.clone(), findings: self.findings.seal(desk)? }.into())
    }
}

order!(
    no_longer_accept,
    "/matters/{matter}/issues/{no}/no-longer-accept",
    "No longer accept an issue, after re-review",
    NoLongerAcceptBody
);

/// Lead an issue into a statutory channel
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ground": "litigation", "findings": {"facts": "Three lamps have no current.", "reasons": "Their upkeep is the township's.", "basis": "Rules on street lighting, art. 1"}}))]
pub struct LeadBody {
    /// The ground's code in the pack.
    ground: String,
    /// Facts, reasons, basis.
    findings: FindingsBody,
}

impl Order for LeadBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(LeadIntoChannel { issue, ground: self.ground.clone(), findings: self.findings.seal(desk)? }.into())
    }
}

order!(
    lead_into_channel,
    "/matters/{matter}/issues/{no}/lead-into-channel",
    "Lead an issue into a statutory channel",
    LeadBody
);
