//! A matter, its letters and its files.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_domain::ids::DocumentNo;
use huiyin_domain::office::policy::{Opening, opens};
use huiyin_render::page::DossierPage;
use serde::Deserialize;

use super::Staff;
use crate::WebState;
use crate::api::files::send;
use crate::api::matters::{letter_download, matter_id};
use crate::pages::seen;
use crate::pages::trouble::html;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/{matter}", get(look))
        .route("/desk/{matter}/letters/{document}", get(letter))
        .route("/desk/{matter}/files/{file}", get(file))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: Option<String>,
}

async fn look(
    State(state): State<WebState>,
    staff: Staff,
    Path(matter): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let view = state.app.view(&staff.actor, matter_id(&matter)?).await?;
    let opens = opens(&staff.actor, &view.office, &view.matter) != Opening::Nothing;
    let seen = seen::of(&staff.frame.say, view)?;
    Ok(html(&DossierPage { frame: staff.frame, seen, opens, is_done: asked.done.is_some() }))
}

async fn letter(
    State(state): State<WebState>,
    staff: Staff,
    Path((matter, document)): Path<(String, u32)>,
) -> Result<Response, Failed> {
    let letter = state.app.letter(&staff.actor, matter_id(&matter)?, DocumentNo(document)).await?;
    Ok(letter_download(letter, document))
}

async fn file(
    State(state): State<WebState>,
    staff: Staff,
    Path((matter, file)): Path<(String, String)>,
) -> Result<Response, Failed> {
    send(&state, &staff.actor, matter_id(&matter)?, &file).await
}
