//! Small changes that several groups make: of an issue, of a clock, of a paper.

use jiff::civil::Date;

use crate::clock::{Derivation, Step};
use crate::ids::{ClockNo, DocumentNo, IssueNo};
use crate::matter::event::{ClockRederived, Clocks, Started};
use crate::matter::state::{Clock, ClockState, DocumentState, End, Issue, Matter, State, Unwritten};

pub(super) fn move_clocks(matter: &mut Matter, clocks: &Clocks) {
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

pub(super) fn set_clock(matter: &mut Matter, no: ClockNo, state: ClockState) {
    if let Some(clock) = matter.clocks.get_mut(no.index()) {
        clock.state = state;
    }
}

pub(super) fn set_period(matter: &mut Matter, no: ClockNo, derivation: &Derivation) {
    if let Some(clock) = matter.clocks.get_mut(no.index()) {
        clock.derivation = derivation.clone();
        clock.state = ClockState::Running { passed: false };
    }
}

/// The period as it is counted now. A clock that stands still goes on standing still, and one that had run out has run out
/// unless its last day has moved past today.
pub(super) fn rederived(matter: &mut Matter, event: &ClockRederived) {
    let today = matter.recorded_on.unwrap_or_default();
    if let Some(clock) = matter.clocks.get_mut(event.clock.index()) {
        clock.derivation = event.derivation.clone();
        if clock.state == (ClockState::Running { passed: true }) {
            clock.state = ClockState::Running { passed: clock.derivation.is_past(today) };
        }
    }
}

/// The days for sending that issue on begin: whoever has it waits for its route.
pub(super) fn is_to_send_on(clocks: &Clocks, issue: IssueNo) -> bool {
    let sending = |started: &Started| started.issue == issue && started.derivation.step == Step::RegisterForward;
    clocks.started.iter().any(sending)
}

pub(super) fn on_issue(matter: &mut Matter, no: IssueNo, change: impl FnOnce(&mut Issue)) {
    if let Some(issue) = matter.issues.get_mut(no.index()) {
        change(issue);
    }
}

pub(super) fn on_document(matter: &mut Matter, no: DocumentNo, state: DocumentState) {
    if let Some(document) = matter.documents.get_mut(no.index()) {
        document.state = state;
    }
}

/// A step makes a paper due; said again, it is due once.
pub(super) fn due(matter: &mut Matter, paper: Unwritten) {
    written(matter, paper);
    matter.unwritten.push(paper);
}

/// It waits no longer for being written.
pub(super) fn written(matter: &mut Matter, paper: Unwritten) {
    matter.unwritten.retain(|unwritten| *unwritten != paper);
}

/// What has ended is owed by nobody: a clock beside the law's that still runs stops with it.
pub(super) fn end(matter: &mut Matter, no: IssueNo, on: Date, how: End) {
    for clock in matter.clocks.iter_mut().filter(|clock| clock.issue == no && clock.is_live()) {
        clock.state = ClockState::Stopped;
    }
    on_issue(matter, no, |issue| {
        issue.question_to = None;
        issue.end_proposed = None;
        issue.state = State::Ended { on, how, before: issue.state.stage() };
    });
}
