//! What is handed in, told apart and put right: petitions, issues, what a matter belongs with.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it")]

use jiff::civil::Date;

use crate::ids::{ClassCode, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, UnitCode};
use crate::intake::Channel;
use crate::lang::Lang;
use crate::matter::event::{Person, Proposed, Source, Words};
use crate::matter::kinds::{Kind, RecusalGround, Relation, Way};
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
    /// The language its petitioner wrote it in, where he chose one.
    pub language: Option<Lang>,
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

/// One more petition on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPetition {
    pub filing: Filing,
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
    pub proposed: Option<Proposed>,
}

/// Correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correct {
    pub petition: PetitionNo,
    pub note: Words,
    pub place: Option<PlaceCode>,
    pub happened_on: Option<Date>,
}

/// Give a petition another query code: the one it had is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplaceCode {
    pub petition: PetitionNo,
    pub how: Words,
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

/// 回避: an officer is out of the matter; who gives the command where nobody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recuse {
    pub officer: Option<OfficerCode>,
    pub ground: RecusalGround,
    pub reason: Words,
}

/// He or she may act on it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndRecusal {
    pub officer: OfficerCode,
    pub reason: Words,
}
