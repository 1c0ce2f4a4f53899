//! Sending an issue to the unit that must answer: forward, assign, ask above, take over.
//!
//! The route follows function and place; a person decides and the reason is kept. Never to the accused. An instruction
//! from above holds no clock.
//!
//! Source: 信访工作条例 (2022) art. 22, 24, 30; office rule 8 for instructions.

use jiff::civil::Date;

use super::clocks::{Moves, derive_to};
use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::Step;
use crate::ids::{IssueNo, UnitCode};
use crate::matter::command::{
    Assign, CommandKind, Entrust, Forward, GiveInstruction, ProposeRoute, RequestInstruction, TakeOver,
};
use crate::matter::event::{
    Event, InstructionGiven, InstructionRequested, IssueAssigned, IssueEntrusted, IssueForwarded, IssueTakenOver,
    RouteProposed, RouteReason,
};
use crate::matter::evolve::{Entry, evolve};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Classified, Issue, Matter, State};
use crate::office::{Post, policy, routing};

/// While it waits for a route.
pub fn may_route<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, command)?;
    let waits = matches!(issue.state, State::Registered { .. });
    refuse_if(!waits, Refusal::NotAwaitingRoute { at: matter.standing(issue) })?;
    Ok(issue)
}

/// The office's own data must name somebody.
pub fn may_propose<'m>(
    matter: &'m Matter,
    no: IssueNo,
    facts: &Facts<'_>,
) -> Result<(&'m Issue, routing::Proposal), Refusal> {
    let issue = may_route(matter, no, CommandKind::ProposeRoute, facts)?;
    let (kind, class) = match &issue.classified {
        Some(Classified { kind, class: Some(class), .. }) => (*kind, class),
        Some(Classified { class: None, .. }) | None => return Err(Refusal::NotClassified),
    };
    let place = matter.place.as_ref();
    let about = routing::About { kind, class, place, against: &matter.against, on: facts.today };
    let proposal = routing::propose(facts.office, about).ok_or(Refusal::NoRouteFound)?;
    Ok((issue, proposal))
}

/// Looks the route up; nothing moves.
pub fn propose(matter: &Matter, command: &ProposeRoute, facts: &Facts<'_>) -> Decision {
    let (issue, proposal) = may_propose(matter, command.issue, facts)?;
    event(RouteProposed { issue: issue.no, to: proposal.unit, reason: proposal.reason })
}

/// 转送: the unit has its days for telling the petitioner, and for objecting.
pub fn forward(matter: &Matter, command: &Forward, facts: &Facts<'_>) -> Decision {
    let issue = may_route(matter, command.issue, CommandKind::Forward, facts)?;
    check_receiver(matter, issue, &command.to, facts)?;
    event(IssueForwarded {
        issue: issue.no,
        from: issue.unit.clone(),
        to: command.to.clone(),
        reason: command.reason.clone(),
        on: facts.today,
        clocks: sending(matter, issue, &command.to, facts)?.done(),
        proposed: command.proposed.clone(),
    })
}

/// 交办: the same, with a day by which the unit reports back, and units that help.
pub fn assign(matter: &Matter, command: &Assign, facts: &Facts<'_>) -> Decision {
    let issue = may_route(matter, command.issue, CommandKind::Assign, facts)?;
    check_receiver(matter, issue, &command.to, facts)?;
    for unit in &command.assisting {
        facts.unit(unit, facts.today)?;
        refuse_if(policy::is_walled(facts.office, matter, unit), Refusal::ToTheAccused { unit: unit.clone() })?;
    }
    refuse_if(command.report_due_on < facts.today, Refusal::TooEarly { earliest: facts.today })?;
    let report = derive_to(facts, Step::AssignedReport, facts.today, command.report_due_on)?;
    event(IssueAssigned {
        issue: issue.no,
        from: issue.unit.clone(),
        to: command.to.clone(),
        assisting: command.assisting.clone(),
        reason: command.reason.clone(),
        on: facts.today,
        clocks: sending(matter, issue, &command.to, facts)?.begin(issue.no, &command.to, None, report).done(),
        proposed: command.proposed.clone(),
    })
}

/// A unit that exists, is another, and is not on the other side of the wall.
pub(super) fn check_receiver(matter: &Matter, issue: &Issue, to: &UnitCode, facts: &Facts<'_>) -> Result<(), Refusal> {
    facts.unit(to, facts.today)?;
    refuse_if(*to == issue.unit, Refusal::ThereAlready { unit: to.clone() })?;
    refuse_if(policy::is_walled(facts.office, matter, to), Refusal::ToTheAccused { unit: to.clone() })
}

/// What was decided, and after it the way out for every open issue that lies behind the wall: to the discipline organ, to
/// the registry, or to whoever receives for this office. The accused never keep what they are accused in.
pub(super) fn past_the_wall(matter: &Matter, mut events: Vec<Event>, facts: &Facts<'_>) -> Decision {
    let mut after = after(matter, &events, facts);
    for no in matter.issues.iter().map(|issue| issue.no) {
        let issue = after.issue(no)?;
        let hands = if is_before_decision(&issue.state) { [&issue.unit, issue.acting()] } else { [issue.acting(); 2] };
        let of_the_accused = hands.into_iter().any(|unit| policy::is_walled(facts.office, &after, unit));
        let under_review = matches!(issue.state, State::UnderReview { .. } | State::Reviewed { .. });
        // A review under way cannot change hands: the accusation is registered as a matter of its own.
        refuse_if(of_the_accused && under_review, Refusal::ToTheAccused { unit: issue.acting().clone() })?;
        if of_the_accused && is_before_decision(&issue.state) {
            events.push(out_of_their_hands(&after, issue, facts)?.into());
            after = self::after(matter, &events, facts);
        }
    }
    Ok(events)
}

/// The registry sends it; where that is accused too, it comes to the receiver as if brought there directly. Where the
/// registry itself receives it, it has its days for sending it on.
fn out_of_their_hands(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> Result<IssueForwarded, Refusal> {
    let office = facts.office;
    let to = policy::free_receiver(office, matter, facts.today).ok_or(Refusal::NoAlternateReceiver)?;
    let from = if policy::is_walled(office, matter, &office.registry) { to } else { &office.registry };
    let moves = Moves::new(matter, facts).stop_all_but(issue.no, &[]);
    let moves = match from == to {
        true if *to == office.registry => moves.start(issue.no, Step::RegisterForward, to, facts.today)?,
        true => moves.start(issue.no, Step::NoticeForwarded, to, facts.today)?,
        false => received(moves, issue.no, to, facts.today)?,
    };
    Ok(IssueForwarded {
        issue: issue.no,
        from: from.clone(),
        to: to.clone(),
        reason: RouteReason::PastTheAccused,
        on: facts.today,
        clocks: moves.done(),
        proposed: Vec::new(),
    })
}

/// The matter as it will be once these are entries.
pub(super) fn after(matter: &Matter, events: &[Event], facts: &Facts<'_>) -> Matter {
    events.iter().fold(matter.clone(), |matter, event| {
        let entry = Entry { seq: matter.seq + 1, recorded_on: facts.today, number: None, event: event.clone() };
        evolve(matter, &entry)
    })
}

/// Sending on meets the sender's duty and starts the receiver's.
fn sending<'a>(matter: &'a Matter, issue: &Issue, to: &UnitCode, facts: &'a Facts<'a>) -> Result<Moves<'a>, Refusal> {
    let met = Moves::new(matter, facts)
        .meet(issue.no, Step::RegisterForward)
        .meet(issue.no, Step::NoticeDirect)
        .stop_all_but(issue.no, &[]);
    received(met, issue.no, to, facts.today)
}

/// What begins for a unit on the day it receives an issue.
pub(super) fn received<'a>(moves: Moves<'a>, issue: IssueNo, to: &UnitCode, on: Date) -> Result<Moves<'a>, Refusal> {
    moves.start(issue, Step::NoticeForwarded, to, on)?.start(issue, Step::Objection, to, on)
}

/// 请示: one question at a time, to a unit above, until the issue is decided.
pub fn may_ask<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::RequestInstruction)?;
    refuse_if(!is_before_decision(&issue.state), Refusal::NotBeingHandled { at: matter.standing(issue) })?;
    if let Some(of) = &issue.question_to {
        return Err(Refusal::QuestionOpen { of: of.clone() });
    }
    not_topmost(matter, issue, facts)?;
    Ok(issue)
}

/// Somebody is above the unit that has it.
fn not_topmost(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> Result<(), Refusal> {
    let topmost = facts.office.above(&issue.unit).next().is_none();
    refuse_if(topmost, Refusal::Topmost { unit: issue.unit.clone(), at: matter.standing(issue) })
}

/// It is still to be decided: sent about, or being handled.
pub(super) const fn is_before_decision(state: &State) -> bool {
    match state {
        State::Registered { .. }
        | State::Routed { .. }
        | State::ObjectedTo { .. }
        | State::InDispute { .. }
        | State::Accepted { .. } => true,
        State::Decided { .. }
        | State::Served { .. }
        | State::UnderReview { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => false,
    }
}

/// The question goes to a unit above; its answer has an office period.
pub fn request_instruction(matter: &Matter, command: &RequestInstruction, facts: &Facts<'_>) -> Decision {
    let issue = may_ask(matter, command.issue, facts)?;
    facts.unit(&command.of, facts.today)?;
    let above = facts.office.above(&issue.unit).any(|unit| *unit == command.of);
    refuse_if(!above, Refusal::NotAbove { unit: command.of.clone() })?;
    event(InstructionRequested {
        issue: issue.no,
        of: command.of.clone(),
        question: command.question,
        on: facts.today,
        clocks: Moves::new(matter, facts).start(issue.no, Step::Instruction, &command.of, facts.today)?.done(),
    })
}

/// 批示: while a question is open.
pub fn may_instruct<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    refuse_if(!is_before_decision(&issue.state), Refusal::NotBeingHandled { at: matter.standing(issue) })?;
    if issue.question_to.is_none() {
        not_topmost(matter, issue, facts)?;
        return Err(Refusal::NoQuestion);
    }
    facts.open_issue(matter, no, CommandKind::GiveInstruction)
}

/// The answer from above; it changes no finding and holds no clock.
pub fn give_instruction(matter: &Matter, command: &GiveInstruction, facts: &Facts<'_>) -> Decision {
    let issue = may_instruct(matter, command.issue, facts)?;
    event(InstructionGiven {
        issue: issue.no,
        instruction: command.instruction,
        on: facts.today,
        clocks: Moves::new(matter, facts).meet(issue.no, Step::Instruction).done(),
    })
}

/// 提级: before it is accepted, by a unit above.
pub fn may_take_over<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    not_topmost(matter, matter.issue(no)?, facts)?;
    let issue = facts.open_issue(matter, no, CommandKind::TakeOver)?;
    match issue.state {
        State::Registered { .. } | State::Routed { .. } | State::ObjectedTo { .. } | State::InDispute { .. } => {
            Ok(issue)
        }
        State::Accepted { .. }
        | State::Decided { .. }
        | State::Served { .. }
        | State::UnderReview { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => Err(Refusal::AlreadyAccepted { at: matter.standing(issue) }),
    }
}

/// The unit above has it now, and the days for telling the petitioner begin there.
pub fn take_over(matter: &Matter, command: &TakeOver, facts: &Facts<'_>) -> Decision {
    let issue = matter.issue(command.issue)?;
    if issue.unit == command.by && !issue.has_ended() {
        return done();
    }
    may_take_over(matter, command.issue, facts)?;
    facts.unit(&command.by, facts.today)?;
    let above = facts.office.above(&issue.unit).any(|unit| *unit == command.by);
    refuse_if(!above, Refusal::NotAbove { unit: command.by.clone() })?;
    let moves = Moves::new(matter, facts).stop_all_but(issue.no, &[]);
    event(IssueTakenOver {
        issue: issue.no,
        from: issue.unit.clone(),
        by: command.by.clone(),
        reason: command.reason,
        on: facts.today,
        clocks: moves.start(issue.no, Step::NoticeForwarded, &command.by, facts.today)?.done(),
    })
}

/// As long as the issue is open, within the unit that must act.
pub fn may_entrust<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    facts.open_issue(matter, no, CommandKind::Entrust)
}

/// An officer who serves in the acting unit that day has it in hand, one whom nothing keeps out of the matter; or everybody
/// in the unit has it again.
pub fn entrust(matter: &Matter, command: &Entrust, facts: &Facts<'_>) -> Decision {
    let issue = may_entrust(matter, command.issue, facts)?;
    let unit = issue.acting();
    if let Some(code) = &command.to {
        let serving = facts.office.officer(code).filter(|officer| officer.span.holds(facts.today));
        let works = |post: &Post| post.unit == *unit && post.role.handles();
        let is_of_unit = serving.is_some_and(|officer| officer.posts_on(facts.today).iter().any(works));
        refuse_if(
            !is_of_unit || facts.office.is_recused(code, matter.id),
            Refusal::NotOfTheUnit { unit: unit.clone() },
        )?;
    }
    if issue.in_hand_of() == command.to.as_ref() {
        return done();
    }
    event(IssueEntrusted { issue: issue.no, unit: unit.clone(), to: command.to.clone(), on: facts.today })
}
