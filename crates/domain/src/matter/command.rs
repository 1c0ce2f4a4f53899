//! What somebody wants done to a matter. A command carries ids of words already sealed, never the words.
//!
//! To add a command: its variant and its line in [`CommandKind`] here, a `may_…` and a deciding half in its group's file,
//! its need in [`crate::office::policy`], an event, its text keys. The compiler lists the rest.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it, a variant what its struct says")]

use jiff::civil::Date;

use super::event::{Person, RouteReason, Source, Words};
use super::kinds::{ContactWay, EndCode, Kind, Outcome, Relation, ReviewOutcome, Score, ServiceWay, VoidReason, Way};
use crate::clock::PauseReason;
use crate::codes;
use crate::ids::{
    ClassCode, ClockNo, Commitment, DocumentNo, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, UnitCode,
};
use crate::intake::Channel;
use crate::pack::PackCode;

/// A petition as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// How it came.
    pub channel: Channel,
    /// The unit that takes it in.
    pub at: UnitCode,
    /// The day it was received: today, or an earlier day for what came by post or was entered after an outage.
    pub received_on: Date,
    /// Subject line.
    pub subject: Words,
    /// Text.
    pub text: Words,
    /// Files.
    pub files: Vec<Words>,
    /// Persons; none where it is anonymous.
    pub persons: Vec<Person>,
    /// How many stand behind it, as stated.
    pub persons_count: u32,
    /// An answer can reach somebody.
    pub reachable: bool,
    /// One per demand; what each demands.
    pub demands: Vec<Words>,
    /// Where it came from, if from another office.
    pub source: Option<Source>,
}

/// A new matter's first petition, and what is known of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The petition.
    pub filing: Filing,
    /// Declared as an accusation.
    pub accusation: bool,
    /// Asked for under seal.
    pub under_seal: bool,
    /// Is it about this office or someone in it? The first question at every intake.
    pub about_office: bool,
    /// Units complained of or accused.
    pub against: Vec<UnitCode>,
    /// Where it happened.
    pub place: Option<PlaceCode>,
    /// When it happened.
    pub happened_on: Option<Date>,
}

/// A row of earlier work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHistory {
    /// The petition; its one demand is the issue.
    pub filing: Filing,
    /// Kind.
    pub kind: Kind,
    /// Class.
    pub class: Option<ClassCode>,
    /// Place.
    pub place: Option<PlaceCode>,
    /// The unit that answered, or has it.
    pub unit: UnitCode,
    /// The pack by which a row that brings no due day is judged; none: the one in force on the day of receipt.
    pub pack: Option<PackCode>,
    /// The answer and its day.
    pub answer: Option<(Words, Date)>,
}

/// Findings of a decision or a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    /// Facts found.
    pub facts: Words,
    /// Reasons.
    pub reasons: Words,
    /// Basis in law.
    pub basis: Words,
}

/// One more petition on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPetition {
    pub filing: Filing,
}

/// Split an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitIssue {
    pub issue: IssueNo,
    pub demands: Vec<Words>,
}

/// Put an issue into other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RewordIssue {
    pub issue: IssueNo,
    pub demand: Words,
}

/// Say what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classify {
    pub issue: IssueNo,
    pub kind: Kind,
    pub way: Option<Way>,
    pub class: ClassCode,
}

/// Look the route up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeRoute {
    pub issue: IssueNo,
}

/// 转送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub reason: RouteReason,
}

/// 交办.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub assisting: Vec<UnitCode>,
    pub report_due_on: Date,
    pub reason: RouteReason,
}

/// 当场答复.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerAtOnce {
    pub issue: IssueNo,
    pub outcome: Outcome,
    pub findings: Findings,
    pub way: ServiceWay,
}

/// 请示.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestInstruction {
    pub issue: IssueNo,
    pub of: UnitCode,
    pub question: Words,
}

/// 批示.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveInstruction {
    pub issue: IssueNo,
    pub instruction: Words,
}

/// 提级.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOver {
    pub issue: IssueNo,
    pub by: UnitCode,
    pub reason: Words,
}

/// 异议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    pub issue: IssueNo,
    pub better: Option<UnitCode>,
    pub reason: Words,
}

/// Agree to an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreeToObjection {
    pub issue: IssueNo,
    pub to: UnitCode,
}

/// Insist on the route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsistOnRoute {
    pub issue: IssueNo,
    pub reason: Words,
}

/// 指定受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designate {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub reason: Words,
}

/// 受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub issue: IssueNo,
    pub on: Date,
}

/// 告知.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notify {
    pub issue: IssueNo,
    pub way: ServiceWay,
    pub on: Date,
}

/// 不予受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoNotAccept {
    pub issue: IssueNo,
    pub ground: String,
    pub findings: Findings,
}

/// 不再受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoLongerAccept {
    pub issue: IssueNo,
    pub ground: String,
    pub findings: Findings,
}

/// 导入法定程序.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadIntoChannel {
    pub issue: IssueNo,
    pub ground: String,
    pub findings: Findings,
}

/// Log a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogContact {
    pub issue: IssueNo,
    pub way: ContactWay,
    pub reached: bool,
    pub note: Words,
    pub on: Date,
}

/// Log a visit to the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVisit {
    pub issue: IssueNo,
    pub note: Words,
    pub on: Date,
}

/// Add evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddEvidence {
    pub issue: IssueNo,
    pub note: Words,
    pub files: Vec<Words>,
    pub on: Date,
}

/// 延期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extend {
    pub clock: ClockNo,
    pub days: u32,
    pub reason: Words,
}

/// Pause a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub clock: ClockNo,
    pub reason: PauseReason,
    pub from: Date,
}

/// Let it go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    pub clock: ClockNo,
    pub to: Date,
}

/// Decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    pub issue: IssueNo,
    pub outcome: Outcome,
    pub findings: Findings,
}

/// Issue the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueDocument {
    pub document: DocumentNo,
    pub file: Words,
    pub sha256: Commitment,
}

/// Close an unissued number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoidDocument {
    pub document: DocumentNo,
    pub reason: VoidReason,
}

/// 送达.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serve {
    pub issue: IssueNo,
    pub petition: PetitionNo,
    pub way: ServiceWay,
    pub proof: Option<Words>,
    pub on: Date,
}

/// Service failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailService {
    pub issue: IssueNo,
    pub petition: PetitionNo,
    pub way: ServiceWay,
    pub note: Words,
    pub on: Date,
}

/// Record execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordExecution {
    pub issue: IssueNo,
    pub note: Words,
    pub on: Date,
}

/// Confirm execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmExecution {
    pub issue: IssueNo,
}

/// 请求复查、复核.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestReview {
    pub issue: IssueNo,
    pub petition: PetitionNo,
    pub request: Words,
    pub on: Date,
}

/// Decide the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideReview {
    pub issue: IssueNo,
    pub outcome: ReviewOutcome,
    pub findings: Findings,
}

/// Rate the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub issue: IssueNo,
    pub petition: PetitionNo,
    pub score: Score,
}

/// Reopen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopen {
    pub issue: IssueNo,
    pub reason: Words,
}

/// 撤回.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    pub petition: PetitionNo,
}

/// Take the withdrawal back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoWithdrawal {
    pub petition: PetitionNo,
}

/// Correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correct {
    pub petition: PetitionNo,
    pub note: Words,
    pub place: Option<PlaceCode>,
    pub happened_on: Option<Date>,
}

/// Link with another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub other: MatterId,
    pub relation: Relation,
}

/// Unlink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlink {
    pub other: MatterId,
    pub reason: Words,
}

/// End otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    pub issue: IssueNo,
    pub end: EndCode,
    pub reason: Words,
    pub second: Option<OfficerCode>,
}

/// A clock ran out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassDeadline {
    pub clock: ClockNo,
}

/// Derive a period anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RederiveClock {
    pub clock: ClockNo,
}

macro_rules! commands {
    ($($name:ident),* $(,)?) => {
        /// A command on a matter.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Command { $($name($name),)* }

        impl Command {
            /// What it is, without its contents.
            pub const fn kind(&self) -> CommandKind {
                match self { $(Self::$name(_) => CommandKind::$name,)* }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        })*
    };
}

commands! {
    Register,
    AddPetition,
    RecordHistory,
    SplitIssue,
    RewordIssue,
    Classify,
    ProposeRoute,
    Forward,
    Assign,
    AnswerAtOnce,
    RequestInstruction,
    GiveInstruction,
    TakeOver,
    Object,
    AgreeToObjection,
    InsistOnRoute,
    Designate,
    Accept,
    Notify,
    DoNotAccept,
    NoLongerAccept,
    LeadIntoChannel,
    LogContact,
    LogVisit,
    AddEvidence,
    Extend,
    Pause,
    Resume,
    Decide,
    IssueDocument,
    VoidDocument,
    Serve,
    FailService,
    RecordExecution,
    ConfirmExecution,
    RequestReview,
    DecideReview,
    Rate,
    Reopen,
    Withdraw,
    UndoWithdrawal,
    Correct,
    Link,
    Unlink,
    End,
    PassDeadline,
    RederiveClock,
}

codes! {
    /// The command without its contents: what pages offer, the policy grants and refusals point to.
    CommandKind {
        /// Register a new matter.
        Register => "register",
        /// One more petition on it.
        AddPetition => "add_petition",
        /// Take earlier work in as history.
        RecordHistory => "record_history",
        /// Split an issue.
        SplitIssue => "split_issue",
        /// Put an issue into other words.
        RewordIssue => "reword_issue",
        /// Say what it is.
        Classify => "classify",
        /// Look the route up.
        ProposeRoute => "propose_route",
        /// 转送.
        Forward => "forward",
        /// 交办.
        Assign => "assign",
        /// 当场答复.
        AnswerAtOnce => "answer_at_once",
        /// 请示.
        RequestInstruction => "request_instruction",
        /// 批示.
        GiveInstruction => "give_instruction",
        /// 提级.
        TakeOver => "take_over",
        /// 异议.
        Object => "object",
        /// Agree to an objection.
        AgreeToObjection => "agree_to_objection",
        /// Insist on the route.
        InsistOnRoute => "insist_on_route",
        /// 指定受理.
        Designate => "designate",
        /// 受理.
        Accept => "accept",
        /// 告知.
        Notify => "notify",
        /// 不予受理.
        DoNotAccept => "do_not_accept",
        /// 不再受理.
        NoLongerAccept => "no_longer_accept",
        /// 导入法定程序.
        LeadIntoChannel => "lead_into_channel",
        /// Log a contact.
        LogContact => "log_contact",
        /// Log a visit to the place.
        LogVisit => "log_visit",
        /// Add evidence.
        AddEvidence => "add_evidence",
        /// 延期.
        Extend => "extend",
        /// Pause a clock.
        Pause => "pause",
        /// Let it go on.
        Resume => "resume",
        /// Decide.
        Decide => "decide",
        /// Issue the paper.
        IssueDocument => "issue_document",
        /// Close an unissued number.
        VoidDocument => "void_document",
        /// 送达.
        Serve => "serve",
        /// Service failed.
        FailService => "fail_service",
        /// Record execution.
        RecordExecution => "record_execution",
        /// Confirm execution.
        ConfirmExecution => "confirm_execution",
        /// 请求复查、复核.
        RequestReview => "request_review",
        /// Decide the review.
        DecideReview => "decide_review",
        /// Rate the answer.
        Rate => "rate",
        /// Reopen.
        Reopen => "reopen",
        /// 撤回.
        Withdraw => "withdraw",
        /// Take the withdrawal back.
        UndoWithdrawal => "undo_withdrawal",
        /// Correct.
        Correct => "correct",
        /// Link with another matter.
        Link => "link",
        /// Unlink.
        Unlink => "unlink",
        /// End otherwise.
        End => "end",
        /// A clock ran out.
        PassDeadline => "pass_deadline",
        /// Derive a period anew.
        RederiveClock => "rederive_clock",
    }
}
