//! The models that an office has learned, in a folder beside its data: read when they are first asked for, and again when
//! another was learned meanwhile. An office without them works all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use huiyin_insight::class::Model;

use crate::reading::{ModelFile, ReadingError};

/// The ending of a file that is still being written.
const UNFINISHED: &str = "new";
/// The file that says from which decisions was learned: eight bytes of a hash of each, and no word.
const LEARNED_FROM: &str = "learned.from";

/// What is learned from an office's decisions: a model of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Learned {
    /// The class of an issue.
    Class,
    /// Its kind, and for appeals the way.
    Kind,
}

impl Learned {
    /// All.
    pub const ALL: [Self; 2] = [Self::Class, Self::Kind];

    /// What it is called in a model's file and in what the commands print.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Kind => "kind",
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Self::Class => "class.model",
            Self::Kind => "kind.model",
        }
    }
}

/// The models of an office, if it keeps any.
#[derive(Debug, Default)]
pub struct Models {
    folder: Option<PathBuf>,
    held: Mutex<BTreeMap<Learned, Held>>,
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

    /// The office keeps what it learns.
    pub const fn are_kept(&self) -> bool {
        self.folder.is_some()
    }

    /// Keeps a model; gives its size in bytes. Written beside and put in place whole, so that an office at work never
    /// reads half of one.
    ///
    /// # Errors
    /// Where the file cannot be written, or no folder was named.
    pub fn keep(&self, learned: Learned, model: Model) -> Result<usize, ReadingError> {
        let texts = ["subject", "body"].map(str::to_owned).to_vec();
        let file = ModelFile { texts, label: learned.name().to_owned(), model };
        self.put(learned.file(), |unfinished| file.write(unfinished))
    }

    /// From which decisions was learned, each by its mark; none where that is not known.
    pub fn learned_from(&self) -> BTreeSet<u64> {
        let bytes = self.folder.as_ref().and_then(|folder| std::fs::read(folder.join(LEARNED_FROM)).ok());
        bytes.unwrap_or_default().as_chunks::<8>().0.iter().map(|mark| u64::from_be_bytes(*mark)).collect()
    }

    /// Notes from which decisions was learned.
    ///
    /// # Errors
    /// Where the file cannot be written, or no folder was named.
    pub fn note_learned_from(&self, marks: &BTreeSet<u64>) -> Result<(), ReadingError> {
        let bytes: Vec<u8> = marks.iter().flat_map(|mark| mark.to_be_bytes()).collect();
        self.put(LEARNED_FROM, |unfinished| std::fs::write(unfinished, &bytes).map_err(|error| bad(unfinished, &error)))
    }

    /// The model of this, if there is one; one that cannot be read proposes nothing, and the log says so once.
    pub fn open(&self, learned: Learned) -> Option<Arc<Model>> {
        let file = self.folder.as_ref()?.join(learned.file());
        let written_at = std::fs::metadata(&file).and_then(|data| data.modified()).ok()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.get(&learned).filter(|held| held.written_at == written_at);
        if let Some(known) = known {
            return known.model.clone();
        }
        let model = read(&file);
        held.insert(learned, Held { written_at, model: model.clone() });
        model
    }

    fn put<T>(&self, name: &str, write: impl FnOnce(&Path) -> Result<T, ReadingError>) -> Result<T, ReadingError> {
        let folder = self.folder.as_deref().unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| bad(folder, &error))?;
        let (file, unfinished) = (folder.join(name), folder.join(name).with_extension(UNFINISHED));
        let written = write(&unfinished)?;
        std::fs::rename(&unfinished, &file).map_err(|error| bad(&file, &error))?;
        Ok(written)
    }
}

fn bad(file: &Path, error: &std::io::Error) -> ReadingError {
    ReadingError::Model { file: file.to_owned(), reason: error.to_string() }
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
