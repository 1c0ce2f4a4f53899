//! Days as letters tell them: whole dates, parts of them that are filled up from the day the letter came, and days told from
//! that day.

use super::lexicon::{Lexicon, Step, Words};
use super::numeral::{self, Number};
use super::{Found, Letter, What};
use crate::fold::narrow;

/// Years that a letter may tell of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// Signs of a year told by its last two digits.
const SHORT_YEAR: usize = 3;
/// Further back nobody counts in days, weeks or months.
const AGO_MAX: i32 = 4_000;

/// A day, or as much of it as is told: month and day are 0 where they are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// From 1, or 0.
    pub month: i32,
    /// From 1, or 0.
    pub day: i32,
}

impl Day {
    /// A day that is in the calendar, or a part of one.
    pub fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        let is_whole = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        let is_month = (0..=12).contains(&month) && day == 0;
        (YEARS.contains(&year) && (is_whole || is_month)).then_some(Self { year, month, day })
    }

    /// Days since 1 March of year 0; a day not told counts as the first.
    pub const fn number(self) -> i32 {
        let (month, day) = (if self.month > 0 { self.month } else { 1 }, if self.day > 0 { self.day } else { 1 });
        let (year, month) = if month > 2 { (self.year, month - 3) } else { (self.year - 1, month + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
    }

    /// So many days later, or earlier.
    fn plus_days(self, days: i32) -> Option<Self> {
        let mut day = self;
        let mut left = days;
        while left != 0 {
            let length = days_in(day.year, day.month);
            let step = left.clamp(1 - day.day, length - day.day);
            day.day += step;
            left -= step;
            if left < 0 {
                day = day.plus_months(-1)?;
                day.day = days_in(day.year, day.month);
                left += 1;
            } else if left > 0 {
                day = Self { day: 1, ..day.plus_months(1)? };
                left -= 1;
            }
        }
        Self::of(day.year, day.month, day.day)
    }

    /// The month so many months later, or earlier.
    fn plus_months(self, months: i32) -> Option<Self> {
        let month = self.year * 12 + self.month - 1 + months;
        Self::of(month.div_euclid(12), month.rem_euclid(12) + 1, 0)
    }
}

fn days_in(year: i32, month: i32) -> i32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day that is told from here on.
pub fn read(lexicon: &Lexicon, letter: &Letter<'_>, at: usize, received: Day) -> Option<Found> {
    let cursor = Cursor { lexicon, letter };
    let ways = [Cursor::told, Cursor::in_figures, Cursor::written, Cursor::ago, Cursor::within_months];
    let (day, end) = ways.iter().find_map(|way| way(&cursor, at, received))?;
    Some((at..end, What::Day(day)))
}

/// Reads on in a letter.
struct Cursor<'a> {
    lexicon: &'a Lexicon,
    letter: &'a Letter<'a>,
}

/// A day, and where what tells it ends.
type Told = Option<(Day, usize)>;

impl Cursor<'_> {
    fn number(&self, at: usize) -> Option<Number> {
        numeral::read(self.lexicon, self.letter, at)
    }

    fn word<'a, T>(&self, words: &'a Words<T>, at: usize) -> Option<(usize, &'a T)> {
        let signs = self.letter.signs.get(at..)?;
        words.longest(signs).map(|(length, meaning)| (at + length, meaning))
    }

    /// A number and the sign after it.
    fn signed(&self, words: &Words<()>, at: usize) -> Option<(i32, usize)> {
        let number = self.number(at)?;
        Some((number.whole()?, self.word(words, number.end)?.0))
    }

    /// Yesterday.
    fn told(&self, at: usize, received: Day) -> Told {
        let (end, days) = self.word(&self.lexicon.days, at)?;
        Some((received.plus_days(*days)?, end))
    }

    /// Year, month and day with a dash, a point or a stroke between.
    fn in_figures(&self, at: usize, _: Day) -> Told {
        let separator = narrow(*self.letter.raw.get(at + 4)?);
        let is_separated = matches!(separator, '-' | '.' | '/');
        let year = self.figures(at..at + 4)?;
        let month_end = self.figures_end(at + 5);
        let is_again = self.letter.raw.get(month_end).is_some_and(|sign| narrow(*sign) == separator);
        let day_end = self.figures_end(month_end + 1);
        let day = Day::of(year, self.figures(at + 5..month_end)?, self.figures(month_end + 1..day_end)?)?;
        (is_separated && is_again && day.day > 0).then_some((day, day_end))
    }

    fn figures_end(&self, at: usize) -> usize {
        let signs = self.letter.signs.iter().skip(at).take(2);
        at + signs.take_while(|sign| sign.is_ascii_digit()).count()
    }

    fn figures(&self, at: std::ops::Range<usize>) -> Option<i32> {
        self.letter.signs.get(at)?.iter().collect::<String>().parse().ok()
    }

    /// A year by number or word, and as much of month and day as follows; or a month and day of the last year that had them.
    fn written(&self, at: usize, received: Day) -> Told {
        if let Some((year, end)) = self.year(at, received) {
            let month = self.signed(&self.lexicon.month, end);
            let told = month.and_then(|(month, end)| self.day_of(year, month, end));
            // A year of two digits with no month is as likely a count of years.
            return told.or_else(|| Some((Day::of(year, 0, 0)?, end)).filter(|_| end - at != SHORT_YEAR));
        }
        let (month, end) = self.signed(&self.lexicon.month, at)?;
        let (day, end) = self.day_of(received.year, month, end)?;
        let is_told = day.day > 0;
        let day = if day > received { Day::of(day.year - 1, day.month, day.day)? } else { day };
        is_told.then_some((day, end))
    }

    /// A year by number or word; one of two digits is the last that ended so.
    fn year(&self, at: usize, received: Day) -> Option<(i32, usize)> {
        let by_word = || self.word(&self.lexicon.years, at).map(|(end, years)| (received.year + years, end));
        let (year, end) = self.signed(&self.lexicon.year, at).or_else(by_word)?;
        let is_short = (0..100).contains(&year) && end - at == SHORT_YEAR;
        let year = if is_short { received.year - (received.year - year).rem_euclid(100) } else { year };
        Day::of(year, 0, 0).map(|day| (day.year, end))
    }

    /// The day of a month, or the month alone where none follows.
    fn day_of(&self, year: i32, month: i32, at: usize) -> Told {
        let day = self.signed(&self.lexicon.day, at);
        let whole = day.and_then(|(day, end)| Some((Day::of(year, month, day).filter(|day| day.day > 0)?, end)));
        whole.or_else(|| Some((Day::of(year, month, 0).filter(|day| day.month > 0)?, at)))
    }

    /// Three days ago.
    fn ago(&self, at: usize, received: Day) -> Told {
        let number = self.number(at)?;
        let count = number.whole().filter(|count| (1..=AGO_MAX).contains(count))?;
        let (end, step) = self.word(&self.lexicon.ago, number.end)?;
        let day = match step {
            Step::Day => received.plus_days(-count)?,
            Step::Week => received.plus_days(-7 * count)?,
            Step::Month => received.plus_months(-count)?,
            Step::Year => Day::of(received.year - count, 0, 0)?,
        };
        Some((day, end))
    }

    /// Last month, and the day in it if one is told.
    fn within_months(&self, at: usize, received: Day) -> Told {
        let (end, months) = self.word(&self.lexicon.months, at)?;
        let month = received.plus_months(*months)?;
        self.day_of(month.year, month.month, end)
    }
}
