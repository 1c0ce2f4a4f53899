//! Finding out: contacts, visits, evidence with its files.

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{AddEvidence, LogContact, LogVisit};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{DoneBody, Order, note, order, press, told};
use crate::WebState;
use crate::api::matters::matter_id;
use crate::api::petitions::code;
use crate::bearer::SignedIn;
use crate::form::{Form, to_the_end};
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(log_contact)).routes(routes!(log_visit))
}

/// What files may come with.
pub(in crate::api) fn adding() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(add_evidence))
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
        Ok(AddEvidence { issue, note: note(desk, "note", &self.note)?, files: desk.files(), on: self.on }.into())
    }
}

/// Evidence with files: the parts of a form, `data` first.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only describes the form's parts to the document")]
pub struct EvidenceForm {
    /// What it is, as JSON.
    data: EvidenceBody,
    /// The files: at most 50 of at most 20 MB, together 100 MB.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<u8>,
}

/// Add evidence to the file
#[utoipa::path(post, path = "/matters/{matter}/issues/{no}/add-evidence", security(("bearer" = [])), tag = "orders",
    request_body(content((EvidenceBody = "application/json"), (EvidenceForm = "multipart/form-data"))),
    params(("matter" = String, Path), ("no" = u32, Path)),
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn add_evidence(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
    Form { body, uploads }: Form<EvidenceBody>,
) -> Result<Json<DoneBody>, Failed> {
    let (actor, matter) = (signed_in.with(Scope::Act)?, matter_id(&matter)?);
    to_the_end(uploads.time_max(), async move {
        let mut sheet = state.app.take_up(&actor, matter).await?;
        uploads.keep_on(&state.app, &mut sheet.desk).await?;
        let outcome = match body.command(no, &mut sheet.desk) {
            Ok(command) => state.app.act_on(&actor, sheet, command).await?,
            Err(error) => {
                state.app.discard_files(matter, &sheet.desk.files()).await;
                return Err(error.into());
            }
        };
        press(&state, &outcome).await;
        Ok(told(outcome))
    })
    .await
}
