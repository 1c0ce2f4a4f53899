//! Ends other than an answer, going on, withdrawals.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::{IssueNo, PetitionNo};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{ConfirmEnd, End, Reopen, UndoWithdrawal, Withdraw};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(end))
        .routes(routes!(confirm_end))
        .routes(routes!(reopen))
        .routes(routes!(withdraw))
        .routes(routes!(undo_withdrawal))
}

/// End an issue otherwise than by an answer
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"end": "settled", "reason": "Both sides signed, the sum was paid"}))]
pub struct EndBody {
    /// deposited, settled, died, handed_over, registered_in_error (a second officer confirms it), not_a_petition.
    end: String,
    /// Why.
    reason: String,
}

impl Order for EndBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(End { issue, end: code("end", &self.end)?, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(end, "/matters/{matter}/issues/{no}/end", "End an issue otherwise than by an answer", EndBody);

/// Confirm an end that another officer proposed
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct ConfirmEndBody {}

impl Order for ConfirmEndBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(ConfirmEnd { issue: IssueNo(no) }.into())
    }
}

order!(
    confirm_end,
    "/matters/{matter}/issues/{no}/confirm-end",
    "Confirm an end that another officer proposed",
    ConfirmEndBody
);

/// Go on with an issue that ended
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The lamps are dark again"}))]
pub struct ReopenBody {
    /// Why.
    reason: String,
}

impl Order for ReopenBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Reopen { issue, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(reopen, "/matters/{matter}/issues/{no}/reopen", "Go on with an issue that ended", ReopenBody);

/// Withdraw a petition for its petitioner
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct WithdrawBody {}

impl Order for WithdrawBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(Withdraw { petition: PetitionNo(no) }.into())
    }
}

order!(withdraw, "/matters/{matter}/petitions/{no}/withdraw", "Withdraw a petition for its petitioner", WithdrawBody);

/// Take a withdrawal back
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct UndoBody {}

impl Order for UndoBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(UndoWithdrawal { petition: PetitionNo(no) }.into())
    }
}

order!(undo_withdrawal, "/matters/{matter}/petitions/{no}/undo-withdrawal", "Take a withdrawal back", UndoBody);
