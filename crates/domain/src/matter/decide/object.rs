//! The wrong address: a unit objects, naming the better one; the sender agrees or insists; the superior designates.
//!
//! The days for telling the petitioner run on meanwhile; silence is never consent; between the same two units an issue
//! comes back once, and goes there again only if the superior says so.
//!
//! Source: 信访工作条例 (2022) art. 23, 24.

use super::clocks::Moves;
use super::route::{check_receiver, received};
use super::{Decision, Facts, event, refuse_if};
use crate::clock::Step;
use crate::ids::{IssueNo, UnitCode};
use crate::matter::command::{AgreeToObjection, CommandKind, Designate, InsistOnRoute, Object};
use crate::matter::event::{ObjectionAgreed, ObjectionRaised, ObjectionRefused, UnitDesignated};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter, State};
use crate::office::policy;

/// Within the working days of the pack, unless the superior has designated the unit.
pub fn may_object<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::Object)?;
    let State::Routed { from, designated, .. } = &issue.state else {
        return Err(Refusal::NotWithAUnit { at: matter.standing(issue) });
    };
    let at = matter.standing(issue);
    // A sender that has come to stand behind the wall can be told nothing any more: its route stands.
    let walled = policy::is_walled(facts.office, matter, from);
    refuse_if(*designated || walled, Refusal::Designated { at })?;
    let window = matter.clocks.iter().rfind(|clock| clock.issue == no && clock.step() == Step::Objection);
    match window {
        Some(clock) if facts.is_over(&clock.derivation) => {
            Err(Refusal::ObjectionTooLate { last_day: clock.last_day(), at })
        }
        Some(_) => Ok(issue),
        // What was split off after its days for objecting had run out came without them.
        None => Err(Refusal::Designated { at }),
    }
}

/// The unit says why it is not the one, and which is.
pub fn object(matter: &Matter, command: &Object, facts: &Facts<'_>) -> Decision {
    let issue = may_object(matter, command.issue, facts)?;
    if let Some(better) = &command.better {
        facts.unit(better, facts.today)?;
        refuse_if(*better == issue.unit, Refusal::ThereAlready { unit: better.clone() })?;
    }
    let State::Routed { from, .. } = &issue.state else {
        return Err(Refusal::NotWithAUnit { at: matter.standing(issue) });
    };
    let moves = Moves::new(matter, facts).meet(issue.no, Step::Objection);
    event(ObjectionRaised {
        issue: issue.no,
        by: issue.unit.clone(),
        better: command.better.clone(),
        reason: command.reason,
        on: facts.today,
        clocks: moves.start(issue.no, Step::AnswerObjection, from, facts.today)?.done(),
    })
}

/// While an objection is open.
pub fn may_answer<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, command)?;
    let open = matches!(issue.state, State::ObjectedTo { .. });
    refuse_if(!open, Refusal::NoObjection { at: matter.standing(issue) })?;
    Ok(issue)
}

/// The sender agrees and sends it on at once: it is never with nobody.
pub fn agree(matter: &Matter, command: &AgreeToObjection, facts: &Facts<'_>) -> Decision {
    let issue = may_answer(matter, command.issue, CommandKind::AgreeToObjection, facts)?;
    check_receiver(matter, issue, &command.to, facts)?;
    let came_back = issue.bounced.iter().any(|(_, unit)| *unit == command.to);
    refuse_if(came_back, Refusal::WouldBounce { unit: command.to.clone() })?;
    let moves = Moves::new(matter, facts).meet(issue.no, Step::AnswerObjection).stop_all_but(issue.no, &[]);
    event(ObjectionAgreed {
        issue: issue.no,
        from: issue.unit.clone(),
        to: command.to.clone(),
        on: facts.today,
        clocks: received(moves, issue.no, &command.to, facts.today)?.done(),
    })
}

/// The sender insists, and the superior of both must designate; where there is none, the government above the sender.
pub fn insist(matter: &Matter, command: &InsistOnRoute, facts: &Facts<'_>) -> Decision {
    let issue = may_answer(matter, command.issue, CommandKind::InsistOnRoute, facts)?;
    let superior = superior(matter, issue, facts);
    let moves = Moves::new(matter, facts).meet(issue.no, Step::AnswerObjection);
    event(ObjectionRefused {
        issue: issue.no,
        reason: command.reason,
        on: facts.today,
        clocks: moves.start(issue.no, Step::Designation, &superior, facts.today)?.done(),
        superior,
    })
}

/// Never one that is accused.
fn superior(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> UnitCode {
    let from = issue.acting();
    let is_free = |unit: &&UnitCode| !policy::is_walled(facts.office, matter, unit);
    let common = facts.office.common_superior(from, &issue.unit).filter(is_free);
    let superior = common.or_else(|| facts.office.above(from).find(is_free));
    superior.unwrap_or(&facts.office.registry).clone()
}

/// While the two dispute it.
pub fn may_designate<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = matter.issue(no)?;
    // Asked before the post: without a dispute, no unit is the one that settles it.
    let idle = !matches!(issue.state, State::InDispute { .. } | State::Ended { .. }) && !matter.is_history;
    refuse_if(idle, Refusal::NotInDispute { at: matter.standing(issue) })?;
    facts.open_issue(matter, no, CommandKind::Designate)
}

/// The superior names the unit: the one that objected, or another. Against that no objection is open.
pub fn designate(matter: &Matter, command: &Designate, facts: &Facts<'_>) -> Decision {
    let issue = may_designate(matter, command.issue, facts)?;
    facts.unit(&command.to, facts.today)?;
    let walled = policy::is_walled(facts.office, matter, &command.to);
    refuse_if(walled, Refusal::ToTheAccused { unit: command.to.clone() })?;
    let moves = Moves::new(matter, facts).meet(issue.no, Step::Designation);
    let moves = if command.to == issue.unit {
        moves // the days for telling the petitioner have run on, and run on
    } else {
        moves.stop_all_but(issue.no, &[]).start(issue.no, Step::NoticeForwarded, &command.to, facts.today)?
    };
    event(UnitDesignated {
        issue: issue.no,
        by: issue.acting().clone(),
        to: command.to.clone(),
        reason: command.reason,
        on: facts.today,
        clocks: moves.done(),
    })
}
