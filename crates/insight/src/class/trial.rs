//! A trial of the whole way, training and reading: every text is judged once, by a model that saw no text of its part.

use super::{Evaluation, Reader, Sample, Text, TrainingError, train};
use crate::grams;
use crate::script::Script;

/// What of a text is asked: all of it, or the subject alone.
pub type Asked = for<'a> fn(&Text<'a>) -> Text<'a>;

/// The outcome of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial<const N: usize> {
    /// The labels, sorted; classes of the evaluations are numbered so.
    pub labels: Vec<String>,
    /// For each way of asking.
    pub evaluations: [Evaluation; N],
}

/// Judges the samples for which `is_judged` says so, in so many parts. Near copies lie in one part. Each text is asked in
/// each of the ways; one of which nothing is left is not judged.
pub fn judge<const N: usize>(
    script: &Script,
    samples: &[Sample<'_>],
    parts: u64,
    is_judged: impl Fn(usize) -> bool,
    asked: [Asked; N],
) -> Result<Trial<N>, TrainingError> {
    let mut labels: Vec<String> = samples.iter().map(|sample| sample.label.to_owned()).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut trial = Trial { evaluations: asked.map(|_| Evaluation::new(labels.len())), labels };
    for held_out in 0..parts {
        let is_held = |sample: &Sample<'_>| part(sample.group, parts) == held_out;
        let judged = samples.iter().enumerate().filter(|(at, sample)| is_held(sample) && is_judged(*at));
        let judged: Vec<&Sample<'_>> = judged.map(|(_, sample)| sample).collect();
        if !judged.is_empty() {
            let learned: Vec<Sample<'_>> = samples.iter().filter(|sample| !is_held(sample)).copied().collect();
            trial.judge_part(script, &learned, &judged, asked)?;
        }
    }
    Ok(trial)
}

/// Another drawing than the one by which a model judges itself, so that the parts do not coincide.
fn part(group: &str, parts: u64) -> u64 {
    (grams::key(group.chars()) >> 20) % parts.max(1)
}

impl<const N: usize> Trial<N> {
    fn judge_part(
        &mut self,
        script: &Script,
        learned: &[Sample<'_>],
        judged: &[&Sample<'_>],
        asked: [Asked; N],
    ) -> Result<(), TrainingError> {
        let model = train(script, learned)?;
        let number = |label: &String| self.labels.binary_search(label).unwrap_or(self.labels.len());
        let numbers: Vec<usize> = model.labels().iter().map(number).collect();
        let mut reader = Reader::new(script, &model);
        for sample in judged {
            let right = number(&sample.label.to_owned());
            for (ask, evaluation) in asked.iter().zip(&mut self.evaluations) {
                let text = ask(&sample.text);
                let mut reading = reader.read(&model, &text);
                reading.likely.iter_mut().for_each(|likely| likely.class = numbers[likely.class]);
                if text.subject.len() + text.body.len() > 0 {
                    evaluation.count(&reading, right);
                }
            }
        }
        Ok(())
    }
}
