//! What is always true of a matter: asked before a commit, after a load, and by `verify`.
//!
//! R2 in one place: every open issue has one unit that must act and a clock that runs, or stands still with a day by
//! which it goes on; nothing ends but by a served, reasoned answer or a coded end.

use super::state::{ClockState, End, Issue, Matter, State};
use crate::clock::Step;
use crate::ids::{ClockNo, IssueNo};

/// What must not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An open issue has no live clock.
    #[error("issue {0} is open and no clock runs for it")]
    NoClock(IssueNo),
    /// An ended issue has one.
    #[error("issue {0} has ended and clock {1} still runs for it")]
    ClockAfterEnd(IssueNo, ClockNo),
    /// A clock stands still without a bound.
    #[error("clock {0} stands still and nothing says until when")]
    Unbounded(ClockNo),
    /// It ended as answered, and nothing was decided or served.
    #[error("issue {0} ended as answered without a served decision")]
    EndedUnanswered(IssueNo),
    /// It waits for service, and its paper is none of the matter's.
    #[error("issue {0} waits for service of a paper that does not exist")]
    NoPaper(IssueNo),
    /// Served, with a review open, and no window runs.
    #[error("issue {0} was served and no window for review runs")]
    NoWindow(IssueNo),
    /// A decision of a day before its acceptance, or a service before its decision.
    #[error("issue {0} has days in no lawful order")]
    DaysOutOfOrder(IssueNo),
}

/// All that is broken; empty for a sound matter.
pub fn broken(matter: &Matter) -> Vec<Broken> {
    let mut found: Vec<Broken> = matter.issues.iter().flat_map(|issue| broken_issue(matter, issue)).collect();
    let unbounded = matter
        .clocks
        .iter()
        .filter(|clock| matches!(clock.state, ClockState::Paused { from, resume_by, .. } if resume_by < from));
    found.extend(unbounded.map(|clock| Broken::Unbounded(clock.no)));
    found
}

fn broken_issue(matter: &Matter, issue: &Issue) -> Vec<Broken> {
    let mut found = Vec::new();
    let running = matter.live_clocks(issue.no).next();
    found.extend(running.filter(|_| issue.has_ended()).map(|clock| Broken::ClockAfterEnd(issue.no, clock.no)));
    // What another office left open without a due day is read here and owed by nobody here.
    if !issue.has_ended() && !matter.is_history && matter.holding_clocks(issue.no).next().is_none() {
        found.push(Broken::NoClock(issue.no));
    }
    match &issue.state {
        State::Ended { how: End::Answered, .. } if issue.decision.is_none() || issue.served.is_empty() => {
            found.push(Broken::EndedUnanswered(issue.no));
        }
        State::Decided { document, .. } | State::Reviewed { document, .. } if matter.document(*document).is_err() => {
            found.push(Broken::NoPaper(issue.no));
        }
        State::Served { .. } if !window_runs(matter, issue) => found.push(Broken::NoWindow(issue.no)),
        State::Registered { .. }
        | State::Routed { .. }
        | State::ObjectedTo { .. }
        | State::InDispute { .. }
        | State::Accepted { .. }
        | State::Decided { .. }
        | State::Served { .. }
        | State::UnderReview { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => {}
    }
    if !days_in_order(matter, issue) {
        found.push(Broken::DaysOutOfOrder(issue.no));
    }
    found
}

fn window_runs(matter: &Matter, issue: &Issue) -> bool {
    matter.live_clocks(issue.no).any(|clock| {
        matches!(clock.step(), Step::ReviewWindow | Step::ReReviewWindow | Step::Execution | Step::Instruction)
    })
}

/// Received ≤ decided ≤ served.
fn days_in_order(matter: &Matter, issue: &Issue) -> bool {
    let received_on = matter.petition(issue.raised_by).map(|petition| petition.filed.received_on);
    let decided_on = issue.review.as_ref().map(|review| review.on).or_else(|| issue.decision.as_ref().map(|it| it.on));
    let first_served = issue.served.values().min();
    let decided_after = received_on.is_ok_and(|received_on| decided_on.is_none_or(|on| on >= received_on));
    let served_after = first_served.zip(decided_on.as_ref()).is_none_or(|(served, decided)| served >= decided);
    decided_after && served_after
}
