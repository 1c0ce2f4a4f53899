//! Attachments: streamed in, sealed chunk by chunk under the matter's key, on the disk and synced, file and folder, before
//! the commit that names them. Nothing but a random id stands in a file's path.
//!
//! Form of a stored file: chunks of `CHUNK_BYTES` sealed one by one, each bound to its place and to being the last, so
//! that none can be cut off, moved or swapped.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::matter::Words;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::App;
use crate::desk::Desk;
use crate::error::{AppError, Invalid};
use crate::keys::Key;
use crate::load::encode;
use crate::seal::{OVERHEAD_BYTES, Place, open, seal};

/// Largest file: a scan of some hundred pages.
pub const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// All files of one petition together.
pub const FILES_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// Longest file name, in characters.
pub const NAME_CHARS_MAX: usize = 255;

/// What is sealed at once: bounds memory for each upload and download.
const CHUNK_BYTES: usize = 64 * 1024;

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

/// The folder of attachments.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// The folder, made where it is not there.
    pub fn open(root: &Path) -> Result<Self, AppError> {
        std::fs::create_dir_all(root).map_err(|error| unavailable(&error))?;
        let store = LocalFileSystem::new_with_prefix(root).map_err(|error| unavailable(&error))?;
        // File and folder: the name must be durable too, not only the bytes.
        Ok(Self { store: Arc::new(store.with_fsync(true)) })
    }

    fn path(matter: MatterId, id: ContentId) -> ObjectPath {
        ObjectPath::from(format!("{matter}/{id}"))
    }

    /// All files in the folder.
    pub(crate) async fn all(&self) -> Result<HashSet<(MatterId, ContentId)>, AppError> {
        let found: Vec<_> = self.store.list(None).try_collect().await.map_err(|error| unavailable(&error))?;
        let named = |path: &ObjectPath| {
            let (matter, id) = path.as_ref().split_once('/')?;
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

    async fn remove(&self, matter: MatterId, id: ContentId) {
        if let Err(error) = self.store.delete(&Self::path(matter, id)).await {
            tracing::warn!(%error, "a half-received file could not be removed; verify will name it");
        }
    }
}

fn unavailable(error: &dyn std::error::Error) -> AppError {
    AppError::Unavailable(format!("attachments: {error}"))
}

/// Receives a file: `field` is named where it is too large, `left_bytes` is what the petition may still hold.
struct Receiving<'a> {
    key: &'a Key,
    matter: MatterId,
    id: ContentId,
    hasher: Sha256,
    size_bytes: u64,
    place: u64,
}

impl Receiving<'_> {
    async fn chunk(&mut self, upload: &mut dyn MultipartUpload, bytes: &[u8], last: bool) -> Result<(), AppError> {
        let sealed = seal(self.key, Place::Chunk(self.matter, self.id, self.place, last), bytes)?;
        self.place += 1;
        upload.put_part(PutPayload::from(sealed)).await.map_err(|error| unavailable(&error))
    }
}

impl App {
    /// Keeps a file for a matter; it is durable when this returns, and belongs to the matter once the commit names it.
    ///
    /// # Errors
    /// Invalid where it is larger than [`FILE_BYTES_MAX`] or than `left_bytes`; nothing is kept then.
    pub async fn keep_file(
        &self,
        desk: &mut Desk,
        name: &str,
        media_type: &str,
        left_bytes: u64,
        bytes: impl Stream<Item = Result<Vec<u8>, AppError>> + Send,
    ) -> Result<(Words, FileNote), AppError> {
        check_name(name)?;
        let files = self.files.as_ref().ok_or_else(|| AppError::Unavailable("no folder for attachments".to_owned()))?;
        let (id, matter) = (crate::chance::content()?, desk.matter());
        let key = desk.key().clone();
        let mut receiving = Receiving { key: &key, matter, id, hasher: Sha256::new(), size_bytes: 0, place: 0 };
        let received = receive(files, &mut receiving, FILE_BYTES_MAX.min(left_bytes), bytes).await;
        if let Err(error) = received {
            files.remove(matter, id).await;
            return Err(error);
        }
        let note = FileNote {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size_bytes: receiving.size_bytes,
            sha256: huiyin_store::journal::hex(&receiving.hasher.finalize()),
        };
        let words = desk.bytes_as(id, &encode(&note)?)?;
        Ok((words, note))
    }

    /// What a file is called and how large it is.
    pub async fn file_note(&self, matter: MatterId, words: Words) -> Result<FileNote, AppError> {
        let bytes = self.read_bytes(matter, words).await?;
        serde_json::from_slice(&bytes)
            .map_err(|_| AppError::Inconsistent("the note of a file cannot be read".to_owned()))
    }

    /// A kept file, chunk by chunk. A chunk that was changed, cut off or swapped ends the stream with an error.
    pub async fn file_stream(
        &self,
        matter: MatterId,
        id: ContentId,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, AppError>> + Send + 'static, AppError> {
        let files = self.files.as_ref().ok_or_else(|| AppError::Unavailable("no folder for attachments".to_owned()))?;
        let key = self.matter_key(matter).await?;
        let path = Files::path(matter, id);
        let size_bytes = files.store.head(&path).await.map_err(|_| AppError::NotFound)?.size;
        let reading = Reading { store: Arc::clone(&files.store), path, key, matter, id, place: 0, at: 0, size_bytes };
        Ok(stream::try_unfold(reading, Reading::next))
    }
}

/// A file being read.
struct Reading {
    store: Arc<dyn ObjectStore>,
    path: ObjectPath,
    key: Key,
    matter: MatterId,
    id: ContentId,
    place: u64,
    at: u64,
    size_bytes: u64,
}

impl Reading {
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, AppError> {
        if self.at == self.size_bytes {
            return Ok(None);
        }
        let end = self.size_bytes.min(self.at + (CHUNK_BYTES + OVERHEAD_BYTES) as u64);
        let sealed = self.store.get_range(&self.path, self.at..end).await.map_err(|error| unavailable(&error))?;
        let place = Place::Chunk(self.matter, self.id, self.place, end == self.size_bytes);
        let opened = open(&self.key, place, &sealed)?;
        self.at = end;
        self.place += 1;
        Ok(Some((opened.to_vec(), self)))
    }
}

async fn receive(
    files: &Files,
    receiving: &mut Receiving<'_>,
    bytes_max: u64,
    bytes: impl Stream<Item = Result<Vec<u8>, AppError>> + Send,
) -> Result<(), AppError> {
    let path = Files::path(receiving.matter, receiving.id);
    let mut upload = files.store.put_multipart(&path).await.map_err(|error| unavailable(&error))?;
    let mut waiting = Vec::with_capacity(CHUNK_BYTES * 2);
    let mut bytes = std::pin::pin!(bytes);
    while let Some(more) = bytes.next().await {
        let more = more?;
        receiving.size_bytes += more.len() as u64;
        if receiving.size_bytes > bytes_max {
            return Err(Invalid::bound("files", "file-too-large", bytes_max).into());
        }
        receiving.hasher.update(&more);
        waiting.extend_from_slice(&more);
        while waiting.len() > CHUNK_BYTES {
            let rest = waiting.split_off(CHUNK_BYTES);
            receiving.chunk(upload.as_mut(), &waiting, false).await?;
            waiting = rest;
        }
    }
    receiving.chunk(upload.as_mut(), &waiting, true).await?;
    upload.complete().await.map(drop).map_err(|error| unavailable(&error))
}

fn check_name(name: &str) -> Result<(), Invalid> {
    let chars = name.chars().count();
    if chars == 0 || chars > NAME_CHARS_MAX {
        return Err(Invalid::bound("files.name", "too-long", NAME_CHARS_MAX as u64));
    }
    if name.chars().any(char::is_control) {
        return Err(Invalid::new("files.name", "control-character"));
    }
    Ok(())
}
