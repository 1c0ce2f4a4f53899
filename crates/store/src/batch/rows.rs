//! The rows of a batch, by table, in the order in which they are written.
//!
//! The order of tables, and within a table that of keys, is the same in every process, so that two writers on one
//! server never wait for each other in a circle. A key stands at most once in a block that replaces or adds.

use std::collections::{BTreeMap, HashMap};

use huiyin_domain::ids::{IssueNo, MatterId, OfficeId};
use huiyin_domain::view::{Change, CountKey, FigureLine, IssueRow};

use super::place::Placement;
use super::settle::Settled;
use crate::commit::{Commit, NewJob};
use crate::schema::{
    CLAIMS, CONTENTS, Cell, ENVELOPES, FIGURES, HEADS, How, ISSUE_COUNTS, ISSUE_ROWS, JOBS, JOURNAL, KEYS, NO_DAY,
    NUMBERS, Table,
};
use crate::series::class_code;

/// Rows for one table: cells in the order of its columns, row after row.
#[derive(Debug)]
pub struct Block<'a> {
    /// The table.
    pub table: &'static Table,
    /// What happens where a key is there already.
    pub how: How,
    /// All cells.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Block<'a> {
    pub(crate) fn new<const WIDTH: usize>(
        table: &'static Table,
        how: How,
        rows: impl IntoIterator<Item = [Cell<'a>; WIDTH]>,
    ) -> Self {
        Self { table, how, cells: rows.into_iter().flatten().collect() }
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell<'a>]> {
        self.cells.chunks(self.table.columns.len())
    }
}

/// What a row of the worklist changes when it is written again: all but its key.
const ROW_COLUMNS: &[&str] = &[
    "unit",
    "stage",
    "due_on",
    "due_step",
    "received_on",
    "channel",
    "kind",
    "class",
    "place",
    "sealed",
    "subject",
    "ended",
    "ended_on",
    "seq",
    "officer",
];

/// All rows that the winners of a batch write, apart from the series, whose numbers are already taken.
pub fn rows<'a>(commits: &'a [Commit], settled: &'a Settled, placement: &'a Placement<'a>) -> Vec<Block<'a>> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Vec::new() };
    let winners: Vec<&Commit> = settled.winners(commits).map(|(_, commit)| commit).collect();
    let mut blocks = vec![claim_rows(office, &winners)];
    blocks.extend(entry_rows(office, placement));
    blocks.extend(sealed_rows(office, &winners));
    blocks.extend(view_rows(office, || winners.iter().flat_map(|commit| &commit.changes), Folded::Not));
    blocks.push(job_rows(office, &winners));
    blocks.retain(|block| !block.cells.is_empty());
    blocks
}

/// The rows that all changes of some streams leave in emptied tables; the sums of their lines are put apart.
pub fn rebuilt_rows(office: OfficeId, changes: &[Change]) -> Vec<Block<'_>> {
    let mut blocks: Vec<_> = view_rows(office, || changes.iter(), Folded::Already).into();
    blocks.retain(|block| !block.cells.is_empty());
    blocks
}

/// Whether lines are in the sums.
#[derive(Clone, Copy)]
enum Folded {
    Not,
    Already,
}

/// The rows of lists and figures that changes leave.
fn view_rows<'a, I>(office: OfficeId, changes: impl Fn() -> I, folded: Folded) -> [Block<'a>; 3]
where
    I: Iterator<Item = &'a Change>,
{
    let rows = last_rows(changes()).into_values();
    let counts = moved_counts(changes());
    let counts = counts.into_iter().filter(|(_, n)| *n != 0);
    let mut lines = HashMap::new();
    let figures = lines_in(changes());
    [
        Block::new(&ISSUE_ROWS, How::Replace(ROW_COLUMNS), rows.map(|row| issue_row(office, row))),
        Block::new(&ISSUE_COUNTS, How::Add, counts.map(|(key, n)| count_row(office, key, n))),
        Block::new(&FIGURES, How::Insert, figures.map(|line| figure_row(office, line, &mut lines, folded))),
    ]
}

/// The lines of the ledger among changes.
fn lines_in<'a>(changes: impl Iterator<Item = &'a Change>) -> impl Iterator<Item = &'a FigureLine> {
    changes.filter_map(|change| if let Change::Figure(line) = change { Some(line) } else { None })
}

fn last_rows<'a>(changes: impl Iterator<Item = &'a Change>) -> BTreeMap<(MatterId, IssueNo), &'a IssueRow> {
    let mut last = BTreeMap::new();
    for change in changes {
        if let Change::Row(row) = change {
            last.insert((row.matter, row.issue), row.as_ref());
        }
    }
    last
}

fn moved_counts<'a>(changes: impl Iterator<Item = &'a Change>) -> BTreeMap<&'a CountKey, i64> {
    let mut moved = BTreeMap::new();
    for change in changes {
        if let Change::Count(key, n) = change {
            *moved.entry(key).or_insert(0) += i64::from(*n);
        }
    }
    moved
}

fn entry_rows<'a>(office: OfficeId, placement: &'a Placement<'a>) -> [Block<'a>; 3] {
    let stream = |head: usize| Cell::Text(&placement.heads[head].stream);
    let heads = placement.heads.iter().map(|new| {
        let recorded_at = new.head.recorded_at.as_microsecond();
        let hash = Cell::Bytes(&new.head.hash);
        [int(office.0), Cell::Text(&new.stream), count(new.head.seq), hash, int(recorded_at), int(0)]
    });
    let journal = placement.entries.iter().map(|entry| {
        let (header, body, hash) = (Cell::Bytes(&entry.header), Cell::Bytes(entry.body), Cell::Bytes(&entry.hash));
        [int(office.0), stream(entry.head), count(entry.seq), header, body, hash]
    });
    let numbers = placement.entries.iter().filter_map(|entry| {
        let number = entry.number.as_ref()?;
        let (year, n) = (int(number.series.year.into()), int(number.n.into()));
        let series = (Cell::Text(number.series.registry.as_str()), Cell::Text(class_code(number.series.class)));
        Some([int(office.0), series.0, series.1, year, n, stream(entry.head), count(entry.seq)])
    });
    [
        Block::new(&HEADS, How::Replace(&["seq", "hash", "recorded_at"]), heads),
        Block::new(&JOURNAL, How::Insert, journal),
        Block::new(&NUMBERS, How::Insert, numbers),
    ]
}

fn sealed_rows<'a>(office: OfficeId, winners: &[&'a Commit]) -> [Block<'a>; 3] {
    let contents = winners.iter().flat_map(|commit| &commit.contents).map(|content| {
        let (matter, id) = (Cell::Id(content.matter.to_bytes()), Cell::Id(content.id.to_bytes()));
        [int(office.0), matter, id, Cell::Bytes(&content.sealed)]
    });
    let envelopes = winners.iter().flat_map(|commit| &commit.envelopes).map(|envelope| {
        let (matter, id) = (Cell::Id(envelope.matter.to_bytes()), Cell::Id(envelope.id.to_bytes()));
        [int(office.0), matter, id, Cell::Bytes(&envelope.sealed)]
    });
    let keys: BTreeMap<_, _> =
        winners.iter().flat_map(|commit| &commit.keys).map(|key| (key.owner.as_str(), &key.wrapped)).collect();
    let keys = keys.into_iter().map(|(owner, wrapped)| [int(office.0), Cell::Text(owner), Cell::Bytes(wrapped)]);
    [
        Block::new(&CONTENTS, How::Insert, contents),
        Block::new(&ENVELOPES, How::Insert, envelopes),
        Block::new(&KEYS, How::Replace(&["wrapped"]), keys),
    ]
}

/// Inserted so that a claim made meanwhile by another process is not overwritten: the driver counts what went in.
fn claim_rows<'a>(office: OfficeId, winners: &[&'a Commit]) -> Block<'a> {
    let mut claims: Vec<_> = winners.iter().flat_map(|commit| &commit.claims).collect();
    claims.sort_by(|a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    let rows = claims.into_iter().map(|claim| {
        let expires_at = claim.expires_at.map_or(Cell::Null, |time| int(time.as_microsecond()));
        [int(office.0), Cell::Text(claim.kind.code()), Cell::Bytes(&claim.key), Cell::Bytes(&claim.value), expires_at]
    });
    Block::new(&CLAIMS, How::Keep, rows)
}

fn job_rows<'a>(office: OfficeId, winners: &[&'a Commit]) -> Block<'a> {
    let mut jobs: BTreeMap<_, &NewJob> = BTreeMap::new();
    for job in winners.iter().flat_map(|commit| &commit.jobs) {
        jobs.insert((job.kind, job.key.as_str()), job);
    }
    Block::new(&JOBS, How::Requeue, jobs.into_values().map(|job| job_row(office, job)))
}

/// A job that nobody has taken yet.
fn job_row(office: OfficeId, job: &NewJob) -> [Cell<'_>; 9] {
    let (kind, key, payload) = (Cell::Text(job.kind.code()), Cell::Text(&job.key), Cell::Bytes(&job.payload));
    [int(office.0), kind, key, payload, int(job.run_at.as_microsecond()), int(0), int(0), int(1), int(0)]
}

fn issue_row(office: OfficeId, row: &IssueRow) -> [Cell<'_>; 18] {
    [
        int(office.0),
        Cell::Id(row.matter.to_bytes()),
        int(row.issue.0.into()),
        Cell::Text(row.unit.as_str()),
        Cell::Text(row.stage.code()),
        row.due_on.map_or(Cell::Text(NO_DAY), Cell::Day),
        row.due_step.map_or(Cell::Null, |step| Cell::Text(step.code())),
        Cell::Day(row.received_on),
        Cell::Text(row.channel.code()),
        row.kind.map_or(Cell::Null, |kind| Cell::Text(kind.code())),
        row.class.as_ref().map_or(Cell::Null, |class| Cell::Text(class.as_str())),
        row.place.as_ref().map_or(Cell::Null, |place| Cell::Text(place.as_str())),
        int(row.sealed.into()),
        Cell::Id(row.subject.to_bytes()),
        int(row.ended_on.is_some().into()),
        row.ended_on.map_or(Cell::Null, Cell::Day),
        count(row.seq),
        row.officer.as_ref().map_or(Cell::Null, |officer| Cell::Text(officer.as_str())),
    ]
}

fn count_row(office: OfficeId, key: &CountKey, n: i64) -> [Cell<'_>; 5] {
    let due_on = key.due_on.map_or(Cell::Text(NO_DAY), Cell::Day);
    [int(office.0), Cell::Text(key.unit.as_str()), Cell::Text(key.stage.code()), due_on, int(n)]
}

/// `lines` counts the lines of each entry, so that every line has a key.
fn figure_row<'a>(
    office: OfficeId,
    line: &'a FigureLine,
    lines: &mut HashMap<(MatterId, u64), i64>,
    folded: Folded,
) -> [Cell<'a>; 14] {
    let place = lines.entry((line.matter, line.seq)).or_insert(0);
    *place += 1;
    [
        int(office.0),
        Cell::Id(line.matter.to_bytes()),
        count(line.seq),
        int(*place),
        Cell::Text(line.figure.code()),
        Cell::Day(line.occurred_on),
        Cell::Day(line.recorded_on),
        Cell::Text(line.unit.as_str()),
        Cell::Text(line.channel.code()),
        line.class.as_ref().map_or(Cell::Null, |class| Cell::Text(class.as_str())),
        line.kind.map_or(Cell::Null, |kind| Cell::Text(kind.code())),
        line.issue.map_or(Cell::Null, |issue| int(issue.0.into())),
        int(line.n.into()),
        int(matches!(folded, Folded::Already).into()),
    ]
}

const fn int<'a>(number: i64) -> Cell<'a> {
    Cell::Int(number)
}

/// A sequence; beyond 2^63 entries no stream will come.
fn count<'a>(seq: u64) -> Cell<'a> {
    Cell::Int(i64::try_from(seq).unwrap_or(i64::MAX))
}
