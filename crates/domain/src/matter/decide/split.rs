//! Issues put right: one demand that is several is split, one badly put is reworded. What stood there before stays.
//!
//! A split does not gain time: the new issues carry the old one's clocks with the same last days.
//!
//! Source: 信访工作条例 (2022) art. 22 (登记); office rules 3 and 7.

use super::clocks::Moves;
use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::IssueNo;
use crate::matter::command::{CommandKind, RewordIssue, SplitIssue};
use crate::matter::event::{IssueReworded, IssueSplit, Raised};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter, State};

use super::register::DEMANDS_MAX;

/// Before it is accepted; afterwards its one answer covers all it asks.
pub fn may_split<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::SplitIssue)?;
    let early = matches!(issue.state, State::Registered { .. } | State::Routed { .. });
    refuse_if(!early, Refusal::AlreadyAccepted { at: matter.standing(issue) })?;
    Ok(issue)
}

/// The issue ends, and these take its place with its unit and its last days.
pub fn split(matter: &Matter, command: &SplitIssue, facts: &Facts<'_>) -> Decision {
    may_split(matter, command.issue, facts)?;
    refuse_if(command.demands.len() < 2, Refusal::NothingToSplit)?;
    refuse_if(command.demands.len() > DEMANDS_MAX as usize, Refusal::TooManyDemands { demands_max: DEMANDS_MAX })?;

    let numbered = command.demands.iter().enumerate();
    let into: Vec<Raised> = numbered
        .map(|(place, demand)| Raised { no: IssueNo::after(matter.issues.len() + place), demand: *demand })
        .collect();
    let mut moves = Moves::new(matter, facts).stop_all_but(command.issue, &[]);
    for raised in &into {
        for clock in matter.live_clocks(command.issue) {
            moves = moves.begin(raised.no, &clock.unit, clock.petition, clock.derivation.clone());
        }
    }
    event(IssueSplit { issue: command.issue, into, clocks: moves.done() })
}

/// As long as it is open.
pub fn may_reword<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    facts.open_issue(matter, no, CommandKind::RewordIssue)
}

/// The demand in better words.
pub fn reword(matter: &Matter, command: &RewordIssue, facts: &Facts<'_>) -> Decision {
    let issue = may_reword(matter, command.issue, facts)?;
    if issue.demand == command.demand {
        return done();
    }
    event(IssueReworded { issue: command.issue, demand: command.demand })
}
