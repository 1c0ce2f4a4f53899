//! Rebuilding: lists, counts and figures are thrown away and made again from the journal, stream by stream, each row
//! written once. While one page is folded the next is read and the one before is written.

use std::collections::BTreeMap;

use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::matter::{Entry, Event, Matter, evolve};
use huiyin_domain::view::{self, Change, CountKey, IssueRow};
use huiyin_store::batch::Sums;
use huiyin_store::{StoreError, StoredEntry, Stream};
use jiff::tz::TimeZone;
use tokio::task::JoinHandle;

use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, decode, time_zone};

/// Streams of one page: one transaction.
const PAGE_STREAMS: usize = 2_000;

/// Kinds of lines whose sums are kept in memory, some hundred bytes each; beyond, they are written and begun anew.
const SUMS_MAX: usize = 500_000;

/// Streams with their entries.
type Page = Vec<(Stream, Vec<StoredEntry>)>;

impl App {
    /// Makes the views anew; returns how many entries were read. Nobody should work meanwhile.
    pub async fn rebuild(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<u64, AppError> {
        let office = self.reload_office().await?;
        self.store.maintenance.clear_views(self.office_id).await?;
        let mut anew = Anew { zone: time_zone(&office)?, counts: BTreeMap::new(), sums: Sums::default(), entries: 0 };
        let (mut reading, mut writing) = (self.read_after(None), None::<JoinHandle<Result<(), StoreError>>>);
        loop {
            let page = joined(reading).await?;
            let Some((last, _)) = page.last() else { break };
            reading = self.read_after(Some(last.clone()));
            let changes = anew.changes(&page)?;
            if let Some(before) = writing.replace(self.write(changes)) {
                joined(before).await?;
            }
            if anew.sums.len() > SUMS_MAX {
                self.store.maintenance.put_sums(self.office_id, std::mem::take(&mut anew.sums)).await?;
            }
            progress(anew.entries);
        }
        if let Some(last) = writing {
            joined(last).await?;
        }
        let counts = anew.counts.into_iter().filter(|(_, n)| *n != 0).map(|(key, n)| Change::Count(key, n)).collect();
        self.store.maintenance.put_views(self.office_id, counts).await?;
        self.store.maintenance.put_sums(self.office_id, anew.sums).await?;
        self.rebuild_index().await?;
        Ok(anew.entries)
    }

    fn read_after(&self, after: Option<Stream>) -> JoinHandle<Result<Page, StoreError>> {
        let (journal, office) = (self.store.journal.clone(), self.office_id);
        tokio::spawn(async move { journal.scan(office, after.as_ref(), PAGE_STREAMS).await })
    }

    fn write(&self, changes: Vec<Change>) -> JoinHandle<Result<(), StoreError>> {
        let (maintenance, office) = (self.store.maintenance.clone(), self.office_id);
        tokio::spawn(async move { maintenance.put_views(office, changes).await })
    }
}

async fn joined<T>(task: JoinHandle<Result<T, StoreError>>) -> Result<T, AppError> {
    let done = task.await.map_err(|error| AppError::Unavailable(format!("a page broke off: {error}")))?;
    Ok(done?)
}

/// What comes of the pages.
struct Anew {
    zone: TimeZone,
    counts: BTreeMap<CountKey, i32>,
    sums: Sums,
    entries: u64,
}

impl Anew {
    fn changes(&mut self, page: &Page) -> Result<Vec<Change>, AppError> {
        let mut changes = Vec::new();
        for (stream, stored) in page {
            let Stream::Matter(id) = stream else { continue };
            self.entries += stored.len() as u64;
            self.add(*id, stream, stored, &mut changes)?;
        }
        Ok(changes)
    }

    /// The last state of each row, and every line of the ledger.
    fn add(
        &mut self,
        id: MatterId,
        stream: &Stream,
        stored: &[StoredEntry],
        changes: &mut Vec<Change>,
    ) -> Result<(), AppError> {
        let mut matter = Matter::unborn(id);
        let mut rows: BTreeMap<IssueNo, Box<IssueRow>> = BTreeMap::new();
        for one in stored {
            let (header, event) = decode::<Event>(stream, one)?;
            let recorded_on = civil_day(&self.zone, header.recorded_at);
            let entry = Entry { seq: header.seq, recorded_on, number: header.number, event };
            let after = evolve(matter.clone(), &entry);
            for change in view::changes(&matter, &after, &entry) {
                match change {
                    Change::Row(row) => drop(rows.insert(row.issue, row)),
                    Change::Count(key, n) => *self.counts.entry(key).or_default() += n,
                    Change::Figure(line) => {
                        self.sums.add(&line);
                        changes.push(Change::Figure(line));
                    }
                }
            }
            matter = after;
        }
        changes.extend(rows.into_values().map(Change::Row));
        Ok(())
    }
}
