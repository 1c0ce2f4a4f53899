//! Deciding an issue: facts, reasons, basis, and the remedy open that day or the article by which none remains. Without
//! them there is no decision: the type asks for each.
//!
//! Turning a petition down and leading it elsewhere are decisions too: reasoned, on a coded ground, put on paper, served.
//! Kind and way choose outcomes, paper and remedy; the pack says how.
//!
//! Source: 信访工作条例 (2022) art. 19, 22, 23, 29 to 32, 34 to 36; 信访条例 (2005) art. 21, 22, 32 to 35.

use jiff::civil::Date;

use super::accept::{since, with_the_unit};
use super::clocks::Moves;
use super::document::number;
use super::serve::{ServeNow, serve_now};
use super::{Decision, Facts, refuse_if};
use crate::clock::{Derivation, Step};
use crate::ids::{IssueNo, PetitionNo, UnitCode};
use crate::matter::command::{
    AnswerAtOnce, CommandKind, Decide, DoNotAccept, Findings, LeadIntoChannel, NoLongerAccept,
};
use crate::matter::event::{Clocks, IssueDecided, Remedy};
use crate::matter::kinds::{DocumentKind, Instance, Kind, Outcome, ServiceWay};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter, State, Unwritten};
use crate::office::policy;
use crate::pack::{Pack, Procedure, RemedyRule, Rule};

/// The pack in force on that day.
pub(super) fn pack_on<'f>(facts: &Facts<'f>, on: Date) -> Result<&'f Pack, Refusal> {
    facts.office.packs.in_force(on).ok_or(Refusal::NoPackInForce { on })
}

/// What follows from the issue's kind and way, by the pack in force when its handling began.
pub(super) fn procedure<'f>(issue: &Issue, facts: &Facts<'f>, on: Date) -> Result<&'f Procedure, Refusal> {
    let classified = issue.classified.as_ref().ok_or(Refusal::NotClassified)?;
    let pack = pack_on(facts, on)?;
    pack.procedure(classified.kind, classified.way).ok_or(Refusal::WayNotForKind { kind: classified.kind })
}

/// While it is being handled.
pub fn may_decide<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::Decide)?;
    let handled = matches!(issue.state, State::Accepted { .. });
    refuse_if(!handled, Refusal::NotBeingHandled { at: matter.standing(issue) })?;
    Ok(issue)
}

/// The unit's decision on what it accepted.
pub fn decide_issue(matter: &Matter, command: &Decide, facts: &Facts<'_>) -> Decision {
    let issue = may_decide(matter, command.issue, facts)?;
    let procedure = procedure(issue, facts, since(issue))?;
    check_outcome(command.outcome, procedure)?;
    let ruling = Ruling {
        outcome: command.outcome,
        ground: None,
        remedy: remedy(&procedure.remedy, &issue.unit, matter, facts)?,
        document: procedure.document,
    };
    rule(matter, issue, ruling, command.findings, facts)
}

fn check_outcome(outcome: Outcome, procedure: &Procedure) -> Result<(), Refusal> {
    let known = procedure.outcomes.contains(&outcome);
    refuse_if(!known, Refusal::OutcomeNotForKind { outcome, kind: procedure.kind })
}

/// 当场答复: by whoever has it, before it was sent anywhere, where words are enough.
pub fn may_answer_at_once<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::AnswerAtOnce)?;
    let waits = matches!(issue.state, State::Registered { .. });
    refuse_if(!waits, Refusal::NotAwaitingRoute { at: matter.standing(issue) })?;
    refuse_if(issue.classified.is_none(), Refusal::NotClassified)?;
    refuse_if(issue.kind() == Some(Kind::Accusation), Refusal::NotOnTheSpot)?;
    let answered = matter.to_be_served().next().is_some();
    refuse_if(!answered, Refusal::PetitionWithdrawn { petition: issue.raised_by })?;
    Ok(issue)
}

/// Decided and served in one breath; the paper follows, the reasons stand all the same.
pub fn answer_at_once(matter: &Matter, command: &AnswerAtOnce, facts: &Facts<'_>) -> Decision {
    let issue = may_answer_at_once(matter, command.issue, facts)?;
    refuse_if(command.way == ServiceWay::PublicNotice && matter.sealed, Refusal::NoPublicNotice)?;
    let procedure = procedure(issue, facts, facts.today)?;
    check_outcome(command.outcome, procedure)?;
    let ruling = Ruling {
        outcome: command.outcome,
        ground: None,
        remedy: remedy(&procedure.remedy, &issue.unit, matter, facts)?,
        document: procedure.document,
    };
    let mut events = rule(matter, issue, ruling, command.findings, facts)?;
    let now = ServeNow { issue: issue.no, petition: who_stands(matter, issue), way: command.way };
    events.extend(serve_now(matter, &events, &now, facts)?);
    Ok(events)
}

/// Who stands there and is answered: who raised it, or, where he withdrew, the first who did not.
fn who_stands(matter: &Matter, issue: &Issue) -> PetitionNo {
    let mut standing = matter.to_be_served().map(|petition| petition.filed.no);
    let raised_it = standing.clone().find(|no| *no == issue.raised_by);
    raised_it.or_else(|| standing.next()).unwrap_or(issue.raised_by)
}

/// A way of turning a petition down or leading it elsewhere, and how the issue is decided by it.
pub type TurnDown = (CommandKind, Outcome);

/// 不予受理.
pub const NOT_ACCEPTED: TurnDown = (CommandKind::DoNotAccept, Outcome::NotAccepted);

/// 不再受理.
pub const NO_LONGER_ACCEPTED: TurnDown = (CommandKind::NoLongerAccept, Outcome::NoLongerAccepted);

/// 导入法定程序.
pub const LED_INTO_CHANNEL: TurnDown = (CommandKind::LeadIntoChannel, Outcome::LedIntoChannel);

/// Before it is accepted, where the law has a ground for it.
pub fn may_turn_down<'m>(
    matter: &'m Matter,
    no: IssueNo,
    (command, outcome): TurnDown,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    let issue = with_the_unit(matter, no, command, facts)?;
    refuse_if(issue.classified.is_none(), Refusal::NotClassified)?;
    let groundless = pack_on(facts, facts.today)?.grounds_for(outcome).next().is_none();
    refuse_if(groundless, Refusal::NoGroundHere { at: matter.standing(issue) })?;
    Ok(issue)
}

/// 不予受理.
pub fn do_not_accept(matter: &Matter, command: &DoNotAccept, facts: &Facts<'_>) -> Decision {
    turn_down(matter, command.issue, NOT_ACCEPTED, (&command.ground, command.findings), facts)
}

/// 不再受理: after re-review, on the same facts and grounds.
pub fn no_longer_accept(matter: &Matter, command: &NoLongerAccept, facts: &Facts<'_>) -> Decision {
    turn_down(matter, command.issue, NO_LONGER_ACCEPTED, (&command.ground, command.findings), facts)
}

/// 导入法定程序: which channel, why, until when; the petition is still answered.
pub fn lead_into_channel(matter: &Matter, command: &LeadIntoChannel, facts: &Facts<'_>) -> Decision {
    turn_down(matter, command.issue, LED_INTO_CHANNEL, (&command.ground, command.findings), facts)
}

fn turn_down(
    matter: &Matter,
    no: IssueNo,
    how: TurnDown,
    (ground, findings): (&str, Findings),
    facts: &Facts<'_>,
) -> Decision {
    let issue = may_turn_down(matter, no, how, facts)?;
    let (_, outcome) = how;
    let pack = pack_on(facts, facts.today)?;
    let found = pack.ground(outcome, ground).ok_or(Refusal::UnknownGround)?;
    let ruling = Ruling {
        outcome,
        ground: Some(found.code.clone()),
        remedy: remedy(&found.remedy, &issue.unit, matter, facts)?,
        document: pack.refusal_paper(outcome).unwrap_or(DocumentKind::Reply),
    };
    rule(matter, issue, ruling, findings, facts)
}

struct Ruling {
    outcome: Outcome,
    ground: Option<String>,
    remedy: Remedy,
    document: DocumentKind,
}

/// The decision and the number of the paper that carries it.
fn rule(matter: &Matter, issue: &Issue, ruling: Ruling, findings: Findings, facts: &Facts<'_>) -> Decision {
    let paper = number(matter, Unwritten::of(ruling.document, issue.no));
    let decided = IssueDecided {
        issue: issue.no,
        unit: issue.unit.clone(),
        outcome: ruling.outcome,
        ground: ruling.ground,
        facts: findings.facts,
        reasons: findings.reasons,
        basis: findings.basis,
        remedy: ruling.remedy,
        document: paper.document,
        on: facts.today,
        in_time: is_in_time(matter, issue, facts),
        clocks: decided_clocks(matter, issue, facts)?,
    };
    Ok(vec![decided.into(), paper.into()])
}

/// The steps that run for whoever has an issue before it is accepted.
pub const BEFORE_ACCEPTANCE: [Step; 3] = [Step::RegisterForward, Step::NoticeDirect, Step::NoticeForwarded];

/// On or before the last day of the handling period; where none ran yet, of the unit's own period before acceptance. What
/// others owe meanwhile (an instruction, a designation) makes nobody late.
fn is_in_time(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> bool {
    let running_for = |steps: &[Step]| matter.live_clocks(issue.no).find(|clock| steps.contains(&clock.step()));
    let running = running_for(&Step::HANDLING).or_else(|| running_for(&BEFORE_ACCEPTANCE));
    running.is_none_or(|clock| !facts.is_over(&clock.derivation))
}

fn decided_clocks(matter: &Matter, issue: &Issue, facts: &Facts<'_>) -> Result<Clocks, Refusal> {
    let met = Step::HANDLING.iter().fold(Moves::new(matter, facts), |moves, step| moves.meet(issue.no, *step));
    let moves = met
        .meet(issue.no, Step::RegisterForward)
        .meet(issue.no, Step::NoticeDirect)
        .meet(issue.no, Step::NoticeForwarded)
        .meet(issue.no, Step::AssignedReport)
        .meet_simple(issue.no)
        .stop_all_but(issue.no, &[]);
    let own = matches!(issue.state, State::Accepted { .. }).then(|| own_service(issue, facts)).flatten();
    Ok(match own {
        Some((pack, rule)) => {
            let calendar = facts.office.calendars.of(&pack.calendar);
            moves.begin(issue.no, &issue.unit, None, Derivation::derive(rule, pack, facts.today, &calendar))
        }
        None => moves.start(issue.no, Step::Service, &issue.unit, facts.today)?,
    }
    .done())
}

/// The period in which the answer to its kind and way reaches people, where the law gives that one of its own.
fn own_service<'f>(issue: &Issue, facts: &Facts<'f>) -> Option<(&'f Pack, &'f Rule)> {
    let (law, is) = (facts.office.packs.in_force(facts.today)?, issue.classified.as_ref()?);
    law.service(is.kind, is.way).map(|rule| (law, rule))
}

/// The remedy as it stands that day, for a decision of that unit.
pub(super) fn remedy(
    rule: &RemedyRule,
    unit: &UnitCode,
    matter: &Matter,
    facts: &Facts<'_>,
) -> Result<Remedy, Refusal> {
    let pack = pack_on(facts, facts.today)?;
    Ok(match rule {
        RemedyRule::Ask(instance) => {
            let article = pack.instance(*instance).map_or_else(String::new, |rule| rule.article.clone());
            Remedy::Ask { instance: *instance, organ: organ_of(unit, matter, facts), article }
        }
        RemedyRule::Channel(code) => {
            let article = pack.channel(code).map_or_else(String::new, |channel| channel.article.clone());
            Remedy::Channel { channel: code.clone(), article }
        }
        RemedyRule::NoneBy(article) => Remedy::None { article: article.clone() },
    })
}

/// Who reviews what that unit decided: its review organ, else the unit above it; never one that is accused in the matter.
pub(super) fn organ_of(unit: &UnitCode, matter: &Matter, facts: &Facts<'_>) -> UnitCode {
    let office = facts.office;
    let is_free = |organ: &&UnitCode| !policy::is_walled(office, matter, organ);
    let named = office.unit(unit).and_then(|unit| unit.review_organ.as_ref()).filter(is_free);
    let registry = Some(&office.registry).filter(|organ| *organ != unit).filter(is_free);
    let organ = named.or_else(|| office.above(unit).find(is_free)).or(registry);
    organ.or_else(|| policy::free_receiver(office, matter, facts.today)).unwrap_or(&office.registry).clone()
}

/// Which of the two reviews a decision opens, if it opens one.
pub(super) const fn opens(remedy: &Remedy) -> Option<Instance> {
    match remedy {
        Remedy::Ask { instance, .. } => Some(*instance),
        Remedy::Channel { .. } | Remedy::None { .. } => None,
    }
}
