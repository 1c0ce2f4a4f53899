//! The stream of petitions into topics: one pass, bounded room, the same order gives the same topics.

use crate::postings::Postings;
use crate::script::Script;
use crate::words::{Commonness, Word, add_doubles, cosine, keep_strongest};

/// A petition this like a topic joins it.
const JOIN: f32 = 0.25;
/// Two topics this alike are one.
const MERGE: f32 = 0.30;
/// A topic is known by somewhat more words than a petition.
const TOPIC_WORDS_MAX: usize = 64;
/// How many topics are compared with a petition.
const NEAR_MAX: usize = 24;
/// Topics beyond the newest so many take no more petitions unless they have grown: a million lone petitions fit in memory.
const OPEN_MAX: usize = 400_000;

/// Where a petition went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Joined {
    /// The topic.
    pub topic: u32,
    /// How like it was, from 0 to 1; 1 where it began the topic.
    pub likeness: f32,
}

#[derive(Debug, Clone)]
struct Topic {
    words: Vec<Word>,
    size: u32,
    /// The topic it was merged into, or its own number.
    into: u32,
}

/// All topics of a stream.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    common: Commonness,
    all: Vec<Topic>,
    postings: Postings,
    /// Topics that grew since the last settling.
    grown: Vec<u32>,
}

impl Topics {
    /// Puts a petition into the topic it is most like, or begins one; nothing where the text tells nothing.
    pub fn join(&mut self, script: &Script, subject: &str, body: &str) -> Option<Joined> {
        let words = self.read(script, subject, body)?;
        let best = self.best(&words, None);
        let Some((topic, likeness)) = best.filter(|(_, likeness)| *likeness >= JOIN) else {
            return Some(Joined { topic: self.begin(words), likeness: 1.0 });
        };
        self.grow(topic, &words, 1);
        Some(Joined { topic, likeness })
    }

    /// Puts a petition where somebody said that it belongs: into that topic, or into one that it begins; nothing where the
    /// text tells nothing.
    pub fn put(&mut self, script: &Script, subject: &str, body: &str, topic: Option<u32>) -> Option<u32> {
        let words = self.read(script, subject, body)?;
        match topic.map(|topic| self.now(topic)) {
            Some(topic) => {
                self.grow(topic, &words, 1);
                Some(topic)
            }
            None => Some(self.begin(words)),
        }
    }

    /// The words a text is known by, after it was counted.
    fn read(&mut self, script: &Script, subject: &str, body: &str) -> Option<Vec<Word>> {
        self.common.count(script, subject, body);
        Some(self.common.words(script, subject, body)).filter(|words| !words.is_empty())
    }

    /// Joins topics that have grown alike since the last settling, the smaller into what it is most like.
    pub fn settle(&mut self) {
        self.settle_but(|_| false);
    }

    /// The same, but of those that stay by themselves, which others may still join; returns which topic went into which.
    pub fn settle_but(&mut self, stays: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
        let mut order = std::mem::take(&mut self.grown);
        order.sort_unstable_by_key(|topic| (self.all[*topic as usize].size, *topic));
        order.dedup();
        let mut merged = Vec::new();
        for topic in order {
            if self.now(topic) != topic || stays(topic) {
                continue;
            }
            let words = self.all[topic as usize].words.clone();
            let Some((other, _)) = self.best(&words, Some(topic)).filter(|(_, likeness)| *likeness >= MERGE) else {
                continue;
            };
            let size = self.all[topic as usize].size;
            self.all[topic as usize].into = other;
            self.grow(other, &words, size);
            merged.push((topic, other));
        }
        merged
    }

    /// Where a topic's petitions stand now, after merging.
    pub fn now(&self, topic: u32) -> u32 {
        let mut topic = topic;
        while let Some(into) = self.all.get(topic as usize).map(|found| found.into).filter(|into| *into != topic) {
            topic = into;
        }
        topic
    }

    /// Petitions in a topic.
    pub fn size(&self, topic: u32) -> u32 {
        self.all.get(self.now(topic) as usize).map_or(0, |found| found.size)
    }

    fn best(&self, words: &[Word], but: Option<u32>) -> Option<(u32, f32)> {
        let near = self.postings.near(words, NEAR_MAX).into_iter().map(|topic| self.now(topic));
        let others = near.filter(|topic| Some(*topic) != but);
        let alike = others.map(|topic| (topic, cosine(words, &self.all[topic as usize].words)));
        alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    fn begin(&mut self, words: Vec<Word>) -> u32 {
        let topic = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.postings.note(&words, topic);
        self.all.push(Topic { words, size: 1, into: topic });
        self.grown.push(topic);
        let old = self.all.len().checked_sub(OPEN_MAX).and_then(|old| self.all.get_mut(old));
        if let Some(old) = old.filter(|old| old.size == 1) {
            old.words = Vec::new();
        }
        topic
    }

    /// Adds a petition's words to the topic's; what many share grows, what one said fades.
    fn grow(&mut self, topic: u32, words: &[Word], size: u32) {
        let grown = &mut self.all[topic as usize];
        let (old, new) = (weight(grown.size), weight(size));
        let mut sum: Vec<Word> = grown.words.iter().map(|(word, at)| (*word, at * old)).collect();
        sum.extend(words.iter().map(|(word, at)| (*word, at * new)));
        sum.sort_unstable_by_key(|(word, _)| *word);
        add_doubles(&mut sum);
        keep_strongest(&mut sum, TOPIC_WORDS_MAX);
        grown.words = sum;
        grown.size += size;
        self.grown.push(topic);
        self.postings.note(words, topic);
    }
}

/// A topic's say against a newcomer's.
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^24")]
fn weight(size: u32) -> f32 {
    size as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(texts: &[&str]) -> (Topics, Vec<u32>) {
        let script = Script::parse("").unwrap();
        let mut topics = Topics::default();
        let joined = texts.iter().map(|text| topics.join(&script, text, "").unwrap().topic).collect();
        (topics, joined)
    }

    #[test]
    fn petitions_on_one_problem_meet_and_others_stay_apart() {
        let (topics, joined) = topics(&[
            "春风里小区旁边的搅拌站噪音扰民",
            "学校食堂饭菜质量差",
            "春风里小区搅拌站夜里施工",
            "投诉春风里小区附近的搅拌站",
            "公交车总是晚点",
        ]);
        assert_eq!((joined[0], joined[0], topics.size(joined[0])), (joined[2], joined[3], 3));
        assert_ne!(joined[1], joined[4]);
    }

    #[test]
    fn a_text_that_tells_nothing_joins_nothing() {
        let script = Script::parse("").unwrap();
        let mut topics = Topics::default();
        assert_eq!(topics.join(&script, "", "。！"), None);
        assert_eq!((topics.size(7), topics.now(7)), (0, 7));
    }

    #[test]
    fn a_petition_goes_where_it_is_put_and_what_stays_joins_nothing() {
        let script = Script::parse("").unwrap();
        let (mut topics, _) = topics(&["甲乙丙丁戊己", "一二三四五六"]);
        assert_eq!(topics.put(&script, "甲乙丙丁戊己", "", Some(1)), Some(1));
        assert_eq!((topics.size(0), topics.size(1)), (1, 2));
        assert_eq!(topics.put(&script, "甲乙丙丁戊己", "", None), Some(2));
        assert_eq!(topics.put(&script, "。", "", Some(0)), None);
        let (stays, mut again) = (|topic| topic != 2, topics.clone());
        let merged = topics.settle_but(stays);
        assert_eq!(merged.first().map(|(topic, _)| *topic), Some(2), "{merged:?}");
        assert!(again.settle_but(|_| true).is_empty());
        assert_eq!(again.now(2), 2);
    }

    #[test]
    fn settled_topics_lead_to_the_one_they_were_merged_into() {
        let (mut topics, _) = topics(&["甲乙丙丁戊己", "一二三四五六"]);
        let words = topics.all[0].words.clone();
        topics.all[1].words.clone_from(&words);
        topics.postings.note(&words, 1);
        topics.settle();
        assert_eq!((topics.now(0), topics.size(0), topics.size(1)), (topics.now(1), 2, 2));
    }
}
