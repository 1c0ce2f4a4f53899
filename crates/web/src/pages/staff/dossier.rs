//! A matter, its letters and its files.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::AppError;
use huiyin_app::operations::Export;
use huiyin_app::publications::{OfIssue, PublicationStage};
use huiyin_app::search::Alike;
use huiyin_app::story::View;
use huiyin_domain::ids::{DocumentNo, MatterId};
use huiyin_domain::matter::CommandKind;
use huiyin_domain::matter::allowed::Target;
use huiyin_domain::office::policy::{Opening, Reading, opens};
use huiyin_render::page::{AlikeLine, Alikes, DossierPage, Frame};
use serde::Deserialize;

use super::{Staff, likeness};
use crate::WebState;
use crate::api::files::send;
use crate::api::matters::{file_download, letter_download, matter_id};
use crate::pages::seen;
use crate::pages::trouble::html;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/{matter}", get(look))
        .route("/desk/{matter}/whole", get(whole))
        .route("/desk/{matter}/dates.ics", get(dates))
        .route("/desk/{matter}/letters/{document}", get(letter))
        .route("/desk/{matter}/letters/{document}/docx", get(letter_docx))
        .route("/desk/{matter}/files/{file}", get(file))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: Option<String>,
    /// Matters like this one are asked for.
    #[serde(default)]
    alike: Option<String>,
}

async fn look(
    State(state): State<WebState>,
    staff: Staff,
    Path(matter): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let view = state.app.view(&staff.actor, matter_id(&matter)?).await?;
    let opens = opens(&staff.actor, &view.office, &view.matter) != Opening::Nothing;
    let alike = if view.matter.has_ended() {
        Alikes::NotOffered
    } else if asked.alike.is_none() {
        Alikes::Offered
    } else {
        let found = state.app.alike(&staff.actor, &view).await?;
        Alikes::Found(found.iter().map(|alike| alike_line(&staff.frame, &view, alike)).collect())
    };
    let published = published(&state, &staff, view.matter.id).await?;
    let seen = seen::of(&staff.frame.say, view)?;
    Ok(html(&DossierPage { frame: staff.frame, seen, opens, alike, published, is_done: asked.done.is_some() }))
}

/// Where the words for everybody stand, or may be prepared, of each issue.
async fn published(
    state: &WebState,
    staff: &Staff,
    matter: MatterId,
) -> Result<Vec<(u32, &'static str, String)>, AppError> {
    let way = |(issue, standing): OfIssue| match standing {
        Some((id, PublicationStage::Published)) => (issue.0, "published-one", format!("/desk/publications/{id}")),
        Some((id, _)) => (issue.0, "published-waits", format!("/desk/publications/{id}")),
        None => (issue.0, "published-prepare", format!("/desk/{matter}/publish/{issue}")),
    };
    Ok(state.app.publications_in(&staff.actor, matter).await?.into_iter().map(way).collect())
}

/// What the two have in common, and the way to link them where that may be done.
fn alike_line(frame: &Frame, view: &View, alike: &Alike) -> AlikeLine {
    let row = &alike.listed.row;
    let is_linked = view.matter.links.contains_key(&row.matter);
    let may_link = view
        .offers
        .iter()
        .any(|offer| offer.command == CommandKind::Link && offer.target == Target::Matter && offer.verdict.is_ok());
    AlikeLine {
        href: format!("/desk/{}", row.matter),
        number: alike.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: alike.subject.clone(),
        why: likeness::why(frame, alike),
        shared: alike.shared.clone(),
        about: likeness::about(frame, &view.office, alike),
        is_linked,
        link: (may_link && !is_linked).then(|| format!("/desk/{}/link/matter/0?other={}", view.matter.id, row.matter)),
    }
}

/// The whole file of a matter as one PDF, for whoever reads its words.
async fn whole(State(state): State<WebState>, staff: Staff, Path(matter): Path<String>) -> Result<Response, Failed> {
    let id = matter_id(&matter)?;
    let view = state.app.view(&staff.actor, id).await?;
    if view.reading < Reading::Words {
        return Err(AppError::NotFound.into());
    }
    let (letters, entries) = (state.app.letters(&staff.actor, id).await?, view.story.len());
    let actor = staff.actor;
    let lang = staff.frame.lang();
    let seen = seen::of(&staff.frame.say, view)?;
    let page = DossierPage {
        frame: staff.frame,
        seen,
        opens: false,
        alike: Alikes::NotOffered,
        published: Vec::new(),
        is_done: false,
    };
    let number = page.number();
    let bound = state.app.bound(number.clone(), lang, page.whole(&letters)).await?;
    state.app.record_export(&actor, Export::Matter(id), entries).await?;
    Ok(file_download(bound, &number))
}

/// The last days that run on it, for one's own calendar.
async fn dates(State(state): State<WebState>, staff: Staff, Path(matter): Path<String>) -> Result<Response, Failed> {
    let view = state.app.view(&staff.actor, matter_id(&matter)?).await?;
    Ok(crate::api::dates::download(&view, &staff.frame.say))
}

async fn letter(
    State(state): State<WebState>,
    staff: Staff,
    Path((matter, document)): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let letter = state.app.letter(&staff.actor, matter_id(&matter)?, DocumentNo(document)).await?;
    Ok(letter_download(letter, document))
}

async fn letter_docx(
    State(state): State<WebState>,
    staff: Staff,
    Path((matter, document)): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let letter = state.app.letter_docx(&staff.actor, matter_id(&matter)?, DocumentNo(document)).await?;
    Ok(letter_download(letter, document))
}

async fn file(
    State(state): State<WebState>,
    staff: Staff,
    Path((matter, file)): Path<(String, String)>,
) -> Result<Response, Failed> {
    send(&state, &staff.actor, matter_id(&matter)?, &file).await
}
