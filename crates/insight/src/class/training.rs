//! Training: count, judge on held-out parts, learn from all, pack.

use thiserror::Error;

use super::Sample;
use super::calibration::Calibration;
use super::corpus::{Corpus, Document};
use super::fit::Fit;
use super::model::{CLASSES_MAX, Model};
use crate::grams;
use crate::script::Script;

/// Of more samples the last are learned from: time and memory are bounded, and what an office decided lately counts.
pub const SAMPLES_MAX: usize = 20_000;
/// Parts that are held out in turn to learn how far the model can be trusted.
const PARTS: u64 = 5;

/// Why nothing can be learned.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TrainingError {
    /// Fewer than two classes.
    #[error("the samples show fewer than two classes: there is nothing to tell apart")]
    OneClass,
    /// More classes than [`CLASSES_MAX`]: most likely the column of labels is another one.
    #[error("the samples show {0} classes, more than {CLASSES_MAX}: is this the column of what was decided?")]
    ManyClasses(usize),
    /// No gram occurs twice.
    #[error("no two samples share a word: there is nothing to learn")]
    NothingShared,
}

/// Learns a model from samples, the newest last; the same samples give the same model.
pub fn train(script: &Script, samples: &[Sample<'_>]) -> Result<Model, TrainingError> {
    let samples = &samples[samples.len().saturating_sub(SAMPLES_MAX)..];
    let corpus = Corpus::read(script, samples);
    if corpus.labels.len() < 2 {
        return Err(TrainingError::OneClass);
    }
    if corpus.labels.len() > CLASSES_MAX {
        return Err(TrainingError::ManyClasses(corpus.labels.len()));
    }
    if corpus.keys.is_empty() {
        return Err(TrainingError::NothingShared);
    }
    let parts: Vec<u64> = samples.iter().map(|sample| part(sample.group)).collect();
    let unseen: Vec<(Vec<f32>, usize)> = (0..PARTS).flat_map(|held_out| judge(&corpus, &parts, held_out)).collect();
    let fit = fit(&corpus, |_| true);
    Ok(Model::pack(&corpus, &fit, Calibration::of(&unseen)))
}

/// Margins of one part's texts by what the others teach.
fn judge(corpus: &Corpus, parts: &[u64], held_out: u64) -> Vec<(Vec<f32>, usize)> {
    let fit = fit(corpus, |at| parts[at] != held_out);
    let held = corpus.documents.iter().zip(parts).filter(|(_, part)| **part == held_out);
    held.map(|(document, _)| (fit.margins(&document.terms), document.label)).collect()
}

fn fit(corpus: &Corpus, is_learned: impl Fn(usize) -> bool) -> Fit {
    let documents: Vec<&Document> =
        corpus.documents.iter().enumerate().filter(|(at, _)| is_learned(*at)).map(|(_, document)| document).collect();
    Fit::of(&documents, corpus.keys.len(), corpus.labels.len())
}

fn part(group: &str) -> u64 {
    (grams::key(group.chars()) >> 32) % PARTS
}
