//! Taking earlier work in: rows of a file become history, counted with their own dates and told apart from our work.
//!
//! A map says which column is what ([`map`]); a reader yields rows one by one, from CSV ([`records`]) or XLSX
//! ([`read`]); a row is checked by itself ([`row`]); the runner commits many at once ([`run`]). Taken in twice, nothing is added: source and source
//! number are a claim.

pub mod map;
pub mod read;
pub mod records;
pub mod row;
pub mod run;

pub use map::Map;
pub use run::{Progress, Rejected, Summary};

/// Why a file cannot be taken in. Nothing was kept, unless the disk or the store failed halfway: then another run takes in
/// the rest.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The map is no map.
    #[error("the map cannot be read: {0}")]
    Map(String),
    /// The file cannot be read.
    #[error("{0}")]
    File(String),
    /// The file has no such column.
    #[error("the file has no column {column:?}, which the map names for {field}; its columns are: {columns}")]
    NoColumn {
        /// The column named.
        column: String,
        /// What it is for.
        field: &'static str,
        /// Those the file has.
        columns: String,
    },
    /// The office refused or the store failed.
    #[error(transparent)]
    App(#[from] crate::AppError),
}
