//! Finding out: contacts, visits, evidence.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{AddEvidence, LogContact, LogVisit};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(log_contact)).routes(routes!(log_visit)).routes(routes!(add_evidence))
}

/// Log a contact with the petitioner
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"way": "phone", "reached": true, "note": "Agreed to meet at the gate", "on": "2026-03-09"}))]
pub struct ContactBody {
    /// phone, in_person, on_site, writing.
    way: String,
    /// The petitioner was reached.
    reached: bool,
    /// What was said.
    note: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for ContactBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(LogContact {
            issue,
            way: code("way", &self.way)?,
            reached: self.reached,
            note: note(desk, "note", &self.note)?,
            on: self.on,
        }
        .into())
    }
}

order!(log_contact, "/matters/{matter}/issues/{no}/log-contact", "Log a contact with the petitioner", ContactBody);

/// Log a visit to the place
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Three lamps dark, cable cut", "on": "2026-03-10"}))]
pub struct VisitBody {
    /// What was found.
    note: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for VisitBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(LogVisit { issue, note: note(desk, "note", &self.note)?, on: self.on }.into())
    }
}

order!(log_visit, "/matters/{matter}/issues/{no}/log-visit", "Log a visit to the place", VisitBody);

/// Add evidence to the file
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Record of the visit, signed by both", "on": "2026-03-10"}))]
pub struct EvidenceBody {
    /// What it is.
    note: String,
    /// The day it happened.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for EvidenceBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(AddEvidence { issue, note: note(desk, "note", &self.note)?, files: Vec::new(), on: self.on }.into())
    }
}

order!(add_evidence, "/matters/{matter}/issues/{no}/add-evidence", "Add evidence to the file", EvidenceBody);
