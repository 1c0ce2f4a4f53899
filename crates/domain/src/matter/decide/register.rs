//! Registering: every petition is taken in, kept as received, numbered, and given a unit and a clock the same day.
//!
//! Knows the channel, the day, the demands. Must not know who the petitioner is: persons come as envelopes. What is about
//! this office goes past it, to the alternate receiver; an accusation and what is asked for under seal are sealed.
//!
//! Source: 信访工作条例 (2022) art. 17, 19, 20, 22, 23, 28, 30.

use super::clocks::{Moves, derive, derive_to};
use super::{Decision, Facts, event, refuse_if};
use crate::clock::{Derivation, Step};
use crate::ids::{IssueNo, PetitionNo, UnitCode};
use crate::matter::command::{AddPetition, CommandKind, Filing, RecordHistory, Register};
use crate::matter::event::{Clocks, Filed, HistoryRecorded, MatterRegistered, PetitionAdded, Raised};
use crate::matter::refusal::Refusal;
use crate::matter::state::Matter;
use crate::office::{UnitKind, policy};
use crate::pack::Grade;

/// Demands of one petition: more is a mass of papers to be split by hand; 20 lines fill a page.
pub const DEMANDS_MAX: u32 = 20;

/// Persons named in one petition: a signature sheet with more is filed as a file, its count stated.
pub const PERSONS_MAX: u32 = 500;

/// Files of one petition.
pub const FILES_MAX: u32 = 50;

/// Nobody is refused at the door; only a matter already registered is not registered again.
pub fn may_register(matter: &Matter) -> Result<(), Refusal> {
    refuse_if(matter.is_born(), Refusal::AlreadyRegistered)
}

/// A new matter with its first petition.
pub fn register(matter: &Matter, command: &Register, facts: &Facts<'_>) -> Decision {
    may_register(matter)?;
    policy::may_take_in(facts.actor, &command.filing.at)?;
    check_filing(&command.filing, facts)?;
    check_circumstances(command, facts)?;

    let unit = first_unit(matter, command, facts)?;
    let issues = raise(matter, &command.filing);
    let clocks = first_clocks(matter, &command.filing, &issues, &unit, facts)?;
    event(MatterRegistered {
        petition: filed(PetitionNo::FIRST, &command.filing),
        issues,
        accusation: command.accusation,
        sealed: command.accusation || command.under_seal || command.about_office,
        about_office: command.about_office,
        against: command.against.clone(),
        place: command.place.clone(),
        happened_on: command.happened_on,
        unit,
        clocks,
    })
}

/// A petition can always be added: by the petitioner, by the registry, to an ended matter too.
pub fn may_add_petition(matter: &Matter, facts: &Facts<'_>) -> Result<(), Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    matter.petition(PetitionNo::FIRST)?;
    facts.may(CommandKind::AddPetition, matter, matter.issues.first())
}

/// One more petition on a known matter; its demands, if it has new ones, become issues of their own. Where everything that
/// was demanded has been answered it must bring one: somebody has to answer it.
pub fn add_petition(matter: &Matter, command: &AddPetition, facts: &Facts<'_>) -> Decision {
    may_add_petition(matter, facts)?;
    refuse_if(command.filing.demands.is_empty() && !matter.awaits_answer(), Refusal::NoDemand)?;
    check_bounds(&command.filing, facts)?;
    let unit = receiver(matter, &command.filing.at, facts)?;
    let issues = raise(matter, &command.filing);
    let clocks = first_clocks(matter, &command.filing, &issues, &unit, facts)?;
    let petition = filed(PetitionNo::after(matter.petitions.len()), &command.filing);
    event(PetitionAdded { petition, issues, unit, clocks })
}

/// By an import, or by who keeps the office's tables.
pub fn may_record_history(matter: &Matter, facts: &Facts<'_>) -> Result<(), Refusal> {
    may_register(matter)?;
    facts.may(CommandKind::RecordHistory, matter, None)
}

/// A row of earlier work: counted with its dates, taking no number of ours, never passed off as work done here.
pub fn record_history(matter: &Matter, command: &RecordHistory, facts: &Facts<'_>) -> Decision {
    may_record_history(matter, facts)?;
    check_filing(&command.filing, facts)?;
    let received_on = command.filing.received_on;
    facts.unit(&command.unit, received_on)?;
    if let Some((_, answered_on)) = command.answer {
        facts.day_between(answered_on, received_on)?;
    }
    let raised = raise(matter, &command.filing);
    let issue = raised.first().copied().ok_or(Refusal::NoDemand)?;
    event(HistoryRecorded {
        petition: filed(PetitionNo::FIRST, &command.filing),
        issue,
        kind: command.kind,
        class: command.class.clone(),
        place: command.place.clone(),
        unit: command.unit.clone(),
        answer: command.answer.map(|(words, _)| words),
        answered_on: command.answer.map(|(_, on)| on),
        period: history_period(command, facts)?,
    })
}

/// The source's own due date where it brings one; else the handling period of the map's pack from receipt, taken as
/// acceptance. By a pack for rows that are judged by their own due dates only, a row without one is judged not at all.
fn history_period(command: &RecordHistory, facts: &Facts<'_>) -> Result<Option<Derivation>, Refusal> {
    let on = command.filing.received_on;
    if let Some(due_on) = command.filing.source.as_ref().and_then(|source| source.due_on) {
        return derive_to(facts, Step::SourceDue, on, due_on).map(Some);
    }
    let Some(code) = &command.pack else { return derive(facts, Step::Handle, on).map(Some) };
    let pack = facts.office.packs.by_code(code).ok_or(Refusal::NoPackInForce { on })?;
    match pack.rule(Step::Handle) {
        Some(rule) => Ok(Some(Derivation::derive(rule, pack, on, &facts.office.calendars.of(&pack.calendar)))),
        None if pack.grade == Grade::Source => Ok(None),
        None => Err(Refusal::NoPackInForce { on }),
    }
}

fn check_filing(filing: &Filing, facts: &Facts<'_>) -> Result<(), Refusal> {
    refuse_if(filing.demands.is_empty(), Refusal::NoDemand)?;
    check_bounds(filing, facts)
}

fn check_bounds(filing: &Filing, facts: &Facts<'_>) -> Result<(), Refusal> {
    let over = |count: usize, max: u32| u32::try_from(count).is_ok_and(|count| count > max);
    refuse_if(over(filing.demands.len(), DEMANDS_MAX), Refusal::TooManyDemands { demands_max: DEMANDS_MAX })?;
    refuse_if(over(filing.persons.len(), PERSONS_MAX), Refusal::TooManyPersons { persons_max: PERSONS_MAX })?;
    refuse_if(over(filing.files.len(), FILES_MAX), Refusal::TooManyFiles { files_max: FILES_MAX })?;
    let named = u32::try_from(filing.persons.len()).unwrap_or(u32::MAX).max(1);
    refuse_if(filing.persons_count < named, Refusal::FewerThanNamed { named })?;
    refuse_if(filing.received_on > facts.today, Refusal::InTheFuture { today: facts.today })?;
    facts.unit(&filing.at, filing.received_on)
}

fn check_circumstances(command: &Register, facts: &Facts<'_>) -> Result<(), Refusal> {
    let happened_later = command.happened_on.is_some_and(|day| day > command.filing.received_on);
    refuse_if(happened_later, Refusal::InTheFuture { today: command.filing.received_on })?;
    for unit in &command.against {
        facts.office.unit(unit).ok_or_else(|| Refusal::UnknownUnit { unit: unit.clone() })?;
    }
    match &command.place {
        Some(place) if facts.office.place(place).is_none() => Err(Refusal::UnknownPlace { place: place.clone() }),
        Some(_) | None => Ok(()),
    }
}

/// The unit that took it in; what is about this office, and what accuses that unit, goes past it.
fn first_unit(matter: &Matter, command: &Register, facts: &Facts<'_>) -> Result<UnitCode, Refusal> {
    if command.about_office {
        return facts.office.alternate_receiver.clone().ok_or(Refusal::NoAlternateReceiver);
    }
    let Register { accusation, against, .. } = command;
    let seen = Matter { accusation: *accusation, against: against.clone(), ..Matter::unborn(matter.id) };
    receiver(&seen, &command.filing.at, facts)
}

/// The unit that took it in, unless it stands behind the matter's conflict wall.
fn receiver(matter: &Matter, at: &UnitCode, facts: &Facts<'_>) -> Result<UnitCode, Refusal> {
    if !policy::is_walled(facts.office, matter, at) {
        return Ok(at.clone());
    }
    policy::free_receiver(facts.office, matter, facts.today).cloned().ok_or(Refusal::NoAlternateReceiver)
}

fn raise(matter: &Matter, filing: &Filing) -> Vec<Raised> {
    let first = matter.issues.len();
    let numbered = filing.demands.iter().enumerate();
    numbered.map(|(place, demand)| Raised { no: IssueNo::after(first + place), demand: *demand }).collect()
}

/// The petition office has its days for sending on; any other organ its days for telling the petitioner.
fn first_clocks(
    matter: &Matter,
    filing: &Filing,
    issues: &[Raised],
    unit: &UnitCode,
    facts: &Facts<'_>,
) -> Result<Clocks, Refusal> {
    let is_registry = facts.office.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Registry);
    let step = match (is_registry, filing.at == *unit) {
        (true, _) => Step::RegisterForward,
        (false, true) => Step::NoticeDirect,
        (false, false) => Step::NoticeForwarded,
    };
    let moves = issues
        .iter()
        .try_fold(Moves::new(matter, facts), |moves, issue| moves.start(issue.no, step, unit, filing.received_on))?;
    Ok(moves.done())
}

fn filed(no: PetitionNo, filing: &Filing) -> Filed {
    Filed {
        no,
        channel: filing.channel,
        at: filing.at.clone(),
        received_on: filing.received_on,
        subject: filing.subject,
        text: filing.text,
        files: filing.files.clone(),
        persons: filing.persons.clone(),
        persons_count: filing.persons_count,
        reachable: filing.reachable,
        source: filing.source.clone(),
        language: filing.language,
    }
}
