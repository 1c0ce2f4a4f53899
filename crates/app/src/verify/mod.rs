//! `verify`: everything that was ever recorded is held against everything else. One changed, removed, added or swapped
//! entry, content, envelope, file, row, number, claim or leaf is named by its place.
//!
//! Works page by page, also while the office does: what it cannot confirm it looks at again, since somebody may have
//! written between two of its questions. What it keeps in memory is a hash for each entry. To add a check, add it to the
//! file of what it checks, and a case to `tests/verify.rs`.

mod chain;
mod files;
pub(crate) mod kept;
mod leaves;
mod numbers;
mod tables;
mod views;

use std::collections::{HashMap, HashSet};

use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::office::OfficeEvent;
use huiyin_domain::office::series::Number;
use huiyin_domain::publication::PublicationEvent;
use huiyin_domain::topic::TopicEvent;
use huiyin_store::journal::Hash;
use huiyin_store::{StoredEntry, Stream};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::App;
use crate::access::AccessEvent;
use crate::account::AccountEvent;
use crate::error::AppError;
use crate::load::time_zone;
use crate::office::fold_office;
use crate::operations::OperationsEvent;

/// Streams of one page, each with all of its entries.
const PAGE_STREAMS: usize = 100;

/// Looks at something that does not agree: once, and again where somebody may have worked on it meanwhile.
const LOOKS_MAX: usize = 3;

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
    /// Attachments that opened and are what their notes say.
    pub files: u64,
    /// Running numbers.
    pub numbers: u64,
    /// Leaves.
    pub leaves: u64,
    /// How many of them the last checkpoint is signed over; none where no checkpoint was found to hold them against.
    pub checkpoint: Option<u64>,
    /// What is wrong; empty where all is as it was recorded.
    pub findings: Vec<Finding>,
}

impl Report {
    fn find(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.findings.push(Finding { place: place.into(), what: what.into() });
    }

    /// Takes in what was found beside a matter.
    fn add(&mut self, found: Self) {
        self.contents += found.contents;
        self.envelopes += found.envelopes;
        self.files += found.files;
        self.findings.extend(found.findings);
    }
}

/// How far a stream has come, by the table of heads.
type Heads = HashMap<Stream, (u64, Hash)>;

/// A verification under way.
struct Verification<'a> {
    app: &'a App,
    zone: TimeZone,
    report: Report,
    /// Leaves whose entries have not been met.
    leaves: HashMap<(Stream, u64), Hash>,
    /// Entries met without a leaf: added beside the writer, or newer than the leaves were when they were read.
    unleaved: Vec<(Stream, u64, Hash)>,
    /// Numbers whose entries have not been met.
    numbers: HashMap<(Stream, u64), Number>,
    /// Numbers met in an entry and not in the register, for the same two reasons.
    unregistered: Vec<(Stream, u64, Number)>,
    /// Each matter, with the petitions that a query code must find.
    matters: HashMap<MatterId, u32>,
    /// Attachments on the disk that no entry has named.
    files: HashSet<(MatterId, ContentId)>,
    /// What topics and publications name of the matters, as far as they were read.
    beside: kept::Beside,
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
            unleaved: Vec::new(),
            numbers: HashMap::new(),
            unregistered: Vec::new(),
            matters: HashMap::new(),
            files: HashSet::new(),
            beside: kept::Beside::default(),
        };
        verification.read_leaves().await?;
        verification.read_numbers().await?;
        verification.read_files().await?;
        verification.walk(progress).await?;
        verification.close_leaves().await?;
        verification.close_numbers().await?;
        verification.close_files();
        verification.tables().await?;
        Ok(verification.report)
    }
}

impl Verification<'_> {
    /// All streams in the order of their names, entries and heads side by side.
    async fn walk(&mut self, progress: &(dyn Fn(u64) + Sync)) -> Result<(), AppError> {
        let mut after: Option<Stream> = None;
        loop {
            let (journal, office) = (&self.app.store.journal, self.app.office_id);
            let mut page = journal.scan(office, after.as_ref(), PAGE_STREAMS).await?;
            let heads = journal.streams(office, after.as_ref(), PAGE_STREAMS).await?;
            // Where one side lacks a stream the other reaches further: go only as far as both have been read.
            let ends = [full(page.iter().map(|(stream, _)| stream)), full(heads.iter().map(|(stream, ..)| stream))];
            let end = ends.into_iter().flatten().min_by_key(ToString::to_string);
            let within = |stream: &Stream| end.as_ref().is_none_or(|end| stream.to_string() <= end.to_string());
            page.retain(|(stream, _)| within(stream));
            let heads = heads.into_iter().filter(|(stream, ..)| within(stream));
            self.page(page, heads.map(|(stream, seq, hash)| (stream, (seq, hash))).collect(), after.as_ref()).await?;
            progress(self.report.entries);
            match end {
                Some(end) => after = Some(end),
                None => return Ok(()),
            }
        }
    }

    async fn page(
        &mut self,
        page: Vec<(Stream, Vec<StoredEntry>)>,
        mut heads: Heads,
        after: Option<&Stream>,
    ) -> Result<(), AppError> {
        let mut before = after.cloned();
        for (stream, mut entries) in page {
            let mut head = heads.remove(&stream);
            for _ in 1..LOOKS_MAX {
                if head.is_some_and(|head| chain::reaches(&entries, head)) {
                    break;
                }
                entries = self.app.store.journal.load(self.app.office_id, &stream, 0).await?;
                head = self.head_of(&stream, before.as_ref()).await?;
            }
            self.stream(&stream, &entries, head).await?;
            before = Some(stream);
        }
        Ok(())
    }

    /// The head of a stream, looked for behind the one `before` it, as far as streams may have come between them.
    async fn head_of(&self, stream: &Stream, before: Option<&Stream>) -> Result<Option<(u64, Hash)>, AppError> {
        let heads = self.app.store.journal.streams(self.app.office_id, before, PAGE_STREAMS).await?;
        Ok(heads.into_iter().find(|(name, ..)| name == stream).map(|(_, seq, hash)| (seq, hash)))
    }

    /// One entry, asked for by itself.
    async fn entry(&self, stream: &Stream, seq: u64) -> Result<Option<StoredEntry>, AppError> {
        let entries = self.app.store.journal.load(self.app.office_id, stream, 0).await?;
        let place = usize::try_from(seq).unwrap_or(usize::MAX).checked_sub(1);
        Ok(place.and_then(|place| entries.into_iter().nth(place)))
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
            Stream::Matter(matter) => return self.matter(*matter, entries).await,
            Stream::Access(matter) => {
                self.form::<AccessEvent>(stream, entries);
                return self.access_words(*matter, stream, entries).await;
            }
            Stream::Account(_) => self.form::<AccountEvent>(stream, entries),
            Stream::Operations => self.form::<OperationsEvent>(stream, entries),
            Stream::Topics => {
                self.form::<TopicEvent>(stream, entries);
                let mut beside = kept::Beside::default();
                beside.read_topics(entries);
                return self.words_beside(beside).await;
            }
            Stream::Publications => {
                self.form::<PublicationEvent>(stream, entries);
                let mut beside = kept::Beside::default();
                beside.read_publications(entries);
                return self.words_beside(beside).await;
            }
            Stream::Office => {
                self.form::<OfficeEvent>(stream, entries);
                if let Err(error) = fold_office(entries) {
                    self.report.find(stream.to_string(), error.to_string());
                }
            }
        }
        Ok(())
    }
}

/// The last of a page that may have another behind it.
fn full<'s>(page: impl ExactSizeIterator<Item = &'s Stream>) -> Option<Stream> {
    if page.len() < PAGE_STREAMS { None } else { page.last().cloned() }
}
