//! Training: count, judge on held-out parts, learn from all, pack.

use thiserror::Error;

use super::Sample;
use super::corpus::{Corpus, Document};
use super::fit::{CONTRASTS, Fit};
use super::model::{CLASSES_MAX, Model};
use super::unseen::{Judge, Unseen, macro_f1};
use crate::grams;
use crate::script::Script;

/// Of more samples the last are learned from: time and memory are bounded, and what an office decided lately counts.
pub const SAMPLES_MAX: usize = 20_000;
/// Parts that are held out in turn to learn how far the model can be trusted.
const PARTS: u64 = 5;

/// Macro-F1 by which strong contrast must be better than mild before it is taken: it costs texts of few words as much as it
/// can gain by accident.
const STRONG_GAIN: f64 = 0.005;

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
    let [mild, strong] = CONTRASTS.map(|contrast| Trial::of(&corpus, &parts, contrast));
    let trial = if strong.f1() > mild.f1() + STRONG_GAIN { strong } else { mild };
    let fit = fit(&corpus, |_| true, trial.contrast);
    Ok(Model::pack(&corpus, &fit, trial.judges()))
}

/// What was found of the samples while their parts were held out.
struct Trial {
    contrast: f32,
    classes: usize,
    /// All of each text.
    whole: Vec<Unseen>,
    /// The subject alone, of texts that have more.
    subject: Vec<Unseen>,
}

impl Trial {
    fn of(corpus: &Corpus, parts: &[u64], contrast: f32) -> Self {
        let mut trial = Self { contrast, classes: corpus.labels.len(), whole: Vec::new(), subject: Vec::new() };
        for held_out in 0..PARTS {
            let fit = fit(corpus, |at| parts[at] != held_out, contrast);
            for (at, document) in corpus.documents.iter().enumerate().filter(|(at, _)| parts[*at] == held_out) {
                let unseen = |terms| Unseen { margins: fit.margins(terms), label: document.label, part: held_out };
                trial.whole.push(unseen(&document.terms));
                trial.subject.extend(corpus.subjects[at].as_deref().map(unseen));
            }
        }
        trial
    }

    fn f1(&self) -> f64 {
        macro_f1(&self.whole, self.classes)
    }

    /// For whole texts, and for subjects alone; where no sample shows what these do, they are judged as whole texts are.
    fn judges(&self) -> [Judge; 2] {
        let whole = Judge::of(&self.whole, self.classes);
        let subject = if self.subject.is_empty() { whole.clone() } else { Judge::of(&self.subject, self.classes) };
        [whole, subject]
    }
}

/// Learns from some of the samples, and from the names of all classes.
fn fit(corpus: &Corpus, is_learned: impl Fn(usize) -> bool, contrast: f32) -> Fit {
    let learned = corpus.documents.iter().enumerate().filter(|(at, _)| is_learned(*at)).map(|(_, document)| document);
    let documents: Vec<&Document> = learned.chain(&corpus.names).collect();
    Fit::of(&documents, corpus.keys.len(), corpus.labels.len(), contrast)
}

fn part(group: &str) -> u64 {
    (grams::key(group.chars()) >> 32) % PARTS
}
