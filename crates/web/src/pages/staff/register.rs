//! The register: a petition that came by visit, letter or call, on one screen, in the order in which one speaks. The query
//! code is printed on the slip and not shown on the clerk's screen.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use huiyin_app::Invalid;
use huiyin_app::desk::Identity;
use huiyin_app::filing::{FilingRequest, PersonRequest};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::PersonRole;
use huiyin_render::form::Form;
use huiyin_render::page::{Known, SheetPage};
use jiff::civil::Date;

use super::Staff;
use crate::WebState;
use crate::pages::file::{
    faults_of_words, field_of, fresh_key, is_faultless, not_taken, optional, receipt_page, words,
};
use crate::pages::form::Own;
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/register", get(ask).post(take))
}

async fn sheet(state: &WebState, staff: Staff, form: Form) -> Result<SheetPage, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let known = Known::of(&office, &staff.frame.say, today);
    Ok(SheetPage::registering(staff.frame, form, &known))
}

async fn ask(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    let mut form = Form::default();
    form.set("key", fresh_key()?);
    form.set("received-on", state.app.today().await?.to_string());
    Ok(html(&sheet(&state, staff, form).await?))
}

async fn take(State(state): State<WebState>, Own(staff, mut form): Own<Staff>) -> Result<Response, Failed> {
    if let Some(request) = read(&staff, &mut form) {
        let key = form.value("key").to_owned();
        match state.app.file(&staff.actor, &request, Some(&key)).await {
            Ok(receipt) => return Ok(html(&receipt_page(staff.frame, &receipt, true))),
            Err(error) => not_taken(&staff.frame, &mut form, error, field_of)?,
        }
    }
    Ok(faulty(&sheet(&state, staff, form).await?))
}

fn read(staff: &Staff, form: &mut Form) -> Option<FilingRequest> {
    let mut faults = faults_of_words(form);
    let channel: Option<Channel> = optional(form, "channel", "unknown-code", &mut faults);
    if form.value("channel").is_empty() {
        faults.push(Invalid::new("channel", "choose"));
    }
    let received_on: Option<Date> = optional(form, "received-on", "not-a-date", &mut faults);
    let persons_count = optional(form, "persons-count", "wrong-type", &mut faults);
    let happened_on = optional(form, "happened-on", "not-a-date", &mut faults);
    let place = optional(form, "place", "unknown-code", &mut faults);
    let against = optional(form, "against", "unknown-code", &mut faults);
    is_faultless(&staff.frame, form, faults).then(|| FilingRequest {
        channel: channel.unwrap_or(Channel::Visit),
        received_on,
        persons: person(form).into_iter().collect(),
        persons_count,
        accusation: form.value("accusation") == "yes",
        under_seal: form.value("under-seal") == "yes",
        against: Option::into_iter(against).collect(),
        place,
        happened_on,
        ..words(form)
    })
}

/// Who brought it; nobody where no name was told.
fn person(form: &Form) -> Option<PersonRequest> {
    let value = |name: &str| form.value(name).trim().to_owned();
    let (name, phone, address) = (value("name"), value("phone"), value("address"));
    let identity = Identity { name, phone, address, ..Identity::default() };
    (!identity.name.is_empty()).then_some(PersonRequest { role: PersonRole::Petitioner, identity })
}
