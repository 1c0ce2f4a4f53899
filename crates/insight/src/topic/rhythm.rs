//! The daily rhythm of a topic: how many petitions come on which weekday, and how unevenly; and days drawn from it.

use crate::number::wide;

/// Days of a week.
pub const WEEK: usize = 7;
/// Added to each weekday, in days of the mean: a weekday seen a few times only is pulled to the mean.
const WEEKDAY_PULL: f64 = 4.0;
/// Petitions come in bunches; they never come more evenly than chance has it.
const DISPERSION_MIN: f64 = 1.0001;
/// Larger expectations are drawn in pieces, so that the first probability does not vanish.
const PIECE_MAX: f64 = 30.0;
/// Half a petition in all: a topic without history is expected to be quiet, not to be impossible.
const COUNT_PULL: f64 = 0.5;

/// What is expected of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rhythm {
    /// Petitions expected on each weekday, from that of the first day of the history.
    expected: [f64; WEEK],
    /// Variance by mean: 1 where they come independently, more where in bunches.
    dispersion: f64,
}

impl Rhythm {
    /// Learns from the counts of consecutive days.
    pub fn of(days: &[u32]) -> Self {
        let counted: f64 = days.iter().copied().map(f64::from).sum();
        let mean = (counted + COUNT_PULL) / wide(days.len().max(1));
        let expected = std::array::from_fn(|weekday| {
            let (sum, count) = days
                .iter()
                .skip(weekday)
                .step_by(WEEK)
                .fold((0.0, 0.0), |(sum, count), day| (sum + f64::from(*day), count + 1.0));
            (sum + mean * WEEKDAY_PULL) / (count + WEEKDAY_PULL)
        });
        let apart = |(at, day): (usize, &u32)| (f64::from(*day) - expected[at % WEEK]).powi(2) / expected[at % WEEK];
        let spread: f64 = days.iter().enumerate().map(apart).sum();
        let free = wide(days.len().saturating_sub(WEEK).max(1));
        Self { expected, dispersion: (spread / free).max(DISPERSION_MIN) }
    }

    /// Petitions expected on a day, counted from the first of the history.
    pub const fn expected(&self, day: usize) -> f64 {
        self.expected[day % WEEK]
    }

    /// Variance by mean, more than 1.
    pub const fn dispersion(&self) -> f64 {
        self.dispersion
    }

    /// The rhythm of a share of the petitions, drawn by chance: fewer, and less bunched.
    #[must_use]
    pub fn thinned(&self, share: f64) -> Self {
        let dispersion = (1.0 + (self.dispersion - 1.0) * share).max(DISPERSION_MIN);
        Self { expected: self.expected.map(|expected| expected * share), dispersion }
    }

    /// The count of a day as chance may have it, `factor` times as many as expected; `chance` gives numbers from 0 to 1.
    pub fn draw(&self, day: usize, factor: f64, mut chance: impl FnMut() -> f64) -> u32 {
        let (mut left, mut count) = (self.expected(day) * factor, 0);
        while left > 0.0 {
            let piece = left.min(PIECE_MAX);
            count += draw(piece, self.dispersion, chance());
            left -= piece;
        }
        count
    }
}

/// A negative binomial count of that mean and dispersion, found by going up its distribution to the share.
fn draw(mean: f64, dispersion: f64, share: f64) -> u32 {
    let (size, grip) = (mean / (dispersion - 1.0), 1.0 - dispersion.recip());
    let mut chance = (-size * dispersion.ln()).exp();
    let (mut reached, mut count) = (chance, 0_u32);
    while reached < share && chance > f64::EPSILON * 1e-3 {
        chance *= grip * (size + f64::from(count)) / f64::from(count + 1);
        reached += chance;
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;

    #[test]
    fn what_is_drawn_has_the_rhythm_it_was_drawn_from() {
        let weeks: Vec<u32> =
            (0..140).map(|day| [9, 8, 7, 9, 5, 1, 0][day % WEEK] + u32::from(day % 2 == 0) * 3).collect();
        let rhythm = Rhythm::of(&weeks);
        let mut chance = Chance::new(5);
        let drawn: Vec<u32> = (0..7_000).map(|day| rhythm.draw(day, 1.0, || chance.share())).collect();
        let again = Rhythm::of(&drawn);
        for day in 0..WEEK {
            assert!((again.expected(day) - rhythm.expected(day)).abs() < 0.4, "{day} {again:?} {rhythm:?}");
        }
        let high = Rhythm { expected: [200.0; WEEK], dispersion: 2.0 };
        let sum: u32 = (0..1_000).map(|day| high.draw(day, 3.0, || chance.share())).sum();
        assert!((590_000..610_000).contains(&sum), "{sum}");
        let bunched = Rhythm::of(&(0..7_000).map(|day| high.draw(day, 1.0, || chance.share())).collect::<Vec<_>>());
        assert!((bunched.dispersion() - 2.0).abs() < 0.15, "{bunched:?}");
    }

    #[test]
    fn a_topic_without_history_is_expected_to_be_quiet() {
        assert!(Rhythm::of(&[]).expected(0) > 0.0);
        assert!(Rhythm::of(&[0; 30]).expected(3) < 0.1);
    }
}
