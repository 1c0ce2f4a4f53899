//! Backup and restore: the whole database as one tar archive, made of one moment while the office works, in the same form
//! from either database. Never holds the service key: what people wrote stays sealed, and the archive says by a
//! fingerprint which key opens it.
//!
//! Members, in order: `huiyin.json` (what the archive is), `rows/<table>/<n>.jsonl` (the rows of each table in the order of
//! its key, the journal last, so that a restore cut off leaves no office behind), `files/<matter>/<id>` (attachments, as
//! sealed on the disk), `manifest.json` (count, size and SHA-256 of each member). To add a table, add it to
//! `huiyin_store::schema`; nothing here changes.

mod archive;
mod restore;
mod row;
mod write;

use huiyin_store::schema::{Column, ColumnType, JOURNAL, TABLES, Table};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
pub use restore::restore;

/// The form of archive written today.
const FORM: u32 = 1;

/// The member that says what the archive is.
const ABOUT: &str = "huiyin.json";

/// The member that says what should be in it.
const MANIFEST: &str = "manifest.json";

/// Largest member read whole: a part of a table ends once it is past [`write::PART_BYTES`], with at most one page of rows,
/// each at most a pressed letter of some hundred kilobytes, beyond it.
const MEMBER_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// What an archive is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct About {
    /// The form of archive.
    form: u32,
    /// When it was begun, for those who look at it.
    made_at: jiff::Timestamp,
    /// Version of the schema, of the database it was made from.
    schema: u32,
    /// Which service key opens it.
    key_fingerprint: String,
    /// The tables with their columns; an archive is restored into the very same ones.
    tables: Vec<Layout>,
}

/// A table as the archive has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Layout {
    name: String,
    /// Each column with what it holds: `seq int`.
    columns: Vec<String>,
}

/// What should be in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The offices in it.
    offices: Vec<i64>,
    /// Each member before this one, in order.
    members: Vec<Member>,
}

/// A member of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Member {
    /// Its path in the archive.
    name: String,
    /// Rows in it; none for a file.
    rows: u64,
    /// Its size.
    size_bytes: u64,
    /// Its hash, in hexadecimal.
    sha256: String,
}

/// What was written or restored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// Rows of all tables.
    pub rows: u64,
    /// Rows of the journal among them.
    pub entries: u64,
    /// Attachments.
    pub files: u64,
    /// Size of the members.
    pub size_bytes: u64,
}

impl Manifest {
    fn carried(&self) -> Carried {
        let entries = |member: &&Member| table_of(&member.name).is_some_and(|table| table == &JOURNAL);
        Carried {
            rows: self.members.iter().map(|member| member.rows).sum(),
            entries: self.members.iter().filter(entries).map(|member| member.rows).sum(),
            files: self.members.iter().filter(|member| member.name.starts_with("files/")).count() as u64,
            size_bytes: self.members.iter().map(|member| member.size_bytes).sum(),
        }
    }
}

/// The tables in the order in which an archive has them.
fn tables() -> impl Iterator<Item = &'static Table> {
    let journal = |table: &&Table| **table == JOURNAL;
    TABLES.into_iter().filter(move |table| !journal(table)).chain(TABLES.into_iter().filter(journal))
}

fn layouts() -> Vec<Layout> {
    let layout = |table: &Table| Layout {
        name: table.name.to_owned(),
        columns: table.columns.iter().map(|column| format!("{} {}", column.name, holds(*column))).collect(),
    };
    tables().map(layout).collect()
}

const fn holds(column: Column) -> &'static str {
    match column.kind {
        ColumnType::Int => "int",
        ColumnType::Text => "text",
        ColumnType::Bytes => "bytes",
    }
}

fn member_of(table: &Table, part: u64) -> String {
    format!("rows/{}/{part:06}.jsonl", table.name)
}

fn table_of(member: &str) -> Option<&'static Table> {
    let (name, _) = member.strip_prefix("rows/")?.split_once('/')?;
    TABLES.into_iter().find(|table| table.name == name)
}

/// Something the operator must know, in a sentence.
fn said(what: impl Into<String>) -> AppError {
    AppError::Unavailable(what.into())
}
