//! Forms as they are sent: names and values, and words for what is wrong with them.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use huiyin_app::Invalid;
use huiyin_domain::matter::Refusal;
use huiyin_domain::office::Office;
use huiyin_render::Say;
use huiyin_render::form::Form;
use huiyin_render::page::{Frame, SheetPage};
use percent_encoding::percent_decode;

use super::kept;
use super::trouble::faulty;
use super::visitor::frame_of;
use crate::WebState;
use crate::form::{PageForm, Uploads, is_form};
use crate::problem::{Failed, Kind};

/// A form that was sent.
pub struct Sent(pub Form);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let (parts, body) = request.into_parts();
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let body = body.map_err(|rejection| Failed::from(Kind::of_status(rejection.status())))?;
        if !is_utf8(&body) {
            return Err(Kind::NotPageForm.into());
        }
        let request = Request::from_parts(parts, Body::from(body));
        let sent = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let axum::Form(pairs) = sent.map_err(|rejection| Failed::from(Kind::of_status(rejection.status())))?;
        Ok(Self(form_of(pairs)))
    }
}

/// The characters of a form are UTF-8, as our pages ask browsers to send them: others would be kept as question marks.
fn is_utf8(urlencoded: &[u8]) -> bool {
    percent_decode(urlencoded).decode_utf8().is_ok()
}

/// A form that was sent with files after its fields.
pub struct SentWithFiles(pub Form, pub Uploads);

impl<S: Send + Sync> FromRequest<S> for SentWithFiles {
    type Rejection = Failed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        if !is_form(request.headers()) {
            let Sent(form) = Sent::from_request(request, state).await?;
            return Ok(Self(form, Uploads::none()));
        }
        let PageForm { fields, uploads } = PageForm::from_request(request, state).await?;
        Ok(Self(form_of(fields), uploads))
    }
}

fn form_of(fields: Vec<(String, String)>) -> Form {
    Form::of(fields.into_iter().map(|(name, value)| (name, unix(&value))).collect::<BTreeMap<_, _>>())
}

/// Whoever is shown forms of his or her own: a visit, or a session.
pub trait Shown: FromRequestParts<WebState, Rejection = Response> + Send {
    /// What these forms carry.
    fn mark(&self) -> &str;

    /// The sheet that asks anew who it is, once the visit or session has ended; with these hidden fields.
    fn ended(frame: Frame, hidden: Vec<(String, String)>) -> SheetPage;
}

/// A form that was shown to whom it comes from, and not sent by a page that only knows the address. It is checked here, so
/// that no handler can leave it out. Where the visit or session has ended meanwhile, what was typed is kept.
pub struct Own<W>(pub W, pub Form);

impl<W: Shown> FromRequest<WebState> for Own<W> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let whose = W::from_request_parts(&mut parts, state).await;
        let around = parts.clone();
        let sent = Sent::from_request(Request::from_parts(parts, body), state).await;
        let Sent(form) = sent.map_err(IntoResponse::into_response)?;
        Ok(Self(own(whose, &form, &around, state).await?, form))
    }
}

/// The same with files after its fields. Files do not outlive a session: they have to be chosen again.
pub struct OwnWithFiles<W>(pub W, pub Form, pub Uploads);

impl<W: Shown> FromRequest<WebState> for OwnWithFiles<W> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let whose = W::from_request_parts(&mut parts, state).await;
        let around = parts.clone();
        let sent = SentWithFiles::from_request(Request::from_parts(parts, body), state).await;
        let SentWithFiles(form, uploads) = sent.map_err(IntoResponse::into_response)?;
        match own(whose, &form, &around, state).await {
            Ok(whose) => Ok(Self(whose, form, uploads)),
            Err(turned_away) => {
                uploads.discard().await;
                Err(turned_away)
            }
        }
    }
}

/// Whose form it is, where it carries their mark.
async fn own<W: Shown>(
    whose: Result<W, Response>,
    form: &Form,
    around: &Parts,
    state: &WebState,
) -> Result<W, Response> {
    let whose = match whose {
        Ok(whose) => whose,
        // It led to where one comes in.
        Err(ended) if ended.status().is_redirection() => {
            let office = state.app.office().await.map_err(|error| Failed::from(error).into_response())?;
            let frame = frame_of(&office, &around.uri, &around.headers);
            let hidden = kept::keep(form, &frame.here);
            return Err(faulty(&W::ended(frame, hidden)));
        }
        Err(failed) => return Err(failed),
    };
    if form.value("mark") != whose.mark() {
        return Err(Failed::from(Kind::OtherSite).into_response());
    }
    Ok(whose)
}

/// Browsers end lines in the manner of telegraphs.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Says what is wrong: a fault of a field beside it, under the name it has in the form; a refusal for the whole, with the
/// names that units have in the office. What is no fault of the form is given back.
pub fn blame(
    (say, office): (&Say, &Office),
    form: &mut Form,
    failed: Failed,
    name: impl Fn(&str) -> String,
) -> Result<(), Failed> {
    for invalid in failed.fields() {
        blame_field(say, form, invalid, &name);
    }
    match failed.refusal() {
        Some(refusal) => form.blame_whole(refused(say, office, refusal)),
        None if failed.fields().is_empty() => return Err(failed),
        None => {}
    }
    Ok(())
}

/// One field's fault.
pub fn blame_field(say: &Say, form: &mut Form, invalid: &Invalid, name: impl Fn(&str) -> String) {
    let name = name(&invalid.field);
    let wrong = say.wrong(invalid.code, invalid.bound, invalid.law.as_deref());
    let wrong = match nth_file(&invalid.field) {
        Some(nth) => say.text("form-file", &[("at", nth.to_string()), ("message", wrong)]),
        None => wrong,
    };
    form.blame(&name, wrong);
}

/// Which of several files a fault is about, as people count.
fn nth_file(field: &str) -> Option<usize> {
    let place: usize = field.strip_prefix("files.")?.split('.').next()?.parse().ok()?;
    place.checked_add(1)
}

/// Why it was refused, and what may be done instead.
pub fn refused(say: &Say, office: &Office, refusal: &Refusal) -> String {
    let units = say.names_of(office);
    let instead = say.alternative(&refusal.alternative(), &units);
    format!("{} {instead}", say.refusal(refusal, &units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf8_is_not_kept_as_question_marks() {
        for (body, is) in [
            ("a=%E7%81%AF&b=+100%25", true),
            ("a=\u{706f}", true),
            ("a=100%", true),
            ("a=%B5%C6", false), // the same sign in GB 18030
            ("a=%E7%81", false),
        ] {
            assert_eq!(is_utf8(body.as_bytes()), is, "{body}");
        }
        assert!(!is_utf8(b"a=\xb5\xc6"));
    }
}
