//! Acceptance, the dated act from which the handling period counts, and the notice that tells the petitioner.
//!
//! They are two acts: the regulation of 2022 does not say that the day of acceptance is the day of the notice, so each has
//! a day of its own.
//!
//! Source: 信访工作条例 (2022) art. 23, 34; 信访条例 (2005) art. 21, 22, 33.

use super::clocks::Moves;
use super::opinion::procedure;
use super::{Decision, Facts, done, event, refuse_if, review};
use crate::clock::Step;
use crate::ids::IssueNo;
use crate::matter::command::{Accept, CommandKind, Notify};
use crate::matter::event::{Clocks, IssueAccepted, Notified};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter, State};

/// By the unit that has it, once it is known what it is.
pub fn may_accept<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = with_the_unit(matter, no, CommandKind::Accept, facts)?;
    refuse_if(issue.classified.is_none(), Refusal::NotClassified)?;
    Ok(issue)
}

/// With a unit, not yet accepted: sent there, disputed there, or received there directly.
pub(super) fn with_the_unit<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, command)?;
    match issue.state {
        State::Registered { .. } | State::Routed { .. } | State::InDispute { .. } => Ok(issue),
        State::ObjectedTo { .. }
        | State::Accepted { .. }
        | State::Decided { .. }
        | State::Served { .. }
        | State::UnderReview { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => Err(Refusal::NotWithAUnit { at: matter.standing(issue) }),
    }
}

/// 受理: the handling period of its kind and way begins, by the pack in force that day.
pub fn accept(matter: &Matter, command: &Accept, facts: &Facts<'_>) -> Decision {
    let issue = matter.issue(command.issue)?;
    if issue.state == (State::Accepted { on: command.on }) {
        return done();
    }
    may_accept(matter, command.issue, facts)?;
    facts.day_between(command.on, since(issue))?;
    let step = procedure(issue, facts, command.on)?.step;
    let moves = Moves::new(matter, facts)
        .meet(issue.no, Step::RegisterForward)
        .stop(issue.no, Step::Objection)
        .stop(issue.no, Step::Designation);
    let moves = if issue.notified_on.is_some() { told(moves, issue.no) } else { moves };
    event(IssueAccepted {
        issue: issue.no,
        unit: issue.unit.clone(),
        on: command.on,
        clocks: moves.start(issue.no, step, &issue.unit, command.on)?.done(),
    })
}

/// The day the issue has stood where it stands: nothing that follows may be dated before it.
pub const fn since(issue: &Issue) -> jiff::civil::Date {
    match issue.state {
        State::Registered { on }
        | State::Routed { on, .. }
        | State::ObjectedTo { on, .. }
        | State::InDispute { on, .. }
        | State::Accepted { on }
        | State::Decided { on, .. }
        | State::Served { on, .. }
        | State::UnderReview { on, .. }
        | State::Reviewed { on, .. }
        | State::Ended { on, .. } => on,
    }
}

/// 告知: as long as the issue is open; twice is not wrong.
pub fn may_notify<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    facts.open_issue(matter, no, CommandKind::Notify)
}

/// The petitioner was told receipt, route and procedure. Until it is accepted the days for telling run on all the same:
/// else an issue could lie with a unit, told and forgotten, and no clock would run for it. Under review it is the request
/// for that which is acknowledged.
pub fn notify(matter: &Matter, command: &Notify, facts: &Facts<'_>) -> Decision {
    let issue = may_notify(matter, command.issue, facts)?;
    let owes_acknowledgement = review::owes_acknowledgement(matter, issue);
    if issue.notified_on.is_some() && !owes_notice(matter, issue) && !owes_acknowledgement {
        return done();
    }
    let received_on = matter.petition(issue.raised_by)?.filed.received_on;
    facts.day_between(command.on, received_on)?;
    let clocks = if owes_acknowledgement {
        review::acknowledge(matter, issue, command.on, facts)?
    } else if is_accepted(issue) {
        told(Moves::new(matter, facts), issue.no).done()
    } else {
        Clocks::default()
    };
    event(Notified { issue: issue.no, way: command.way, on: command.on, clocks })
}

/// The days for telling the petitioner are met.
fn told(moves: Moves<'_>, issue: IssueNo) -> Moves<'_> {
    moves.meet(issue, Step::NoticeDirect).meet(issue, Step::NoticeForwarded)
}

/// Accepted, and somebody has still to tell the petitioner.
fn owes_notice(matter: &Matter, issue: &Issue) -> bool {
    let owed = [Step::NoticeDirect, Step::NoticeForwarded];
    is_accepted(issue) && owed.iter().any(|step| matter.live_clock(issue.no, *step).is_some())
}

const fn is_accepted(issue: &Issue) -> bool {
    matches!(issue.state, State::Accepted { .. })
}
