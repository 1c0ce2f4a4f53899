//! The petitioner's door: everything by the query code, which stands in the body and never in an address.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use huiyin_app::AppError;
use huiyin_app::desk::Bound;
use huiyin_domain::ids::{DocumentNo, IssueNo, PetitionNo};
use huiyin_domain::matter::command::{ConfirmExecution, Rate, RequestReview, UndoWithdrawal, Withdraw};
use huiyin_domain::office::Actor;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::matters::{letter_download, matter_id};
use super::order::{DoneBody, done};
use super::petitions::{FiledBody, PetitionBody, check_online, code, created, idempotency_key, take_in};
use super::show::{self, MatterBody};
use crate::WebState;
use crate::extract::{Body, Spoken};
use crate::form::Form;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(query))
        .routes(routes!(letter))
        .routes(routes!(dates))
        .routes(routes!(rate))
        .routes(routes!(request_review))
        .routes(routes!(withdraw))
        .routes(routes!(undo_withdrawal))
        .routes(routes!(confirm_execution))
}

/// What files may come with.
pub(super) fn adding() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(add))
}

/// A query code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ"}))]
pub struct CodeBody {
    /// As printed; spaces, dashes, case do not matter.
    pub(super) code: String,
}

/// A rating by the petitioner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ", "issue": 1, "score": "satisfied"}))]
pub struct RatingBody {
    code: String,
    issue: u32,
    /// satisfied, mostly, dissatisfied.
    score: String,
}

/// One of the demands, by the petitioner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ", "issue": 1}))]
pub struct IssueCodeBody {
    code: String,
    issue: u32,
}

/// One more petition by the petitioner on the same matter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ", "petition": {
    "subject": "One more lamp is out", "text": "Since yesterday the lamp at the school is dark too."}}))]
pub struct AddedBody {
    code: String,
    petition: PetitionBody,
}

/// One more petition with files: the parts of a form, `data` first.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only describes the form's parts to the document")]
pub struct AddedForm {
    /// The code and the petition, as JSON.
    data: AddedBody,
    /// Its files: at most 50 of at most 20 MB, together 100 MB.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<u8>,
}

/// A request for review by the petitioner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ", "issue": 1, "request": "The third lamp is left out"}))]
pub struct ReviewBody {
    code: String,
    issue: u32,
    /// What is asked for.
    request: String,
}

/// Where is it now?
#[utoipa::path(post, path = "/query", request_body = CodeBody,
    responses((status = 200, body = MatterBody), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn query(
    State(state): State<WebState>,
    Spoken(say): Spoken,
    Body(body): Body<CodeBody>,
) -> Result<Json<MatterBody>, Failed> {
    Ok(Json(show::matter(state.app.query(&body.code).await?, &say)))
}

/// Open a letter: which serves it.
#[utoipa::path(post, path = "/query/letters/{document}", request_body = CodeBody, params(("document" = u32, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn letter(
    State(state): State<WebState>,
    Path(document): Path<u32>,
    Body(body): Body<CodeBody>,
) -> Result<Response, Failed> {
    Ok(letter_download(state.app.open_letter(&body.code, DocumentNo(document)).await?, document))
}

/// The last days that run on one's matter, as a calendar file.
#[utoipa::path(post, path = "/query/dates", request_body = CodeBody,
    responses((status = 200, content_type = "text/calendar"), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn dates(
    State(state): State<WebState>,
    Spoken(say): Spoken,
    Body(body): Body<CodeBody>,
) -> Result<Response, Failed> {
    Ok(super::dates::download(&state.app.query(&body.code).await?, &say))
}

/// Whose code it is.
async fn holder(state: &WebState, typed: &str) -> Result<(String, Actor, PetitionNo), Failed> {
    let (matter, actor) = state.app.holder(typed).await?;
    match actor {
        Actor::Petitioner(petition) => Ok((matter.to_string(), actor, petition)),
        _ => Err(AppError::NotFound.into()),
    }
}

/// Rate an answer.
#[utoipa::path(post, path = "/query/rate", request_body = RatingBody,
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn rate(State(state): State<WebState>, Body(body): Body<RatingBody>) -> Result<Json<DoneBody>, Failed> {
    let (matter, actor, petition) = holder(&state, &body.code).await?;
    let score = code("score", &body.score)?;
    done(&state, &actor, &matter, |_| Ok(Rate { issue: IssueNo(body.issue), petition, score }.into())).await
}

/// Ask for review or re-review.
#[utoipa::path(post, path = "/query/request-review", request_body = ReviewBody,
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn request_review(State(state): State<WebState>, Body(body): Body<ReviewBody>) -> Result<Json<DoneBody>, Failed> {
    let (matter, actor, petition) = holder(&state, &body.code).await?;
    let on = state.app.today().await?;
    done(&state, &actor, &matter, |desk| {
        let request = desk.words("request", &body.request, Bound::Note)?;
        Ok(RequestReview { issue: IssueNo(body.issue), petition, request, on }.into())
    })
    .await
}

/// Withdraw the petition.
#[utoipa::path(post, path = "/query/withdraw", request_body = CodeBody,
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn withdraw(State(state): State<WebState>, Body(body): Body<CodeBody>) -> Result<Json<DoneBody>, Failed> {
    let (matter, actor, petition) = holder(&state, &body.code).await?;
    done(&state, &actor, &matter, |_| Ok(Withdraw { petition }.into())).await
}

/// Take the withdrawal back.
#[utoipa::path(post, path = "/query/undo-withdrawal", request_body = CodeBody,
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn undo_withdrawal(State(state): State<WebState>, Body(body): Body<CodeBody>) -> Result<Json<DoneBody>, Failed> {
    let (matter, actor, petition) = holder(&state, &body.code).await?;
    done(&state, &actor, &matter, |_| Ok(UndoWithdrawal { petition }.into())).await
}

/// Confirm that what was granted was carried out.
#[utoipa::path(post, path = "/query/confirm-execution", request_body = IssueCodeBody,
    responses((status = 200, body = DoneBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn confirm_execution(
    State(state): State<WebState>,
    Body(body): Body<IssueCodeBody>,
) -> Result<Json<DoneBody>, Failed> {
    let (matter, actor, _) = holder(&state, &body.code).await?;
    done(&state, &actor, &matter, |_| Ok(ConfirmExecution { issue: IssueNo(body.issue) }.into())).await
}

/// Add a petition to the matter; it gets a number and a query code of its own.
#[utoipa::path(post, path = "/query/add",
    request_body(content((AddedBody = "application/json"), (AddedForm = "multipart/form-data"))),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats get the same answer for 24 hours")),
    responses((status = 201, body = FiledBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn add(
    State(state): State<WebState>,
    headers: HeaderMap,
    Form { body, uploads }: Form<AddedBody>,
) -> Result<(StatusCode, Json<FiledBody>), Failed> {
    let request = body.petition.request()?;
    check_online(&request)?;
    let (matter, actor, _) = holder(&state, &body.code).await?;
    take_in(state, actor, Some(matter_id(&matter)?), request, uploads, idempotency_key(&headers)?).await.map(created)
}
