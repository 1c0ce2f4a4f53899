//! How a date explains itself: lines of a key and typed arguments, in the order in which a clerk would count on paper.
//!
//! Must not know a language: the catalogues in `text/` have the words. To add a line, push it in [`Derivation::explain`]
//! and give its key words in every language.

use jiff::civil::{Date, Time};
use serde::{Serialize, Serializer};

use super::count::months_after;
use super::{Derivation, PauseReason, Rest, Step, Unit};
use crate::calendar::{DayKind, days_after, days_between};

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The key of its words.
    pub key: &'static str,
    /// What stands in them, by name.
    #[serde(serialize_with = "as_map")]
    pub args: Vec<(&'static str, Arg)>,
}

/// What can stand in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// A day.
    Day(Date),
    /// An hour of the day.
    Hour(Time),
    /// A number of units.
    Count(u32),
    /// What is counted.
    Unit(Unit),
    /// What the period is for.
    Step(Step),
    /// Why days are at rest.
    Rest(Rest),
    /// Why the clock stood still.
    Reason(PauseReason),
    /// An article, as the pack cites it.
    Article(String),
}

fn as_map<S: Serializer>(args: &[(&'static str, Arg)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, arg)| (name, arg)))
}

fn line<const N: usize>(key: &'static str, args: [(&'static str, Arg); N]) -> Line {
    Line { key, args: args.into() }
}

impl Derivation {
    /// The way to the last day, from the last day backwards to its reasons: due, start, period, what was added, what
    /// was passed over, whether it moved, whether it is final.
    pub fn explain(&self) -> Vec<Line> {
        let mut lines = vec![self.due_line(), self.start_line(), self.period_line()];
        lines.extend(self.extension_line());
        lines.extend(self.pause_lines());
        lines.extend(self.skipped.iter().map(|run| {
            let args = [
                ("from", Arg::Day(run.from)),
                ("to", Arg::Day(run.to)),
                ("days", Arg::Count(run.days())),
                ("why", Arg::Rest(run.why)),
            ];
            line("clock-skipped", args)
        }));
        lines.extend(self.roll_line());
        lines.extend(self.close_line());
        lines.extend(self.provisional_line());
        lines
    }

    fn due_line(&self) -> Line {
        let key = match self.last_day_kind {
            DayKind::Workday => "clock-due",
            DayKind::MakeUpWorkday => "clock-due-make-up-workday",
            DayKind::Weekend | DayKind::Holiday => "clock-due-rest-day",
        };
        line(key, [("day", Arg::Day(self.last_day)), ("step", Arg::Step(self.step))])
    }

    fn start_line(&self) -> Line {
        let args = [
            ("start", Arg::Day(self.start)),
            ("first", Arg::Day(days_after(self.start, 1))),
            ("article", Arg::Article(self.article.clone())),
        ];
        line("clock-counted-from", args)
    }

    fn period_line(&self) -> Line {
        let key = match (self.step, self.office_period) {
            (Step::SourceDue, _) => "clock-period-given",
            (_, true) => "clock-period-office",
            (_, false) => "clock-period",
        };
        line(key, self.reaching(self.length))
    }

    fn extension_line(&self) -> Option<Line> {
        let extension = self.extension?;
        let [_, unit, to] = self.reaching(self.length_in_all());
        Some(line("clock-extended", [("length", Arg::Count(extension.days)), unit, to, ("on", Arg::Day(extension.on))]))
    }

    fn pause_lines(&self) -> impl Iterator<Item = Line> {
        self.pauses.iter().map(|pause| {
            let days = days_between(pause.from, pause.to).saturating_add(1);
            let args = [
                ("from", Arg::Day(pause.from)),
                ("to", Arg::Day(pause.to)),
                ("days", Arg::Count(days)),
                ("reason", Arg::Reason(pause.reason)),
            ];
            line("clock-paused", args)
        })
    }

    fn roll_line(&self) -> Option<Line> {
        let to = ("to", Arg::Day(self.last_day));
        match self.roll {
            Some(run) => Some(line("clock-rolled", [("from", Arg::Day(run.from)), to, ("why", Arg::Rest(run.why))])),
            None if self.rolls => Some(line("clock-not-rolled", [to])),
            None => None,
        }
    }

    /// The hour at which the last day is over, where it is said: not where it is plainly the end of the day.
    fn close_line(&self) -> Option<Line> {
        if self.unit == Unit::SameDay {
            return Some(line("clock-closes-midnight", []));
        }
        self.closes_at.map(|hour| line("clock-closes", [("hour", Arg::Hour(hour))]))
    }

    fn provisional_line(&self) -> Option<Line> {
        match (self.provisional, self.calendar) {
            (false, _) => None,
            (true, 0) => Some(line("clock-provisional-weeks", [])),
            (true, version) => Some(line("clock-provisional", [("calendar", Arg::Count(version))])),
        }
    }

    /// A length with its unit and the day it reaches, nothing added and nothing moved.
    fn reaching(&self, length: u32) -> [(&'static str, Arg); 3] {
        let to = match self.unit {
            Unit::CalendarDay => days_after(self.start, length),
            Unit::WorkingDay => self.workday_no(length),
            Unit::Hour => days_after(self.start, length / 24),
            Unit::SameDay => self.start,
            Unit::Month => months_after(self.start, length),
        };
        [("length", Arg::Count(length)), ("unit", Arg::Unit(self.unit)), ("to", Arg::Day(to))]
    }

    /// The workday of that number after the start. The days passed over are on record, so no calendar is needed.
    fn workday_no(&self, number: u32) -> Date {
        self.skipped.iter().fold(days_after(self.start, number), |day, run| {
            if run.from <= day { days_after(day, run.days()) } else { day }
        })
    }
}
