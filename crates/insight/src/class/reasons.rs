//! The words that speak for a class: where in the text its grams lie thickest.

use std::ops::Range;

use super::model::Model;
use super::{GRAM_SIGNS_MAX, Text};
use crate::folded::Folded;
use crate::grams;
use crate::number::real;
use crate::script::Script;

/// How many places are shown.
const REASONS_MAX: usize = 3;
/// A reason is a word or a short phrase.
const SIGNS: Range<usize> = 2..7;

/// A place in the text that speaks for a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// It stands in the subject, not in the body.
    pub is_subject: bool,
    /// Bytes of that field.
    pub place: Range<usize>,
}

impl Model {
    /// The places that speak most for a class, the strongest first, each word once; none where nothing does.
    pub fn reasons(&self, script: &Script, text: &Text<'_>, class: usize) -> Vec<Reason> {
        let mut found: Vec<(f32, Vec<char>, Reason)> = Vec::new();
        for (is_subject, field) in [(true, text.subject), (false, text.body)] {
            let folded = Folded::of(script, field);
            for (strength, place) in peaks(&self.voices(folded.signs(), class)) {
                let word = folded.signs()[place.clone()].to_vec();
                found.push((strength, word, Reason { is_subject, place: folded.bytes(&place) }));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut words: Vec<Vec<char>> = Vec::new();
        found.retain(|(_, word, _)| {
            let is_new = !words.contains(word);
            words.push(word.clone());
            is_new
        });
        found.into_iter().take(REASONS_MAX).map(|(_, _, reason)| reason).collect()
    }

    /// For each sign, what the grams over it say for the class, above what they say for the others at best.
    fn voices(&self, signs: &[char], class: usize) -> Vec<f32> {
        let mut voices = vec![0.0; signs.len()];
        grams::each(signs, GRAM_SIGNS_MAX, |key, place| {
            let Some(slot) = self.find(key) else { return };
            let planes = self.row(slot).1;
            let others = planes.iter().enumerate().filter(|(other, _)| *other != class).map(|(_, at)| *at);
            let lead = f32::from(planes[class]) - f32::from(others.max().unwrap_or_default());
            let share = lead / real(place.len());
            voices[place].iter_mut().for_each(|voice| *voice += share);
        });
        voices
    }
}

/// The runs of signs that speak for it, cut to the length of a phrase, with the sum of their voices.
fn peaks(voices: &[f32]) -> Vec<(f32, Range<usize>)> {
    let mut peaks = Vec::new();
    let mut start = 0;
    for run in voices.chunk_by(|a, b| (*a > 0.0) == (*b > 0.0)) {
        if run[0] > 0.0 && run.len() >= SIGNS.start {
            peaks.extend(strongest(run).map(|(sum, place)| (sum, start + place.start..start + place.end)));
        }
        start += run.len();
    }
    peaks
}

/// The window of a run with the strongest voices.
fn strongest(run: &[f32]) -> Option<(f32, Range<usize>)> {
    let length = run.len().min(SIGNS.end - 1);
    let windows = run.windows(length).enumerate().map(|(at, window)| (window.iter().sum(), at..at + length));
    windows.max_by(|a: &(f32, _), b| a.0.total_cmp(&b.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_is_a_run_of_voices_cut_to_a_phrase() {
        assert_eq!(peaks(&[-1.0, 2.0, 1.0, -1.0, 5.0]), [(3.0, 1..3)]);
        let long = [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0.5];
        assert_eq!(peaks(&long), [(11.0, 2..8)]);
        assert!(peaks(&[]).is_empty());
    }
}
