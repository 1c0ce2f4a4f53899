//! A second look: what the margins of all classes together say for each. The planes are learned one by one; where two classes
//! are easily taken for each other, how far both margins stand out tells more than which is greater.

use super::calibration::softmax;
use super::unseen::Unseen;
use crate::number::real;

/// With more classes there are too few texts for what each margin says of each class, and the time grows with the square.
const CLASSES_MAX: usize = 16;
/// Margins times this are where the search begins, and what it is pulled back to: the planes' own order.
const START: f32 = 4.0;
/// How strongly it is pulled back; from a third to three times of this the result is nearly flat.
const PULL: f32 = 0.01;
/// Steps of the search, each over all texts; the last of them no longer move anything.
const STEPS: u16 = 150;
/// Length of the first step, and how much of the slopes so far, and of their squares, each step keeps (Kingma and Ba 2015).
const PACE: f32 = 0.05;
const KEEP: (f32, f32) = (0.9, 0.99);

/// For each class one number per margin and one alone; empty where margins stay as they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    weights: Vec<f32>,
}

impl Layer {
    /// Learns by logistic regression what margins say; none where there are too many classes.
    pub fn of(unseen: &[&Unseen], classes: usize) -> Self {
        if classes > CLASSES_MAX || unseen.is_empty() {
            return Self::default();
        }
        let width = classes + 1;
        let start: Vec<f32> =
            (0..classes * width).map(|at| if at / width == at % width { START } else { 0.0 }).collect();
        let mut layer = Self { weights: start.clone() };
        let mut search = Search { slope: vec![0.0; start.len()], square: vec![0.0; start.len()] };
        for step in 0..STEPS {
            let mut slopes = layer.slopes(unseen, classes);
            let pulls = layer.weights.iter().zip(&start).map(|(now, start)| PULL * (now - start));
            slopes.iter_mut().zip(pulls).for_each(|(slope, pull)| *slope += pull);
            search.go(step, &slopes, &mut layer.weights);
        }
        layer
    }

    /// The layer of these numbers, where they are as many as so many classes need.
    pub(super) fn parse(weights: Vec<f32>, classes: usize) -> Option<Self> {
        let is_sized = weights.is_empty() || weights.len() == classes * (classes + 1);
        (is_sized && weights.iter().all(|weight| weight.is_finite())).then_some(Self { weights })
    }

    /// Its numbers.
    pub(super) fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Puts what they say together in the place of the margins.
    pub fn apply(&self, margins: &mut [f32]) {
        let seen = margins.to_vec();
        for (margin, weights) in margins.iter_mut().zip(self.weights.chunks(seen.len() + 1)) {
            let alone = weights.last().copied().unwrap_or_default();
            *margin = alone + seen.iter().zip(weights).map(|(seen, weight)| seen * weight).sum::<f32>();
        }
    }

    /// How the surprise at the right classes grows with each number, as the mean over the texts.
    fn slopes(&self, unseen: &[&Unseen], classes: usize) -> Vec<f32> {
        let mut slopes = vec![0.0; self.weights.len()];
        let share = 1.0 / real(unseen.len());
        for text in unseen {
            let mut errors = text.margins.clone();
            self.apply(&mut errors);
            softmax(&mut errors, 1.0);
            errors[text.label] -= 1.0;
            for (slopes, error) in slopes.chunks_mut(classes + 1).zip(&errors) {
                let of = text.margins.iter().chain(&[1.0]);
                slopes.iter_mut().zip(of).for_each(|(slope, margin)| *slope += error * margin * share);
            }
        }
        slopes
    }
}

/// Where the search comes from.
struct Search {
    slope: Vec<f32>,
    square: Vec<f32>,
}

impl Search {
    /// A step against the slopes, shorter with each step.
    fn go(&mut self, step: u16, slopes: &[f32], weights: &mut [f32]) {
        let pace = PACE * (1.0 - f32::from(step) / f32::from(STEPS));
        let known = (1.0 - KEEP.0.powi(i32::from(step) + 1), 1.0 - KEEP.1.powi(i32::from(step) + 1));
        for (((weight, now), slope), square) in
            weights.iter_mut().zip(slopes).zip(&mut self.slope).zip(&mut self.square)
        {
            *slope = KEEP.0 * *slope + (1.0 - KEEP.0) * now;
            *square = KEEP.1 * *square + (1.0 - KEEP.1) * now * now;
            *weight -= pace * (*slope / known.0) / ((*square / known.1).sqrt() + 1e-6);
        }
    }
}
