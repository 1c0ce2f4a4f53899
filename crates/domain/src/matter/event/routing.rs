//! The way to the unit that must answer: sent, objected to, designated, taken over; questions to those above.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clocks, RouteReason, Words};
use crate::ids::{IssueNo, OfficerCode, UnitCode};

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
    /// The units that were proposed to the sender, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<ProposedUnit>,
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
    /// The units that were proposed to the sender, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<ProposedUnit>,
}

/// A unit that was proposed to whoever sent an issue on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedUnit {
    /// The unit.
    pub unit: UnitCode,
    /// The duty catalogue, or what the petition complains of, names it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_rule: bool,
    /// Like matters that it kept.
    #[serde(default, skip_serializing_if = "is_none")]
    pub kept: u32,
    /// Like matters that it sent back, that a superior gave to another, or that went elsewhere although it was proposed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub against: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks it so")]
const fn is_none(count: &u32) -> bool {
    *count == 0
}

/// The unit that stands first among those proposed is the one it was sent to.
pub(crate) fn is_as_proposed(proposed: &[ProposedUnit], to: &UnitCode) -> bool {
    proposed.first().is_some_and(|first| first.unit == *to)
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

/// 指定承办人: an officer of the unit has it in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueEntrusted {
    /// The issue.
    pub issue: IssueNo,
    /// The unit that must act.
    pub unit: UnitCode,
    /// The officer; none: it is everybody's in the unit again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OfficerCode>,
    /// The day.
    pub on: Date,
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
