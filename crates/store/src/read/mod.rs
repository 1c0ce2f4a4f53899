//! The traits that read, one by each use. Lists come in keyset pages with a bound; nothing is unbounded.

mod search;
mod topics;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_domain::ids::{ClassCode, ContentId, EnvelopeId, IssueNo, MatterId, OfficeId, OfficerCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::{Kind, Stage};
use huiyin_domain::office::series::Number;
use huiyin_domain::view::{Change, CountKey, Figure, FigureLine, IssueRow};
use jiff::Timestamp;
use jiff::civil::Date;

pub use search::{Part, Search};
pub use topics::{TopicOrder, TopicPlace, TopicScope, TopicSize, Topics};

use crate::batch::Sums;
use crate::commit::{ClaimKind, JobKind, Writer};
use crate::error::StoreError;
use crate::journal::{Hash, StoredEntry, Stream};
use crate::schema::{Table, Value};

/// Rows of one page at most: a screen holds 50, an export asks again.
pub const PAGE_ROWS_MAX: usize = 500;

/// Reads streams.
#[async_trait]
pub trait Journal: Send + Sync {
    /// The entries of a stream after `after` (0: all), oldest first.
    async fn load(&self, office: OfficeId, stream: &Stream, after: u64) -> Result<Vec<StoredEntry>, StoreError>;

    /// The entries of each of these streams after that sequence, in the order asked for: several short reads in one.
    async fn load_each(&self, office: OfficeId, streams: &[(Stream, u64)])
    -> Result<Vec<Vec<StoredEntry>>, StoreError>;

    /// The next `limit` streams in the order of their names after `after`, each with all of its entries: for `verify`,
    /// `rebuild` and exports, which would otherwise ask for every stream by itself.
    async fn scan(
        &self,
        office: OfficeId,
        after: Option<&Stream>,
        limit: usize,
    ) -> Result<Vec<(Stream, Vec<StoredEntry>)>, StoreError>;

    /// Streams in the order of their names, after `after`, at most `limit`, each with its last sequence and hash.
    async fn streams(
        &self,
        office: OfficeId,
        after: Option<&Stream>,
        limit: usize,
    ) -> Result<Vec<(Stream, u64, Hash)>, StoreError>;

    /// The matter a running number belongs to.
    async fn find_number(&self, office: OfficeId, number: &Number) -> Result<Option<(Stream, u64)>, StoreError>;

    /// All numbers given in the office, in order of series and number, after `after`: for `verify`.
    async fn numbers(
        &self,
        office: OfficeId,
        after: Option<&Number>,
        limit: usize,
    ) -> Result<Vec<(Number, Stream, u64)>, StoreError>;
}

/// Reads sealed words, sealed identities and wrapped keys.
#[async_trait]
pub trait Contents: Send + Sync {
    /// The sealed contents of these ids, each with its matter; absent ones are left out.
    async fn contents(
        &self,
        office: OfficeId,
        ids: &[(MatterId, ContentId)],
    ) -> Result<Vec<(MatterId, ContentId, Vec<u8>)>, StoreError>;

    /// All content ids of a matter: for `verify`.
    async fn content_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<ContentId>, StoreError>;

    /// A sealed identity.
    async fn envelope(&self, office: OfficeId, matter: MatterId, id: EnvelopeId)
    -> Result<Option<Vec<u8>>, StoreError>;

    /// All envelope ids of a matter: for `verify`.
    async fn envelope_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<EnvelopeId>, StoreError>;

    /// The secrets of these owners; absent ones are left out.
    async fn keys(&self, office: OfficeId, owners: &[String]) -> Result<BTreeMap<String, Vec<u8>>, StoreError>;
}

/// Looks claims up.
#[async_trait]
pub trait Claims: Send + Sync {
    /// What is kept with a claim that holds at `now`.
    async fn claim(
        &self,
        office: OfficeId,
        kind: ClaimKind,
        key: &[u8],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}

/// Which issues a worklist wants. Everything not given is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorklistFilter {
    /// In charge of one of these units; empty: of any.
    pub units: Vec<UnitCode>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Of this class or one below it.
    pub class: Option<ClassCode>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Due on or before this day.
    pub due_to: Option<Date>,
    /// Due on or after this day.
    pub due_from: Option<Date>,
    /// In the hands of this officer.
    pub officer: Option<OfficerCode>,
    /// Ended ones instead of open ones.
    pub ended: bool,
    /// Units whose issues under seal are listed too; of all others only what is not.
    pub under_seal: Vec<UnitCode>,
}

/// Where a page of a worklist goes on: the sort key of the last row before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistAfter {
    /// Its due day; none sorts last.
    pub due_on: Option<Date>,
    /// Its matter.
    pub matter: MatterId,
    /// Its issue.
    pub issue: IssueNo,
}

/// A page of rows, and whether more follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// More rows follow the last of these.
    pub more: bool,
}

/// A worklist row with the number of the matter's first petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedIssue {
    /// The row.
    pub row: IssueRow,
    /// The number, where one was given (history keeps its source's).
    pub number: Option<Number>,
}

/// Reads worklists. Sealed matters are never in them.
#[async_trait]
pub trait Worklists: Send + Sync {
    /// One page ordered by due day, matter, issue.
    async fn list(
        &self,
        office: OfficeId,
        filter: &WorklistFilter,
        after: Option<&WorklistAfter>,
        limit: usize,
    ) -> Result<Page<ListedIssue>, StoreError>;

    /// How many match, counted up to `up_to` and no further.
    async fn count_up_to(&self, office: OfficeId, filter: &WorklistFilter, up_to: u64) -> Result<u64, StoreError>;

    /// The standing counts of these units (empty: of all).
    async fn standing_counts(&self, office: OfficeId, units: &[UnitCode]) -> Result<Vec<(CountKey, u64)>, StoreError>;

    /// Open issues, sealed ones too, whose clock ran out before `day`, in keyset order: for the daily sweep.
    async fn overdue(
        &self,
        office: OfficeId,
        day: Date,
        after: Option<&WorklistAfter>,
        limit: usize,
    ) -> Result<Vec<(MatterId, IssueNo, Date)>, StoreError>;

    /// The rows of one matter: for `verify`.
    async fn rows_of(&self, office: OfficeId, matter: MatterId) -> Result<Vec<IssueRow>, StoreError>;

    /// The rows of each of these matters, sealed ones too, in no order.
    async fn rows_of_each(&self, office: OfficeId, matters: &[MatterId]) -> Result<Vec<IssueRow>, StoreError>;

    /// These rows, each with the number of its matter's first petition.
    async fn numbered(&self, office: OfficeId, rows: Vec<IssueRow>) -> Result<Vec<ListedIssue>, StoreError>;
}

/// Which lines of the ledger are summed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FigureFilter {
    /// Occurred on or after.
    pub from: Option<Date>,
    /// Occurred on or before.
    pub to: Option<Date>,
    /// Recorded on or before: the figures as known on that day.
    pub known_on: Option<Date>,
    /// Of this unit.
    pub unit: Option<UnitCode>,
    /// By this channel.
    pub channel: Option<Channel>,
    /// Of this class or one below it.
    pub class: Option<ClassCode>,
    /// Of this kind.
    pub kind: Option<Kind>,
}

/// By what a sum is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Not at all.
    Whole,
    /// By month, `2026-11`.
    Month,
    /// By unit.
    Unit,
    /// By channel.
    Channel,
    /// By class.
    Class,
    /// By kind.
    Kind,
}

/// Reads the ledger of figures.
#[async_trait]
pub trait Figures: Send + Sync {
    /// Sums by cut and figure; the cut's value is empty for [`Cut::Whole`] and where a line has none.
    async fn sums(
        &self,
        office: OfficeId,
        filter: &FigureFilter,
        cut: Cut,
    ) -> Result<BTreeMap<(String, Figure), i64>, StoreError>;

    /// The matters behind a sum, each with its share, in order of id after `after`.
    async fn behind(
        &self,
        office: OfficeId,
        figure: Figure,
        filter: &FigureFilter,
        after: Option<MatterId>,
        limit: usize,
    ) -> Result<Page<(MatterId, i64)>, StoreError>;

    /// The ledger lines of one matter, by entry: for `verify`.
    async fn lines_of(&self, office: OfficeId, matter: MatterId) -> Result<Vec<FigureLine>, StoreError>;

    /// Folds the lines recorded on days before `before` that are not yet folded into the sums by day and month; returns
    /// how many. No answer changes by it, only what it costs.
    async fn fold(&self, office: OfficeId, before: Date) -> Result<u64, StoreError>;

    /// How many lines are not yet folded, counted up to `up_to`: each costs every question its share.
    async fn unfolded(&self, office: OfficeId, up_to: u64) -> Result<u64, StoreError>;
}

/// A job taken on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// What to do.
    pub kind: JobKind,
    /// What it is about.
    pub key: String,
    /// What it needs besides.
    pub payload: Vec<u8>,
    /// How often it was tried before.
    pub attempts: u32,
}

/// Takes jobs on and finishes them.
#[async_trait]
pub trait Jobs: Send + Sync {
    /// Takes on at most `limit` jobs due at `now` that nobody holds, until `until`.
    async fn take(
        &self,
        office: OfficeId,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<ClaimedJob>, StoreError>;

    /// The job is done. Nothing happens where it was taken over meanwhile: it is another's to end.
    async fn finish(&self, office: OfficeId, job: &ClaimedJob) -> Result<(), StoreError>;

    /// The job failed: to be tried again at `run_at`. Nothing happens where it was taken over meanwhile.
    async fn retry(&self, office: OfficeId, job: &ClaimedJob, run_at: Timestamp) -> Result<(), StoreError>;

    /// Queues a job from outside a commit, as the daily timer does; nothing happens where it is queued already.
    async fn queue(&self, office: OfficeId, job: crate::commit::NewJob) -> Result<(), StoreError>;

    /// How many wait.
    async fn waiting(&self, office: OfficeId) -> Result<u64, StoreError>;
}

/// One leaf of the tree that checkpoints sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its position, from 0, without gaps.
    pub position: u64,
    /// The stream of the entry.
    pub stream: Stream,
    /// The entry's sequence.
    pub seq: u64,
    /// The entry's hash.
    pub hash: Hash,
}

/// Gives leaves and reads them; append-only.
#[async_trait]
pub trait Leaves: Send + Sync {
    /// Gives a leaf to at most `limit` committed entries that have none; returns the new leaves.
    async fn advance(&self, office: OfficeId, limit: usize) -> Result<Vec<Leaf>, StoreError>;

    /// The leaves from `from` on, at most `limit`.
    async fn leaves(&self, office: OfficeId, from: u64, limit: usize) -> Result<Vec<Leaf>, StoreError>;

    /// Takes the lease of the one checkpointer until `until`; false where another holds it at `now`.
    async fn lease(&self, office: OfficeId, holder: &str, now: Timestamp, until: Timestamp)
    -> Result<bool, StoreError>;
}

/// Rebuilds derived tables, and carries whole databases.
#[async_trait]
pub trait Maintenance: Send + Sync {
    /// Empties rows, counts, figures and their sums of the office.
    async fn clear_views(&self, office: OfficeId) -> Result<(), StoreError>;

    /// Writes all changes of some streams into the emptied tables, each row once, in one transaction. Lines of figures
    /// are written as folded: whoever calls this puts their sums too.
    async fn put_views(&self, office: OfficeId, changes: Vec<Change>) -> Result<(), StoreError>;

    /// Adds the sums of lines that were written as folded, in one transaction.
    async fn put_sums(&self, office: OfficeId, sums: Sums) -> Result<(), StoreError>;

    /// A snapshot to dump tables from: all of its tables are of one moment.
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError>;

    /// Loads rows of a table into an empty database.
    async fn load_rows(&self, table: &'static Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError>;

    /// The tables and columns the database really has, from its own catalogue: held against [`crate::schema`].
    async fn catalogue(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError>;

    /// Deletes claims that have expired at `now`; returns how many.
    async fn sweep_claims(&self, office: OfficeId, now: Timestamp) -> Result<u64, StoreError>;

    /// The version of the schema, and of the database itself, for `/readyz` and `verify`.
    async fn versions(&self) -> Result<(u32, String), StoreError>;
}

/// A frozen moment of the database.
#[async_trait]
pub trait Snapshot: Send {
    /// The rows of a table in the order of its key, after the row whose key is `after`, at most `limit`.
    async fn rows(
        &mut self,
        table: &'static Table,
        after: Option<&[Value]>,
        limit: usize,
    ) -> Result<Vec<Vec<Value>>, StoreError>;
}

/// A store: the writer and all that reads, chosen once, at the top.
#[derive(Clone)]
pub struct Store {
    /// The one door that writes.
    pub writer: Arc<dyn Writer>,
    /// Streams.
    pub journal: Arc<dyn Journal>,
    /// Sealed words, identities, keys.
    pub contents: Arc<dyn Contents>,
    /// Claims.
    pub claims: Arc<dyn Claims>,
    /// Worklists.
    pub worklists: Arc<dyn Worklists>,
    /// Figures.
    pub figures: Arc<dyn Figures>,
    /// The index of words.
    pub search: Arc<dyn Search>,
    /// Which matter stands in which topic.
    pub topics: Arc<dyn Topics>,
    /// Jobs.
    pub jobs: Arc<dyn Jobs>,
    /// Leaves.
    pub leaves: Arc<dyn Leaves>,
    /// Rebuilding, backup, restore.
    pub maintenance: Arc<dyn Maintenance>,
}
