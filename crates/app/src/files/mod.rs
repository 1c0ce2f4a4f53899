//! Attachments: streamed in, sealed chunk by chunk under the matter's key, on the disk and synced, file and folder, before
//! the commit that names them. Nothing but random ids stands in a file's path.
//!
//! While a file is on its way a mark lies beside it; the mark goes when a commit has named the file or the file has been
//! removed. What a crash left behind its mark is swept later, and until then is nobody's fault.

mod read;
mod receive;
mod sweep;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures::TryStreamExt;
use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::matter::Words;
use jiff::Timestamp;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::act::Outcome;
use crate::error::AppError;

pub use read::{Origin, ShownFile};
pub use receive::{FILE_MIB_MAX, FILES_MIB_MAX, NAME_CHARS_MAX};

/// What is sealed at once: bounds memory for each upload and download.
const CHUNK_BYTES: usize = 64 * 1024;

/// The folder of marks.
const INCOMING: &str = "incoming";

/// A file as the petition's record describes it; sealed as a content, so that its name tells nothing either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNote {
    /// Its name, as the sender gave it.
    pub name: String,
    /// What the sender said it is; never believed when it is served.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// SHA-256 of the file itself, in hexadecimal.
    pub sha256: String,
}

/// A file on the disk that waits for the commit that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its note, as the commit will name it.
    pub words: Words,
    /// Its note in clear.
    pub note: FileNote,
}

/// The folder of attachments.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    root: PathBuf,
}

impl Files {
    /// The folder, made where it is not there.
    pub fn open(root: &Path) -> Result<Self, AppError> {
        std::fs::create_dir_all(root).map_err(|error| unavailable(&error))?;
        let store = LocalFileSystem::new_with_prefix(root).map_err(|error| unavailable(&error))?;
        // File and folder: the name must be durable too, not only the bytes.
        Ok(Self { store: Arc::new(store.with_fsync(true)), root: root.to_owned() })
    }

    fn path(matter: MatterId, id: ContentId) -> ObjectPath {
        ObjectPath::from(format!("{matter}/{id}"))
    }

    fn mark(matter: MatterId, id: ContentId) -> ObjectPath {
        ObjectPath::from(format!("{INCOMING}/{matter}.{id}"))
    }

    /// All files in the folder, but for those on their way.
    pub(crate) async fn all(&self) -> Result<HashSet<(MatterId, ContentId)>, AppError> {
        // Marks first: what loses its mark in between was named before this looked for it.
        let on_their_way = self.marks().await?;
        let mut all = self.ids(None, '/').await?;
        all.retain(|file| !on_their_way.contains(file));
        Ok(all)
    }

    async fn marks(&self) -> Result<HashSet<(MatterId, ContentId)>, AppError> {
        self.ids(Some(&ObjectPath::from(INCOMING)), '.').await
    }

    /// The files under that folder whose names are two ids with this between them.
    async fn ids(&self, under: Option<&ObjectPath>, between: char) -> Result<HashSet<(MatterId, ContentId)>, AppError> {
        let found: Vec<_> = self.store.list(under).try_collect().await.map_err(|error| unavailable(&error))?;
        let skipped = under.map_or(0, |under| under.as_ref().len() + 1);
        let named = |path: &ObjectPath| {
            let (matter, id) = path.as_ref().get(skipped..)?.split_once(between)?;
            Some((matter.parse().ok()?, id.parse().ok()?))
        };
        Ok(found.iter().filter_map(|file| named(&file.location)).collect())
    }

    /// A file as it is sealed on the disk: for backups.
    pub(crate) async fn sealed(&self, matter: MatterId, id: ContentId) -> Result<Vec<u8>, AppError> {
        let got = self.store.get(&Self::path(matter, id)).await.map_err(|error| unavailable(&error))?;
        Ok(got.bytes().await.map_err(|error| unavailable(&error))?.to_vec())
    }

    /// Puts a sealed file back; it is durable when this returns.
    pub(crate) async fn put_sealed(&self, matter: MatterId, id: ContentId, sealed: Vec<u8>) -> Result<(), AppError> {
        let put = self.store.put(&Self::path(matter, id), PutPayload::from(sealed)).await;
        put.map(drop).map_err(|error| unavailable(&error))
    }

    /// Puts the mark of a file that is about to come.
    async fn announce(&self, matter: MatterId, id: ContentId, now: Timestamp) -> Result<(), AppError> {
        let put = self.store.put(&Self::mark(matter, id), PutPayload::from(now.to_string().into_bytes())).await;
        put.map(drop).map_err(|error| unavailable(&error))
    }

    /// A commit names the file: its mark goes.
    async fn settle(&self, matter: MatterId, id: ContentId) {
        if let Err(error) = self.store.delete(&Self::mark(matter, id)).await {
            tracing::warn!(%error, "the mark of a file stays until it is swept");
        }
    }

    /// No commit will name the file: it goes, and its mark after it.
    async fn remove(&self, matter: MatterId, id: ContentId) {
        let (folder, file) = (self.root.join(matter.to_string()), id.to_string());
        let removed = tokio::task::spawn_blocking(move || remove_from(&folder, &file)).await;
        match removed {
            Ok(Ok(())) => self.settle(matter, id).await,
            Ok(Err(error)) => tracing::warn!(%error, "a file nobody names stays until it is swept"),
            Err(error) => tracing::warn!(%error, "removing a file broke off; it is swept later"),
        }
    }
}

/// Removes a file and what was written beside its place before it had come whole; then the folder, if that is all. The
/// object store does not list what is half-written, so this goes past it.
fn remove_from(folder: &Path, file: &str) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().split('#').next() == Some(file) {
            std::fs::remove_file(entry.path())?;
        }
    }
    // Fails where another file of the matter lies there.
    let _ = std::fs::remove_dir(folder);
    Ok(())
}

fn unavailable(error: &dyn std::error::Error) -> AppError {
    AppError::Unavailable(format!("attachments: {error}"))
}

impl App {
    fn folder(&self) -> Result<&Files, AppError> {
        self.files.as_ref().ok_or_else(|| AppError::Unavailable("no folder for attachments".to_owned()))
    }

    /// What became of files that waited for a commit: named, or to be removed. Where nobody knows whether the commit was
    /// written they stay with their marks, and the sweep asks the journal later.
    pub(crate) async fn settle_files(&self, matter: MatterId, files: &[Words], done: &Result<Outcome, AppError>) {
        let Some(folder) = &self.files else { return };
        let named = match done {
            Ok(outcome) => outcome.receipt.is_some(),
            Err(AppError::Unavailable(_) | AppError::Stopped(_) | AppError::Inconsistent(_)) => return,
            Err(_) => false,
        };
        for file in files {
            if named { folder.settle(matter, file.id).await } else { folder.remove(matter, file.id).await }
        }
    }
}
