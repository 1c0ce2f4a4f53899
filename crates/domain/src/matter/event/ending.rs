//! Ends other than an answer, and going on after one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clocks, Words};
use crate::ids::{IssueNo, OfficerCode, PetitionNo};
use crate::matter::kinds::EndCode;

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
    /// Issues whose paper everybody else had already: with this petition gone they are served.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub served: Vec<IssueNo>,
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

/// An end that wants two officers was proposed by the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndProposed {
    /// The issue.
    pub issue: IssueNo,
    /// How it is to end.
    pub end: EndCode,
    /// Why.
    pub reason: Words,
    /// Who proposes it: another confirms.
    pub by: OfficerCode,
    /// The day.
    pub on: Date,
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
    /// The second officer, where one is needed: who confirmed it; named by the first before there were proposals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<OfficerCode>,
    /// The day.
    pub on: Date,
    /// Clocks.
    pub clocks: Clocks,
}
