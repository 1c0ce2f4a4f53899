//! What is done to the office as a whole, on record: imports, backups, restores, rebuilds. Counts and codes only.

use huiyin_domain::ids::SourceCode;
use huiyin_domain::office::Actor;
use huiyin_store::{Commit, Head, NewEntry, Stream};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::load::encode;

/// An event of the stream `operations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OperationsEvent {
    /// A file of earlier work was taken in.
    Imported {
        /// Of which source.
        source: SourceCode,
        /// Rows read.
        rows: u64,
        /// Rows taken in.
        taken: u64,
        /// Rows refused.
        rejected: u64,
    },
    /// The whole office was written to an archive: everything in it left the database.
    BackedUp {
        /// Entries in the archive.
        entries: u64,
    },
    /// The office was made from an archive.
    Restored {
        /// Entries in it.
        entries: u64,
    },
    /// Lists and figures were made anew from the record.
    Rebuilt {
        /// Entries read.
        entries: u64,
    },
}

impl App {
    /// Puts an operation on record.
    pub async fn record_operation(&self, event: &OperationsEvent, by: &Actor) -> Result<(), AppError> {
        let stream = Stream::Operations;
        let mut commit = Commit::new(self.office_id);
        commit.heads.push(Head { stream: stream.clone(), seq: None });
        let (recorded_at, actor, body) = (self.now(), by.to_string(), encode(event)?);
        commit.entries.push(NewEntry { stream, recorded_at, actor, body, number: None });
        self.store.writer.commit(commit).await?;
        Ok(())
    }
}
