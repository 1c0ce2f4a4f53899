//! Guessing codes: whoever tries codes that nobody holds soon has to wait, and so does everybody who does while very many
//! do. Whoever has not failed lately is never kept out by the failures of others.
//!
//! Each client has a place in a table of fixed size, found by a hash whose key is drawn at the start; a place holds one
//! moment, up to which its failures are paid for. Two clients share a place by chance only, and for as long as the process
//! lives. Must not know HTTP: `web` says who asks.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::App;
use crate::error::AppError;

/// Places in the table: half a MiB, and more clients than fail at once short of an attack.
const PLACES: usize = 1 << 16;

/// Failures that nobody minds, and how long one weighs: ten slips of the pen, then one try a minute.
const OF_ONE: Allowance = Allowance { at_once: 10, every_us: 60_000_000 };

/// The same of all together: far above what slips of the pen of a province come to.
const OF_ALL: Allowance = Allowance { at_once: 600, every_us: 100_000 };

/// The bits of an IPv6 address that one subscriber has to himself.
const SUBSCRIBER_BITS: u32 = 64;

/// So many at once, and one more each time.
struct Allowance {
    at_once: i64,
    every_us: i64,
}

impl Allowance {
    /// How long until one more fits, where the failures are paid for up to `paid_us`; nothing where it fits now.
    fn wait_us(&self, paid_us: i64, now_us: i64) -> Option<i64> {
        let wait_us = paid_us.min(self.longest_us(now_us)) - now_us - (self.at_once - 1) * self.every_us;
        (wait_us > 0).then_some(wait_us)
    }

    /// The last moment up to which failures can be to be paid for; only a clock set back shows a later one.
    const fn longest_us(&self, now_us: i64) -> i64 {
        now_us + self.at_once * self.every_us
    }
}

/// Failed guesses, by client and all together.
pub struct Guesses {
    places: Box<[AtomicI64]>,
    all: AtomicI64,
    hashing: RandomState,
}

impl Default for Guesses {
    fn default() -> Self {
        let places = (0..PLACES).map(|_| AtomicI64::new(0)).collect();
        Self { places, all: AtomicI64::new(0), hashing: RandomState::new() }
    }
}

/// A guess that was let through; a failure until it is said to have been right.
#[must_use]
pub struct Guess<'a> {
    of_one: Charge<'a>,
    of_all: Charge<'a>,
}

impl Guess<'_> {
    /// Somebody holds that code: it does not weigh.
    pub fn was_right(self) {
        self.of_one.take_back();
        self.of_all.take_back();
    }
}

impl Guesses {
    /// Lets a guess through, or says how many seconds to wait.
    fn begin(&self, client: IpAddr, now: Timestamp) -> Result<Guess<'_>, u64> {
        let (now_us, place) = (now.as_microsecond(), self.place(client));
        let paid_us = place.load(Ordering::Relaxed);
        let crowded = OF_ALL.wait_us(self.all.load(Ordering::Relaxed), now_us).is_some();
        let wait_us = OF_ONE.wait_us(paid_us, now_us).or((crowded && paid_us > now_us).then_some(paid_us - now_us));
        if let Some(wait_us) = wait_us {
            return Err(u64::try_from(wait_us).unwrap_or(0).div_ceil(1_000_000));
        }
        let of_one = Charge::on(place, now_us, &OF_ONE);
        let of_all = Charge::on(&self.all, now_us, &OF_ALL);
        Ok(Guess { of_one, of_all })
    }

    #[expect(clippy::cast_possible_truncation, reason = "the remainder is below the number of places")]
    fn place(&self, client: IpAddr) -> &AtomicI64 {
        let hash = self.hashing.hash_one(subscriber(client));
        &self.places[(hash % PLACES as u64) as usize]
    }
}

/// What a guess added to a place.
struct Charge<'a> {
    place: &'a AtomicI64,
    added_us: i64,
}

impl<'a> Charge<'a> {
    /// One failure more is to be paid for; never for longer than makes a difference.
    fn on(place: &'a AtomicI64, now_us: i64, allowed: &Allowance) -> Self {
        let charged = |paid_us: i64| (paid_us.max(now_us) + allowed.every_us).min(allowed.longest_us(now_us));
        let update = place.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |paid_us| Some(charged(paid_us)));
        let (Ok(before) | Err(before)) = update;
        Self { place, added_us: charged(before) - before.max(now_us) }
    }

    /// As much as it added: at the bound that may be less than a whole failure.
    fn take_back(self) {
        self.place.fetch_sub(self.added_us, Ordering::Relaxed);
    }
}

/// What one subscriber cannot change at will.
fn subscriber(client: IpAddr) -> u128 {
    match client.to_canonical() {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address) >> (128 - SUBSCRIBER_BITS) << (128 - SUBSCRIBER_BITS),
    }
}

impl App {
    /// Lets that client try a code.
    ///
    /// # Errors
    /// [`AppError::TooManyTries`], with the seconds to wait, after too many codes that nobody holds.
    pub fn begin_guess(&self, client: IpAddr) -> Result<Guess<'_>, AppError> {
        let begun = self.guesses.begin(client, self.now());
        begun.map_err(|wait_seconds| AppError::TooManyTries { wait_seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn client(n: u32) -> IpAddr {
        IpAddr::from(n.to_be_bytes())
    }

    /// Fails as often as it is let, at most so many times.
    fn fail(guesses: &Guesses, who: IpAddr, when: Timestamp, times_max: usize) -> usize {
        (0..times_max).take_while(|_| guesses.begin(who, when).is_ok()).count()
    }

    #[test]
    fn ten_slips_are_free_and_then_one_try_a_minute_is() {
        let guesses = Guesses::default();
        assert_eq!(fail(&guesses, client(1), at(0), 20), 10);
        assert_eq!(guesses.begin(client(1), at(0)).err(), Some(60));
        assert_eq!(guesses.begin(client(1), at(59)).err(), Some(1));
        assert_eq!(fail(&guesses, client(1), at(60), 20), 1);
        assert_eq!(fail(&guesses, client(2), at(60), 20), 10, "another client is not concerned");
        assert_eq!(fail(&guesses, client(1), at(3_600), 20), 10, "an hour later all is forgotten");
        assert_eq!(guesses.begin(client(1), at(0)).err(), Some(60), "a clock set back keeps nobody waiting for longer");
    }

    #[test]
    fn a_right_code_does_not_weigh() {
        let guesses = Guesses::default();
        for _ in 0..1_000 {
            guesses.begin(client(1), at(0)).unwrap().was_right();
        }
        assert_eq!(fail(&guesses, client(1), at(0), 20), 10);
    }

    #[test]
    fn when_very_many_fail_only_those_who_have_wait() {
        let guesses = Guesses::default();
        let failed: usize = (1..=400).map(|n| fail(&guesses, client(n), at(0), 2)).sum();
        assert!((690..=700).contains(&failed), "{failed}: two of each up to 600, then one; a few share a place");
        assert!(guesses.begin(client(1), at(0)).is_err(), "who failed twice waits now, not after ten");
        let fresh = (10_000..10_100).filter(|n| guesses.begin(client(*n), at(0)).is_ok()).count();
        assert!(fresh > 90, "{fresh} of 100 who had not failed were let through");
        assert_eq!(fail(&guesses, client(1), at(120), 5), 5, "the crowd is gone");
    }

    #[test]
    fn one_subscriber_is_one_client() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(subscriber(address("2001:db8:1:2::1")), subscriber(address("2001:db8:1:2:ffff::9")));
        assert_ne!(subscriber(address("2001:db8:1:2::1")), subscriber(address("2001:db8:1:3::1")));
        assert_eq!(subscriber(address("::ffff:192.0.2.1")), subscriber(address("192.0.2.1")));
    }
}
