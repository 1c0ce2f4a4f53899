//! What a request holds, taken apart: its body, its query. What cannot be taken is told by field and code; a value is
//! never said back, for it may be somebody's words.

use std::error::Error;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use huiyin_app::{AppError, Invalid};
use huiyin_render::Say;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use crate::WebState;
use crate::problem::{Failed, Kind, spoken};

/// Longest name of an unknown field that is said back, in characters: longer ones are no slip of the pen.
const NAME_CHARS_MAX: usize = 100;

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let media = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if media.is_some_and(is_foreign) {
            return Err(Kind::NotJsonType.into());
        }
        let taken = axum::Json::<T>::from_request(request, state).await;
        taken.map(|body| Self(body.0)).map_err(|rejection| not_taken(&rejection))
    }
}

/// The parameters after the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failed> {
        let taken = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        taken.map(|query| Self(query.0)).map_err(|rejection| Failed::of_fields(vec![culprit(&rejection)]))
    }
}

/// Says texts in the caller's language, by the law of the office where there is one.
pub struct Spoken(pub Say);

impl FromRequestParts<WebState> for Spoken {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        let (lang, office) = (spoken(&parts.headers), state.app.office().await.ok());
        Ok(Self(Say::new(lang).by(office.as_ref().and_then(|office| office.packs.newest_law()))))
    }
}

/// The media type names another charset: JSON is UTF-8 (RFC 8259, 8.1).
pub fn is_foreign(media_type: &str) -> bool {
    let named = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, value)| value.trim());
    charset.map(|value| value.trim_matches('"')).any(|value| !value.eq_ignore_ascii_case("utf-8"))
}

/// A name of the caller's, as it is said back.
pub fn said_back(name: Option<&str>) -> String {
    name.unwrap_or_default().chars().take(NAME_CHARS_MAX).collect()
}

/// Reads a body that a page has put together; what cannot be read is told by field and code.
pub fn read<T: DeserializeOwned>(body: serde_json::Value) -> Result<T, AppError> {
    let read = serde_path_to_error::deserialize(body);
    read.map_err(|error| invalid(error.path(), &error.inner().to_string()).into())
}

/// Why a JSON body could not be taken.
pub fn not_taken(rejection: &JsonRejection) -> Failed {
    match rejection.status() {
        StatusCode::UNPROCESSABLE_ENTITY => Failed::of_fields(vec![culprit(rejection)]),
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge.into(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::NotJsonType.into(),
        _ => Kind::NotJson.into(),
    }
}

/// The field that broke it off.
fn culprit(rejection: &(dyn Error + 'static)) -> Invalid {
    let mut cause = rejection.source();
    while let Some(error) = cause {
        if let Some(json) = error.downcast_ref::<serde_path_to_error::Error<serde_json::Error>>() {
            return invalid(json.path(), &json.inner().to_string());
        }
        if let Some(query) = error.downcast_ref::<serde_path_to_error::Error<serde::de::value::Error>>() {
            return invalid(query.path(), &query.inner().to_string());
        }
        cause = error.source();
    }
    Invalid::new("", "wrong-type")
}

/// serde says what it missed in a sentence; of it only the field's name is kept.
fn invalid(path: &Path, sentence: &str) -> Invalid {
    let (code, missed) = match sentence {
        _ if sentence.starts_with("unknown field") => ("unknown-field", None),
        _ if sentence.starts_with("missing field") => ("missing", sentence.split('`').nth(1)),
        _ => ("wrong-type", None),
    };
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(said_back(Some(key))),
        Segment::Enum { variant } => Some(variant.clone()),
        Segment::Unknown => None,
    });
    Invalid::new(steps.chain(missed.map(str::to_owned)).collect::<Vec<String>>().join("."), code)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read is asked")]
    struct Outer {
        inner: Vec<Inner>,
        n: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read is asked")]
    struct Inner {
        name: String,
    }

    fn of_json(text: &str) -> Invalid {
        culprit(&axum::Json::<Outer>::from_bytes(text.as_bytes()).unwrap_err())
    }

    #[test]
    fn a_field_is_named_by_its_path_and_its_value_never() {
        assert_eq!(
            of_json(r#"{"inner": [{"name": "a"}, {"nom": "secret"}]}"#),
            Invalid::new("inner.1.nom", "unknown-field")
        );
        assert_eq!(of_json(r#"{"inner": [{}]}"#), Invalid::new("inner.0.name", "missing"));
        assert_eq!(of_json(r#"{"inner": "secret"}"#), Invalid::new("inner", "wrong-type"));
        assert_eq!(of_json("{}"), Invalid::new("inner", "missing"));
    }

    #[tokio::test]
    async fn a_parameter_is_named_too() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only whether it can be read is asked")]
        struct Asked {
            limit: Option<usize>,
        }
        for (query, culprit) in [("limit=many", ("limit", "wrong-type")), ("pages=1", ("pages", "unknown-field"))] {
            let (mut parts, ()) = Request::builder().uri(format!("/?{query}")).body(()).unwrap().into_parts();
            let failed = Query::<Asked>::from_request_parts(&mut parts, &()).await.err().unwrap();
            assert_eq!(failed.fields(), [Invalid::new(culprit.0, culprit.1)]);
        }
    }
}
