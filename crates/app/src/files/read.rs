//! Files given out again: to whoever may read the words of the entry that names them, chunk by chunk.

use std::sync::Arc;

use futures::{Stream, stream};
use huiyin_domain::ids::{ContentId, IssueNo, MatterId, PetitionNo};
use huiyin_domain::matter::{Event, Words};
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::Reading;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt};

use super::{CHUNK_BYTES, FileNote, Files, unavailable};
use crate::App;
use crate::error::AppError;
use crate::keys::Key;
use crate::seal::{OVERHEAD_BYTES, Place, open};
use crate::story::Line;

/// What a file came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A petition.
    Petition(PetitionNo),
    /// Evidence on an issue.
    Evidence(IssueNo),
}

/// A file as a matter's view lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFile {
    /// Which.
    pub id: ContentId,
    /// What it came with.
    pub origin: Origin,
    /// Name and size.
    pub note: FileNote,
}

/// The files that these lines name.
fn named_in(story: &[Line]) -> Vec<(Origin, Words)> {
    let each = |origin: Origin, files: &[Words]| files.iter().map(|file| (origin, *file)).collect::<Vec<_>>();
    let of_line = |line: &Line| match &line.event {
        Event::MatterRegistered(event) => each(Origin::Petition(event.petition.no), &event.petition.files),
        Event::PetitionAdded(event) => each(Origin::Petition(event.petition.no), &event.petition.files),
        Event::EvidenceAdded(event) => each(Origin::Evidence(event.issue), &event.files),
        _ => Vec::new(),
    };
    story.iter().flat_map(of_line).collect()
}

impl App {
    /// The files of the lines that somebody may read, where he may read their words.
    pub(crate) async fn shown_files(
        &self,
        matter: MatterId,
        reading: Reading,
        story: &[Line],
    ) -> Result<Vec<ShownFile>, AppError> {
        if matches!(reading, Reading::Nothing | Reading::Record) {
            return Ok(Vec::new());
        }
        let named = named_in(story);
        let mut notes = self.read_words(matter, &named.iter().map(|(_, words)| *words).collect::<Vec<_>>()).await?;
        let shown = |(origin, words): (Origin, Words)| {
            let note = notes.remove(&words.id).ok_or(AppError::NotFound)?;
            Ok(ShownFile { id: words.id, origin, note: read_note(note.as_bytes())? })
        };
        named.into_iter().map(shown).collect()
    }

    /// A file that the actor may read: what it is, and its bytes.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or none for this actor.
    pub async fn read_file(
        &self,
        actor: &Actor,
        matter: MatterId,
        id: ContentId,
    ) -> Result<(FileNote, impl Stream<Item = Result<Vec<u8>, AppError>> + Send + use<>), AppError> {
        let (reading, story) = self.story(actor, matter).await?;
        let files = if reading == Reading::Record { Vec::new() } else { named_in(&story) };
        let (_, words) = files.into_iter().find(|(_, words)| words.id == id).ok_or(AppError::NotFound)?;
        Ok((self.file_note(matter, words).await?, self.file_stream(matter, id).await?))
    }

    /// What a file is called and how large it is.
    pub async fn file_note(&self, matter: MatterId, words: Words) -> Result<FileNote, AppError> {
        read_note(&self.read_bytes(matter, words).await?)
    }

    /// A kept file, chunk by chunk. A chunk that was changed, cut off or swapped ends the stream with an error.
    pub async fn file_stream(
        &self,
        matter: MatterId,
        id: ContentId,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, AppError>> + Send + use<>, AppError> {
        let files = self.folder()?;
        let key = self.matter_key(matter).await?;
        let path = Files::path(matter, id);
        let head = files.store.head(&path).await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => AppError::NotFound,
            other => unavailable(&other),
        })?;
        let size_bytes = head.size;
        let reading = Chunks { store: Arc::clone(&files.store), path, key, matter, id, place: 0, at: 0, size_bytes };
        Ok(stream::try_unfold(reading, Chunks::next))
    }
}

fn read_note(bytes: &[u8]) -> Result<FileNote, AppError> {
    serde_json::from_slice(bytes).map_err(|_| AppError::Inconsistent("the note of a file cannot be read".to_owned()))
}

/// A file being read.
struct Chunks {
    store: Arc<dyn ObjectStore>,
    path: ObjectPath,
    key: Key,
    matter: MatterId,
    id: ContentId,
    place: u64,
    at: u64,
    size_bytes: u64,
}

impl Chunks {
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, AppError> {
        // The last chunk is always there, so that a file that was cut to nothing is told like one that was cut short.
        if self.at == self.size_bytes && self.place > 0 {
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
