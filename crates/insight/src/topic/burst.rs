//! The warning that a topic grows past its history, with a stated rate of false alarms.
//!
//! A cumulative sum of how much likelier each day is if twice as many came as expected (Page 1954). Where it must stand for a
//! warning is found by trial: half-years without a burst are drawn from the topic's own rhythm, each judged by a rhythm learned
//! from as short a history, and the level is taken that the stated share of them reaches.

use super::rhythm::Rhythm;
use crate::chance::Chance;

/// Of a hundred topics without a burst, five warn within half a year.
pub const FALSE_ALARM_RATE: f64 = 0.05;
/// Days of the half-year that rate is stated for.
pub const HALF_YEAR_DAYS: usize = 182;
/// Fewer days of history say too little about a rhythm.
pub const HISTORY_DAYS_MIN: usize = 56;
/// How many times the expected the sum is sharpest for: bursts of three times are found soon, of one and a half still.
const GROWTH: f64 = 2.0;
/// Half-years drawn: the level is then exact to a tenth of the rate.
const TRIALS: usize = 2_000;
const SEED: u64 = 1954;

/// Watches one topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    rhythm: Rhythm,
    /// Days of history: the day after is where watching begins.
    day: usize,
    sum: f64,
    level: f64,
}

impl Watch {
    /// Learns from the counts of consecutive days; none where the history is too short.
    pub fn of(history: &[u32]) -> Option<Self> {
        if history.len() < HISTORY_DAYS_MIN {
            return None;
        }
        let rhythm = Rhythm::of(history);
        let mut chance = Chance::new(SEED);
        let mut peaks: Vec<f64> = (0..TRIALS).map(|_| quiet_peak(&rhythm, history.len(), &mut chance)).collect();
        peaks.sort_unstable_by(f64::total_cmp);
        let level = peaks.get(place_of_level()).copied().unwrap_or(f64::INFINITY);
        Some(Self { rhythm, day: history.len(), sum: 0.0, level })
    }

    /// Takes the next day's count; true where the topic grows past its history.
    pub fn take(&mut self, count: u32) -> bool {
        self.sum = step(self.sum, count, &self.rhythm, self.day);
        self.day += 1;
        self.sum > self.level
    }

    /// The first of the days to come on which it warns, if any does; it stays as it is.
    pub fn first_warning(&self, counts: &[u32]) -> Option<usize> {
        let mut watch = self.clone();
        counts.iter().position(|count| watch.take(*count))
    }

    /// The rhythm it judges by.
    pub const fn rhythm(&self) -> &Rhythm {
        &self.rhythm
    }
}

/// Where watching a topic begins that has so many days: the first days are history, each half-year after them is watched by what
/// all days before it taught, so that the stated rate holds for each. None while the history is too short.
pub const fn watched_from(days: usize) -> Option<usize> {
    match days.checked_sub(HISTORY_DAYS_MIN + 1) {
        Some(watched) => Some(HISTORY_DAYS_MIN + watched / HALF_YEAR_DAYS * HALF_YEAR_DAYS),
        None => None,
    }
}

/// The sum after one more day; below nothing it does not fall.
fn step(sum: f64, count: u32, rhythm: &Rhythm, day: usize) -> f64 {
    let likelier = f64::from(count) * GROWTH.ln() - (GROWTH - 1.0) * rhythm.expected(day);
    (sum + likelier / rhythm.dispersion()).max(0.0)
}

/// How high the sum climbs in a half-year without a burst, judged by what an equally short history would have taught.
fn quiet_peak(rhythm: &Rhythm, history_days: usize, chance: &mut Chance) -> f64 {
    let history: Vec<u32> = (0..history_days).map(|day| rhythm.draw(day, 1.0, || chance.share())).collect();
    let learned = Rhythm::of(&history);
    let days = history_days..history_days + HALF_YEAR_DAYS;
    let climb = |(sum, peak): (f64, f64), day| {
        let sum = step(sum, rhythm.draw(day, 1.0, || chance.share()), &learned, day);
        (sum, peak.max(sum))
    };
    days.fold((0.0, 0.0), climb).1
}

/// Where in the sorted peaks the level stands.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of few"
)]
fn place_of_level() -> usize {
    (TRIALS as f64 * (1.0 - FALSE_ALARM_RATE)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: [u32; 7] = [4, 3, 3, 2, 3, 1, 1];

    fn history(days: usize) -> Vec<u32> {
        (0..days).map(|day| WEEK[day % 7]).collect()
    }

    #[test]
    fn a_quiet_topic_stays_quiet_and_a_burst_warns_within_its_days() {
        let mut watch = Watch::of(&history(140)).unwrap();
        assert!((140..200).all(|day| !watch.take(WEEK[day % 7])));
        let warned = (200..205).position(|day| watch.take(3 * WEEK[day % 7] + 1));
        assert!(warned.is_some());
    }

    #[test]
    fn each_half_year_is_watched_by_the_days_before_it() {
        let first = HISTORY_DAYS_MIN;
        for (days, from) in [
            (0, None),
            (first, None),
            (first + 1, Some(first)),
            (first + HALF_YEAR_DAYS, Some(first)),
            (first + HALF_YEAR_DAYS + 1, Some(first + HALF_YEAR_DAYS)),
        ] {
            assert_eq!(watched_from(days), from, "{days}");
        }
    }

    #[test]
    fn the_first_day_of_a_warning_is_told_and_watching_can_be_done_again() {
        let counts: Vec<u32> = history(40).into_iter().chain([15, 15, 15]).collect();
        let watch = Watch::of(&history(HISTORY_DAYS_MIN)).unwrap();
        let day = watch.first_warning(&counts).unwrap();
        assert!((40..43).contains(&day), "{day}");
        assert_eq!(watch.first_warning(&counts), Some(day));
        assert_eq!(watch.first_warning(&history(40)), None);
    }

    #[test]
    fn a_short_history_is_not_watched() {
        assert_eq!(Watch::of(&history(HISTORY_DAYS_MIN - 1)), None);
    }
}
