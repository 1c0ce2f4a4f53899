//! Answers for everybody, at the desk: the sheet on which one is prepared, the list of those who publish, and the page of one.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::AppError;
use huiyin_app::publications::{PublicationDeed, PublicationSeen, PublicationStage, PublicationView};
use huiyin_domain::ids::IssueNo;
use huiyin_domain::office::Office;
use huiyin_render::form::{Control, Field, Form};
use huiyin_render::page::{Aid, Frame, PublicationLine, PublicationPage, PublicationsPage, SheetPage, paragraphs};
use serde::Deserialize;

use super::Staff;
use crate::WebState;
use crate::api::matters::matter_id;
use crate::api::publications::publication_id;
use crate::pages::form::{Own, blame, refused};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/publications", get(list))
        .route("/desk/publications/{publication}", get(look))
        .route("/desk/publications/{publication}/{deed}", post(decide))
        .route("/desk/{matter}/publish/{issue}", get(preparing).post(prepare))
}

/// Where a list goes on, and what was just done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    start: usize,
    #[serde(default)]
    done: Option<String>,
}

async fn list(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let list = state.app.publications(&staff.actor, asked.start).await?;
    let frame = staff.frame;
    Ok(html(&PublicationsPage {
        publications: list.publications.iter().map(|seen| line(&frame, &office, seen)).collect(),
        next: list.next.map(|start| format!("/desk/publications?start={start}")),
        frame,
    }))
}

fn line(frame: &Frame, office: &Office, seen: &PublicationSeen) -> PublicationLine {
    let (say, publication) = (&frame.say, &seen.publication);
    let about = [say.word(publication.stage), say.unit(office, &publication.prepared.unit), say.date(publication.on)];
    PublicationLine {
        href: format!("/desk/publications/{}", seen.id),
        question: seen.question.clone(),
        about: about.join(" · "),
        is_wished_back: !publication.asked_back.is_empty(),
        is_kept_back: seen.hidden.is_some() && publication.stage == PublicationStage::Published,
    }
}

async fn look(
    State(state): State<WebState>,
    staff: Staff,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let view = state.app.publication(&staff.actor, publication_id(&id)?).await?;
    let office = state.app.office().await?;
    let page = page(&office, staff.frame, view, Form::default());
    Ok(html(&PublicationPage { is_done: asked.done.is_some(), ..page }))
}

fn page(office: &Office, frame: Frame, view: PublicationView, form: Form) -> PublicationPage {
    let may_publish = view.publishing.as_ref().is_some_and(Result::is_ok);
    let line = line(&frame, office, &view.seen);
    let hidden = view.seen.hidden.filter(|_| line.is_kept_back);
    let barred = view.publishing.and_then(Result::err).or(hidden);
    let deeds = [("publish", may_publish), ("take-back", view.may_take_back)];
    PublicationPage {
        is_done: false,
        form,
        line,
        matter: format!("/desk/{}", view.seen.publication.prepared.matter),
        question: paragraphs(&view.seen.question),
        answer: paragraphs(&view.seen.answer),
        wishes: view.wishes.into_iter().map(|(_, reason)| reason).collect(),
        barred: barred.map(|refusal| refused(&frame.say, office, &refusal)),
        deeds: deeds.into_iter().filter(|(_, may)| *may).map(|(deed, _)| deed).collect(),
        frame,
    }
}

/// Publishes, or takes back.
async fn decide(
    State(state): State<WebState>,
    Path((id, deed)): Path<(String, String)>,
    Own(mut staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let publication = publication_id(&id)?;
    let what = match deed.as_str() {
        "publish" => PublicationDeed::Publish,
        "take-back" => PublicationDeed::TakeBack,
        _ => return Err(AppError::NotFound.into()),
    };
    let reason = form.value(&format!("{deed}-reason")).to_owned();
    match state.app.decide_publication(&staff.actor, publication, what, &reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/publications/{publication}?done=yes")).into_response()),
        Err(error) => {
            let office = state.app.office().await?;
            blame((&staff.frame.say, &office), &mut form, error.into(), |field| format!("{deed}-{field}"))?;
            let view = state.app.publication(&staff.actor, publication).await?;
            staff.frame.here = format!("/desk/publications/{publication}");
            Ok(faulty(&page(&office, staff.frame, view, form)))
        }
    }
}

fn sheet(frame: Frame, form: Form, (matter, issue): &(String, u32)) -> SheetPage {
    let field = |name: &str, rows| {
        let label = frame.t(&format!("published-{name}"));
        Field::called(&frame.say, &form, name, label, Control::Lines { rows }).hinted(frame.t("published-nobody"))
    };
    SheetPage {
        title: frame.t("published-prepare"),
        lead: vec![frame.t("published-prepare-lead")],
        about: Vec::new(),
        fields: vec![field("question", 4), field("answer", 10)],
        aid: Aid::default(),
        files: None,
        hidden: vec![("mark".to_owned(), frame.mark().to_owned())],
        action: format!("/desk/{matter}/publish/{issue}"),
        back: format!("/desk/{matter}"),
        frame,
        form,
    }
}

/// The sheet, where an answer may be prepared by who asks.
async fn preparing(
    State(state): State<WebState>,
    staff: Staff,
    Path(of): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let offered = state.app.publications_in(&staff.actor, matter_id(&of.0)?).await?;
    match offered.into_iter().find(|(issue, _)| *issue == IssueNo(of.1)) {
        Some((_, None)) => Ok(html(&sheet(staff.frame, Form::default(), &of))),
        Some((_, Some((id, _)))) => Ok(Redirect::to(&format!("/desk/publications/{id}")).into_response()),
        None => Err(AppError::NotFound.into()),
    }
}

async fn prepare(
    State(state): State<WebState>,
    Path(of): Path<(String, u32)>,
    Own(staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let (question, answer) = (form.value("question").to_owned(), form.value("answer").to_owned());
    let issue = (matter_id(&of.0)?, IssueNo(of.1));
    match state.app.prepare_publication(&staff.actor, issue, (&question, &answer)).await {
        Ok(id) => Ok(Redirect::to(&format!("/desk/publications/{id}?done=yes")).into_response()),
        Err(error) => {
            blame((&staff.frame.say, &*state.app.office().await?), &mut form, error.into(), str::to_owned)?;
            Ok(faulty(&sheet(staff.frame, form, &of)))
        }
    }
}
