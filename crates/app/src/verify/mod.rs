//! `verify`: everything that was ever recorded is held against everything else. One changed, removed, added or swapped
//! entry, content, envelope, row, number or leaf is named by its place.
//!
//! Reads page by page; what it keeps in memory is a hash for each entry. To add a check, add it to the file of what it
//! checks, and a case to `tests/verify.rs`.

mod chain;
mod kept;
mod numbers;
mod views;

use std::collections::{BTreeMap, HashMap};

use huiyin_domain::view::CountKey;
use huiyin_store::journal::Hash;
use huiyin_store::{StoredEntry, Stream};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::App;
use crate::access::AccessEvent;
use crate::account::AccountEvent;
use crate::error::AppError;
use crate::load::time_zone;
use crate::operations::OperationsEvent;

/// Streams of one page.
const PAGE_STREAMS: usize = 500;

/// Leaves of one page.
const PAGE_LEAVES: usize = 10_000;

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `matter/… entry 3`, `contents row …`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

/// What was checked, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Streams read.
    pub streams: u64,
    /// Entries whose chain, form and leaf were checked.
    pub entries: u64,
    /// Contents that opened and met their commitment.
    pub contents: u64,
    /// Envelopes that opened and met theirs.
    pub envelopes: u64,
    /// Running numbers.
    pub numbers: u64,
    /// Leaves.
    pub leaves: u64,
    /// What is wrong; empty where all is as it was recorded.
    pub findings: Vec<Finding>,
}

impl Report {
    fn find(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.findings.push(Finding { place: place.into(), what: what.into() });
    }
}

/// A verification under way.
struct Verification<'a> {
    app: &'a App,
    zone: TimeZone,
    report: Report,
    leaves: HashMap<(Stream, u64), Hash>,
    numbers: HashMap<(Stream, u64), huiyin_domain::office::series::Number>,
    counts: BTreeMap<CountKey, i64>,
}

impl App {
    /// Checks everything; `progress` is told how many entries have been read.
    pub async fn verify(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Report, AppError> {
        let office = self.reload_office().await?;
        let zone = time_zone(&office)?;
        let mut verification = Verification {
            app: self,
            zone,
            report: Report::default(),
            leaves: HashMap::new(),
            numbers: HashMap::new(),
            counts: BTreeMap::new(),
        };
        verification.read_leaves().await?;
        verification.read_numbers().await?;
        verification.walk(progress).await?;
        verification.close().await?;
        Ok(verification.report)
    }
}

impl Verification<'_> {
    /// Gives the newest entries their leaves, and reads them all: without gaps, one for each entry.
    async fn read_leaves(&mut self) -> Result<(), AppError> {
        let (store, office) = (&self.app.store, self.app.office_id);
        while !store.leaves.advance(office, PAGE_LEAVES).await?.is_empty() {}
        loop {
            let page = store.leaves.leaves(office, self.report.leaves, PAGE_LEAVES).await?;
            if page.is_empty() {
                return Ok(());
            }
            for leaf in page {
                if leaf.position != self.report.leaves {
                    let what = format!("stands at {}: a leaf is missing before it", leaf.position);
                    self.report.find(format!("leaf {}", self.report.leaves), what);
                }
                self.report.leaves = leaf.position + 1;
                let key = (leaf.stream.clone(), leaf.seq);
                if self.leaves.insert(key, leaf.hash).is_some() {
                    self.report.find(format!("leaf {}", leaf.position), "its entry has another leaf already");
                }
            }
        }
    }

    async fn walk(&mut self, progress: &(dyn Fn(u64) + Sync)) -> Result<(), AppError> {
        let mut after: Option<Stream> = None;
        loop {
            let (journal, office) = (&self.app.store.journal, self.app.office_id);
            let heads = journal.streams(office, after.as_ref(), PAGE_STREAMS).await?;
            let page = journal.scan(office, after.as_ref(), PAGE_STREAMS).await?;
            let last = heads.last().map(|head| &head.0).max(page.last().map(|(stream, _)| stream)).cloned();
            let Some(last) = last else { return Ok(()) };
            let mut heads: HashMap<Stream, (u64, Hash)> =
                heads.into_iter().map(|(stream, seq, hash)| (stream, (seq, hash))).collect();
            for (stream, entries) in &page {
                self.stream(stream, entries, heads.remove(stream)).await?;
                progress(self.report.entries);
            }
            for stream in heads.keys() {
                self.report.find(stream.to_string(), "has a head and no entries: the stream was dropped");
            }
            after = Some(last);
        }
    }

    async fn stream(
        &mut self,
        stream: &Stream,
        entries: &[StoredEntry],
        head: Option<(u64, Hash)>,
    ) -> Result<(), AppError> {
        self.report.streams += 1;
        self.chain(stream, entries, head);
        match stream {
            Stream::Matter(matter) => self.matter(*matter, entries).await,
            Stream::Access(matter) => {
                self.form::<AccessEvent>(stream, entries);
                self.access_words(*matter, stream, entries).await
            }
            Stream::Account(_) => {
                self.form::<AccountEvent>(stream, entries);
                Ok(())
            }
            Stream::Operations => {
                self.form::<OperationsEvent>(stream, entries);
                Ok(())
            }
            Stream::Office => {
                self.form::<huiyin_domain::office::OfficeEvent>(stream, entries);
                Ok(())
            }
        }
    }

    /// What can only be said at the end: leaves and numbers without entries, counts that do not add up.
    async fn close(&mut self) -> Result<(), AppError> {
        let mut orphans: Vec<(Stream, u64)> = self.leaves.drain().map(|(key, _)| key).collect();
        orphans.sort();
        for (stream, seq) in orphans {
            self.report.find(format!("{stream} entry {seq}"), "has a leaf and is not in the journal");
        }
        let mut unused: Vec<_> = self.numbers.drain().collect();
        unused.sort_by(|a, b| a.1.cmp(&b.1));
        for ((stream, seq), number) in unused {
            self.report
                .find(format!("number {number}"), format!("was given to {stream} entry {seq}, which does not bear it"));
        }
        self.compare_counts().await
    }
}
