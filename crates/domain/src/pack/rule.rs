//! A rule: how long a step may take, by which article, who may lengthen it, and for what it may stand still.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Names, RuleId};
use crate::calendar::days_between;
use crate::clock::{Close, PauseReason, Step, Unit};
use crate::office::Role;

/// Longest period a rule may give, in its unit: ten years of days, far above any in the law.
pub const LENGTH_MAX: u32 = 3_660;

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id, the same for ever.
    pub id: RuleId,
    /// What it is for.
    pub step: Step,
    /// How long, in `unit`; 0 is the day itself. Where `set_by` names somebody, this holds until he sets another.
    pub length: u32,
    /// What it is counted in.
    pub unit: Unit,
    /// A last day at rest moves to the next workday, if the unit is of days or months.
    #[serde(default = "yes")]
    pub roll: bool,
    /// The day it counts from.
    #[serde(default, skip_serializing_if = "CountedFrom::is_beginning")]
    pub counted_from: CountedFrom,
    /// When its last day is over.
    #[serde(default, skip_serializing_if = "Close::is_midnight")]
    pub close: Close,
    /// It is a simple procedure that may turn into the ordinary one: from when that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns: Option<TurnsFrom>,
    /// How it may be lengthened, if at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Who may set another length when the period begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by: Option<SetBy>,
    /// The article it stands in; for an office period, the article whose duty it serves.
    pub article: String,
    /// The text of the article was read; without that a pack is a draft.
    #[serde(default = "yes")]
    pub confirmed: bool,
    /// The law gives no number here: the office set it itself.
    #[serde(default)]
    pub office_period: bool,
    /// What a reader of the rule should know besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What people call it.
    pub names: Names,
    /// Worked examples: a starting day and the last day that follows. They prove the pack and are not kept in entries.
    #[serde(default, skip_serializing)]
    pub examples: Vec<(Date, Date)>,
}

/// How a period may be lengthened: once, before it has run out, with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// By how much at most, in the period's own unit.
    pub days_max: u32,
    /// Whose approval it needs. Where the text names nobody, the head of the handling unit.
    pub approver: Role,
}

crate::codes! {
    /// Who may set the length of a period that the law leaves open.
    SetBy {
        /// The unit that assigns the matter.
        Assigner => "assigner",
        /// The source from which the matter came.
        Source => "source",
    }
}

crate::codes! {
    /// The day a period counts from.
    CountedFrom {
        /// The day its step begins.
        Beginning => "beginning",
        /// The day the petition came in, however late its step begins; what is done anew counts from its own beginning.
        Receipt => "receipt",
        /// The day on which a request for review was acknowledged: it begins then.
        Acknowledgement => "acknowledgement",
    }
}

impl Default for CountedFrom {
    /// As the law has it where nothing else is said.
    fn default() -> Self {
        Self::Beginning
    }
}

impl CountedFrom {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
    const fn is_beginning(&self) -> bool {
        matches!(self, Self::Beginning)
    }
}

crate::codes! {
    /// From when the ordinary period counts once a simple procedure has turned into it.
    TurnsFrom {
        /// From acceptance, as if it had been the ordinary one all along.
        Acceptance => "acceptance",
        /// From the day on which it turned.
        Turning => "turning",
    }
}

/// A reason for which a clock may stand still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    /// The clock.
    pub step: Step,
    /// Of the clocks of that step, the one of this rule; needed where several rules share a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// Days it may stand still at most, first and last included; none: as long as the office's own bound lets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_max: Option<u32>,
    /// The reason.
    pub reason: PauseReason,
    /// The article that allows it.
    pub article: String,
}

impl PauseRule {
    /// It speaks of that rule's clock.
    pub fn is_of(&self, rule: &Rule) -> bool {
        self.step == rule.step && self.rule.as_ref().is_none_or(|id| *id == rule.id)
    }

    /// It may stand still from the one day to the other, both included.
    pub fn lasts(&self, from: Date, to: Date) -> bool {
        self.days_max.is_none_or(|days| days_between(from, to) < days)
    }
}

impl Rule {
    /// Its last day hangs on which days are off.
    pub const fn hangs_on_days_off(&self) -> bool {
        self.rolls() || matches!(self.unit, Unit::WorkingDay)
    }

    /// A last day at rest moves to the next workday.
    pub const fn rolls(&self) -> bool {
        self.roll && matches!(self.unit, Unit::CalendarDay | Unit::WorkingDay | Unit::Month)
    }
}

const fn yes() -> bool {
    true
}
