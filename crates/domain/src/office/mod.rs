//! The office itself: units, posts, duty catalogue, places, series, packs, calendar. All of it dated data, folded from
//! the stream `office` by [`Office::evolve`]; a decision sees it as it was when it was loaded.
//!
//! [`policy`] says who may do and read what; [`routing`] finds who must answer.

pub mod actor;
pub mod event;
pub mod policy;
pub mod routing;
pub mod series;
pub mod unit;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use actor::{Actor, Post, Role};
pub use event::OfficeEvent;
pub use unit::{Class, Duty, Officer, Place, Span, Tenure, Unit, UnitKind};

use crate::calendar::Calendar;
use crate::calendars::Calendars;
use crate::ids::{ClassCode, MatterId, OfficerCode, PlaceCode, UnitCode};
use crate::matter::Matter;
use crate::matter::state::Document;
use crate::office::series::YearStart;
use crate::pack::{Names, Packs, Rule};

/// The office as it stands after `seq` entries of its stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Entries folded: a commit decided on this snapshot holds only while the stream has not moved.
    pub seq: u64,
    /// Its name, as letters carry it.
    pub name: String,
    /// IANA name of the time zone in which its civil days are counted.
    pub time_zone: String,
    /// The petition office: takes in, sends on, keeps the registers.
    pub registry: UnitCode,
    /// Who receives what is about this office itself; `serve` warns while none is named.
    pub alternate_receiver: Option<UnitCode>,
    /// When its statistical year begins.
    pub year_start: YearStart,
    /// The law it works by.
    pub packs: Packs,
    /// The published days off and make-up workdays, its own land's and those its laws count by.
    pub calendars: Calendars,
    units: BTreeMap<UnitCode, Unit>,
    officers: BTreeMap<OfficerCode, Officer>,
    places: BTreeMap<PlaceCode, Place>,
    classes: BTreeMap<ClassCode, Class>,
    duties: Vec<Duty>,
    recusals: BTreeSet<(OfficerCode, MatterId)>,
}

/// More units above one another than this is a loop in the data, not an organisation.
const DEPTH_MAX: usize = 16;

impl Office {
    /// An office on its first day: a registry, the law and the calendar; everything else comes as entries.
    pub fn found(founding: event::Founding) -> Self {
        let registry = Unit::registry(founding.registry.clone(), founding.name.clone());
        Self {
            seq: 1,
            name: founding.name,
            time_zone: founding.time_zone,
            units: BTreeMap::from([(founding.registry.clone(), registry)]),
            registry: founding.registry,
            alternate_receiver: None,
            year_start: founding.year_start,
            packs: founding.packs,
            calendars: Calendars::new(founding.calendar),
            officers: BTreeMap::new(),
            places: BTreeMap::new(),
            classes: BTreeMap::new(),
            duties: Vec::new(),
            recusals: BTreeSet::new(),
        }
    }

    /// The office after one more entry.
    #[must_use]
    pub fn evolve(mut self, event: OfficeEvent) -> Self {
        self.seq += 1;
        match event {
            OfficeEvent::Founded(founding) => return Self { seq: self.seq, ..Self::found(*founding) },
            OfficeEvent::UnitSet(unit) => drop(self.units.insert(unit.code.clone(), unit)),
            OfficeEvent::OfficerSet(officer) => drop(self.officers.insert(officer.code.clone(), officer)),
            OfficeEvent::PlaceSet(place) => drop(self.places.insert(place.code.clone(), place)),
            OfficeEvent::ClassesSet(classes) => {
                self.classes.extend(classes.into_iter().map(|class| (class.code.clone(), class)));
            }
            OfficeEvent::DutiesSet(duties) => self.duties = duties,
            OfficeEvent::AlternateReceiverSet { unit } => self.alternate_receiver = Some(unit),
            OfficeEvent::PacksSet(packs) => self.packs = packs,
            OfficeEvent::PackConfirmed { pack, .. } => self.packs = self.packs.replaced(*pack),
            OfficeEvent::CalendarPublished(calendar) => self.calendars = self.calendars.with(calendar),
            OfficeEvent::Recused { officer, matter } => drop(self.recusals.insert((officer, matter))),
            OfficeEvent::RecusalEnded { officer, matter } => drop(self.recusals.remove(&(officer, matter))),
        }
        self
    }

    /// The calendars it counts by: its own, then those of other lands by whose days off a pack of its counts.
    pub fn lands(&self) -> Vec<Cow<'_, Calendar>> {
        let own = self.calendars.own().code();
        let counting = self.packs.iter().filter(|pack| pack.rules.iter().any(Rule::hangs_on_days_off));
        let others: BTreeSet<_> = counting.map(|pack| &pack.calendar).filter(|code| *code != own).collect();
        std::iter::once(own).chain(others).map(|code| self.calendars.of(code)).collect()
    }

    /// What the law calls a paper, by what its issue was taken for; none where it leaves that to the kind of paper.
    pub fn paper_title(&self, matter: &Matter, paper: &Document) -> Option<&Names> {
        let law = self.packs.in_force(matter.received_on(paper.issue)?)?;
        let issue = matter.issue(paper.issue).ok()?;
        let outcome = issue.decision.as_ref().map(|decided| decided.outcome);
        law.paper_title(paper.kind, issue.classified.as_ref().map(|is| (is.kind, is.way)), outcome)
    }

    /// The unit of this code.
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The unit of this code, if it exists on that day.
    pub fn unit_on(&self, code: &UnitCode, day: Date) -> Option<&Unit> {
        self.units.get(code).filter(|unit| unit.span.holds(day))
    }

    /// All units, by code.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The officer of this code.
    pub fn officer(&self, code: &OfficerCode) -> Option<&Officer> {
        self.officers.get(code)
    }

    /// All officers, by code.
    pub fn officers(&self) -> impl Iterator<Item = &Officer> {
        self.officers.values()
    }

    /// The place of this code.
    pub fn place(&self, code: &PlaceCode) -> Option<&Place> {
        self.places.get(code)
    }

    /// All places, by code.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The class of this code.
    pub fn class(&self, code: &ClassCode) -> Option<&Class> {
        self.classes.get(code)
    }

    /// All classes, by code.
    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.values()
    }

    /// The duty catalogue.
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// The officer has withdrawn from this matter, or was made to (回避).
    pub fn is_recused(&self, officer: &OfficerCode, matter: MatterId) -> bool {
        self.recusals.contains(&(officer.clone(), matter))
    }

    /// The matters an officer is out of.
    pub fn recused_from<'o>(&'o self, officer: &'o OfficerCode) -> impl Iterator<Item = MatterId> + 'o {
        self.recusals.iter().filter(move |(code, _)| code == officer).map(|(_, matter)| *matter)
    }

    /// The officers who are out of a matter.
    pub fn recused_of(&self, matter: MatterId) -> impl Iterator<Item = &OfficerCode> {
        self.recusals.iter().filter(move |(_, of)| *of == matter).map(|(code, _)| code)
    }

    /// The units above one, nearest first.
    pub fn above<'o>(&'o self, code: &UnitCode) -> impl Iterator<Item = &'o UnitCode> {
        let first = self.units.get(code).and_then(|unit| unit.parent.as_ref());
        std::iter::successors(first, |&code| self.units.get(code).and_then(|unit| unit.parent.as_ref())).take(DEPTH_MAX)
    }

    /// `below` is `above` or stands somewhere under it.
    pub fn is_within(&self, below: &UnitCode, above: &UnitCode) -> bool {
        below == above || self.above(below).any(|code| code == above)
    }

    /// The nearest unit above both, which settles what they dispute and is neither of them; where there is none, nobody
    /// here can.
    pub fn common_superior<'o>(&'o self, one: &UnitCode, other: &UnitCode) -> Option<&'o UnitCode> {
        self.above(one).find(|&superior| superior != other && self.is_within(other, superior))
    }

    /// Where a place lies: itself and those around it, nearest first.
    pub fn around<'o>(&'o self, code: &PlaceCode) -> impl Iterator<Item = &'o PlaceCode> {
        let first = self.places.get(code).map(|place| &place.code);
        std::iter::successors(first, |&code| self.places.get(code).and_then(|place| place.parent.as_ref()))
            .take(DEPTH_MAX)
    }
}
