//! The words by which parts are known: data that comes in as text (`rules/lexicon/parts.txt`).

use std::collections::HashMap;

use thiserror::Error;

use crate::folded::Folded;
use crate::script::Script;

/// A line of the list that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the words of letters: want a kind, a word and, where the kind has one, what it means")]
pub struct LexiconError {
    /// Counted from 1.
    pub line: usize,
}

/// A step of time back from the day a letter came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Week,
    Month,
    Year,
}

/// Words with what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words<T> {
    meanings: HashMap<Vec<char>, T>,
    length_max: usize,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { meanings: HashMap::new(), length_max: 0 }
    }
}

impl<T> Words<T> {
    pub fn take(&mut self, word: Vec<char>, meaning: T) {
        self.length_max = self.length_max.max(word.len());
        self.meanings.insert(word, meaning);
    }

    /// The longest word with which these signs begin: its length, and what it means.
    pub fn longest(&self, signs: &[char]) -> Option<(usize, &T)> {
        let mut lengths = (1..=self.length_max.min(signs.len())).rev();
        lengths.find_map(|length| self.meanings.get(&signs[..length]).map(|meaning| (length, meaning)))
    }

    /// The meaning of a whole word, to be made if it is new.
    pub fn of(&mut self, word: Vec<char>) -> &mut T
    where
        T: Default,
    {
        self.length_max = self.length_max.max(word.len());
        self.meanings.entry(word).or_default()
    }

    /// The longest word with which these signs end.
    pub fn longest_end(&self, signs: &[char]) -> Option<usize> {
        let mut lengths = (1..=self.length_max.min(signs.len())).rev();
        lengths.find(|length| self.meanings.contains_key(&signs[signs.len() - length..]))
    }
}

/// The words, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    pub(super) digits: Words<u32>,
    pub(super) scales: Words<u32>,
    pub(super) year: Words<()>,
    pub(super) month: Words<()>,
    pub(super) day: Words<()>,
    pub(super) years: Words<i32>,
    pub(super) months: Words<i32>,
    pub(super) days: Words<i32>,
    pub(super) ago: Words<Step>,
    pub(super) measures: Words<String>,
    pub(super) units: Words<()>,
    pub(super) companies: Words<()>,
    pub(super) before: Words<()>,
    pub(super) demands: Words<()>,
}

impl Lexicon {
    /// Reads lines of a kind, a word and its meaning; `#` opens a comment.
    ///
    /// # Errors
    /// The first line that is none of these.
    pub fn parse(script: &Script, table: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (at, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            lexicon.take(script, line).ok_or(LexiconError { line: at + 1 })?;
        }
        Ok(lexicon)
    }

    fn take(&mut self, script: &Script, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ').filter(|(_, rest)| !rest.is_empty())?;
        let fold = |word: &str| Folded::of(script, word).signs().to_vec();
        if let Some(names) = self.named(kind) {
            names.take(fold(rest), ());
            return Some(());
        }
        let (word, meaning) = rest.rsplit_once(' ')?;
        let word = fold(word);
        match kind {
            "digit" => self.digits.take(word, meaning.parse().ok()?),
            "scale" => self.scales.take(word, meaning.parse().ok()?),
            "years" => self.years.take(word, meaning.parse().ok()?),
            "months" => self.months.take(word, meaning.parse().ok()?),
            "days" => self.days.take(word, meaning.parse().ok()?),
            "ago" => self.ago.take(word, step(meaning)?),
            "measure" => self.measures.take(word, meaning.to_owned()),
            _ => return None,
        }
        Some(())
    }

    /// The words of a kind that mean nothing but their kind.
    fn named(&mut self, kind: &str) -> Option<&mut Words<()>> {
        Some(match kind {
            "year" => &mut self.year,
            "month" => &mut self.month,
            "day" => &mut self.day,
            "unit" => &mut self.units,
            "company" => &mut self.companies,
            "before" => &mut self.before,
            "demand" => &mut self.demands,
            _ => return None,
        })
    }
}

fn step(name: &str) -> Option<Step> {
    Some(match name {
        "day" => Step::Day,
        "week" => Step::Week,
        "month" => Step::Month,
        "year" => Step::Year,
        _ => return None,
    })
}
