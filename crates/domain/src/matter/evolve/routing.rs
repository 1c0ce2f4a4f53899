//! The way to the unit: sent, assigned, objected to, insisted on.

use jiff::civil::Date;

use super::change::{due, is_to_send_on, on_issue};
use crate::ids::{IssueNo, UnitCode};
use crate::matter::event::{self, is_as_proposed};
use crate::matter::kinds::DocumentKind;
use crate::matter::state::{Matter, State, Unwritten};

pub(super) fn sent(matter: &mut Matter, no: IssueNo, from: &UnitCode, to: &UnitCode, on: Date, designated: bool) {
    on_issue(matter, no, |issue| {
        if issue.unit != *to {
            issue.question_to = None; // it was the other unit's question
            issue.entrusted = None; // and the other unit's officer
            issue.notified_on = None; // and the other unit's notice: each that receives it tells the petitioner (art. 23)
        }
        issue.unit = to.clone();
        issue.is_as_proposed = false;
        if !issue.units_before.contains(to) {
            issue.units_before.push(to.clone());
        }
        issue.state = State::Routed { from: from.clone(), on, designated };
    });
}

/// A receiver that is its own sender has nobody to object to; where it is to send the issue on, it waits for its route.
pub(super) fn forwarded(matter: &mut Matter, event: &event::IssueForwarded) {
    sent(matter, event.issue, &event.from, &event.to, event.on, event.from == event.to);
    on_issue(matter, event.issue, |issue| issue.is_as_proposed = is_as_proposed(&event.proposed, &event.to));
    if is_to_send_on(&event.clocks, event.issue) {
        on_issue(matter, event.issue, |issue| issue.state = State::Registered { on: event.on });
    }
    if event.from != event.to {
        due(matter, Unwritten::of(DocumentKind::ForwardLetter, event.issue));
    }
}

pub(super) fn assigned(matter: &mut Matter, event: &event::IssueAssigned) {
    sent(matter, event.issue, &event.from, &event.to, event.on, false);
    on_issue(matter, event.issue, |issue| {
        issue.assisting.clone_from(&event.assisting);
        issue.is_as_proposed = is_as_proposed(&event.proposed, &event.to);
    });
    due(matter, Unwritten::of(DocumentKind::AssignLetter, event.issue));
}

pub(super) fn objected(matter: &mut Matter, event: &event::ObjectionRaised) {
    on_issue(matter, event.issue, |issue| {
        let State::Routed { from, .. } = &issue.state else { return };
        issue.state = State::ObjectedTo { from: from.clone(), better: event.better.clone(), on: event.on };
    });
}

pub(super) fn agreed(matter: &mut Matter, event: &event::ObjectionAgreed) {
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

pub(super) fn insisted(matter: &mut Matter, event: &event::ObjectionRefused) {
    on_issue(matter, event.issue, |issue| {
        let State::ObjectedTo { from, .. } = &issue.state else { return };
        issue.state = State::InDispute { from: from.clone(), superior: event.superior.clone(), on: event.on };
    });
}
