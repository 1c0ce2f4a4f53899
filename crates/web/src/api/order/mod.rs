//! Orders: what an officer, or a petitioner with his code, wants done to a matter. One file per command group, one route
//! and one schema per command; what they have in common stands here.
//!
//! To add a command: its body with an example and its `Order` in the file of its group, one line `order!`, one line in
//! that file's `router`.

mod accept;
pub mod any;
mod beside;
mod end;
pub(super) mod investigate;
mod keep;
mod names;
mod object;
mod opinion;
mod period;
mod review;
mod route;
mod serve;

use axum::Json;
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::act::Outcome;
use huiyin_app::desk::{Bound, Desk};
use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::command::Findings;
use huiyin_domain::matter::{Command, Event, Words};
use huiyin_domain::office::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use super::matters::matter_id;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::problem::Failed;

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .merge(names::router())
        .merge(route::router())
        .merge(object::router())
        .merge(accept::router())
        .merge(opinion::router())
        .merge(investigate::router())
        .merge(period::router())
        .merge(beside::router())
        .merge(serve::router())
        .merge(review::router())
        .merge(end::router())
        .merge(keep::router())
}

/// A body that becomes a command on the n-th issue, clock, paper or petition of a matter.
pub(super) trait Order {
    /// The command; its words are sealed on the desk.
    fn command(self, no: u32, desk: &mut Desk) -> Result<Command, AppError>;
}

/// What an order led to.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoneBody {
    /// What happened; empty where it was done already.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Event>,
    /// Entries of the matter's record now.
    seq: u64,
    /// Where its issues stand now.
    stages: Vec<String>,
}

/// Carries an order out.
pub(super) async fn carry_out<O: Order>(
    state: &WebState,
    signed_in: SignedIn,
    (matter, no): (String, u32),
    order: O,
) -> Result<Json<DoneBody>, Failed> {
    let actor = signed_in.with(Scope::Act)?;
    done(state, &actor, &matter, |desk| order.command(no, desk)).await
}

/// Gives a command for whoever may. A letter that follows is pressed at once; where that fails the command is done all the
/// same, and the letter's job presses it later.
pub async fn act(
    state: &WebState,
    actor: &Actor,
    matter: MatterId,
    command: impl FnOnce(&mut Desk) -> Result<Command, AppError>,
) -> Result<Outcome, AppError> {
    let outcome = state.app.act(actor, matter, command).await?;
    press(state, &outcome).await;
    Ok(outcome)
}

async fn press(state: &WebState, outcome: &Outcome) {
    for event in &outcome.events {
        if let Event::DocumentNumbered(event) = event {
            let pressed = state.app.press_letter(outcome.matter.id, event.document).await;
            if let Err(error) = pressed {
                tracing::warn!(%error, "a letter waits for its job");
            }
        }
    }
}

/// Carries a command out, and tells what it led to.
pub(super) async fn done(
    state: &WebState,
    actor: &Actor,
    matter: &str,
    command: impl FnOnce(&mut Desk) -> Result<Command, AppError>,
) -> Result<Json<DoneBody>, Failed> {
    Ok(told(act(state, actor, matter_id(matter)?, command).await?))
}

/// Says what a command led to.
fn told(outcome: Outcome) -> Json<DoneBody> {
    let stages = outcome.matter.issues.iter().map(|issue| issue.state.stage().to_string()).collect();
    Json(DoneBody { events: outcome.events, seq: outcome.matter.seq, stages })
}

/// Facts, reasons and basis: without them there is no decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingsBody {
    /// Facts found, at most 20,000 characters.
    facts: String,
    /// Reasons, at most 20,000 characters.
    reasons: String,
    /// Basis in law.
    basis: String,
}

impl FindingsBody {
    pub(super) fn seal(&self, desk: &mut Desk) -> Result<Findings, AppError> {
        Ok(Findings {
            facts: desk.words("findings.facts", &self.facts, Bound::Note)?,
            reasons: desk.words("findings.reasons", &self.reasons, Bound::Note)?,
            basis: desk.words("findings.basis", &self.basis, Bound::Note)?,
        })
    }
}

/// A note of some pages at most.
pub(super) fn note(desk: &mut Desk, field: &str, text: &str) -> Result<Words, AppError> {
    desk.words(field, text, Bound::Note)
}

/// The number of what is about a matter as a whole.
pub(super) const WHOLE: u32 = 0;

/// The route of an order. On the n-th issue, clock, paper or petition:
/// `order!(name, "/matters/{matter}/issues/{no}/name", "What it does", Body);`
/// on a matter as a whole: `order!(whole name, "/matters/{matter}/name", "What it does", Body);`
macro_rules! order {
    (whole $handler:ident, $path:tt, $summary:tt, $body:ident) => {
        #[utoipa::path(
            post, path = $path, summary = $summary, request_body = $body, security(("bearer" = [])), tag = "orders",
            params(("matter" = String, Path)),
            responses(
                (status = 200, body = $crate::api::order::DoneBody),
                (status = 404, body = $crate::problem::Problem),
                (status = 409, body = $crate::problem::Problem),
                (status = 422, body = $crate::problem::Problem),
            )
        )]
        async fn $handler(
            axum::extract::State(state): axum::extract::State<$crate::WebState>,
            signed_in: $crate::bearer::SignedIn,
            axum::extract::Path(matter): axum::extract::Path<String>,
            $crate::extract::Body(order): $crate::extract::Body<$body>,
        ) -> Result<axum::Json<$crate::api::order::DoneBody>, $crate::problem::Failed> {
            $crate::api::order::carry_out(&state, signed_in, (matter, $crate::api::order::WHOLE), order).await
        }
    };
    ($handler:ident, $path:tt, $summary:tt, $body:ident) => {
        #[utoipa::path(
            post, path = $path, summary = $summary, request_body = $body, security(("bearer" = [])), tag = "orders",
            params(("matter" = String, Path), ("no" = u32, Path)),
            responses(
                (status = 200, body = $crate::api::order::DoneBody),
                (status = 404, body = $crate::problem::Problem),
                (status = 409, body = $crate::problem::Problem),
                (status = 422, body = $crate::problem::Problem),
            )
        )]
        async fn $handler(
            axum::extract::State(state): axum::extract::State<$crate::WebState>,
            signed_in: $crate::bearer::SignedIn,
            axum::extract::Path(path): axum::extract::Path<(String, u32)>,
            $crate::extract::Body(order): $crate::extract::Body<$body>,
        ) -> Result<axum::Json<$crate::api::order::DoneBody>, $crate::problem::Failed> {
            $crate::api::order::carry_out(&state, signed_in, path, order).await
        }
    };
}
pub(super) use order;
