//! Who looks at a page, as far as the page must know: the language, and where one is.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use huiyin_domain::office::Office;
use huiyin_render::page::Frame;
use huiyin_render::{Lang, Say};

use super::around::lang_of;
use crate::WebState;
use crate::problem::Failed;

/// What stands around the page that is asked for.
pub struct Visitor(pub Frame);

impl FromRequestParts<WebState> for Visitor {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failed> {
        let office = state.app.office().await?;
        Ok(Self(frame_of(&office, &parts.uri, &parts.headers)))
    }
}

/// What stands around the page that such a request asks for.
pub fn frame_of(office: &Office, uri: &Uri, headers: &HeaderMap) -> Frame {
    frame(office, lang_of(uri, headers), here(uri))
}

/// The frame of a page of that office.
pub fn frame(office: &Office, lang: Lang, here: String) -> Frame {
    let say = Say::new(lang).by(office.packs.newest_law());
    let name = office.unit(&office.registry).map_or(office.name.as_str(), |registry| say.unit_name(registry));
    Frame { office: name.to_owned(), say, here, officer: None }
}

/// The address without a language.
fn here(uri: &Uri) -> String {
    let path = uri.path();
    let asked = uri.query().unwrap_or_default().split('&');
    let rest: Vec<&str> = asked.filter(|part| !part.is_empty() && !part.starts_with("lang=")).collect();
    if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) }
}
