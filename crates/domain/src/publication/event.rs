//! What was decided about published answers. The form is for ever, as that of a matter's events: golden files pin it.
//!
//! To add an event: a variant here, an arm in [`super::Publications::evolve`], its line in `tests/rules/golden.rs`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ClassCode, DocumentNo, IssueNo, MatterId, OfficerCode, PetitionNo, PublicationId, UnitCode};
use crate::matter::Words;

/// An answer in words for everybody, as somebody prepared it. Its words are sealed under the matter's key, so that they end
/// with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The matter that was answered.
    pub matter: MatterId,
    /// Which of its issues.
    pub issue: IssueNo,
    /// The paper that told that answer: what is told on a later one is another answer.
    pub document: DocumentNo,
    /// The unit that answered.
    pub unit: UnitCode,
    /// What it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassCode>,
    /// What was asked.
    pub question: Words,
    /// What was answered.
    pub answer: Words,
    /// Who prepared it.
    pub by: OfficerCode,
    /// The day.
    pub on: Date,
}

/// An event of the stream `publications`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", content = "with", rename_all = "snake_case")]
pub enum PublicationEvent {
    /// Words for everybody were prepared.
    Prepared {
        /// What they are known by.
        publication: PublicationId,
        /// The words, and of which answer they are.
        prepared: Prepared,
    },
    /// Somebody else read them and published them.
    Published {
        /// Which.
        publication: PublicationId,
        /// Why it helps others.
        reason: Words,
        /// The day.
        on: Date,
    },
    /// They were taken back, published or not.
    TakenBack {
        /// Which.
        publication: PublicationId,
        /// Why.
        reason: Words,
        /// The day.
        on: Date,
    },
    /// A petitioner asked that they be taken back.
    AskedBack {
        /// Which.
        publication: PublicationId,
        /// Whose wish it is.
        petition: PetitionNo,
        /// Why.
        reason: Words,
        /// The day.
        on: Date,
    },
}

impl PublicationEvent {
    /// What it is about.
    pub const fn publication(&self) -> PublicationId {
        match self {
            Self::Prepared { publication, .. }
            | Self::Published { publication, .. }
            | Self::TakenBack { publication, .. }
            | Self::AskedBack { publication, .. } => *publication,
        }
    }
}
