//! Running numbers: one series per registry, class and statistical year, without gaps, doubles or races.
//!
//! A command asks for a number by naming its [`Series`]; the writer gives it when the commit is accepted, so a refused
//! command takes none. Accusations run in a series of their own: a gap in the ordinary one tells nobody anything.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::ids::{NotAnId, UnitCode};

codes! {
    /// What is numbered; each class counts for itself.
    SeriesClass {
        /// Petitions of the ordinary register.
        Petition => "petition",
        /// Accusations (检举控告), in a register apart.
        Accusation => "accusation",
        /// Papers the office sends out.
        Document => "document",
    }
}

impl SeriesClass {
    /// The letter that stands in front of a printed number.
    pub const fn letter(self) -> char {
        match self {
            Self::Petition => 'P',
            Self::Accusation => 'A',
            Self::Document => 'D',
        }
    }
}

/// One run of numbers, starting again at 1 with each statistical year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Series {
    /// The registry that keeps the register.
    pub registry: UnitCode,
    /// What is counted.
    pub class: SeriesClass,
    /// The statistical year the number belongs to.
    pub year: i16,
}

/// A number that was given: `xfj-P-2026-000123`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// The run it belongs to.
    #[serde(flatten)]
    pub series: Series,
    /// Its place in the run, from 1.
    pub n: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Series { registry, class, year } = &self.series;
        write!(f, "{registry}-{}-{year}-{:06}", class.letter(), self.n)
    }
}

impl FromStr for Number {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId(text.to_owned(), "Number");
        let mut parts = text.rsplitn(4, '-');
        let mut next = || parts.next().ok_or_else(wrong);
        let (n, year, letter, registry) = (next()?, next()?, next()?, next()?);
        let class = SeriesClass::ALL.iter().find(|class| letter == class.letter().to_string()).ok_or_else(wrong)?;
        let series = Series { registry: registry.parse()?, class: *class, year: year.parse().map_err(|_| wrong())? };
        Ok(Self { series, n: n.parse().map_err(|_| wrong())? })
    }
}

/// The first day of an office's statistical year: 1 January, or another day as in offices whose year ends on 20 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearStart {
    /// Month of the first day, 1 to 12.
    pub month: i8,
    /// Day of the month of the first day, 1 to 28.
    pub day: i8,
}

impl YearStart {
    /// The calendar year.
    pub const JANUARY: Self = Self { month: 1, day: 1 };

    /// The statistical year a day belongs to: the calendar year in which most of it lies.
    pub fn year_of(self, day: Date) -> i16 {
        let started = (day.month(), day.day()) >= (self.month, self.day);
        let first_half = self.month <= 6;
        match (first_half, started) {
            (true, true) | (false, false) => day.year(),
            (true, false) => day.year() - 1,
            (false, true) => day.year() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_reads_back() {
        let series = Series { registry: "xfj-1".parse().unwrap(), class: SeriesClass::Accusation, year: 2026 };
        let number = Number { series, n: 7 };
        assert_eq!(number.to_string(), "xfj-1-A-2026-000007");
        assert_eq!(number.to_string().parse(), Ok(number));
        assert!("xfj-Q-2026-000007".parse::<Number>().is_err());
    }

    #[test]
    fn a_year_that_ends_on_20_december_begins_on_the_21st() {
        let start = YearStart { month: 12, day: 21 };
        assert_eq!(start.year_of(date(2025, 12, 20)), 2025);
        assert_eq!(start.year_of(date(2025, 12, 21)), 2026);
        assert_eq!(start.year_of(date(2026, 12, 20)), 2026);
        assert_eq!(YearStart::JANUARY.year_of(date(2026, 12, 31)), 2026);
        assert_eq!(YearStart { month: 4, day: 1 }.year_of(date(2026, 3, 31)), 2025);
    }
}
