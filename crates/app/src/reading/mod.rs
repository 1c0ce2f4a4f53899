//! Texts read from files, and models kept in files: what `huiyin learn`, `classify` and `topics` stand on. Needs no office,
//! no store and no key.
//!
//! [`texts`] opens a table and finds the columns; [`samples`] gathers what was decided; [`model_file`] keeps a model with the
//! names of the columns it reads.

mod encoding;
pub mod model_file;
pub mod samples;
pub mod texts;

use std::path::{Path, PathBuf};

use huiyin_insight::class::TrainingError;
use huiyin_insight::script::Script;

use crate::import::ImportError;

pub use model_file::ModelFile;
pub use samples::Samples;
pub use texts::{Columns, Line, TextFile, TextRow};

const SIMPLIFIED: &str = include_str!("../../../../rules/lexicon/simplified.txt");

/// Why texts cannot be read, or nothing can be learned of them.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The file is no table.
    #[error(transparent)]
    Table(#[from] ImportError),
    /// The table lacks what was named.
    #[error("{file} has no column {wanted}; its columns are: {columns}", file = file.display())]
    NoColumn {
        /// The table.
        file: PathBuf,
        /// The column named, or several of which one would do.
        wanted: String,
        /// Those it has.
        columns: String,
    },
    /// The samples teach nothing.
    #[error("nothing can be learned: {0}")]
    Training(#[from] TrainingError),
    /// The file is no model, or cannot be read or written.
    #[error("{file}: {reason}", file = file.display())]
    Model {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// The table of characters that is shipped cannot be read: a fault of ours.
    #[error("rules/lexicon/simplified.txt: {0}")]
    Script(#[from] huiyin_insight::script::ScriptError),
}

/// The folding of characters that is shipped.
pub fn script() -> Result<Script, ReadingError> {
    Ok(Script::parse(SIMPLIFIED)?)
}

fn no_column(file: &Path, wanted: String, columns: &[String]) -> ReadingError {
    ReadingError::NoColumn { file: file.to_owned(), wanted, columns: columns.join(", ") }
}
