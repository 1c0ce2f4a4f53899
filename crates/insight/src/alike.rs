//! The same matter: which earlier texts a new one is like, and by what. What the text, the place, the unit and the day say is
//! told apart, never mixed into one number: a person decides, and must see why.

use std::ops::Range;

use crate::folded::Folded;
use crate::grams;
use crate::postings::Postings;
use crate::script::Script;
use crate::words::{Commonness, Word, cosine, keep_strongest, short};

/// How many earlier texts are compared.
const NEAR_MAX: usize = 40;
/// Texts that resemble each other this much are most likely one matter: nine in ten of the first proposals were right where it
/// was measured.
pub const SAME_MATTER: f32 = 0.392;
/// Shared words shown.
const SHARED_MAX: usize = 5;
/// After so many days two events share half of what they shared on one day.
const EVENT_HALF_LIFE_DAYS: f32 = 30.0;

/// What is known of a matter beside its text; what is unknown says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstance<'a> {
    /// Code of the place, from the largest division to the smallest, two digits a level.
    pub place: Option<&'a str>,
    /// The responsible unit.
    pub unit: Option<u64>,
    /// The day it happened, counted in days from any one day.
    pub event_day: Option<i32>,
}

/// How alike two matters are, each from 0 to 1; none where one side does not know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// By what is written.
    pub text: f32,
    /// By place: the share of levels of the longer code that agree.
    pub place: Option<f32>,
    /// By unit: 1 or 0.
    pub unit: Option<f32>,
    /// By the day of the event: halves every thirty days.
    pub event: Option<f32>,
}

impl Likeness {
    /// Compares two matters.
    pub fn of(words: (&[Word], &[Word]), circumstances: (&Circumstance<'_>, &Circumstance<'_>)) -> Self {
        let (a, b) = circumstances;
        Self {
            text: cosine(words.0, words.1),
            place: a.place.zip(b.place).map(|(a, b)| places(a, b)),
            unit: a.unit.zip(b.unit).map(|(a, b)| if a == b { 1.0 } else { 0.0 }),
            event: a.event_day.zip(b.event_day).map(|(a, b)| days(a.abs_diff(b))),
        }
    }
}

/// Levels of two digits.
fn places(a: &str, b: &str) -> f32 {
    let levels = |code: &str| code.as_bytes().chunks(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (a, b) = (levels(a), levels(b));
    let shared = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    crate::number::real(shared) / crate::number::real(a.len().max(b.len()).max(1))
}

#[expect(clippy::cast_precision_loss, reason = "beyond 2^24 days nothing is left to halve")]
fn days(apart: u32) -> f32 {
    (-(apart as f32) / EVENT_HALF_LIFE_DAYS).exp2()
}

/// The earlier texts, by number, for comparison with new ones.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    common: Commonness,
    postings: Postings,
    words: Vec<Vec<Word>>,
}

impl Earlier {
    /// Takes a text in; gives its number, counted from 0.
    pub fn take(&mut self, script: &Script, subject: &str, body: &str) -> usize {
        self.common.count(script, subject, body);
        let words = self.common.words(script, subject, body);
        let number = self.words.len();
        if let Ok(number) = u32::try_from(number) {
            self.postings.note(&words, number);
        }
        self.words.push(words);
        number
    }

    /// The words a new text would be known by.
    pub fn words(&self, script: &Script, subject: &str, body: &str) -> Vec<Word> {
        self.common.words(script, subject, body)
    }

    /// How common words are among the earlier texts.
    pub const fn common(&self) -> &Commonness {
        &self.common
    }

    /// The words an earlier text is known by.
    pub fn words_of(&self, number: usize) -> &[Word] {
        self.words.get(number).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the earlier texts most like these words, the likest first, with their likeness.
    pub fn alike(&self, words: &[Word], count_max: usize) -> Vec<(usize, f32)> {
        let near = self.postings.near(words, NEAR_MAX).into_iter().map(|number| number as usize);
        let mut alike: Vec<(usize, f32)> = near.map(|number| (number, cosine(words, self.words_of(number)))).collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1));
        alike.truncate(count_max);
        alike
    }
}

/// How much two texts say the same, from 0 to 1, by all their grams (`counts`) weighed by rarity: the few words a text is known
/// by bring the candidates, all of them tell one cause from another that shares a place or a subject.
pub fn resemblance(common: &Commonness, a: &[Word], b: &[Word]) -> f32 {
    cosine(&weighed(common, a), &weighed(common, b))
}

fn weighed(common: &Commonness, counts: &[Word]) -> Vec<Word> {
    let weighed = counts.iter().map(|(word, count)| (*word, (1.0 + count.ln()) * common.rarity(*word)));
    let mut words: Vec<Word> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
    keep_strongest(&mut words, counts.len());
    words
}

/// The places in a text of the words that another is also known by, the most telling first: what a person sees as the reason.
pub fn shared(script: &Script, text: &str, words: &[Word], others: &[Word]) -> Vec<Range<usize>> {
    let folded = Folded::of(script, text);
    let weight = |list: &[Word], word| list.binary_search_by_key(&word, |(word, _)| *word).ok().map(|at| list[at].1);
    let mut marks = vec![0.0_f32; folded.signs().len()];
    grams::each(folded.signs(), 3, |key, place| {
        let both = weight(words, short(key)).zip(weight(others, short(key)));
        if let Some((a, b)) = both {
            marks[place].iter_mut().for_each(|mark| *mark = mark.max(a * b));
        }
    });
    let mut runs: Vec<(f32, Range<usize>)> = Vec::new();
    let mut start = 0;
    for run in marks.chunk_by(|a, b| (*a > 0.0) == (*b > 0.0)) {
        if run[0] > 0.0 {
            runs.push((run.iter().sum(), start..start + run.len()));
        }
        start += run.len();
    }
    runs.sort_by(|a, b| b.0.total_cmp(&a.0));
    runs.iter().take(SHARED_MAX).map(|(_, signs)| folded.bytes(signs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_unit_and_day_are_told_apart_from_the_text() {
        let here = Circumstance { place: Some("430102"), unit: Some(3), event_day: Some(100) };
        let near = Circumstance { place: Some("430103"), unit: Some(3), event_day: Some(130) };
        let likeness = Likeness::of((&[], &[]), (&here, &near));
        assert_eq!((likeness.text, likeness.unit, likeness.event), (0.0, Some(1.0), Some(0.5)));
        assert!(likeness.place.is_some_and(|place| (place - 2.0 / 3.0).abs() < 1e-6));
        assert_eq!(Likeness::of((&[], &[]), (&here, &Circumstance::default())).place, None);
    }

    #[test]
    fn an_earlier_text_on_the_same_matter_is_found_with_its_words() {
        let script = Script::parse("燈 灯\n").unwrap();
        let mut earlier = Earlier::default();
        let texts = ["春风里三栋路灯坏了", "学校食堂饭菜差", "公交车晚点", "医院排队太久", "河水发臭"];
        for text in texts {
            earlier.take(&script, text, "");
        }
        let new = "春风里三栋的路燈";
        let words = earlier.words(&script, new, "");
        let alike = earlier.alike(&words, 5);
        assert_eq!(alike[0].0, 0);
        let places = shared(&script, new, &words, earlier.words_of(0));
        assert!(places.iter().any(|place| new[place.clone()].contains("春风里三栋")), "{places:?}");
        assert_eq!(earlier.words_of(99), &[]);
    }
}
