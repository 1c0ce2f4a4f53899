//! Officers at work: signing in, the worklist, a matter, commands, the register. Who may see and do what is asked of `app`
//! each time; a page that shows nothing is no wall.
//!
//! To add a page: its file here with a `router`, its line in [`router`].

mod asked;
mod book;
mod bulk;
mod deed;
mod dossier;
mod draft;
mod factor;
mod filter;
mod handover;
mod identity;
mod law;
mod lead;
mod ledger;
mod likeness;
mod operations;
mod proposal;
mod publications;
mod register;
mod search;
mod sign;
mod tables;
mod topic;
mod topics;
mod work;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use huiyin_app::AppError;
use huiyin_domain::ids::{OfficerCode, UnitCode};
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::{OfficeDeed, may_office, may_take_in};
use huiyin_render::form::Form;
use huiyin_render::page::{Badge, Frame, SheetPage};

use super::cookie;
use super::form::Shown;
use super::visitor::frame_of;
use crate::WebState;
use crate::problem::Failed;

/// The cookie of a session.
const SESSION_COOKIE: &str = "__Host-session";

pub(super) fn router(state: &WebState) -> Router<WebState> {
    Router::new()
        .merge(sign::router(state))
        .merge(factor::router(state))
        .merge(work::router())
        .merge(bulk::router())
        .merge(lead::router())
        .merge(handover::router())
        .merge(ledger::router())
        .merge(book::router())
        .merge(search::router())
        .merge(topics::router())
        .merge(publications::router())
        .merge(dossier::router())
        .merge(identity::router())
        .merge(law::router())
        .merge(operations::router())
        .merge(tables::router())
        .merge(deed::router())
}

/// The pages that take files in.
pub(super) fn taking_files() -> Router<WebState> {
    tables::taking_files().merge(register::taking_files())
}

/// An officer who is signed in.
struct Staff {
    actor: Actor,
    /// Who it is.
    code: OfficerCode,
    frame: Frame,
    token: String,
}

impl Staff {
    async fn of(parts: &Parts, state: &WebState) -> Result<Self, AppError> {
        let token = cookie::read(&parts.headers, SESSION_COOKIE).ok_or(AppError::Unauthorised)?;
        let actor = state.app.session(token).await?;
        let office = state.app.office().await?;
        let mut frame = frame_of(&office, &parts.uri, &parts.headers);
        let Actor::Officer { code, .. } = &actor else { return Err(AppError::Unauthorised) };
        let code = code.clone();
        let name = office.officer(&code).map_or_else(|| code.to_string(), |officer| officer.name.clone());
        let takes_in = !taking_in(&actor).is_empty();
        let sets_up = may_office(OfficeDeed::SetUp, &actor, &office).is_ok();
        let leads = lead::leads(&actor);
        let reads_topics = may_office(OfficeDeed::ReadTopics, &actor, &office).is_ok();
        let publishes = may_office(OfficeDeed::PublishAnswers, &actor, &office).is_ok();
        let mark = state.app.form_mark(token);
        frame.officer = Some(Badge { name, mark, takes_in, leads, reads_topics, publishes, sets_up });
        Ok(Self { actor, code, frame, token: token.to_owned() })
    }
}

/// The units at which an officer may take petitions in, in the order of the posts.
fn taking_in(actor: &Actor) -> Vec<UnitCode> {
    let mut units: Vec<UnitCode> = actor.posts().iter().map(|post| post.unit.clone()).collect();
    units.dedup();
    units.retain(|unit| may_take_in(actor, unit).is_ok());
    units
}

impl Shown for Staff {
    fn mark(&self) -> &str {
        self.frame.mark()
    }

    fn ended(frame: Frame, hidden: Vec<(String, String)>) -> SheetPage {
        SheetPage { lead: vec![frame.t("staff-ended")], hidden, ..sign::sheet(frame, Form::default()) }
    }
}

impl FromRequestParts<WebState> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        Self::of(parts, state).await.map_err(|error| match error {
            AppError::Unauthorised => Redirect::to("/sign-in").into_response(),
            other => Failed::from(other).into_response(),
        })
    }
}
