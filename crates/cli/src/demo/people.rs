//! Invented petitioners, and the form in which they hand a petition in.
//!
//! Who somebody is follows from a running number; the names are put together from two lists and mean nobody.

use huiyin_app::desk::Identity;
use huiyin_app::filing::{FilingRequest, PersonRequest, SourceRequest};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::{Kind, PersonRole};
use huiyin_domain::office::{Office, UnitKind};
use jiff::ToSpan;
use jiff::civil::Date;

use super::course::Form;
use super::material::{Phrases, Problem, entry};
use super::plan::Life;

/// Persons who speak for a group at the desk (信访工作条例 2022 art. 20: at most five).
const REPRESENTATIVES: usize = 5;

/// Persons of the group visit.
const GROUP: u32 = 7;

/// Days another office gives for an answer.
const SOURCE_DUE_DAYS: i32 = 60;

/// Channels of petitions told in other words, in turn.
const CHANNELS: [Channel; 6] =
    [Channel::Online, Channel::Visit, Channel::Call, Channel::Online, Channel::Letter, Channel::Email];

/// The person of that number.
pub fn identity(number: usize, place: &str, phrases: &Phrases) -> Identity {
    let surname = entry(&phrases.surnames, number);
    let (given, address_as) = if number.is_multiple_of(2) {
        (entry(&phrases.women, number / 2), &phrases.madam)
    } else {
        (entry(&phrases.men, number / 2), &phrases.sir)
    };
    Identity {
        name: format!("{surname}{given}"),
        salutation: address_as.replace("{surname}", surname),
        phone: format!("138-0000-{:04}", number % 10_000),
        address: phrases.address.replace("{place}", place).replace("{n}", &(number % 90 + 1).to_string()),
        ..Identity::default()
    }
}

/// How a life's petition comes: as the problem says, or for its other wordings in turn.
pub fn channel(life: &Life<'_>, form: Form) -> Channel {
    match form {
        Form::Group => Channel::Visit,
        Form::Anonymous | Form::UnderSealAnonymous => Channel::Letter,
        Form::UnderSeal | Form::AboutOffice => Channel::Online,
        Form::One | Form::TwoDemands if life.wording == 0 => life.problem.channel,
        Form::One | Form::TwoDemands => entry_of(&CHANNELS, life.index),
    }
}

/// The first petition of a life.
pub fn petition(life: &Life<'_>, form: Form, office: &Office, phrases: &Phrases, today: Date) -> FilingRequest {
    let problem = life.problem;
    let channel = channel(life, form);
    let place = office.place(&problem.place).map_or("", |place| place.name.as_str());
    let text = phrases.dressed(problem.text(life.wording), life.index, life.use_no);
    let accusation = problem.kind == Kind::Accusation;
    let source = (channel == Channel::FromAbove).then(|| from_above(life, phrases, today)).flatten();
    FilingRequest {
        demands: demands(problem, form, phrases),
        persons: persons(life.person, form, place, phrases),
        persons_count: (form == Form::Group).then_some(GROUP),
        accusation,
        under_seal: accusation,
        about_office: form == Form::AboutOffice,
        against: if accusation { accused(problem, office).collect() } else { Vec::new() },
        place: Some(problem.place.clone()),
        source,
        ..FilingRequest::of_words(channel, problem.subject(life.wording, phrases), text)
    }
}

/// One more petition on a life's matter: in other words, with one demand.
pub fn further(life: &Life<'_>, person: usize, words: &str, office: &Office, phrases: &Phrases) -> FilingRequest {
    let problem = life.problem;
    let place = office.place(&problem.place).map_or("", |place| place.name.as_str());
    FilingRequest {
        demands: problem.demands.iter().take(1).cloned().collect(),
        persons: persons(person, Form::One, place, phrases),
        ..FilingRequest::of_words(Channel::Visit, problem.subject(0, phrases), words)
    }
}

fn persons(number: usize, form: Form, place: &str, phrases: &Phrases) -> Vec<PersonRequest> {
    let (count, role) = match form {
        Form::Anonymous | Form::UnderSealAnonymous => return Vec::new(),
        Form::Group => (REPRESENTATIVES, PersonRole::Representative),
        Form::One | Form::TwoDemands | Form::UnderSeal | Form::AboutOffice => (1, PersonRole::Petitioner),
    };
    (0..count).map(|more| PersonRequest { role, identity: identity(number + more, place, phrases) }).collect()
}

/// One demand that names all, unless two are asked for.
fn demands(problem: &Problem, form: Form, phrases: &Phrases) -> Vec<String> {
    let joined = |demands: &[String]| demands.join(&phrases.demand_joint);
    if form != Form::TwoDemands {
        return vec![joined(&problem.demands)];
    }
    match problem.demands.split_first() {
        Some((first, rest)) if !rest.is_empty() => vec![first.clone(), joined(rest)],
        Some((only, _)) => vec![only.clone(), phrases.second_demand.clone()],
        None => Vec::new(),
    }
}

/// An accusation is against the township of its place, where there is one.
fn accused<'o>(problem: &'o Problem, office: &'o Office) -> impl Iterator<Item = huiyin_domain::ids::UnitCode> + 'o {
    let around = office.around(&problem.place);
    around.filter_map(|place| {
        let mut units = office.units().filter(|unit| unit.kind == UnitKind::Township);
        units.find(|unit| unit.place.as_ref() == Some(place)).map(|unit| unit.code.clone())
    })
}

fn from_above(life: &Life<'_>, phrases: &Phrases, today: Date) -> Option<SourceRequest> {
    let number = phrases.source_number.replace("{year}", &today.year().to_string());
    Some(SourceRequest {
        code: "xfj-up".parse().ok()?,
        number: Some(number.replace("{n}", &(life.index + 11).to_string())),
        due_on: today.checked_add(SOURCE_DUE_DAYS.days()).ok(),
    })
}

fn entry_of<T: Copy>(list: &[T; 6], turn: usize) -> T {
    list[turn % list.len()]
}
