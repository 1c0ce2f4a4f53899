//! The calendars an office counts by, one for each land whose law it works by. A land of which no days off are published
//! here has its weekends and nothing more, and every date that hangs on them is provisional.
//!
//! To publish a land's days off, publish a calendar of its code; to count a law by it, name the code in its pack.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::ids::CalendarCode;

/// The office's own calendar, and those of other lands that were published here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars {
    own: Calendar,
    others: BTreeMap<CalendarCode, Calendar>,
}

impl Calendars {
    /// The office's own and no other yet.
    pub const fn new(own: Calendar) -> Self {
        Self { own, others: BTreeMap::new() }
    }

    /// That of the office's own land: its hours are the office's.
    pub const fn own(&self) -> &Calendar {
        &self.own
    }

    /// That of this code, as far as it is published here.
    pub fn of(&self, code: &CalendarCode) -> Cow<'_, Calendar> {
        match Some(&self.own).filter(|own| own.code() == code).or_else(|| self.others.get(code)) {
            Some(calendar) => Cow::Borrowed(calendar),
            None => Cow::Owned(Calendar::of_weeks(code.clone()).closing_at(self.own.closes_at())),
        }
    }

    /// The same and this one, which takes the place of an earlier of its code.
    #[must_use]
    pub fn with(mut self, calendar: Calendar) -> Self {
        if calendar.code() == self.own.code() {
            self.own = calendar;
        } else {
            self.others.insert(calendar.code().clone(), calendar);
        }
        self
    }

    /// The office's own, then the others that were published here.
    pub fn iter(&self) -> impl Iterator<Item = &Calendar> {
        std::iter::once(&self.own).chain(self.others.values())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::tests::shipped;

    #[test]
    fn each_land_counts_by_its_own_days_off() {
        let closes_at = Some(jiff::civil::time(17, 30, 0, 0));
        let calendars = Calendars::new(shipped().closing_at(closes_at));
        let scotland: CalendarCode = "uk-sct".parse().unwrap();
        let make_up = date(2024, 2, 18); // worked in China, a Sunday elsewhere
        assert!(calendars.of(&CalendarCode::default()).is_workday(make_up));
        assert!(!calendars.of(&scotland).is_workday(make_up));
        assert_eq!(calendars.of(&scotland).closes_at(), closes_at, "the hours are the office's");

        let notice = calendars.of(&scotland).with_notice("2024-02-19,holiday,Example\n").unwrap();
        let calendars = calendars.with(notice);
        assert!(!calendars.of(&scotland).is_workday(date(2024, 2, 19)));
        assert!(calendars.own().is_workday(date(2024, 2, 19)), "another land's day off is none here");
        assert_eq!(calendars.iter().map(Calendar::version).collect::<Vec<_>>(), [1, 1]);
    }
}
