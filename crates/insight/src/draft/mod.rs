//! A draft answer, looked over before it is decided: is each demand taken up, is a basis named, is the remedy left open, can it
//! be read, is it written for this matter? Remarks for the person who decides; none of them hinders him.

mod copied;
mod phrases;

use std::collections::HashSet;
use std::ops::Range;

pub use phrases::{Phrases, PhrasesError};

use crate::folded::{Folded, join};
use crate::script::Script;
use crate::sentences;
use crate::words::{Commonness, counts};

/// Of what tells in a demand, so much of the weight must come back in the answer. Of real answers of 300 signs and more 97 of
/// 100 take up more of their own question, 4 of 100 as much of another's; of those under 60 signs most take up nothing.
const TAKEN_UP_MIN: f32 = 0.02;
/// A demand known by fewer grams than this says too little to judge by.
const TELLING_MIN: usize = 4;
/// A sentence longer than this is read twice: ideographs, a word in letters counting for two of them.
const SENTENCE_MAX: usize = 120;
/// From this share on an answer is a copy of another.
pub const COPIED_MIN: f32 = 0.7;

/// What an answer to one or several demands is to say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    /// What is demanded, issue by issue.
    pub demands: &'a [&'a str],
    /// Facts found.
    pub facts: &'a str,
    /// Reasons.
    pub reasons: &'a str,
    /// Basis in law.
    pub basis: &'a str,
    /// What may be done against it, and who says so.
    pub remedy: Remedy,
}

/// What may be done against an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Remedy {
    /// Something, and the letter says it by itself.
    #[default]
    Printed,
    /// Something, and only the draft can say it.
    ToBeWritten,
    /// Nothing any more.
    Gone,
}

/// A part of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Facts found.
    Facts,
    /// Reasons.
    Reasons,
    /// Basis in law.
    Basis,
}

/// Where in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The part.
    pub field: Field,
    /// In bytes of it.
    pub bytes: Range<usize>,
}

/// What to look at again.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// Hardly anything of a demand comes back in facts and reasons.
    NotTakenUp {
        /// Which demand, counted from 0.
        demand: usize,
        /// The part of it, in bytes.
        part: Range<usize>,
    },
    /// No instrument of law is named as basis.
    NoBasis,
    /// Something may be done against it, and nothing says so.
    RemedyMissing,
    /// It says that nothing may be done, though something may.
    RemedyDenied(Place),
    /// It says that something may be done, though nothing may.
    RemedyPromised(Place),
    /// A sentence that has to be read twice.
    LongSentence(Place),
    /// A place of a form that nobody filled in.
    Blank(Place),
    /// Most of it stands word for word in an answer to another matter.
    Copied {
        /// Which of the earlier answers, counted from 0.
        earlier: usize,
        /// The share of it, from 0 to 1.
        share: f32,
    },
}

/// Looks a draft over; `earlier` are answers to other matters, `common` says which words are everywhere. Remarks come in the
/// order of [`Remark`], those of one kind as they stand in the text.
pub fn check(
    script: &Script,
    phrases: &Phrases,
    common: &Commonness,
    draft: &Draft<'_>,
    earlier: &[&str],
) -> Vec<Remark> {
    let fields = draft.fields().map(|(field, text)| Read { field, text, folded: Folded::of(script, text) });
    let mut remarks = not_taken_up(script, common, draft);
    remarks.extend(phrases::first(&fields[2].folded, &phrases.basis).is_none().then_some(Remark::NoBasis));
    remarks.extend(remedy(phrases, draft.remedy, &fields));
    remarks.extend(fields.iter().flat_map(Read::long_sentences).map(Remark::LongSentence));
    remarks.extend(fields.iter().flat_map(|read| read.blanks(&phrases.blank)).map(Remark::Blank));
    remarks.extend(copied(script, draft, earlier));
    remarks
}

impl<'a> Draft<'a> {
    const fn fields(&self) -> [(Field, &'a str); 3] {
        [(Field::Facts, self.facts), (Field::Reasons, self.reasons), (Field::Basis, self.basis)]
    }
}

/// A part of the draft as it is read.
struct Read<'a> {
    field: Field,
    text: &'a str,
    folded: Folded,
}

impl Read<'_> {
    const fn place(&self, bytes: Range<usize>) -> Place {
        Place { field: self.field, bytes }
    }

    fn first(&self, needles: &[Vec<char>]) -> Option<Place> {
        phrases::first(&self.folded, needles).map(|signs| self.place(self.folded.bytes(&signs)))
    }

    fn long_sentences(&self) -> Vec<Place> {
        let sentences = sentences::of(self.text).into_iter();
        let long = sentences.filter(|bytes| length(&self.text[bytes.clone()]) > SENTENCE_MAX);
        long.map(|bytes| self.place(bytes)).collect()
    }

    fn blanks(&self, blanks: &[String]) -> Vec<Place> {
        let hits = blanks.iter().flat_map(|blank| self.text.match_indices(blank.as_str()));
        let hits = join(hits.map(|(at, hit)| at..at + hit.len()).collect());
        hits.into_iter().map(|hit| self.place(hit)).collect()
    }
}

fn not_taken_up(script: &Script, common: &Commonness, draft: &Draft<'_>) -> Vec<Remark> {
    let said = [draft.facts, draft.reasons].into_iter().flat_map(|text| counts(script, "", text));
    let said: HashSet<u32> = said.map(|(word, _)| word).collect();
    let lacks = |demand: &str| taken_up(script, common, demand, &said).is_some_and(|share| share < TAKEN_UP_MIN);
    let demands = draft.demands.iter().enumerate().filter(|(_, demand)| lacks(demand));
    demands.map(|(at, demand)| Remark::NotTakenUp { demand: at, part: 0..demand.len() }).collect()
}

/// How much of what a demand is known by is said, from 0 to 1; none where it is known by too little.
fn taken_up(script: &Script, common: &Commonness, demand: &str, said: &HashSet<u32>) -> Option<f32> {
    let words = common.words(script, "", demand);
    let share = words.iter().filter(|(word, _)| said.contains(word)).map(|(_, weight)| weight * weight).sum();
    (words.len() >= TELLING_MIN).then_some(share)
}

fn remedy(phrases: &Phrases, remedy: Remedy, fields: &[Read<'_>]) -> Option<Remark> {
    let said = |needles| fields.iter().find_map(|read| read.first(needles));
    let denied = || said(&phrases.last).map(Remark::RemedyDenied);
    match remedy {
        Remedy::ToBeWritten if said(&phrases.remedy).is_none() => Some(Remark::RemedyMissing),
        Remedy::Printed | Remedy::ToBeWritten => denied(),
        Remedy::Gone => said(&phrases.remedy).map(Remark::RemedyPromised),
    }
}

fn copied(script: &Script, draft: &Draft<'_>, earlier: &[&str]) -> Option<Remark> {
    let own = copied::letters(script, [draft.facts, draft.reasons]);
    let shares = earlier.iter().map(|text| copied::share(&own, &copied::letters(script, [*text]))).enumerate();
    let most = shares.max_by(|a, b| a.1.total_cmp(&b.1));
    most.filter(|(_, share)| *share >= COPIED_MIN).map(|(earlier, share)| Remark::Copied { earlier, share })
}

/// How long it takes to read: an ideograph is one, a word in letters or digits two.
fn length(text: &str) -> usize {
    let mut length = 0;
    let mut is_in_word = false;
    for c in text.chars() {
        let is_narrow = c.is_alphanumeric() && !is_ideograph(c);
        length += match (is_narrow, is_in_word) {
            (true, false) => 2,
            (true, true) => 0,
            (false, _) => usize::from(c.is_alphanumeric()),
        };
        is_in_word = is_narrow;
    }
    length
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
