//! The register: a petition that came by visit, letter or call, on one screen, in the order in which one speaks. The query
//! code is printed on the slip and not shown on the clerk's screen.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::desk::Identity;
use huiyin_app::filing::{FilingRequest, PersonRequest};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::{MatterId, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::{CommandKind, PersonRole};
use huiyin_domain::office::policy::may_take_in;
use huiyin_render::form::{Choice, Form};
use huiyin_render::page::{ADDING, Aid, Known, Onto, SheetPage};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Staff, likeness, taking_in};
use crate::WebState;
use crate::api::matters::matter_id;
use crate::api::petitions::take_in;
use crate::form::Uploads;
use crate::pages::file::{
    choose_again, faults_of_persons, faults_of_words, field_of, fresh_key, is_empty, is_faultless, not_taken, optional,
    receipt_page, words,
};
use crate::pages::form::OwnWithFiles;
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// What takes files in has bounds of its own.
pub(super) fn taking_files() -> Router<WebState> {
    Router::new()
        .route("/desk/register", get(ask).post(take))
        .route(&format!("/desk/{{matter}}{ADDING}"), get(ask_onto).post(take_onto))
}

/// The units at which this officer takes in, or why there is none.
async fn desks(state: &WebState, staff: &Staff) -> Result<Vec<UnitCode>, AppError> {
    let units = taking_in(&staff.actor);
    if units.is_empty() {
        may_take_in(&staff.actor, &state.app.office().await?.registry).map_err(AppError::Refused)?;
    }
    Ok(units)
}

async fn sheet(
    state: &WebState,
    staff: Staff,
    form: Form,
    desks: &[UnitCode],
    onto: Option<Onto>,
) -> Result<SheetPage, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let known = Known::of(&office, &staff.frame.say, today);
    let desk = |unit: &UnitCode| Choice::new(unit.as_str(), staff.frame.say.unit(&office, unit));
    let desks: Vec<Choice> = desks.iter().map(desk).collect();
    Ok(SheetPage::registering(staff.frame, form, &known, &desks, onto))
}

/// An empty form, of today. Its key makes one petition of it, however often it is sent.
async fn fresh(state: &WebState) -> Result<Form, AppError> {
    let mut form = Form::default();
    form.set("key", fresh_key()?);
    form.set("received-on", state.app.today().await?.to_string());
    Ok(form)
}

async fn ask(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    let desks = desks(&state, &staff).await?;
    let form = fresh(&state).await?;
    Ok(html(&sheet(&state, staff, form, &desks, None).await?))
}

/// What is to be done with the form; files come last in it, so that a button can say so in the address alone.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// It is looked over, and not taken in.
    #[serde(default)]
    look: Option<String>,
}

async fn take(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
    OwnWithFiles(staff, form, uploads): OwnWithFiles<Staff>,
) -> Result<Response, Failed> {
    match asked.look {
        Some(_) => looked(state, staff, form, uploads).await,
        None => taken(state, staff, form, uploads, None).await,
    }
}

/// The form again with all that was typed, and what may be the same beside it.
async fn looked(state: WebState, staff: Staff, mut form: Form, uploads: Uploads) -> Result<Response, Failed> {
    let (desks, files) = (desks(&state, &staff).await?, uploads.came());
    uploads.discard().await;
    let aid = likeness::aid(&state, &staff.frame, &staff.actor, &form).await?;
    choose_again(&staff.frame, &mut form, &files);
    let page = sheet(&state, staff, form, &desks, None).await?;
    Ok(html(&SheetPage { aid: Aid { look: page.aid.look.clone(), ..aid }, ..page }))
}

/// The matter that a petition is added to, where this officer may add one.
async fn known(state: &WebState, staff: &Staff, matter: &str) -> Result<(MatterId, Onto), AppError> {
    let view = state.app.view(&staff.actor, matter_id(matter)?).await?;
    let offer = view.offers.iter().find(|offer| offer.command == CommandKind::AddPetition);
    offer.ok_or(AppError::NotFound)?.verdict.clone().map_err(AppError::Refused)?;
    let number = view.matter.petitions.first().and_then(|petition| petition.number.as_ref());
    let number = number.map(ToString::to_string).unwrap_or_default();
    Ok((view.matter.id, Onto { number, href: format!("/desk/{}", view.matter.id) }))
}

async fn ask_onto(State(state): State<WebState>, staff: Staff, Path(matter): Path<String>) -> Result<Response, Failed> {
    let (_, onto) = known(&state, &staff, &matter).await?;
    let (desks, form) = (desks(&state, &staff).await?, fresh(&state).await?);
    Ok(html(&sheet(&state, staff, form, &desks, Some(onto)).await?))
}

async fn take_onto(
    State(state): State<WebState>,
    Path(matter): Path<String>,
    OwnWithFiles(staff, form, uploads): OwnWithFiles<Staff>,
) -> Result<Response, Failed> {
    match known(&state, &staff, &matter).await {
        Ok(onto) => taken(state, staff, form, uploads, Some(onto)).await,
        Err(error) => {
            uploads.discard().await;
            Err(error.into())
        }
    }
}

/// Takes it in with its files and shows the slip, or shows the form again with all that was typed.
async fn taken(
    state: WebState,
    staff: Staff,
    mut form: Form,
    uploads: Uploads,
    onto: Option<(MatterId, Onto)>,
) -> Result<Response, Failed> {
    let (desks, files) = (taking_in(&staff.actor), uploads.came());
    if let Some(request) = read(&staff, &mut form, &desks, onto.is_none()) {
        let (key, office) = (form.value("key").to_owned(), state.app.office().await?);
        let matter = onto.as_ref().map(|(matter, _)| *matter);
        match take_in(state.clone(), staff.actor.clone(), matter, request, uploads, Some(key)).await {
            Ok(receipt) => return Ok(html(&receipt_page(staff.frame, &receipt, true))),
            Err(failed) => not_taken((&staff.frame, &office), &mut form, failed, |path| field_of(path, &[]))?,
        }
    } else {
        uploads.discard().await;
    }
    choose_again(&staff.frame, &mut form, &files);
    Ok(faulty(&sheet(&state, staff, form, &desks, onto.map(|(_, onto)| onto)).await?))
}

/// The petition in the form, if nothing in it is wrong; a matter that is known has said before what it is about.
fn read(staff: &Staff, form: &mut Form, desks: &[UnitCode], is_new: bool) -> Option<FilingRequest> {
    let mut faults = faults_of_words(form);
    let is_asked = !is_new || ["no", "yes"].contains(&form.value("about"));
    faults.extend((!is_asked).then(|| Invalid::new("about", "choose")));
    let channel: Option<Channel> = optional(form, "channel", "unknown-code", &mut faults);
    if form.value("channel").is_empty() {
        faults.push(Invalid::new("channel", "choose"));
    }
    let at = desk(form, desks).map_err(|fault| faults.push(fault)).ok();
    let received_on: Option<Date> = optional(form, "received-on", "not-a-date", &mut faults);
    let persons_count = optional(form, "persons-count", "wrong-type", &mut faults);
    let happened_on = optional(form, "happened-on", "not-a-date", &mut faults);
    let place = optional(form, "place", "unknown-code", &mut faults);
    let against = optional(form, "against", "unknown-code", &mut faults);
    let is_told_of = ["phone", "address"].iter().any(|name| !is_empty(form, name));
    faults.extend((is_told_of && is_empty(form, "name")).then(|| Invalid::new("name", "empty")));
    let persons: Vec<PersonRequest> = person(form).into_iter().collect();
    faults.extend(faults_of_persons(&persons, &[]));
    is_faultless(&staff.frame, form, faults).then(|| FilingRequest {
        channel: channel.unwrap_or(Channel::Visit),
        at,
        received_on,
        persons,
        persons_count,
        accusation: form.value("accusation") == "yes",
        under_seal: form.value("under-seal") == "yes",
        about_office: form.value("about") == "yes",
        against: Option::into_iter(against).collect(),
        place,
        happened_on,
        ..words(form)
    })
}

/// Where it is taken in: at the only desk there is, else at the one that was chosen; none is guessed.
fn desk(form: &Form, desks: &[UnitCode]) -> Result<UnitCode, Invalid> {
    if let [only] = desks {
        return Ok(only.clone());
    }
    let chosen = desks.iter().find(|unit| unit.as_str() == form.value("at"));
    chosen.cloned().ok_or_else(|| Invalid::new("at", "choose"))
}

/// Who brought it; nobody where nobody was told of.
fn person(form: &Form) -> Option<PersonRequest> {
    let value = |name: &str| form.value(name).trim().to_owned();
    let (name, phone, address) = (value("name"), value("phone"), value("address"));
    let identity = Identity { name, phone, address, ..Identity::default() };
    (!identity.name.is_empty()).then_some(PersonRequest { role: PersonRole::Petitioner, identity })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_desk_is_guessed_where_there_are_several() {
        let [one, other]: [UnitCode; 2] = ["one", "other"].map(|code| code.parse().unwrap());
        let mut form = Form::default();
        assert_eq!(desk(&form, std::slice::from_ref(&one)), Ok(one.clone()));
        let both = [one, other.clone()];
        assert_eq!(desk(&form, &both), Err(Invalid::new("at", "choose")));
        form.set("at", "other");
        assert_eq!(desk(&form, &both), Ok(other));
        form.set("at", "elsewhere");
        assert_eq!(desk(&form, &both), Err(Invalid::new("at", "choose")));
    }
}
