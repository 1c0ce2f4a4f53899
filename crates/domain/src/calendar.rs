//! Civil days as the state counts them: workdays, weekends, holidays, and weekend days worked instead of a holiday.
//!
//! A calendar is data: the file lists only days that differ from the week's rule (Monday to Friday work). To add a
//! year, add the rows of its notice to `rules/calendar/`. Must not know what is counted: that is [`crate::clock`].

use std::collections::BTreeMap;
use std::fmt;

use jiff::SignedDuration;
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::ids::CalendarCode;

codes! {
    /// What sort of day it is.
    DayKind {
        /// An ordinary day of work.
        Workday => "workday",
        /// 调休上班: a Saturday or Sunday declared a day of work by the notice on holidays.
        MakeUpWorkday => "make_up_workday",
        /// A Saturday or Sunday at rest.
        Weekend => "weekend",
        /// 法定休假日: a day off by the notice on holidays.
        Holiday => "holiday",
    }
}

impl DayKind {
    /// Offices are open.
    pub const fn is_workday(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUpWorkday)
    }
}

/// The first line of a calendar file.
const HEADER: &str = "date,kind,name";

/// Most rows of a calendar file: some forty a year are usual, so this is more than a century.
pub const MARKS_MAX: usize = 10_000;

/// Longest name of a holiday, in characters: the longest so far has twenty-odd.
pub const NAME_CHARS_MAX: usize = 60;

/// The published days off and make-up workdays of a land, of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Calendar {
    code: CalendarCode,
    version: u32,
    marks: Vec<Mark>,
    closes_at: Option<Time>,
}

/// A day that differs from the week's rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    day: Date,
    kind: DayKind,
    name: Box<str>,
}

/// A calendar file that cannot be read: the line, counted from 1, and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("calendar, line {line}, {field}: {reason}")]
pub struct CalendarError {
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The field: `date`, `kind`, `name`, or `row` for all of them.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: CalendarFault,
}

/// What can be wrong in a calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// It must begin with its header.
    #[error("the first line must be `{HEADER}`")]
    NoHeader,
    /// Three fields, parted by commas.
    #[error("a row has three fields: {HEADER}")]
    NotThreeFields,
    /// Days are written as 2026-10-01.
    #[error("not a day of the form year-month-day")]
    NotADay,
    /// There are two kinds of marks.
    #[error("must be `holiday` or `workday_swap`")]
    UnknownKind,
    /// Only a Saturday or Sunday can be worked instead.
    #[error("only a Saturday or Sunday can be a make-up workday")]
    MakeUpInTheWeek,
    /// It says what the day is off for.
    #[error("must not be empty nor longer than {NAME_CHARS_MAX} characters")]
    BadName,
    /// Each day once, in order, so that a missing row is seen.
    #[error("days must rise from row to row")]
    NotRising,
    /// A calendar without marks is a file cut short.
    #[error("no row at all")]
    Empty,
    /// More rows than a calendar can have.
    #[error("more than {MARKS_MAX} rows")]
    TooLong,
}

impl CalendarFault {
    const fn at(self, line: usize, field: &'static str) -> CalendarError {
        CalendarError { line, field, reason: self }
    }
}

impl Calendar {
    /// Reads a calendar file: `date,kind,name`, kinds `holiday` and `workday_swap`, days rising.
    ///
    /// A year with any mark is taken as published to its end, so add the rows of a notice all together.
    ///
    /// # Errors
    /// Names the line, the field and the reason of the first thing that is wrong.
    pub fn parse(version: u32, csv: &str) -> Result<Self, CalendarError> {
        let mut lines = csv.trim_start_matches('\u{feff}').lines().enumerate();
        if lines.next().map(|(_, header)| header.trim_end()) != Some(HEADER) {
            return Err(CalendarFault::NoHeader.at(1, "row"));
        }
        let mut marks: Vec<Mark> = Vec::new();
        for (index, row) in lines.filter(|(_, row)| !row.trim().is_empty()) {
            let mark = Mark::parse(index + 1, row)?;
            if marks.last().is_some_and(|before| before.day >= mark.day) {
                return Err(CalendarFault::NotRising.at(index + 1, "date"));
            }
            if marks.len() == MARKS_MAX {
                return Err(CalendarFault::TooLong.at(index + 1, "row"));
            }
            marks.push(mark);
        }
        if marks.is_empty() {
            return Err(CalendarFault::Empty.at(0, "row"));
        }
        Ok(Self { code: CalendarCode::default(), version, marks, closes_at: None })
    }

    /// The calendar of a land of which no days off are published: weekends and nothing more. Its version is 0.
    pub const fn of_weeks(code: CalendarCode) -> Self {
        Self { code, version: 0, marks: Vec::new(), closes_at: None }
    }

    /// The same days as that land's.
    #[must_use]
    pub fn of_land(self, code: CalendarCode) -> Self {
        Self { code, ..self }
    }

    /// The land whose it is.
    pub const fn code(&self) -> &CalendarCode {
        &self.code
    }

    /// The same days, with the hour at which the office closes on those it is open.
    #[must_use]
    pub fn closing_at(self, closes_at: Option<Time>) -> Self {
        Self { closes_at, ..self }
    }

    /// When the office closes, where it has told its hours.
    pub fn closes_at(&self) -> Option<Time> {
        self.closes_at
    }

    /// The same days and those of a notice, as the version after this: rows as in a file, with its header or without. A day
    /// that both name is what the notice says.
    ///
    /// # Errors
    /// Names the line of the notice, the field and the reason of the first thing that is wrong.
    pub fn with_notice(&self, rows: &str) -> Result<Self, CalendarError> {
        let rows = rows.trim_start_matches('\u{feff}').trim_start();
        let (text, added) =
            if rows.starts_with(HEADER) { (rows.to_owned(), 0) } else { (format!("{HEADER}\n{rows}"), 1) };
        let notice = Self::parse(self.version.saturating_add(1), &text)
            .map_err(|error| CalendarError { line: error.line.saturating_sub(added), ..error })?;
        let marks = self.marks.iter().chain(&notice.marks).map(|mark| (mark.day, mark.clone()));
        let marks: Vec<Mark> = marks.collect::<BTreeMap<_, _>>().into_values().collect();
        if marks.len() > MARKS_MAX {
            return Err(CalendarFault::TooLong.at(0, "row"));
        }
        Ok(Self { code: self.code.clone(), version: notice.version, marks, closes_at: self.closes_at })
    }

    /// What sort of day it is. Before the first and after the last marked year only the week's rule is known.
    pub fn kind(&self, day: Date) -> DayKind {
        match self.mark(day) {
            Some(mark) => mark.kind,
            None if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// Offices are open that day.
    pub fn is_workday(&self, day: Date) -> bool {
        self.kind(day).is_workday()
    }

    /// What the notice calls the holiday for which the day is off, or is worked instead.
    pub fn name(&self, day: Date) -> Option<&str> {
        self.mark(day).map(|mark| &*mark.name)
    }

    /// The last day for which days off are published: dates after it are provisional. None where none are.
    pub fn published_to(&self) -> Option<Date> {
        self.marks.last().map(|mark| end_of_year(mark.day))
    }

    /// The days off of all years from the one to the other day are known. Of China's years before the first marked one no
    /// notice comes any more: they count as known.
    pub fn knows(&self, from: Date, to: Date) -> bool {
        let begun = self.code.is_default() || self.marks.first().is_some_and(|mark| mark.day.year() <= from.year());
        begun && self.published_to().is_some_and(|last| to <= last)
    }

    /// The version, which derivations name.
    pub fn version(&self) -> u32 {
        self.version
    }

    fn mark(&self, day: Date) -> Option<&Mark> {
        self.marks.binary_search_by_key(&day, |mark| mark.day).ok().map(|index| &self.marks[index])
    }
}

impl Mark {
    fn parse(line: usize, row: &str) -> Result<Self, CalendarError> {
        let fields: Vec<&str> = row.trim_end().split(',').collect();
        let [date, kind, name] = fields[..] else {
            return Err(CalendarFault::NotThreeFields.at(line, "row"));
        };
        let day: Date = date.parse().map_err(|_| CalendarFault::NotADay.at(line, "date"))?;
        let kind = match kind {
            "holiday" => DayKind::Holiday,
            "workday_swap" => DayKind::MakeUpWorkday,
            _ => return Err(CalendarFault::UnknownKind.at(line, "kind")),
        };
        if kind == DayKind::MakeUpWorkday && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Err(CalendarFault::MakeUpInTheWeek.at(line, "kind"));
        }
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(CalendarFault::BadName.at(line, "name"));
        }
        Ok(Self { day, kind, name: name.into() })
    }
}

/// A calendar as an entry keeps it: the file itself, so that what was published can be compared with the notice.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    #[serde(default, skip_serializing_if = "CalendarCode::is_default")]
    code: CalendarCode,
    version: u32,
    days: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closes_at: Option<Time>,
}

impl TryFrom<Stored> for Calendar {
    type Error = CalendarError;
    fn try_from(stored: Stored) -> Result<Self, CalendarError> {
        let Stored { code, version, days, closes_at } = stored;
        let calendar = if version == 0 { Self::of_weeks(code) } else { Self::parse(version, &days)?.of_land(code) };
        Ok(calendar.closing_at(closes_at))
    }
}

impl From<Calendar> for Stored {
    fn from(calendar: Calendar) -> Self {
        let mut days = String::from(HEADER);
        days.push('\n');
        for mark in &calendar.marks {
            days.push_str(&mark.to_string());
        }
        Self { code: calendar.code, version: calendar.version, days, closes_at: calendar.closes_at }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.kind == DayKind::Holiday { "holiday" } else { "workday_swap" };
        writeln!(f, "{},{kind},{}", self.day, self.name)
    }
}

fn end_of_year(day: Date) -> Date {
    Date::new(day.year(), 12, 31).unwrap_or(Date::MAX)
}

/// The day `count` days later, or the last day there is.
pub(crate) fn days_after(day: Date, count: u32) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * i64::from(count)))
}

/// How many days later `to` is than `from`; none if it is not later.
pub(crate) fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;

    /// The calendar the product ships.
    pub(crate) fn shipped() -> Calendar {
        Calendar::parse(1, include_str!("../../../rules/calendar/cn-workdays.csv")).unwrap()
    }

    #[test]
    fn days_are_what_the_notices_say() {
        let calendar = shipped();
        for (day, kind) in [
            (date(2024, 2, 9), DayKind::Workday),  // eve of Spring Festival: not off that year
            (date(2024, 2, 10), DayKind::Holiday), // first day of Spring Festival
            (date(2024, 2, 18), DayKind::MakeUpWorkday), // the Sunday worked for it
            (date(2024, 2, 25), DayKind::Weekend), // a Sunday like any other
            (date(2024, 10, 1), DayKind::Holiday), // National Day
            (date(2011, 12, 31), DayKind::MakeUpWorkday), // a Saturday worked for New Year 2012
            (date(2015, 9, 3), DayKind::Holiday),  // off in one year only
            (date(2016, 9, 3), DayKind::Weekend),
            (date(2027, 1, 1), DayKind::Workday), // not published yet: the week's rule
        ] {
            assert_eq!(calendar.kind(day), kind, "{day}");
        }
        assert_eq!(calendar.published_to(), Some(date(2026, 12, 31)));
        assert_eq!(calendar.name(date(2024, 2, 18)), Some("春节"));
        assert_eq!(calendar.name(date(2024, 2, 25)), None);
    }

    #[test]
    fn a_wrong_file_is_refused_with_line_and_field() {
        let header = "date,kind,name\n";
        for (rows, line, field, reason) in [
            ("day,kind,name\n2024-01-01,holiday,元旦\n", 1, "row", CalendarFault::NoHeader),
            ("", 1, "row", CalendarFault::NoHeader),
            ("H2024-01-01,holiday\n", 2, "row", CalendarFault::NotThreeFields),
            ("H2024-01-01,holiday,元旦,x\n", 2, "row", CalendarFault::NotThreeFields),
            ("H2024-01-01,holiday,元旦\n2024-02-30,holiday,春节\n", 3, "date", CalendarFault::NotADay),
            ("H2024-01-01,off,元旦\n", 2, "kind", CalendarFault::UnknownKind),
            ("H2024-01-02,workday_swap,元旦\n", 2, "kind", CalendarFault::MakeUpInTheWeek),
            ("H2024-01-01,holiday,\n", 2, "name", CalendarFault::BadName),
            ("H2024-01-01,holiday,元旦\n2024-01-01,holiday,元旦\n", 3, "date", CalendarFault::NotRising),
            ("H", 0, "row", CalendarFault::Empty),
        ] {
            let csv = rows.replacen('H', header, 1);
            assert_eq!(Calendar::parse(1, &csv), Err(CalendarError { line, field, reason }), "{csv}");
        }
    }

    #[test]
    fn a_notice_adds_its_days_and_its_errors_name_its_own_lines() {
        let calendar = shipped().closing_at(Some(jiff::civil::time(17, 30, 0, 0)));
        let notice = "2027-01-01,holiday,元旦\n2027-01-03,workday_swap,元旦\n";
        for text in [notice.to_owned(), format!("{HEADER}\n{notice}")] {
            let more = calendar.with_notice(&text).unwrap();
            assert_eq!((more.version(), more.published_to()), (2, Some(date(2027, 12, 31))));
            assert_eq!(more.kind(date(2027, 1, 3)), DayKind::MakeUpWorkday);
            assert_eq!(more.kind(date(2024, 2, 18)), DayKind::MakeUpWorkday, "what was known stays");
            assert_eq!(more.closes_at(), calendar.closes_at(), "and so do the hours");
        }
        let amended = calendar.with_notice("2024-02-18,holiday,春节\n").unwrap();
        assert_eq!(
            (amended.kind(date(2024, 2, 18)), amended.published_to()),
            (DayKind::Holiday, Some(date(2026, 12, 31)))
        );
        let wrong = calendar.with_notice("2027-01-01,holiday,元旦\n2027-01-05,workday_swap,元旦\n").unwrap_err();
        assert_eq!((wrong.line, wrong.field, wrong.reason), (2, "kind", CalendarFault::MakeUpInTheWeek));
        assert_eq!(calendar.with_notice(" ").unwrap_err().reason, CalendarFault::Empty);
    }

    #[test]
    fn the_hours_are_kept() {
        let calendar = shipped().closing_at(Some(jiff::civil::time(17, 30, 0, 0)));
        let stored = serde_json::to_string(&calendar).unwrap();
        assert!(stored.ends_with(r#""closes_at":"17:30:00"}"#), "{stored}");
        assert_eq!(serde_json::from_str::<Calendar>(&stored).unwrap(), calendar);
    }

    #[test]
    fn the_stored_form_is_pinned() {
        let days = "date,kind,name\n2027-01-01,holiday,元旦\n2027-01-03,workday_swap,元旦\n";
        let stored = format!(r#"{{"version":2,"days":{days:?}}}"#);
        let calendar = Calendar::parse(2, days).unwrap();
        assert_eq!(serde_json::to_string(&calendar).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Calendar>(&stored).unwrap(), calendar);
        let weeks = Calendar::of_weeks("uk-sct".parse().unwrap());
        let stored = r#"{"code":"uk-sct","version":0,"days":"date,kind,name\n"}"#;
        assert_eq!(serde_json::to_string(&weeks).unwrap(), stored);
    }

    #[test]
    fn a_calendar_survives_being_kept() {
        let scotland: CalendarCode = "uk-sct".parse().unwrap();
        for calendar in [shipped(), shipped().of_land(scotland.clone()), Calendar::of_weeks(scotland)] {
            let stored = serde_json::to_string(&calendar).unwrap();
            assert_eq!(serde_json::from_str::<Calendar>(&stored).unwrap(), calendar);
        }
    }

    #[test]
    fn only_years_between_the_notices_are_known() {
        let weeks = Calendar::of_weeks("uk-sct".parse().unwrap());
        let (before, within) = (date(2026, 12, 28), date(2027, 1, 5));
        assert_eq!((weeks.published_to(), weeks.knows(within, within)), (None, false));
        let notice = weeks.with_notice("2027-01-01,holiday,Example\n").unwrap();
        assert!(notice.knows(within, within));
        assert!(!notice.knows(before, within), "of the year it began in nothing is published");
        assert!(!notice.knows(within, date(2028, 1, 1)));
        assert!(shipped().knows(date(1999, 1, 1), date(2026, 12, 31)));
    }
}
