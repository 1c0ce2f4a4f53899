//! The petitioner's own page: the way in by query code, what is there to see and to do, and the way out.

use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::AppError;
use huiyin_app::code::QueryCode;
use huiyin_app::desk::{Bound, Desk};
use huiyin_app::publications::PublicationSeen;
use huiyin_domain::ids::{DocumentNo, IssueNo, MatterId, PetitionNo};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::{ConfirmExecution, Rate, RequestReview, UndoWithdrawal, Withdraw};
use huiyin_domain::office::Actor;
use huiyin_render::form::{Control, Field, Form, line};
use huiyin_render::page::{Aid, Frame, MinePage, OwnPublished, QueryPage, SheetPage, paragraphs};
use serde::Deserialize;

use super::file::{choose_again, field_of, fresh_key, not_taken, received, writing};
use super::form::{Own, OwnWithFiles, Sent, Shown, blame};
use super::kept;
use super::seen;
use super::trouble::{faulty, html, turned_away};
use super::visit::{self, pass};
use super::visitor::{Visitor, frame_of};
use crate::WebState;
use crate::api::files::send;
use crate::api::order::act;
use crate::api::petitions::take_in;
use crate::api::publications::publication_id;
use crate::guard::guard_codes;
use crate::problem::Failed;

pub(super) fn router(state: &WebState) -> Router<WebState> {
    let guarded = post(enter).layer(from_fn_with_state(state.clone(), guard_codes));
    Router::new()
        .route("/query", get(ask).merge(guarded))
        .route("/my", get(look))
        .route("/my/letters/{document}", post(letter))
        .route("/my/files/{file}", get(file))
        .route("/my/dates.ics", get(dates))
        .route("/my/rate", post(rate))
        .route("/my/review", post(review))
        .route("/my/confirm", post(confirm))
        .route("/my/withdraw", post(withdraw))
        .route("/my/undo", post(undo))
        .route("/my/wish-back", post(wish_back))
        .route("/my/leave", post(leave))
}

/// What takes files in has bounds of its own.
pub(super) fn taking_files() -> Router<WebState> {
    Router::new().route("/my/add", get(adding).post(add))
}

/// Where one comes in.
const ENTRY: &str = "/query?ended=yes";

/// Somebody whose visit goes on.
struct Visiting {
    /// What the forms shown to it carry.
    mark: String,
    frame: Frame,
    /// The code it began with.
    code: QueryCode,
    matter: MatterId,
    /// As whom he or she acts.
    actor: Actor,
    /// Whose petition it is.
    petition: PetitionNo,
}

impl Visiting {
    async fn of(parts: &Parts, state: &WebState) -> Result<Self, AppError> {
        let pass = pass(&parts.headers).ok_or(AppError::Unauthorised)?;
        let code = state.app.visited(pass)?;
        let (matter, actor) = state.app.holder(code.as_str()).await?;
        let Actor::Petitioner(petition) = actor else { return Err(AppError::Unauthorised) };
        let office = state.app.office().await?;
        let frame = frame_of(&office, &parts.uri, &parts.headers);
        Ok(Self { mark: state.app.form_mark(pass), frame, code, matter, actor, petition })
    }
}

impl Shown for Visiting {
    fn mark(&self) -> &str {
        &self.mark
    }

    fn ended(frame: Frame, hidden: Vec<(String, String)>) -> SheetPage {
        SheetPage { hidden, ..code_sheet(frame, Form::default()) }
    }
}

impl FromRequestParts<WebState> for Visiting {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        Self::of(parts, state).await.map_err(|error| match error {
            AppError::Unauthorised | AppError::NotFound => Redirect::to(ENTRY).into_response(),
            other => Failed::from(other).into_response(),
        })
    }
}

/// What may stand after the question mark: no word of a person.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    ended: Option<String>,
}

async fn ask(Visitor(frame): Visitor, Query(asked): Query<Asked>) -> Response {
    html(&QueryPage { frame, form: Form::default(), has_ended: asked.ended.is_some() })
}

/// Takes the code; a slip is told beside the field, and what was typed stays there.
async fn enter(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Sent(mut form): Sent,
) -> Result<Response, Failed> {
    let typed = form.value("code").to_owned();
    let code = match state.app.holder(&typed).await {
        Ok(_) => QueryCode::parse(&typed),
        Err(AppError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let Some(code) = code else {
        form.blame("code", frame.t("query-unknown"));
        let is_kept = !kept::still(&form).is_empty();
        return Ok(if is_kept {
            turned_away(&code_sheet(frame, form))
        } else {
            turned_away(&QueryPage { frame, form, has_ended: false })
        });
    };
    let pass = visit::new_pass(&state, &code)?;
    let again = kept::send_again(frame, &form, state.app.form_mark(&pass));
    let mut response = again.map_or_else(|| Redirect::to("/my").into_response(), |page| html(&page));
    visit::begin(&pass, &mut response);
    Ok(response)
}

/// Where the code is given once more because the visit has ended; what was kept goes along.
fn code_sheet(frame: Frame, form: Form) -> SheetPage {
    SheetPage {
        title: frame.t("query-open"),
        lead: vec![frame.t("query-ended"), frame.t("query-kept")],
        about: Vec::new(),
        fields: vec![Field::new(&frame.say, &form, "code", line("text", "off")).hinted(frame.t("field-code-hint"))],
        aid: Aid::default(),
        files: None,
        hidden: kept::still(&form),
        action: "/query".to_owned(),
        back: "/query".to_owned(),
        frame,
        form,
    }
}

async fn page(state: &WebState, visiting: Visiting, form: &Form) -> Result<MinePage, Failed> {
    let seen = seen::of(&visiting.frame.say, state.app.view(&visiting.actor, visiting.matter).await?)?;
    let published = state.app.published_of(visiting.matter).await?;
    let frame = Frame { here: "/my".to_owned(), ..visiting.frame };
    let published = published.into_iter().map(|seen| own(&frame, form, seen, visiting.petition)).collect();
    Ok(MinePage { published, ..MinePage::new(frame, seen, visiting.petition, visiting.mark) })
}

/// What was published of the visitor's matter, with the form by which it is wished back.
fn own(frame: &Frame, form: &Form, seen: PublicationSeen, petition: PetitionNo) -> OwnPublished {
    let say = &frame.say;
    let is_wished = seen.publication.asked_back.contains_key(&petition);
    let name = format!("reason-{}", seen.id);
    let field = || Field::called(say, form, &name, frame.t("published-reason"), Control::Lines { rows: 3 });
    OwnPublished {
        id: seen.id.to_string(),
        told: say.text("published-on", &[("day", say.date(seen.publication.on))]),
        question: seen.question,
        answer: paragraphs(&seen.answer),
        reason: (!is_wished).then(field),
    }
}

/// What can have been done just now.
const DONE: [&str; 6] = ["rated", "asked", "withdrawn", "undone", "confirmed", "wished"];

async fn look(
    State(state): State<WebState>,
    visiting: Visiting,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let done = asked.done.filter(|done| DONE.contains(&done.as_str()));
    Ok(html(&MinePage { done, ..page(&state, visiting, &Form::default()).await? }))
}

/// Opens a letter, which serves it where it was not served before.
async fn letter(
    State(state): State<WebState>,
    Path(document): Path<u32>,
    Own(visiting, _): Own<Visiting>,
) -> Result<Response, Failed> {
    let letter = state.app.open_letter(visiting.code.as_str(), DocumentNo(document)).await?;
    Ok(crate::api::matters::letter_download(letter, document))
}

/// A file of one's own petition.
async fn file(State(state): State<WebState>, visiting: Visiting, Path(file): Path<String>) -> Result<Response, Failed> {
    send(&state, &visiting.actor, visiting.matter, &file).await
}

/// The last days that run on it, for one's own calendar.
async fn dates(State(state): State<WebState>, visiting: Visiting) -> Result<Response, Failed> {
    let view = state.app.view(&visiting.actor, visiting.matter).await?;
    Ok(crate::api::dates::download(&view, &visiting.frame.say))
}

/// Gives a command, and goes back to the page; what cannot be taken is told there, with what was typed.
async fn does(
    state: &WebState,
    Own(visiting, mut form): Own<Visiting>,
    done: &str,
    command: impl FnOnce(&Visiting, &Form, &mut Desk) -> Result<Command, AppError>,
) -> Result<Response, Failed> {
    let acted = act(state, &visiting.actor, visiting.matter, |desk| command(&visiting, &form, desk)).await;
    match acted {
        Ok(_) => Ok(Redirect::to(&format!("/my?done={done}")).into_response()),
        Err(error) => {
            let (issue, office) = (form.value("issue").to_owned(), state.app.office().await?);
            blame((&visiting.frame.say, &office), &mut form, error.into(), |field| format!("{field}-{issue}"))?;
            let page = page(state, visiting, &form).await?;
            Ok(faulty(&MinePage { form, ..page }))
        }
    }
}

fn issue(form: &Form) -> Result<IssueNo, AppError> {
    form.value("issue").parse().map(IssueNo).map_err(|_| AppError::NotFound)
}

/// A field of a form about the n-th issue.
fn of_issue(form: &Form, name: &str) -> String {
    form.value(&format!("{name}-{}", form.value("issue"))).to_owned()
}

async fn rate(State(state): State<WebState>, own: Own<Visiting>) -> Result<Response, Failed> {
    does(&state, own, "rated", |visiting, form, _| {
        let score = of_issue(form, "score").parse().map_err(|_| huiyin_app::Invalid::new("score", "choose"))?;
        Ok(Rate { issue: issue(form)?, petition: visiting.petition, score }.into())
    })
    .await
}

async fn review(State(state): State<WebState>, own: Own<Visiting>) -> Result<Response, Failed> {
    let on = state.app.today().await?;
    does(&state, own, "asked", |visiting, form, desk| {
        let request = desk.words("request", &of_issue(form, "request"), Bound::Note)?;
        Ok(RequestReview { issue: issue(form)?, petition: visiting.petition, request, on }.into())
    })
    .await
}

async fn confirm(State(state): State<WebState>, own: Own<Visiting>) -> Result<Response, Failed> {
    does(&state, own, "confirmed", |_, form, _| Ok(ConfirmExecution { issue: issue(form)? }.into())).await
}

async fn withdraw(State(state): State<WebState>, own: Own<Visiting>) -> Result<Response, Failed> {
    does(&state, own, "withdrawn", |visiting, _, _| Ok(Withdraw { petition: visiting.petition }.into())).await
}

async fn undo(State(state): State<WebState>, own: Own<Visiting>) -> Result<Response, Failed> {
    does(&state, own, "undone", |visiting, _, _| Ok(UndoWithdrawal { petition: visiting.petition }.into())).await
}

/// Wishes back what was published.
async fn wish_back(State(state): State<WebState>, Own(visiting, mut form): Own<Visiting>) -> Result<Response, Failed> {
    let id = publication_id(form.value("publication"))?;
    let reason = form.value(&format!("reason-{id}")).to_owned();
    match state.app.wish_publication_back(&visiting.actor, visiting.matter, id, &reason).await {
        Ok(()) => Ok(Redirect::to("/my?done=wished").into_response()),
        Err(error) => {
            let office = state.app.office().await?;
            blame((&visiting.frame.say, &office), &mut form, error.into(), |field| format!("{field}-{id}"))?;
            let page = page(&state, visiting, &form).await?;
            Ok(faulty(&MinePage { form, ..page }))
        }
    }
}

/// The sheet on which something is added.
async fn adding(visiting: Visiting) -> Result<Response, Failed> {
    let mut form = Form::default();
    form.set("key", fresh_key()?);
    Ok(html(&SheetPage::adding(visiting.frame, form, visiting.mark)))
}

/// Adds a petition to the matter, with its files; it has a number and a code of its own.
async fn add(
    State(state): State<WebState>,
    OwnWithFiles(visiting, mut form, uploads): OwnWithFiles<Visiting>,
) -> Result<Response, Failed> {
    let files = uploads.came();
    if let Some(request) = writing(&visiting.frame, &mut form) {
        let (key, office) = (form.value("key").to_owned(), state.app.office().await?);
        let (actor, onto) = (visiting.actor.clone(), Some(visiting.matter));
        match take_in(state.clone(), actor, onto, request, uploads, Some(key)).await {
            Ok(receipt) => return received(&state, visiting.frame, &receipt),
            Err(failed) => not_taken((&visiting.frame, &office), &mut form, failed, |path| field_of(path, &[]))?,
        }
    } else {
        uploads.discard().await;
    }
    choose_again(&visiting.frame, &mut form, &files);
    Ok(faulty(&SheetPage::adding(visiting.frame, form, visiting.mark)))
}

/// Ends the visit on this machine.
async fn leave(_own: Own<Visiting>) -> Response {
    let mut response = Redirect::to("/").into_response();
    visit::end(&mut response);
    response
}
