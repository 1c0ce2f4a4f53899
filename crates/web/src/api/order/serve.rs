//! Service, its failures, execution, papers that are void, rating for the petitioner.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::{DocumentNo, IssueNo, PetitionNo};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{
    ConfirmExecution, FailService, Rate, RecordExecution, Serve, VoidDocument, WriteLetter,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(serve))
        .routes(routes!(fail_service))
        .routes(routes!(record_execution))
        .routes(routes!(confirm_execution))
        .routes(routes!(rate))
        .routes(routes!(write_letter))
        .routes(routes!(void))
}

/// Serve the answer on a petitioner
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"petition": 1, "way": "post", "proof": "Registered letter, signed for", "on": "2026-04-12"}))]
pub struct ServeBody {
    /// Which petition.
    petition: u32,
    /// hand, post, query_code, public_notice.
    way: String,
    /// Proof of it, in words.
    #[serde(default)]
    proof: Option<String>,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for ServeBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let proof = self.proof.as_deref().map(|proof| note(desk, "proof", proof)).transpose()?;
        let (petition, way) = (PetitionNo(self.petition), code("way", &self.way)?);
        Ok(Serve { issue: IssueNo(no), petition, way, proof, on: self.on }.into())
    }
}

order!(serve, "/matters/{matter}/issues/{no}/serve", "Serve the answer on a petitioner", ServeBody);

/// Record that service failed
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"petition": 1, "way": "post", "note": "Returned: moved away", "on": "2026-04-15"}))]
pub struct FailServiceBody {
    /// Which petition.
    petition: u32,
    /// How it was tried.
    way: String,
    /// What came back.
    note: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for FailServiceBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let (petition, way) = (PetitionNo(self.petition), code("way", &self.way)?);
        let note = note(desk, "note", &self.note)?;
        Ok(FailService { issue: IssueNo(no), petition, way, note, on: self.on }.into())
    }
}

order!(fail_service, "/matters/{matter}/issues/{no}/fail-service", "Record that service failed", FailServiceBody);

/// Record how what was granted is carried out
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Lamps lit again", "on": "2026-04-20"}))]
pub struct ExecutionBody {
    /// What was done.
    note: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for ExecutionBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(RecordExecution { issue, note: note(desk, "note", &self.note)?, on: self.on }.into())
    }
}

order!(
    record_execution,
    "/matters/{matter}/issues/{no}/record-execution",
    "Record how what was granted is carried out",
    ExecutionBody
);

/// Confirm that it was carried out
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct ConfirmBody {}

impl Order for ConfirmBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(ConfirmExecution { issue: IssueNo(no) }.into())
    }
}

order!(
    confirm_execution,
    "/matters/{matter}/issues/{no}/confirm-execution",
    "Confirm that it was carried out",
    ConfirmBody
);

/// Enter a rating for a petitioner
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"petition": 1, "score": "satisfied"}))]
pub struct RateBody {
    /// Which petition.
    petition: u32,
    /// satisfied, mostly, dissatisfied.
    score: String,
}

impl Order for RateBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Rate { issue, petition: PetitionNo(self.petition), score: code("score", &self.score)? }.into())
    }
}

order!(rate, "/matters/{matter}/issues/{no}/rate", "Enter a rating for a petitioner", RateBody);

/// Write a letter that a step made due
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "acceptance_notice"}))]
pub struct WriteBody {
    /// receipt, acceptance_notice, extension_notice, forward_letter, assign_letter.
    kind: String,
    /// Whose receipt, where several petitions are on the matter.
    #[serde(default)]
    petition: Option<u32>,
}

impl Order for WriteBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let (kind, petition) = (code("kind", &self.kind)?, self.petition.map(PetitionNo));
        Ok(WriteLetter { issue: IssueNo(no), kind, petition }.into())
    }
}

order!(write_letter, "/matters/{matter}/issues/{no}/write-letter", "Write a letter that a step made due", WriteBody);

/// Close a number that never became a paper
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "not_pressed"}))]
pub struct VoidBody {
    /// not_pressed, taken_back.
    reason: String,
}

impl Order for VoidBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(VoidDocument { document: DocumentNo(no), reason: code("reason", &self.reason)? }.into())
    }
}

order!(void, "/matters/{matter}/documents/{no}/void", "Close a number that never became a paper", VoidBody);
