//! What an issue is proposed to be, who may have to answer it, and the parts of its letter. Proposals only: what was proposed
//! is recorded with what an officer decides.

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::account::Scope;
use huiyin_app::propose::parts::{LetterPart, PartKind};
use huiyin_app::propose::{LikelyClass, LikelyKind};
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::RouteReason;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::matters::matter_id;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(proposals)).routes(routes!(parts))
}

/// What an issue is proposed to be, and who may have to answer it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalsBody {
    /// The likeliest first, at most three.
    classes: Vec<LikelyClassBody>,
    /// The first class may be taken without a closer look: of a hundred such proposals 98 were right.
    is_sure: bool,
    kind: Option<LikelyKindBody>,
    /// The likeliest first, at most three.
    units: Vec<LikelyUnitBody>,
}

/// A class that an issue may be of.
#[derive(Debug, Serialize, ToSchema)]
pub struct LikelyClassBody {
    class: String,
    /// From 0 to 1; none by the catalogue's words alone.
    share: Option<f32>,
    /// Words of the text that speak for it.
    words: Vec<String>,
}

/// A kind that an issue may be of.
#[derive(Debug, Serialize, ToSchema)]
pub struct LikelyKindBody {
    kind: String,
    way: Option<String>,
    /// From 0 to 1; none where the petition itself says so.
    share: Option<f32>,
}

/// A unit that may have to answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct LikelyUnitBody {
    unit: String,
    /// The rule that says so: duty, complained_of, past_the_accused.
    rule: Option<&'static str>,
    /// Like matters that it accepted.
    agreed: usize,
    /// Like matters that it sent back, or that a superior gave to another.
    refused: usize,
    /// Like matters that went to another and stayed there, although it was proposed first.
    passed_over: usize,
    /// The matters of some that it accepted.
    like: Vec<String>,
}

/// A part of a letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartBody {
    /// place, day, amount, unit, company, demand.
    part: &'static str,
    /// As the letter says it.
    words: String,
    /// First character of the text and the one after the last, counted from 0.
    at: [usize; 2],
    /// The place's code.
    place: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    day: Option<Date>,
    amount: Option<f64>,
    measure: Option<String>,
}

/// What an issue is proposed to be, and who may have to answer it.
#[utoipa::path(get, path = "/matters/{matter}/issues/{no}/proposals", security(("bearer" = [])),
    params(("matter" = String, Path), ("no" = u32, Path)),
    responses((status = 200, body = ProposalsBody), (status = 404, body = Problem)))]
async fn proposals(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
) -> Result<Json<ProposalsBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let view = state.app.view(&actor, matter_id(&matter)?).await?;
    let proposed = state.app.class_proposals(&view, IssueNo(no))?;
    let units = state.app.unit_proposals(&actor, &view, IssueNo(no)).await?.into_iter().map(|likely| LikelyUnitBody {
        unit: likely.unit.to_string(),
        rule: likely.rule.as_ref().and_then(rule),
        agreed: likely.agreed,
        refused: likely.refused,
        passed_over: likely.passed_over,
        like: likely.like.iter().map(|listed| listed.row.matter.to_string()).collect(),
    });
    Ok(Json(ProposalsBody {
        classes: proposed.classes.into_iter().map(class).collect(),
        is_sure: proposed.is_sure,
        kind: proposed.kind.map(kind),
        units: units.collect(),
    }))
}

/// The parts of a matter's first letter, in the order of the text.
#[utoipa::path(get, path = "/matters/{matter}/parts", security(("bearer" = [])), params(("matter" = String, Path)),
    responses((status = 200, body = Vec<PartBody>), (status = 404, body = Problem)))]
async fn parts(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(matter): Path<String>,
) -> Result<Json<Vec<PartBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let view = state.app.view(&actor, matter_id(&matter)?).await?;
    let letter = state.app.letter_parts(&view).unwrap_or_default();
    Ok(Json(letter.parts.iter().map(|part| part_body(&letter.text, part)).collect()))
}

fn class(LikelyClass { class, share, words }: LikelyClass) -> LikelyClassBody {
    LikelyClassBody { class: class.to_string(), share, words }
}

fn kind(LikelyKind { kind, way, share }: LikelyKind) -> LikelyKindBody {
    LikelyKindBody { kind: kind.to_string(), way: way.map(|way| way.to_string()), share }
}

const fn rule(reason: &RouteReason) -> Option<&'static str> {
    match reason {
        RouteReason::Duty { .. } => Some("duty"),
        RouteReason::ComplainedOf => Some("complained_of"),
        RouteReason::PastTheAccused => Some("past_the_accused"),
        RouteReason::Own | RouteReason::Judged(_) => None,
    }
}

fn part_body(text: &str, LetterPart { place, kind }: &LetterPart) -> PartBody {
    let sign = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let mut body = PartBody {
        part: "",
        words: text.get(place.clone()).unwrap_or_default().to_owned(),
        at: [sign(place.start), sign(place.end)],
        place: None,
        day: None,
        amount: None,
        measure: None,
    };
    match kind {
        PartKind::Place(code) => (body.part, body.place) = ("place", Some(code.to_string())),
        PartKind::Day(day) => (body.part, body.day) = ("day", *day),
        PartKind::Amount(amount, measure) => {
            (body.part, body.amount, body.measure) = ("amount", Some(*amount), Some(measure.clone()));
        }
        PartKind::Unit => body.part = "unit",
        PartKind::Company => body.part = "company",
        PartKind::Demand => body.part = "demand",
    }
    body
}
