//! What must be refused, at least once for each group of commands: who tries it, what he asks, by which name it is refused.
//!
//! To add one: its line in [`Wrong`], its command, its place in a course.

use huiyin_app::AppError;
use huiyin_app::desk::{Bound, Desk};
use huiyin_domain::clock::{PauseReason, Step};
use huiyin_domain::codes;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command::{
    Accept, Classify, ConfirmEnd, Decide, DecideReview, Designate, End, Extend, Forward, GiveInstruction,
    LeadIntoChannel, Link, LogContact, Object, PassDeadline, Pause, Rate, RecordExecution, Reopen, RequestReview,
    Resume, Serve, SplitIssue, UndoWithdrawal, VoidDocument,
};
use huiyin_domain::matter::{
    Command, ContactWay, EndCode, Outcome, Relation, ReviewOutcome, RouteReason, Score, ServiceWay, VoidReason,
};
use huiyin_domain::office::{Actor, Role};

use super::command::{clock, findings, last_document, near};
use super::scene::Task;

codes! {
    /// A deed that must be refused; its code is the name of the refusal.
    Wrong {
        /// Five speak, and two are said to be there.
        CountTooFew => "fewer-than-named",
        AcceptUnclassified => "not-classified",
        ClassifyWithoutWay => "way-needed",
        SplitIntoOne => "nothing-to-split",
        /// Sent to where it is.
        ForwardHome => "there-already",
        ForwardToAccused => "to-the-accused",
        InstructUnasked => "no-question",
        ObjectLate => "objection-too-late",
        /// An objection after the superior has named the unit.
        ObjectDesignated => "designated",
        DesignateUndisputed => "not-in-dispute",
        GroundUnknown => "unknown-ground",
        CallTomorrow => "in-the-future",
        ExtendTwice => "already-extended",
        /// By the law of 2022 only a hearing in re-review stops a clock.
        PauseHandling => "no-pause-for-this",
        ResumeRunning => "not-paused",
        PassEarly => "not-run-out",
        DecideByHandler => "not-yours",
        DecideOddly => "outcome-not-for-kind",
        VoidIssued => "document-settled",
        /// What was decided must be told, and told on its paper.
        VoidWaiting => "document-not-issued",
        ServeUndecided => "nothing-to-serve",
        DepositEarly => "attempts-needed",
        ExecuteUngranted => "nothing-granted",
        ReviewUnserved => "nothing-to-review",
        ReviewElsewhere => "no-review-here",
        ReviewOnceMore => "no-remedy-left",
        DecideUnasked => "not-under-review",
        RateUnanswered => "not-answered",
        ReopenOpen => "still-open",
        UndoUnwithdrawn => "not-withdrawn",
        LinkToItself => "linked-to-itself",
        EndAlone => "second-officer-needed",
    }
}

/// Days more that a second extension asks for; another number than the first, or it would be the first said again.
const MORE_DAYS: u32 = 20;

impl Wrong {
    /// The refusal's code.
    pub const fn refused_as(self) -> &'static str {
        self.code()
    }

    /// Who tries it.
    pub fn who(self, task: &Task<'_>) -> Result<Actor, AppError> {
        let acting = task.issue()?.acting();
        let registry = &task.office.registry;
        match self {
            Self::CountTooFew | Self::LinkToItself | Self::UndoUnwithdrawn => {
                task.officer(registry, &[Role::Registrar])
            }
            Self::ClassifyWithoutWay | Self::SplitIntoOne | Self::ForwardHome | Self::ForwardToAccused => {
                task.officer(acting, &[Role::Registrar, Role::Handler])
            }
            Self::AcceptUnclassified
            | Self::ObjectLate
            | Self::ObjectDesignated
            | Self::CallTomorrow
            | Self::DecideByHandler
            | Self::VoidIssued
            | Self::VoidWaiting
            | Self::ServeUndecided
            | Self::ExecuteUngranted => task.officer(acting, &[Role::Handler]),
            Self::GroundUnknown
            | Self::ExtendTwice
            | Self::PauseHandling
            | Self::ResumeRunning
            | Self::DecideOddly
            | Self::DepositEarly
            | Self::DecideUnasked
            | Self::InstructUnasked
            | Self::EndAlone => task.officer(acting, &[Role::UnitHead]),
            Self::DesignateUndisputed => task.officer(task.above()?, &[Role::UnitHead]),
            Self::ReopenOpen => task.officer(registry, &[Role::Supervisor]),
            Self::PassEarly => Ok(Actor::Job("pass-deadlines")),
            Self::ReviewUnserved | Self::ReviewElsewhere | Self::ReviewOnceMore | Self::RateUnanswered => {
                Ok(Actor::Petitioner(PetitionNo::FIRST))
            }
        }
    }

    /// What is asked.
    pub fn command(self, task: &Task<'_>, desk: &mut Desk) -> Result<Command, AppError> {
        let (issue, on, petition) = (task.no, task.today, PetitionNo::FIRST);
        let mut words = || desk.words("demo", &task.phrases.judged, Bound::Demand);
        Ok(match self {
            Self::CountTooFew => return Err(AppError::NotFound),
            Self::AcceptUnclassified => Accept { issue, on }.into(),
            Self::ClassifyWithoutWay => Classify { way: None, ..super::command::classify(task) }.into(),
            Self::SplitIntoOne => SplitIssue { issue, demands: vec![words()?] }.into(),
            Self::ForwardHome => forward(task, task.issue()?.unit.clone(), words()?),
            Self::ForwardToAccused => {
                forward(task, task.matter.against.first().ok_or(AppError::NotFound)?.clone(), words()?)
            }
            Self::InstructUnasked => GiveInstruction { issue, instruction: words()? }.into(),
            Self::ObjectLate | Self::ObjectDesignated => {
                Object { issue, better: Some(near(task)?), reason: words()? }.into()
            }
            Self::DesignateUndisputed => Designate { issue, to: task.issue()?.unit.clone(), reason: words()? }.into(),
            Self::GroundUnknown => {
                let findings = brief(task, desk)?;
                LeadIntoChannel { issue, ground: "no_such_ground".to_owned(), findings }.into()
            }
            Self::CallTomorrow => {
                let on = on.tomorrow().unwrap_or(on);
                LogContact { issue, way: ContactWay::Phone, reached: true, note: words()?, on }.into()
            }
            Self::ExtendTwice => Extend { clock: any_clock(task)?, days: MORE_DAYS, reason: words()? }.into(),
            Self::PauseHandling => Pause { clock: any_clock(task)?, reason: PauseReason::Hearing, from: on }.into(),
            Self::ResumeRunning => Resume { clock: any_clock(task)?, to: on }.into(),
            Self::PassEarly => PassDeadline { clock: any_clock(task)? }.into(),
            Self::DecideByHandler => decide(task, Outcome::Supported, desk)?,
            Self::DecideOddly => decide(task, Outcome::Founded, desk)?,
            Self::VoidIssued | Self::VoidWaiting => {
                VoidDocument { document: last_document(task), reason: VoidReason::NotPressed }.into()
            }
            Self::ServeUndecided => Serve { issue, petition, way: ServiceWay::Hand, proof: None, on }.into(),
            Self::DepositEarly => end(task, EndCode::Deposited, words()?),
            Self::EndAlone => ConfirmEnd { issue }.into(),
            Self::ExecuteUngranted => RecordExecution { issue, note: words()?, on }.into(),
            Self::ReviewUnserved | Self::ReviewElsewhere | Self::ReviewOnceMore => {
                RequestReview { issue, petition, request: words()?, on }.into()
            }
            Self::DecideUnasked => {
                DecideReview { issue, outcome: ReviewOutcome::Uphold, findings: brief(task, desk)? }.into()
            }
            Self::RateUnanswered => Rate { issue, petition, score: Score::Satisfied }.into(),
            Self::ReopenOpen => Reopen { issue, reason: words()? }.into(),
            Self::UndoUnwithdrawn => UndoWithdrawal { petition }.into(),
            Self::LinkToItself => Link { other: task.matter.id, relation: Relation::SameCause }.into(),
        })
    }
}

fn forward(task: &Task<'_>, to: huiyin_domain::ids::UnitCode, reason: huiyin_domain::matter::Words) -> Command {
    Forward { issue: task.no, to, reason: RouteReason::Judged(reason), proposed: Vec::new() }.into()
}

fn end(task: &Task<'_>, end: EndCode, reason: huiyin_domain::matter::Words) -> Command {
    End { issue: task.no, end, reason }.into()
}

fn decide(task: &Task<'_>, outcome: Outcome, desk: &mut Desk) -> Result<Command, AppError> {
    Ok(Decide { issue: task.no, outcome, findings: brief(task, desk)? }.into())
}

fn brief(task: &Task<'_>, desk: &mut Desk) -> Result<huiyin_domain::matter::command::Findings, AppError> {
    findings(desk, &task.phrases.brief_facts, &task.phrases.brief_reasons, &task.phrases.brief_basis)
}

/// The clock of a handling or of a review.
fn any_clock(task: &Task<'_>) -> Result<huiyin_domain::ids::ClockNo, AppError> {
    clock(task, &[Step::Handle, Step::StatutoryChannel, Step::Review, Step::ReReview])
}
