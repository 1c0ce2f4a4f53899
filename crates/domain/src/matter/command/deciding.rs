//! Decided or turned down, put on paper, served, carried out, reviewed, rated.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it")]

use jiff::civil::Date;

use crate::ids::{Commitment, DocumentNo, IssueNo, PetitionNo};
use crate::matter::event::Words;
use crate::matter::kinds::{DocumentKind, Outcome, ReviewOutcome, Score, ServiceWay, VoidReason};

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

/// 当场答复.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerAtOnce {
    pub issue: IssueNo,
    pub outcome: Outcome,
    pub findings: Findings,
    pub way: ServiceWay,
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

/// Write a paper that a step made due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteLetter {
    pub issue: IssueNo,
    pub kind: DocumentKind,
    /// Whose receipt; none: that of the petition which raised the issue.
    pub petition: Option<PetitionNo>,
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
