//! The phrases by which a draft is looked over: data that comes in as text (`rules/lexicon/answers.txt`).

use std::ops::Range;

use thiserror::Error;

use crate::folded::Folded;
use crate::script::Script;

/// A line of the list that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the phrases of answers: want `basis`, `remedy`, `last` or `blank`, a space and a phrase")]
pub struct PhrasesError {
    /// Counted from 1.
    pub line: usize,
}

/// Folded lines of signs.
type Needles = Vec<Vec<char>>;

/// The phrases, by what they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// An instrument of law or an article of one.
    pub(super) basis: Needles,
    /// Something may still be done.
    pub(super) remedy: Needles,
    /// Nothing may be done any more.
    pub(super) last: Needles,
    /// A place of a form, as it is written.
    pub(super) blank: Vec<String>,
}

impl Phrases {
    /// Reads lines of a kind and a phrase; `#` opens a comment.
    ///
    /// # Errors
    /// The first line that is neither.
    pub fn parse(script: &Script, table: &str) -> Result<Self, PhrasesError> {
        let mut phrases = Self::default();
        for (at, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            phrases.take(script, line).ok_or(PhrasesError { line: at + 1 })?;
        }
        Ok(phrases)
    }

    fn take(&mut self, script: &Script, line: &str) -> Option<()> {
        let (kind, phrase) = line.split_once(' ').filter(|(_, phrase)| !phrase.is_empty())?;
        let folded = || Folded::of(script, phrase).signs().to_vec();
        match kind {
            "basis" => self.basis.push(folded()),
            "remedy" => self.remedy.push(folded()),
            "last" => self.last.push(folded()),
            "blank" => self.blank.push(phrase.to_owned()),
            _ => return None,
        }
        Some(())
    }
}

/// The first place where one of these stands, in signs. A phrase in letters stands only as whole words: a fact is no act.
pub(super) fn first(text: &Folded, needles: &[Vec<char>]) -> Option<Range<usize>> {
    let places = needles.iter().filter_map(|needle| text.find(needle).find(|place| is_whole(text.signs(), place)));
    places.min_by_key(|place| place.start)
}

fn is_whole(signs: &[char], place: &Range<usize>) -> bool {
    let is_letter = |at: usize| signs.get(at).is_some_and(char::is_ascii_alphanumeric);
    let joins_before = place.start > 0 && is_letter(place.start - 1) && is_letter(place.start);
    let joins_after = place.end > 0 && is_letter(place.end - 1) && is_letter(place.end);
    !joins_before && !joins_after
}
