//! Sending an issue to the unit that must answer.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::{IssueNo, UnitCode};
use huiyin_domain::matter::command::{
    Assign, Entrust, Forward, GiveInstruction, ProposeRoute, RequestInstruction, TakeOver,
};
use huiyin_domain::matter::{Command, RouteReason};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::{code, optional_code};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(propose))
        .routes(routes!(forward))
        .routes(routes!(assign))
        .routes(routes!(entrust))
        .routes(routes!(request_instruction))
        .routes(routes!(give_instruction))
        .routes(routes!(take_over))
}

/// Look the route up in the duty catalogue
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct ProposeBody {}

impl Order for ProposeBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(ProposeRoute { issue: IssueNo(no) }.into())
    }
}

order!(propose, "/matters/{matter}/issues/{no}/propose-route", "Look the route up in the duty catalogue", ProposeBody);

/// Forward an issue
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "qlz", "reason": "The lamps stand on a township road"}))]
pub struct ForwardBody {
    /// The unit.
    to: String,
    /// Why, where it is not the organ complained of.
    #[serde(default)]
    reason: Option<String>,
}

impl Order for ForwardBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let reason = match &self.reason {
            Some(reason) => RouteReason::Judged(note(desk, "reason", reason)?),
            None => RouteReason::ComplainedOf,
        };
        Ok(Forward { issue: IssueNo(no), to: code("to", &self.to)?, reason, proposed: Vec::new() }.into())
    }
}

order!(forward, "/matters/{matter}/issues/{no}/forward", "Forward an issue", ForwardBody);

/// Assign an issue, with a report owed
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "qlz", "assisting": ["jtj"], "report_due_on": "2026-06-01"}))]
pub struct AssignBody {
    /// The unit.
    to: String,
    /// Units that help.
    #[serde(default)]
    assisting: Vec<String>,
    /// The day of the report.
    #[schema(value_type = String, format = Date)]
    report_due_on: Date,
    /// Why.
    #[serde(default)]
    reason: Option<String>,
}

impl Order for AssignBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let reason = match &self.reason {
            Some(reason) => RouteReason::Judged(note(desk, "reason", reason)?),
            None => RouteReason::ComplainedOf,
        };
        let assisting: Result<Vec<UnitCode>, AppError> =
            self.assisting.iter().enumerate().map(|(place, unit)| code(&format!("assisting.{place}"), unit)).collect();
        let (to, report_due_on) = (code("to", &self.to)?, self.report_due_on);
        Ok(Assign { issue: IssueNo(no), to, assisting: assisting?, report_due_on, reason, proposed: Vec::new() }.into())
    }
}

order!(assign, "/matters/{matter}/issues/{no}/assign", "Assign an issue, with a report owed", AssignBody);

/// Put an issue into the hands of an officer of the unit
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "o-qlz-1"}))]
pub struct EntrustBody {
    /// The officer; nobody: it is everybody's in the unit again.
    #[serde(default)]
    to: Option<String>,
}

impl Order for EntrustBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(Entrust { issue: IssueNo(no), to: optional_code("to", self.to.as_deref())? }.into())
    }
}

order!(
    entrust,
    "/matters/{matter}/issues/{no}/entrust",
    "Put an issue into the hands of an officer of the unit",
    EntrustBody
);

/// Ask a unit above for an instruction
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"of": "xzf", "question": "Who pays for the cable?"}))]
pub struct QuestionBody {
    /// The unit above.
    of: String,
    /// The question.
    question: String,
}

impl Order for QuestionBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(RequestInstruction { issue, of: code("of", &self.of)?, question: note(desk, "question", &self.question)? }
            .into())
    }
}

order!(
    request_instruction,
    "/matters/{matter}/issues/{no}/request-instruction",
    "Ask a unit above for an instruction",
    QuestionBody
);

/// Answer a question from below
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"instruction": "The township pays and reports by Friday"}))]
pub struct InstructionBody {
    /// The instruction.
    instruction: String,
}

impl Order for InstructionBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(GiveInstruction { issue, instruction: note(desk, "instruction", &self.instruction)? }.into())
    }
}

order!(
    give_instruction,
    "/matters/{matter}/issues/{no}/give-instruction",
    "Answer a question from below",
    InstructionBody
);

/// Take an issue over from a unit below
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"by": "xzf", "reason": "Several townships are concerned"}))]
pub struct TakeOverBody {
    /// The unit above.
    by: String,
    /// Why.
    reason: String,
}

impl Order for TakeOverBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(TakeOver { issue, by: code("by", &self.by)?, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(take_over, "/matters/{matter}/issues/{no}/take-over", "Take an issue over from a unit below", TakeOverBody);
