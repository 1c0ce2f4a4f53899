//! What stands around every page: the language it speaks, and that a form is taken only from a page of this site.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use huiyin_render::Lang;

use super::cookie;
use crate::problem::{Failed, Kind, spoken};

/// Remembers the language that was switched to.
const LANG_COOKIE: &str = "__Host-lang";

/// A year: who chose a language once will want it again.
const LANG_KEPT_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The layer.
pub async fn around(request: Request, next: Next) -> Response {
    let named = switched_to(request.uri());
    if !is_from_here(request.method(), request.headers()) {
        return Failed::from(Kind::OtherSite).into_response();
    }
    let mut response = next.run(request).await;
    if let Some(lang) = named {
        remember(&mut response, lang);
    }
    response
}

/// The language that was switched to is spoken from now on.
pub fn remember(response: &mut Response, lang: Lang) {
    let attributes = format!("SameSite=Lax; Max-Age={LANG_KEPT_SECONDS}");
    cookie::keep(response, LANG_COOKIE, lang.code(), &attributes);
}

/// The language that an address names.
fn switched_to(uri: &Uri) -> Option<Lang> {
    uri.query()?.split('&').find_map(|part| part.strip_prefix("lang=")?.parse().ok())
}

/// The language of a page: the one its address names, else the one switched to before, else the one the browser asks for.
pub fn lang_of(uri: &Uri, headers: &HeaderMap) -> Lang {
    let kept = || cookie::read(headers, LANG_COOKIE).and_then(|code| code.parse().ok());
    switched_to(uri).or_else(kept).unwrap_or_else(|| spoken(headers))
}

/// A form comes from a page of this site. A caller that is no browser says neither header and carries no cookie.
fn is_from_here(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD) {
        return true;
    }
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said("origin"), said("host")) {
        (Some(site), _, _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (None, Some(_), None) => false,
        (None, None, _) => said("cookie").is_none(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_form_from_elsewhere_is_not_taken() {
        let host = ("host", "petitions.example");
        for (said, taken) in [
            (vec![("sec-fetch-site", "same-origin"), host], true),
            (vec![("sec-fetch-site", "cross-site"), host], false),
            (vec![("sec-fetch-site", "same-site"), host], false),
            (vec![("origin", "https://petitions.example"), host], true),
            (vec![("origin", "https://elsewhere.example"), host], false),
            (vec![("origin", "null"), host], false),
            (vec![host], true),
            (vec![host, ("cookie", "a=b")], false),
        ] {
            assert_eq!(is_from_here(&Method::POST, &headers(&said)), taken, "{said:?}");
        }
        assert!(is_from_here(&Method::GET, &headers(&[("sec-fetch-site", "cross-site"), host])));
    }

    #[test]
    fn a_switch_counts_more_than_a_cookie_and_a_cookie_more_than_the_browser() {
        let uri = |text: &str| text.parse::<Uri>().unwrap();
        let both = headers(&[("accept-language", "zh-CN"), ("cookie", "x=y; __Host-lang=en")]);
        assert_eq!(lang_of(&uri("/file?a=b&lang=zh-Hant"), &both), Lang::ZhHant);
        assert_eq!(lang_of(&uri("/file?lang=fr"), &both), Lang::En);
        assert_eq!(lang_of(&uri("/file"), &headers(&[("accept-language", "zh-TW")])), Lang::ZhHant);
    }
}
