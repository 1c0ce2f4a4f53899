//! The way to the unit that must answer: sent, objected to, designated, taken over; questions to those above.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it")]

use jiff::civil::Date;

use crate::ids::{IssueNo, OfficerCode, UnitCode};
use crate::matter::event::{ProposedUnit, RouteReason, Words};

/// Look the route up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeRoute {
    pub issue: IssueNo,
}

/// 转送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub reason: RouteReason,
    pub proposed: Vec<ProposedUnit>,
}

/// 交办.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub assisting: Vec<UnitCode>,
    pub report_due_on: Date,
    pub reason: RouteReason,
    pub proposed: Vec<ProposedUnit>,
}

/// 请示.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestInstruction {
    pub issue: IssueNo,
    pub of: UnitCode,
    pub question: Words,
}

/// 批示.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveInstruction {
    pub issue: IssueNo,
    pub instruction: Words,
}

/// 指定承办人: named within the unit that must act; none: it is everybody's there again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrust {
    pub issue: IssueNo,
    pub to: Option<OfficerCode>,
}

/// 提级.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOver {
    pub issue: IssueNo,
    pub by: UnitCode,
    pub reason: Words,
}

/// 异议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    pub issue: IssueNo,
    pub better: Option<UnitCode>,
    pub reason: Words,
}

/// Agree to an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreeToObjection {
    pub issue: IssueNo,
    pub to: UnitCode,
}

/// Insist on the route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsistOnRoute {
    pub issue: IssueNo,
    pub reason: Words,
}

/// 指定受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designate {
    pub issue: IssueNo,
    pub to: UnitCode,
    pub reason: Words,
}
