//! Receiving a file: counted while it streams, sealed chunk by chunk; what breaks a bound or off leaves nothing behind.
//!
//! Form of a stored file: chunks of `CHUNK_BYTES` sealed one by one, each bound to its place and to being the last, so
//! that none can be cut off, moved or swapped.

use futures::{Stream, StreamExt};
use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::matter::Refusal;
use huiyin_domain::matter::Words;
use huiyin_domain::matter::decide::register::FILES_MAX;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

use super::{CHUNK_BYTES, FileNote, Files, KeptFile, unavailable};
use crate::App;
use crate::desk::Desk;
use crate::error::{AppError, Invalid};
use crate::keys::Key;
use crate::load::encode;
use crate::seal::{Place, seal};

/// Largest file, in MiB: a scan of some hundred pages.
pub const FILE_MIB_MAX: usize = 20;

/// All files of one petition together, in MiB.
pub const FILES_MIB_MAX: usize = 100;

/// Longest file name, in characters: what file systems take.
pub const NAME_CHARS_MAX: usize = 255;

/// Longest media type that is noted, in characters; no registered one is longer.
const MEDIA_TYPE_CHARS_MAX: usize = 127;

const MIB: usize = 1024 * 1024;

/// How much more may come.
struct Room {
    field: String,
    left_bytes: u64,
}

impl Room {
    fn for_next(desk: &Desk) -> Self {
        let held_bytes: u64 = desk.kept.iter().map(|kept| kept.note.size_bytes).sum();
        let field = format!("files.{}", desk.kept.len());
        Self { field, left_bytes: ((FILES_MIB_MAX * MIB) as u64).saturating_sub(held_bytes) }
    }

    fn check(&self, size_bytes: u64) -> Result<(), Invalid> {
        if size_bytes > (FILE_MIB_MAX * MIB) as u64 {
            return Err(Invalid::bound(self.field.as_str(), "file-too-large", FILE_MIB_MAX as u64));
        }
        if size_bytes > self.left_bytes {
            return Err(Invalid::bound("files", "files-too-large", FILES_MIB_MAX as u64));
        }
        Ok(())
    }
}

impl App {
    /// Keeps a file on the desk of a matter; it is durable when this returns, and belongs to the matter once the commit
    /// of that desk names it.
    ///
    /// # Errors
    /// Invalid where it is empty, larger than [`FILE_MIB_MAX`], or all on the desk would be larger than
    /// [`FILES_MIB_MAX`]; refused where there are too many. It is not kept then; those before it are, see
    /// [`App::discard_files`].
    pub async fn keep_file<B, E>(
        &self,
        desk: &mut Desk,
        name: &str,
        media_type: &str,
        bytes: impl Stream<Item = Result<B, E>> + Send,
    ) -> Result<(), E>
    where
        B: AsRef<[u8]> + Send,
        E: From<AppError>,
    {
        let room = Room::for_next(desk);
        check_name(&room.field, name)?;
        if desk.kept.len() >= FILES_MAX as usize {
            return Err(AppError::from(Refusal::TooManyFiles { files_max: FILES_MAX }).into());
        }
        let files = self.folder()?;
        let (id, matter) = (crate::chance::content()?, desk.matter());
        files.announce(matter, id, self.now()).await?;
        let received = receive(files, &room, Sealer::new(desk.key(), matter, id), bytes).await;
        let (size_bytes, sha256) = match received {
            Ok(received) => received,
            Err(error) => {
                files.remove(matter, id).await;
                return Err(error);
            }
        };
        let media_type = media_type.chars().take(MEDIA_TYPE_CHARS_MAX).collect();
        let note = FileNote { name: name.to_owned(), media_type, size_bytes, sha256 };
        let words = desk.bytes_as(id, &encode(&note)?)?;
        desk.kept.push(KeptFile { words, note });
        Ok(())
    }

    /// Removes files that were kept for a commit that will not come.
    pub async fn discard_files(&self, matter: MatterId, files: &[Words]) {
        let Some(folder) = &self.files else { return };
        for file in files {
            folder.remove(matter, file.id).await;
        }
    }
}

/// Takes bytes of a file, and seals them in their order.
struct Sealer<'a> {
    key: &'a Key,
    matter: MatterId,
    id: ContentId,
    place: u64,
    hasher: Sha256,
    size_bytes: u64,
    waiting: Vec<u8>,
}

impl<'a> Sealer<'a> {
    fn new(key: &'a Key, matter: MatterId, id: ContentId) -> Self {
        let waiting = Vec::with_capacity(CHUNK_BYTES * 2);
        Self { key, matter, id, place: 0, hasher: Sha256::new(), size_bytes: 0, waiting }
    }

    /// Whatever is full goes out; the last chunk is told apart, so something always waits for it.
    async fn take(&mut self, upload: &mut dyn MultipartUpload, bytes: &[u8]) -> Result<(), AppError> {
        self.hasher.update(bytes);
        for piece in bytes.chunks(CHUNK_BYTES) {
            self.waiting.extend_from_slice(piece);
            if self.waiting.len() > CHUNK_BYTES {
                let rest = self.waiting.split_off(CHUNK_BYTES);
                self.put(upload, false).await?;
                self.waiting = rest;
            }
        }
        Ok(())
    }

    async fn put(&mut self, upload: &mut dyn MultipartUpload, last: bool) -> Result<(), AppError> {
        let place = Place::Chunk(self.matter, self.id, self.place, last);
        let sealed = seal(self.key, place, &self.waiting)?;
        self.place += 1;
        upload.put_part(PutPayload::from(sealed)).await.map_err(|error| unavailable(&error))
    }
}

/// Size and hash of what came, when it is durable.
async fn receive<B: AsRef<[u8]>, E: From<AppError>>(
    files: &Files,
    room: &Room,
    mut sealer: Sealer<'_>,
    bytes: impl Stream<Item = Result<B, E>> + Send,
) -> Result<(u64, String), E> {
    let path = Files::path(sealer.matter, sealer.id);
    let mut upload = files.store.put_multipart(&path).await.map_err(|error| unavailable(&error))?;
    let taken = take_all(upload.as_mut(), room, &mut sealer, bytes).await;
    if let Err(error) = taken {
        if let Err(error) = upload.abort().await {
            tracing::warn!(%error, "a half-received file stays until it is swept");
        }
        return Err(error);
    }
    upload.complete().await.map_err(|error| unavailable(&error))?;
    Ok((sealer.size_bytes, huiyin_store::journal::hex(&sealer.hasher.finalize())))
}

async fn take_all<B: AsRef<[u8]>, E: From<AppError>>(
    upload: &mut dyn MultipartUpload,
    room: &Room,
    sealer: &mut Sealer<'_>,
    bytes: impl Stream<Item = Result<B, E>> + Send,
) -> Result<(), E> {
    let mut bytes = std::pin::pin!(bytes);
    while let Some(more) = bytes.next().await {
        let more = more?;
        sealer.size_bytes += more.as_ref().len() as u64;
        room.check(sealer.size_bytes).map_err(AppError::from)?;
        sealer.take(upload, more.as_ref()).await?;
    }
    if sealer.size_bytes == 0 {
        return Err(AppError::from(Invalid::new(room.field.as_str(), "file-empty")).into());
    }
    Ok(sealer.put(upload, true).await?)
}

fn check_name(field: &str, name: &str) -> Result<(), AppError> {
    let field = format!("{field}.name");
    if name.trim().is_empty() {
        return Err(Invalid::new(field, "empty").into());
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(Invalid::bound(field, "too-long", NAME_CHARS_MAX as u64).into());
    }
    if name.chars().any(char::is_control) {
        return Err(Invalid::new(field, "control-character").into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use huiyin_domain::ids::MatterId;

    use super::*;
    use crate::keys::Keys;

    /// A desk that holds files of these sizes.
    fn desk(sizes_mib: &[usize]) -> Desk {
        let mut desk = Desk::new_matter(&Keys::new([7; 32]), MatterId::from_bits(1)).unwrap();
        for size_mib in sizes_mib {
            let (name, media_type, sha256) = (String::new(), String::new(), String::new());
            let note = FileNote { name, media_type, sha256, size_bytes: (size_mib * MIB) as u64 };
            let words = desk.bytes(b"a note").unwrap();
            desk.kept.push(KeptFile { words, note });
        }
        desk
    }

    #[test]
    fn the_last_byte_that_fits_is_taken_and_the_next_is_not() {
        let too_large = Invalid::bound("files.0", "file-too-large", 20);
        let together = Invalid::bound("files", "files-too-large", 100);
        for (held, fits, otherwise) in [
            (&[][..], 20 * MIB, too_large),
            (&[20, 20, 20, 20, 10], 10 * MIB, together.clone()),
            (&[20; 5], 0, together),
        ] {
            let room = Room { field: "files.0".to_owned(), ..Room::for_next(&desk(held)) };
            assert_eq!(room.check(fits as u64), Ok(()));
            assert_eq!(room.check(fits as u64 + 1), Err(otherwise));
        }
    }
}
