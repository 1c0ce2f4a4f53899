//! Published answers: what an ordinary matter was answered, told to everybody in words that are nobody's. Who answered prepares
//! them, another reads and publishes them, and they can be taken back; each is an entry of the stream `publications`.
//!
//! A publication has an id of its own, by which nobody finds the matter.

mod decide;
mod event;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use decide::{
    Answered, PublicationCommand, PublicationFacts, decide, may_be_prepared, may_be_published, may_be_read,
    may_be_taken_back,
};
pub use event::{Prepared, PublicationEvent};

use crate::codes;
use crate::ids::{IssueNo, MatterId, PetitionNo, PublicationId};
use crate::matter::Words;

codes! {
    /// The two texts of a published answer.
    PublicationPart {
        /// What was asked.
        Question => "question",
        /// What was answered.
        Answer => "answer",
    }

    /// How far a publication has come.
    PublicationStage {
        /// Waits to be read by somebody else.
        Prepared => "prepared",
        /// Everybody may read it.
        Published => "published",
        /// Nobody may any more.
        TakenBack => "taken_back",
    }
}

/// A publication as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What was prepared.
    pub prepared: Prepared,
    /// How far it has come.
    pub stage: PublicationStage,
    /// Since.
    pub on: Date,
    /// Petitioners who asked that it be taken back, with their reasons.
    pub asked_back: BTreeMap<PetitionNo, Words>,
}

/// All publications, after `seq` entries of their stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publications {
    /// Entries folded.
    pub seq: u64,
    all: BTreeMap<PublicationId, Publication>,
}

impl Publications {
    /// The publications after one more entry.
    #[must_use]
    pub fn evolve(mut self, event: &PublicationEvent) -> Self {
        self.seq += 1;
        match event {
            PublicationEvent::Prepared { publication, prepared } => {
                let (stage, on) = (PublicationStage::Prepared, prepared.on);
                let fresh = Publication { prepared: prepared.clone(), stage, on, asked_back: BTreeMap::new() };
                self.all.insert(*publication, fresh);
            }
            PublicationEvent::Published { publication, on, .. } => {
                self.moved(*publication, PublicationStage::Published, *on);
            }
            PublicationEvent::TakenBack { publication, on, .. } => {
                self.moved(*publication, PublicationStage::TakenBack, *on);
            }
            PublicationEvent::AskedBack { publication, petition, reason, .. } => {
                if let Some(it) = self.all.get_mut(publication) {
                    it.asked_back.insert(*petition, *reason);
                }
            }
        }
        self
    }

    fn moved(&mut self, publication: PublicationId, stage: PublicationStage, on: Date) {
        if let Some(it) = self.all.get_mut(&publication) {
            (it.stage, it.on) = (stage, on);
        }
    }

    /// The publication of that id.
    pub fn get(&self, publication: PublicationId) -> Option<&Publication> {
        self.all.get(&publication)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (PublicationId, &Publication)> {
        self.all.iter().map(|(id, publication)| (*id, publication))
    }

    /// Those of a matter.
    pub fn of(&self, matter: MatterId) -> impl Iterator<Item = (PublicationId, &Publication)> {
        self.all().filter(move |(_, publication)| publication.prepared.matter == matter)
    }

    /// The one of an issue that was not taken back.
    pub fn standing(&self, matter: MatterId, issue: IssueNo) -> Option<PublicationId> {
        let stands = |it: &Publication| it.prepared.issue == issue && it.stage != PublicationStage::TakenBack;
        self.of(matter).find(|(_, it)| stands(it)).map(|(id, _)| id)
    }
}
