//! Pages for people: one file per place of the site. Every one works without a script, in three languages, and keeps no
//! word of anybody in its address.
//!
//! To add a page: its file here with a `router`, its line in [`router`], its context and template in `render`.

mod answers;
mod around;
mod cookie;
mod csv;
mod file;
mod first;
mod form;
mod kept;
mod my;
mod open;
mod seen;
mod staff;
mod table;
mod trouble;
mod visit;
mod visitor;

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::WebState;

pub use trouble::{Told, page as trouble_page};

/// The style sheet, part of the program.
const STYLE: &str = include_str!("../../../../assets/style.css");

/// Keys for officers; no page needs it.
const SCRIPT: &str = include_str!("../../../../assets/app.js");

/// Files that are dragged, and a list of those chosen; no page needs it.
const FILES_SCRIPT: &str = include_str!("../../../../assets/files.js");

/// A form is sent by one key; no page needs it.
const SAVE_SCRIPT: &str = include_str!("../../../../assets/save.js");

/// How long a browser keeps what does not change while the program runs, in seconds.
const KEPT: &str = "public, max-age=3600";

/// All pages and what they need.
pub fn router(state: &WebState) -> Router<WebState> {
    Router::new()
        .merge(first::router())
        .merge(file::router())
        .merge(my::router(state))
        .merge(open::router())
        .merge(answers::router())
        .merge(staff::router(state))
        .layer(axum::middleware::from_fn(around::around))
        .route("/assets/style.css", get(style))
        .route("/assets/app.js", get(script))
        .route("/assets/files.js", get(files_script))
        .route("/assets/save.js", get(save_script))
}

/// The pages that take files in.
pub fn taking_files() -> Router<WebState> {
    file::taking_files()
        .merge(my::taking_files())
        .merge(staff::taking_files())
        .layer(axum::middleware::from_fn(around::around))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, KEPT)], STYLE)
}

async fn script() -> impl IntoResponse {
    as_script(SCRIPT)
}

async fn files_script() -> impl IntoResponse {
    as_script(FILES_SCRIPT)
}

async fn save_script() -> impl IntoResponse {
    as_script(SAVE_SCRIPT)
}

fn as_script(script: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, KEPT)], script)
}
