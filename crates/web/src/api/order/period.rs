//! Periods: lengthened, standing still, going on.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::ClockNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{Extend, Pause, Resume};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::code;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(extend)).routes(routes!(pause)).routes(routes!(resume))
}

/// Lengthen a period
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"days": 30, "reason": "The survey of 14 households is not finished"}))]
pub struct ExtendBody {
    /// By how many days.
    days: u32,
    /// Why; told to the petitioner.
    reason: String,
}

impl Order for ExtendBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        Ok(Extend { clock: ClockNo(no), days: self.days, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(extend, "/matters/{matter}/clocks/{no}/extend", "Lengthen a period", ExtendBody);

/// Let a clock stand still, for a reason the pack names
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "hearing", "from": "2026-05-08"}))]
pub struct PauseBody {
    /// hearing, and what else the pack names.
    reason: String,
    /// The first day that does not count.
    #[schema(value_type = String, format = Date)]
    from: Date,
}

impl Order for PauseBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(Pause { clock: ClockNo(no), reason: code("reason", &self.reason)?, from: self.from }.into())
    }
}

order!(pause, "/matters/{matter}/clocks/{no}/pause", "Let a clock stand still, for a reason the pack names", PauseBody);

/// Let it go on
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "2026-05-10"}))]
pub struct ResumeBody {
    /// The last day that did not count.
    #[schema(value_type = String, format = Date)]
    to: Date,
}

impl Order for ResumeBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(Resume { clock: ClockNo(no), to: self.to }.into())
    }
}

order!(resume, "/matters/{matter}/clocks/{no}/resume", "Let it go on", ResumeBody);
