//! Counting: from a starting day and a number of units to a last day, with the days passed over.
//!
//! Knows days and the calendar only. Must not know rules, packs or why anything is counted.

use jiff::Span;
use jiff::civil::Date;

use super::{Rest, Run, Unit};
use crate::calendar::{Calendar, DayKind, days_after, days_between};

/// What is to be counted.
pub(super) struct Period<'p> {
    pub start: Date,
    /// In `unit`, any lengthening included.
    pub length: u32,
    pub unit: Unit,
    /// Days that stand still, first and last; in any order, they may overlap.
    pub pauses: Vec<(Date, Date)>,
    /// A last day at rest moves on.
    pub rolls: bool,
    pub calendar: &'p Calendar,
}

/// What came out.
pub(super) struct Counted {
    pub skipped: Vec<Run>,
    pub roll: Option<Run>,
    pub last_day: Date,
}

impl Period<'_> {
    pub fn count(&self) -> Counted {
        let (nominal, skipped) = match self.unit {
            Unit::CalendarDay => (days_after(self.start, self.length.saturating_add(self.days_paused())), Vec::new()),
            Unit::WorkingDay => self.working_days(self.length.saturating_add(self.workdays_paused())),
            Unit::Hour => (days_after(self.start, (self.length / 24).saturating_add(self.days_paused())), Vec::new()),
            Unit::SameDay => (days_after(self.start, self.days_paused()), Vec::new()),
            Unit::Month => (days_after(months_after(self.start, self.length), self.days_paused()), Vec::new()),
        };
        let roll = if self.rolls { rest_from(nominal, self.calendar) } else { None };
        let last_day = roll.map_or(nominal, |run| days_after(run.to, 1));
        Counted { skipped, roll, last_day }
    }

    /// The workday that is number `count` after the start, and the rest days on the way to it.
    fn working_days(&self, count: u32) -> (Date, Vec<Run>) {
        let (mut day, mut skipped) = (self.start, Vec::new());
        for _ in 0..count {
            day = days_after(day, 1);
            if let Some(run) = rest_from(day, self.calendar) {
                skipped.push(run);
                day = days_after(run.to, 1);
            }
        }
        (day, skipped)
    }

    /// Days that stand still after the start, each once.
    fn days_paused(&self) -> u32 {
        self.paused_runs().map(|(from, to)| days_between(from, to) + 1).sum()
    }

    fn workdays_paused(&self) -> u32 {
        let is_workday = |&day: &Date| self.calendar.is_workday(day);
        let workdays = self.paused_runs().map(|(from, to)| {
            (0..=days_between(from, to)).map(|count| days_after(from, count)).filter(is_workday).count()
        });
        u32::try_from(workdays.sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// The pauses in order, cut where they overlap and where they begin before the first day that counts.
    fn paused_runs(&self) -> impl Iterator<Item = (Date, Date)> {
        let mut pauses = self.pauses.clone();
        pauses.sort_unstable();
        let mut free_from = days_after(self.start, 1);
        pauses.into_iter().filter_map(move |(from, to)| {
            let from = from.max(free_from);
            free_from = free_from.max(days_after(to, 1));
            (from <= to).then_some((from, to))
        })
    }
}

/// The rest days without a gap from `day` on; none if it is a workday.
fn rest_from(day: Date, calendar: &Calendar) -> Option<Run> {
    let (mut to, mut why) = (None, Rest::Weekend);
    let mut next = day;
    loop {
        match calendar.kind(next) {
            DayKind::Workday | DayKind::MakeUpWorkday => break,
            DayKind::Weekend => {}
            DayKind::Holiday => why = Rest::Holiday,
        }
        to = Some(next);
        if next == Date::MAX {
            break;
        }
        next = days_after(next, 1);
    }
    to.map(|to| Run { from: day, to, why })
}

/// The same day of the month `count` months later, or that month's last day.
pub(super) fn months_after(day: Date, count: u32) -> Date {
    Span::new().try_months(count).map_or(Date::MAX, |span| day.saturating_add(span))
}
