//! Letting a clock stand still: only for a reason that the pack names for that clock, and only until a bounded day.
//!
//! By the regulations of 2022 and 2005 that is a hearing in re-review and nothing else. What is refused here names the
//! article and, where the period can be lengthened, offers that.
//!
//! Source: 信访工作条例 (2022) art. 36; 信访条例 (2005) art. 35.

use super::clocks::derive;
use super::extend::may_extend;
use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::{PauseReason, Step};
use crate::ids::ClockNo;
use crate::matter::command::{CommandKind, Pause, Resume};
use crate::matter::event::{ClockPaused, ClockResumed};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, ClockState, Issue, Matter};

/// A running clock that its pack lets stand still for some reason.
pub fn may_pause<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<&'m Clock, Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::Pause)?;
    match clock.state {
        ClockState::Running { .. } => {}
        ClockState::Paused { resume_by, .. } => return Err(Refusal::AlreadyPaused { resume_by }),
        ClockState::Met | ClockState::Stopped => return Err(Refusal::NotRunning { at: matter.standing(issue) }),
    }
    let due = clock.derivation.last_day;
    refuse_if(facts.today > due, Refusal::PeriodHasRunOut { due, at: matter.standing(issue) })?;
    let some_reason = PauseReason::ALL.iter().any(|reason| is_named(clock, *reason, facts));
    refuse_if(!some_reason, no_pause(matter, clock, issue, facts))?;
    Ok(clock)
}

fn is_named(clock: &Clock, reason: PauseReason, facts: &Facts<'_>) -> bool {
    facts.office.packs.lets_pause(&clock.derivation.pack.code, clock.step(), reason)
}

fn no_pause(matter: &Matter, clock: &Clock, issue: &Issue, facts: &Facts<'_>) -> Refusal {
    let extendable = may_extend(matter, clock.no, facts).is_ok();
    Refusal::NoPauseForThis { step: clock.step(), at: matter.standing(issue), extendable }
}

/// The clock stands still from that day on, and must go on within the office's bound.
pub fn pause(matter: &Matter, command: &Pause, facts: &Facts<'_>) -> Decision {
    let clock = may_pause(matter, command.clock, facts)?;
    let issue = matter.issue(clock.issue)?;
    refuse_if(!is_named(clock, command.reason, facts), no_pause(matter, clock, issue, facts))?;
    facts.day_between(command.from, clock.derivation.start)?;
    event(ClockPaused {
        clock: clock.no,
        reason: command.reason,
        from: command.from,
        resume_by: derive(facts, Step::ResumeBy, command.from)?,
    })
}

/// A clock that stands still.
pub fn may_resume<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<&'m Clock, Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::Resume)?;
    let paused = matches!(clock.state, ClockState::Paused { .. });
    refuse_if(!paused, Refusal::NotPaused { at: matter.standing(issue) })?;
    Ok(clock)
}

/// It goes on; the last day moves by the days it stood, first and last included.
pub fn resume(matter: &Matter, command: &Resume, facts: &Facts<'_>) -> Decision {
    let clock = may_resume(matter, command.clock, facts)?;
    let ClockState::Paused { from, reason, .. } = clock.state else { return done() };
    facts.day_between(command.to, from)?;
    let derivation = clock.derivation.paused(from, command.to, reason, &facts.office.calendar);
    event(ClockResumed { clock: clock.no, to: command.to, derivation })
}
