//! A paper of a matter: what it is, its number, how far it is.

use crate::ids::{Commitment, DocumentNo, IssueNo};
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
