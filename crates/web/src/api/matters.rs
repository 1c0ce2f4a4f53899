//! A matter: looked at, its letters, the identities in it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::letter::{FileKind, LetterFile};
use huiyin_app::search::Alike;
use huiyin_domain::ids::{DocumentNo, MatterId, PersonNo, PetitionNo};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::petitions::optional_code;
use super::show::{self, MatterBody};
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::{Body, Spoken};
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(look))
        .routes(routes!(by_number))
        .routes(routes!(alike))
        .routes(routes!(alike_words))
        .routes(routes!(letter))
        .routes(routes!(letter_docx))
        .routes(routes!(dates))
        .routes(routes!(open))
}

/// A matter of that id; an id that is none is told like one that does not exist.
pub fn matter_id(text: &str) -> Result<MatterId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// Look at a matter.
#[utoipa::path(get, path = "/matters/{matter}", security(("bearer" = [])), params(("matter" = String, Path)),
    responses((status = 200, body = MatterBody), (status = 404, body = Problem)))]
async fn look(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Spoken(say): Spoken,
    Path(matter): Path<String>,
) -> Result<Json<MatterBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    Ok(Json(show::matter(state.app.view(&actor, matter_id(&matter)?).await?, &say)))
}

/// Another matter that may be the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlikeBody {
    matter: String,
    number: Option<String>,
    subject: String,
    /// How much the two texts say the same, from 0 to 1, rare words weighing more.
    text: f32,
    /// The share of levels of the place's code that agree; none where one place is not known.
    place: Option<f32>,
    /// The same unit is in charge: 1 or 0.
    unit: Option<f32>,
    /// Most likely the same matter; else the cause may be the same.
    is_same: bool,
    /// Words of this matter that stand in the other too.
    shared: Vec<String>,
    stage: String,
}

/// The matters most like this one, the likest first: proposals for a link, which is a person's act.
#[utoipa::path(get, path = "/matters/{matter}/alike", security(("bearer" = [])), params(("matter" = String, Path)),
    responses((status = 200, body = Vec<AlikeBody>), (status = 404, body = Problem)))]
async fn alike(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(matter): Path<String>,
) -> Result<Json<Vec<AlikeBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let view = state.app.view(&actor, matter_id(&matter)?).await?;
    Ok(Json(state.app.alike(&actor, &view).await?.into_iter().map(alike_body).collect()))
}

/// A petition that is about to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"subject": "Lamps out at the village gate", "text": "Three lamps are dark.", "place": "990121101201"}))]
pub struct AlikeWordsBody {
    /// One line.
    subject: String,
    /// What happened.
    text: String,
    /// Where, where that is known.
    #[serde(default)]
    place: Option<String>,
}

/// The matters most like a petition that is about to be registered, the likest first. Nothing is written.
#[utoipa::path(post, path = "/alike", request_body = AlikeWordsBody, security(("bearer" = [])),
    responses((status = 200, body = Vec<AlikeBody>), (status = 422, body = Problem)))]
async fn alike_words(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Body(asked): Body<AlikeWordsBody>,
) -> Result<Json<Vec<AlikeBody>>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let place = optional_code("place", asked.place.as_deref())?;
    let alike = state.app.alike_words(&actor, &asked.subject, &asked.text, place).await?;
    Ok(Json(alike.into_iter().map(alike_body).collect()))
}

fn alike_body(alike: Alike) -> AlikeBody {
    AlikeBody {
        matter: alike.listed.row.matter.to_string(),
        number: alike.listed.number.map(|number| number.to_string()),
        subject: alike.subject,
        text: alike.likeness.text,
        place: alike.likeness.place,
        unit: alike.likeness.unit,
        is_same: alike.is_same,
        shared: alike.shared,
        stage: alike.listed.row.stage.to_string(),
    }
}

/// Look at the matter that bears a number.
#[utoipa::path(get, path = "/numbers/{number}", security(("bearer" = [])), params(("number" = String, Path)),
    responses((status = 200, body = MatterBody), (status = 404, body = Problem)))]
async fn by_number(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Spoken(say): Spoken,
    Path(number): Path<String>,
) -> Result<Json<MatterBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let matter = state.app.by_number(&number).await?;
    Ok(Json(show::matter(state.app.view(&actor, matter).await?, &say)))
}

/// Always a download, never shown in place: what a letter holds is not ours to run.
pub fn letter_download(letter: LetterFile, document: u32) -> Response {
    file_download(letter, &format!("letter-{document}"))
}

/// The same, under that name.
pub fn file_download(file: LetterFile, name: &str) -> Response {
    let (media_type, ending) = match file.kind {
        FileKind::Pdf => ("application/pdf", "pdf"),
        FileKind::Docx => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        FileKind::Text => ("text/plain; charset=utf-8", "txt"),
    };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, file.bytes).into_response()
}

/// The last days that run on a matter, as a calendar file.
#[utoipa::path(get, path = "/matters/{matter}/dates", security(("bearer" = [])), params(("matter" = String, Path)),
    responses((status = 200, content_type = "text/calendar"), (status = 404, body = Problem)))]
async fn dates(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Spoken(say): Spoken,
    Path(matter): Path<String>,
) -> Result<Response, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    Ok(super::dates::download(&state.app.view(&actor, matter_id(&matter)?).await?, &say))
}

/// Download a letter.
#[utoipa::path(get, path = "/matters/{matter}/letters/{document}", security(("bearer" = [])),
    params(("matter" = String, Path), ("document" = u32, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = Problem)))]
async fn letter(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, document)): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    Ok(letter_download(state.app.letter(&actor, matter_id(&matter)?, DocumentNo(document)).await?, document))
}

/// Download a letter's words as DOCX, to go on writing in. What was served is the letter itself.
#[utoipa::path(get, path = "/matters/{matter}/letters/{document}/docx", security(("bearer" = [])),
    params(("matter" = String, Path), ("document" = u32, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (status = 404, body = Problem)))]
async fn letter_docx(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, document)): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    Ok(letter_download(state.app.letter_docx(&actor, matter_id(&matter)?, DocumentNo(document)).await?, document))
}

/// Why an identity is opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "Arrange a visit to the lamps"}))]
pub struct PurposeBody {
    /// In words; the petitioner reads them.
    purpose: String,
}

/// An identity, as far as the caller may open it.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityBody {
    name: String,
    salutation: String,
    phone: String,
    email: String,
    address: String,
    id_number: String,
}

/// Open an identity. The petitioner sees that, when and what for.
#[utoipa::path(post, path = "/matters/{matter}/petitions/{petition}/persons/{person}/open",
    security(("bearer" = [])), request_body = PurposeBody,
    params(("matter" = String, Path), ("petition" = u32, Path), ("person" = u32, Path)),
    responses((status = 200, body = IdentityBody), (status = 404, body = Problem)))]
async fn open(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, petition, person)): Path<(String, u32, u32)>,
    Body(body): Body<PurposeBody>,
) -> Result<Json<IdentityBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let purpose = body.purpose;
    let matter = matter_id(&matter)?;
    let identity = state.app.open_identity(&actor, matter, PetitionNo(petition), PersonNo(person), &purpose).await?;
    Ok(Json(IdentityBody {
        name: identity.name,
        salutation: identity.salutation,
        phone: identity.phone,
        email: identity.email,
        address: identity.address,
        id_number: identity.id_number,
    }))
}
