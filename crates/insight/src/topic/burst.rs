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
    history: usize,
    /// The day that comes next.
    day: usize,
    sum: f64,
    level: Level,
}

/// What is known of where the sum must stand for a warning. Half-years are drawn only until that is known which is asked: most
/// topics stay far below.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Level {
    /// There or higher: a sum up to it gives no warning.
    AtLeast(f64),
    /// There: a sum above it is a warning.
    Is(f64),
}

impl Watch {
    /// Learns from the counts of consecutive days; none where the history is too short.
    pub fn of(history: &[u32]) -> Option<Self> {
        if history.len() < HISTORY_DAYS_MIN {
            return None;
        }
        let (rhythm, history) = (Rhythm::of(history), history.len());
        Some(Self { rhythm, history, day: history, sum: 0.0, level: Level::AtLeast(0.0) })
    }

    /// Takes the next day's count; true where the topic grows past its history.
    pub fn take(&mut self, count: u32) -> bool {
        self.sum = self.stepped(self.sum, count, self.day);
        self.day += 1;
        self.warns_at(self.sum, f64::INFINITY)
    }

    /// The first of the days to come on which it warns, if any does; where it stands stays as it is.
    pub fn first_warning(&mut self, counts: &[u32]) -> Option<usize> {
        let sums = counts.iter().zip(self.day..).scan(self.sum, |sum, (count, day)| {
            *sum = self.stepped(*sum, *count, day);
            Some(*sum)
        });
        let sums: Vec<f64> = sums.collect();
        let peak = sums.iter().copied().fold(0.0, f64::max);
        if !self.warns_at(peak, peak) {
            return None;
        }
        sums.iter().position(|sum| self.warns_at(*sum, peak))
    }

    fn stepped(&self, sum: f64, count: u32, day: usize) -> f64 {
        step(sum, count, &self.rhythm, day)
    }

    /// Whether a sum is a warning, as are none up to `peak` if that is none.
    fn warns_at(&mut self, sum: f64, peak: f64) -> bool {
        if let Level::AtLeast(level) = self.level
            && sum > level
        {
            self.level = self.drawn_up_to(peak);
        }
        matches!(self.level, Level::Is(level) if sum > level)
    }

    /// Draws half-years without a burst, until as many climb to `peak` as may warn, or all are drawn.
    fn drawn_up_to(&self, peak: f64) -> Level {
        let mut chance = Chance::new(SEED);
        let mut reached = 0;
        let mut peaks = Vec::with_capacity(TRIALS);
        for _ in 0..TRIALS {
            let drawn = quiet_peak(&self.rhythm, self.history, &mut chance);
            reached += usize::from(drawn >= peak);
            if reached == TRIALS - place_of_level() {
                return Level::AtLeast(peak);
            }
            peaks.push(drawn);
        }
        peaks.sort_unstable_by(f64::total_cmp);
        Level::Is(peaks.get(place_of_level()).copied().unwrap_or(f64::INFINITY))
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
        let mut watch = Watch::of(&history(HISTORY_DAYS_MIN)).unwrap();
        let day = watch.first_warning(&counts).unwrap();
        assert!((40..43).contains(&day), "{day}");
        assert_eq!(watch.first_warning(&counts), Some(day));
        assert_eq!(watch.first_warning(&history(40)), None);
    }

    #[test]
    fn whether_a_sum_warns_does_not_depend_on_how_much_was_drawn() {
        let days = history(HISTORY_DAYS_MIN);
        let exact = Watch::of(&days).unwrap().drawn_up_to(f64::INFINITY);
        let Level::Is(level) = exact else { panic!("{exact:?}") };
        for (peak, warns) in
            [(0.0, false), (level / 2.0, false), (level, false), (level * 1.001, true), (level * 2.0, true)]
        {
            let mut watch = Watch::of(&days).unwrap();
            assert_eq!(watch.warns_at(peak, peak), warns, "{peak} of {level}");
            assert_eq!(watch.level, if warns { exact } else { Level::AtLeast(peak) });
            assert!(watch.warns_at(level * 1.001, level * 1.001), "asked again for more");
        }
    }

    #[test]
    fn a_short_history_is_not_watched() {
        assert_eq!(Watch::of(&history(HISTORY_DAYS_MIN - 1)), None);
    }
}
