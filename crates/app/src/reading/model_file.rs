//! A model in a file: one line of JSON that names the columns it was learned from, and the model's own bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use huiyin_insight::class::{MODEL_BYTES_MAX, Model};
use serde::{Deserialize, Serialize};

use super::ReadingError;

/// The form of the file; another one is refused.
const FORM: u32 = 1;
/// The line of names takes no more than this.
const HEAD_BYTES_MAX: usize = 65_536;

/// A model and the columns it reads.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelFile {
    /// The text columns, the subject first.
    pub texts: Vec<String>,
    /// The column that it proposes.
    pub label: String,
    /// The model.
    pub model: Model,
}

#[derive(Serialize, Deserialize)]
struct Head {
    huiyin_model: u32,
    texts: Vec<String>,
    label: String,
}

impl ModelFile {
    /// Writes the file, over one that is there; gives its size in bytes.
    pub fn write(&self, file: &Path) -> Result<usize, ReadingError> {
        let head = Head { huiyin_model: FORM, texts: self.texts.clone(), label: self.label.clone() };
        let mut bytes = serde_json::to_vec(&head).map_err(|error| bad(file, &error))?;
        bytes.push(b'\n');
        bytes.extend(self.model.to_bytes());
        std::fs::write(file, &bytes).map_err(|error| bad(file, &format!("cannot be written: {error}")))?;
        Ok(bytes.len())
    }

    /// Reads what [`ModelFile::write`] wrote, and refuses everything else.
    pub fn open(file: &Path) -> Result<Self, ReadingError> {
        let bytes = read(file).map_err(|error| bad(file, &format!("cannot be read: {error}")))?;
        let no_model = || bad(file, &"not a model that `huiyin learn` wrote, or cut short: learn it anew");
        let end = bytes.iter().take(HEAD_BYTES_MAX).position(|byte| *byte == b'\n').ok_or_else(no_model)?;
        let head: Head = serde_json::from_slice(&bytes[..end]).map_err(|_| no_model())?;
        if head.huiyin_model != FORM {
            return Err(bad(file, &"a model of another version of huiyin: learn it anew"));
        }
        let model = Model::parse(&bytes[end + 1..]).map_err(|_| no_model())?;
        Ok(Self { texts: head.texts, label: head.label, model })
    }
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let bytes_max = u64::try_from(HEAD_BYTES_MAX + MODEL_BYTES_MAX).unwrap_or(u64::MAX);
    File::open(file)?.take(bytes_max).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn bad(file: &Path, reason: &dyn std::fmt::Display) -> ReadingError {
    ReadingError::Model { file: file.to_owned(), reason: reason.to_string() }
}
