//! Which texts hold a word, the newest of them: the way from a text to those that may be like it, in bounded room.

use std::collections::HashMap;

use crate::words::Word;

/// Words share this many places; what meets by accident falls out when the words themselves are compared.
const PLACES: u32 = 1 << 20;
/// Of a word in more texts the oldest are forgotten.
const TEXTS_MAX: usize = 64;

/// From words to the numbers of texts.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    places: HashMap<u32, Vec<u32>>,
}

impl Postings {
    /// Notes that a text holds these words; numbers rise.
    pub fn note(&mut self, words: &[Word], text: u32) {
        for (word, _) in words {
            let texts = self.places.entry(word % PLACES).or_default();
            if texts.last() == Some(&text) {
                continue;
            }
            if texts.len() >= TEXTS_MAX {
                texts.remove(0);
            }
            texts.push(text);
        }
    }

    /// The texts that share most with these words, the likeliest first.
    pub fn near(&self, words: &[Word], count_max: usize) -> Vec<u32> {
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for (word, weight) in words {
            for text in self.places.get(&(word % PLACES)).into_iter().flatten() {
                *shared.entry(*text).or_default() += weight * weight;
            }
        }
        let mut near: Vec<(u32, f32)> = shared.into_iter().collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        near.into_iter().take(count_max).map(|(text, _)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_that_share_most_come_first_and_the_oldest_are_forgotten() {
        let mut postings = Postings::default();
        postings.note(&[(1, 0.5), (2, 0.5)], 1);
        postings.note(&[(2, 0.5)], 2);
        assert_eq!(postings.near(&[(1, 0.5), (2, 0.5)], 5), [1, 2]);
        (3..80).for_each(|text| postings.note(&[(2, 0.5)], text));
        assert!(!postings.near(&[(2, 0.5)], 99).contains(&2));
        assert_eq!(postings.near(&[(2, 0.5)], 99).len(), TEXTS_MAX);
    }
}
