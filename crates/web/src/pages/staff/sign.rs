//! Signing in with a password and out, and the sessions that still hold.

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::AppError;
use huiyin_app::load::time_zone;
use huiyin_render::form::{Field, Form, line};
use huiyin_render::page::{Aid, Frame, SessionLine, SessionsPage, SheetPage};

use super::{SESSION_COOKIE, Staff};
use crate::WebState;
use crate::guard::guard_codes;
use crate::pages::cookie;
use crate::pages::form::{Own, Sent};
use crate::pages::kept;
use crate::pages::trouble::{html, turned_away};
use crate::pages::visitor::Visitor;
use crate::problem::Failed;

pub(super) fn router(state: &WebState) -> Router<WebState> {
    let guarded = post(enter).layer(from_fn_with_state(state.clone(), guard_codes));
    Router::new()
        .route("/sign-in", get(ask).merge(guarded))
        .route("/sign-out", post(leave))
        .route("/sessions", get(sessions))
        .route("/sessions/end", post(end))
}

/// Where one signs in; what was kept goes along.
pub(super) fn sheet(frame: Frame, form: Form) -> SheetPage {
    let fields = vec![
        Field::new(&frame.say, &form, "officer", line("text", "username")),
        Field::new(&frame.say, &form, "password", line("password", "current-password")),
        Field::new(&frame.say, &form, "factor", line("text", "one-time-code"))
            .hinted(frame.t("field-factor-hint"))
            .optional(),
    ];
    SheetPage {
        title: frame.t("staff-sign-in"),
        lead: vec![frame.t("staff-sign-in-lead")],
        about: Vec::new(),
        fields,
        aid: Aid::default(),
        files: None,
        hidden: kept::still(&form),
        action: "/sign-in".to_owned(),
        back: "/".to_owned(),
        frame,
        form,
    }
}

async fn ask(Visitor(frame): Visitor) -> Response {
    html(&sheet(frame, Form::default()))
}

/// Name, password or code: which of them was wrong is not told.
async fn enter(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Sent(mut form): Sent,
) -> Result<Response, Failed> {
    match state.app.begin_session(form.value("officer").trim(), form.value("password"), form.value("factor")).await {
        Ok(token) => {
            let again = kept::send_again(frame, &form, state.app.form_mark(&token));
            let mut response = again.map_or_else(|| Redirect::to("/desk").into_response(), |page| html(&page));
            cookie::keep_secret(&mut response, SESSION_COOKIE, &token);
            Ok(response)
        }
        Err(AppError::Unauthorised) => {
            form.set("password", "");
            form.set("factor", "");
            form.blame("officer", frame.t("staff-unknown"));
            Ok(turned_away(&sheet(frame, form)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave(State(state): State<WebState>, Own(staff, _): Own<Staff>) -> Result<Response, Failed> {
    state.app.end_session(&staff.actor, &staff.token).await?;
    let mut response = Redirect::to("/").into_response();
    cookie::forget(&mut response, SESSION_COOKIE);
    Ok(response)
}

async fn sessions(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    let held = state.app.sessions(&staff.code).await?;
    let zone = time_zone(&*state.app.office().await?)?;
    let at = |moment: jiff::Timestamp| zone.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string();
    let line = |session: huiyin_app::session::Session| SessionLine {
        no: session.no,
        begun: at(session.begun_at),
        ends: session.ends_at.map(at),
    };
    Ok(html(&SessionsPage { frame: staff.frame, sessions: held.into_iter().map(line).collect() }))
}

async fn end(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let no = form.value("session").parse().map_err(|_| AppError::NotFound)?;
    state.app.end_token(&staff.actor, &staff.code, no).await?;
    Ok(Redirect::to("/sessions").into_response())
}
