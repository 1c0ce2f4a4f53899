//! How good proposals were: what an evaluation prints.

use super::reader::Reading;
use crate::number::wide;

/// Bins of probability in which promise and truth are compared.
const BINS: usize = 10;

/// Counts over texts whose class is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    classes: usize,
    /// Row: right class; column: proposed; the last column: nothing proposed.
    confusion: Vec<usize>,
    right_in_three: usize,
    /// Sure ones, and how many of them were right.
    sure: (usize, usize),
    /// Per bin: texts, right ones, sum of promised probability in thousandths.
    bins: [(usize, usize, usize); BINS],
}

impl Evaluation {
    /// An empty count over so many classes.
    pub fn new(classes: usize) -> Self {
        let confusion = vec![0; classes * (classes + 1)];
        Self { classes, confusion, right_in_three: 0, sure: (0, 0), bins: [(0, 0, 0); BINS] }
    }

    /// Counts one proposal against the right class.
    pub fn count(&mut self, reading: &Reading, right: usize) {
        let first = reading.likely.first();
        let proposed = first.map_or(self.classes, |first| first.class);
        let is_right = proposed == right;
        self.confusion[right * (self.classes + 1) + proposed] += 1;
        self.right_in_three += usize::from(reading.likely.iter().any(|likely| likely.class == right));
        self.sure.0 += usize::from(reading.is_sure);
        self.sure.1 += usize::from(reading.is_sure && is_right);
        let thousandths = first.map_or(0, |first| thousandths(first.share));
        let bin = &mut self.bins[(thousandths * BINS / 1_000).min(BINS - 1)];
        *bin = (bin.0 + 1, bin.1 + usize::from(is_right), bin.2 + thousandths);
    }

    /// Texts counted.
    pub fn texts(&self) -> usize {
        self.confusion.iter().sum()
    }

    /// How many of the right class `right` were proposed as `proposed`; `proposed` may be the count of classes: nothing.
    pub fn confused(&self, right: usize, proposed: usize) -> usize {
        self.confusion.get(right * (self.classes + 1) + proposed).copied().unwrap_or_default()
    }

    /// Share of first proposals that were right.
    pub fn accuracy(&self) -> f64 {
        share((0..self.classes).map(|class| self.confused(class, class)).sum(), self.texts())
    }

    /// Share of texts whose class was among the three.
    pub fn top_three(&self) -> f64 {
        share(self.right_in_three, self.texts())
    }

    /// Mean over the classes that occur of the harmonic mean of precision and recall.
    pub fn macro_f1(&self) -> f64 {
        self.macro_f1_from(1)
    }

    /// The same over classes with at least so many texts.
    pub fn macro_f1_from(&self, texts_min: usize) -> f64 {
        let occurring = (0..self.classes).filter(|class| self.texts_of(*class) >= texts_min.max(1));
        let (sum, count) = occurring.fold((0.0, 0), |(sum, count), class| (sum + self.f1(class), count + 1));
        if count == 0 { 0.0 } else { sum / wide(count) }
    }

    fn f1(&self, class: usize) -> f64 {
        share(2 * self.confused(class, class), self.texts_of(class) + self.proposed_as(class))
    }

    /// Texts of a class, and of them, of what was proposed as it, and of both together the share that was right: count, recall,
    /// precision, F1.
    pub fn of_class(&self, class: usize) -> (usize, f64, f64, f64) {
        let (right, texts) = (self.confused(class, class), self.texts_of(class));
        (texts, share(right, texts), share(right, self.proposed_as(class)), self.f1(class))
    }

    fn texts_of(&self, class: usize) -> usize {
        (0..=self.classes).map(|proposed| self.confused(class, proposed)).sum()
    }

    fn proposed_as(&self, class: usize) -> usize {
        (0..self.classes).map(|right| self.confused(right, class)).sum()
    }

    /// Share of texts that were sure, and of them the share that was right.
    pub fn sure(&self) -> (f64, f64) {
        (share(self.sure.0, self.texts()), share(self.sure.1, self.sure.0))
    }

    /// How far promise and truth lie apart, over the bins by their texts: the expected calibration error.
    pub fn calibration_error(&self) -> f64 {
        let apart = |(texts, right, promised): &(usize, usize, usize)| {
            (share(*right, *texts) - share(*promised, *texts * 1_000)).abs() * wide(*texts)
        };
        self.bins.iter().map(apart).sum::<f64>() / wide(self.texts().max(1))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability, clamped")]
fn thousandths(share: f32) -> usize {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as usize
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { wide(part) / wide(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::Likely;

    fn reading(class: usize, share: f32) -> Reading {
        Reading { likely: vec![Likely { class, share }], is_sure: share > 0.9 }
    }

    #[test]
    fn figures_follow_their_definitions() {
        let mut evaluation = Evaluation::new(3);
        for (class, share, right) in [(0, 0.95, 0), (0, 0.95, 0), (1, 0.55, 0), (1, 0.55, 1)] {
            evaluation.count(&reading(class, share), right);
        }
        assert_eq!((evaluation.accuracy(), evaluation.confused(0, 1)), (0.75, 1));
        assert!((evaluation.macro_f1() - f64::midpoint(0.8, 2.0 / 3.0)).abs() < 1e-9); // the third class does not occur
        assert_eq!(evaluation.sure(), (0.5, 1.0));
        assert!((evaluation.calibration_error() - 0.05).abs() < 1e-3);
    }

    #[test]
    fn nothing_proposed_is_wrong() {
        let mut evaluation = Evaluation::new(2);
        evaluation.count(&Reading { likely: Vec::new(), is_sure: false }, 1);
        assert_eq!((evaluation.accuracy(), evaluation.confused(1, 2), evaluation.macro_f1()), (0.0, 1, 0.0));
    }
}
