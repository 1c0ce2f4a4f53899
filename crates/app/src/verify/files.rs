//! Attachments: each that an entry names lies on the disk, opens to its end, and is what its note says; and none lies
//! there that no entry names. Where the office has no folder for them nothing is said of any.

use futures::TryStreamExt;
use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::matter::Words;
use huiyin_store::journal::hex;
use sha2::{Digest, Sha256};

use super::{Report, Verification};
use crate::error::AppError;

impl Verification<'_> {
    pub(super) async fn read_files(&mut self) -> Result<(), AppError> {
        if let Some(files) = &self.app.files {
            self.files = files.all().await?;
        }
        Ok(())
    }

    /// Holds the files that a matter's entries name against their notes.
    pub(super) async fn kept_files(&self, found: &mut Report, matter: MatterId, named: &[Words]) {
        if self.app.files.is_none() {
            return;
        }
        for file in named {
            match self.kept_file(matter, *file).await {
                Ok(true) => found.files += 1,
                Ok(false) => found.find(place(matter, file.id), "is not the file that its note describes"),
                Err(AppError::NotFound) => found.find(place(matter, file.id), "is missing"),
                Err(error) => found.find(place(matter, file.id), error.to_string()),
            }
        }
    }

    async fn kept_file(&self, matter: MatterId, file: Words) -> Result<bool, AppError> {
        let note = self.app.file_note(matter, file).await?;
        let mut chunks = std::pin::pin!(self.app.file_stream(matter, file.id).await?);
        let (mut hasher, mut size_bytes) = (Sha256::new(), 0);
        while let Some(chunk) = chunks.try_next().await? {
            hasher.update(&chunk);
            size_bytes += chunk.len() as u64;
        }
        Ok(size_bytes == note.size_bytes && hex(&hasher.finalize()) == note.sha256)
    }

    /// What no entry has named. A file whose petition was filed while this ran is not among them: it came later.
    pub(super) fn close_files(&mut self) {
        let mut unnamed: Vec<_> = self.files.drain().collect();
        unnamed.sort();
        for (matter, id) in unnamed {
            self.report
                .find(format!("files {matter}/{id}"), "no entry names it: it was added, or its upload broke off");
        }
    }
}

fn place(matter: MatterId, id: ContentId) -> String {
    format!("files {matter}/{id}")
}
