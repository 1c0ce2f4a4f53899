//! The fitting: a plane for each class that holds its texts on one side, by support vectors with squared hinge loss, solved
//! in the dual, one coordinate at a time (Hsieh et al. 2008); all classes in one pass over a text's grams.
//!
//! Grams are weighed first: rare ones more, and those more whose share differs between a class and the rest (after Wang
//! and Manning 2012); what says nothing about any class, greetings and names of places, loses its voice by itself.

use super::corpus::{Document, Term};
use crate::chance::Chance;
use crate::number::real;

/// How dear a text on the wrong side is; measured between a third and three, where the result is nearly flat.
const COST: f32 = 2.0;
/// A text of a rare class is dearer to its own plane, by the root of how much rarer than the mean it is, within these bounds;
/// none and the whole instead of the root are worse.
const BALANCE_POWER: f32 = 0.5;
const BALANCE: (f32, f32) = (0.2, 20.0);
/// Passes over the texts; from eight on the result no longer moves.
const PASSES: usize = 10;
/// How far the difference between classes shapes a gram's weight, from 0, not at all, to 1, fully. Few large classes want less
/// than many small ones, so that both are tried.
pub const CONTRASTS: [f32; 2] = [0.5, 1.0];
/// Added to counts, so that a gram seen once does not prove anything.
const SMOOTHING: f32 = 0.5;

/// What was learned.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Weight of each gram; 0 where it is too rare among the texts learned from.
    pub weights: Vec<f32>,
    /// For each gram one number per class.
    pub planes: Vec<f32>,
    /// How many classes.
    pub classes: usize,
}

impl Fit {
    /// Learns from documents whose grams are numbered below `grams`.
    pub fn of(documents: &[&Document], grams: usize, classes: usize, contrast: f32) -> Self {
        let counts = Counts::of(documents, grams, classes);
        let mut fit = Self { weights: counts.weights(contrast), planes: vec![0.0; grams * classes], classes };
        let text = |document: &&Document| Learned {
            row: fit.row(&document.terms),
            label: document.label,
            gives: [give(COST * document.dearness), give(COST * document.dearness * counts.balance(document.label))],
        };
        let texts: Vec<Learned> = documents.iter().map(text).collect();
        Solver { duals: vec![0.0; texts.len() * classes], margins: vec![0.0; classes], texts }.solve(&mut fit);
        fit
    }

    /// How far the text stands on each class's side.
    pub fn margins(&self, terms: &[Term]) -> Vec<f32> {
        let mut margins = vec![0.0; self.classes];
        self.add_margins(&self.row(terms), &mut margins);
        margins
    }

    /// A text's grams weighed, as a line of length 1.
    fn row(&self, terms: &[Term]) -> Vec<Term> {
        let weight = |number: u32| self.weights.get(number as usize).copied().unwrap_or_default();
        let weighed = terms.iter().map(|(number, amount)| (*number, amount * weight(*number)));
        let mut row: Vec<Term> = weighed.filter(|(_, value)| *value > 0.0).collect();
        let length = row.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        for (_, value) in &mut row {
            *value /= length;
        }
        row
    }

    fn add_margins(&self, row: &[Term], margins: &mut [f32]) {
        for (number, value) in row {
            let from = *number as usize * self.classes;
            let plane = &self.planes[from..from + self.classes];
            margins.iter_mut().zip(plane).for_each(|(margin, at)| *margin += at * value);
        }
    }
}

/// By how much a dual softens its own condition: the squared hinge.
fn give(cost: f32) -> f32 {
    0.5 / cost
}

/// A text as the solver sees it.
struct Learned {
    row: Vec<Term>,
    label: usize,
    /// For the planes of other classes, and for its own.
    gives: [f32; 2],
}

struct Solver {
    texts: Vec<Learned>,
    duals: Vec<f32>,
    margins: Vec<f32>,
}

impl Solver {
    fn solve(mut self, fit: &mut Fit) {
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        let mut chance = Chance::new(1);
        for _ in 0..PASSES {
            chance.shuffle(&mut order);
            for text in &order {
                self.step(*text, fit);
            }
        }
    }

    /// Moves one text's coordinate to its best for every class.
    fn step(&mut self, text: usize, fit: &mut Fit) {
        let Self { texts, duals, margins } = self;
        let Learned { row, label, gives } = &texts[text];
        margins.fill(0.0);
        fit.add_margins(row, margins);
        let duals = &mut duals[text * fit.classes..][..fit.classes];
        for (class, (margin, dual)) in margins.iter_mut().zip(duals).enumerate() {
            let is_own = class == *label;
            let (side, give) = (if is_own { 1.0 } else { -1.0 }, gives[usize::from(is_own)]);
            let slope = side * *margin - 1.0 + *dual * give;
            let moved = (*dual - slope / (1.0 + give)).max(0.0);
            *margin = (moved - *dual) * side;
            *dual = moved;
        }
        if margins.iter().any(|step| *step != 0.0) {
            add(row, margins, fit);
        }
    }
}

fn add(row: &[Term], steps: &[f32], fit: &mut Fit) {
    for (number, value) in row {
        let from = *number as usize * fit.classes;
        let plane = &mut fit.planes[from..from + fit.classes];
        plane.iter_mut().zip(steps).for_each(|(at, step)| *at += step * value);
    }
}

/// How many texts there are, of each class and with each gram.
struct Counts {
    all: f32,
    texts_of: Vec<f32>,
    /// For each gram one number per class.
    texts_with: Vec<f32>,
}

impl Counts {
    fn of(documents: &[&Document], grams: usize, classes: usize) -> Self {
        let (mut texts_of, mut texts_with) = (vec![0.0; classes], vec![0.0_f32; grams * classes]);
        for document in documents {
            texts_of[document.label] += 1.0;
            for (number, _) in &document.terms {
                texts_with[*number as usize * classes + document.label] += 1.0;
            }
        }
        Self { all: real(documents.len()), texts_of, texts_with }
    }

    fn weights(&self, contrast: f32) -> Vec<f32> {
        let grams = self.texts_with.chunks(self.texts_of.len().max(1));
        grams.map(|with| weight(with, &self.texts_of, self.all, contrast)).collect()
    }

    /// How much dearer a text of this class is than of one of mean size.
    fn balance(&self, class: usize) -> f32 {
        let mean = self.all / real(self.texts_of.len());
        (mean / self.texts_of[class].max(1.0)).powf(BALANCE_POWER).clamp(BALANCE.0, BALANCE.1)
    }
}

fn weight(with: &[f32], texts_of: &[f32], all: f32, power: f32) -> f32 {
    let texts: f32 = with.iter().sum();
    if texts < 2.0 {
        return 0.0;
    }
    let rarity = ((1.0 + all) / (1.0 + texts)).ln() + 1.0;
    let contrast = |(with, of): (&f32, &f32)| {
        let inside = (with + SMOOTHING) / (of + 2.0 * SMOOTHING);
        let outside = (texts - with + SMOOTHING) / (all - of + 2.0 * SMOOTHING);
        (inside / outside).ln().abs()
    };
    let strongest = with.iter().zip(texts_of).map(contrast).fold(0.0, f32::max);
    rarity * strongest.powf(power)
}
