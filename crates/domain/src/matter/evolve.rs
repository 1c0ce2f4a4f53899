//! From the matter before an entry to the matter after it. Total: an entry once written is a fact, and folds.
//!
//! Must not decide anything: whether it was lawful was asked before it was written.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::event::{self, Clocks, Event, Filed, Raised, Started, Words};
use super::kinds::{EndCode, Kind, ReviewOutcome, Stage};
use super::state::{
    Classified, Clock, ClockState, Decided, Document, DocumentState, End, Execution, Issue, Matter, Petition, Reviewed,
    State,
};
use crate::clock::Derivation;
use crate::ids::{ClockNo, DocumentNo, IssueNo, PetitionNo, UnitCode};
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
        Event::IssueForwarded(event) => {
            // A receiver that is its own sender has nobody to object to.
            sent(matter, event.issue, &event.from, &event.to, event.on, event.from == event.to);
        }
        Event::IssueAssigned(event) => assigned(matter, event),
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
        Event::PeriodExtended(event) => set_period(matter, event.clock, &event.derivation),
        Event::ClockPaused(event) => paused(matter, event),
        Event::ClockResumed(event) => set_period(matter, event.clock, &event.derivation),
        Event::ClockRederived(event) => set_period(matter, event.clock, &event.derivation),
        Event::DeadlinePassed(event) => deadline_passed(matter, event),
        Event::IssueDecided(event) => decided(matter, event),
        Event::DocumentNumbered(event) => numbered(matter, event, number),
        Event::DocumentIssued(event) => issued(matter, event),
        Event::DocumentVoided(event) => on_document(matter, event.document, DocumentState::Voided),
        Event::AnswerServed(event) => served(matter, event),
        Event::ServiceFailed(event) => service_failed(matter, event),
        Event::ExecutionConfirmed(event) => executed(matter, event),
        Event::ReviewRequested(event) => review_requested(matter, event),
        Event::ReviewDecided(event) => reviewed(matter, event),
        Event::Rated(event) => on_issue(matter, event.issue, |issue| issue.rated.push(event.petition)),
        Event::IssueReopened(event) => reopened(matter, event),
        Event::PetitionWithdrawn(event) => withdrawn(matter, event),
        Event::WithdrawalUndone(event) => revived(matter, event),
        Event::IssueEnded(event) => end(matter, event.issue, event.on, End::Coded(event.end)),
        Event::Corrected(event) => corrected(matter, event),
        Event::MatterLinked(event) => drop(matter.links.insert(event.other, event.relation)),
        Event::MatterUnlinked(event) => drop(matter.links.remove(&event.other)),
        // These stand in the story and change no state.
        Event::RouteProposed(_)
        | Event::ContactLogged(_)
        | Event::VisitLogged(_)
        | Event::EvidenceAdded(_)
        | Event::ExecutionRecorded(_) => {}
    }
}

fn move_clocks(matter: &mut Matter, clocks: &Clocks) {
    for no in &clocks.met {
        set_clock(matter, *no, ClockState::Met);
    }
    for no in &clocks.stopped {
        set_clock(matter, *no, ClockState::Stopped);
    }
    for Started { no, issue, unit, petition, derivation } in &clocks.started {
        matter.clocks.push(Clock {
            no: *no,
            issue: *issue,
            unit: unit.clone(),
            petition: *petition,
            derivation: derivation.clone(),
            state: ClockState::Running { passed: false },
        });
    }
}

fn set_clock(matter: &mut Matter, no: ClockNo, state: ClockState) {
    if let Some(clock) = matter.clocks.get_mut(no.index()) {
        clock.state = state;
    }
}

fn set_period(matter: &mut Matter, no: ClockNo, derivation: &Derivation) {
    if let Some(clock) = matter.clocks.get_mut(no.index()) {
        clock.derivation = derivation.clone();
        clock.state = ClockState::Running { passed: false };
    }
}

fn on_issue(matter: &mut Matter, no: IssueNo, change: impl FnOnce(&mut Issue)) {
    if let Some(issue) = matter.issues.get_mut(no.index()) {
        change(issue);
    }
}

fn on_document(matter: &mut Matter, no: DocumentNo, state: DocumentState) {
    if let Some(document) = matter.documents.get_mut(no.index()) {
        document.state = state;
    }
}

fn stand(matter: &mut Matter, no: IssueNo, state: State) {
    on_issue(matter, no, |issue| issue.state = state);
}

fn end(matter: &mut Matter, no: IssueNo, on: Date, how: End) {
    on_issue(matter, no, |issue| {
        issue.question_to = None;
        issue.state = State::Ended { on, how, before: issue.state.stage() };
    });
}

fn registered(matter: &mut Matter, event: &event::MatterRegistered, number: Option<&Number>) {
    matter.accusation = event.accusation;
    matter.sealed = event.sealed;
    matter.about_office = event.about_office;
    matter.against.clone_from(&event.against);
    matter.place.clone_from(&event.place);
    matter.happened_on = event.happened_on;
    add_petition(matter, &event.petition, number);
    add_issues(matter, &event.issues, event.petition.no, &event.unit, &first_state(&event.petition, &event.unit));
}

/// What a unit receives from the petitioner himself it has received; what another unit took in for it, it has been sent.
fn first_state(petition: &Filed, unit: &UnitCode) -> State {
    if petition.at == *unit {
        State::Registered { on: petition.received_on }
    } else {
        State::Routed { from: petition.at.clone(), on: petition.received_on, designated: true }
    }
}

fn add_petition(matter: &mut Matter, filed: &Filed, number: Option<&Number>) {
    matter.petitions.push(Petition { filed: filed.clone(), number: number.cloned(), withdrawn_on: None });
}

fn add_issues(matter: &mut Matter, raised: &[Raised], by: PetitionNo, unit: &UnitCode, state: &State) {
    matter.issues.extend(raised.iter().map(|raised| new_issue(raised.no, raised.demand, by, unit, state)));
}

fn new_issue(no: IssueNo, demand: Words, raised_by: PetitionNo, unit: &UnitCode, state: &State) -> Issue {
    Issue {
        no,
        demand,
        raised_by,
        classified: None,
        unit: unit.clone(),
        assisting: Vec::new(),
        units_before: vec![unit.clone()],
        bounced: Vec::new(),
        state: state.clone(),
        accepted_on: None,
        notified_on: None,
        question_to: None,
        decision: None,
        review: None,
        served: BTreeMap::new(),
        failed_services: BTreeMap::new(),
        execution: Execution::NotOwed,
        rated: Vec::new(),
    }
}

fn history(matter: &mut Matter, event: &event::HistoryRecorded) {
    let received_on = event.petition.received_on;
    let ended = event.answered_on.map(|on| State::Ended { on, how: End::History, before: Stage::Served });
    matter.is_history = true;
    matter.place.clone_from(&event.place);
    matter.accusation = event.kind == Kind::Accusation;
    add_petition(matter, &event.petition, None);
    let state = ended.unwrap_or(State::Accepted { on: received_on });
    let mut issue = new_issue(event.issue.no, event.issue.demand, event.petition.no, &event.unit, &state);
    issue.classified = Some(Classified { kind: event.kind, way: None, class: event.class.clone() });
    matter.issues.push(issue);
    let state = if event.answered_on.is_some() { ClockState::Met } else { ClockState::Running { passed: false } };
    matter.clocks.extend(event.period.clone().map(|derivation| Clock {
        no: ClockNo::FIRST,
        issue: event.issue.no,
        unit: event.unit.clone(),
        petition: None,
        derivation,
        state,
    }));
}

fn split(matter: &mut Matter, event: &event::IssueSplit) {
    let Some(old) = matter.issues.get(event.issue.index()).cloned() else { return };
    let on = matter.recorded_on.unwrap_or_default();
    end(matter, event.issue, on, End::Coded(EndCode::SplitUp));
    for raised in &event.into {
        matter.issues.push(Issue { no: raised.no, demand: raised.demand, ..old.clone() });
    }
}

fn classified(matter: &mut Matter, event: &event::IssueClassified) {
    if event.kind == Kind::Accusation {
        matter.accusation = true;
        matter.sealed = true;
    }
    on_issue(matter, event.issue, |issue| {
        issue.classified = Some(Classified { kind: event.kind, way: event.way, class: Some(event.class.clone()) });
    });
}

fn sent(matter: &mut Matter, no: IssueNo, from: &UnitCode, to: &UnitCode, on: Date, designated: bool) {
    on_issue(matter, no, |issue| {
        if issue.unit != *to {
            issue.question_to = None; // it was the other unit's question
        }
        issue.unit = to.clone();
        if !issue.units_before.contains(to) {
            issue.units_before.push(to.clone());
        }
        issue.state = State::Routed { from: from.clone(), on, designated };
    });
}

fn objected(matter: &mut Matter, event: &event::ObjectionRaised) {
    on_issue(matter, event.issue, |issue| {
        let State::Routed { from, .. } = &issue.state else { return };
        issue.state = State::ObjectedTo { from: from.clone(), better: event.better.clone(), on: event.on };
    });
}

fn agreed(matter: &mut Matter, event: &event::ObjectionAgreed) {
    on_issue(matter, event.issue, |issue| {
        if let State::ObjectedTo { from, .. } = &issue.state {
            issue.bounced.push((from.clone(), event.from.clone()));
        }
    });
    let sender =
        matter.issues.get(event.issue.index()).and_then(|issue| issue.bounced.last()).map(|(from, _)| from.clone());
    if let Some(sender) = sender {
        sent(matter, event.issue, &sender, &event.to, event.on, false);
    }
}

fn insisted(matter: &mut Matter, event: &event::ObjectionRefused) {
    on_issue(matter, event.issue, |issue| {
        let State::ObjectedTo { from, .. } = &issue.state else { return };
        issue.state = State::InDispute { from: from.clone(), superior: event.superior.clone(), on: event.on };
    });
}

fn paused(matter: &mut Matter, event: &event::ClockPaused) {
    let resume_by = event.resume_by.last_day;
    set_clock(matter, event.clock, ClockState::Paused { from: event.from, reason: event.reason, resume_by });
}

fn deadline_passed(matter: &mut Matter, event: &event::DeadlinePassed) {
    match event.ends {
        Some(issue) => {
            set_clock(matter, event.clock, ClockState::Stopped);
            end(matter, issue, event.last_day, End::Answered);
        }
        None if event.falls_away => set_clock(matter, event.clock, ClockState::Stopped),
        None => set_clock(matter, event.clock, ClockState::Running { passed: true }),
    }
}

fn decided(matter: &mut Matter, event: &event::IssueDecided) {
    on_issue(matter, event.issue, |issue| {
        issue.decision = Some(Decided {
            unit: event.unit.clone(),
            outcome: event.outcome,
            remedy: event.remedy.clone(),
            on: event.on,
            in_time: event.in_time,
        });
        issue.review = None;
        issue.question_to = None;
        issue.served.clear();
        issue.failed_services.clear();
        issue.rated.clear();
        issue.execution = if event.outcome.is_granted() { Execution::Owed } else { Execution::NotOwed };
        issue.state = State::Decided { on: event.on, document: event.document };
    });
}

fn numbered(matter: &mut Matter, event: &event::DocumentNumbered, number: Option<&Number>) {
    matter.documents.push(Document {
        no: event.document,
        kind: event.kind,
        issue: event.issue,
        number: number.cloned(),
        state: DocumentState::Numbered,
    });
}

fn served(matter: &mut Matter, event: &event::AnswerServed) {
    on_issue(matter, event.issue, |issue| {
        issue.served.insert(event.petition, event.on);
    });
    if event.complete {
        completely_served(matter, event.issue, event.on, &event.clocks);
    }
}

/// Everybody who stands has it: windows run, or the unit begins anew where the organ ordered so, or it has ended.
fn completely_served(matter: &mut Matter, no: IssueNo, on: Date, clocks: &Clocks) {
    let windows = clocks.started.iter().any(|started| started.issue == no);
    on_issue(matter, no, |issue| {
        let of = match issue.state {
            State::Reviewed { instance, .. } => Some(instance),
            State::Registered { .. }
            | State::Routed { .. }
            | State::ObjectedTo { .. }
            | State::InDispute { .. }
            | State::Accepted { .. }
            | State::Decided { .. }
            | State::Served { .. }
            | State::UnderReview { .. }
            | State::Ended { .. } => None,
        };
        issue.state = State::Served { on, of };
    });
    after_service(matter, no, on, windows);
}

/// What follows from complete service: back to the unit where the organ ordered so, ended where no window runs.
fn after_service(matter: &mut Matter, no: IssueNo, on: Date, windows: bool) {
    let Some(issue) = matter.issues.get(no.index()) else { return };
    let redo = issue.review.as_ref().is_some_and(|review| review.outcome == ReviewOutcome::OrderRedo);
    if redo {
        stand(matter, no, State::Accepted { on });
    } else if !windows && matter.live_clocks(no).next().is_none() {
        end(matter, no, on, End::Answered);
    }
}

/// Carried out; an answer that was served long ago, and waited for nothing else, has now ended.
fn executed(matter: &mut Matter, event: &event::ExecutionConfirmed) {
    on_issue(matter, event.issue, |issue| issue.execution = Execution::Confirmed(event.on));
    let served =
        matter.issues.get(event.issue.index()).is_some_and(|issue| matches!(issue.state, State::Served { .. }));
    if served && matter.live_clocks(event.issue).next().is_none() {
        end(matter, event.issue, event.on, End::Answered);
    }
}

fn review_requested(matter: &mut Matter, event: &event::ReviewRequested) {
    let state = State::UnderReview {
        instance: event.instance,
        petition: event.petition,
        organ: event.organ.clone(),
        late: event.late,
        on: event.on,
    };
    on_issue(matter, event.issue, |issue| {
        if !issue.units_before.contains(&event.organ) {
            issue.units_before.push(event.organ.clone());
        }
        issue.state = state;
    });
}

fn reviewed(matter: &mut Matter, event: &event::ReviewDecided) {
    on_issue(matter, event.issue, |issue| {
        issue.review = Some(Reviewed {
            instance: event.instance,
            organ: event.organ.clone(),
            outcome: event.outcome,
            remedy: event.remedy.clone(),
            on: event.on,
        });
        issue.served.clear();
        issue.failed_services.clear();
        issue.rated.clear();
        issue.state = State::Reviewed { instance: event.instance, on: event.on, document: event.document };
    });
}

fn withdrawn(matter: &mut Matter, event: &event::PetitionWithdrawn) {
    if let Some(petition) = matter.petitions.get_mut(event.petition.index()) {
        petition.withdrawn_on = Some(event.on);
    }
    for issue in &event.ended {
        end(matter, *issue, event.on, End::Coded(EndCode::Withdrawn));
    }
    for issue in &event.served {
        completely_served(matter, *issue, event.on, &event.clocks);
    }
}

fn revived(matter: &mut Matter, event: &event::WithdrawalUndone) {
    if let Some(petition) = matter.petitions.get_mut(event.petition.index()) {
        petition.withdrawn_on = None;
    }
    for no in &event.revived {
        on_issue(matter, *no, |issue| {
            issue.state = match issue.accepted_on {
                Some(_) => State::Accepted { on: event.on },
                None => State::Registered { on: event.on },
            };
        });
    }
}

fn corrected(matter: &mut Matter, event: &event::Corrected) {
    if event.place.is_some() {
        matter.place.clone_from(&event.place);
    }
    matter.happened_on = event.happened_on.or(matter.happened_on);
}

fn petition_added(matter: &mut Matter, event: &event::PetitionAdded, number: Option<&Number>) {
    add_petition(matter, &event.petition, number);
    add_issues(matter, &event.issues, event.petition.no, &event.unit, &first_state(&event.petition, &event.unit));
}

fn assigned(matter: &mut Matter, event: &event::IssueAssigned) {
    sent(matter, event.issue, &event.from, &event.to, event.on, false);
    on_issue(matter, event.issue, |issue| issue.assisting.clone_from(&event.assisting));
}

fn accepted(matter: &mut Matter, event: &event::IssueAccepted) {
    on_issue(matter, event.issue, |issue| {
        issue.accepted_on = Some(event.on);
        issue.state = State::Accepted { on: event.on };
    });
}

fn issued(matter: &mut Matter, event: &event::DocumentIssued) {
    on_document(matter, event.document, DocumentState::Issued { file: event.file, sha256: event.sha256 });
}

fn service_failed(matter: &mut Matter, event: &event::ServiceFailed) {
    on_issue(matter, event.issue, |issue| *issue.failed_services.entry(event.petition).or_default() += 1);
}

fn reopened(matter: &mut Matter, event: &event::IssueReopened) {
    on_issue(matter, event.issue, |issue| {
        issue.accepted_on = issue.classified.is_some().then_some(event.on);
        issue.state = match issue.classified {
            Some(_) => State::Accepted { on: event.on },
            None => State::Registered { on: event.on },
        };
    });
}
