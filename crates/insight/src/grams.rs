//! Grams: runs of one to three signs that stand beside each other, as keys. Chinese writes no spaces; short runs of
//! characters carry what words would, and need no dictionary.

use std::ops::Range;

use crate::script::BREAK;

/// A run of signs as one number; two runs have the same key once in many billions.
pub type Key = u64;

const SEED: u64 = 0x2545_F491_4F6C_DD1D;
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Calls `on` for each gram of one to `signs_max` signs, with where it stands.
pub fn each(signs: &[char], signs_max: usize, mut on: impl FnMut(Key, Range<usize>)) {
    for start in 0..signs.len() {
        let mut key = SEED;
        for (length, sign) in signs[start..].iter().take(signs_max).enumerate() {
            if *sign == BREAK {
                break;
            }
            key = extend(key, *sign);
            on(key, start..start + length + 1);
        }
    }
}

/// The key of a whole line.
pub fn key(signs: impl Iterator<Item = char>) -> Key {
    signs.fold(SEED, extend)
}

/// The key of a run and one more sign: multiply and fold the high half down, so that every sign moves every bit.
fn extend(key: Key, sign: char) -> Key {
    let mixed = (key ^ u64::from(sign)).wrapping_mul(STEP);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_gram_reaches_over_a_break() {
        let signs: Vec<char> = "ab\u{0}c".chars().collect();
        let mut places = Vec::new();
        each(&signs, 3, |_, place| places.push(place));
        assert_eq!(places, [0..1, 0..2, 1..2, 3..4]);
    }

    #[test]
    fn keys_of_a_million_grams_do_not_meet() {
        let mut keys = HashSet::new();
        let signs = |from: u32| (from..from + 1_000).filter_map(char::from_u32);
        for first in signs(0x4e00) {
            let first = extend(SEED, first);
            keys.extend(signs(0x4e00).map(|second| extend(first, second)));
        }
        assert_eq!(keys.len(), 1_000_000);
    }
}
