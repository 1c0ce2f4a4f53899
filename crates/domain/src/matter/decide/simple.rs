//! The simple procedure turns into the ordinary one: what seemed plain was not. The simple clock stops; the ordinary period
//! counts from where the pack says.
//!
//! The ordinary period runs beside the simple one from acceptance on, so that nobody gains time by choosing it.
//!
//! Source: 信访事项简易办理办法 (国信办发〔2022〕17号), a draft until an office has confirmed it.

use super::clocks::{Moves, derive};
use super::opinion::procedure;
use super::{Decision, Facts, event, refuse_if};
use crate::ids::ClockNo;
use crate::matter::command::{CommandKind, TurnOrdinary};
use crate::matter::event::TurnedOrdinary;
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, Issue, Matter, State};
use crate::pack::TurnsFrom;

/// A running clock of a simple procedure, of an issue that was accepted and is not decided.
pub fn may_turn<'m>(
    matter: &'m Matter,
    no: ClockNo,
    facts: &Facts<'_>,
) -> Result<(&'m Clock, &'m Issue, TurnsFrom), Refusal> {
    let clock = matter.clock(no)?;
    let issue = facts.open_issue(matter, clock.issue, CommandKind::TurnOrdinary)?;
    let at = matter.standing(issue);
    refuse_if(!clock.is_live(), Refusal::NotRunning { at })?;
    let rule = facts.office.packs.rule_by_id(&clock.derivation.rule).map(|(_, rule)| rule);
    let from = rule.and_then(|rule| rule.turns).ok_or(Refusal::NotSimple { at })?;
    refuse_if(!matches!(issue.state, State::Accepted { .. }), Refusal::NotBeingHandled { at })?;
    Ok((clock, issue, from))
}

/// The simple clock stops; where the pack counts anew from this day, so does the ordinary one.
pub fn turn(matter: &Matter, command: &TurnOrdinary, facts: &Facts<'_>) -> Decision {
    let (clock, issue, from) = may_turn(matter, command.clock, facts)?;
    facts.day_between(command.on, clock.derivation.start)?;
    let step = procedure(issue, facts, command.on)?.step;
    let moves = Moves::new(matter, facts).stop_clock(clock.no);
    let moves = match from {
        TurnsFrom::Acceptance => moves,
        TurnsFrom::Turning => {
            let anew = derive(facts, step, command.on)?;
            moves.stop(issue.no, step).begin(issue.no, &issue.unit, None, anew)
        }
    };
    event(TurnedOrdinary { issue: issue.no, reason: command.reason, on: command.on, clocks: moves.done() })
}
