//! Review and re-review: asked of the organ above, answered with reasons. A request that comes after its window is
//! registered all the same, marked late, and put to the organ: nobody is turned away at the counter.
//!
//! Source: 信访工作条例 (2022) art. 35, 36; 信访条例 (2005) art. 34, 35.

use jiff::civil::Date;

use super::accept::since;
use super::clocks::{Moves, rule_on};
use super::document::number;
use super::opinion::{opens, organ_of, pack_on, remedy};
use super::{Decision, Facts, done, refuse_if};
use crate::clock::Step;
use crate::ids::{IssueNo, PetitionNo, UnitCode};
use crate::matter::command::{CommandKind, DecideReview, RequestReview};
use crate::matter::event::{Clocks, Remedy, ReviewDecided, ReviewRequested};
use crate::matter::kinds::{EndCode, Instance, ReviewOutcome};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, End, Issue, Matter, State, Unwritten};
use crate::office::{Actor, policy};
use crate::pack::CountedFrom;

/// A served decision against which a review is open; in its window, or late.
pub fn may_request<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<(&'m Issue, Instance), Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    facts.may(CommandKind::RequestReview, matter, Some(issue))?;
    refuse_if(!was_served(issue), Refusal::NothingToReview { at: matter.standing(issue) })?;
    facts.somebody_stands(matter)?;
    match issue.remedy() {
        Some(Remedy::None { .. }) if issue.review.is_some() => Err(Refusal::NoRemedyLeft),
        Some(remedy) => opens(remedy).map(|instance| (issue, instance)).ok_or(Refusal::NoReviewHere),
        None => Err(Refusal::NothingToReview { at: matter.standing(issue) }),
    }
}

/// Served on somebody, or ended after it was.
fn was_served(issue: &Issue) -> bool {
    match issue.state {
        State::Served { .. } => true,
        State::Decided { .. } | State::Reviewed { .. } => !issue.served.is_empty(),
        State::Ended { how, .. } => how == End::Answered || how == End::Coded(EndCode::Deposited),
        State::Registered { .. }
        | State::Routed { .. }
        | State::ObjectedTo { .. }
        | State::InDispute { .. }
        | State::Accepted { .. }
        | State::UnderReview { .. } => false,
    }
}

/// The organ's period begins with the request.
pub fn request(matter: &Matter, command: &RequestReview, facts: &Facts<'_>) -> Decision {
    let asked_already = matches!(matter.issue(command.issue)?.state,
        State::UnderReview { petition, .. } if petition == command.petition);
    if asked_already {
        return done();
    }
    let (issue, instance) = may_request(matter, command.issue, facts)?;
    facts.own_standing(matter, command.petition)?;
    let served_on = issue.served.get(&command.petition).copied();
    facts.day_between(command.on, served_on.unwrap_or_else(|| since(issue)))?;
    let rule = pack_on(facts, command.on)?.instance(instance).ok_or(Refusal::NoReviewHere)?;
    let organ = organ(matter, issue, facts);
    let moves = Moves::new(matter, facts)
        .meet_window(issue.no, rule.window, command.petition)
        .stop_all_but(issue.no, &[Step::Execution, Step::ReviewWindow, Step::ReReviewWindow]);
    Ok(vec![
        ReviewRequested {
            issue: issue.no,
            petition: command.petition,
            instance,
            late: is_late(matter, issue, command, facts),
            request: command.request,
            on: command.on,
            clocks: asked(moves, issue.no, rule.step, (&organ, command.on), facts)?.done(),
            organ,
        }
        .into(),
    ])
}

/// The organ's clocks begin: for acknowledging the request, where the law gives that days of its own, and for the review,
/// which may count from the acknowledgement only.
fn asked<'a>(
    moves: Moves<'a>,
    issue: IssueNo,
    step: Step,
    (organ, on): (&UnitCode, Date),
    facts: &Facts<'_>,
) -> Result<Moves<'a>, Refusal> {
    let acknowledges = rule_on(facts, Step::ReviewNotice, on).is_ok();
    let moves = if acknowledges { moves.start(issue, Step::ReviewNotice, organ, on)? } else { moves };
    if waits(step, on, facts)? { Ok(moves) } else { moves.start(issue, step, organ, on) }
}

/// The review's clock begins when its request is acknowledged.
fn waits(step: Step, on: Date, facts: &Facts<'_>) -> Result<bool, Refusal> {
    Ok(rule_on(facts, step, on)?.1.counted_from == CountedFrom::Acknowledgement)
}

/// The request is acknowledged: what waited for that begins.
pub(super) fn acknowledge(matter: &Matter, issue: &Issue, on: Date, facts: &Facts<'_>) -> Result<Clocks, Refusal> {
    let State::UnderReview { instance, .. } = issue.state else { return Ok(Clocks::default()) };
    let asked_on = since(issue);
    facts.day_between(on, asked_on)?;
    let step = pack_on(facts, asked_on)?.instance(instance).ok_or(Refusal::NoReviewHere)?.step;
    let moves = Moves::new(matter, facts).meet(issue.no, Step::ReviewNotice);
    let moves = if waits(step, asked_on, facts)? { moves.start(issue.no, step, issue.acting(), on)? } else { moves };
    Ok(moves.done())
}

/// It was asked for, and who asked has still to be told that the request came.
pub(super) fn owes_acknowledgement(matter: &Matter, issue: &Issue) -> bool {
    matter.live_clock(issue.no, Step::ReviewNotice).is_some()
}

/// After the petition's own window. Who asks himself asks now; what a registrar enters came at some hour of its day.
fn is_late(matter: &Matter, issue: &Issue, command: &RequestReview, facts: &Facts<'_>) -> bool {
    let windows = matter.clocks.iter().rev().filter(|clock| {
        let is_window = matches!(clock.step(), Step::ReviewWindow | Step::ReReviewWindow);
        clock.issue == issue.no && is_window
    });
    let own = |no: PetitionNo| move |clock: &&Clock| clock.petition == Some(no);
    let mut windows = windows.filter(own(command.petition));
    let asks_now = matches!(facts.actor, Actor::Petitioner(_));
    let is_over = |window: &Clock| {
        let (period, on) = (&window.derivation, command.on);
        if asks_now { facts.was_over(period, on) } else { period.is_past(on) }
    };
    windows.next().is_some_and(is_over)
}

/// Who decides: the organ that the paper itself names, unless it has come to stand behind the wall since.
fn organ(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> UnitCode {
    match issue.remedy() {
        Some(Remedy::Ask { organ, .. }) if !policy::is_walled(facts.office, matter, organ) => organ.clone(),
        Some(Remedy::Ask { .. } | Remedy::Channel { .. } | Remedy::None { .. }) | None => {
            organ_of(&issue.unit, matter, facts)
        }
    }
}

/// While it is under review, by the organ.
pub fn may_decide<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<(&'m Issue, Instance), Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::DecideReview)?;
    match issue.state {
        State::UnderReview { instance, .. } => Ok((issue, instance)),
        State::Registered { .. }
        | State::Routed { .. }
        | State::ObjectedTo { .. }
        | State::InDispute { .. }
        | State::Accepted { .. }
        | State::Decided { .. }
        | State::Served { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => Err(Refusal::NotUnderReview { at: matter.standing(issue) }),
    }
}

/// Upheld, revoked, changed, or sent back to be done anew: whichever of these its law has.
pub fn decide_review(matter: &Matter, command: &DecideReview, facts: &Facts<'_>) -> Decision {
    let (issue, instance) = may_decide(matter, command.issue, facts)?;
    let rule = pack_on(facts, since(issue))?.instance(instance).ok_or(Refusal::NoReviewHere)?;
    let known = rule.outcomes.contains(&command.outcome);
    refuse_if(!known, Refusal::OutcomeNotForReview { ruled: command.outcome, instance })?;
    let organ = issue.acting().clone();
    let paper = number(matter, Unwritten::of(rule.document, issue.no));
    // Windows against the decision that was reviewed are over: everybody gets one against the review.
    let moves = Moves::new(matter, facts).meet(issue.no, rule.step).stop_all_but(issue.no, &[Step::Execution]);
    let decided = ReviewDecided {
        issue: issue.no,
        instance,
        outcome: command.outcome,
        facts: command.findings.facts,
        reasons: command.findings.reasons,
        basis: command.findings.basis,
        remedy: remedy_of(command.outcome, remedy(&rule.remedy, &organ, matter, facts)?),
        document: paper.document,
        on: facts.today,
        clocks: moves.start(issue.no, Step::Service, &organ, facts.today)?.done(),
        organ,
    };
    Ok(vec![decided.into(), paper.into()])
}

/// What is sent back will be decided anew, and that decision will have its own remedy.
fn remedy_of(outcome: ReviewOutcome, remedy: Remedy) -> Remedy {
    match (outcome, remedy) {
        (ReviewOutcome::OrderRedo, Remedy::Ask { article, .. }) => Remedy::None { article },
        (_, remedy) => remedy,
    }
}
