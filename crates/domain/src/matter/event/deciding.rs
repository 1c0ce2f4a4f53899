//! Decided, put on paper, served, carried out, reviewed, rated.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clocks, Remedy, Words};
use crate::ids::{Commitment, DocumentNo, IssueNo, PetitionNo, UnitCode};
use crate::matter::kinds::{DocumentKind, Instance, Outcome, ReviewOutcome, Score, ServiceWay, VoidReason};

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
    /// The one petition it is for, where it is not for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub petition: Option<PetitionNo>,
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
