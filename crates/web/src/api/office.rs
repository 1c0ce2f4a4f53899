//! How the office works, for everybody: units, named officers, classes, places.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::WebState;
use crate::extract::Spoken;
use crate::problem::Failed;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(office))
}

/// The office.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeBody {
    name: String,
    time_zone: String,
    /// The unit that takes petitions in.
    registry: String,
    /// What its law calls what people file: petition, complaint, grievance.
    catalogue: &'static str,
    /// The same in the caller's language.
    filed: String,
    /// The law it works by, in order.
    packs: Vec<String>,
    units: Vec<UnitBody>,
    officers: Vec<OfficerBody>,
    /// Names of classes by their codes.
    classes: BTreeMap<String, String>,
    /// Names of places by their division codes.
    places: BTreeMap<String, String>,
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitBody {
    code: String,
    name: String,
    kind: String,
    parent: Option<String>,
    review_organ: Option<String>,
}

/// An officer: the law wants a named one.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficerBody {
    name: String,
    /// `role@unit`.
    posts: Vec<String>,
}

/// The office, its units, officers, classes and places.
#[utoipa::path(get, path = "/office", responses((status = 200, body = OfficeBody)))]
async fn office(State(state): State<WebState>, Spoken(say): Spoken) -> Result<Json<OfficeBody>, Failed> {
    let office = state.app.office().await?;
    let unit = |unit: &huiyin_domain::office::Unit| UnitBody {
        code: unit.code.to_string(),
        name: unit.name.clone(),
        kind: unit.kind.to_string(),
        parent: unit.parent.as_ref().map(ToString::to_string),
        review_organ: unit.review_organ.as_ref().map(ToString::to_string),
    };
    let officer = |officer: &huiyin_domain::office::Officer| OfficerBody {
        name: officer.name.clone(),
        posts: officer.posts.iter().map(|held| format!("{}@{}", held.post.role, held.post.unit)).collect(),
    };
    Ok(Json(OfficeBody {
        name: office.name.clone(),
        time_zone: office.time_zone.clone(),
        registry: office.registry.to_string(),
        catalogue: office.packs.newest_catalogue().code(),
        filed: say.filed().to_owned(),
        packs: office.packs.iter().map(|pack| pack.code.to_string()).collect(),
        units: office.units().map(unit).collect(),
        officers: office.officers().map(officer).collect(),
        classes: office.classes().map(|class| (class.code.to_string(), class.name.clone())).collect(),
        places: office.places().map(|place| (place.code.to_string(), place.name.clone())).collect(),
    }))
}
