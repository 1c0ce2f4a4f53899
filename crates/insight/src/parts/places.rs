//! Places of the office's own divisions: names with their codes come in as text.

use thiserror::Error;

use super::lexicon::Words;
use super::{Found, Letter, PARTS_MAX, What};
use crate::folded::Folded;
use crate::script::Script;

/// A shorter name stands in too many words.
const NAME_MIN: usize = 2;

/// A line of the list that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the places: want a code, a space and a name")]
pub struct PlacesError {
    /// Counted from 1.
    pub line: usize,
}

/// Names of places with the codes that bear them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    codes: Words<Vec<String>>,
}

impl Places {
    /// Reads lines of a code and a name; a place with several names has several lines; `#` opens a comment.
    ///
    /// # Errors
    /// The first line that is no such pair.
    pub fn parse(script: &Script, table: &str) -> Result<Self, PlacesError> {
        let mut places = Self::default();
        for (at, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let pair = line.split_once(' ').filter(|(code, name)| !code.is_empty() && !name.is_empty());
            let (code, name) = pair.ok_or(PlacesError { line: at + 1 })?;
            let name = Folded::of(script, name).signs().to_vec();
            if name.len() >= NAME_MIN {
                places.codes.of(name).push(code.to_owned());
            }
        }
        Ok(places)
    }

    /// The places in a letter, each by its longest name. Where several places bear one name, it is the one nearest to the place
    /// named before.
    pub(super) fn find(&self, letter: &Letter<'_>) -> Vec<Found> {
        let (mut found, mut at, mut last): (Vec<Found>, usize, &str) = (Vec::new(), 0, "");
        while at < letter.signs.len() && found.len() < PARTS_MAX {
            let Some((length, codes)) = self.codes.longest(&letter.signs[at..]) else {
                at += 1;
                continue;
            };
            let nearest = codes.iter().rev().max_by_key(|code| shared(code, last));
            last = nearest.map_or(last, String::as_str);
            found.push((at..at + length, What::Place(last.to_owned())));
            at += length;
        }
        found
    }
}

/// Signs that two codes have in common from their beginning.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}
