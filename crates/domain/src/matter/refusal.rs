//! Why something may not be done: a named reason, the article behind it, and what may be done instead.
//!
//! A test walks all of them: each is reached, has its words in three languages, and its alternative is really allowed.
//! To add one: its line here, its article, its alternative, its text key `refusal-…`.

use std::fmt;

use jiff::civil::Date;

use super::command::CommandKind;
use super::kinds::{EndCode, Kind, Outcome, Stage};
use super::state::{DocumentState, End, Issue, Matter, State};
use crate::clock::Step;
use crate::ids::{ClassCode, ClockNo, DocumentNo, IssueNo, PetitionNo, PlaceCode, UnitCode};
use crate::office::Role;

/// Where an issue stands, and the step that moves it on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub stage: Stage,
    /// The step.
    pub next: CommandKind,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stage.fmt(f)
    }
}

/// What may be done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// Another command, by whoever may.
    Instead(CommandKind),
    /// The same, by the holder of that post.
    ByPost {
        /// The role.
        role: Role,
        /// The unit.
        unit: UnitCode,
    },
    /// The same, with an input inside the bound that the refusal names.
    Within,
    /// The same, from that day on.
    From(Date),
    /// A new matter.
    NewMatter,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),* $(,)? })? => $code:literal, $article:literal;)*) => {
        /// A named reason not to do something.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each field is an argument of the refusal's text")]
        pub enum Refusal { $($(#[$doc])* $name $({ $($field: $type),* })?,)* }

        impl Refusal {
            /// The code: stands in the API's problem type and, after `refusal-`, in the catalogues.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $code,)* }
            }

            /// The article, or the rule of the office, that says so.
            pub const fn article(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $article,)* }
            }

            /// All codes, for the catalogues, the API's documentation and the test that walks them.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The arguments of its text, by name.
            pub fn arguments(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name $({ $($field),* })? => vec![$($((stringify!($field), $field.to_string())),*)?],)*
                }
            }
        }
    };
}

refusals! {
    /// The matter has no such issue.
    NoSuchIssue { issue: IssueNo } => "no-such-issue", "office rule 1";
    /// The matter has no such petition.
    NoSuchPetition { petition: PetitionNo } => "no-such-petition", "office rule 1";
    /// The matter has no such clock.
    NoSuchClock { clock: ClockNo } => "no-such-clock", "office rule 1";
    /// The matter has no such paper.
    NoSuchDocument { document: DocumentNo } => "no-such-document", "office rule 1";
    /// Taken in as history: read and counted, not worked on.
    IsHistory => "is-history", "office rule 2";
    /// Registered already; a further petition is added to it.
    AlreadyRegistered => "already-registered", "信访工作条例 第22条";
    /// That post holds this power, and the actor does not hold it.
    NotYours { role: Role, unit: UnitCode } => "not-yours", "信访工作条例 第22条";
    /// Only the petitioner, or a registrar for him, may do that.
    OnlyThePetitioner { unit: UnitCode } => "only-the-petitioner", "信访工作条例 第17条";

    /// A petition demands something; one line per demand.
    NoDemand => "no-demand", "信访工作条例 第19条";
    /// More demands than one petition can carry.
    TooManyDemands { demands_max: u32 } => "too-many-demands", "office rule 3";
    /// Fewer persons stated than are named in it.
    FewerThanNamed { named: u32 } => "fewer-than-named", "信访工作条例 第20条";
    /// More persons named than one petition can carry.
    TooManyPersons { persons_max: u32 } => "too-many-persons", "office rule 3";
    /// More files than one petition can carry.
    TooManyFiles { files_max: u32 } => "too-many-files", "office rule 3";
    /// A day that has not come.
    InTheFuture { today: Date } => "in-the-future", "office rule 4";
    /// A day before the act that must come first.
    TooEarly { earliest: Date } => "too-early", "office rule 4";
    /// No pack of this office was in force on that day.
    NoPackInForce { on: Date } => "no-pack-in-force", "office rule 5";
    /// The office has no such unit on that day.
    UnknownUnit { unit: UnitCode } => "unknown-unit", "office rule 6";
    /// The office has no such place.
    UnknownPlace { place: PlaceCode } => "unknown-place", "office rule 6";
    /// The taxonomy has no such class.
    UnknownClass { class: ClassCode } => "unknown-class", "office rule 6";
    /// What is about this office cannot be received while nobody is named to receive it.
    NoAlternateReceiver => "no-alternate-receiver", "信访工作条例 第28条";

    /// It has ended.
    HasEnded { on: Date, at: Standing } => "has-ended", "office rule 7";
    /// Splitting makes at least two.
    NothingToSplit => "nothing-to-split", "office rule 3";
    /// An appeal goes one of six ways, and the way must be said.
    WayNeeded => "way-needed", "信访工作条例 第31条";
    /// Only appeals have ways, and only those of the pack in force.
    WayNotForKind { kind: Kind } => "way-not-for-kind", "信访工作条例 第31条";
    /// What it is was settled when it was accepted.
    AlreadyAccepted { at: Standing } => "already-accepted", "信访工作条例 第34条";
    /// What it is must be said first.
    NotClassified => "not-classified", "信访工作条例 第29至31条";
    /// The catalogue names nobody; a person must judge.
    NoRouteFound => "no-route-found", "信访工作条例 第22条";

    /// It waits for no route.
    NotAwaitingRoute { at: Standing } => "not-awaiting-route", "信访工作条例 第22条";
    /// It is not with a unit that could accept, object or notify.
    NotWithAUnit { at: Standing } => "not-with-a-unit", "信访工作条例 第23条";
    /// Never to the accused, nor to what is below it.
    ToTheAccused { unit: UnitCode } => "to-the-accused", "信访工作条例 第30条";
    /// It has it already.
    ThereAlready { unit: UnitCode } => "there-already", "信访工作条例 第22条";
    /// Between these two it has come back once; only the superior sends it there again.
    WouldBounce { unit: UnitCode } => "would-bounce", "信访工作条例 第24条";
    /// Only a unit above takes over.
    NotAbove { unit: UnitCode } => "not-above", "信访工作条例 第24条";
    /// No question is open.
    NoQuestion => "no-question", "office rule 8";
    /// One question at a time.
    QuestionOpen { of: UnitCode } => "question-open", "office rule 8";
    /// An on-the-spot answer is for what needs no more than words.
    NotOnTheSpot => "not-on-the-spot", "信访工作条例 第23条";

    /// The days for objecting are over.
    ObjectionTooLate { last_day: Date, at: Standing } => "objection-too-late", "信访工作条例 第23条";
    /// The superior has designated the unit; there is no more to object to.
    Designated { at: Standing } => "designated", "信访工作条例 第24条";
    /// Nobody objected.
    NoObjection { at: Standing } => "no-objection", "信访工作条例 第23条";
    /// There is no dispute to settle.
    NotInDispute { at: Standing } => "not-in-dispute", "信访工作条例 第24条";

    /// The pack knows no such ground for that decision.
    UnknownGround => "unknown-ground", "信访工作条例 第19、22、23、36条";
    /// It is not being handled.
    NotBeingHandled { at: Standing } => "not-being-handled", "信访工作条例 第34条";

    /// The clock does not run.
    NotRunning { at: Standing } => "not-running", "信访工作条例 第34条";
    /// The law lengthens this period for nobody.
    NotExtendable { step: Step, at: Standing } => "not-extendable", "信访工作条例 第34条";
    /// Lengthened once already.
    AlreadyExtended { due: Date, at: Standing } => "already-extended", "信访工作条例 第34条";
    /// A period that has run out is not lengthened.
    PeriodHasRunOut { due: Date, at: Standing } => "period-has-run-out", "信访工作条例 第34条";
    /// At most so many days.
    TooLong { days_max: u32 } => "too-long", "信访工作条例 第34条";
    /// The pack pauses this clock for no such reason.
    NoPauseForThis { step: Step, at: Standing, extendable: bool } => "no-pause-for-this", "信访工作条例 第36条";
    /// It stands still already.
    AlreadyPaused { resume_by: Date } => "already-paused", "信访工作条例 第36条";
    /// It does not stand still.
    NotPaused { at: Standing } => "not-paused", "信访工作条例 第36条";

    /// That outcome is none of this kind's.
    OutcomeNotForKind { outcome: Outcome, kind: Kind } => "outcome-not-for-kind", "信访工作条例 第29、30、32条";
    /// The paper has no bytes yet.
    DocumentNotIssued { document: DocumentNo } => "document-not-issued", "信访工作条例 第32条";
    /// The paper is issued, or its number closed.
    DocumentSettled { at: Standing } => "document-settled", "office rule 9";
    /// There is nothing to serve.
    NothingToServe { at: Standing } => "nothing-to-serve", "信访工作条例 第34条";
    /// That petition was withdrawn.
    PetitionWithdrawn { petition: PetitionNo } => "petition-withdrawn", "office rule 10";
    /// Public notice is no way to serve this.
    NoPublicNotice => "no-public-notice", "信访工作条例 第30条";
    /// Nothing was granted that could be carried out.
    NothingGranted { at: Standing } => "nothing-granted", "信访工作条例 第32条";

    /// Nothing was served that could be reviewed.
    NothingToReview { at: Standing } => "nothing-to-review", "信访工作条例 第35条";
    /// This decision has another remedy than review, or none.
    NoReviewHere => "no-review-here", "信访工作条例 第31条";
    /// After re-review no remedy remains for the same facts.
    NoRemedyLeft => "no-remedy-left", "信访工作条例 第36条";
    /// It is not under review.
    NotUnderReview { at: Standing } => "not-under-review", "信访工作条例 第35条";
    /// There is no answer to rate.
    NotAnswered { at: Standing } => "not-answered", "信访工作条例 第21条";
    /// It is open.
    StillOpen { at: Standing } => "still-open", "office rule 7";
    /// It was not withdrawn.
    NotWithdrawn { petition: PetitionNo } => "not-withdrawn", "office rule 10";
    /// A matter cannot belong with itself.
    LinkedToItself => "linked-to-itself", "office rule 11";
    /// They are not linked.
    NotLinked => "not-linked", "office rule 11";
    /// A second officer must confirm it.
    SecondOfficerNeeded => "second-officer-needed", "office rule 12";
    /// Two attempts at service come first.
    AttemptsNeeded { made: u32, needed: u32 } => "attempts-needed", "office rule 13";
    /// That end is made by its own command, or not at this stage.
    EndNotForThis { end: EndCode, at: Standing } => "end-not-for-this", "office rule 7";
    /// It has not run out.
    NotRunOut { last_day: Date } => "not-run-out", "民法典 第203条";
}

impl Refusal {
    /// What may be done instead.
    pub fn alternative(&self) -> Alternative {
        use Alternative::{ByPost, From, Instead, NewMatter, Within};
        match self {
            Self::NotYours { role, unit } => ByPost { role: *role, unit: unit.clone() },
            Self::OnlyThePetitioner { unit } => ByPost { role: Role::Registrar, unit: unit.clone() },
            Self::NotRunOut { last_day } => From(last_day.tomorrow().unwrap_or(*last_day)),
            Self::IsHistory | Self::NoRemedyLeft | Self::NoReviewHere => NewMatter,
            Self::AlreadyRegistered => Instead(CommandKind::AddPetition),
            Self::PetitionWithdrawn { .. } => Instead(CommandKind::UndoWithdrawal),
            Self::HasEnded { at, .. }
            | Self::AlreadyAccepted { at }
            | Self::NotAwaitingRoute { at }
            | Self::NotWithAUnit { at }
            | Self::ObjectionTooLate { at, .. }
            | Self::Designated { at }
            | Self::NoObjection { at }
            | Self::NotInDispute { at }
            | Self::NotBeingHandled { at }
            | Self::NotRunning { at }
            | Self::NotExtendable { at, .. }
            | Self::AlreadyExtended { at, .. }
            | Self::PeriodHasRunOut { at, .. }
            | Self::NotPaused { at }
            | Self::DocumentSettled { at }
            | Self::NothingToServe { at }
            | Self::NothingGranted { at }
            | Self::NothingToReview { at }
            | Self::NotUnderReview { at }
            | Self::NotAnswered { at }
            | Self::StillOpen { at }
            | Self::EndNotForThis { at, .. }
            | Self::NoPauseForThis { at, extendable: false, .. } => Instead(at.next),
            Self::NoPauseForThis { extendable: true, .. } => Instead(CommandKind::Extend),
            Self::NotClassified => Instead(CommandKind::Classify),
            Self::NoRouteFound | Self::NotOnTheSpot => Instead(CommandKind::Forward),
            Self::NoQuestion => Instead(CommandKind::RequestInstruction),
            Self::QuestionOpen { .. } => Instead(CommandKind::GiveInstruction),
            Self::WouldBounce { .. } => Instead(CommandKind::InsistOnRoute),
            Self::AlreadyPaused { .. } => Instead(CommandKind::Resume),
            Self::DocumentNotIssued { .. } => Instead(CommandKind::IssueDocument),
            Self::NotWithdrawn { .. } => Instead(CommandKind::Withdraw),
            Self::NotLinked => Instead(CommandKind::Link),
            Self::AttemptsNeeded { .. } => Instead(CommandKind::FailService),
            Self::NoSuchIssue { .. }
            | Self::NoSuchPetition { .. }
            | Self::NoSuchClock { .. }
            | Self::NoSuchDocument { .. }
            | Self::NoDemand
            | Self::TooManyDemands { .. }
            | Self::FewerThanNamed { .. }
            | Self::TooManyPersons { .. }
            | Self::TooManyFiles { .. }
            | Self::InTheFuture { .. }
            | Self::TooEarly { .. }
            | Self::NoPackInForce { .. }
            | Self::UnknownUnit { .. }
            | Self::UnknownPlace { .. }
            | Self::UnknownClass { .. }
            | Self::NoAlternateReceiver
            | Self::NothingToSplit
            | Self::WayNeeded
            | Self::WayNotForKind { .. }
            | Self::ToTheAccused { .. }
            | Self::ThereAlready { .. }
            | Self::NotAbove { .. }
            | Self::UnknownGround
            | Self::TooLong { .. }
            | Self::OutcomeNotForKind { .. }
            | Self::NoPublicNotice
            | Self::LinkedToItself
            | Self::SecondOfficerNeeded => Within,
        }
    }
}

impl Matter {
    /// Where an issue stands, and the step that moves it on.
    pub fn standing(&self, issue: &Issue) -> Standing {
        let next = match &issue.state {
            State::Registered { .. } => CommandKind::Forward,
            State::Routed { .. } if issue.classified.is_none() => CommandKind::Classify,
            State::Routed { .. } => CommandKind::Accept,
            State::ObjectedTo { .. } => CommandKind::InsistOnRoute,
            State::InDispute { .. } => CommandKind::Designate,
            State::Accepted { .. } => CommandKind::Decide,
            State::Decided { document, .. } | State::Reviewed { document, .. } => self.next_for(*document),
            State::Served { .. } => CommandKind::RequestReview,
            State::UnderReview { .. } => CommandKind::DecideReview,
            State::Ended { how: End::Coded(EndCode::Withdrawn), .. } => CommandKind::UndoWithdrawal,
            State::Ended { how: End::Coded(EndCode::SplitUp), .. } => CommandKind::AddPetition,
            State::Ended { .. } => CommandKind::Reopen,
        };
        Standing { stage: issue.state.stage(), next }
    }

    fn next_for(&self, document: DocumentNo) -> CommandKind {
        let issued = self.document(document).is_ok_and(|paper| matches!(paper.state, DocumentState::Issued { .. }));
        match (issued, self.to_be_served().next().is_some()) {
            (false, _) => CommandKind::IssueDocument,
            (true, true) => CommandKind::Serve,
            (true, false) => CommandKind::End,
        }
    }
}
