//! What somebody wants done to a matter. A command carries ids of words already sealed, never the words.
//!
//! One file per group of the office's work. To add a command: its struct in its group, its line in the list here and in
//! [`CommandKind`], a `may_…` and a deciding half in its group's file, its need in [`crate::office::policy`], an event, its
//! text keys. The compiler lists the rest.

mod deciding;
mod ending;
mod handling;
mod intake;
mod kind;
mod routing;

pub use deciding::{
    AnswerAtOnce, ConfirmExecution, Decide, DecideReview, DoNotAccept, FailService, Findings, IssueDocument,
    LeadIntoChannel, NoLongerAccept, Rate, RecordExecution, RequestReview, Serve, VoidDocument, WriteLetter,
};
pub use ending::{ConfirmEnd, End, Reopen, UndoWithdrawal, Withdraw};
pub use handling::{
    Accept, AddEvidence, Extend, LogContact, LogVisit, MeetClock, Notify, PassDeadline, Pause, RederiveClock, Resume,
    StartClock, TurnOrdinary,
};
pub use intake::{
    AddPetition, Classify, Correct, EndRecusal, Filing, Link, RecordHistory, Recuse, Register, ReplaceCode,
    RewordIssue, SplitIssue, Unlink,
};
pub use kind::CommandKind;
pub use routing::{
    AgreeToObjection, Assign, Designate, Entrust, Forward, GiveInstruction, InsistOnRoute, Object, ProposeRoute,
    RequestInstruction, TakeOver,
};

macro_rules! commands {
    ($($name:ident),* $(,)?) => {
        /// A command on a matter.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "a variant is what its struct says")]
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
    Entrust,
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
    WriteLetter,
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
    ReplaceCode,
    Link,
    Unlink,
    Recuse,
    EndRecusal,
    End,
    ConfirmEnd,
    StartClock,
    MeetClock,
    TurnOrdinary,
    PassDeadline,
    RederiveClock,
}
