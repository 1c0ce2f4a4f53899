//! Withdrawing is free and can be undone; periods then start anew. An accusation withdrawn is looked into all the same.
//!
//! Source: office rule 10; guarantee R9.

use super::clocks::Moves;
use super::opinion::procedure;
use super::route::past_the_wall;
use super::serve::served_without;
use super::{Decision, Facts, done, refuse_if};
use crate::clock::Step;
use crate::ids::{IssueNo, PetitionNo};
use crate::matter::command::{CommandKind, UndoWithdrawal, Withdraw};
use crate::matter::event::{PetitionWithdrawn, WithdrawalUndone};
use crate::matter::kinds::EndCode;
use crate::matter::refusal::Refusal;
use crate::matter::state::{End, Issue, Matter, Petition, State};

/// At any time, by the petitioner or for him.
pub fn may_withdraw<'m>(
    matter: &'m Matter,
    no: PetitionNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Petition, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    facts.may(command, matter, matter.issues.first())?;
    facts.own(matter, no)
}

/// The issues end that nobody else's petition still asks for.
pub fn withdraw(matter: &Matter, command: &Withdraw, facts: &Facts<'_>) -> Decision {
    let petition = may_withdraw(matter, command.petition, CommandKind::Withdraw, facts)?;
    if petition.withdrawn_on.is_some() {
        return done();
    }
    let others_stand = matter.to_be_served().any(|other| other.filed.no != command.petition);
    let goes_on = others_stand || matter.is_accusation();
    let open = matter.issues.iter().filter(|issue| !issue.has_ended());
    let ended: Vec<IssueNo> = if goes_on { Vec::new() } else { open.map(|issue| issue.no).collect() };
    let moves = ended.iter().fold(Moves::new(matter, facts), |moves, issue| moves.stop_all_but(*issue, &[]));
    let (served, moves) =
        if ended.is_empty() { served_without(matter, command.petition, moves, facts)? } else { (Vec::new(), moves) };
    let clocks = moves.done();
    let withdrawn = PetitionWithdrawn { petition: command.petition, on: facts.today, ended, served, clocks };
    past_the_wall(matter, vec![withdrawn.into()], facts)
}

/// A petition that was withdrawn.
pub fn may_undo<'m>(matter: &'m Matter, no: PetitionNo, facts: &Facts<'_>) -> Result<&'m Petition, Refusal> {
    let petition = may_withdraw(matter, no, CommandKind::UndoWithdrawal, facts)?;
    refuse_if(petition.withdrawn_on.is_none(), Refusal::NotWithdrawn { petition: no })?;
    Ok(petition)
}

/// The withdrawal is taken back.
pub fn undo(matter: &Matter, command: &UndoWithdrawal, facts: &Facts<'_>) -> Decision {
    may_undo(matter, command.petition, facts)?;
    let ended = |issue: &&Issue| matches!(issue.state, State::Ended { how: End::Coded(EndCode::Withdrawn), .. });
    let revived: Vec<&Issue> = matter.issues.iter().filter(ended).collect();
    let moves = revived.iter().try_fold(Moves::new(matter, facts), |moves, issue| {
        moves.start_anew(issue.no, first_step(issue, facts)?, &issue.unit, facts.today)
    })?;
    let undone = WithdrawalUndone {
        petition: command.petition,
        on: facts.today,
        revived: revived.iter().map(|issue| issue.no).collect(),
        clocks: moves.done(),
    };
    past_the_wall(matter, vec![undone.into()], facts)
}

/// What was accepted is handled anew from its start; what was not waits for its route.
fn first_step(issue: &Issue, facts: &Facts<'_>) -> Result<Step, Refusal> {
    match issue.accepted_on {
        Some(_) => Ok(procedure(issue, facts, facts.today)?.step),
        None if issue.unit == facts.office.registry => Ok(Step::RegisterForward),
        None => Ok(Step::NoticeForwarded),
    }
}
