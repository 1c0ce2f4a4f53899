//! Rebuilding: lists, counts and figures are thrown away and made again from the journal, stream by stream, each row
//! written once.

use std::collections::BTreeMap;

use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::{Matter, evolve};
use huiyin_domain::view::{self, Change, CountKey, IssueRow};
use huiyin_store::Stream;

use crate::App;
use crate::error::AppError;
use crate::load::{self, time_zone};

/// Streams of one page: one transaction. The more lines of the ledger stand in one, the fewer sums they make; the entries
/// of a page take some ten megabytes.
const PAGE_STREAMS: usize = 10_000;

impl App {
    /// Makes the views anew; returns how many entries were read. Nobody should work meanwhile.
    pub async fn rebuild(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<u64, AppError> {
        let office = self.reload_office().await?;
        let zone = time_zone(&office)?;
        self.store.maintenance.clear_views(self.office_id).await?;
        let mut counts: BTreeMap<CountKey, i32> = BTreeMap::new();
        let (mut after, mut entries): (Option<Stream>, u64) = (None, 0);
        loop {
            let page = self.store.journal.scan(self.office_id, after.as_ref(), PAGE_STREAMS).await?;
            let Some((last, _)) = page.last() else { break };
            after = Some(last.clone());
            let mut changes = Vec::new();
            for (stream, stored) in &page {
                let Stream::Matter(id) = stream else { continue };
                entries += stored.len() as u64;
                let loaded = load::fold(*id, &zone, stored)?;
                changes.extend(self::changes(&loaded, &mut counts));
            }
            self.store.maintenance.put_views(self.office_id, changes).await?;
            progress(entries);
        }
        let counts = counts.into_iter().filter(|(_, n)| *n != 0).map(|(key, n)| Change::Count(key, n)).collect();
        self.store.maintenance.put_views(self.office_id, counts).await?;
        Ok(entries)
    }
}

/// The last state of each row, and every line of the ledger.
fn changes(loaded: &load::Loaded, counts: &mut BTreeMap<CountKey, i32>) -> Vec<Change> {
    let mut matter = Matter::unborn(loaded.matter.id);
    let mut rows: BTreeMap<IssueNo, Box<IssueRow>> = BTreeMap::new();
    let mut changes = Vec::new();
    for recorded in &loaded.story {
        let after = evolve(matter.clone(), &recorded.entry);
        for change in view::changes(&matter, &after, &recorded.entry) {
            match change {
                Change::Row(row) => drop(rows.insert(row.issue, row)),
                Change::Count(key, n) => *counts.entry(key).or_default() += n,
                line @ Change::Figure(_) => changes.push(line),
            }
        }
        matter = after;
    }
    changes.extend(rows.into_values().map(Change::Row));
    changes
}
