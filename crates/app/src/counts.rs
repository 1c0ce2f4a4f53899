//! Standing counts as the filters of a list show them. They are summed from as many rows as a list has units, stages and
//! days: few in most offices, tens of thousands where years of overdue matters stand open. Where summing takes long, the sums
//! are used again for a while.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::{OfficeDeed, listed_units, may_office};
use huiyin_domain::view::CountKey;
use jiff::civil::Date;

use crate::App;
use crate::error::AppError;

/// Sums that took less are never used again: whoever did something sees it counted.
const LONG: Duration = Duration::from_millis(5);

/// Sums are used again for so many times as long as they took: then they cost a fiftieth of a processor, and are a second old
/// where they took 20 milliseconds.
const USED_FOR: u32 = 50;

/// How many stand under each key.
type Counts = Vec<(CountKey, u64)>;

/// The days that are told apart. All before them are counted as the day before, all after them as the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Near {
    fn of(self, day: Date) -> Date {
        if day < self.from {
            self.from.yesterday().unwrap_or(self.from)
        } else if day > self.to {
            self.to.tomorrow().unwrap_or(self.to)
        } else {
            day
        }
    }

    /// Counts whose days are not told apart, as one.
    fn summed(self, counts: Counts) -> Counts {
        let mut sums: BTreeMap<CountKey, u64> = BTreeMap::new();
        for (key, n) in counts {
            *sums.entry(CountKey { due_on: key.due_on.map(|day| self.of(day)), ..key }).or_default() += n;
        }
        sums.into_iter().collect()
    }
}

/// The sums of the whole office that were made last.
#[derive(Debug, Default)]
pub struct Counted(Mutex<Option<Sums>>);

#[derive(Debug)]
struct Sums {
    near: Near,
    counts: Arc<Counts>,
    /// When they were made, or when somebody last began to make them anew.
    used_from: Instant,
    took: Duration,
}

impl Counted {
    /// The sums that may be used again. Whoever finds them too old is given none and makes them anew; until that is done all
    /// others go on using them, because many who sum at once wait for one another.
    fn kept(&self, near: Near, now: Instant) -> Option<Arc<Counts>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sums = kept.as_mut().filter(|sums| sums.near == near && sums.took >= LONG)?;
        if now.saturating_duration_since(sums.used_from) < sums.took * USED_FOR {
            return Some(Arc::clone(&sums.counts));
        }
        sums.used_from = now;
        None
    }

    fn keep(&self, near: Near, counts: Counts, begun: Instant, made: Instant) -> Arc<Counts> {
        let counts = Arc::new(counts);
        let sums = Sums { near, counts: Arc::clone(&counts), used_from: made, took: made - begun };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sums);
        counts
    }
}

impl App {
    /// The standing counts of the actor's units, by unit, stage and day, as far as days are told apart.
    pub async fn near_counts(&self, actor: &Actor, near: Near) -> Result<Counts, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        let units = listed_units(actor, &office);
        let counts = self.near_counts_of_all(near).await?;
        Ok(counts.iter().filter(|(key, _)| units.is_empty() || units.contains(&key.unit)).cloned().collect())
    }

    async fn near_counts_of_all(&self, near: Near) -> Result<Arc<Counts>, AppError> {
        let begun = Instant::now();
        if let Some(kept) = self.counted.kept(near, begun) {
            return Ok(kept);
        }
        let counts = self.store.worklists.standing_counts(self.office_id, &[]).await?;
        Ok(self.counted.keep(near, near.summed(counts), begun, Instant::now()))
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::matter::Stage;

    use super::*;

    const NEAR: Near = Near { from: Date::constant(2026, 3, 2), to: Date::constant(2026, 4, 1) };

    fn key(due_on: Option<&str>) -> CountKey {
        let due_on = due_on.map(|day| day.parse().unwrap());
        CountKey { unit: "xfj".parse().unwrap(), stage: Stage::Accepted, due_on }
    }

    #[test]
    fn days_that_no_filter_tells_apart_are_one() {
        let days = ["2021-01-01", "2026-03-01", "2026-03-02", "2026-04-01", "2026-04-02", "2027-01-01"];
        let counts = days.into_iter().map(|day| (key(Some(day)), 1)).chain([(key(None), 3)]).collect();
        let expected = [("2026-03-01", 2), ("2026-03-02", 1), ("2026-04-01", 1), ("2026-04-02", 2)];
        let expected = expected.map(|(day, n)| (key(Some(day)), n));
        assert_eq!(NEAR.summed(counts), [vec![(key(None), 3)], expected.to_vec()].concat());
    }

    #[test]
    fn only_what_took_long_is_used_again_and_not_for_long() {
        let begun = Instant::now();
        let (short, long) = (begun + LONG / 2, begun + LONG);
        let other = Near { to: NEAR.from, ..NEAR };
        for (made, near, asked, is_kept) in [
            (short, NEAR, short, false),
            (long, NEAR, long, true),
            (long, other, long, false),
            (long, NEAR, long + LONG * USED_FOR, false),
        ] {
            let counted = Counted::default();
            counted.keep(NEAR, Vec::new(), begun, made);
            assert_eq!(counted.kept(near, asked).is_some(), is_kept);
        }
    }

    #[test]
    fn one_makes_them_anew_while_all_others_use_the_old_ones() {
        let begun = Instant::now();
        let made = begun + LONG;
        let counted = Counted::default();
        counted.keep(NEAR, Vec::new(), begun, made);
        let too_old = made + LONG * USED_FOR;
        let is_kept = [too_old, too_old, too_old + LONG].map(|now| counted.kept(NEAR, now).is_some());
        assert_eq!(is_kept, [false, true, true]);
        let failed = too_old + LONG * USED_FOR;
        assert!(counted.kept(NEAR, failed).is_none(), "who began does not come back: the next one tries");
    }
}
