//! Lengthening a period: once, before it has run out, by whom its rule names, with a reason the petitioner is told.
//!
//! Knows the clock, its rule and the actor's post. Must not know who is notified or how: that follows from
//! [`PeriodExtended`]. To add another way to lengthen a period, give the rule another extension in its pack; no code
//! changes.
//!
//! Source: 信访工作条例 (2022) art. 34.

use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::ClockNo;
use crate::matter::command::{CommandKind, Extend};
use crate::matter::event::PeriodExtended;
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, ClockState, Matter};
use crate::office::policy;
use crate::pack::Extension;

/// What state, day and post allow.
pub fn may_extend<'m, 'f>(
    matter: &'m Matter,
    no: ClockNo,
    facts: &Facts<'f>,
) -> Result<(&'m Clock, &'f Extension), Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::Extend)?;
    let at = matter.standing(issue);
    let rule = facts.office.packs.rule_by_id(&clock.derivation.rule).map(|(_, rule)| rule);
    let extension = rule.and_then(|rule| rule.extension.as_ref());
    let law = || facts.office.packs.article(&clock.derivation.article);
    let extension = extension.ok_or_else(|| Refusal::NotExtendable { step: clock.step(), law: law(), at })?;
    policy::may_approve(facts.actor, facts.office, matter, (extension.approver, &clock.unit))?;
    let due = clock.derivation.last_day;
    refuse_if(!matches!(clock.state, ClockState::Running { .. }), Refusal::NotRunning { at })?;
    refuse_if(clock.derivation.extension.is_some(), Refusal::AlreadyExtended { due, law: law(), at })?;
    refuse_if(facts.is_over(&clock.derivation), Refusal::PeriodHasRunOut { due, law: law(), at })?;
    Ok((clock, extension))
}

/// At most the days the rule gives.
pub fn extend(matter: &Matter, command: &Extend, facts: &Facts<'_>) -> Decision {
    if is_extended_by(matter, command) {
        return done(); // said twice is not wrong
    }
    let (clock, extension) = may_extend(matter, command.clock, facts)?;
    let days_max = extension.days_max;
    let law = facts.office.packs.article(&clock.derivation.article);
    refuse_if(command.days == 0 || command.days > days_max, Refusal::TooLong { days_max, law })?;
    let by_nobody = Refusal::NotYours { role: extension.approver, unit: clock.unit.clone() };
    let approver = facts.actor.officer().cloned().ok_or(by_nobody)?;
    event(PeriodExtended {
        clock: clock.no,
        reason: command.reason,
        approver,
        derivation: clock.derivation.extended(command.days, facts.today, &facts.calendar_of(clock)),
    })
}

fn is_extended_by(matter: &Matter, command: &Extend) -> bool {
    let clock = matter.clock(command.clock).ok();
    clock.and_then(|clock| clock.derivation.extension.as_ref()).is_some_and(|extended| extended.days == command.days)
}
