//! Any order by its kind: what a page has put together is read by the same bodies as what a program sends.
//!
//! To add a command: its line in [`command_of`]; the compiler names the place.

use huiyin_app::AppError;
use huiyin_app::desk::Desk;
use huiyin_domain::matter::{Command, CommandKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Order, accept, beside, end, investigate, keep, names, object, opinion, period, review, route, serve};
use crate::extract::read;

/// The command of that kind in a body, on the n-th issue, clock, paper or petition.
///
/// # Errors
/// Invalid where the body has another form; not found where no order gives that command.
pub fn command_of(kind: CommandKind, no: u32, body: Value, desk: &mut Desk) -> Result<Command, AppError> {
    match kind {
        CommandKind::Classify => of::<names::ClassifyBody>(no, body, desk),
        CommandKind::SplitIssue => of::<names::SplitBody>(no, body, desk),
        CommandKind::RewordIssue => of::<names::RewordBody>(no, body, desk),
        CommandKind::ProposeRoute => of::<route::ProposeBody>(no, body, desk),
        CommandKind::Forward => of::<route::ForwardBody>(no, body, desk),
        CommandKind::Assign => of::<route::AssignBody>(no, body, desk),
        CommandKind::Entrust => of::<route::EntrustBody>(no, body, desk),
        CommandKind::AnswerAtOnce => of::<opinion::AnswerAtOnceBody>(no, body, desk),
        CommandKind::RequestInstruction => of::<route::QuestionBody>(no, body, desk),
        CommandKind::GiveInstruction => of::<route::InstructionBody>(no, body, desk),
        CommandKind::TakeOver => of::<route::TakeOverBody>(no, body, desk),
        CommandKind::Object => of::<object::ObjectBody>(no, body, desk),
        CommandKind::AgreeToObjection => of::<object::AgreeBody>(no, body, desk),
        CommandKind::InsistOnRoute => of::<object::InsistBody>(no, body, desk),
        CommandKind::Designate => of::<object::DesignateBody>(no, body, desk),
        CommandKind::Accept => of::<accept::AcceptBody>(no, body, desk),
        CommandKind::Notify => of::<accept::NotifyBody>(no, body, desk),
        CommandKind::DoNotAccept => of::<opinion::DoNotAcceptBody>(no, body, desk),
        CommandKind::NoLongerAccept => of::<opinion::NoLongerAcceptBody>(no, body, desk),
        CommandKind::LeadIntoChannel => of::<opinion::LeadBody>(no, body, desk),
        CommandKind::LogContact => of::<investigate::ContactBody>(no, body, desk),
        CommandKind::LogVisit => of::<investigate::VisitBody>(no, body, desk),
        CommandKind::AddEvidence => of::<investigate::EvidenceBody>(no, body, desk),
        CommandKind::Extend => of::<period::ExtendBody>(no, body, desk),
        CommandKind::Pause => of::<period::PauseBody>(no, body, desk),
        CommandKind::Resume => of::<period::ResumeBody>(no, body, desk),
        CommandKind::Decide => of::<opinion::DecideBody>(no, body, desk),
        CommandKind::Serve => of::<serve::ServeBody>(no, body, desk),
        CommandKind::FailService => of::<serve::FailServiceBody>(no, body, desk),
        CommandKind::RecordExecution => of::<serve::ExecutionBody>(no, body, desk),
        CommandKind::ConfirmExecution => of::<serve::ConfirmBody>(no, body, desk),
        CommandKind::RequestReview => of::<review::RequestReviewBody>(no, body, desk),
        CommandKind::DecideReview => of::<review::DecideReviewBody>(no, body, desk),
        CommandKind::Rate => of::<serve::RateBody>(no, body, desk),
        CommandKind::Reopen => of::<end::ReopenBody>(no, body, desk),
        CommandKind::Withdraw => of::<end::WithdrawBody>(no, body, desk),
        CommandKind::UndoWithdrawal => of::<end::UndoBody>(no, body, desk),
        CommandKind::Correct => of::<keep::CorrectBody>(no, body, desk),
        CommandKind::Link => of::<keep::LinkBody>(no, body, desk),
        CommandKind::Unlink => of::<keep::UnlinkBody>(no, body, desk),
        CommandKind::Recuse => of::<keep::RecuseBody>(no, body, desk),
        CommandKind::EndRecusal => of::<keep::EndRecusalBody>(no, body, desk),
        CommandKind::End => of::<end::EndBody>(no, body, desk),
        CommandKind::ConfirmEnd => of::<end::ConfirmEndBody>(no, body, desk),
        CommandKind::WriteLetter => of::<serve::WriteBody>(no, body, desk),
        CommandKind::VoidDocument => of::<serve::VoidBody>(no, body, desk),
        CommandKind::StartClock => of::<beside::StartBody>(no, body, desk),
        CommandKind::MeetClock => of::<beside::MeetBody>(no, body, desk),
        CommandKind::TurnOrdinary => of::<beside::TurnBody>(no, body, desk),
        CommandKind::Register
        | CommandKind::AddPetition
        | CommandKind::ReplaceCode
        | CommandKind::RecordHistory
        | CommandKind::IssueDocument
        | CommandKind::PassDeadline
        | CommandKind::RederiveClock => Err(AppError::NotFound),
    }
}

fn of<O: Order + DeserializeOwned>(no: u32, body: Value, desk: &mut Desk) -> Result<Command, AppError> {
    read::<O>(body)?.command(no, desk)
}
