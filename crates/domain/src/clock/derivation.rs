//! A last day with the whole way to it: what an event freezes, what `verify` counts again, what a petitioner opens.
//!
//! Its stored form is for ever: a golden test pins it. A field may be added with a default, never renamed or removed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::count::{Counted, Period};
use super::{Close, PauseReason, Rest, Step, Unit};
use crate::calendar::{Calendar, DayKind, days_between};
use crate::ids::{CalendarCode, NotAnId};
use crate::pack::{Pack, PackCode, Rule, RuleId};

/// A pack in one version, written `cn-xinfang-2022@1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PackRef {
    /// The pack.
    pub code: PackCode,
    /// Its version.
    pub version: u32,
}

/// 延期: the period is longer than the rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// By how much, in the period's own unit.
    pub days: u32,
    /// The day it was granted.
    pub on: Date,
}

/// The clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// The first day that does not count.
    pub from: Date,
    /// The last day that does not count.
    pub to: Date,
    /// Why.
    pub reason: PauseReason,
}

/// A last day, and whether it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastDay {
    /// The day.
    pub day: Date,
    /// Days off that it hangs on are not published yet: whoever is told the day is told that too.
    pub is_provisional: bool,
}

impl From<Date> for LastDay {
    /// A day that stands.
    fn from(day: Date) -> Self {
        Self { day, is_provisional: false }
    }
}

/// Days of rest without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Why they are at rest.
    pub why: Rest,
}

impl Run {
    /// How many days.
    pub fn days(&self) -> u32 {
        days_between(self.from, self.to).saturating_add(1)
    }
}

/// A period and how its last day came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// What the period is for.
    pub step: Step,
    /// The rule that gives it.
    pub rule: RuleId,
    /// The pack that holds the rule: it stays, whatever pack is in force later.
    pub pack: PackRef,
    /// Version of the calendar by which it was counted; 0 where its land has published none here.
    pub calendar: u32,
    /// The land of that calendar.
    #[serde(default, skip_serializing_if = "CalendarCode::is_default")]
    pub land: CalendarCode,
    /// The article, as the pack cites it.
    pub article: String,
    /// The law gives no number: the office set this period itself, and says so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub office_period: bool,
    /// The day that starts it, and does not count.
    pub start: Date,
    /// How long, in `unit`, without lengthening.
    pub length: u32,
    /// What it is counted in.
    pub unit: Unit,
    /// A last day at rest moves to the next workday.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub rolls: bool,
    /// How it was lengthened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extended>,
    /// When it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Paused>,
    /// Rest days that a period of working days passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Run>,
    /// Rest days over which the last day moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<Run>,
    /// The last day in time.
    pub last_day: Date,
    /// What sort of day that is.
    #[serde(default = "workday", skip_serializing_if = "is_workday")]
    pub last_day_kind: DayKind,
    /// The hour at which the last day is over, where that is not 24:00: the office closes then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Time>,
    /// Days off that it hangs on are not published yet, and it is counted again when they are.
    #[serde(default, skip_serializing_if = "is_false")]
    pub provisional: bool,
}

impl Derivation {
    /// The period that a rule gives from a starting day on.
    pub fn derive(rule: &Rule, pack: &Pack, start: Date, calendar: &Calendar) -> Self {
        Self::with_length(rule, pack, start, (rule.length, rule.unit), calendar)
    }

    /// The period that an officer set, in calendar days, where the rule leaves it to him (an assigned report).
    pub fn derive_days(rule: &Rule, pack: &Pack, start: Date, days: u32, calendar: &Calendar) -> Self {
        Self::with_length(rule, pack, start, (days, Unit::CalendarDay), calendar)
    }

    /// The period that ends on a given day, where the source of the matter or an officer named that very day: it never
    /// moves. Where that day lies before `start`, nothing is counted, and it is the starting day too.
    pub fn derive_to(rule: &Rule, pack: &Pack, start: Date, last_day: Date, calendar: &Calendar) -> Self {
        let start = start.min(last_day);
        let length = (days_between(start, last_day), Unit::CalendarDay);
        Self { rolls: false, ..Self::with_length(rule, pack, start, length, calendar) }.counted(calendar)
    }

    fn with_length(rule: &Rule, pack: &Pack, start: Date, length: (u32, Unit), calendar: &Calendar) -> Self {
        let (length, unit) = length;
        Self {
            step: rule.step,
            rule: rule.id.clone(),
            pack: pack.reference(),
            calendar: calendar.version(),
            land: calendar.code().clone(),
            article: rule.article.clone(),
            office_period: rule.office_period,
            start,
            length,
            unit,
            rolls: rule.rolls(),
            extension: None,
            pauses: Vec::new(),
            skipped: Vec::new(),
            roll: None,
            last_day: start,
            last_day_kind: DayKind::Workday,
            closes_at: if rule.close == Close::Business { calendar.closes_at() } else { None },
            provisional: false,
        }
        .counted(calendar)
    }

    /// The same period, lengthened: 60 days and 30 are 90 from the start. A period is lengthened once; said again, the
    /// later word counts.
    #[must_use]
    pub fn extended(&self, days: u32, on: Date, calendar: &Calendar) -> Self {
        Self { extension: Some(Extended { days, on }), ..self.clone() }.counted(calendar)
    }

    /// The same period with these days not counted, first and last included. Days before the first that counts, and
    /// days that stood still already, are not taken off twice.
    #[must_use]
    pub fn paused(&self, from: Date, to: Date, reason: PauseReason, calendar: &Calendar) -> Self {
        let mut paused = self.clone();
        paused.pauses.push(Paused { from, to, reason });
        paused.counted(calendar)
    }

    /// The same period by another rule, from the day it began: its lengthening and the days it stood still stay.
    #[must_use]
    pub fn by_rule(&self, rule: &Rule, pack: &Pack, calendar: &Calendar) -> Self {
        let kept = Self {
            extension: self.extension,
            pauses: self.pauses.clone(),
            ..Self::derive(rule, pack, self.start, calendar)
        };
        kept.counted(calendar)
    }

    /// The same period by this calendar.
    #[must_use]
    pub fn rederived(&self, calendar: &Calendar) -> Self {
        self.clone().counted(calendar)
    }

    /// The last day lies behind.
    pub fn is_past(&self, day: Date) -> bool {
        day > self.last_day
    }

    /// The last day, as it is to be told.
    pub const fn due(&self) -> LastDay {
        LastDay { day: self.last_day, is_provisional: self.provisional }
    }

    /// The last day lies behind, or it is that day and the office has closed, where the period ends then.
    pub fn is_past_at(&self, day: Date, hour: Time) -> bool {
        let closed = day == self.last_day && self.closes_at.is_some_and(|closes_at| hour > closes_at);
        closed || self.is_past(day)
    }

    /// How long in all, in `unit`: the rule's length and what was added.
    pub fn length_in_all(&self) -> u32 {
        self.length.saturating_add(self.extension.map_or(0, |extension| extension.days))
    }

    /// Another day off could move it.
    fn hangs_on_days_off(&self) -> bool {
        self.rolls || self.unit == Unit::WorkingDay
    }

    fn counted(self, calendar: &Calendar) -> Self {
        let period = Period {
            start: self.start,
            length: self.length_in_all(),
            unit: self.unit,
            pauses: self.pauses.iter().map(|pause| (pause.from, pause.to)).collect(),
            rolls: self.rolls,
            calendar,
        };
        let Counted { skipped, roll, last_day } = period.count();
        Self {
            calendar: calendar.version(),
            land: calendar.code().clone(),
            skipped,
            roll,
            last_day,
            last_day_kind: calendar.kind(last_day),
            provisional: self.hangs_on_days_off() && !calendar.knows(self.start, last_day),
            ..self
        }
    }
}

impl fmt::Display for PackRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.version)
    }
}

impl FromStr for PackRef {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId(text.to_owned(), "PackRef");
        let (code, version) = text.split_once('@').ok_or_else(wrong)?;
        Ok(Self { code: code.parse()?, version: version.parse().map_err(|_| wrong())? })
    }
}

impl Serialize for PackRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PackRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

const fn yes() -> bool {
    true
}

const fn workday() -> DayKind {
    DayKind::Workday
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
const fn is_true(flag: &bool) -> bool {
    *flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
const fn is_workday(kind: &DayKind) -> bool {
    matches!(kind, DayKind::Workday)
}
