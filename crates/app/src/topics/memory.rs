//! What a process knows of topics, so that a new text meets those that are like it: made from the newest matters when it is
//! first needed, from the rows on, so that what stands in a topic stays there.

use std::collections::HashMap;

use huiyin_domain::ids::{MatterId, TopicId};
use huiyin_domain::topic::Topics as Decided;
use huiyin_insight::topic::{Topics, Watch};
use jiff::civil::Date;
use tokio::sync::Mutex;

use crate::search::SCRIPT;

/// Texts and rhythms, each made anew when it is lost.
#[derive(Default)]
pub struct Known {
    /// The texts; none until they are first needed, and after something was taken out.
    pub(super) texts: Mutex<Option<Memory>>,
    /// What was learned of a topic's rhythm, with the day from which on it is watched and how many matters taught it: it takes
    /// longer to learn than all else.
    pub(super) watches: Mutex<HashMap<TopicId, (Date, u32, Watch)>>,
}

/// A text: subject and body, without numbers of persons.
pub(super) type Text = (String, String);

/// The texts of topics.
#[derive(Default)]
pub(super) struct Memory {
    stream: Topics,
    ids: Vec<TopicId>,
    numbers: HashMap<TopicId, u32>,
    /// The newest matter that it holds.
    newest: Option<MatterId>,
}

impl Memory {
    /// Holds the newest matter of the rows: nobody else has put one there since.
    pub(super) fn is_current(&self, newest: Option<MatterId>) -> bool {
        self.newest == newest
    }

    /// Puts a text into the topic it stands in.
    pub(super) fn recall(&mut self, matter: MatterId, text: Option<&Text>, topic: TopicId) {
        self.newest = self.newest.max(Some(matter));
        if let Some((subject, body)) = text {
            let known = self.numbers.get(&topic).copied();
            let number = self.stream.put(&SCRIPT, subject, body, known);
            self.note(number, topic);
        }
    }

    /// Finds the topic of a new text: the one people put it into, its own where they decided on that, else the one it is most
    /// like; where there is none, it begins one.
    pub(super) fn join(&mut self, matter: MatterId, text: Option<&Text>, decided: &Decided) -> TopicId {
        let own = TopicId::begun_by(matter);
        let told = decided.moved(matter).or_else(|| decided.get(own).map(|_| own));
        if let Some(topic) = told {
            self.recall(matter, text, topic);
            return topic;
        }
        self.newest = self.newest.max(Some(matter));
        let joined = text.and_then(|(subject, body)| self.stream.join(&SCRIPT, subject, body));
        let Some(joined) = joined else { return own };
        self.note(Some(joined.topic), own);
        self.ids.get(joined.topic as usize).copied().unwrap_or(own)
    }

    /// A number that is new stands for this topic.
    fn note(&mut self, number: Option<u32>, topic: TopicId) {
        if number.is_some_and(|number| number as usize == self.ids.len()) {
            self.numbers.insert(topic, number.unwrap_or_default());
            self.ids.push(topic);
        }
    }

    /// Lets topics that have grown alike flow together, but for those that people decided on; which went into which.
    pub(super) fn settle(&mut self, decided: &Decided) -> Vec<(TopicId, TopicId)> {
        let ids = &self.ids;
        let id = |number: u32| ids.get(number as usize).copied();
        let merged = self.stream.settle_but(|number| id(number).is_some_and(|topic| decided.get(topic).is_some()));
        let merged: Vec<_> = merged.into_iter().filter_map(|(from, into)| id(from).zip(id(into))).collect();
        for (from, into) in &merged {
            if let Some(number) = self.numbers.get(into).copied() {
                self.numbers.insert(*from, number);
            }
        }
        merged
    }
}
