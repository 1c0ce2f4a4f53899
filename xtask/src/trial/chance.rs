//! Repeatable chance: one seed, one trial. Not for secrets.

/// A stream of numbers that looks random and is the same for the same seed (the SplitMix64 generator).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of that seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another stream, the same for the same seed and number.
    pub const fn branch(&self, number: u64) -> Self {
        Self(self.0 ^ number.wrapping_add(1).wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where the bound is 0.
    pub const fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next() % bound }
    }

    /// One of several; nothing of none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = self.below(of.len() as u64);
        of.get(usize::try_from(place).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_stream_and_branches_differ() {
        let drawn = |mut chance: Chance| [chance.next(), chance.next(), chance.next()];
        assert_eq!(drawn(Chance::new(7)), drawn(Chance::new(7)));
        assert_ne!(drawn(Chance::new(7)), drawn(Chance::new(8)));
        assert_ne!(drawn(Chance::new(7).branch(0)), drawn(Chance::new(7).branch(1)));
    }

    #[test]
    fn every_one_of_several_is_drawn() {
        let mut chance = Chance::new(1);
        let mut drawn: Vec<u64> = (0..100).map(|_| chance.below(5)).collect();
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn, [0, 1, 2, 3, 4]);
        assert_eq!(chance.pick::<u8>(&[]), None);
    }
}
