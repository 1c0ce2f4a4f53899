//! Finding: what a query asks for, whether a text really holds it, how well, and the lines to show.
//!
//! The store only returns candidates by pairs of signs, and may return too many; here the text itself is looked at. Weights come
//! from the office's own texts, so that both databases rank alike and texts that a reader may not see move nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::folded::{Folded, join};
use crate::grams;
use crate::number::real;
use crate::script::{BREAK, Script};
use crate::words::{Commonness, short};

/// Signs of a query that are read; beyond, a letter was pasted, and its beginning says what it is about.
const QUERY_SIGNS_MAX: usize = 200;
/// In a query up to this long every piece must occur; in a longer one the texts that hold most of it come first.
const STRICT_SIGNS_MAX: usize = 16;
/// A hit in the subject counts as much as so many in the body.
const SUBJECT_FACTOR: f32 = 3.0;
/// More than this many times as much as once a repeated gram is never counted.
const SATURATION: f32 = 1.2;
/// Signs of a snippet: two lines of a list.
const SNIPPET_SIGNS: usize = 60;
/// Signs before the first mark of a snippet.
const LEAD_SIGNS: usize = 10;

/// Two signs beside each other: what an index keeps, keyed.
pub type Pair = [char; 2];

/// The pairs of a text or query, each once: any part of two signs or more is found by them.
pub fn pairs(script: &Script, text: &str) -> BTreeSet<Pair> {
    let folded = Folded::of(script, text);
    folded.runs().flat_map(|run| run.windows(2).map(|pair| [pair[0], pair[1]])).collect()
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pieces: Vec<Vec<char>>,
    is_strict: bool,
}

/// A text that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The higher, the better; comparable within one query.
    pub score: f32,
    /// Where the query's pieces stand in the subject, in bytes.
    pub subject: Vec<Range<usize>>,
    /// Where they stand in the body.
    pub body: Vec<Range<usize>>,
}

/// A part of a text to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The part, in bytes.
    pub part: Range<usize>,
    /// What to mark in it, in bytes of the whole text.
    pub marks: Vec<Range<usize>>,
}

impl Query {
    /// Reads a query; none where it holds no two signs together.
    pub fn read(script: &Script, text: &str) -> Option<Self> {
        let folded = Folded::of(script, text);
        let signs = &folded.signs()[..folded.signs().len().min(QUERY_SIGNS_MAX)];
        let runs = signs.split(|sign| *sign == BREAK).filter(|run| run.len() > 1);
        let pieces: Vec<Vec<char>> = runs.map(<[char]>::to_vec).collect();
        let count: usize = pieces.iter().map(Vec::len).sum();
        (count > 0).then_some(Self { pieces, is_strict: count <= STRICT_SIGNS_MAX })
    }

    /// What to ask the index for: a text that holds all of a strict query holds all of these.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        self.pieces.iter().flat_map(|piece| piece.windows(2).map(|pair| [pair[0], pair[1]])).collect()
    }

    /// Whether a candidate must hold all pairs; else those that hold most are worth a look.
    pub const fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Whether a word stands in one of the pieces.
    pub(crate) fn holds(&self, word: &[char]) -> bool {
        self.pieces.iter().any(|piece| place(piece, word).is_some())
    }

    /// The same query with a word replaced where it first stands in each piece; as strict as it was.
    pub(crate) fn replaced(&self, word: &[char], other: &[char]) -> Self {
        let replaced = |piece: &Vec<char>| match place(piece, word) {
            Some(at) => [&piece[..at], other, &piece[at + word.len()..]].concat(),
            None => piece.clone(),
        };
        Self { pieces: self.pieces.iter().map(replaced).collect(), ..*self }
    }

    /// Looks at a candidate; none where it does not answer.
    pub fn check(&self, script: &Script, common: &Commonness, subject: &str, body: &str) -> Option<Found> {
        let (subject, body) = (Folded::of(script, subject), Folded::of(script, body));
        let holds = |piece: &Vec<char>| subject.find(piece).next().is_some() || body.find(piece).next().is_some();
        if self.is_strict && !self.pieces.iter().all(holds) {
            return None;
        }
        let score = self.score(common, &subject, &body);
        let found = |field| if self.is_strict { self.whole_places(field) } else { self.pair_places(field) };
        (score > 0.0).then(|| Found { score, subject: found(&subject), body: found(&body) })
    }

    fn score(&self, common: &Commonness, subject: &Folded, body: &Folded) -> f32 {
        let mut score = 0.0;
        for piece in &self.pieces {
            grams::each(piece, 3, |key, place| {
                if place.len() < 2 {
                    return;
                }
                let gram = &piece[place];
                let hits = real(subject.find(gram).count()) * SUBJECT_FACTOR + real(body.find(gram).count());
                let weight = common.rarity(short(key)).max(f32::EPSILON);
                score += weight * hits / (hits + SATURATION);
            });
        }
        score
    }

    fn whole_places(&self, field: &Folded) -> Vec<Range<usize>> {
        let places = self.pieces.iter().flat_map(|piece| field.find(piece));
        join(places.collect()).iter().map(|place| field.bytes(place)).collect()
    }

    fn pair_places(&self, field: &Folded) -> Vec<Range<usize>> {
        let pairs = self.pairs();
        let windows = field.signs().windows(2).enumerate();
        let hits = windows.filter(|(_, pair)| pairs.contains(&[pair[0], pair[1]])).map(|(at, _)| at..at + 2);
        join(hits.collect()).iter().map(|place| field.bytes(place)).collect()
    }
}

/// Where a word first stands in a piece.
fn place(piece: &[char], word: &[char]) -> Option<usize> {
    piece.windows(word.len()).position(|window| window == word)
}

/// The part of a text that shows most of the marks; its beginning where there are none.
pub fn snippet(text: &str, marks: &[Range<usize>]) -> Snippet {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let sign = |byte: usize| starts.partition_point(|start| *start < byte);
    let byte = |sign: usize| starts[sign.min(starts.len() - 1)];
    let shown = |first: &Range<usize>| {
        let from = sign(first.start).saturating_sub(LEAD_SIGNS);
        byte(from)..byte(from + SNIPPET_SIGNS)
    };
    let is_within = |part: &Range<usize>, mark: &Range<usize>| part.start <= mark.start && mark.end <= part.end;
    let marked = |part: &Range<usize>| {
        marks.iter().filter(|mark| is_within(part, mark)).map(ExactSizeIterator::len).sum::<usize>()
    };
    let part = marks.iter().map(shown).rev().max_by_key(marked).unwrap_or(0..byte(SNIPPET_SIGNS));
    let marks = marks.iter().filter(|mark| is_within(&part, mark)).cloned().collect();
    Snippet { part, marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        Script::parse("燈 灯\n環 环\n").unwrap()
    }

    fn check(query: &str, subject: &str, body: &str) -> Option<Found> {
        Query::read(&script(), query)?.check(&script(), &Commonness::default(), subject, body)
    }

    #[test]
    fn any_two_signs_are_found_in_either_script_and_marked_in_the_original() {
        let found = check("路灯", "", "門前路燈坏了").unwrap();
        assert_eq!((found.body.len(), &found.body[0]), (1, &(6..12)));
        assert!(check("路灯 门前", "", "門前路燈坏了").is_none()); // this table does not fold that sign
        assert!(check("灯", "", "路灯").is_none());
        assert!(check("", "", "").is_none());
    }

    #[test]
    fn a_text_with_all_pairs_but_not_the_phrase_is_no_hit() {
        assert!(check("修路灯", "", "修路，路灯").is_none());
        assert!(check("修路 路灯", "", "修路，路灯").is_some());
    }

    #[test]
    fn a_long_query_ranks_what_holds_most_of_it() {
        let query = "春风里小区三栋的路灯坏了很久没有人来修理";
        let near = check(query, "春风里路灯", "三栋的路灯坏了").unwrap();
        let far = check(query, "", "小区里很久没水").unwrap();
        assert!(near.score > far.score);
        assert!(check(query, "", "学校食堂").is_none());
    }

    #[test]
    fn the_subject_counts_more() {
        assert!(check("路灯", "路灯", "").unwrap().score > check("路灯", "", "路灯").unwrap().score);
    }

    #[test]
    fn a_snippet_shows_most_marks_and_never_cuts_a_sign() {
        let text = format!("{}路灯{}路灯路灯", "甲".repeat(100), "乙".repeat(100));
        let found = check("路灯", "", &text).unwrap();
        let snippet = snippet(&text, &found.body);
        assert_eq!(snippet.marks, [found.body[1].clone()].as_slice());
        assert!(text[snippet.part].starts_with("乙乙乙乙乙乙乙乙乙乙路灯路灯"));
        let none = super::snippet("甲乙", &[]);
        assert_eq!((none.part, none.marks.len()), (0..6, 0));
    }

    #[test]
    fn whatever_is_asked_is_answered_in_bounds() {
        let long = "路灯".repeat(100_000);
        for text in ["", "路", "，。", "\u{e000}\u{e000}", "😀👨‍👩‍👧", "\0\0", &long] {
            let found = check(text, text, text);
            let marks = found.map_or_else(Vec::new, |found| found.body);
            let shown = snippet(text, &marks);
            assert!(text.get(shown.part).is_some(), "{text:.9}");
        }
        assert!(check(&long, &long, &long).is_some_and(|found| found.score.is_finite()));
    }

    #[test]
    fn pairs_of_a_query_are_pairs_of_every_text_that_answers() {
        let text = pairs(&script(), "門前路燈，坏了。A3区");
        assert!(Query::read(&script(), "路灯 a3区").unwrap().pairs().is_subset(&text));
    }
}
