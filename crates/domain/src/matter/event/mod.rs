//! What happened to a matter. Events hold codes, dates, numbers, ids and commitments, never a word somebody wrote.
//!
//! Their form is for ever: golden files pin it. To add an event: a variant here, an arm in `evolve`, lines in
//! `view::changes`; the compiler names the places. A field may be added with a default, never renamed or removed.

mod deciding;
mod ending;
mod handling;
mod intake;
mod routing;

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub use deciding::{
    AnswerServed, DocumentIssued, DocumentNumbered, DocumentVoided, ExecutionConfirmed, ExecutionRecorded,
    IssueDecided, Rated, ReviewDecided, ReviewRequested, ServiceFailed,
};
pub use ending::{EndProposed, IssueEnded, IssueReopened, PetitionWithdrawn, WithdrawalUndone};
pub use handling::{
    ClockMet, ClockPaused, ClockRederived, ClockResumed, ClockStarted, ContactLogged, DeadlinePassed, EvidenceAdded,
    IssueAccepted, Notified, PeriodExtended, TurnedOrdinary, VisitLogged,
};
pub use intake::{
    CodeReplaced, Corrected, IssueClassified, IssueReworded, IssueSplit, MatterLinked, MatterRegistered,
    MatterUnlinked, OfficerRecused, PetitionAdded, Proposed, ProposedClass, RecusalEnded,
};
pub(crate) use routing::is_as_proposed;
pub use routing::{
    InstructionGiven, InstructionRequested, IssueAssigned, IssueEntrusted, IssueForwarded, IssueTakenOver,
    ObjectionAgreed, ObjectionRaised, ObjectionRefused, ProposedUnit, RouteProposed, UnitDesignated,
};

use super::kinds::{Instance, Kind, PersonRole};
use crate::clock::Derivation;
use crate::ids::{
    ClassCode, ClockNo, Commitment, ContentId, EnvelopeId, IssueNo, PersonNo, PetitionNo, PlaceCode, SourceCode,
    UnitCode,
};
use crate::intake::Channel;
use crate::lang::Lang;

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
    /// Left an e-mail address for notices; the address lies in the envelope.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail: bool,
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
    /// The language its petitioner wrote it in, where he chose one: letters that answer it are in that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
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

impl Remedy {
    /// The article that opens it, or says that none remains.
    pub fn article(&self) -> &str {
        match self {
            Self::Ask { article, .. } | Self::Channel { article, .. } | Self::None { article } => article,
        }
    }
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
    /// The period it had: by the pack from receipt, or the source's own due date; none where it was bound to no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Derivation>,
}

macro_rules! events {
    ($($name:ident),* $(,)?) => {
        /// An event of a matter. Its stored form begins with its name, so that the fields after it are read as they come;
        /// serde's own way would first set them all aside to look for the name.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(tag = "event", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is described by the struct it holds")]
        pub enum Event { $($name($name),)* }

        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Name { $($name,)* }

        impl<'de> Visitor<'de> for NameFirst {
            type Value = Event;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event that begins with its name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
                if map.next_key::<Cow<'de, str>>()?.as_deref() != Some("event") {
                    return Err(A::Error::custom("an event does not begin with its name"));
                }
                match map.next_value()? {
                    $(Name::$name => $name::deserialize(MapAccessDeserializer::new(map)).map(Event::$name),)*
                }
            }
        }

        $(impl From<$name> for Event {
            fn from(event: $name) -> Self {
                Self::$name(event)
            }
        })*
    };
}

/// Reads an event.
struct NameFirst;

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NameFirst)
    }
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
    IssueEntrusted,
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
    CodeReplaced,
    MatterLinked,
    MatterUnlinked,
    OfficerRecused,
    RecusalEnded,
    EndProposed,
    IssueEnded,
    ClockStarted,
    ClockMet,
    TurnedOrdinary,
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
            Self::ClockStarted(event) => Some(&event.clocks),
            Self::ClockMet(event) => Some(&event.clocks),
            Self::TurnedOrdinary(event) => Some(&event.clocks),
            Self::IssueReworded(_)
            | Self::IssueClassified(_)
            | Self::RouteProposed(_)
            | Self::IssueEntrusted(_)
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
            | Self::CodeReplaced(_)
            | Self::MatterLinked(_)
            | Self::MatterUnlinked(_)
            | Self::EndProposed(_)
            | Self::OfficerRecused(_)
            | Self::RecusalEnded(_)
            | Self::DeadlinePassed(_)
            | Self::ClockRederived(_)
            | Self::HistoryRecorded(_) => None,
        }
    }
}
