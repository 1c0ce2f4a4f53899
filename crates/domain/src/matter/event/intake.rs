//! Taking in and putting right: what a matter begins with, what its issues are, what it belongs with.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clocks, Filed, Raised, Words};
use crate::ids::{ClassCode, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, UnitCode};
use crate::matter::kinds::{Kind, RecusalGround, Relation, Way};

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
    /// What was proposed to whoever said so; none where nothing was, or before proposals were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Proposed>,
}

/// What an issue was proposed to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// Its class, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ProposedClass>,
    /// The first of them could be taken by one key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_sure: bool,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// For appeals, the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
}

/// A class that was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedClass {
    /// The class.
    pub class: ClassCode,
    /// How likely, in thousandths, where the office had learned it; none by the catalogue's words alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_mille: Option<u16>,
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

/// A petition has another query code; the one it had opens nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeReplaced {
    /// The petition.
    pub petition: PetitionNo,
    /// Which of its codes holds now: 1 is the first that replaced another.
    pub nth: u32,
    /// How the officer made sure who asked for it.
    pub how: Words,
    /// The day.
    pub on: Date,
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

/// 回避: an officer is out of the matter. The office's stream says so too, where every wall reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerRecused {
    /// The officer.
    pub officer: OfficerCode,
    /// On what ground.
    pub ground: RecusalGround,
    /// In his or her words, or of who decided it.
    pub reason: Words,
    /// The day.
    pub on: Date,
}

/// He or she may act on it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalEnded {
    /// The officer.
    pub officer: OfficerCode,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
}
