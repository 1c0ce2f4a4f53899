//! A paper of a matter: what it is, its number, how far it is.

use crate::ids::{Commitment, DocumentNo, IssueNo, PetitionNo};
use crate::matter::event::Words;
use crate::matter::kinds::DocumentKind;
use crate::office::series::Number;

/// A paper of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub no: DocumentNo,
    /// What it is.
    pub kind: DocumentKind,
    /// The issue it is about.
    pub issue: IssueNo,
    /// The one petition it is for; none where it is for all of them.
    pub petition: Option<PetitionNo>,
    /// Its running number.
    pub number: Option<Number>,
    /// How far it is.
    pub state: DocumentState,
}

/// How far a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentState {
    /// It has a number and is being pressed.
    Numbered,
    /// It exists.
    Issued {
        /// The content that holds it.
        file: Words,
        /// SHA-256 of the file.
        sha256: Commitment,
    },
    /// Its number was closed.
    Voided,
}

impl Document {
    /// The petitioner of that petition may read it: it is for all of them, or for this one, and not between units.
    pub fn is_for(&self, petition: PetitionNo) -> bool {
        !self.kind.is_between_units() && self.petition.is_none_or(|own| own == petition)
    }

    /// It exists as a file, and may be read.
    pub const fn is_issued(&self) -> bool {
        matches!(self.state, DocumentState::Issued { .. })
    }

    /// It is the paper that was to be written, and still stands.
    pub fn is(&self, paper: Unwritten) -> bool {
        self.state != DocumentState::Voided && self.as_due() == paper
    }

    /// The same, before it was written.
    pub const fn as_due(&self) -> Unwritten {
        Unwritten { kind: self.kind, issue: self.issue, petition: self.petition }
    }
}

/// A paper that a step has made due, and that nobody has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritten {
    /// What it will be.
    pub kind: DocumentKind,
    /// The issue it will be about.
    pub issue: IssueNo,
    /// The one petition it will be for.
    pub petition: Option<PetitionNo>,
}

impl Unwritten {
    /// A paper on an issue for all of its petitions.
    pub const fn of(kind: DocumentKind, issue: IssueNo) -> Self {
        Self { kind, issue, petition: None }
    }
}
