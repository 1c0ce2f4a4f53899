//! Published answers: everybody finds and reads them; officers prepare and publish them and take them back; the petitioner whose
//! answer one tells may wish it back. Words that are looked for stand in a body.

#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::publications::{PublicationDeed, PublicationSeen, PublicationView, PublishedAnswer};
use huiyin_domain::ids::{IssueNo, PublicationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::matters::matter_id;
use super::query::CodeBody;
use super::search::{MarkedBody, marked_body};
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::{Body, Query};
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(find))
        .routes(routes!(read))
        .routes(routes!(list))
        .routes(routes!(look))
        .routes(routes!(prepare))
        .routes(routes!(publish))
        .routes(routes!(take_back))
}

/// What a petitioner is told, and may wish.
pub(super) fn by_code() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(own)).routes(routes!(wish_back))
}

/// A publication of that id; an id that is none is told like one that does not exist.
pub fn publication_id(text: &str) -> Result<PublicationId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// What is looked for among the published answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": "street lamp"}))]
pub struct AnswersAskedBody {
    /// Two signs or more; all answers, the newest first, where none are given.
    #[serde(default)]
    words: String,
    /// Where the page before said to go on.
    #[serde(default)]
    start: usize,
}

/// A page of published answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswersBody {
    answers: Vec<AnswerBody>,
    /// Where the next page starts, if there is one.
    next: Option<usize>,
}

/// A published answer, in words for everybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerBody {
    publication: String,
    question: MarkedBody,
    /// In a list the lines that show most of the words.
    answer: MarkedBody,
    /// The unit that answered.
    unit: String,
    class: Option<String>,
    /// The day it was published.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// Words for everybody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"question": "The street lamps at a school are out.", "answer": "They were repaired within ten days."}))]
pub struct PrepareBody {
    /// What was asked, at most 1,000 signs; nobody is named.
    question: String,
    /// What was answered, at most 20,000 signs; nobody is named.
    answer: String,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Asked in many villages."}))]
pub struct WhyBody {
    reason: String,
}

/// A petitioner's wish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ", "reason": "Neighbours know that it was me."}))]
pub struct WishBody {
    code: String,
    reason: String,
}

/// A publication.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationBody {
    publication: String,
    matter: String,
    issue: u32,
    /// prepared, published, `taken_back`.
    stage: String,
    /// Since.
    #[schema(value_type = String, format = Date)]
    on: Date,
    question: String,
    answer: String,
    unit: String,
    /// Who prepared it; another publishes it.
    prepared_by: String,
    /// How many petitioners wish it back.
    wished_back: usize,
    /// Why nobody else reads it while its matter stands as it does: the code of a refusal; none where everybody may.
    hidden: Option<&'static str>,
}

/// What waits, is wished back, or is published.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationsBody {
    publications: Vec<PublicationBody>,
    /// Where the next page starts, if there is one.
    next: Option<usize>,
}

/// A publication, and what the caller may do with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationPageBody {
    publication: PublicationBody,
    /// Why petitioners wish it back.
    wishes: Vec<String>,
    may_publish: bool,
    may_take_back: bool,
}

/// What is known of a publication from now on.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreparedBody {
    publication: String,
}

/// What was published of one's own matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPublishedBody {
    publication: String,
    issue: u32,
    question: String,
    answer: String,
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Somebody who petitioned wished it back.
    wished_back: bool,
}

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Where the page before said to go on.
    #[serde(default)]
    start: usize,
}

/// Published answers that answer these words.
#[utoipa::path(post, path = "/answers/search", request_body = AnswersAskedBody,
    responses((status = 200, body = AnswersBody), (status = 422, body = Problem)))]
async fn find(State(state): State<WebState>, Body(asked): Body<AnswersAskedBody>) -> Result<Json<AnswersBody>, Failed> {
    let page = state.app.published_answers(&asked.words, asked.start).await?;
    let answers = page.answers.into_iter().map(answer_body).collect();
    Ok(Json(AnswersBody { answers, next: page.next }))
}

/// A published answer, whole.
#[utoipa::path(get, path = "/answers/{publication}", params(("publication" = String, Path)),
    responses((status = 200, body = AnswerBody), (status = 404, body = Problem)))]
async fn read(State(state): State<WebState>, Path(id): Path<String>) -> Result<Json<AnswerBody>, Failed> {
    Ok(Json(answer_body(state.app.published_answer(publication_id(&id)?).await?)))
}

/// What waits to be published, is wished back, or is published.
#[utoipa::path(get, path = "/publications", params(Asked), security(("bearer" = [])),
    responses((status = 200, body = PublicationsBody), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn list(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<PublicationsBody>, Failed> {
    let list = state.app.publications(&signed_in.with(Scope::Read)?, asked.start).await?;
    let publications = list.publications.into_iter().map(publication_body).collect();
    Ok(Json(PublicationsBody { publications, next: list.next }))
}

/// A publication.
#[utoipa::path(get, path = "/publications/{publication}", params(("publication" = String, Path)),
    security(("bearer" = [])), responses((status = 200, body = PublicationPageBody), (status = 404, body = Problem)))]
async fn look(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<PublicationPageBody>, Failed> {
    let PublicationView { seen, wishes, publishing, may_take_back } =
        state.app.publication(&signed_in.with(Scope::Read)?, publication_id(&id)?).await?;
    let wishes = wishes.into_iter().map(|(_, reason)| reason).collect();
    let may_publish = publishing.is_some_and(|verdict| verdict.is_ok());
    Ok(Json(PublicationPageBody { publication: publication_body(seen), wishes, may_publish, may_take_back }))
}

/// Put an answer into words for everybody.
#[utoipa::path(post, path = "/matters/{matter}/issues/{no}/publication", request_body = PrepareBody,
    params(("matter" = String, Path), ("no" = u32, Path)), security(("bearer" = [])),
    responses((status = 200, body = PreparedBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn prepare(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
    Body(body): Body<PrepareBody>,
) -> Result<Json<PreparedBody>, Failed> {
    let (actor, of) = (signed_in.with(Scope::Act)?, (matter_id(&matter)?, IssueNo(no)));
    let id = state.app.prepare_publication(&actor, of, (&body.question, &body.answer)).await?;
    Ok(Json(PreparedBody { publication: id.to_string() }))
}

/// Publish what another prepared.
#[utoipa::path(post, path = "/publications/{publication}/publish", params(("publication" = String, Path)),
    request_body = WhyBody, security(("bearer" = [])),
    responses((status = 200, body = PreparedBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn publish(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Body(body): Body<WhyBody>,
) -> Result<Json<PreparedBody>, Failed> {
    decide(&state, signed_in, &id, PublicationDeed::Publish, &body.reason).await
}

/// Take it back: nobody reads it any more.
#[utoipa::path(post, path = "/publications/{publication}/take-back", params(("publication" = String, Path)),
    request_body = WhyBody, security(("bearer" = [])),
    responses((status = 200, body = PreparedBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn take_back(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Body(body): Body<WhyBody>,
) -> Result<Json<PreparedBody>, Failed> {
    decide(&state, signed_in, &id, PublicationDeed::TakeBack, &body.reason).await
}

async fn decide(
    state: &WebState,
    signed_in: SignedIn,
    id: &str,
    deed: PublicationDeed,
    reason: &str,
) -> Result<Json<PreparedBody>, Failed> {
    let id = publication_id(id)?;
    state.app.decide_publication(&signed_in.with(Scope::Act)?, id, deed, reason).await?;
    Ok(Json(PreparedBody { publication: id.to_string() }))
}

/// What was published of one's own matter.
#[utoipa::path(post, path = "/query/published", request_body = CodeBody,
    responses((status = 200, body = Vec<OwnPublishedBody>), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn own(State(state): State<WebState>, Body(body): Body<CodeBody>) -> Result<Json<Vec<OwnPublishedBody>>, Failed> {
    let (matter, _) = state.app.holder(&body.code).await?;
    let own = |PublicationSeen { id, publication, question, answer, .. }| OwnPublishedBody {
        publication: id.to_string(),
        issue: publication.prepared.issue.0,
        question,
        answer,
        on: publication.on,
        wished_back: !publication.asked_back.is_empty(),
    };
    Ok(Json(state.app.published_of(matter).await?.into_iter().map(own).collect()))
}

/// Wish that what was published of one's own matter be taken back.
#[utoipa::path(post, path = "/query/published/{publication}/wish-back", request_body = WishBody,
    params(("publication" = String, Path)),
    responses((status = 200, body = PreparedBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn wish_back(
    State(state): State<WebState>,
    Path(id): Path<String>,
    Body(body): Body<WishBody>,
) -> Result<Json<PreparedBody>, Failed> {
    let (matter, petitioner) = state.app.holder(&body.code).await?;
    let id = publication_id(&id)?;
    state.app.wish_publication_back(&petitioner, matter, id, &body.reason).await?;
    Ok(Json(PreparedBody { publication: id.to_string() }))
}

fn answer_body(answer: PublishedAnswer) -> AnswerBody {
    AnswerBody {
        publication: answer.id.to_string(),
        question: marked_body(answer.question),
        answer: marked_body(answer.answer),
        unit: answer.unit.to_string(),
        class: answer.class.map(|class| class.to_string()),
        on: answer.on,
    }
}

fn publication_body(seen: PublicationSeen) -> PublicationBody {
    let PublicationSeen { id, publication, question, answer, hidden } = seen;
    let prepared = publication.prepared;
    PublicationBody {
        publication: id.to_string(),
        matter: prepared.matter.to_string(),
        issue: prepared.issue.0,
        stage: publication.stage.to_string(),
        on: publication.on,
        question,
        answer,
        unit: prepared.unit.to_string(),
        prepared_by: prepared.by.to_string(),
        wished_back: publication.asked_back.len(),
        hidden: hidden.map(|refusal| refusal.code()),
    }
}
