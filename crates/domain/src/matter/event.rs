//! What happened to a matter. Events hold codes, dates, numbers, ids and commitments, never a word somebody wrote.
//!
//! Their form is for ever: golden files pin it. To add an event: a variant here, an arm in `evolve`, lines in
//! `view::changes`; the compiler names the places. A field may be added with a default, never renamed or removed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::kinds::{
    ContactWay, DocumentKind, EndCode, Instance, Kind, Outcome, PersonRole, Relation, ReviewOutcome, Score, ServiceWay,
    VoidReason, Way,
};
use crate::clock::{Derivation, PauseReason};
use crate::ids::{
    ClassCode, ClockNo, Commitment, ContentId, DocumentNo, EnvelopeId, IssueNo, MatterId, OfficerCode, PersonNo,
    PetitionNo, PlaceCode, SourceCode, UnitCode,
};
use crate::intake::Channel;

/// Words or a file kept as a content: its id, and what binds the journal to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The content.
    pub id: ContentId,
    /// Its salted hash.
    pub commitment: Commitment,
}

/// A person of a petition: the envelope that holds who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Place in the petition.
    pub no: PersonNo,
    /// Who he or she is in it.
    pub role: PersonRole,
    /// The envelope.
    pub envelope: EnvelopeId,
    /// What binds the journal to it.
    pub commitment: Commitment,
}

/// Where a petition came from, if not from the petitioner: the sender's own number and due date stand beside ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who sent it.
    pub code: SourceCode,
    /// The number it bears there.
    pub number: Option<Words>,
    /// The day it wants an answer.
    pub due_on: Option<Date>,
}

/// One submission, kept as received (信访件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Which of the matter's petitions.
    pub no: PetitionNo,
    /// How it came.
    pub channel: Channel,
    /// The unit that took it in.
    pub at: UnitCode,
    /// The day it was received.
    pub received_on: Date,
    /// Its subject line.
    pub subject: Words,
    /// Its text.
    pub text: Words,
    /// Files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Words>,
    /// The persons named in it; none where it is anonymous.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Person>,
    /// How many stand behind it, as stated: at least the persons named, at least 1.
    pub persons_count: u32,
    /// An answer can reach somebody: by an address, or by the query code.
    pub reachable: bool,
    /// Where it came from, if from another office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A demand, as it becomes an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Which of the matter's issues.
    pub no: IssueNo,
    /// The demand in words.
    pub demand: Words,
}

/// A clock that an event starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Which of the matter's clocks.
    pub no: ClockNo,
    /// The issue it runs for.
    pub issue: IssueNo,
    /// The unit that must act, or for a window the unit whose decision it may turn against.
    pub unit: UnitCode,
    /// The petition whose window it is, where it is one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub petition: Option<PetitionNo>,
    /// The period: frozen.
    pub derivation: Derivation,
}

/// What an event does to clocks: those it meets, those it ends unmet, those it starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// What they were for is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<ClockNo>,
    /// They run no more, though what they were for was not done: the duty went elsewhere or fell away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<ClockNo>,
    /// They begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub started: Vec<Started>,
}

/// What the petitioner may do against a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Ask for review or re-review, by that organ.
    Ask {
        /// Which of the two.
        instance: Instance,
        /// The organ that decides it.
        organ: UnitCode,
        /// The article that opens it.
        article: String,
    },
    /// Take the statutory channel the decision names.
    Channel {
        /// The channel's code in the pack.
        channel: String,
        /// The article that opens it.
        article: String,
    },
    /// None remains.
    None {
        /// The article that says so.
        article: String,
    },
}

/// Why a route was chosen: from the duty catalogue, by the source, or by a person's own judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteReason {
    /// The catalogue gives this class, at this place, to the unit.
    Duty {
        /// The class of the row.
        class: ClassCode,
        /// Its place; none: everywhere.
        place: Option<PlaceCode>,
    },
    /// An appeal goes to the organ it complains of.
    ComplainedOf,
    /// An accusation goes past the accused to this organ.
    PastTheAccused,
    /// The registry itself answers.
    Own,
    /// A person decided otherwise, for this reason.
    Judged(Words),
}

/// Earlier work taken in as history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRecorded {
    /// The petition as the source has it.
    pub petition: Filed,
    /// Its one issue.
    pub issue: Raised,
    /// Kind, if the map says.
    pub kind: Kind,
    /// Class, if the map gives one.
    pub class: Option<ClassCode>,
    /// Place, if the map gives one.
    pub place: Option<PlaceCode>,
    /// The unit that answered.
    pub unit: UnitCode,
    /// The answer in words; none where the row is still open.
    pub answer: Option<Words>,
    /// The day it was answered and served.
    pub answered_on: Option<Date>,
    /// The period it had: by the pack from receipt, or the source's own due date.
    pub period: Derivation,
}

/// The matter begins with its first petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterRegistered {
    /// The petition.
    pub petition: Filed,
    /// Its demands.
    pub issues: Vec<Raised>,
    /// Declared as an accusation when filed.
    pub accusation: bool,
    /// Under seal: an accusation, a report under seal, or about this office.
    pub sealed: bool,
    /// About this office itself: the alternate receiver has it, unread here.
    pub about_office: bool,
    /// Units complained of or accused, as the registry structured them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<UnitCode>,
    /// Where it happened.
    pub place: Option<PlaceCode>,
    /// When it happened.
    pub happened_on: Option<Date>,
    /// The unit in charge first.
    pub unit: UnitCode,
    /// Clocks.
    pub clocks: Clocks,
}

/// One more petition on the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionAdded {
    /// The petition.
    pub petition: Filed,
    /// Demands that are new.
    pub issues: Vec<Raised>,
    /// The unit in charge of them first.
    pub unit: UnitCode,
    /// Clocks.
    pub clocks: Clocks,
}

/// A demand turned out to be several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSplit {
    /// The issue, which ends here.
    pub issue: IssueNo,
    /// What it became.
    pub into: Vec<Raised>,
    /// Clocks: those of the old one pass on with the same last day.
    pub clocks: Clocks,
}

/// A demand was put into other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueReworded {
    /// The issue.
    pub issue: IssueNo,
    /// The new words; the old ones stay.
    pub demand: Words,
}

/// What the issue is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueClassified {
    /// The issue.
    pub issue: IssueNo,
    /// Kind.
    pub kind: Kind,
    /// For appeals, the way.
    pub way: Option<Way>,
    /// Class.
    pub class: ClassCode,
}

/// A route was proposed; nothing moves yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteProposed {
    /// The issue.
    pub issue: IssueNo,
    /// The unit proposed.
    pub to: UnitCode,
    /// Why.
    pub reason: RouteReason,
}

/// 转送.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueForwarded {
    /// The issue.
    pub issue: IssueNo,
    /// The sender.
    pub from: UnitCode,
    /// The unit that must answer.
    pub to: UnitCode,
    /// Why.
    pub reason: RouteReason,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 交办: with a period, and a report owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueAssigned {
    /// The issue.
    pub issue: IssueNo,
    /// The sender.
    pub from: UnitCode,
    /// The unit that must answer.
    pub to: UnitCode,
    /// Units that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisting: Vec<UnitCode>,
    /// Why.
    pub reason: RouteReason,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 请示: a question to a superior; holds no clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionRequested {
    /// The issue.
    pub issue: IssueNo,
    /// Who is asked.
    pub of: UnitCode,
    /// The question.
    pub question: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 批示: the answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionGiven {
    /// The issue.
    pub issue: IssueNo,
    /// The instruction.
    pub instruction: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 提级: a higher unit took it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueTakenOver {
    /// The issue.
    pub issue: IssueNo,
    /// From whom.
    pub from: UnitCode,
    /// By whom.
    pub by: UnitCode,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 异议: the unit says it is not the one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRaised {
    /// The issue.
    pub issue: IssueNo,
    /// Who objects.
    pub by: UnitCode,
    /// The unit it names instead.
    pub better: Option<UnitCode>,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// The sender agreed and sent it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionAgreed {
    /// The issue.
    pub issue: IssueNo,
    /// Who objected.
    pub from: UnitCode,
    /// Where it goes.
    pub to: UnitCode,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// The sender insisted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRefused {
    /// The issue.
    pub issue: IssueNo,
    /// Who must designate now.
    pub superior: UnitCode,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 指定受理: the common superior named the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDesignated {
    /// The issue.
    pub issue: IssueNo,
    /// The superior.
    pub by: UnitCode,
    /// The unit.
    pub to: UnitCode,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 受理: the dated act from which the handling period counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueAccepted {
    /// The issue.
    pub issue: IssueNo,
    /// The unit.
    pub unit: UnitCode,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 告知: the petitioner was told receipt, route and procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notified {
    /// The issue.
    pub issue: IssueNo,
    /// How.
    pub way: ServiceWay,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// Somebody spoke with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLogged {
    /// The issue.
    pub issue: IssueNo,
    /// How.
    pub way: ContactWay,
    /// The petitioner was reached.
    pub reached: bool,
    /// What was said.
    pub note: Words,
    /// The day.
    pub on: Date,
}

/// Somebody went and looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLogged {
    /// The issue.
    pub issue: IssueNo,
    /// What was found.
    pub note: Words,
    /// The day.
    pub on: Date,
}

/// A paper, a picture, a statement was added to the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAdded {
    /// The issue.
    pub issue: IssueNo,
    /// What it is.
    pub note: Words,
    /// The files.
    pub files: Vec<Words>,
    /// The day.
    pub on: Date,
}

/// 延期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodExtended {
    /// The clock.
    pub clock: ClockNo,
    /// Why: told to the petitioner.
    pub reason: Words,
    /// Who approved.
    pub approver: OfficerCode,
    /// The period as it now is.
    pub derivation: Derivation,
}

/// The clock stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPaused {
    /// The clock.
    pub clock: ClockNo,
    /// The reason the pack names.
    pub reason: PauseReason,
    /// The first day that does not count.
    pub from: Date,
    /// The period within which it must go on.
    pub resume_by: Derivation,
}

/// The clock goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockResumed {
    /// The clock.
    pub clock: ClockNo,
    /// The last day that did not count.
    pub to: Date,
    /// The period as it now is.
    pub derivation: Derivation,
}

/// The issue was decided, with reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueDecided {
    /// The issue.
    pub issue: IssueNo,
    /// The unit.
    pub unit: UnitCode,
    /// The outcome.
    pub outcome: Outcome,
    /// The coded ground, where the petition was turned down or led elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Facts found.
    pub facts: Words,
    /// Reasons.
    pub reasons: Words,
    /// Basis in law.
    pub basis: Words,
    /// What the petitioner may do against it.
    pub remedy: Remedy,
    /// The paper that says so.
    pub document: DocumentNo,
    /// The day.
    pub on: Date,
    /// On or before the last day of its period.
    pub in_time: bool,
    /// Clocks.
    pub clocks: Clocks,
}

/// A paper was given its number, which stands in this entry's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentNumbered {
    /// Which of the matter's papers.
    pub document: DocumentNo,
    /// What it is.
    pub kind: DocumentKind,
    /// The issue it is about.
    pub issue: IssueNo,
}

/// The paper exists: these bytes and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentIssued {
    /// The paper.
    pub document: DocumentNo,
    /// The content that holds it.
    pub file: Words,
    /// SHA-256 of the file itself, as the petitioner can compute it.
    pub sha256: Commitment,
}

/// A number that was given and never issued is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentVoided {
    /// The paper.
    pub document: DocumentNo,
    /// Why.
    pub reason: VoidReason,
}

/// The answer was served on one petition's petitioner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerServed {
    /// The issue.
    pub issue: IssueNo,
    /// The paper.
    pub document: DocumentNo,
    /// The petition.
    pub petition: PetitionNo,
    /// How.
    pub way: ServiceWay,
    /// Proof of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Words>,
    /// The day.
    pub on: Date,
    /// The last petition that had to be served: the issue is served.
    pub complete: bool,
    /// Clocks.
    pub clocks: Clocks,
}

/// It could not be served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFailed {
    /// The issue.
    pub issue: IssueNo,
    /// The petition.
    pub petition: PetitionNo,
    /// How it was tried.
    pub way: ServiceWay,
    /// What came back.
    pub note: Words,
    /// The day.
    pub on: Date,
}

/// What was granted is being carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutionRecorded {
    /// The issue.
    pub issue: IssueNo,
    /// What was done.
    pub note: Words,
    /// The day.
    pub on: Date,
}

/// What was granted was carried out; confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutionConfirmed {
    /// The issue.
    pub issue: IssueNo,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// 请求复查、复核.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequested {
    /// The issue.
    pub issue: IssueNo,
    /// By which petition.
    pub petition: PetitionNo,
    /// Which of the two.
    pub instance: Instance,
    /// Who decides it.
    pub organ: UnitCode,
    /// Asked after the window: registered all the same, and put to the organ.
    pub late: bool,
    /// What is asked for.
    pub request: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// The review was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecided {
    /// The issue.
    pub issue: IssueNo,
    /// Which of the two.
    pub instance: Instance,
    /// Who decided.
    pub organ: UnitCode,
    /// The outcome.
    pub outcome: ReviewOutcome,
    /// Facts found.
    pub facts: Words,
    /// Reasons.
    pub reasons: Words,
    /// Basis in law.
    pub basis: Words,
    /// What the petitioner may do against it.
    pub remedy: Remedy,
    /// The paper that says so.
    pub document: DocumentNo,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// The petitioner said what he or she thinks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The issue.
    pub issue: IssueNo,
    /// By which petition.
    pub petition: PetitionNo,
    /// The score.
    pub score: Score,
    /// The day.
    pub on: Date,
}

/// It goes on, in the same unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueReopened {
    /// The issue.
    pub issue: IssueNo,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// A petition was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionWithdrawn {
    /// The petition.
    pub petition: PetitionNo,
    /// The day.
    pub on: Date,
    /// Issues that end with it; none in an accusation, which is looked into all the same.
    pub ended: Vec<IssueNo>,
    /// Clocks.
    pub clocks: Clocks,
}

/// The withdrawal was taken back; periods start anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalUndone {
    /// The petition.
    pub petition: PetitionNo,
    /// The day.
    pub on: Date,
    /// Issues that live again.
    pub revived: Vec<IssueNo>,
    /// Clocks.
    pub clocks: Clocks,
}

/// What was registered wrongly is put right; what was there before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The petition.
    pub petition: PetitionNo,
    /// What was wrong and what is right.
    pub note: Words,
    /// Where it happened, if that was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// When it happened, if that was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_on: Option<Date>,
}

/// Belongs with another matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterLinked {
    /// The other.
    pub other: MatterId,
    /// How.
    pub relation: Relation,
}

/// Does not, after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterUnlinked {
    /// The other.
    pub other: MatterId,
    /// Why.
    pub reason: Words,
}

/// It ended otherwise than by an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueEnded {
    /// The issue.
    pub issue: IssueNo,
    /// How.
    pub end: EndCode,
    /// The article or the office's rule.
    pub article: String,
    /// Why.
    pub reason: Words,
    /// The second officer, where one is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<OfficerCode>,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}

/// A clock ran out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlinePassed {
    /// The clock.
    pub clock: ClockNo,
    /// Its last day.
    pub last_day: Date,
    /// It was a right to act, not a duty: it falls away with the day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub falls_away: bool,
    /// The issue ends with it: it was the last window, and nobody asked for more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<IssueNo>,
}

/// A calendar or pack became known, and an open period moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRederived {
    /// The clock.
    pub clock: ClockNo,
    /// The period as it now is.
    pub derivation: Derivation,
}

macro_rules! events {
    ($($name:ident),* $(,)?) => {
        /// An event of a matter.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "event", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is described by the struct it holds")]
        pub enum Event { $($name($name),)* }

        $(impl From<$name> for Event {
            fn from(event: $name) -> Self {
                Self::$name(event)
            }
        })*
    };
}

events! {
    MatterRegistered,
    PetitionAdded,
    IssueSplit,
    IssueReworded,
    IssueClassified,
    RouteProposed,
    IssueForwarded,
    IssueAssigned,
    InstructionRequested,
    InstructionGiven,
    IssueTakenOver,
    ObjectionRaised,
    ObjectionAgreed,
    ObjectionRefused,
    UnitDesignated,
    IssueAccepted,
    Notified,
    ContactLogged,
    VisitLogged,
    EvidenceAdded,
    PeriodExtended,
    ClockPaused,
    ClockResumed,
    IssueDecided,
    DocumentNumbered,
    DocumentIssued,
    DocumentVoided,
    AnswerServed,
    ServiceFailed,
    ExecutionRecorded,
    ExecutionConfirmed,
    ReviewRequested,
    ReviewDecided,
    Rated,
    IssueReopened,
    PetitionWithdrawn,
    WithdrawalUndone,
    Corrected,
    MatterLinked,
    MatterUnlinked,
    IssueEnded,
    DeadlinePassed,
    ClockRederived,
    HistoryRecorded,
}

impl Event {
    /// What it does to clocks.
    pub const fn clocks(&self) -> Option<&Clocks> {
        match self {
            Self::MatterRegistered(event) => Some(&event.clocks),
            Self::PetitionAdded(event) => Some(&event.clocks),
            Self::IssueSplit(event) => Some(&event.clocks),
            Self::IssueForwarded(event) => Some(&event.clocks),
            Self::IssueAssigned(event) => Some(&event.clocks),
            Self::InstructionRequested(event) => Some(&event.clocks),
            Self::InstructionGiven(event) => Some(&event.clocks),
            Self::IssueTakenOver(event) => Some(&event.clocks),
            Self::ObjectionRaised(event) => Some(&event.clocks),
            Self::ObjectionAgreed(event) => Some(&event.clocks),
            Self::ObjectionRefused(event) => Some(&event.clocks),
            Self::UnitDesignated(event) => Some(&event.clocks),
            Self::IssueAccepted(event) => Some(&event.clocks),
            Self::Notified(event) => Some(&event.clocks),
            Self::IssueDecided(event) => Some(&event.clocks),
            Self::AnswerServed(event) => Some(&event.clocks),
            Self::ExecutionConfirmed(event) => Some(&event.clocks),
            Self::ReviewRequested(event) => Some(&event.clocks),
            Self::ReviewDecided(event) => Some(&event.clocks),
            Self::IssueReopened(event) => Some(&event.clocks),
            Self::PetitionWithdrawn(event) => Some(&event.clocks),
            Self::WithdrawalUndone(event) => Some(&event.clocks),
            Self::IssueEnded(event) => Some(&event.clocks),
            Self::IssueReworded(_)
            | Self::IssueClassified(_)
            | Self::RouteProposed(_)
            | Self::ContactLogged(_)
            | Self::VisitLogged(_)
            | Self::EvidenceAdded(_)
            | Self::PeriodExtended(_)
            | Self::ClockPaused(_)
            | Self::ClockResumed(_)
            | Self::DocumentNumbered(_)
            | Self::DocumentIssued(_)
            | Self::DocumentVoided(_)
            | Self::ServiceFailed(_)
            | Self::ExecutionRecorded(_)
            | Self::Rated(_)
            | Self::Corrected(_)
            | Self::MatterLinked(_)
            | Self::MatterUnlinked(_)
            | Self::DeadlinePassed(_)
            | Self::ClockRederived(_)
            | Self::HistoryRecorded(_) => None,
        }
    }
}
