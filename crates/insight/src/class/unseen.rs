//! Texts as models see them that have not learned them, and what that teaches: how margins are put together, and how far they
//! can be trusted.

use super::calibration::Calibration;
use super::layer::Layer;
use super::{Evaluation, Likely, Reading};

/// A text's margins by what other parts teach.
#[derive(Debug, Clone)]
pub struct Unseen {
    /// One per class.
    pub margins: Vec<f32>,
    /// The right class.
    pub label: usize,
    /// The part it was held out with.
    pub part: u64,
}

/// How margins become probabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    /// What the margins together say.
    pub layer: Layer,
    /// How far that can be trusted.
    pub calibration: Calibration,
}

impl Judge {
    /// Learns from texts not seen: a second look where texts of other parts are told apart better with it than without.
    pub fn of(unseen: &[Unseen], classes: usize) -> Self {
        let looked_at = crossed(unseen, classes);
        let is_better = macro_f1(&looked_at, classes) > macro_f1(unseen, classes);
        let (layer, trusted) = if is_better {
            (Layer::of(&unseen.iter().collect::<Vec<_>>(), classes), looked_at.as_slice())
        } else {
            (Layer::default(), unseen)
        };
        Self { layer, calibration: Calibration::of(trusted) }
    }

    /// The probabilities, in place of the margins.
    pub fn apply(&self, margins: &mut [f32]) {
        if !self.layer.weights().is_empty() {
            self.layer.apply(margins);
        }
        self.calibration.apply(margins);
    }
}

/// The texts of even parts as a layer sees them that learned from those of odd parts, and the other way round.
fn crossed(unseen: &[Unseen], classes: usize) -> Vec<Unseen> {
    let half = |side: u64| unseen.iter().filter(|text| text.part % 2 == side).collect::<Vec<_>>();
    let layers = [Layer::of(&half(1), classes), Layer::of(&half(0), classes)];
    let look = |text: &Unseen| {
        let mut text = text.clone();
        let layer = if text.part.is_multiple_of(2) { &layers[0] } else { &layers[1] };
        if !layer.weights().is_empty() {
            layer.apply(&mut text.margins);
        }
        text
    };
    unseen.iter().map(look).collect()
}

/// How well the greatest margins name the right classes.
pub fn macro_f1(unseen: &[Unseen], classes: usize) -> f64 {
    let mut evaluation = Evaluation::new(classes);
    for text in unseen {
        let greatest = text.margins.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let likely = greatest.map(|(class, _)| Likely { class, share: 0.0 }).into_iter().collect();
        evaluation.count(&Reading { likely, is_sure: false }, text.label);
    }
    evaluation.macro_f1()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of the second class stand on the first one's side too, but less far.
    fn texts(count: u64) -> Vec<Unseen> {
        let text = |at: u64| {
            let label = usize::from(at % 2 == 1);
            let margins = if label == 0 { vec![0.9, -0.5] } else { vec![0.3, 0.2] };
            Unseen { margins, label, part: at / 2 % 4 }
        };
        (0..count).map(text).collect()
    }

    #[test]
    fn a_second_look_tells_apart_what_the_greatest_margin_does_not() {
        let unseen = texts(400);
        assert!(macro_f1(&unseen, 2) < 0.4);
        let judge = Judge::of(&unseen, 2);
        for text in &unseen[..2] {
            let mut shares = text.margins.clone();
            judge.apply(&mut shares);
            assert!(shares[text.label] > 0.9, "{shares:?}");
        }
    }

    #[test]
    fn where_it_does_not_help_or_nothing_is_known_margins_stay() {
        let sides = |at: u64| Unseen { margins: vec![0.5, -0.5], label: 0, part: at };
        assert_eq!(Judge::of(&(0..40).map(sides).collect::<Vec<_>>(), 2).layer, Layer::default());
        assert_eq!(Judge::of(&[], 2).layer, Layer::default());
        assert_eq!(Layer::of(&texts(40).iter().collect::<Vec<_>>(), 17), Layer::default());
    }
}
