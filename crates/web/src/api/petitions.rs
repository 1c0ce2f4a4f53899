//! Filing a petition, and adding one to a known matter.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use huiyin_app::account::Scope;
use huiyin_app::desk::Identity;
use huiyin_app::filing::{FilingReceipt, FilingRequest, PersonRequest, SourceRequest, check_key};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::PersonRole;
use huiyin_domain::office::Actor;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Body;
use crate::form::{Form, Uploads, to_the_end};
use crate::problem::{Failed, Problem};

/// What comes without files.
pub(super) fn plain() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(replace_code))
}

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(file)).routes(routes!(add))
}

/// A petition as it is handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "subject": "Street lamps out at the village gate",
    "text": "Three lamps between the gate and the school have been dark for two months.",
    "demands": ["Repair the three lamps"],
    "persons": [{"name": "Somebody Invented", "phone": "138-0000-0001"}],
}))]
pub struct PetitionBody {
    /// How it came: online for everybody; visit, letter, call, email, from_above, machine for officers.
    #[serde(default)]
    channel: Option<String>,
    /// The unit that takes it in; the registry where none is named.
    #[serde(default)]
    at: Option<String>,
    /// The day of receipt, for what came by post or was entered after an outage.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    received_on: Option<Date>,
    /// One line, at most 200 characters.
    subject: String,
    /// At most 50,000 characters.
    text: String,
    /// One per demand, at most 20 of at most 1,000 characters; the subject where none is given.
    #[serde(default)]
    demands: Vec<String>,
    /// Who files it; nobody for an anonymous petition.
    #[serde(default)]
    persons: Vec<PersonBody>,
    /// How many stand behind it, where that is more than are named.
    #[serde(default)]
    persons_count: Option<u32>,
    /// It accuses somebody of wrongdoing.
    #[serde(default)]
    accusation: bool,
    /// Asked for under seal.
    #[serde(default)]
    under_seal: bool,
    /// It is about this office or someone in it: the alternate receiver gets it, and no one here reads it.
    #[serde(default)]
    about_office: bool,
    /// Units complained of or accused.
    #[serde(default)]
    against: Vec<String>,
    /// Where it happened.
    #[serde(default)]
    place: Option<String>,
    /// When it happened.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    happened_on: Option<Date>,
    /// Where it came from, if from another office.
    #[serde(default)]
    source: Option<SourceBody>,
    /// The language its letters shall be in: zh-Hans, zh-Hant or en; the office's own where none is named.
    #[serde(default)]
    language: Option<String>,
}

/// A petition with files: the parts of a form, `data` first.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only describes the form's parts to the document")]
pub struct PetitionForm {
    /// The petition, as JSON.
    data: PetitionBody,
    /// Its files: at most 50 of at most 20 MB, together 100 MB.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<u8>,
}

/// A person of a petition. Kept in an envelope of its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    /// petitioner, representative, agent, co_signer.
    #[serde(default)]
    role: Option<String>,
    name: String,
    #[serde(default)]
    salutation: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    id_number: String,
}

/// Another office's mark.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceBody {
    /// Who sent it.
    code: String,
    /// Its number there.
    #[serde(default)]
    number: Option<String>,
    /// The day it wants an answer.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
}

/// What the petitioner leaves with.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiledBody {
    /// The matter.
    matter: String,
    /// Which of its petitions.
    petition: u32,
    /// The running number.
    #[schema(example = "xfj-P-2026-000001")]
    number: String,
    /// The query code: shown this once, and to whoever repeats the idempotency key within 24 hours.
    #[schema(example = "0123-4567-89AB-CDEF-GHJK-MNPQ")]
    query_code: String,
    /// The day of receipt.
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// The last day of the first step.
    #[schema(value_type = Option<String>, format = Date)]
    first_step_due_on: Option<Date>,
    /// Days off that it hangs on are not published yet: it may still move.
    first_step_provisional: bool,
    /// The same answer as to an earlier request with this key.
    repeated: bool,
}

impl From<FilingReceipt> for FiledBody {
    fn from(receipt: FilingReceipt) -> Self {
        Self {
            matter: receipt.matter.to_string(),
            petition: receipt.petition.0,
            number: receipt.number,
            query_code: receipt.code.printed(),
            received_on: receipt.received_on,
            first_step_due_on: receipt.first_step_due_on.map(|due| due.day),
            first_step_provisional: receipt.first_step_due_on.is_some_and(|due| due.is_provisional),
            repeated: receipt.repeated,
        }
    }
}

/// Reads a code of a field, or says which field has none.
pub(super) fn code<T: std::str::FromStr>(field: &str, text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| Invalid::new(field, "unknown-code").into())
}

pub(super) fn optional_code<T: std::str::FromStr>(field: &str, text: Option<&str>) -> Result<Option<T>, AppError> {
    text.map(|text| code(field, text)).transpose()
}

impl PetitionBody {
    pub(super) fn request(self) -> Result<FilingRequest, AppError> {
        let persons = self.persons.into_iter().enumerate().map(|(place, person)| person.request(place));
        let against = self.against.iter().enumerate().map(|(place, unit)| code(&format!("against.{place}"), unit));
        let source = self.source.map(|source| {
            let code = code("source.code", &source.code)?;
            Ok::<_, AppError>(SourceRequest { code, number: source.number, due_on: source.due_on })
        });
        Ok(FilingRequest {
            channel: optional_code("channel", self.channel.as_deref())?.unwrap_or(Channel::Online),
            at: optional_code("at", self.at.as_deref())?,
            received_on: self.received_on,
            subject: self.subject,
            text: self.text,
            demands: self.demands,
            persons: persons.collect::<Result<_, _>>()?,
            persons_count: self.persons_count,
            accusation: self.accusation,
            under_seal: self.under_seal,
            about_office: self.about_office,
            against: against.collect::<Result<_, _>>()?,
            place: optional_code("place", self.place.as_deref())?,
            happened_on: self.happened_on,
            source: source.transpose()?,
            language: optional_code("language", self.language.as_deref())?,
        })
    }
}

impl PersonBody {
    fn request(self, place: usize) -> Result<PersonRequest, AppError> {
        let role = optional_code(&format!("persons.{place}.role"), self.role.as_deref())?;
        let (name, salutation, phone) = (self.name, self.salutation, self.phone);
        let (email, address, id_number) = (self.email, self.address, self.id_number);
        let identity = Identity { name, salutation, phone, email, address, id_number };
        Ok(PersonRequest { role: role.unwrap_or(PersonRole::Petitioner), identity })
    }
}

/// Whoever files for himself does it online and today.
pub(super) fn check_online(request: &FilingRequest) -> Result<(), AppError> {
    if request.channel != Channel::Online {
        return Err(Invalid::new("channel", "for-officers").into());
    }
    if request.received_on.is_some() {
        return Err(Invalid::new("received_on", "for-officers").into());
    }
    Ok(())
}

/// The key under which the same answer is given again.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, AppError> {
    let value = headers.get("idempotency-key").map(|value| value.to_str().map(str::to_owned));
    let key = value.transpose().map_err(|_| Invalid::new("idempotency-key", "not-text"))?;
    key.as_deref().map_or(Ok(()), check_key)?;
    Ok(key)
}

/// What the petitioner leaves with.
pub(super) fn created(receipt: FilingReceipt) -> (StatusCode, Json<FiledBody>) {
    (StatusCode::CREATED, Json(receipt.into()))
}

/// How it was made sure who asks for another code
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"how": "Identity card seen, telephone number known"}))]
pub struct ReplaceCodeBody {
    /// How the officer made sure who asks.
    how: String,
}

/// Give a petition another query code: the one it had opens nothing any more.
#[utoipa::path(post, path = "/matters/{matter}/petitions/{no}/replace-code", security(("bearer" = [])), tag = "orders",
    request_body = ReplaceCodeBody, params(("matter" = String, Path), ("no" = u32, Path)),
    responses((status = 201, body = FiledBody), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn replace_code(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, no)): Path<(String, u32)>,
    Body(body): Body<ReplaceCodeBody>,
) -> Result<(StatusCode, Json<FiledBody>), Failed> {
    let actor = signed_in.with(Scope::Act)?;
    let matter = matter.parse().map_err(|_| AppError::NotFound)?;
    Ok(created(state.app.replace_code(&actor, matter, PetitionNo(no), &body.how).await?))
}

/// Files come as described, and then the petition is taken in with them.
pub(crate) async fn take_in(
    state: WebState,
    actor: Actor,
    onto: Option<MatterId>,
    request: FilingRequest,
    uploads: Uploads,
    key: Option<String>,
) -> Result<FilingReceipt, Failed> {
    to_the_end(uploads.time_max(), async move {
        let mut laid = match onto {
            Some(matter) => state.app.lay_out_on(&actor, matter, request).await?,
            None => state.app.lay_out(request).await?,
        };
        uploads.keep_on(&state.app, laid.desk()).await?;
        Ok(state.app.take_in(&actor, laid, key.as_deref()).await?)
    })
    .await
}

/// File a petition: a new matter.
#[utoipa::path(post, path = "/petitions",
    request_body(content((PetitionBody = "application/json"), (PetitionForm = "multipart/form-data"))),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats get the same answer for 24 hours")),
    responses((status = 201, body = FiledBody), (status = 422, body = Problem), (status = 409, body = Problem)))]
async fn file(
    State(state): State<WebState>,
    signed_in: Option<SignedIn>,
    headers: HeaderMap,
    Form { body, uploads }: Form<PetitionBody>,
) -> Result<(StatusCode, Json<FiledBody>), Failed> {
    let request = body.request()?;
    let actor = signed_in.map(|signed_in| signed_in.with(Scope::File)).transpose()?.unwrap_or(Actor::Public);
    if actor == Actor::Public {
        check_online(&request)?;
    }
    take_in(state, actor, None, request, uploads, idempotency_key(&headers)?).await.map(created)
}

/// Add a petition to a matter.
#[utoipa::path(post, path = "/matters/{matter}/petitions", security(("bearer" = [])),
    request_body(content((PetitionBody = "application/json"), (PetitionForm = "multipart/form-data"))),
    params(("matter" = String, Path)),
    responses((status = 201, body = FiledBody), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(matter): Path<String>,
    headers: HeaderMap,
    Form { body, uploads }: Form<PetitionBody>,
) -> Result<(StatusCode, Json<FiledBody>), Failed> {
    let actor = signed_in.with(Scope::File)?;
    let matter = matter.parse().map_err(|_| AppError::NotFound)?;
    let request = body.request()?;
    take_in(state, actor, Some(matter), request, uploads, idempotency_key(&headers)?).await.map(created)
}
