//! What was decided about a topic. The form is for ever, as that of a matter's events: golden files pin it.
//!
//! To add an event: a variant here, an arm in [`super::Topics::evolve`], its line in `tests/rules/golden.rs`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{MatterId, TopicId, UnitCode};
use crate::matter::Words;

/// A proposal to the unit that can change the rule behind the petitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The unit.
    pub to: UnitCode,
    /// What is proposed, sealed under the key of the matter that began the topic.
    pub text: Words,
    /// The day it was handed on.
    pub on: Date,
}

/// An event of the stream `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", content = "with", rename_all = "snake_case")]
pub enum TopicEvent {
    /// It was given a name.
    Named {
        /// The topic.
        topic: TopicId,
        /// The name, sealed under the key of the matter that began the topic.
        name: Words,
    },
    /// It is one problem with another, in which its matters stand from now on.
    Merged {
        /// The topic.
        topic: TopicId,
        /// The other.
        into: TopicId,
    },
    /// It is not, after all: its matters stand in it again.
    Parted {
        /// The topic.
        topic: TopicId,
    },
    /// Some of its matters are a problem of their own.
    Split {
        /// The topic.
        topic: TopicId,
        /// The topic they make: it is known by one of them.
        into: TopicId,
        /// The matters.
        matters: Vec<MatterId>,
    },
    /// It needs no more attention.
    Closed {
        /// The topic.
        topic: TopicId,
        /// The day.
        on: Date,
    },
    /// It does, after all.
    Reopened {
        /// The topic.
        topic: TopicId,
    },
    /// One of its matters is the one in which the problem itself is handled.
    MasterSet {
        /// The topic.
        topic: TopicId,
        /// The matter.
        matter: MatterId,
    },
    /// A proposal was handed to the unit that can change the rule.
    Proposed {
        /// The topic.
        topic: TopicId,
        /// The proposal.
        proposal: Proposal,
    },
}

impl TopicEvent {
    /// The topic it was decided on.
    pub const fn topic(&self) -> TopicId {
        match self {
            Self::Named { topic, .. }
            | Self::Merged { topic, .. }
            | Self::Parted { topic }
            | Self::Split { topic, .. }
            | Self::Closed { topic, .. }
            | Self::Reopened { topic }
            | Self::MasterSet { topic, .. }
            | Self::Proposed { topic, .. } => *topic,
        }
    }
}
