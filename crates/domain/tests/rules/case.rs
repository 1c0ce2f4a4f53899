//! A matter in the office of the tests: commands go in on their day, by their actor, and are folded.

use std::sync::LazyLock;

use huiyin_domain::ids::{Commitment, ContentId, IssueNo, MatterId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::allowed::{Target, verdict};
use huiyin_domain::matter::command::{Filing, Findings, Register};
use huiyin_domain::matter::decide::recuse::to_office;
use huiyin_domain::matter::{
    Command, CommandKind, Decision, Entry, Event, Facts, Matter, Refusal, Words, decide, evolve,
};
use huiyin_domain::office::{Actor, Office};
use jiff::civil::{Date, Time, time};

use crate::office::{day, office, unit};

static OFFICE: LazyLock<Office> = LazyLock::new(office);

/// The first issue.
pub const FIRST: IssueNo = IssueNo::FIRST;

/// At noon every office is open.
const NOON: Time = time(12, 0, 0, 0);

/// A matter with all its entries, in an office, on a day.
#[derive(Clone)]
pub struct Case {
    pub office: Office,
    pub matter: Matter,
    pub entries: Vec<Entry>,
    pub today: Date,
    pub hour: Time,
}

impl Case {
    /// A matter of which nothing is known yet.
    pub fn unborn(today: &str) -> Self {
        let matter = Matter::unborn(MatterId::from_bits(1));
        Self { office: OFFICE.clone(), matter, entries: Vec::new(), today: day(today), hour: NOON }
    }

    /// A matter registered that day at the registry, with one demand.
    pub fn filed(today: &str) -> Self {
        Self::registered(today, |_| {})
    }

    /// A matter registered that day, after some change of what is filed.
    pub fn registered(today: &str, change: impl FnOnce(&mut Register)) -> Self {
        let mut case = Self::unborn(today);
        let mut command = register(case.today);
        change(&mut command);
        case.give(&Actor::Public, command);
        case
    }

    /// The command is decided on the case's day; nothing is folded.
    pub fn asked(&self, actor: &Actor, command: impl Into<Command>) -> Decision {
        decide(&self.matter, &command.into(), &self.facts(actor))
    }

    /// The `may_…` half of a command.
    pub fn verdict(&self, actor: &Actor, kind: CommandKind, target: Target) -> Result<(), Refusal> {
        verdict(&self.matter, kind, target, &self.facts(actor))
    }

    /// The command is accepted and folded.
    pub fn give(&mut self, actor: &Actor, command: impl Into<Command>) -> Vec<Event> {
        let command = command.into();
        let events = decide(&self.matter, &command, &self.facts(actor));
        let events = events.unwrap_or_else(|refusal| panic!("{command:?} by {actor} on {}: {refusal:?}", self.today));
        self.fold(&events);
        events
    }

    /// The events are folded.
    pub fn fold(&mut self, events: &[Event]) {
        for event in events {
            let seq = self.matter.seq + 1;
            let entry = Entry { seq, recorded_on: self.today, number: None, event: event.clone() };
            let id = self.matter.id;
            if let Some(change) = to_office(event, id) {
                self.office = self.office.clone().evolve(change);
            }
            let before = std::mem::replace(&mut self.matter, Matter::unborn(id));
            self.matter = evolve(before, &entry);
            self.entries.push(entry);
        }
    }

    /// The same case on another day.
    pub fn on(&mut self, today: &str) -> &mut Self {
        self.today = day(today);
        self
    }

    pub fn facts<'a>(&'a self, actor: &'a Actor) -> Facts<'a> {
        Facts { today: self.today, hour: self.hour, actor, office: &self.office }
    }
}

/// Something written: the same number, the same words.
pub fn words(number: u128) -> Words {
    Words { id: ContentId::from_bits(number), commitment: Commitment([7; 32]) }
}

pub fn findings() -> Findings {
    Findings { facts: words(21), reasons: words(22), basis: words(23) }
}

/// A petition handed in that day at the registry, with one demand.
pub fn filing(received_on: Date) -> Filing {
    Filing {
        channel: Channel::Online,
        at: unit("xfj"),
        received_on,
        subject: words(1),
        text: words(2),
        files: Vec::new(),
        persons: Vec::new(),
        persons_count: 1,
        reachable: true,
        demands: vec![words(3)],
        source: None,
        language: None,
    }
}

/// A new matter with that petition.
pub fn register(received_on: Date) -> Register {
    Register {
        filing: filing(received_on),
        accusation: false,
        under_seal: false,
        about_office: false,
        against: Vec::new(),
        place: None,
        happened_on: None,
    }
}
