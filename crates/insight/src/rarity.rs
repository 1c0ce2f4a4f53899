//! How rare two signs beside each other are in petitions at large, by texts that come with the program: nothing that an
//! office was ever told, hidden or not, moves it.

use std::collections::HashMap;

use crate::find::{Pair, pairs};
use crate::script::Script;

/// In how many texts each pair stands.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    texts: u32,
    held: HashMap<Pair, u32>,
}

impl Rarity {
    /// As these texts tell it; each counts once, however long it is.
    pub fn told_by<'t>(script: &Script, texts: impl Iterator<Item = &'t str>) -> Self {
        let mut told = Self::default();
        for text in texts {
            told.texts += 1;
            for pair in pairs(script, text) {
                *told.held.entry(pair).or_default() += 1;
            }
        }
        told
    }

    /// How much it tells that a text holds this pair, from 1: how often the texts can be halved until only those with it are
    /// left. Digits and Latin letters alone tell least: dates and forms of address are full of them.
    pub fn of(&self, pair: Pair) -> u32 {
        let held = self.held.get(&pair).copied().unwrap_or_default() + 1;
        let halvings = (self.texts / held).checked_ilog2().unwrap_or_default();
        if pair.iter().all(char::is_ascii) { 1 } else { halvings.max(1) }
    }

    /// Of these pairs so many that tell most, each with how much; of those that tell alike the first.
    pub fn most_telling(&self, pairs: impl Iterator<Item = Pair>, count_max: usize) -> Vec<(Pair, u32)> {
        let mut told: Vec<(Pair, u32)> = pairs.map(|pair| (pair, self.of(pair))).collect();
        told.sort_by_key(|(_, tells)| std::cmp::Reverse(*tells));
        told.truncate(count_max);
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_a_pair_the_more_it_tells() {
        let script = Script::plain();
        let told = Rarity::told_by(
            &script,
            ["路灯不亮", "路灯坏了，路灯", "水管坏了", "2026年", "垃圾", "噪声"].into_iter().cycle().take(60),
        );
        let tells = |pair: &str| {
            let signs: Vec<char> = pair.chars().collect();
            told.of([signs[0], signs[1]])
        };
        assert_eq!(["路灯", "坏了", "水管", "井盖", "20", "77"].map(tells), [1, 1, 2, 5, 1, 1]);
        let asked = ["路灯", "井盖", "水管"].map(|pair| pair.chars().collect::<Vec<_>>());
        let most = told.most_telling(asked.iter().map(|signs| [signs[0], signs[1]]), 2);
        assert_eq!(most, [(['井', '盖'], 5), (['水', '管'], 2)]);
        assert_eq!(Rarity::default().of(['井', '盖']), 1, "of nothing it is known that it is rare");
    }
}
