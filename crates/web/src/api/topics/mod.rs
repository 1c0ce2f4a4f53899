//! Topics: petitions that are one problem, as far as the caller may read them.

#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

mod decide;
mod show;

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::account::Scope;
use huiyin_app::topics::TopicOrder;
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::TopicId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::show::{TopicPageBody, TopicsBody};
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Query;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(look)).merge(decide::router())
}

/// A topic of that id; an id that is none is told like one that does not exist.
pub fn topic_id(text: &str) -> Result<TopicId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// By what topics are ordered.
pub fn order_of(text: Option<&str>) -> Result<TopicOrder, AppError> {
    match text {
        None | Some("growth") => Ok(TopicOrder::Growth),
        Some("size") => Ok(TopicOrder::Size),
        Some(_) => Err(Invalid::new("order", "unknown-code").into()),
    }
}

/// Which topics are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// growth: most of the last four weeks first; size: most of the last year first.
    order: Option<String>,
    /// Where the page before said to go on.
    #[serde(default)]
    start: usize,
}

/// Topics that the caller may read something of.
#[utoipa::path(get, path = "/topics", params(Asked), security(("bearer" = [])),
    responses((status = 200, body = TopicsBody), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn list(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<TopicsBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let list = state.app.topics(&actor, order_of(asked.order.as_deref())?, asked.start).await?;
    Ok(Json(show::topics(list)))
}

/// A topic, or the one in which it stands now.
#[utoipa::path(get, path = "/topics/{topic}", params(("topic" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = TopicPageBody), (status = 404, body = Problem)))]
async fn look(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(topic): Path<String>,
) -> Result<Json<TopicPageBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    Ok(Json(show::topic(state.app.topic(&actor, topic_id(&topic)?).await?)))
}
