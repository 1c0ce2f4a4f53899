//! From the matter before an entry to the matter after it. Total: an entry once written is a fact, and folds.
//!
//! Must not decide anything: whether it was lawful was asked before it was written. One file per group of the office's
//! work; what an event leaves behind stands in its group, and `apply` names the place.

mod change;
mod deciding;
mod ending;
mod handling;
mod intake;
mod routing;

use jiff::civil::Date;

use self::change::{end, move_clocks, on_issue, rederived, set_period};
use self::deciding::{decided, executed, issued, numbered, review_requested, reviewed, served, service_failed, voided};
use self::ending::{reopened, revived, withdrawn};
use self::handling::{accepted, deadline_passed, extended, paused};
use self::intake::{classified, corrected, history, petition_added, registered, split};
use self::routing::{agreed, assigned, forwarded, insisted, objected, sent};
use super::event::Event;
use super::state::{End, Matter, ProposedEnd};
use crate::office::series::Number;

/// An entry of a matter's stream, as far as the rules care.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the stream.
    pub seq: u64,
    /// The office's civil day on which it was recorded.
    pub recorded_on: Date,
    /// The number given to it.
    pub number: Option<Number>,
    /// What happened.
    pub event: Event,
}

/// The matter after the entry.
pub fn evolve(mut matter: Matter, entry: &Entry) -> Matter {
    matter.seq = entry.seq;
    matter.recorded_on = Some(entry.recorded_on);
    if let Some(clocks) = entry.event.clocks() {
        move_clocks(&mut matter, clocks);
    }
    apply(&mut matter, &entry.event, entry.number.as_ref());
    matter
}

/// The matter all of whose entries these are.
pub fn fold<'e>(unborn: Matter, entries: impl IntoIterator<Item = &'e Entry>) -> Matter {
    entries.into_iter().fold(unborn, evolve)
}

fn apply(matter: &mut Matter, event: &Event, number: Option<&Number>) {
    match event {
        Event::MatterRegistered(event) => registered(matter, event, number),
        Event::PetitionAdded(event) => petition_added(matter, event, number),
        Event::HistoryRecorded(event) => history(matter, event),
        Event::IssueSplit(event) => split(matter, event),
        Event::IssueReworded(event) => on_issue(matter, event.issue, |issue| issue.demand = event.demand),
        Event::IssueClassified(event) => classified(matter, event),
        Event::IssueForwarded(event) => forwarded(matter, event),
        Event::IssueAssigned(event) => assigned(matter, event),
        Event::IssueEntrusted(event) => on_issue(matter, event.issue, |issue| {
            issue.entrusted = event.to.clone().map(|to| (event.unit.clone(), to));
        }),
        Event::IssueTakenOver(event) => sent(matter, event.issue, &event.from, &event.by, event.on, true),
        Event::ObjectionRaised(event) => objected(matter, event),
        Event::ObjectionAgreed(event) => agreed(matter, event),
        Event::ObjectionRefused(event) => insisted(matter, event),
        Event::UnitDesignated(event) => sent(matter, event.issue, &event.by, &event.to, event.on, true),
        Event::InstructionRequested(event) => {
            on_issue(matter, event.issue, |issue| issue.question_to = Some(event.of.clone()));
        }
        Event::InstructionGiven(event) => on_issue(matter, event.issue, |issue| issue.question_to = None),
        Event::IssueAccepted(event) => accepted(matter, event),
        Event::Notified(event) => on_issue(matter, event.issue, |issue| issue.notified_on = Some(event.on)),
        Event::PeriodExtended(event) => extended(matter, event),
        Event::ClockPaused(event) => paused(matter, event),
        Event::ClockResumed(event) => set_period(matter, event.clock, &event.derivation),
        Event::ClockRederived(event) => rederived(matter, event),
        Event::DeadlinePassed(event) => deadline_passed(matter, event),
        Event::IssueDecided(event) => decided(matter, event),
        Event::DocumentNumbered(event) => numbered(matter, event, number),
        Event::DocumentIssued(event) => issued(matter, event),
        Event::DocumentVoided(event) => voided(matter, event),
        Event::AnswerServed(event) => served(matter, event),
        Event::ServiceFailed(event) => service_failed(matter, event),
        Event::ExecutionConfirmed(event) => executed(matter, event),
        Event::ReviewRequested(event) => review_requested(matter, event),
        Event::ReviewDecided(event) => reviewed(matter, event),
        Event::Rated(event) => on_issue(matter, event.issue, |issue| issue.rated.push(event.petition)),
        Event::IssueReopened(event) => reopened(matter, event),
        Event::PetitionWithdrawn(event) => withdrawn(matter, event),
        Event::WithdrawalUndone(event) => revived(matter, event),
        Event::EndProposed(event) => on_issue(matter, event.issue, |issue| {
            issue.end_proposed = Some(ProposedEnd { by: event.by.clone(), end: event.end, reason: event.reason });
        }),
        Event::IssueEnded(event) => end(matter, event.issue, event.on, End::Coded(event.end)),
        Event::Corrected(event) => corrected(matter, event),
        Event::CodeReplaced(event) => {
            if let Some(petition) = matter.petitions.get_mut(event.petition.index()) {
                petition.code_nth = event.nth;
            }
        }
        Event::MatterLinked(event) => drop(matter.links.insert(event.other, event.relation)),
        Event::MatterUnlinked(event) => drop(matter.links.remove(&event.other)),
        // These stand in the story and change no state but their clocks; whom the office keeps out stands in its own stream.
        Event::OfficerRecused(_)
        | Event::RecusalEnded(_)
        | Event::RouteProposed(_)
        | Event::ClockStarted(_)
        | Event::ClockMet(_)
        | Event::TurnedOrdinary(_)
        | Event::ContactLogged(_)
        | Event::VisitLogged(_)
        | Event::EvidenceAdded(_)
        | Event::ExecutionRecorded(_) => {}
    }
}
