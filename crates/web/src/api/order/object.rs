//! The wrong address: object, agree, insist, designate.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{AgreeToObjection, Designate, InsistOnRoute, Object};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, note, order};
use crate::WebState;
use crate::api::petitions::{code, optional_code};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(object))
        .routes(routes!(agree))
        .routes(routes!(insist))
        .routes(routes!(designate))
}

/// Say that this unit is not the one
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"better": "jtj", "reason": "It is a county road"}))]
pub struct ObjectBody {
    /// The unit that is.
    #[serde(default)]
    better: Option<String>,
    /// Why.
    reason: String,
}

impl Order for ObjectBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Object {
            issue,
            better: optional_code("better", self.better.as_deref())?,
            reason: note(desk, "reason", &self.reason)?,
        }
        .into())
    }
}

order!(object, "/matters/{matter}/issues/{no}/object", "Say that this unit is not the one", ObjectBody);

/// Agree to an objection and send the issue on
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "jtj"}))]
pub struct AgreeBody {
    /// The unit.
    to: String,
}

impl Order for AgreeBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(AgreeToObjection { issue, to: code("to", &self.to)? }.into())
    }
}

order!(
    agree,
    "/matters/{matter}/issues/{no}/agree-to-objection",
    "Agree to an objection and send the issue on",
    AgreeBody
);

/// Insist; the superior then designates
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The road was handed to the township in 2019"}))]
pub struct InsistBody {
    /// Why.
    reason: String,
}

impl Order for InsistBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(InsistOnRoute { issue, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(insist, "/matters/{matter}/issues/{no}/insist-on-route", "Insist; the superior then designates", InsistBody);

/// Name the unit that must answer
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "qlz", "reason": "By the list of roads of 2019"}))]
pub struct DesignateBody {
    /// The unit.
    to: String,
    /// Why.
    reason: String,
}

impl Order for DesignateBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Designate { issue, to: code("to", &self.to)?, reason: note(desk, "reason", &self.reason)? }.into())
    }
}

order!(designate, "/matters/{matter}/issues/{no}/designate", "Name the unit that must answer", DesignateBody);
