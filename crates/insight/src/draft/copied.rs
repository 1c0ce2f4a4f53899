//! How much of a text stands word for word in another, whatever was done to its punctuation.

use std::collections::HashSet;

use crate::folded::Folded;
use crate::grams;
use crate::script::{BREAK, Script};

/// So many signs in a row are no accident.
const RUN: usize = 8;

/// All letters and ideographs of some texts in a row.
pub fn letters<'a>(script: &Script, texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let folded = texts.into_iter().map(|text| Folded::of(script, text));
    folded.flat_map(|folded| folded.signs().iter().copied().filter(|sign| *sign != BREAK).collect::<Vec<_>>()).collect()
}

/// The share of the first that lies in runs of the second, from 0 to 1; 0 for less than a run.
pub fn share(own: &[char], other: &[char]) -> f32 {
    let key = |run: &[char]| grams::key(run.iter().copied());
    let runs: HashSet<u64> = other.windows(RUN).map(key).collect();
    let mut covered = 0;
    let mut end = 0;
    for (start, run) in own.windows(RUN).enumerate() {
        if runs.contains(&key(run)) {
            covered += start + RUN - end.max(start);
            end = start + RUN;
        }
    }
    crate::number::real(covered) / crate::number::real(own.len().max(1))
}
