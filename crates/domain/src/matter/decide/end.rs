//! Ends other than a served answer, each coded and reasoned; and going on after an end.
//!
//! Nothing else ends an issue. Withdrawal and splitting have commands of their own.
//!
//! Source: office rules 7, 12, 13; 信访工作条例 (2022) art. 23, 33.

use super::clocks::Moves;
use super::opinion::procedure;
use super::route::{is_before_decision, past_the_wall};
use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::Step;
use crate::ids::{IssueNo, OfficerCode};
use crate::matter::command::{CommandKind, ConfirmEnd, End as EndCommand, Reopen};
use crate::matter::event::{EndProposed, IssueEnded, IssueReopened, Words};
use crate::matter::kinds::EndCode;
use crate::matter::refusal::Refusal;
use crate::matter::state::{End, Issue, Matter, ProposedEnd, State};

/// Attempts at service before a paper may be deposited for pickup.
pub const ATTEMPTS_NEEDED: u32 = 2;

/// As long as the issue is open.
pub fn may_end<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    facts.open_issue(matter, no, CommandKind::End)
}

/// Each end asks for what makes it lawful. What was registered in error is only proposed: a second officer confirms it.
pub fn end(matter: &Matter, command: &EndCommand, facts: &Facts<'_>) -> Decision {
    let issue = may_end(matter, command.issue, facts)?;
    check_end(matter, issue, command.end)?;
    if command.end != EndCode::RegisteredInError {
        return ended(matter, issue, (command.end, command.reason), facts, None);
    }
    let by = facts.actor.officer().cloned().ok_or(Refusal::SecondOfficerNeeded)?;
    if issue.end_proposed.as_ref().is_some_and(|proposed| proposed.by == by) {
        return done();
    }
    event(EndProposed { issue: issue.no, end: command.end, reason: command.reason, by, on: facts.today })
}

/// Another officer than the one who proposed it, from a session of his own.
pub fn may_confirm<'m>(
    matter: &'m Matter,
    no: IssueNo,
    facts: &Facts<'_>,
) -> Result<(&'m Issue, &'m ProposedEnd), Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::ConfirmEnd)?;
    let proposed = issue.end_proposed.as_ref().ok_or(Refusal::NoEndProposed)?;
    refuse_if(facts.actor.officer() == Some(&proposed.by), Refusal::SecondOfficerNeeded)?;
    check_end(matter, issue, proposed.end)?;
    Ok((issue, proposed))
}

/// It ends as the first officer proposed, in whose words.
pub fn confirm(matter: &Matter, command: &ConfirmEnd, facts: &Facts<'_>) -> Decision {
    let (issue, proposed) = may_confirm(matter, command.issue, facts)?;
    ended(matter, issue, (proposed.end, proposed.reason), facts, facts.actor.officer().cloned())
}

fn ended(
    matter: &Matter,
    issue: &Issue,
    (end, reason): (EndCode, Words),
    facts: &Facts<'_>,
    second: Option<OfficerCode>,
) -> Decision {
    event(IssueEnded {
        issue: issue.no,
        end,
        article: rule_of(end).to_owned(),
        reason,
        second,
        on: facts.today,
        clocks: Moves::new(matter, facts).stop_all_but(issue.no, &[]).done(),
    })
}

fn check_end(matter: &Matter, issue: &Issue, end: EndCode) -> Result<(), Refusal> {
    let not_here = Refusal::EndNotForThis { end, at: matter.standing(issue) };
    match end {
        EndCode::Deposited => check_deposit(matter, issue, not_here),
        EndCode::RegisteredInError => refuse_if(!is_before_decision(&issue.state), not_here),
        EndCode::NotAPetition => {
            let early = matches!(issue.state, State::Registered { .. } | State::Routed { .. });
            refuse_if(!early, not_here)
        }
        // An accusation is looked into whatever its petitioner agrees to, or lives to see.
        EndCode::Settled => refuse_if(matter.is_accusation(), not_here),
        EndCode::Died => refuse_if(matter.is_accusation() || matter.to_be_served().nth(1).is_some(), not_here),
        EndCode::HandedOver => Ok(()),
        EndCode::Withdrawn | EndCode::SplitUp => Err(not_here),
    }
}

/// The paper is there to be fetched, and each petition still to be served was tried twice, or never gave an address.
fn check_deposit(matter: &Matter, issue: &Issue, not_here: Refusal) -> Result<(), Refusal> {
    let (State::Decided { document, .. } | State::Reviewed { document, .. }) = issue.state else {
        return Err(not_here);
    };
    let is_issued = matter.document(document)?.is_issued();
    refuse_if(!is_issued, Refusal::DocumentNotIssued { document })?;
    let waiting = matter.to_be_served().filter(|petition| !issue.served.contains_key(&petition.filed.no));
    let made = |no| issue.failed_services.get(&no).copied().unwrap_or(0);
    let fewest = waiting.filter(|petition| petition.filed.reachable).map(|petition| made(petition.filed.no)).min();
    match fewest {
        Some(made) if made < ATTEMPTS_NEEDED => Err(Refusal::AttemptsNeeded { made, needed: ATTEMPTS_NEEDED }),
        Some(_) | None => Ok(()),
    }
}

/// The article or office rule an end stands on.
const fn rule_of(end: EndCode) -> &'static str {
    match end {
        EndCode::Deposited => "office-13",
        EndCode::Settled => "xf22-33",
        EndCode::Withdrawn => "office-10",
        EndCode::Died => "office-14",
        EndCode::HandedOver => "xf22-22",
        EndCode::RegisteredInError => "office-12",
        EndCode::NotAPetition => "xf22-17",
        EndCode::SplitUp => "office-3",
    }
}

/// After an end that was an answer or one of the office's own; a withdrawal is taken back by its own command.
pub fn may_reopen<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    facts.may(CommandKind::Reopen, matter, Some(issue))?;
    let State::Ended { how, .. } = issue.state else {
        return Err(Refusal::StillOpen { at: matter.standing(issue) });
    };
    match how {
        End::Coded(end @ (EndCode::Withdrawn | EndCode::SplitUp)) => {
            Err(Refusal::EndNotForThis { end, at: matter.standing(issue) })
        }
        End::Answered | End::Coded(_) | End::History => Ok(issue),
    }
}

/// The unit handles it anew, with a full period from today; what was never classified waits for its route again.
pub fn reopen(matter: &Matter, command: &Reopen, facts: &Facts<'_>) -> Decision {
    let issue = may_reopen(matter, command.issue, facts)?;
    let step = match issue.classified {
        Some(_) => procedure(issue, facts, facts.today)?.step,
        None => Step::RegisterForward,
    };
    let moves = Moves::new(matter, facts).stop_all_but(issue.no, &[]);
    let reopened = IssueReopened {
        issue: issue.no,
        reason: command.reason,
        on: facts.today,
        clocks: moves.start_anew(issue.no, step, &issue.unit, facts.today)?.done(),
    };
    past_the_wall(matter, vec![reopened.into()], facts)
}
