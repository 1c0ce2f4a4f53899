//! What may be decided about a topic: one route for each decision.
//!
//! To add one: its body with an example where it takes one, its handler, its line in [`router`].

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::desk::{Bound, Desk};
use huiyin_domain::ids::MatterId;
use huiyin_domain::office::Actor;
use huiyin_domain::topic::TopicCommand;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::petitions::code;
use super::topic_id;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Body;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(name))
        .routes(routes!(merge))
        .routes(routes!(part))
        .routes(routes!(split))
        .routes(routes!(close))
        .routes(routes!(reopen))
        .routes(routes!(set_master))
        .routes(routes!(link))
        .routes(routes!(propose))
}

/// Where a decision leads: the topic itself, the one it was merged into, or the one that was split off.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecidedBody {
    topic: String,
}

/// What a topic is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Mixing plant at Qingshi Bay"}))]
pub struct TopicNameBody {
    /// By problem and place; nobody is named.
    name: String,
}

/// The topic that it is one problem with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"into": "06f2kq0c8w3v5x7z9a1b2c3d4e"}))]
pub struct TopicMergeBody {
    into: String,
}

/// The matters that are a problem of their own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"matters": ["06f2kq0c8w3v5x7z9a1b2c3d4e"]}))]
pub struct TopicSplitBody {
    /// All but the one that began the topic, 200 at most.
    #[schema(max_items = 200)]
    matters: Vec<String>,
}

/// The matter in which the problem itself is handled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"matter": "06f2kq0c8w3v5x7z9a1b2c3d4e"}))]
pub struct TopicMasterBody {
    matter: String,
}

/// A proposal to change the rule behind the petitions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "zjj", "text": "Night work near homes should need a permit."}))]
pub struct TopicProposeBody {
    /// The unit that can change it.
    to: String,
    /// What petitions show, and what should change.
    text: String,
}

/// What came of linking.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedBody {
    /// Matters linked to the master now.
    linked: usize,
    /// Matters that the rules refused to link.
    refused: usize,
}

/// Call it so.
#[utoipa::path(post, path = "/topics/{topic}/name", params(("topic" = String, Path)), request_body = TopicNameBody,
    security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn name(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
    Body(body): Body<TopicNameBody>,
) -> Result<Json<DecidedBody>, Failed> {
    let named = |desk: &mut Desk| Ok(TopicCommand::Name(desk.words("name", &body.name, Bound::Subject)?));
    decide(&state, &signed_in.with(Scope::Act)?, &topic, named).await
}

/// It is one problem with another.
#[utoipa::path(post, path = "/topics/{topic}/merge", params(("topic" = String, Path)), request_body = TopicMergeBody,
    security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn merge(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
    Body(body): Body<TopicMergeBody>,
) -> Result<Json<DecidedBody>, Failed> {
    let into = code("into", &body.into)?;
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::Merge { into })).await
}

/// It was merged, and is not one problem with the other after all.
#[utoipa::path(post, path = "/topics/{topic}/part", params(("topic" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn part(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
) -> Result<Json<DecidedBody>, Failed> {
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::Part)).await
}

/// Some of its matters are a problem of their own.
#[utoipa::path(post, path = "/topics/{topic}/split", params(("topic" = String, Path)), request_body = TopicSplitBody,
    security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn split(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
    Body(body): Body<TopicSplitBody>,
) -> Result<Json<DecidedBody>, Failed> {
    let matters = body.matters.iter().enumerate().map(|(place, matter)| code(&format!("matters.{place}"), matter));
    let matters: Vec<MatterId> = matters.collect::<Result<_, _>>()?;
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::Split { matters })).await
}

/// No more attention is needed.
#[utoipa::path(post, path = "/topics/{topic}/close", params(("topic" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn close(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
) -> Result<Json<DecidedBody>, Failed> {
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::Close)).await
}

/// It is, after all.
#[utoipa::path(post, path = "/topics/{topic}/reopen", params(("topic" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn reopen(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
) -> Result<Json<DecidedBody>, Failed> {
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::Reopen)).await
}

/// The problem itself is handled in one of its matters.
#[utoipa::path(post, path = "/topics/{topic}/master", params(("topic" = String, Path)), request_body = TopicMasterBody,
    security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn set_master(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
    Body(body): Body<TopicMasterBody>,
) -> Result<Json<DecidedBody>, Failed> {
    let matter = code("matter", &body.matter)?;
    decide(&state, &signed_in.with(Scope::Act)?, &topic, |_| Ok(TopicCommand::SetMaster { matter })).await
}

/// Link its newest matters to its master matter, as having the same cause.
#[utoipa::path(post, path = "/topics/{topic}/link", params(("topic" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = LinkedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn link(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
) -> Result<Json<LinkedBody>, Failed> {
    let done = state.app.link_topic(&signed_in.with(Scope::Act)?, topic_id(&topic)?).await?;
    Ok(Json(LinkedBody { linked: done.linked, refused: done.refused }))
}

/// Hand a proposal to the unit that can change the rule.
#[utoipa::path(post, path = "/topics/{topic}/propose", params(("topic" = String, Path)), request_body = TopicProposeBody,
    security(("bearer" = [])),
    responses((status = 200, body = DecidedBody), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn propose(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
    Body(body): Body<TopicProposeBody>,
) -> Result<Json<DecidedBody>, Failed> {
    let to = code("to", &body.to)?;
    let proposed =
        |desk: &mut Desk| Ok(TopicCommand::Propose { to, text: desk.words("text", &body.text, Bound::Note)? });
    decide(&state, &signed_in.with(Scope::Act)?, &topic, proposed).await
}

async fn decide(
    state: &WebState,
    actor: &Actor,
    topic: &str,
    command: impl FnOnce(&mut Desk) -> Result<TopicCommand, AppError>,
) -> Result<Json<DecidedBody>, Failed> {
    let topic = state.app.decide_topic(actor, topic_id(topic)?, command).await?;
    Ok(Json(DecidedBody { topic: topic.to_string() }))
}
