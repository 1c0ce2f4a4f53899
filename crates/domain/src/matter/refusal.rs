//! Why something may not be done: a named reason, the article behind it, and what may be done instead.
//!
//! A test walks all of them: each is reached, has its words in three languages, and its alternative is really allowed.
//! To add one: its line here (code, article, alternative), its text key `refusal-…`.

use std::fmt;

use jiff::civil::Date;

use super::command::CommandKind;
use super::event::Remedy;
use super::kinds::{EndCode, Instance, Kind, Outcome, ReviewOutcome, Stage};
use super::state::{Document, End, Issue, Matter, State};
use crate::clock::Step;
use crate::ids::{
    ClassCode, ClockNo, DocumentNo, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, TopicId, UnitCode,
};
use crate::office::Role;
use crate::pack::Names;
use crate::publication::PublicationPart;

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
    /// The same, by another officer.
    ByAnother,
    /// The same, with an input inside the bound that the refusal names.
    Within,
    /// The same, from that day on.
    From(Date),
    /// A new matter.
    NewMatter,
}

use Alternative::{ByAnother, ByPost, From, Instead, NewMatter, Within};

/// A refusal as the API's document lists it, before anybody met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its code.
    pub code: &'static str,
    /// The article, or the rule of the office, that says so.
    pub article: &'static str,
    /// The names of what its text speaks of.
    pub arguments: &'static [&'static str],
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),* $(,)? })? => $code:literal, $article:literal, $alternative:expr;)*) => {
        /// A named reason not to do something.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each field is an argument of the refusal's text")]
        pub enum Refusal { $($(#[$doc])* $name $({ $($field: $type),* })?,)* }

        impl Refusal {
            /// The code: stands in the API's problem type and, after `refusal-`, in the catalogues.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $code,)* }
            }

            /// The article, or the rule of the office, that says so: a code of law and number, `xf22-34`, told in words by the
            /// catalogues.
            pub const fn article(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $article,)* }
            }

            /// What may be done instead.
            #[expect(unused_variables, reason = "an alternative names those fields it needs")]
            pub fn alternative(&self) -> Alternative {
                match self { $(Self::$name $({ $($field),* })? => $alternative,)* }
            }

            /// All codes, for the catalogues, the API's documentation and the test that walks them.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// All of them, with what is known of each beforehand.
            pub const LIST: &'static [Listed] =
                &[$(Listed { code: $code, article: $article, arguments: &[$($(stringify!($field)),*)?] }),*];

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
    NoSuchIssue { issue: IssueNo } => "no-such-issue", "office-1", Within;
    /// The matter has no such petition.
    NoSuchPetition { petition: PetitionNo } => "no-such-petition", "office-1", Within;
    /// The matter has no such clock.
    NoSuchClock { clock: ClockNo } => "no-such-clock", "office-1", Within;
    /// The matter has no such paper.
    NoSuchDocument { document: DocumentNo } => "no-such-document", "office-1", Within;
    /// Taken in as history: read and counted, not worked on.
    IsHistory => "is-history", "office-2", NewMatter;
    /// Registered already; a further petition is added to it.
    AlreadyRegistered => "already-registered", "xf22-22", Instead(CommandKind::AddPetition);
    /// That post holds this power, and the actor does not hold it.
    NotYours { role: Role, unit: UnitCode } => "not-yours", "xf22-22", ByPost { role: *role, unit: unit.clone() };
    /// Only the petitioner, or a registrar for him, may do that.
    OnlyThePetitioner { unit: UnitCode } => "only-the-petitioner", "xf22-17", ByPost { role: Role::Registrar, unit: unit.clone() };
    /// A petition demands something; one line per demand.
    NoDemand => "no-demand", "xf22-19", Within;
    /// More demands than one petition can carry.
    TooManyDemands { demands_max: u32 } => "too-many-demands", "office-3", Within;
    /// Fewer persons stated than are named in it.
    FewerThanNamed { named: u32 } => "fewer-than-named", "xf22-20", Within;
    /// More persons named than one petition can carry.
    TooManyPersons { persons_max: u32 } => "too-many-persons", "office-3", Within;
    /// More files than one petition can carry.
    TooManyFiles { files_max: u32 } => "too-many-files", "office-3", Within;
    /// A day that has not come.
    InTheFuture { today: Date } => "in-the-future", "office-4", Within;
    /// A day before the act that must come first.
    TooEarly { earliest: Date } => "too-early", "office-4", Within;
    /// No pack of this office was in force on that day.
    NoPackInForce { on: Date } => "no-pack-in-force", "office-5", Within;
    /// The office has no such unit on that day.
    UnknownUnit { unit: UnitCode } => "unknown-unit", "office-6", Within;
    /// The office has no such place.
    UnknownPlace { place: PlaceCode } => "unknown-place", "office-6", Within;
    /// The office has no such officer that day.
    UnknownOfficer { officer: OfficerCode } => "unknown-officer", "office-6", Within;
    /// Nobody for whom the actor answers is out of the matter, or not that officer.
    NotRecused => "not-recused", "xf22-28", Instead(CommandKind::Recuse);
    /// The taxonomy has no such class.
    UnknownClass { class: ClassCode } => "unknown-class", "office-6", Within;
    /// What is about this office cannot be received while nobody is named to receive it.
    NoAlternateReceiver => "no-alternate-receiver", "xf22-28", Within;
    /// It has ended.
    HasEnded { on: Date, at: Standing } => "has-ended", "office-7", Instead(at.next);
    /// Splitting makes at least two.
    NothingToSplit => "nothing-to-split", "office-3", Within;
    /// An appeal goes one of six ways, and the way must be said.
    WayNeeded => "way-needed", "xf22-31", Within;
    /// Only appeals have ways, and only those of the pack in force.
    WayNotForKind { kind: Kind } => "way-not-for-kind", "xf22-31", Within;
    /// The law this office works by handles no issues of that kind.
    KindNotHere { kind: Kind } => "kind-not-here", "office-5", Within;
    /// What it is was settled when it was accepted.
    AlreadyAccepted { at: Standing } => "already-accepted", "xf22-34", Instead(at.next);
    /// What it is must be said first.
    NotClassified => "not-classified", "xf22-31", Instead(CommandKind::Classify);
    /// The catalogue names nobody; a person must judge.
    NoRouteFound => "no-route-found", "xf22-22", Instead(CommandKind::Forward);
    /// It waits for no route.
    NotAwaitingRoute { at: Standing } => "not-awaiting-route", "xf22-22", Instead(at.next);
    /// It is not with a unit that could accept, object or notify.
    NotWithAUnit { at: Standing } => "not-with-a-unit", "xf22-23", Instead(at.next);
    /// Never to the accused, nor to what is below it.
    ToTheAccused { unit: UnitCode } => "to-the-accused", "xf22-30", Within;
    /// It has it already.
    ThereAlready { unit: UnitCode } => "there-already", "xf22-22", Within;
    /// Between these two it has come back once; only the superior sends it there again.
    WouldBounce { unit: UnitCode } => "would-bounce", "xf22-24", Instead(CommandKind::InsistOnRoute);
    /// It is put into the hands of an officer of the unit that must act.
    NotOfTheUnit { unit: UnitCode } => "not-of-the-unit", "office-14", Within;
    /// Only a unit above takes over.
    NotAbove { unit: UnitCode } => "not-above", "xf22-24", Within;
    /// Nobody stands above the unit that has it: it decides itself.
    Topmost { unit: UnitCode, at: Standing } => "topmost", "xf22-24", Instead(at.next);
    /// No question is open.
    NoQuestion => "no-question", "office-8", Instead(CommandKind::RequestInstruction);
    /// One question at a time.
    QuestionOpen { of: UnitCode } => "question-open", "office-8", Instead(CommandKind::GiveInstruction);
    /// An on-the-spot answer is for what needs no more than words.
    NotOnTheSpot => "not-on-the-spot", "xf22-23", Instead(CommandKind::Forward);
    /// The days for objecting are over.
    ObjectionTooLate { last_day: Date, at: Standing } => "objection-too-late", "xf22-23", Instead(at.next);
    /// The superior has designated the unit; there is no more to object to.
    Designated { at: Standing } => "designated", "xf22-24", Instead(at.next);
    /// Nobody objected.
    NoObjection { at: Standing } => "no-objection", "xf22-23", Instead(at.next);
    /// There is no dispute to settle.
    NotInDispute { at: Standing } => "not-in-dispute", "xf22-24", Instead(at.next);
    /// The pack knows no such ground for that decision.
    UnknownGround => "unknown-ground", "xf22-23", Within;
    /// The law this office works by turns nothing down that way.
    NoGroundHere { at: Standing } => "no-ground-here", "office-5", Instead(at.next);
    /// It is not being handled.
    NotBeingHandled { at: Standing } => "not-being-handled", "xf22-34", Instead(at.next);
    /// The clock does not run.
    NotRunning { at: Standing } => "not-running", "xf22-34", Instead(at.next);
    /// The law lengthens this period for nobody.
    NotExtendable { step: Step, law: Names, at: Standing } => "not-extendable", "xf22-34", Instead(at.next);
    /// Lengthened once already.
    AlreadyExtended { due: Date, law: Names, at: Standing } => "already-extended", "xf22-34", Instead(at.next);
    /// A period that has run out is not lengthened.
    PeriodHasRunOut { due: Date, law: Names, at: Standing } => "period-has-run-out", "xf22-34", Instead(at.next);
    /// At most so many days.
    TooLong { days_max: u32, law: Names } => "too-long", "xf22-34", Within;
    /// The pack pauses this clock for no such reason.
    NoPauseForThis { step: Step, law: Names, at: Standing, extendable: bool } => "no-pause-for-this", "xf22-36", if *extendable { Instead(CommandKind::Extend) } else { Instead(at.next) };
    /// It stands still already.
    AlreadyPaused { resume_by: Date } => "already-paused", "xf22-36", Instead(CommandKind::Resume);
    /// It does not stand still.
    NotPaused { at: Standing } => "not-paused", "xf22-36", Instead(at.next);
    /// The office works by no list of rules that could run beside the law's.
    NoListedRule { at: Standing } => "no-listed-rule", "office-5", Instead(at.next);
    /// No list that the office works by had such a rule in force that day.
    NotListed { on: Date } => "not-listed", "office-5", Within;
    /// Enough clocks run beside the law's.
    TooManyClocks { clocks_max: u32 } => "too-many-clocks", "office-3", Instead(CommandKind::MeetClock);
    /// The law's own clocks are met by the act they are for.
    MetByItsAct { step: Step, at: Standing } => "met-by-its-act", "office-5", Instead(at.next);
    /// The clock is not that of a simple procedure.
    NotSimple { at: Standing } => "not-simple", "office-5", Instead(at.next);
    /// That outcome is none of this kind's.
    OutcomeNotForKind { outcome: Outcome, kind: Kind } => "outcome-not-for-kind", "xf22-32", Within;
    /// By the law in force a review of this kind is not decided so.
    OutcomeNotForReview { ruled: ReviewOutcome, instance: Instance } => "outcome-not-for-review", "xf22-35", Within;
    /// The paper has no bytes yet.
    DocumentNotIssued { document: DocumentNo } => "document-not-issued", "xf22-32", Instead(CommandKind::IssueDocument);
    /// The paper is issued, or its number closed.
    DocumentSettled { at: Standing } => "document-settled", "office-9", Instead(at.next);
    /// No step has made such a paper due, or it is written.
    NothingToWrite { at: Standing } => "nothing-to-write", "office-9", Instead(at.next);
    /// There is nothing to serve.
    NothingToServe { at: Standing } => "nothing-to-serve", "xf22-34", Instead(at.next);
    /// That petition was withdrawn.
    PetitionWithdrawn { petition: PetitionNo } => "petition-withdrawn", "office-10", Instead(CommandKind::UndoWithdrawal);
    /// Public notice is no way to serve this.
    NoPublicNotice => "no-public-notice", "xf22-30", Within;
    /// Nothing was granted that could be carried out.
    NothingGranted { at: Standing } => "nothing-granted", "xf22-32", Instead(at.next);
    /// Nothing was served that could be reviewed.
    NothingToReview { at: Standing } => "nothing-to-review", "xf22-35", Instead(at.next);
    /// This decision has another remedy than review, or none.
    NoReviewHere => "no-review-here", "xf22-31", NewMatter;
    /// After re-review no remedy remains for the same facts.
    NoRemedyLeft => "no-remedy-left", "xf22-36", NewMatter;
    /// It is not under review.
    NotUnderReview { at: Standing } => "not-under-review", "xf22-35", Instead(at.next);
    /// There is no answer to rate.
    NotAnswered { at: Standing } => "not-answered", "xf22-21", Instead(at.next);
    /// It is open.
    StillOpen { at: Standing } => "still-open", "office-7", Instead(at.next);
    /// Nobody is named in it who could be told from others: its code is lost with it.
    NobodyNamed { petition: PetitionNo } => "nobody-named", "office-15", Instead(CommandKind::AddPetition);
    /// It was not withdrawn.
    NotWithdrawn { petition: PetitionNo } => "not-withdrawn", "office-10", Instead(CommandKind::Withdraw);
    /// A matter cannot belong with itself.
    LinkedToItself => "linked-to-itself", "office-11", Within;
    /// They are not linked.
    NotLinked => "not-linked", "office-11", Instead(CommandKind::Link);
    /// It was merged into another topic, in which it is decided on.
    TopicMerged { into: TopicId } => "topic-merged", "office-16", Within;
    /// A topic cannot be merged into itself.
    TopicItself => "topic-itself", "office-16", Within;
    /// It was merged into no other.
    TopicNotMerged => "topic-not-merged", "office-16", Within;
    /// That matter does not stand in the topic.
    NotInTopic { matter: MatterId } => "not-in-topic", "office-16", Within;
    /// A topic is known by the matter that began it, which stays.
    BeganTopic { matter: MatterId } => "began-topic", "office-16", Within;
    /// There is no such publication.
    NoSuchPublication => "no-such-publication", "office-17", Within;
    /// Accusations, what is under seal and what was withdrawn are told to nobody.
    NotForEverybody => "not-for-everybody", "office-17", Within;
    /// No reasoned answer was served.
    NothingToPublish { at: Standing } => "nothing-to-publish", "office-17", Instead(at.next);
    /// Words for everybody stand already: they are taken back first.
    PublicationStands => "publication-stands", "office-17", Within;
    /// The answer they tell is no longer the last: they are taken back, and others prepared.
    AnsweredAnew => "answered-anew", "office-17", Within;
    /// They were taken back: others may be prepared.
    PublicationTakenBack => "publication-taken-back", "office-17", Within;
    /// A number or an address by which somebody can be reached or known stands there, by line and sign from 1.
    PersonTold { part: PublicationPart, line: u32, sign: u32 } => "person-told", "office-17", Within;
    /// Another than who prepared it must read it.
    PreparedByYourself { unit: UnitCode } => "prepared-by-yourself", "office-17",
        ByPost { role: Role::Supervisor, unit: unit.clone() };
    /// A second officer must confirm it.
    SecondOfficerNeeded => "second-officer-needed", "office-12", ByAnother;
    /// Nobody proposed an end that a second officer would confirm.
    NoEndProposed => "no-end-proposed", "office-12", Instead(CommandKind::End);
    /// Two attempts at service come first.
    AttemptsNeeded { made: u32, needed: u32 } => "attempts-needed", "office-13", Instead(CommandKind::FailService);
    /// That end is made by its own command, or not at this stage.
    EndNotForThis { end: EndCode, at: Standing } => "end-not-for-this", "office-7", Instead(at.next);
    /// It has not run out.
    NotRunOut { last_day: Date } => "not-run-out", "civil-code-203", From(last_day.tomorrow().unwrap_or(*last_day));
}

impl Refusal {
    /// The article as the pack of the clock cites it, where the refusal speaks of a clock: each pack has its own.
    pub const fn law(&self) -> Option<&Names> {
        if let Self::NotExtendable { law, .. }
        | Self::AlreadyExtended { law, .. }
        | Self::PeriodHasRunOut { law, .. }
        | Self::TooLong { law, .. }
        | Self::NoPauseForThis { law, .. } = self
        {
            Some(law)
        } else {
            None
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
            State::Served { .. } if self.to_be_served().next().is_none() => CommandKind::UndoWithdrawal,
            State::Served { .. } if matches!(issue.remedy(), Some(Remedy::Ask { .. })) => CommandKind::RequestReview,
            State::Served { .. } => CommandKind::ConfirmExecution,
            State::UnderReview { .. } => CommandKind::DecideReview,
            State::Ended { how: End::Coded(EndCode::Withdrawn), .. } => CommandKind::UndoWithdrawal,
            State::Ended { how: End::Coded(EndCode::SplitUp), .. } => CommandKind::AddPetition,
            State::Ended { .. } => CommandKind::Reopen,
        };
        Standing { stage: issue.state.stage(), next }
    }

    fn next_for(&self, document: DocumentNo) -> CommandKind {
        let issued = self.document(document).is_ok_and(Document::is_issued);
        match (issued, self.to_be_served().next().is_some()) {
            (false, _) => CommandKind::IssueDocument,
            (true, true) => CommandKind::Serve,
            (true, false) => CommandKind::End,
        }
    }
}
