//! The parts of a letter, each where it stands: places of the office's own list, days, amounts, names of units and companies,
//! and what it asks for, as a proposal how to split it.

use std::ops::Range;
use std::sync::LazyLock;

use huiyin_domain::ids::PlaceCode;
use huiyin_domain::office::Office;
use huiyin_insight::parts::{self, Day, Lexicon, Places, What};
use jiff::civil::Date;

use crate::App;
use crate::search::{Question, SCRIPT};
use crate::story::View;

/// The words that are shipped; a list that does not parse reads nothing, and a test holds that it parses.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(&SCRIPT, WORDS).unwrap_or_default());
const WORDS: &str = include_str!("../../../../rules/lexicon/parts.txt");

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// A place of the office's list.
    Place(PlaceCode),
    /// A day, or a month or year, as far as it is told.
    Day(Option<Date>),
    /// An amount and what it is measured in.
    Amount(f64, String),
    /// The name of a public unit.
    Unit,
    /// The name of a company or another organisation.
    Company,
    /// A demand.
    Demand,
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPart {
    /// Where it stands, in bytes of the text.
    pub place: Range<usize>,
    /// What it is.
    pub kind: PartKind,
}

/// A letter, without numbers of persons, and its parts in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letter {
    /// The text.
    pub text: String,
    /// The parts.
    pub parts: Vec<LetterPart>,
}

impl Letter {
    /// What it asks for, each once, in its own words.
    pub fn demands(&self) -> Vec<&str> {
        let demands = self.parts.iter().filter(|part| part.kind == PartKind::Demand);
        let mut said: Vec<&str> = Vec::new();
        for demand in demands.filter_map(|part| self.text.get(part.place.clone())).map(str::trim) {
            if !demand.is_empty() && !said.contains(&demand) {
                said.push(demand);
            }
        }
        said
    }
}

impl App {
    /// The first petition's letter and its parts; none where its words may not be read, or it is under seal.
    pub fn letter_parts(&self, view: &View) -> Option<Letter> {
        let question = Question::of_matter(view)?;
        let received = view.matter.petitions.first()?.filed.received_on;
        Some(read(&view.office, question.body, received))
    }
}

fn read(office: &Office, text: String, received: Date) -> Letter {
    let names = office.places().flat_map(|place| {
        let names = [Some(&place.name), place.name_hant.as_ref(), place.name_en.as_ref()].into_iter().flatten();
        names.map(|name| format!("{} {name}", place.code))
    });
    let places = Places::parse(&SCRIPT, &names.collect::<Vec<_>>().join("\n")).unwrap_or_default();
    let on = Day { year: received.year().into(), month: received.month().into(), day: received.day().into() };
    let parts = parts::read(&SCRIPT, &LEXICON, &places, &text, on).into_iter().filter_map(|part| {
        let kind = match part.what {
            What::Place(code) => PartKind::Place(code.parse().ok()?),
            What::Day(day) => PartKind::Day(date_of(day)),
            What::Amount(value, measure) => PartKind::Amount(value, measure),
            What::Unit => PartKind::Unit,
            What::Company => PartKind::Company,
            What::Demand => PartKind::Demand,
        };
        Some(LetterPart { place: part.bytes, kind })
    });
    Letter { parts: parts.collect(), text }
}

/// The day, where it is told to the day.
fn date_of(day: Day) -> Option<Date> {
    Date::new(day.year.try_into().ok()?, day.month.try_into().ok()?, day.day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_are_shipped_can_be_read() {
        assert!(Lexicon::parse(&SCRIPT, WORDS).is_ok_and(|lexicon| lexicon != Lexicon::default()));
    }
}
