//! Service, execution, rating: the answer reaches each petitioner with proof, what was granted is done, and the
//! petitioner says whether it was real.
//!
//! Service is an act of its own: the windows for review start on that day and not when the paper was signed. An issue is
//! served when every petition that stands and can be reached has been.
//!
//! Source: 信访工作条例 (2022) art. 21, 32, 34 to 36.

use jiff::civil::Date;

use super::accept::since;
use super::clocks::Moves;
use super::opinion::{opens, pack_on, procedure};
use super::route::{after, past_the_wall};
use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::Step;
use crate::ids::{DocumentNo, IssueNo, PetitionNo};
use crate::matter::command::{CommandKind, ConfirmExecution, FailService, Rate, RecordExecution, Serve};
use crate::matter::event::{AnswerServed, Clocks, Event, ExecutionConfirmed, ExecutionRecorded, Rated, ServiceFailed};
use crate::matter::kinds::{Instance, ReviewOutcome, ServiceWay};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Execution, Issue, Matter, State};

/// Decided, and the paper exists.
pub fn may_serve<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<(&'m Issue, DocumentNo), Refusal> {
    let issue = facts.open_issue(matter, no, command)?;
    let document = paper_to_serve(matter, issue)?;
    facts.somebody_stands(matter)?;
    let issued = matter.document(document)?.is_issued();
    refuse_if(!issued, Refusal::DocumentNotIssued { document })?;
    Ok((issue, document))
}

fn paper_to_serve(matter: &Matter, issue: &Issue) -> Result<DocumentNo, Refusal> {
    issue.paper_to_serve().ok_or_else(|| Refusal::NothingToServe { at: matter.standing(issue) })
}

/// One petition's petitioner has it.
pub fn serve(matter: &Matter, command: &Serve, facts: &Facts<'_>) -> Decision {
    if matter.issue(command.issue)?.served.contains_key(&command.petition) {
        return done();
    }
    let (issue, document) = may_serve(matter, command.issue, CommandKind::Serve, facts)?;
    facts.own_standing(matter, command.petition)?;
    refuse_if(command.way == ServiceWay::PublicNotice && matter.sealed, Refusal::NoPublicNotice)?;
    facts.day_between(command.on, since(issue))?;
    let served = Served { petition: command.petition, on: command.on };
    let answer = AnswerServed {
        issue: issue.no,
        document,
        petition: command.petition,
        way: command.way,
        proof: command.proof,
        on: command.on,
        complete: served.completes(matter, issue),
        clocks: served.clocks(matter, issue, facts)?,
    };
    // What a review sent back to be done anew does not go back to whoever has come to be accused since.
    past_the_wall(matter, vec![answer.into()], facts)
}

/// What is served in the same breath as it is decided.
pub(super) struct ServeNow {
    pub issue: IssueNo,
    pub petition: PetitionNo,
    pub way: ServiceWay,
}

/// The service that follows at once from a decision just made: asked of the matter as it is after these events.
pub(super) fn serve_now(matter: &Matter, events: &[Event], now: &ServeNow, facts: &Facts<'_>) -> Decision {
    let after = after(matter, events, facts);
    let issue = after.issue(now.issue)?;
    let document = paper_to_serve(&after, issue)?;
    let served = Served { petition: now.petition, on: facts.today };
    event(AnswerServed {
        issue: issue.no,
        document,
        petition: now.petition,
        way: now.way,
        proof: None,
        on: facts.today,
        complete: served.completes(&after, issue),
        clocks: served.clocks(&after, issue, facts)?,
    })
}

/// The issues that are served with that petition gone, because everybody else has the paper already; and their clocks.
pub(super) fn served_without<'a>(
    matter: &Matter,
    petition: PetitionNo,
    mut moves: Moves<'a>,
    facts: &Facts<'_>,
) -> Result<(Vec<IssueNo>, Moves<'a>), Refusal> {
    let gone = Served { petition, on: facts.today };
    let waits = |issue: &&Issue| matches!(issue.state, State::Decided { .. } | State::Reviewed { .. });
    let served: Vec<&Issue> = matter.issues.iter().filter(waits).filter(|issue| !issue.served.is_empty()).collect();
    let served: Vec<&Issue> = served.into_iter().filter(|issue| gone.completes(matter, issue)).collect();
    for issue in &served {
        moves = moves.meet(issue.no, Step::Service);
        moves = if is_to_be_redone(issue) {
            begin_anew(moves, issue, facts.today, facts)?
        } else {
            follow_execution(moves, matter, issue, facts.today)?
        };
    }
    Ok((served.iter().map(|issue| issue.no).collect(), moves))
}

struct Served {
    petition: PetitionNo,
    on: Date,
}

impl Served {
    /// Everybody else who can be reached has it already.
    fn completes(&self, matter: &Matter, issue: &Issue) -> bool {
        let mut waiting = matter.to_be_served().filter(|petition| petition.filed.reachable);
        waiting.all(|petition| petition.filed.no == self.petition || issue.served.contains_key(&petition.filed.no))
    }

    /// Each petitioner's window runs from his own service; where a review ordered it, the unit's period begins anew.
    fn clocks(&self, matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> Result<Clocks, Refusal> {
        let complete = self.completes(matter, issue);
        let mut moves = Moves::new(matter, facts);
        if complete {
            moves = moves.meet(issue.no, Step::Service);
        }
        if complete && is_to_be_redone(issue) {
            return Ok(begin_anew(moves, issue, self.on, facts)?.done());
        }
        if complete {
            moves = follow_execution(moves, matter, issue, self.on)?;
        }
        match self.window(issue, facts)? {
            Some(window) => Ok(moves.start_window(issue.no, window, &issue.unit, self.petition, self.on)?.done()),
            None => Ok(moves.done()),
        }
    }

    /// The window that the paper's remedy opens, if it opens one.
    fn window(&self, issue: &Issue, facts: &Facts<'_>) -> Result<Option<Step>, Refusal> {
        let Some(instance) = open_instance(issue) else { return Ok(None) };
        let rule = pack_on(facts, self.on)?.instance(instance).map(|rule| rule.window);
        Ok(rule)
    }
}

/// The unit's period begins anew, as the organ ordered.
fn begin_anew<'a>(moves: Moves<'a>, issue: &Issue, on: Date, facts: &Facts<'_>) -> Result<Moves<'a>, Refusal> {
    let step = procedure(issue, facts, on)?.step;
    moves.stop_all_but(issue.no, &[]).start_anew(issue.no, step, &issue.unit, on)
}

/// What was granted has a clock of its own from complete service until somebody confirms that it was carried out; a review
/// in between leaves it running.
fn follow_execution<'a>(moves: Moves<'a>, matter: &Matter, issue: &Issue, on: Date) -> Result<Moves<'a>, Refusal> {
    let followed = matter.live_clock(issue.no, Step::Execution).is_some();
    if issue.execution != Execution::Owed || followed {
        return Ok(moves);
    }
    moves.start(issue.no, Step::Execution, &issue.unit, on)
}

fn is_to_be_redone(issue: &Issue) -> bool {
    issue.review.as_ref().is_some_and(|review| review.outcome == ReviewOutcome::OrderRedo)
}

fn open_instance(issue: &Issue) -> Option<Instance> {
    issue.remedy().and_then(opens)
}

/// It came back, or nobody was there.
pub fn fail(matter: &Matter, command: &FailService, facts: &Facts<'_>) -> Decision {
    let (issue, _) = may_serve(matter, command.issue, CommandKind::FailService, facts)?;
    facts.own_standing(matter, command.petition)?;
    facts.day_between(command.on, since(issue))?;
    let FailService { petition, way, note, on, .. } = *command;
    event(ServiceFailed { issue: issue.no, petition, way, note, on })
}

/// Something was granted: also after the issue has ended, for carrying it out comes after the answer.
pub fn may_execute<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    facts.may(command, matter, Some(issue))?;
    let granted = issue.execution != Execution::NotOwed;
    refuse_if(!granted, Refusal::NothingGranted { at: matter.standing(issue) })?;
    Ok(issue)
}

/// A step of carrying it out.
pub fn record_execution(matter: &Matter, command: &RecordExecution, facts: &Facts<'_>) -> Decision {
    let issue = may_execute(matter, command.issue, CommandKind::RecordExecution, facts)?;
    let decided_on = issue.decision.as_ref().map_or(command.on, |decision| decision.on);
    facts.day_between(command.on, decided_on)?;
    event(ExecutionRecorded { issue: issue.no, note: command.note, on: command.on })
}

/// It was carried out: said by the petitioner or the supervisor, never by the unit itself.
pub fn confirm_execution(matter: &Matter, command: &ConfirmExecution, facts: &Facts<'_>) -> Decision {
    let issue = may_execute(matter, command.issue, CommandKind::ConfirmExecution, facts)?;
    if matches!(issue.execution, Execution::Confirmed(_)) {
        return done();
    }
    let clocks = Moves::new(matter, facts).meet(issue.no, Step::Execution).done();
    event(ExecutionConfirmed { issue: issue.no, on: facts.today, clocks })
}

/// Once there is an answer that was served, also after the end.
pub fn may_rate<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    facts.may(CommandKind::Rate, matter, Some(issue))?;
    refuse_if(issue.served.is_empty(), Refusal::NotAnswered { at: matter.standing(issue) })?;
    Ok(issue)
}

/// What the petitioner thinks of it; once for each answer.
pub fn rate(matter: &Matter, command: &Rate, facts: &Facts<'_>) -> Decision {
    let issue = may_rate(matter, command.issue, facts)?;
    facts.own(matter, command.petition)?;
    if issue.rated.contains(&command.petition) {
        return done();
    }
    event(Rated { issue: issue.no, petition: command.petition, score: command.score, on: facts.today })
}
