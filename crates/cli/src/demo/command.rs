//! What a step asks for: the command with its words, from the problem where it has them, else from the phrases.

use huiyin_app::AppError;
use huiyin_app::desk::{Bound, Desk};
use huiyin_domain::clock::{PauseReason, Step};
use huiyin_domain::ids::{ClockNo, DocumentNo, PetitionNo, UnitCode};
use huiyin_domain::matter::command::{
    Accept, AddEvidence, AgreeToObjection, AnswerAtOnce, Assign, Classify, ConfirmEnd, ConfirmExecution, Correct,
    Decide, DecideReview, Designate, DoNotAccept, End, Extend, FailService, Findings, Forward, GiveInstruction,
    InsistOnRoute, LeadIntoChannel, Link, LogContact, LogVisit, NoLongerAccept, Notify, Object, Pause, ProposeRoute,
    Rate, RecordExecution, Reopen, RequestInstruction, RequestReview, Resume, RewordIssue, Serve, SplitIssue, TakeOver,
    UndoWithdrawal, Unlink, VoidDocument, Withdraw, WriteLetter,
};
use huiyin_domain::matter::{
    Command, ContactWay, EndCode, Matter, Outcome, Relation, ReviewOutcome, RouteReason, Score, ServiceWay, VoidReason,
    Words,
};
use huiyin_domain::office::UnitKind;
use jiff::ToSpan;

use super::course::Deed;
use super::material::Answer;
use super::scene::Task;

/// Days a unit has to report on what was assigned to it.
const REPORT_DAYS: i32 = 45;

/// Days a handling period is lengthened by.
const EXTENSION_DAYS: u32 = 30;

/// Days between what happened and the day it was registered, where a correction says so.
const HAPPENED_DAYS_AGO: i32 = 30;

/// What the step asks for. `other` is the matter to link with.
pub fn of(task: &Task<'_>, other: Option<&Matter>, desk: &mut Desk) -> Result<Command, AppError> {
    let (issue, on, phrases, petition) = (task.no, task.today, task.phrases, PetitionNo::FIRST);
    let mut words = |text: &str| desk.words("demo", text, Bound::Note);
    Ok(match task.deed {
        Deed::Classify => classify(task).into(),
        Deed::Split => split(task, desk)?.into(),
        Deed::Reword => reword(task, desk)?.into(),
        Deed::Propose => ProposeRoute { issue }.into(),
        Deed::Forward => {
            let (to, reason) = route(task, desk)?;
            Forward { issue, to, reason, proposed: Vec::new() }.into()
        }
        Deed::ForwardNear => {
            let reason = RouteReason::Judged(words(&phrases.judged)?);
            Forward { issue, to: near(task)?, reason, proposed: Vec::new() }.into()
        }
        Deed::Assign => assign(task, desk)?.into(),
        Deed::AnswerAtOnce => answer_at_once(task, desk)?.into(),
        Deed::Ask => {
            RequestInstruction { issue, of: task.above()?.clone(), question: words(&phrases.question)? }.into()
        }
        Deed::Instruct => GiveInstruction { issue, instruction: words(&phrases.instruction)? }.into(),
        Deed::TakeOver => TakeOver { issue, by: task.above()?.clone(), reason: words(&phrases.taken_over)? }.into(),
        Deed::Object => object(task, desk)?.into(),
        Deed::Agree => AgreeToObjection { issue, to: task.life.problem.unit.clone() }.into(),
        Deed::Insist => InsistOnRoute { issue, reason: words(&phrases.insistence)? }.into(),
        Deed::Designate => {
            Designate { issue, to: task.issue()?.unit.clone(), reason: words(&phrases.designation)? }.into()
        }
        Deed::Accept => Accept { issue, on }.into(),
        Deed::Notify => Notify { issue, way: by_hand_or_post(task), on }.into(),
        Deed::Call => call(task, true, desk)?.into(),
        Deed::CallInVain => call(task, false, desk)?.into(),
        Deed::Visit => LogVisit { issue, note: words(visit_note(task))?, on }.into(),
        Deed::Evidence => AddEvidence { issue, note: words(&phrases.evidence)?, files: Vec::new(), on }.into(),
        Deed::Extend => {
            Extend { clock: handling_clock(task)?, days: EXTENSION_DAYS, reason: words(&phrases.extension)? }.into()
        }
        Deed::Pause => Pause { clock: clock(task, &[Step::ReReview])?, reason: PauseReason::Hearing, from: on }.into(),
        Deed::Resume => Resume { clock: clock(task, &[Step::ReReview])?, to: on }.into(),
        Deed::Void => VoidDocument { document: last_document(task), reason: VoidReason::TakenBack }.into(),
        Deed::Write(kind) => WriteLetter { issue, kind, petition: None }.into(),
        Deed::Fail => fail(task, desk)?.into(),
        Deed::Execute => RecordExecution { issue, note: words(execution_note(task))?, on }.into(),
        Deed::Confirm => ConfirmExecution { issue }.into(),
        Deed::AskReview => RequestReview { issue, petition, request: words(review_request(task)?)?, on }.into(),
        Deed::Rate => Rate { issue, petition, score: score(task.life.index) }.into(),
        Deed::RateBad => Rate { issue, petition, score: Score::Dissatisfied }.into(),
        Deed::Reopen => Reopen { issue, reason: words(&phrases.reopening)? }.into(),
        Deed::Withdraw => Withdraw { petition }.into(),
        Deed::Undo => UndoWithdrawal { petition }.into(),
        Deed::Correct => correct(task, desk)?.into(),
        Deed::Link(relation) => link(other, relation)?.into(),
        Deed::Unlink => {
            Unlink { other: link(other, Relation::Repeat)?.other, reason: words(&phrases.unlinking)? }.into()
        }
        Deed::End(code) => end(task, code, desk)?.into(),
        Deed::ConfirmEnd => ConfirmEnd { issue }.into(),
        Deed::Decide
        | Deed::DecideThinly
        | Deed::DecideBriefly
        | Deed::NotAccept
        | Deed::NoLongerAccept
        | Deed::LeadOn
        | Deed::Review(_) => ruling(task, desk)?,
        Deed::File(_) | Deed::FileAgain | Deed::Join | Deed::Serve | Deed::LookUp | Deed::Unseal | Deed::Try(_) => {
            return Err(AppError::Inconsistent("the demo does that otherwise than by one command".to_owned()));
        }
    })
}

/// A decision or a review, with its findings.
fn ruling(task: &Task<'_>, desk: &mut Desk) -> Result<Command, AppError> {
    let (issue, phrases) = (task.no, task.phrases);
    let mut find = |facts: &str, reasons: &str, basis: &str| findings(desk, facts, reasons, basis);
    let down = task.life.problem.not_accept.as_ref();
    let turned_down = |find: &mut dyn FnMut(&str, &str, &str) -> Result<Findings, AppError>| {
        let down = down.ok_or_else(|| no_words(task))?;
        Ok::<_, AppError>((down.ground.clone(), find(&phrases.turned_facts, &down.reason, &phrases.turned_basis)?))
    };
    Ok(match task.deed {
        Deed::DecideThinly => {
            let findings = find(&phrases.thin_facts, &phrases.thin_reasons, &phrases.thin_basis)?;
            Decide { issue, outcome: Outcome::NotSupported, findings }.into()
        }
        Deed::DecideBriefly => {
            let findings = find(&phrases.brief_facts, &phrases.brief_reasons, &phrases.brief_basis)?;
            Decide { issue, outcome: Outcome::Explained, findings }.into()
        }
        Deed::NotAccept => {
            let (ground, findings) = turned_down(&mut find)?;
            DoNotAccept { issue, ground, findings }.into()
        }
        Deed::LeadOn => {
            let (ground, findings) = turned_down(&mut find)?;
            LeadIntoChannel { issue, ground, findings }.into()
        }
        Deed::NoLongerAccept => {
            let findings = find(&phrases.again_facts, &phrases.again_reasons, &phrases.again_basis)?;
            NoLongerAccept { issue, ground: "after_re_review".to_owned(), findings }.into()
        }
        Deed::Review(outcome) => {
            let (facts, reasons) = reviewed(task, outcome)?;
            DecideReview { issue, outcome, findings: find(&facts, &reasons, &phrases.review_basis)? }.into()
        }
        _ => {
            let Answer { outcome, facts, reasons, basis } = answer(task)?;
            Decide { issue, outcome, findings: find(&facts, &reasons, &basis)? }.into()
        }
    })
}

/// What a review found, and why it decided so.
fn reviewed(task: &Task<'_>, outcome: ReviewOutcome) -> Result<(String, String), AppError> {
    let phrases = task.phrases;
    Ok(match outcome {
        ReviewOutcome::Uphold => (phrases.upheld_facts.clone(), phrases.upheld_reasons.clone()),
        ReviewOutcome::Change => {
            let answer = answer(task)?;
            (answer.facts, format!("{}\n{}", phrases.changed_reasons, answer.reasons))
        }
        ReviewOutcome::OrderRedo | ReviewOutcome::Revoke => (phrases.redo_facts.clone(), phrases.redo_reasons.clone()),
    })
}

fn answer(task: &Task<'_>) -> Result<Answer, AppError> {
    task.life.problem.answered(task.phrases).ok_or_else(|| no_words(task))
}

fn no_words(task: &Task<'_>) -> AppError {
    AppError::Inconsistent(format!("rules/demo/problems: {} has no words for {:?}", task.life.problem.code, task.deed))
}

/// Facts, reasons and basis, sealed.
pub fn findings(desk: &mut Desk, facts: &str, reasons: &str, basis: &str) -> Result<Findings, AppError> {
    Ok(Findings {
        facts: desk.words("facts", facts, Bound::Note)?,
        reasons: desk.words("reasons", reasons, Bound::Note)?,
        basis: desk.words("basis", basis, Bound::Note)?,
    })
}

/// What the problem says it is.
pub fn classify(task: &Task<'_>) -> Classify {
    let problem = task.life.problem;
    Classify { issue: task.no, kind: problem.kind, way: problem.way, class: problem.class.clone(), proposed: None }
}

fn split(task: &Task<'_>, desk: &mut Desk) -> Result<SplitIssue, AppError> {
    let problem = task.life.problem;
    let first = problem.demands.first().map_or("", String::as_str);
    let second = problem.demands.get(1).unwrap_or(&task.phrases.second_demand);
    let demands = [first, second].map(|demand| desk.words("demands", demand, Bound::Demand));
    Ok(SplitIssue { issue: task.no, demands: demands.into_iter().collect::<Result<_, _>>()? })
}

fn reword(task: &Task<'_>, desk: &mut Desk) -> Result<RewordIssue, AppError> {
    let first = task.life.problem.demands.first().map_or("", String::as_str);
    let better = task.phrases.demand_reworded.replace("{demand}", first);
    Ok(RewordIssue { issue: task.no, demand: desk.words("demand", &better, Bound::Demand)? })
}

/// As proposed, where the proposal is the problem's own unit; else as a person judged.
fn route(task: &Task<'_>, desk: &mut Desk) -> Result<(UnitCode, RouteReason), AppError> {
    let unit = task.life.problem.unit.clone();
    match &task.life.proposed {
        Some((proposed, reason)) if *proposed == unit => Ok((unit, reason.clone())),
        Some(_) | None => Ok((unit, RouteReason::Judged(desk.words("reason", &task.phrases.judged, Bound::Note)?))),
    }
}

/// The township of the place; where the problem is its own, or the county's, another that could be thought of.
pub fn near(task: &Task<'_>) -> Result<UnitCode, AppError> {
    let problem = task.life.problem;
    let townships: Vec<_> = task.office.units().filter(|unit| unit.kind == UnitKind::Township).collect();
    let here = task
        .office
        .around(&problem.place)
        .find_map(|place| townships.iter().find(|unit| unit.place.as_ref() == Some(place)).map(|unit| &unit.code));
    let candidates = here.into_iter().chain(townships.iter().map(|unit| &unit.code));
    let mut others = candidates.filter(|unit| **unit != problem.unit);
    others.next().cloned().ok_or_else(|| no_words(task))
}

fn assign(task: &Task<'_>, desk: &mut Desk) -> Result<Assign, AppError> {
    let (to, reason) = route(task, desk)?;
    let report_due_on = task.today.saturating_add(REPORT_DAYS.days());
    Ok(Assign { issue: task.no, to, assisting: vec![near(task)?], report_due_on, reason, proposed: Vec::new() })
}

fn answer_at_once(task: &Task<'_>, desk: &mut Desk) -> Result<AnswerAtOnce, AppError> {
    let Answer { outcome, facts, reasons, basis } = answer(task)?;
    let findings = findings(desk, &facts, &reasons, &basis)?;
    Ok(AnswerAtOnce { issue: task.no, outcome, findings, way: ServiceWay::Hand })
}

/// The unit near by, where it was the wrong one, names the right one; the right one names the unit near by.
fn object(task: &Task<'_>, desk: &mut Desk) -> Result<Object, AppError> {
    let right = &task.life.problem.unit;
    let wrongly_sent = task.issue()?.unit != *right;
    let better = if wrongly_sent { right.clone() } else { near(task)? };
    let reason = if wrongly_sent { &task.phrases.objection } else { &task.phrases.dispute };
    Ok(Object { issue: task.no, better: Some(better), reason: desk.words("reason", reason, Bound::Note)? })
}

fn call(task: &Task<'_>, reached: bool, desk: &mut Desk) -> Result<LogContact, AppError> {
    let noted = task.life.problem.contact.first().map_or(&task.phrases.unreached, |note| note);
    let note = desk.words("note", if reached { noted } else { &task.phrases.unreached }, Bound::Note)?;
    let in_person = reached && task.life.index.is_multiple_of(4);
    let way = if in_person { ContactWay::InPerson } else { ContactWay::Phone };
    Ok(LogContact { issue: task.no, way, reached, note, on: task.today })
}

fn visit_note<'t>(task: &Task<'t>) -> &'t str {
    task.life.problem.contact.get(1).unwrap_or(&task.phrases.visited)
}

fn execution_note<'t>(task: &Task<'t>) -> &'t str {
    task.life.problem.execution.as_ref().unwrap_or(&task.phrases.executed)
}

fn review_request<'t>(task: &Task<'t>) -> Result<&'t str, AppError> {
    let first = task.issue()?.review.is_none();
    Ok(if first { &task.phrases.review_request } else { &task.phrases.re_review_request })
}

fn handling_clock(task: &Task<'_>) -> Result<ClockNo, AppError> {
    clock(task, &Step::HANDLING)
}

/// The live clock of the issue for one of these steps.
pub fn clock(task: &Task<'_>, steps: &[Step]) -> Result<ClockNo, AppError> {
    let mut live = task.matter.live_clocks(task.no).filter(|clock| steps.contains(&clock.step()));
    live.next().map(|clock| clock.no).ok_or(AppError::NotFound)
}

/// The paper numbered last.
pub fn last_document(task: &Task<'_>) -> DocumentNo {
    DocumentNo::after(task.matter.documents.len().saturating_sub(1))
}

const fn by_hand_or_post(task: &Task<'_>) -> ServiceWay {
    if task.life.index.is_multiple_of(2) { ServiceWay::Hand } else { ServiceWay::Post }
}

/// By hand or by post, with its proof.
pub fn serve(task: &Task<'_>, petition: PetitionNo, desk: &mut Desk) -> Result<Command, AppError> {
    let way = by_hand_or_post(task);
    let proof = if way == ServiceWay::Hand { &task.phrases.handed } else { &task.phrases.posted };
    let proof = Some(desk.words("proof", proof, Bound::Note)?);
    Ok(Serve { issue: task.no, petition, way, proof, on: task.today }.into())
}

/// Nobody at home the first time; the letter comes back the second.
fn fail(task: &Task<'_>, desk: &mut Desk) -> Result<FailService, AppError> {
    let first = task.issue()?.failed_services.is_empty();
    let (way, said) =
        if first { (ServiceWay::Hand, &task.phrases.not_there) } else { (ServiceWay::Post, &task.phrases.came_back) };
    let note = desk.words("note", said, Bound::Note)?;
    Ok(FailService { issue: task.no, petition: PetitionNo::FIRST, way, note, on: task.today })
}

/// Of twenty petitioners twelve are content, five by and large, three are not.
const fn score(turn: usize) -> Score {
    match (turn * 7) % 20 {
        0..12 => Score::Satisfied,
        12..17 => Score::Mostly,
        _ => Score::Dissatisfied,
    }
}

fn correct(task: &Task<'_>, desk: &mut Desk) -> Result<Correct, AppError> {
    Ok(Correct {
        petition: PetitionNo::FIRST,
        note: desk.words("note", &task.phrases.correction, Bound::Note)?,
        place: Some(task.life.problem.place.clone()),
        happened_on: task.life.begins_on.checked_sub(HAPPENED_DAYS_AGO.days()).ok(),
    })
}

fn link(other: Option<&Matter>, relation: Relation) -> Result<Link, AppError> {
    let other = other.ok_or(AppError::NotFound)?.id;
    Ok(Link { other, relation })
}

fn end(task: &Task<'_>, code: EndCode, desk: &mut Desk) -> Result<End, AppError> {
    Ok(End { issue: task.no, end: code, reason: why_ended(task, code, desk)? })
}

fn why_ended(task: &Task<'_>, code: EndCode, desk: &mut Desk) -> Result<Words, AppError> {
    let phrases = task.phrases;
    let nameless = task.matter.petitions.iter().all(|petition| !petition.filed.reachable);
    let reason = match code {
        EndCode::Deposited if nameless => &phrases.ended_anonymous,
        EndCode::Deposited => &phrases.ended_deposited,
        EndCode::Settled => &phrases.ended_settled,
        EndCode::Died => &phrases.ended_died,
        EndCode::HandedOver => &phrases.ended_handed_over,
        EndCode::RegisteredInError => &phrases.ended_in_error,
        EndCode::NotAPetition => &phrases.ended_not_a_petition,
        EndCode::Withdrawn | EndCode::SplitUp => return Err(no_words(task)),
    };
    desk.words("reason", reason, Bound::Note)
}
