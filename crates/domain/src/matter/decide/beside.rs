//! Clocks beside the law's: a step of another procedure (an allowance, a review, a complaint's stage), a level's share of a
//! period, a period the office set itself. They run, are lengthened and stand still by their own rule, and move no issue.
//!
//! Must not know which procedures there are: any rule of a list that the office works by can be run. To add one, add it to
//! a pack; no code changes.

use super::clocks::Moves;
use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::{Derivation, Step};
use crate::ids::{ClockNo, IssueNo};
use crate::matter::command::{CommandKind, MeetClock, StartClock};
use crate::matter::event::{ClockMet, ClockStarted};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, ClockState, Issue, Matter};

/// Clocks beside the law's that may run for an issue at once: more than the steps of any procedure in the packs.
pub const BESIDE_MAX: u32 = 20;

/// As long as the issue is open and the office works by some rule that can be run so.
pub fn may_start<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::StartClock)?;
    let running = matter.live_clocks(no).filter(|clock| clock.step() == Step::Other).count();
    refuse_if(running >= BESIDE_MAX as usize, Refusal::TooManyClocks { clocks_max: BESIDE_MAX })?;
    let none = facts.office.packs.all_beside(facts.today).next().is_none();
    refuse_if(none, Refusal::NoListedRule { at: matter.standing(issue) })?;
    Ok(issue)
}

/// It counts from that day by that rule, and binds the unit that must act.
pub fn start(matter: &Matter, command: &StartClock, facts: &Facts<'_>) -> Decision {
    let issue = may_start(matter, command.issue, facts)?;
    let rule = facts.office.packs.beside(&command.rule, command.on);
    let (pack, rule) = rule.ok_or(Refusal::NotListed { on: command.on })?;
    let runs = |clock: &Clock| clock.derivation.rule == rule.id && clock.derivation.start == command.on;
    if matter.live_clocks(issue.no).any(runs) {
        return done();
    }
    let received_on = matter.petition(issue.raised_by)?.filed.received_on;
    facts.day_between(command.on, received_on)?;
    let derivation = Derivation::derive(rule, pack, command.on, &facts.office.calendars.of(&pack.calendar));
    let clocks = Moves::new(matter, facts).begin(issue.no, issue.acting(), None, derivation).done();
    event(ClockStarted { issue: issue.no, on: command.on, clocks })
}

/// A clock of this kind; those of the law are met by what they are for.
pub fn may_meet<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<(&'m Clock, &'m Issue), Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::MeetClock)?;
    refuse_if(clock.step() != Step::Other, Refusal::MetByItsAct { step: clock.step(), at: matter.standing(issue) })?;
    refuse_if(!clock.is_live(), Refusal::NotRunning { at: matter.standing(issue) })?;
    Ok((clock, issue))
}

/// Done, on that day.
pub fn meet(matter: &Matter, command: &MeetClock, facts: &Facts<'_>) -> Decision {
    if is_met(matter, command.clock) {
        return done();
    }
    let (clock, issue) = may_meet(matter, command.clock, facts)?;
    facts.day_between(command.on, clock.derivation.start)?;
    let clocks = Moves::new(matter, facts).meet_clock(clock.no).done();
    event(ClockMet { issue: issue.no, on: command.on, in_time: !facts.was_over(&clock.derivation, command.on), clocks })
}

fn is_met(matter: &Matter, no: ClockNo) -> bool {
    let met = |clock: &Clock| clock.step() == Step::Other && clock.state == ClockState::Met;
    matter.clock(no).is_ok_and(met)
}
