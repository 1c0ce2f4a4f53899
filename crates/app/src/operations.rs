//! What is done to the office as a whole, on record: imports, backups, restores, rebuilds, and what is carried out of it as
//! files. Counts and codes only.
//!
//! To add an event: its variant here, its line in `tests/operations_events.rs`, its words `operation-…`.

use huiyin_domain::ids::{MatterId, SourceCode, UnitCode};
use huiyin_domain::office::policy::{OfficeDeed, Reading, may_office, reads};
use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Commit, Head, NewEntry, Stream};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, decode, encode, time_zone};
use crate::tables::OfficeTable;

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
    /// A list or a file of letters was made for somebody, to be carried out of the office.
    Exported {
        /// What it was.
        what: Export,
        /// Rows of it, or letters.
        rows: u64,
    },
}

/// What was carried out as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Export {
    /// Lines of a register.
    Register(Span),
    /// The letters of a register, one after the other.
    Letters(Span),
    /// The whole file of a matter.
    Matter(MatterId),
    /// A table of the office.
    Table(OfficeTable),
}

/// Which lines of which register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The unit that keeps it.
    pub registry: UnitCode,
    /// Petitions, accusations or letters.
    pub class: SeriesClass,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// An operation as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The day.
    pub on: Date,
    /// Who: an officer, a job, the operator.
    pub by: String,
    /// What was done.
    pub event: OperationsEvent,
    /// The number of the matter whose file was carried out, where the reader may know it.
    pub number: Option<String>,
}

impl App {
    /// What was done to the office as a whole, newest first, at most so many.
    ///
    /// # Errors
    /// Refused where the actor may not.
    pub async fn operations(&self, actor: &Actor, most: usize) -> Result<Vec<Operation>, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadOperations, actor, &office)?;
        let zone = time_zone(&office)?;
        let stored = self.store.journal.load(self.office_id, &Stream::Operations, 0).await?;
        let mut told = Vec::new();
        for one in stored.iter().rev().take(most) {
            let (header, event) = decode::<OperationsEvent>(&Stream::Operations, one)?;
            let number = self.number_of(&office, actor, &event).await?;
            told.push(Operation { on: civil_day(&zone, header.recorded_at), by: header.actor, event, number });
        }
        Ok(told)
    }

    /// None for who stands behind the wall, or may not know of what is under seal.
    async fn number_of(
        &self,
        office: &Office,
        actor: &Actor,
        event: &OperationsEvent,
    ) -> Result<Option<String>, AppError> {
        let OperationsEvent::Exported { what: Export::Matter(id), .. } = event else { return Ok(None) };
        let matter = self.load(office, *id).await?.matter;
        let is_known = reads(actor, office, &matter) > Reading::Nothing;
        let number = matter.petitions.first().and_then(|petition| petition.number.as_ref());
        Ok(number.filter(|_| is_known).map(ToString::to_string))
    }

    /// Puts on record that a file leaves the office, before it does.
    pub async fn record_export(&self, by: &Actor, what: Export, rows: usize) -> Result<(), AppError> {
        self.record_operation(&OperationsEvent::Exported { what, rows: rows as u64 }, by).await
    }

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
