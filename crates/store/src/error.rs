//! What can go wrong with a store, by who must act.

use crate::commit::ClaimKind;
use crate::journal::Stream;

/// A read that failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A stored row contradicts what was written: the operator must look. Names the place, never the content.
    #[error("{table}.{column} of row {row} is inconsistent: {why}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column, or the rule that is broken.
        column: &'static str,
        /// Key of the row.
        row: String,
        /// What is wrong with it.
        why: String,
    },
    /// The database cannot be reached or refused to work; trying later may help.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
}

/// A commit that was not written. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A stream has moved since the command was decided: load it and decide once more.
    #[error("{0} has moved on")]
    Conflict(Stream),
    /// Somebody holds this unique claim already; `value` is what they stored with it.
    #[error("the {kind:?} is taken")]
    Claimed {
        /// What was claimed.
        kind: ClaimKind,
        /// What the holder keeps with the claim.
        value: Vec<u8>,
    },
    /// The store cannot promise durability any more (a sync failed): answer 503, stop, recover at the next start.
    #[error("the store has stopped: {0}")]
    Stopped(String),
    /// Anything else; see [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}
