//! Sweeping what a crash left of uploads: a file whose mark has grown old is asked for in the journal; if nobody named it,
//! it goes. Cheap where there is nothing to do, so that it runs with every round of jobs.

use huiyin_domain::ids::{ContentId, MatterId};
use jiff::{SignedDuration, Timestamp};
use object_store::ObjectStoreExt;

use super::{Files, unavailable};
use crate::App;
use crate::error::AppError;
use crate::verify::kept::Named;

/// No upload takes longer, nor the commit after it: what is older was broken off.
const UPLOAD_TIME_MAX: SignedDuration = SignedDuration::from_hours(1);

impl App {
    /// Settles files whose upload or commit broke off; returns how many were removed.
    pub async fn sweep_files(&self) -> Result<usize, AppError> {
        let Some(folder) = &self.files else { return Ok(0) };
        let mut removed = 0;
        for (matter, id) in folder.marks().await? {
            if !folder.is_old(matter, id, self.now()).await? {
                continue;
            }
            if self.is_named(matter, id).await? {
                folder.settle(matter, id).await;
            } else {
                folder.remove(matter, id).await;
                removed += 1;
            }
        }
        Ok(removed)
    }

    async fn is_named(&self, matter: MatterId, id: ContentId) -> Result<bool, AppError> {
        let stream = huiyin_store::Stream::Matter(matter);
        let entries = self.store.journal.load(self.office_id, &stream, 0).await?;
        Ok(Named::in_entries(&entries).files.iter().any(|file| file.id == id))
    }
}

impl Files {
    /// The mark was put long ago; one that cannot be read is no upload of ours that still runs.
    async fn is_old(&self, matter: MatterId, id: ContentId, now: Timestamp) -> Result<bool, AppError> {
        let mark = match self.store.get(&Self::mark(matter, id)).await {
            Ok(mark) => mark.bytes().await.map_err(|error| unavailable(&error))?,
            // Its commit came while we looked.
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(unavailable(&error)),
        };
        let put_at: Option<Timestamp> = std::str::from_utf8(&mark).ok().and_then(|text| text.parse().ok());
        Ok(put_at.is_none_or(|put_at| put_at.duration_until(now) > UPLOAD_TIME_MAX))
    }
}
