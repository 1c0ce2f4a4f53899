//! Being handled: accepted, told, looked into; and what is done to its periods meanwhile.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it")]

use jiff::civil::Date;

use crate::clock::PauseReason;
use crate::ids::{ClockNo, IssueNo};
use crate::matter::event::Words;
use crate::matter::kinds::{ContactWay, ServiceWay};
use crate::pack::RuleId;

/// 受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub issue: IssueNo,
    pub on: Date,
}

/// 告知.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notify {
    pub issue: IssueNo,
    pub way: ServiceWay,
    pub on: Date,
}

/// Log a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogContact {
    pub issue: IssueNo,
    pub way: ContactWay,
    pub reached: bool,
    pub note: Words,
    pub on: Date,
}

/// Log a visit to the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVisit {
    pub issue: IssueNo,
    pub note: Words,
    pub on: Date,
}

/// Add evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddEvidence {
    pub issue: IssueNo,
    pub note: Words,
    pub files: Vec<Words>,
    pub on: Date,
}

/// 延期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extend {
    pub clock: ClockNo,
    pub days: u32,
    pub reason: Words,
}

/// Pause a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub clock: ClockNo,
    pub reason: PauseReason,
    pub from: Date,
}

/// Let it go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    pub clock: ClockNo,
    pub to: Date,
}

/// Let a clock begin beside the law's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartClock {
    pub issue: IssueNo,
    pub rule: RuleId,
    pub on: Date,
}

/// What such a clock was for is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetClock {
    pub clock: ClockNo,
    pub on: Date,
}

/// 转为普通程序.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnOrdinary {
    pub clock: ClockNo,
    pub reason: Words,
    pub on: Date,
}

/// A clock ran out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassDeadline {
    pub clock: ClockNo,
}

/// Derive a period anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RederiveClock {
    pub clock: ClockNo,
}
