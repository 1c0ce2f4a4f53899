//! Topics: petitions that are one problem. Which matter belongs to which topic is a proposal made from the texts, kept in rows
//! that can be thrown away; what people decide about topics stands here, as entries of the stream `topics`, and holds
//! whatever is proposed afterwards.
//!
//! A topic is known by the matter that began it, so that its id stays the same when rows are made anew. By problem and place,
//! never by person.

mod decide;
mod event;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use decide::{TopicCommand, TopicFacts, decide};
pub use event::{Proposal, TopicEvent};

use crate::ids::{MatterId, TopicId};
use crate::matter::Words;

/// What people decided about one topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// What it is called.
    pub name: Option<Words>,
    /// The day it was closed; none while it is open.
    pub closed_on: Option<Date>,
    /// The topic it was merged into.
    pub into: Option<TopicId>,
    /// The matter in which the problem itself is handled.
    pub master: Option<MatterId>,
    /// What was proposed to the unit that can change the rule; the last one.
    pub proposal: Option<Proposal>,
}

/// What people decided about all topics, after `seq` entries of their stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topics {
    /// Entries folded.
    pub seq: u64,
    decided: BTreeMap<TopicId, Topic>,
    moved: BTreeMap<MatterId, TopicId>,
}

impl Topics {
    /// The topics after one more entry.
    #[must_use]
    pub fn evolve(mut self, event: &TopicEvent) -> Self {
        self.seq += 1;
        match event {
            TopicEvent::Named { topic, name } => self.of(*topic).name = Some(*name),
            TopicEvent::Merged { topic, into } => {
                self.of(*into);
                self.of(*topic).into = Some(*into);
            }
            TopicEvent::Parted { topic } => self.of(*topic).into = None,
            TopicEvent::Split { topic, into, matters } => {
                self.of(*topic);
                self.of(*into);
                self.moved.extend(matters.iter().map(|matter| (*matter, *into)));
            }
            TopicEvent::Closed { topic, on } => self.of(*topic).closed_on = Some(*on),
            TopicEvent::Reopened { topic } => self.of(*topic).closed_on = None,
            TopicEvent::MasterSet { topic, matter } => self.of(*topic).master = Some(*matter),
            TopicEvent::Proposed { topic, proposal } => self.of(*topic).proposal = Some(proposal.clone()),
        }
        self
    }

    fn of(&mut self, topic: TopicId) -> &mut Topic {
        self.decided.entry(topic).or_default()
    }

    /// What was decided about a topic; none where nothing was, so that it may still flow into another by itself.
    pub fn get(&self, topic: TopicId) -> Option<&Topic> {
        self.decided.get(&topic)
    }

    /// The topics that something was decided about.
    pub fn decided(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.decided.iter().map(|(topic, decided)| (*topic, decided))
    }

    /// Where the matters of a topic stand now: in the topic that it was merged into. Merging never goes in a circle.
    pub fn now(&self, topic: TopicId) -> TopicId {
        let into = |topic: &TopicId| self.decided.get(topic).and_then(|decided| decided.into);
        std::iter::successors(Some(topic), into).last().unwrap_or(topic)
    }

    /// Where a matter's text belongs: in what people moved it to, or where it was put by its words.
    pub fn begun(&self, matter: MatterId, by_words: TopicId) -> TopicId {
        self.moved.get(&matter).copied().unwrap_or(by_words)
    }

    /// Where a matter stands that its words put into that topic.
    pub fn place(&self, matter: MatterId, by_words: TopicId) -> TopicId {
        self.now(self.begun(matter, by_words))
    }

    /// The topic that people moved a matter to.
    pub fn moved(&self, matter: MatterId) -> Option<TopicId> {
        self.moved.get(&matter).copied()
    }
}
