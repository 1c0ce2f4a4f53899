//! What follows from a command about a topic: events or a refusal. Pure; an empty list means that it is done already.
//!
//! Source: office rule 16; the product's figures F3 (policy-problem reports) and F4.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::event::{Proposal, TopicEvent};
use super::{Topic, Topics};
use crate::ids::{MatterId, TopicId, UnitCode};
use crate::matter::{Refusal, Words};
use crate::office::policy::{OfficeDeed, may_office};
use crate::office::{Actor, Office};

/// What somebody wants with a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicCommand {
    /// Call it so.
    Name(Words),
    /// It is one problem with that one.
    Merge {
        /// The other.
        into: TopicId,
    },
    /// It is not.
    Part,
    /// These are a problem of their own.
    Split {
        /// The matters. The first of them that began no topic yet is what theirs is known by.
        matters: Vec<MatterId>,
    },
    /// No more attention is needed.
    Close,
    /// It is, after all.
    Reopen,
    /// The problem itself is handled in that matter.
    SetMaster {
        /// The matter.
        matter: MatterId,
    },
    /// Hand a proposal to the unit that can change the rule.
    Propose {
        /// The unit.
        to: UnitCode,
        /// What is proposed.
        text: Words,
    },
}

/// What a decision may know of the world.
#[derive(Debug, Clone, Copy)]
pub struct TopicFacts<'a> {
    /// The office's civil day.
    pub today: Date,
    /// Who asks.
    pub actor: &'a Actor,
    /// The office.
    pub office: &'a Office,
    /// Of the matters that the command names, those that stand in the topic and may be read by who asks.
    pub inside: &'a BTreeSet<MatterId>,
}

/// What follows from a command about that topic.
///
/// # Errors
/// The refusal that names why not.
pub fn decide(
    topics: &Topics,
    topic: TopicId,
    command: &TopicCommand,
    facts: &TopicFacts<'_>,
) -> Result<Vec<TopicEvent>, Refusal> {
    may_office(OfficeDeed::DecideTopics, facts.actor, facts.office)?;
    let none = Topic::default();
    let now = topics.get(topic).unwrap_or(&none);
    match (now.into.is_some(), *command == TopicCommand::Part) {
        (true, false) => return Err(Refusal::TopicMerged { into: topics.now(topic) }),
        (false, true) => return Err(Refusal::TopicNotMerged),
        (true, true) | (false, false) => {}
    }
    match command {
        TopicCommand::Name(name) => Ok(vec![TopicEvent::Named { topic, name: *name }]),
        TopicCommand::Merge { into } => merge(topic, topics.now(*into)),
        TopicCommand::Split { matters } => split(topics, topic, matters, facts),
        TopicCommand::Close => Ok(once(now.closed_on.is_some(), TopicEvent::Closed { topic, on: facts.today })),
        TopicCommand::Reopen => Ok(once(now.closed_on.is_none(), TopicEvent::Reopened { topic })),
        TopicCommand::SetMaster { matter } => {
            is_inside(*matter, facts)?;
            Ok(once(now.master == Some(*matter), TopicEvent::MasterSet { topic, matter: *matter }))
        }
        TopicCommand::Propose { to, text } => propose(topic, to, *text, facts),
        TopicCommand::Part => Ok(vec![TopicEvent::Parted { topic }]),
    }
}

/// The event, unless it is so already.
fn once(is_so: bool, event: TopicEvent) -> Vec<TopicEvent> {
    if is_so { Vec::new() } else { vec![event] }
}

fn merge(topic: TopicId, into: TopicId) -> Result<Vec<TopicEvent>, Refusal> {
    if topic == into { Err(Refusal::TopicItself) } else { Ok(vec![TopicEvent::Merged { topic, into }]) }
}

fn split(
    topics: &Topics,
    topic: TopicId,
    matters: &[MatterId],
    facts: &TopicFacts<'_>,
) -> Result<Vec<TopicEvent>, Refusal> {
    let matters: BTreeSet<MatterId> = matters.iter().copied().collect();
    let first = *matters.first().ok_or(Refusal::NothingToSplit)?;
    if matters.contains(&topic.first()) {
        return Err(Refusal::BeganTopic { matter: topic.first() });
    }
    matters.iter().try_for_each(|matter| is_inside(*matter, facts))?;
    let known_by = matters.iter().map(|matter| TopicId::begun_by(*matter)).find(|id| topics.get(*id).is_none());
    let into = known_by.ok_or(Refusal::BeganTopic { matter: first })?;
    Ok(vec![TopicEvent::Split { topic, into, matters: matters.into_iter().collect() }])
}

fn is_inside(matter: MatterId, facts: &TopicFacts<'_>) -> Result<(), Refusal> {
    if facts.inside.contains(&matter) { Ok(()) } else { Err(Refusal::NotInTopic { matter }) }
}

fn propose(topic: TopicId, to: &UnitCode, text: Words, facts: &TopicFacts<'_>) -> Result<Vec<TopicEvent>, Refusal> {
    let unknown = || Refusal::UnknownUnit { unit: to.clone() };
    facts.office.unit_on(to, facts.today).ok_or_else(unknown)?;
    Ok(vec![TopicEvent::Proposed { topic, proposal: Proposal { to: to.clone(), text, on: facts.today } }])
}
