//! The parts of a letter that a form asks for: places, days, amounts, named units and companies, demands; each with where it
//! stands in the text, so that a person sees what a proposal comes from. Words are data, places those of the office.

mod day;
mod demands;
mod lexicon;
mod names;
mod numeral;
mod places;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use day::Day;
pub use lexicon::{Lexicon, LexiconError};
pub use places::{Places, PlacesError};

use crate::folded::Folded;
use crate::script::Script;

/// Of one letter no more parts are read: nobody looks through more.
pub const PARTS_MAX: usize = 400;

/// A part of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A place, by its code.
    Place(String),
    /// A day, a month or a year in which something happened or will happen.
    Day(Day),
    /// An amount of a measure, by the measure's first name in the lexicon.
    Amount(f64, String),
    /// The name of a public unit.
    Unit,
    /// The name of a company or another organisation.
    Company,
    /// A demand, as it may become an issue of its own.
    Demand,
}

/// Reads the parts of a letter that came on a day; in the order of the text, of those that begin together the longer first.
pub fn read(script: &Script, lexicon: &Lexicon, places: &Places, text: &str, received: Day) -> Vec<Part> {
    let folded = Folded::of(script, text);
    let letter = Letter { signs: folded.signs(), raw: text.chars().take(folded.signs().len()).collect() };
    let mut found = places.find(&letter);
    found.extend(letter.numbers(lexicon, received));
    found.extend(names::find(lexicon, &letter));
    let in_signs = found.into_iter().map(|(signs, what)| Part { bytes: folded.bytes(&signs), what });
    let mut parts: Vec<Part> = in_signs.collect();
    let demands = demands::find(script, lexicon, text, &folded);
    parts.extend(demands.into_iter().map(|bytes| Part { bytes, what: What::Demand }));
    parts.sort_by_key(|part| (part.bytes.start, usize::MAX - part.bytes.end));
    parts.truncate(PARTS_MAX);
    parts
}

/// The day of the event as the letter tells it: the first that is told to the day and not after the letter.
pub fn event_day(parts: &[Part], received: Day) -> Option<Day> {
    let days = parts.iter().filter_map(|part| match part.what {
        What::Day(day) => Some(day),
        What::Place(_) | What::Amount(..) | What::Unit | What::Company | What::Demand => None,
    });
    days.filter(|day| day.day > 0).find(|day| *day <= received)
}

/// A letter, sign by sign: as it is compared, and as it is written.
struct Letter<'a> {
    signs: &'a [char],
    raw: Vec<char>,
}

/// Where something stands, in signs, and what it is.
type Found = (Range<usize>, What);

impl Letter<'_> {
    /// Days and amounts: both begin with a number or a word that stands for one.
    fn numbers(&self, lexicon: &Lexicon, received: Day) -> Vec<Found> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.signs.len() && found.len() < PARTS_MAX {
            let hit = day::read(lexicon, self, at, received).or_else(|| self.amount(lexicon, at));
            at = hit.as_ref().map_or_else(|| self.passed(lexicon, at), |(signs, _)| signs.end);
            found.extend(hit);
        }
        found
    }

    /// Behind a number that tells nothing, or a code of many digits, or one sign.
    fn passed(&self, lexicon: &Lexicon, at: usize) -> usize {
        let digits = self.signs[at..].iter().take_while(|sign| sign.is_ascii_digit()).count();
        numeral::read(lexicon, self, at).map_or(at + digits.max(1), |number| number.end)
    }

    fn amount(&self, lexicon: &Lexicon, at: usize) -> Option<Found> {
        let number = numeral::read(lexicon, self, at)?;
        let (length, measure) = lexicon.measures.longest(&self.signs[number.end..])?;
        Some((at..number.end + length, What::Amount(number.value, measure.clone())))
    }
}
