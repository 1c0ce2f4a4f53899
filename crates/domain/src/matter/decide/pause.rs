//! Letting a clock stand still: only for a reason that the pack names for that clock, and only until a bounded day.
//!
//! By the regulations of 2022 and 2005 that is a hearing in re-review and nothing else. What is refused here names the
//! article and, where the period can be lengthened, offers that.
//!
//! Source: 信访工作条例 (2022) art. 36; 信访条例 (2005) art. 35.

use jiff::civil::Date;

use super::clocks::{derive, derive_to};
use super::extend::may_extend;
use super::{Decision, Facts, done, event, refuse_if};
use crate::calendar::days_after;
use crate::clock::{Derivation, PauseReason, Step};
use crate::ids::ClockNo;
use crate::matter::command::{CommandKind, Pause, Resume};
use crate::matter::event::{ClockPaused, ClockResumed};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, ClockState, Issue, Matter};
use crate::pack::PauseRule;

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
    let law = facts.office.packs.article(&clock.derivation.article);
    refuse_if(facts.is_over(&clock.derivation), Refusal::PeriodHasRunOut { due, law, at: matter.standing(issue) })?;
    let some_reason = PauseReason::ALL.iter().any(|reason| named(clock, *reason, facts).is_some());
    refuse_if(!some_reason, no_pause(matter, clock, issue, facts))?;
    Ok(clock)
}

fn named<'f>(clock: &Clock, reason: PauseReason, facts: &Facts<'f>) -> Option<&'f PauseRule> {
    facts.office.packs.pause(&clock.derivation.rule, reason)
}

fn no_pause(matter: &Matter, clock: &Clock, issue: &Issue, facts: &Facts<'_>) -> Refusal {
    let (packs, period) = (&facts.office.packs, &clock.derivation);
    let law = packs.article(packs.no_pause(&period.rule).unwrap_or(&period.article));
    let extendable = may_extend(matter, clock.no, facts).is_ok();
    Refusal::NoPauseForThis { step: clock.step(), law, at: matter.standing(issue), extendable }
}

/// The clock stands still from that day on, and must go on within the bound of its pack, or else of the office.
pub fn pause(matter: &Matter, command: &Pause, facts: &Facts<'_>) -> Decision {
    let clock = may_pause(matter, command.clock, facts)?;
    let issue = matter.issue(clock.issue)?;
    let rule = named(clock, command.reason, facts).ok_or_else(|| no_pause(matter, clock, issue, facts))?;
    facts.day_between(command.from, clock.derivation.start)?;
    event(ClockPaused {
        clock: clock.no,
        reason: command.reason,
        from: command.from,
        resume_by: resume_by(rule, command.from, facts)?,
    })
}

/// The last day on which it may stand still.
fn resume_by(rule: &PauseRule, from: Date, facts: &Facts<'_>) -> Result<Derivation, Refusal> {
    match rule.days_max {
        Some(days) => derive_to(facts, Step::ResumeBy, from, days_after(from, days.saturating_sub(1))),
        None => derive(facts, Step::ResumeBy, from),
    }
}

/// A clock that stands still.
pub fn may_resume<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<&'m Clock, Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::Resume)?;
    let paused = matches!(clock.state, ClockState::Paused { .. });
    refuse_if(!paused, Refusal::NotPaused { at: matter.standing(issue) })?;
    Ok(clock)
}

/// It goes on; the last day moves by the days it stood, first and last included, and by no more than it might stand.
pub fn resume(matter: &Matter, command: &Resume, facts: &Facts<'_>) -> Decision {
    let clock = may_resume(matter, command.clock, facts)?;
    let ClockState::Paused { from, reason, resume_by } = clock.state else { return done() };
    facts.day_between(command.to, from)?;
    let to = command.to.min(resume_by);
    let derivation = clock.derivation.paused(from, to, reason, &facts.calendar_of(clock));
    event(ClockResumed { clock: clock.no, to, derivation })
}
