//! The models that an office has learned, in a folder beside its data: read when they are first asked for, and again when
//! another was learned meanwhile. An office without them works all the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use huiyin_insight::class::Model;

use crate::reading::{ModelFile, ReadingError};

/// What a model proposes, and the file that holds it.
const CLASS: &str = "class.model";
const KIND: &str = "kind.model";
/// The ending of a file that is still being written.
const UNFINISHED: &str = "new";

/// The models of an office, if it keeps any.
#[derive(Debug, Default)]
pub struct Models {
    folder: Option<PathBuf>,
    held: Mutex<BTreeMap<&'static str, Held>>,
}

/// A model as it was last read; none where its file cannot be read.
#[derive(Debug, Clone)]
struct Held {
    written_at: SystemTime,
    model: Option<Arc<Model>>,
}

impl Models {
    /// Those of a folder, which need not exist yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder: Some(folder), held: Mutex::default() }
    }

    /// The model of classes.
    pub fn class(&self) -> Option<Arc<Model>> {
        self.open(CLASS)
    }

    /// The model of kinds and ways.
    pub fn kind(&self) -> Option<Arc<Model>> {
        self.open(KIND)
    }

    /// Keeps a model of classes; gives its size in bytes.
    ///
    /// # Errors
    /// Where the file cannot be written, or no folder was named.
    pub fn keep_class(&self, model: Model) -> Result<usize, ReadingError> {
        self.keep(CLASS, "class", model)
    }

    /// Keeps a model of kinds and ways; gives its size in bytes.
    ///
    /// # Errors
    /// Where the file cannot be written, or no folder was named.
    pub fn keep_kind(&self, model: Model) -> Result<usize, ReadingError> {
        self.keep(KIND, "kind", model)
    }

    /// The model in that file; one that cannot be read proposes nothing, and the log says so once.
    fn open(&self, name: &'static str) -> Option<Arc<Model>> {
        let file = self.folder.as_ref()?.join(name);
        let written_at = std::fs::metadata(&file).and_then(|data| data.modified()).ok()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.get(name).filter(|held| held.written_at == written_at);
        if let Some(known) = known {
            return known.model.clone();
        }
        let model = read(&file);
        held.insert(name, Held { written_at, model: model.clone() });
        model
    }

    /// Written beside and put in place whole, so that an office at work never reads half of one.
    fn keep(&self, name: &str, label: &str, model: Model) -> Result<usize, ReadingError> {
        let folder = self.folder.as_deref().unwrap_or_else(|| Path::new("."));
        let failed = |error: std::io::Error| ReadingError::Model { file: folder.join(name), reason: error.to_string() };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let (file, unfinished) = (folder.join(name), folder.join(name).with_extension(UNFINISHED));
        let texts = ["subject", "body"].map(str::to_owned).to_vec();
        let size_bytes = ModelFile { texts, label: label.to_owned(), model }.write(&unfinished)?;
        std::fs::rename(&unfinished, file).map_err(failed)?;
        Ok(size_bytes)
    }
}

fn read(file: &Path) -> Option<Arc<Model>> {
    match ModelFile::open(file) {
        Ok(opened) => Some(Arc::new(opened.model)),
        Err(error) => {
            tracing::warn!(%error, "a model cannot be read and proposes nothing");
            None
        }
    }
}
