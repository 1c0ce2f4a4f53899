//! A fixed sequence that looks like chance: shuffles and trials that come out the same every time. Not for secrets.

/// The sequence, a linear congruence whose upper bits are used.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number from 0 up to, but never, 1.
    #[expect(clippy::cast_precision_loss, reason = "31 bits fit")]
    pub const fn share(&mut self) -> f64 {
        self.next() as f64 / (1_u64 << 31) as f64
    }

    /// Brings a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let below = u64::try_from(last + 1).unwrap_or(u64::MAX);
            list.swap(last, usize::try_from(self.next() % below).unwrap_or_default());
        }
    }
}
