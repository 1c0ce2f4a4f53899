//! Taken in and put right: what registering, adding, splitting, classifying and correcting leave behind.

use std::collections::BTreeMap;

use super::change::{due, end, is_to_send_on, on_issue};
use crate::ids::{ClockNo, IssueNo, PetitionNo, UnitCode};
use crate::matter::event::{self, Clocks, Filed, Raised, Words};
use crate::matter::kinds::{DocumentKind, EndCode, Kind, Stage};
use crate::matter::state::{Classified, Clock, ClockState, End, Execution, Issue, Matter, Petition, State, Unwritten};
use crate::office::series::Number;

pub(super) fn registered(matter: &mut Matter, event: &event::MatterRegistered, number: Option<&Number>) {
    matter.accusation = event.accusation;
    matter.sealed = event.sealed;
    matter.about_office = event.about_office;
    matter.against.clone_from(&event.against);
    matter.place.clone_from(&event.place);
    matter.happened_on = event.happened_on;
    taken_in(matter, &event.petition, &event.issues, &event.unit, &event.clocks, number);
}

pub(super) fn petition_added(matter: &mut Matter, event: &event::PetitionAdded, number: Option<&Number>) {
    taken_in(matter, &event.petition, &event.issues, &event.unit, &event.clocks, number);
}

fn taken_in(
    matter: &mut Matter,
    petition: &Filed,
    issues: &[Raised],
    unit: &UnitCode,
    clocks: &Clocks,
    number: Option<&Number>,
) {
    add_petition(matter, petition, number);
    for raised in issues {
        let state = first_state(petition, unit, is_to_send_on(clocks, raised.no));
        matter.issues.push(new_issue(raised.no, raised.demand, petition.no, unit, &state));
    }
    let about = issues.first().map_or(IssueNo::FIRST, |raised| raised.no);
    due(matter, Unwritten { petition: Some(petition.no), ..Unwritten::of(DocumentKind::Receipt, about) });
}

/// What a unit receives from the petitioner himself it has received, and so has a unit that is to send it on; what another
/// unit took in for it, it has been sent.
fn first_state(petition: &Filed, unit: &UnitCode, is_to_send_on: bool) -> State {
    if petition.at == *unit || is_to_send_on {
        State::Registered { on: petition.received_on }
    } else {
        State::Routed { from: petition.at.clone(), on: petition.received_on, designated: true }
    }
}

fn add_petition(matter: &mut Matter, filed: &Filed, number: Option<&Number>) {
    matter.petitions.push(Petition { filed: filed.clone(), number: number.cloned(), withdrawn_on: None, code_nth: 0 });
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
        is_as_proposed: false,
        state: state.clone(),
        accepted_on: None,
        notified_on: None,
        question_to: None,
        entrusted: None,
        end_proposed: None,
        decision: None,
        review: None,
        served: BTreeMap::new(),
        failed_services: BTreeMap::new(),
        execution: Execution::NotOwed,
        rated: Vec::new(),
    }
}

pub(super) fn history(matter: &mut Matter, event: &event::HistoryRecorded) {
    let received_on = event.petition.received_on;
    let ended = event.answered_on.map(|on| State::Ended { on, how: End::History, before: Stage::Served });
    matter.is_history = true;
    matter.place.clone_from(&event.place);
    matter.accusation = event.kind == Kind::Accusation;
    matter.sealed = matter.accusation;
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

pub(super) fn split(matter: &mut Matter, event: &event::IssueSplit) {
    let Some(old) = matter.issues.get(event.issue.index()).cloned() else { return };
    let on = matter.recorded_on.unwrap_or_default();
    end(matter, event.issue, on, End::Coded(EndCode::SplitUp));
    for raised in &event.into {
        matter.issues.push(Issue { no: raised.no, demand: raised.demand, ..old.clone() });
    }
}

pub(super) fn classified(matter: &mut Matter, event: &event::IssueClassified) {
    if event.kind == Kind::Accusation {
        matter.accusation = true;
        matter.sealed = true;
    }
    on_issue(matter, event.issue, |issue| {
        issue.classified = Some(Classified { kind: event.kind, way: event.way, class: Some(event.class.clone()) });
    });
}

pub(super) fn corrected(matter: &mut Matter, event: &event::Corrected) {
    if event.place.is_some() {
        matter.place.clone_from(&event.place);
    }
    matter.happened_on = event.happened_on.or(matter.happened_on);
}
