//! Clocks beside the law's: started, met; and a simple procedure that turns into the ordinary one.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::{ClockNo, IssueNo};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{MeetClock, StartClock, TurnOrdinary};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(start_clock)).routes(routes!(meet_clock)).routes(routes!(turn_ordinary))
}

/// Let a clock begin beside the law's
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"rule": "CN-XF14-SPLIT-COUNTY", "on": "2026-03-05"}))]
pub struct StartBody {
    /// A rule of a list that the office works by.
    rule: String,
    /// The day it counts from.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for StartBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(StartClock { issue: IssueNo(no), rule: code("rule", &self.rule)?, on: self.on }.into())
    }
}

order!(start_clock, "/matters/{matter}/issues/{no}/start-clock", "Let a clock begin beside the law's", StartBody);

/// What such a clock was for is done
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"on": "2026-03-09"}))]
pub struct MeetBody {
    /// The day it was done.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for MeetBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(MeetClock { clock: ClockNo(no), on: self.on }.into())
    }
}

order!(meet_clock, "/matters/{matter}/clocks/{no}/meet-clock", "What such a clock was for is done", MeetBody);

/// The simple procedure turns into the ordinary one
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The boundary must be surveyed first", "on": "2026-03-09"}))]
pub struct TurnBody {
    /// Why it was not enough; told to the petitioner.
    reason: String,
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl Order for TurnBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let reason = note(desk, "reason", &self.reason)?;
        Ok(TurnOrdinary { clock: ClockNo(no), reason, on: self.on }.into())
    }
}

order!(
    turn_ordinary,
    "/matters/{matter}/clocks/{no}/turn-ordinary",
    "The simple procedure turns into the ordinary one",
    TurnBody
);
