//! Earlier answers to like questions: ranked by how much of what the question tells is taken up in the answer. Official
//! answers repeat the question's names and words; rare ones weigh most, and a long answer is not better for its length. An
//! answer that fits whatever is asked fits nothing well: how well it fits questions at large counts against it.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::number::real;
use crate::script::Script;
use crate::words::{Commonness, counted};

/// Of a word said again and again in an answer, more than this many times as much as once is never counted (BM25's k).
const SATURATION: f32 = 1.2;
/// How far the length of an answer counts against it: 0 not, 1 fully (BM25's b).
const LENGTH_SHARE: f32 = 0.6;
/// Words are pairs of signs: three together say nothing more here, measured.
const SIGNS: RangeInclusive<usize> = 2..=2;
/// A word of the question's subject counts as much as so many in its body.
const SUBJECT_FACTOR: f32 = 3.0;
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
    /// For each answer how well it fitted the questions heard, summed up.
    fitted: Vec<f32>,
    fitted_sum: f32,
}

impl Answers {
    /// Takes an answer in; gives its number, counted from 0.
    pub fn take(&mut self, script: &Script, answer: &str) -> usize {
        self.common.count(script, "", answer);
        let words = counted(script, SIGNS, [(answer, 1.0)]);
        let number = self.lengths.len();
        for (word, count) in &words {
            self.holders.entry(*word).or_default().extend(u32::try_from(number).ok().map(|number| (number, *count)));
        }
        let length = words.iter().map(|(_, count)| count).sum::<f32>();
        self.length_sum += length;
        self.lengths.push(length);
        self.fitted.push(0.0);
        number
    }

    /// Hears a question of any time: the answers taken so far that fit it are remembered as fitting what is asked at large.
    pub fn hear(&mut self, script: &Script, subject: &str, body: &str) {
        self.common.count(script, subject, body);
        for (number, score) in self.scores(script, subject, body) {
            self.fitted[number as usize] += score;
            self.fitted_sum += score;
        }
    }

    /// The numbers of the answers that fit a question best, the best first.
    pub fn fitting(&self, script: &Script, subject: &str, body: &str, count_max: usize) -> Vec<usize> {
        let mut ranked: Vec<(u32, f32)> = self.scores(script, subject, body).into_iter().collect();
        for (number, score) in &mut ranked {
            *score /= 1.0 + self.generality(*number);
        }
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(count_max).map(|(number, _)| number as usize).collect()
    }

    /// How much better an answer fits questions at large than the mean of them does.
    fn generality(&self, number: u32) -> f32 {
        let mean = self.fitted_sum / real(self.fitted.len().max(1));
        if mean > 0.0 { self.fitted[number as usize] / mean } else { 0.0 }
    }

    /// For each answer with a word of the question the share of what the question tells that it takes up.
    fn scores(&self, script: &Script, subject: &str, body: &str) -> HashMap<u32, f32> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        let mut told = 0.0;
        for (word, asked) in counted(script, SIGNS, [(subject, SUBJECT_FACTOR), (body, 1.0)]) {
            let weight = self.common.rarity(word).powi(RARITY_POWER) * (1.0 + asked.ln());
            if weight > 0.0 {
                told += weight;
                self.add_scores(word, weight, &mut scores);
            }
        }
        for score in scores.values_mut() {
            *score /= told;
        }
        scores
    }

    fn add_scores(&self, word: u32, weight: f32, scores: &mut HashMap<u32, f32>) {
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

    #[test]
    fn an_answer_that_fits_whatever_is_asked_comes_after_one_that_fits_this() {
        let script = Script::parse("").unwrap();
        let mut answers = Answers::default();
        answers.take(&script, "路灯、食堂、公交、医院的问题已转交。");
        answers.take(&script, "路灯、水管、电梯、围墙的问题已转交。");
        assert_eq!(answers.fitting(&script, "路灯", "", 2), [0, 1]);
        for question in ["食堂饭菜", "公交晚点", "医院排队", "食堂涨价"] {
            answers.hear(&script, question, "");
        }
        assert_eq!(answers.fitting(&script, "路灯", "", 2), [1, 0]);
    }

    #[test]
    fn whatever_is_heard_is_ranked_in_bounds() {
        let script = Script::parse("").unwrap();
        let mut answers = Answers::default();
        let long = "路灯".repeat(200_000);
        for text in ["", "路", "，。", "\u{e000}\u{e000}", "😀👨‍👩‍👧", "路燈abc\0", &long] {
            answers.hear(&script, text, text);
            answers.take(&script, text);
            assert!(answers.fitting(&script, text, text, 3).len() <= 3, "{text:.9}");
        }
    }
}
