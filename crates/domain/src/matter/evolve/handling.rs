//! Accepted, and what its clocks do meanwhile.

use super::change::{due, end, on_issue, set_clock, set_period};
use crate::matter::event::{self};
use crate::matter::kinds::DocumentKind;
use crate::matter::state::{ClockState, End, Matter, State, Unwritten};

pub(super) fn accepted(matter: &mut Matter, event: &event::IssueAccepted) {
    on_issue(matter, event.issue, |issue| {
        issue.accepted_on = Some(event.on);
        issue.state = State::Accepted { on: event.on };
    });
    due(matter, Unwritten::of(DocumentKind::AcceptanceNotice, event.issue));
}

pub(super) fn extended(matter: &mut Matter, event: &event::PeriodExtended) {
    set_period(matter, event.clock, &event.derivation);
    let issue = matter.clock(event.clock).map(|clock| clock.issue);
    if let Ok(issue) = issue {
        due(matter, Unwritten::of(DocumentKind::ExtensionNotice, issue));
    }
}

pub(super) fn paused(matter: &mut Matter, event: &event::ClockPaused) {
    let resume_by = event.resume_by.last_day;
    set_clock(matter, event.clock, ClockState::Paused { from: event.from, reason: event.reason, resume_by });
}

pub(super) fn deadline_passed(matter: &mut Matter, event: &event::DeadlinePassed) {
    match event.ends {
        Some(issue) => {
            set_clock(matter, event.clock, ClockState::Stopped);
            end(matter, issue, event.last_day, End::Answered);
        }
        None if event.falls_away => set_clock(matter, event.clock, ClockState::Stopped),
        None => set_clock(matter, event.clock, ClockState::Running { passed: true }),
    }
}
