//! What an issue is: classified, split, reworded.

use huiyin_app::AppError;
use huiyin_app::desk::{Bound, Desk};
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{Classify, RewordIssue, SplitIssue};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Order, order};
use crate::WebState;
use crate::api::petitions::{code, optional_code};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(classify)).routes(routes!(split)).routes(routes!(reword))
}

/// Say what an issue is
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "appeal", "way": "way_6", "class": "01.07"}))]
pub struct ClassifyBody {
    /// suggestion, accusation, appeal.
    kind: String,
    /// For appeals: way_1 to way_6.
    #[serde(default)]
    way: Option<String>,
    /// Class of the taxonomy.
    class: String,
}

impl Order for ClassifyBody {
    fn command(self, no: u32, _: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(Classify {
            issue,
            kind: code("kind", &self.kind)?,
            way: optional_code("way", self.way.as_deref())?,
            class: code("class", &self.class)?,
            proposed: None,
        }
        .into())
    }
}

order!(classify, "/matters/{matter}/issues/{no}/classify", "Say what an issue is", ClassifyBody);

/// Split an issue into several
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"demands": ["Repair the lamps", "Light the bus stop"]}))]
pub struct SplitBody {
    /// What each demands; two at least.
    #[serde(default)]
    demands: Vec<String>,
}

impl Order for SplitBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let numbered = self.demands.iter().enumerate();
        let demands = numbered.map(|(place, demand)| desk.words(&format!("demands.{place}"), demand, Bound::Demand));
        Ok(SplitIssue { issue: IssueNo(no), demands: demands.collect::<Result<_, _>>()? }.into())
    }
}

order!(split, "/matters/{matter}/issues/{no}/split", "Split an issue into several", SplitBody);

/// Put an issue into other words
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"demand": "Repair the three lamps at the gate"}))]
pub struct RewordBody {
    /// The demand.
    demand: String,
}

impl Order for RewordBody {
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError> {
        let issue = IssueNo(no);
        Ok(RewordIssue { issue, demand: desk.words("demand", &self.demand, Bound::Demand)? }.into())
    }
}

order!(reword, "/matters/{matter}/issues/{no}/reword", "Put an issue into other words", RewordBody);
