//! From margins to probabilities that can be taken at their word, learned from texts that the planes have not seen.

use super::unseen::Unseen;
use crate::number::wide;

/// One-key acceptance is promised to be right in 98 of 100; half a hundredth is kept in hand, for tomorrow's texts differ.
const SURE_PRECISION: f64 = 0.985;
/// Fewer sure texts than this prove nothing: below, nothing is sure.
const SURE_TEXTS_MIN: usize = 30;
/// The scale is sought between these, and a softmax needs it neither flatter nor steeper.
const SCALE: (f32, f32) = (0.1, 30.0);
/// Halvings of the range in the search: a scale exact to a thousandth.
const SEARCH_STEPS: usize = 30;

/// How margins become probabilities, and from which on a proposal is sure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Margins times this go into the softmax.
    pub scale: f32,
    /// A first probability of at least this is sure; above 1 where nothing is.
    pub sure_from: f32,
}

impl Calibration {
    /// Learns from texts not seen.
    pub fn of(unseen: &[Unseen]) -> Self {
        let scale = best_scale(unseen);
        Self { scale, sure_from: sure_from(unseen, scale) }
    }

    /// The probabilities, in place of the margins.
    pub fn apply(self, margins: &mut [f32]) {
        softmax(margins, self.scale);
    }
}

/// Shares that grow with the margins and sum to 1, in their place.
pub fn softmax(margins: &mut [f32], scale: f32) {
    let most = margins.iter().copied().fold(f32::MIN, f32::max);
    for margin in &mut *margins {
        *margin = ((*margin - most) * scale).exp();
    }
    let sum: f32 = margins.iter().sum();
    for margin in margins {
        *margin /= sum;
    }
}

/// The scale at which the right classes are least surprising; surprise has one valley, so thirds of the range are dropped.
fn best_scale(unseen: &[Unseen]) -> f32 {
    let (mut low, mut high) = (SCALE.0.ln(), SCALE.1.ln());
    for _ in 0..SEARCH_STEPS {
        let third = (high - low) / 3.0;
        if surprise(unseen, (low + third).exp()) < surprise(unseen, (high - third).exp()) {
            high -= third;
        } else {
            low += third;
        }
    }
    f32::midpoint(low, high).exp()
}

fn surprise(unseen: &[Unseen], scale: f32) -> f64 {
    let of = |text: &Unseen| {
        let mut shares = text.margins.clone();
        softmax(&mut shares, scale);
        -f64::from(shares[text.label].max(f32::MIN_POSITIVE)).ln()
    };
    unseen.iter().map(of).sum()
}

/// The lowest first probability above which the promised share is right.
fn sure_from(unseen: &[Unseen], scale: f32) -> f32 {
    let mut firsts: Vec<(f32, bool)> = unseen.iter().filter_map(|text| first(text, scale)).collect();
    firsts.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut rights = 0;
    let mut from = f32::INFINITY;
    for (place, (share, is_right)) in firsts.iter().enumerate() {
        rights += usize::from(*is_right);
        let count = place + 1;
        if count >= SURE_TEXTS_MIN && wide(rights) >= SURE_PRECISION * wide(count) {
            from = *share;
        }
    }
    from
}

fn first(text: &Unseen, scale: f32) -> Option<(f32, bool)> {
    let mut shares = text.margins.clone();
    softmax(&mut shares, scale);
    let (class, share) = shares.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((*share, class == text.label))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of `count` texts with the first margin ahead by one, `wrong` belong to the second class.
    fn texts(count: usize, wrong: usize) -> Vec<Unseen> {
        let text = |at| Unseen { margins: vec![1.0, 0.0], label: usize::from(at < wrong), part: 0 };
        (0..count).map(text).collect()
    }

    #[test]
    fn the_probability_is_the_share_that_was_right() {
        let calibration = Calibration::of(&texts(1_000, 100));
        let mut shares = [1.0, 0.0];
        calibration.apply(&mut shares);
        assert!((shares[0] - 0.9).abs() < 0.01, "{shares:?}");
    }

    #[test]
    fn nothing_is_sure_where_too_much_was_wrong_or_too_little_seen() {
        assert!(Calibration::of(&texts(1_000, 100)).sure_from > 1.0);
        assert!(Calibration::of(&texts(20, 0)).sure_from > 1.0);
        assert!(Calibration::of(&texts(1_000, 10)).sure_from < 1.0);
    }
}
