//! What a text is known by: its few most telling grams, weighed by how rare they are in what has been read so far. Topics,
//! likeness and the ranking of finds stand on it.

use std::ops::RangeInclusive;

use crate::folded::Folded;
use crate::grams::{self, Key};
use crate::number::real;
use crate::script::Script;

/// Counts are kept in this many cells; two grams that share one are taken for somewhat commoner than they are.
const CELLS: usize = 1 << 21;
/// A single character tells little; three together are a word or a piece of a name.
const SIGNS: RangeInclusive<usize> = 2..=3;
/// How much more a gram counts that stands in the subject; measured between 3 and 14.
const SUBJECT_FACTOR: f32 = 12.0;
/// A gram that no other text has shown yet may be a name that later ones share, or noise.
const LONE_FACTOR: f32 = 0.5;
/// The rarest grams are held for no rarer than this many texts: the very rarest are accidents of writing.
const SMOOTHING: f32 = 4.0;
/// How many grams a text is known by.
pub const WORDS_MAX: usize = 48;
/// In how many texts of thousand a gram may stand before it tells nothing.
const COMMON_PER_MILLE: u32 = 60;
/// Until so many texts are read, it is reckoned as if they were: of ten texts nobody can say what is common.
const TEXTS_MIN: u32 = 1_000;

/// A gram as 32 bits, and how much it tells.
pub type Word = (u32, f32);

/// How common each gram is in the office's texts; grows with every text read.
#[derive(Debug, Clone)]
pub struct Commonness {
    cells: Vec<u32>,
    texts: u32,
}

impl Default for Commonness {
    fn default() -> Self {
        Self { cells: vec![0; CELLS], texts: 0 }
    }
}

impl Commonness {
    /// Counts a text's grams, each once.
    pub fn count(&mut self, script: &Script, subject: &str, body: &str) {
        for (word, _) in counts(script, subject, body) {
            let cell = &mut self.cells[cell(word)];
            *cell = cell.saturating_add(1);
        }
        self.texts = self.texts.saturating_add(1);
    }

    /// How much a gram tells: nothing where it is everywhere, the more the rarer it is.
    pub fn rarity(&self, word: u32) -> f32 {
        let with = self.cells[cell(word)];
        let texts = self.texts.max(TEXTS_MIN);
        if u64::from(with) * 1_000 > u64::from(texts) * u64::from(COMMON_PER_MILLE) {
            return 0.0;
        }
        ((1.0 + real(texts as usize)) / (SMOOTHING + real(with as usize))).ln()
    }

    /// The words a text is known by, as a line of length 1, sorted by gram; empty where nothing tells.
    pub fn words(&self, script: &Script, subject: &str, body: &str) -> Vec<Word> {
        let counted = counts(script, subject, body);
        let mut words: Vec<Word> = counted.into_iter().map(|(word, count)| (word, self.weight(word, count))).collect();
        words.retain(|(_, weight)| *weight > 0.0);
        keep_strongest(&mut words, WORDS_MAX);
        words
    }

    fn weight(&self, word: u32, count: f32) -> f32 {
        let is_lone = self.cells[cell(word)] < 2;
        (1.0 + count.ln()) * self.rarity(word) * if is_lone { LONE_FACTOR } else { 1.0 }
    }
}

/// Drops all but the strongest words and makes the line's length 1.
pub fn keep_strongest(words: &mut Vec<Word>, count_max: usize) {
    if words.len() > count_max {
        words.select_nth_unstable_by(count_max, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(count_max);
        words.sort_unstable_by_key(|(word, _)| *word);
    }
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in words {
            *weight /= length;
        }
    }
}

/// How much two lines of words have in common, from 0 to 1.
pub fn cosine(a: &[Word], b: &[Word]) -> f32 {
    let (mut a, mut b, mut sum) = (a.iter().peekable(), b.iter().peekable(), 0.0);
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.0.cmp(&right.0) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                sum += left.1 * right.1;
                a.next();
                b.next();
            }
        }
    }
    sum
}

/// The text's grams with their counts, those of the subject counted more; each once, sorted.
pub fn counts(script: &Script, subject: &str, body: &str) -> Vec<Word> {
    counted(script, SIGNS, [(subject, SUBJECT_FACTOR), (body, 1.0)])
}

/// The grams of so many signs with their counts, each text's as often as is said beside it; each gram once, sorted.
pub(crate) fn counted<const N: usize>(
    script: &Script,
    signs: RangeInclusive<usize>,
    texts: [(&str, f32); N],
) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (text, factor) in texts {
        grams::each(Folded::of(script, text).signs(), *signs.end(), |key, place| {
            if signs.contains(&place.len()) {
                words.push((short(key), factor));
            }
        });
    }
    words.sort_unstable_by_key(|(word, _)| *word);
    add_doubles(&mut words);
    words
}

/// Of a sorted line with words twice, one with each once and their sum.
pub fn add_doubles(words: &mut Vec<Word>) {
    words.dedup_by(|later, first| {
        let is_same = later.0 == first.0;
        first.1 += if is_same { later.1 } else { 0.0 };
        is_same
    });
}

/// The upper half of a key, which is mixed best.
pub(crate) const fn short(key: Key) -> u32 {
    (key >> 32) as u32
}

const fn cell(word: u32) -> usize {
    word as usize % CELLS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_share_and_others_lack_makes_them_alike() {
        let script = Script::parse("").unwrap();
        let texts = ["幸福小区路灯坏了", "幸福小区的路灯没人修", "学校食堂的饭菜", "公交车总是晚点", "医院排队太久"];
        let mut common = Commonness::default();
        for text in texts {
            common.count(&script, "", text);
        }
        let words: Vec<Vec<Word>> = texts.iter().map(|text| common.words(&script, "", text)).collect();
        assert!(cosine(&words[0], &words[1]) > 0.3);
        assert!(cosine(&words[0], &words[2]) < 0.01);
        assert!((cosine(&words[0], &words[0]) - 1.0).abs() < 1e-5);
        assert!(common.words(&script, "", "，。").is_empty());
    }
}
