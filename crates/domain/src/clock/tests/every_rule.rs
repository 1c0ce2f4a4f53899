//! Every confirmed rule of every shipped pack on every kind of day: counted here once more, plainly, day by day from the
//! rows of the notices, and pinned in `tests/periods.csv` so that a date once told stays told.
//!
//! To add a day: its line in [`DAYS`], then run once with `HUIYIN_GOLDEN=write`, and read what was written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Weekday;

use super::*;
use crate::ids::CalendarCode;

/// What is asked of every rule.
const DAYS: [(&str, &str); 9] = [
    ("ordinary week", "2024-06-05"),
    ("before Spring Festival", "2024-02-09"),
    ("before National Day", "2024-09-30"),
    ("in National Day", "2024-10-03"),
    ("make-up Saturday", "2024-05-11"),
    ("make-up Sunday", "2024-02-18"),
    ("29 February", "2024-02-29"),
    ("year end", "2024-12-31"),
    ("last known day", "2026-12-31"),
];

/// The days of a land's notices: worked or not. Only China's are shipped.
struct Notices(BTreeMap<String, bool>);

impl Notices {
    fn of(land: &CalendarCode) -> Self {
        if *land != CalendarCode::default() {
            return Self(BTreeMap::new());
        }
        let rows = include_str!("../../../../../rules/calendar/cn-workdays.csv").lines().skip(1);
        Self(rows.map(|row| (row[..10].to_owned(), row[10..].starts_with(",workday_swap"))).collect())
    }

    fn is_worked(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.0.get(&day.to_string()).copied().unwrap_or(!weekend)
    }

    /// As a clerk counts with a finger on the wall calendar.
    fn count(&self, rule: &Rule, start: Date) -> Date {
        let mut day = start;
        let mut left = match rule.unit {
            Unit::CalendarDay | Unit::WorkingDay => rule.length,
            Unit::Hour => rule.length / 24,
            Unit::SameDay | Unit::Month => 0,
        };
        while left > 0 {
            day = day.tomorrow().unwrap();
            if rule.unit != Unit::WorkingDay || self.is_worked(day) {
                left -= 1;
            }
        }
        if rule.unit == Unit::Month {
            day = same_day_of_month(start, rule.length);
        }
        let moves = rule.roll && !matches!(rule.unit, Unit::Hour | Unit::SameDay);
        while moves && !self.is_worked(day) {
            day = day.tomorrow().unwrap();
        }
        day
    }
}

fn same_day_of_month(start: Date, months: u32) -> Date {
    let months = i32::from(start.month()) - 1 + i32::try_from(months).unwrap();
    let year = start.year() + i16::try_from(months / 12).unwrap();
    let month = i8::try_from(months % 12 + 1).unwrap();
    (1..=start.day()).rev().find_map(|day| Date::new(year, month, day).ok()).unwrap()
}

#[test]
fn every_confirmed_rule_ends_on_its_day() {
    let calendars = Calendars::new(calendar());
    let mut table = "rule,starts,start,last_day\n".to_owned();
    let packs = crate::pack::tests::whole();
    for (pack, rule) in packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule))) {
        if !rule.confirmed {
            continue;
        }
        let (notices, calendar) = (Notices::of(&pack.calendar), calendars.of(&pack.calendar));
        for (name, start) in DAYS {
            let derived = Derivation::derive(rule, pack, day(start), &calendar);
            assert_eq!(derived.last_day, notices.count(rule, day(start)), "{} from {start} ({name})", rule.id);
            let beyond = notices.0.is_empty() || derived.last_day > day("2026-12-31");
            let hangs = rule.unit == Unit::WorkingDay || rule.rolls();
            assert_eq!(derived.provisional, beyond && hangs, "{}: provisional only beyond the notices", rule.id);
            writeln!(table, "{},{name},{start},{}", rule.id, derived.last_day).unwrap();
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/periods.csv");
    if std::env::var_os("HUIYIN_GOLDEN").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let pinned = std::fs::read_to_string(path).unwrap();
    for (pinned, counted) in pinned.lines().zip(table.lines()) {
        assert_eq!(pinned, counted, "a date that was told has changed");
    }
    assert_eq!(pinned.lines().count(), table.lines().count());
}

/// A last day that falls on each of these days, for every confirmed rule of calendar days: it stays on a day that is
/// worked, and moves from one that is not.
#[test]
fn every_period_of_days_that_reaches_such_a_day_stays_or_moves() {
    let calendars = Calendars::new(calendar());
    let packs = crate::pack::tests::whole();
    let rules = packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)));
    for (pack, rule) in rules.filter(|(_, rule)| rule.confirmed && rule.unit == Unit::CalendarDay) {
        let (notices, calendar) = (Notices::of(&pack.calendar), calendars.of(&pack.calendar));
        for (name, end) in DAYS {
            let start = day(end).saturating_sub(jiff::Span::new().days(i64::from(rule.length)));
            let derived = Derivation::derive(rule, pack, start, &calendar);
            let stays = !rule.roll || notices.is_worked(day(end));
            assert_eq!(derived.last_day == day(end), stays, "{} to {end} ({name})", rule.id);
        }
    }
}
