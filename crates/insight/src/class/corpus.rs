//! The samples as counted grams: each gram a number, each text a list of them.

use std::collections::HashMap;

use super::{GRAM_SIGNS_MAX, Sample, Text};
use crate::folded::Folded;
use crate::grams::{self, Key};
use crate::number::real;
use crate::script::Script;

/// A class's name is a text of it, and surely so: as dear as several.
const NAME_DEARNESS: f32 = 3.0;
/// A gram that fewer texts hold teaches nothing about the next.
const TEXTS_MIN: u32 = 2;

/// A gram of a text: its number and how much it is there, one and the logarithm of its count.
pub type Term = (u32, f32);

/// A sample, counted.
#[derive(Debug, Clone)]
pub struct Document {
    /// By number, each gram once.
    pub terms: Vec<Term>,
    /// Index of its label.
    pub label: usize,
    /// How dear it is to have it on the wrong side, against another text.
    pub dearness: f32,
}

/// All samples, counted.
#[derive(Debug)]
pub struct Corpus {
    /// In the order of the samples.
    pub documents: Vec<Document>,
    /// The grams of the subjects alone, of the samples that have a text below it.
    pub subjects: Vec<Option<Vec<Term>>>,
    /// The labels read as texts: what a unit is called is what it is asked about, and all that is known of a rare one.
    pub names: Vec<Document>,
    /// The gram behind each number.
    pub keys: Vec<Key>,
    /// The labels, sorted.
    pub labels: Vec<String>,
}

impl Corpus {
    /// Counts the samples' grams and numbers those that recur.
    pub fn read(script: &Script, samples: &[Sample<'_>]) -> Self {
        let counted: Vec<Vec<(Key, u32)>> = samples.iter().map(|sample| count(script, &sample.text)).collect();
        let mut labels: Vec<String> = samples.iter().map(|sample| sample.label.to_owned()).collect();
        labels.sort_unstable();
        labels.dedup();
        let name_counts: Vec<Vec<(Key, u32)>> =
            labels.iter().map(|label| count(script, &Text { subject: label, body: "" })).collect();
        let keys = recurring(counted.iter().chain(&name_counts));
        let numbers: HashMap<Key, u32> = keys.iter().copied().zip(0..).collect();
        let document = |(counts, sample): (&Vec<(Key, u32)>, &Sample<'_>)| Document {
            terms: terms(counts, &numbers),
            label: labels.iter().position(|label| label == sample.label).unwrap_or_default(),
            dearness: 1.0,
        };
        let documents = counted.iter().zip(samples).map(document).collect();
        let name = |(label, counts): (usize, &Vec<(Key, u32)>)| Document {
            terms: terms(counts, &numbers),
            label,
            dearness: NAME_DEARNESS,
        };
        let subject = |sample: &Sample<'_>| {
            let subject = || terms(&count(script, &Text { body: "", ..sample.text }), &numbers);
            sample.text.is_whole().then(subject)
        };
        let subjects = samples.iter().map(subject).collect();
        let names = name_counts.iter().enumerate().map(name).collect();
        Self { documents, subjects, names, keys, labels }
    }
}

fn count(script: &Script, text: &Text<'_>) -> Vec<(Key, u32)> {
    let mut keys = Vec::new();
    for (field, times) in text.fields() {
        let folded = Folded::of(script, field);
        grams::each(folded.signs(), GRAM_SIGNS_MAX, |key, _| keys.extend((0..times).map(|_| key)));
    }
    keys.sort_unstable();
    let runs = keys.chunk_by(|a, b| a == b);
    runs.filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?))).collect()
}

fn recurring<'a>(counted: impl Iterator<Item = &'a Vec<(Key, u32)>>) -> Vec<Key> {
    let mut texts: HashMap<Key, u32> = HashMap::new();
    for (key, _) in counted.flatten() {
        *texts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<Key> = texts.into_iter().filter(|(_, texts)| *texts >= TEXTS_MIN).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// Keys are numbered in their own order, so that terms come out sorted.
fn terms(counts: &[(Key, u32)], numbers: &HashMap<Key, u32>) -> Vec<Term> {
    let known = counts.iter().filter_map(|(key, count)| Some((*numbers.get(key)?, *count)));
    known.map(|(number, count)| (number, amount(count as usize))).collect()
}

/// How much a gram is there that occurs so often: the tenth time says less than the first.
pub fn amount(count: usize) -> f32 {
    1.0 + real(count.max(1)).ln()
}
