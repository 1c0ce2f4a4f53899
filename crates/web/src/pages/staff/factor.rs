//! The second factor of the officer who is signed in: set up with an authenticator, and given up.

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::AppError;
use huiyin_app::load::{civil_day, time_zone};
use huiyin_render::form::Form;
use huiyin_render::page::{CodesPage, FactorHeld, FactorPage, Frame};

use super::Staff;
use crate::WebState;
use crate::guard::guard_codes;
use crate::pages::form::{Own, blame};
use crate::pages::trouble::{html, turned_away};
use crate::problem::Failed;

pub(super) fn router(state: &WebState) -> Router<WebState> {
    // Whoever found a screen unlocked does not get to guess the password here.
    let guarded = Router::new().route("/factor/set", post(set)).route("/factor/end", post(end));
    let guarded = guarded.layer(from_fn_with_state(state.clone(), guard_codes));
    guarded.route("/factor", get(look))
}

/// The page as it stands: what is held, or a secret to take over. A form brings back the secret that it was shown.
async fn page(state: &WebState, staff: Staff, form: Form) -> Result<FactorPage, Failed> {
    let office = state.app.office().await?;
    // A refused form stands at an address that only takes forms: the switch of languages leads to the page itself.
    let frame = Frame { here: "/factor".to_owned(), ..staff.frame };
    if let Some(factor) = state.app.factor(&staff.code).await? {
        let set_on = civil_day(&time_zone(&office)?, factor.set_at);
        let held = FactorHeld { set_on, recovery_left: factor.recovery_left };
        return Ok(FactorPage { frame, form, held: Some(held), offer: None });
    }
    let sealed = form.value("offer");
    let offer = if sealed.is_empty() {
        state.app.offer_factor(&staff.code, &office.name)?
    } else {
        state.app.offered_factor(&staff.code, &office.name, sealed)?
    };
    Ok(FactorPage { frame, form, held: None, offer: Some((offer.secret, offer.uri, offer.sealed)) })
}

async fn look(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    Ok(html(&page(&state, staff, Form::default()).await?))
}

async fn set(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let shown = (form.value("offer"), form.value("password"), form.value("factor"));
    match state.app.set_factor(&staff.code, &staff.actor, shown).await {
        Ok(codes) => Ok(html(&CodesPage { frame: staff.frame, codes })),
        Err(error) => again(&state, staff, form, error).await,
    }
}

async fn end(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let shown = (form.value("password"), form.value("factor"));
    match state.app.give_up_factor(&staff.code, &staff.actor, shown).await {
        Ok(()) => Ok(Redirect::to("/factor").into_response()),
        Err(error) => again(&state, staff, form, error).await,
    }
}

async fn again(state: &WebState, staff: Staff, mut form: Form, error: AppError) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    blame((&staff.frame.say, &office), &mut form, error.into(), str::to_owned)?;
    form.set("password", "");
    Ok(turned_away(&page(state, staff, form).await?))
}
