//! Earlier answers to like questions: ranked by how much of what the question tells is taken up in the answer. Official
//! answers repeat the question's names and words; rare ones weigh most, and a long answer is not better for its length.

use std::collections::HashMap;

use crate::number::real;
use crate::script::Script;
use crate::words::{Commonness, Word, counts};

/// Of a word said again and again in an answer, more than this many times as much as once is never counted (BM25's k).
const SATURATION: f32 = 1.2;
/// How far the length of an answer counts against it: 0 not, 1 fully (BM25's b).
const LENGTH_SHARE: f32 = 0.6;
/// Rare words weigh by their rarity to this power.
const RARITY_POWER: i32 = 2;

/// The answers given so far, by number.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    common: Commonness,
    /// For each word the answers that hold it, and how often.
    holders: HashMap<u32, Vec<(u32, f32)>>,
    lengths: Vec<f32>,
    length_sum: f32,
}

impl Answers {
    /// Takes an answer in; gives its number, counted from 0.
    pub fn take(&mut self, script: &Script, answer: &str) -> usize {
        self.common.count(script, "", answer);
        let words = counts(script, "", answer);
        let number = self.lengths.len();
        for (word, count) in &words {
            self.holders.entry(*word).or_default().extend(u32::try_from(number).ok().map(|number| (number, *count)));
        }
        let length = words.iter().map(|(_, count)| count).sum::<f32>();
        self.length_sum += length;
        self.lengths.push(length);
        number
    }

    /// The numbers of the answers that fit a question best, the best first.
    pub fn fitting(&self, script: &Script, subject: &str, body: &str, count_max: usize) -> Vec<usize> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        for (word, count) in counts(script, subject, body) {
            self.add_scores((word, count), &mut scores);
        }
        let mut ranked: Vec<(u32, f32)> = scores.into_iter().collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(count_max).map(|(number, _)| number as usize).collect()
    }

    fn add_scores(&self, (word, asked): Word, scores: &mut HashMap<u32, f32>) {
        let weight = self.common.rarity(word).powi(RARITY_POWER) * (1.0 + asked.ln());
        if weight <= 0.0 {
            return;
        }
        let mean = self.length_sum / real(self.lengths.len().max(1));
        for (number, count) in self.holders.get(&word).into_iter().flatten() {
            let length = self.lengths[*number as usize] / mean;
            let held = count / (count + SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * length));
            *scores.entry(*number).or_default() += weight * held;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_that_takes_the_question_up_comes_first() {
        let script = Script::parse("").unwrap();
        let mut answers = Answers::default();
        for answer in ["关于春风里路灯，现答复如下：路灯已修复。", "关于学校食堂，现答复如下。", "公交晚点问题已转交。"]
        {
            answers.take(&script, answer);
        }
        assert_eq!(answers.fitting(&script, "春风里路灯坏了", "三天没修", 1), [0]);
        assert_eq!(answers.fitting(&script, "食堂", "", 5), [1]);
        assert!(answers.fitting(&script, "", "", 5).is_empty());
    }
}
