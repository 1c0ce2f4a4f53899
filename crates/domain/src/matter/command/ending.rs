//! Ends other than an answer, and going on after one.
#![expect(missing_docs, reason = "a field is what the event it leads to says of it")]

use crate::ids::{IssueNo, PetitionNo};
use crate::matter::event::Words;
use crate::matter::kinds::EndCode;

/// Reopen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopen {
    pub issue: IssueNo,
    pub reason: Words,
}

/// 撤回.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    pub petition: PetitionNo,
}

/// Take the withdrawal back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoWithdrawal {
    pub petition: PetitionNo,
}

/// End otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    pub issue: IssueNo,
    pub end: EndCode,
    pub reason: Words,
}

/// The second officer confirms an end that the first proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmEnd {
    pub issue: IssueNo,
}
