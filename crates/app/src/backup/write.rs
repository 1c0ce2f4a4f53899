//! Writes an archive: one side reads the moment page by page, the other hashes and writes, with a few parts between them.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{CONTENTS, Table, Value};
use tokio::sync::mpsc;

use super::archive::Writing;
use super::{About, Carried, FORM, Manifest, layouts, member_of, row, said, tables};
use crate::App;
use crate::error::AppError;

/// Rows asked for at once. A content may be a pressed letter, so that a page of them is some ten megabytes.
const PAGE_ROWS: usize = 200;

/// A part of a table is closed once it is this large: what a restore puts in one transaction.
pub const PART_BYTES: usize = 4 * 1024 * 1024;

/// Parts that wait to be written; with the one being made and the one being written, what a backup holds in memory.
const PARTS_WAITING: usize = 2;

/// A member on its way into the archive.
struct Part {
    name: String,
    rows: u64,
    bytes: Vec<u8>,
}

/// What reading the moment gave besides the parts.
#[derive(Default)]
struct Seen {
    offices: BTreeSet<i64>,
    files: Vec<(MatterId, ContentId)>,
}

impl App {
    /// Writes everything, of one moment, to an archive at `path`; the office goes on working. `progress` is told how many
    /// rows have been read.
    ///
    /// # Errors
    /// Unavailable where `path` exists or cannot be written; nothing is left there then.
    pub async fn backup(&self, path: &Path, progress: &(dyn Fn(u64) + Sync)) -> Result<Carried, AppError> {
        let about = About {
            form: FORM,
            made_at: self.now(),
            schema: self.store.maintenance.versions().await?.0,
            key_fingerprint: self.keys.fingerprint(),
            tables: layouts(),
        };
        let mut writing = Writing::begin(path, &about)?;
        let (sender, mut parts) = mpsc::channel::<Part>(PARTS_WAITING);
        let written = tokio::task::spawn_blocking(move || {
            while let Some(part) = parts.blocking_recv() {
                writing.add(&part.name, part.rows, &part.bytes)?;
            }
            Ok::<Writing, AppError>(writing)
        });
        let read = self.read_moment(sender, progress).await;
        // What went wrong with the disk is the reason; that nobody took the parts any more only follows from it.
        let writing = written.await.map_err(|error| said(format!("the archive broke off: {error}")))??;
        let offices = read?;
        let manifest = tokio::task::spawn_blocking(move || writing.finish(offices)).await;
        let manifest: Manifest = manifest.map_err(|error| said(format!("the archive broke off: {error}")))??;
        Ok(manifest.carried())
    }

    async fn read_moment(
        &self,
        parts: mpsc::Sender<Part>,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Vec<i64>, AppError> {
        let mut snapshot = self.store.maintenance.snapshot().await?;
        // Files are on the disk before the commit that names them: those of this moment are all there.
        let on_disk = match &self.files {
            Some(files) => files.all().await?,
            None => HashSet::new(),
        };
        let (mut seen, mut rows) = (Seen::default(), 0);
        for table in tables() {
            let mut reading = Reading { table, parts: &parts, part: 0, rows: 0, bytes: Vec::new() };
            let mut after: Option<Vec<Value>> = None;
            loop {
                let page = page(snapshot.as_mut(), table, after.as_deref()).await?;
                let Some(last) = page.last() else { break };
                after = Some(last[..table.key_len].to_vec());
                rows += page.len() as u64;
                for one in &page {
                    seen.note(table, one, &on_disk);
                    reading.add(one).await?;
                }
                progress(rows);
            }
            reading.close().await?;
        }
        drop(snapshot);
        self.send_files(&seen, &parts).await?;
        Ok(seen.offices.into_iter().collect())
    }

    async fn send_files(&self, seen: &Seen, parts: &mpsc::Sender<Part>) -> Result<(), AppError> {
        let Some(files) = &self.files else { return Ok(()) };
        for (matter, id) in &seen.files {
            let bytes = files.sealed(*matter, *id).await?;
            send(parts, Part { name: format!("files/{matter}/{id}"), rows: 0, bytes }).await?;
        }
        Ok(())
    }
}

async fn page(
    snapshot: &mut dyn Snapshot,
    table: &'static Table,
    after: Option<&[Value]>,
) -> Result<Vec<Vec<Value>>, AppError> {
    Ok(snapshot.rows(table, after, PAGE_ROWS).await?)
}

async fn send(parts: &mpsc::Sender<Part>, part: Part) -> Result<(), AppError> {
    parts.send(part).await.map_err(|_| said("the archive broke off"))
}

impl Seen {
    /// Offices, and contents that have a file beside them.
    fn note(&mut self, table: &Table, row: &[Value], on_disk: &HashSet<(MatterId, ContentId)>) {
        if let [Value::Int(office), ..] = row {
            self.offices.insert(*office);
        }
        if let (true, [_, Value::Bytes(matter), Value::Bytes(id), ..]) = (table == &CONTENTS, row)
            && let (Ok(matter), Ok(id)) = (matter.as_slice().try_into(), id.as_slice().try_into())
        {
            let file = (MatterId::from_bytes(matter), ContentId::from_bytes(id));
            self.files.extend(on_disk.contains(&file).then_some(file));
        }
    }
}

/// A table being read into parts.
struct Reading<'a> {
    table: &'static Table,
    parts: &'a mpsc::Sender<Part>,
    part: u64,
    rows: u64,
    bytes: Vec<u8>,
}

impl Reading<'_> {
    async fn add(&mut self, one: &[Value]) -> Result<(), AppError> {
        let wrong = |error| AppError::Inconsistent(format!("a row of {} cannot be written: {error}", self.table.name));
        row::write(&mut self.bytes, one).map_err(wrong)?;
        self.rows += 1;
        if self.bytes.len() >= PART_BYTES { self.close().await } else { Ok(()) }
    }

    /// Sends what has come together; an empty table has no part.
    async fn close(&mut self) -> Result<(), AppError> {
        if self.rows == 0 {
            return Ok(());
        }
        self.part += 1;
        let name = member_of(self.table, self.part);
        let (rows, bytes) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.bytes));
        send(self.parts, Part { name, rows, bytes }).await
    }
}
