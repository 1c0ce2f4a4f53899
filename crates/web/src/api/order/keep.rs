//! Keeping the record: corrections and links; and keeping out of it who cannot be fair.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{Correct, EndRecusal, Link, Recuse, Unlink};
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
        .routes(routes!(correct))
        .routes(routes!(link))
        .routes(routes!(unlink))
        .routes(routes!(recuse))
        .routes(routes!(end_recusal))
}

/// Correct what was registered wrongly
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "It is the east gate"}))]
pub struct CorrectBody {
    /// What was wrong and what is right.
    note: String,
    /// Where it happened, if that was wrong.
    #[serde(default)]
    place: Option<String>,
    /// When it happened, if that was wrong.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    happened_on: Option<Date>,
}

impl Order for CorrectBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let place = optional_code("place", self.place.as_deref())?;
        let (note, happened_on) = (note(desk, "note", &self.note)?, self.happened_on);
        Ok(Correct { petition: PetitionNo(no), note, place, happened_on }.into())
    }
}

order!(correct, "/matters/{matter}/petitions/{no}/correct", "Correct what was registered wrongly", CorrectBody);

/// Link with another matter
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"other": "0123456789abcdefghjkmnpqrs", "relation": "same_cause"}))]
pub struct LinkBody {
    /// The other matter's id.
    other: String,
    /// repeat, same_cause.
    relation: String,
}

impl Order for LinkBody {
    fn command(self, _: u32, _: &mut Desk) -> Result<Command, AppError> {
        Ok(Link { other: code("other", &self.other)?, relation: code("relation", &self.relation)? }.into())
    }
}

order!(whole link, "/matters/{matter}/link", "Link with another matter", LinkBody);

/// Unlink from another matter
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"other": "0123456789abcdefghjkmnpqrs", "reason": "Another road"}))]
pub struct UnlinkBody {
    /// The other matter's id.
    other: String,
    /// Why.
    reason: String,
}

impl Order for UnlinkBody {
    fn command(self, _: u32, desk: &mut Desk) -> Result<Command, AppError> {
        Ok(Unlink { other: code("other", &self.other)?, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(whole unlink, "/matters/{matter}/unlink", "Unlink from another matter", UnlinkBody);

/// Take an officer out of a matter: oneself, or one for whom one answers
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ground": "kin", "reason": "My sister runs the shop next to the lamps"}))]
pub struct RecuseBody {
    /// The officer's code; the caller where none is given.
    #[serde(default)]
    officer: Option<String>,
    /// own_interest, kin, took_part, other_tie.
    ground: String,
    /// In words; read by whoever reads the matter in the office, not by the petitioner.
    reason: String,
}

impl Order for RecuseBody {
    fn command(self, _: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let officer = optional_code("officer", self.officer.as_deref())?;
        let ground = code("ground", &self.ground)?;
        Ok(Recuse { officer, ground, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(whole recuse, "/matters/{matter}/recuse", "Take an officer out of a matter", RecuseBody);

/// Let an officer act on a matter again
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"officer": "o-zjj-1", "reason": "The shop was sold last month"}))]
pub struct EndRecusalBody {
    /// The officer's code.
    officer: String,
    /// Why.
    reason: String,
}

impl Order for EndRecusalBody {
    fn command(self, _: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let officer = code("officer", &self.officer)?;
        Ok(EndRecusal { officer, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(whole end_recusal, "/matters/{matter}/end-recusal", "Let an officer act on a matter again", EndRecusalBody);
