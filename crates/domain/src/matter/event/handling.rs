//! Being handled: accepted, told, looked into; and what happens to its periods meanwhile.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Clocks, Words};
use crate::clock::{Derivation, PauseReason};
use crate::ids::{ClockNo, IssueNo, OfficerCode, UnitCode};
use crate::matter::kinds::{ContactWay, ServiceWay};

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

/// A clock began beside the law's: a step of another procedure, or a period of the office's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStarted {
    /// The issue.
    pub issue: IssueNo,
    /// The day.
    pub on: Date,
    /// The clock.
    pub clocks: Clocks,
}

/// What a clock beside the law's was for is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockMet {
    /// The issue.
    pub issue: IssueNo,
    /// The day.
    pub on: Date,
    /// Done by its last day.
    pub in_time: bool,
    /// The clock.
    pub clocks: Clocks,
}

/// 转为普通程序: the simple procedure was not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedOrdinary {
    /// The issue.
    pub issue: IssueNo,
    /// Why.
    pub reason: Words,
    /// The day.
    pub on: Date,
    /// The simple clock stops; the ordinary one runs.
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
