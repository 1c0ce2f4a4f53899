//! Who must answer: by function and place of the event (谁主管谁负责), never by household registration.
//!
//! An appeal goes to the organ it complains of; an accusation goes past the accused, and all below it, to the discipline
//! organ or the organ above (2022 art. 22, 30; 谁主管、谁负责).

use jiff::civil::Date;

use super::Office;
use super::unit::{Duty, UnitKind};
use crate::ids::{ClassCode, PlaceCode, UnitCode};
use crate::matter::{Kind, RouteReason};

/// A route, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The unit that must answer.
    pub unit: UnitCode,
    /// The row or rule that says so.
    pub reason: RouteReason,
}

/// What a route is looked for by.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its class.
    pub class: &'a ClassCode,
    /// Where it happened.
    pub place: Option<&'a PlaceCode>,
    /// Units complained of or accused.
    pub against: &'a [UnitCode],
    /// The day: units and duties hold from and to days.
    pub on: Date,
}

/// The unit that must answer, if the office's own data tell.
pub fn propose(office: &Office, about: About<'_>) -> Option<Proposal> {
    match about.kind {
        Kind::Accusation => past_the_accused(office, about),
        Kind::Appeal => complained_of(office, about).or_else(|| by_duty(office, about)),
        Kind::Suggestion => by_duty(office, about),
    }
}

fn complained_of(office: &Office, about: About<'_>) -> Option<Proposal> {
    let [unit] = about.against else { return None };
    let works_here = office.unit_on(unit, about.on)?.kind != UnitKind::Outside;
    works_here.then(|| Proposal { unit: unit.clone(), reason: RouteReason::ComplainedOf })
}

fn past_the_accused(office: &Office, about: About<'_>) -> Option<Proposal> {
    let is_free = |unit: &UnitCode| !about.against.iter().any(|accused| office.is_within(unit, accused));
    office
        .units()
        .filter(|unit| unit.span.holds(about.on) && unit.kind == UnitKind::Discipline)
        .find(|unit| is_free(&unit.code))
        .map(|unit| Proposal { unit: unit.code.clone(), reason: RouteReason::PastTheAccused })
}

/// The row nearest in class, and among those the one nearest in place.
fn by_duty(office: &Office, about: About<'_>) -> Option<Proposal> {
    let places: Vec<&PlaceCode> = about.place.into_iter().flat_map(|place| office.around(place)).collect();
    let classes = std::iter::successors(Some(about.class.clone()), ClassCode::parent);
    for class in classes {
        let rows = office.duties().iter().filter(|row| row.class == class && row.span.holds(about.on));
        let nearest = rows.filter_map(|row| Some((distance(row, &places)?, row))).min_by_key(|(distance, _)| *distance);
        if let Some((_, row)) = nearest {
            let reason = RouteReason::Duty { class, place: row.place.clone() };
            return Some(Proposal { unit: row.unit.clone(), reason });
        }
    }
    None
}

/// How far out the row's place lies from that of the event; a row for everywhere is the farthest, one for elsewhere none.
fn distance(row: &Duty, places: &[&PlaceCode]) -> Option<usize> {
    match &row.place {
        None => Some(usize::MAX),
        Some(place) => places.iter().position(|&around| around == place),
    }
}
