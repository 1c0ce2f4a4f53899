//! Where the entries of a batch stand: sequence, previous hash, time and number of each, and the hash over all of it.

use std::collections::{BTreeMap, HashMap};

use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::series::{Number, Series};
use jiff::Timestamp;

use super::settle::{HeadNow, Known, Settled};
use crate::commit::{Commit, NewEntry, Placed, Receipt};
use crate::error::{CommitError, StoreError};
use crate::journal::{HEADER_VERSION, Hash, Header, Stream, hash_entry, hex};
use crate::queue::Answer;

/// The last number of each series the batch takes from, after the batch's own were taken.
pub type LastNumbers = BTreeMap<Series, u32>;

/// A stream that the batch moved.
#[derive(Debug)]
pub struct NewHead {
    /// Its name.
    pub stream: String,
    /// Where it now stands.
    pub head: HeadNow,
}

/// An entry, ready to be written.
#[derive(Debug)]
pub(super) struct PlacedEntry<'a> {
    /// Its stream, as a place in [`Placement::heads`].
    pub head: usize,
    pub seq: u64,
    pub header: Vec<u8>,
    pub body: &'a [u8],
    pub hash: Hash,
    pub number: Option<Number>,
}

/// A batch whose entries are placed.
#[derive(Debug)]
pub struct Placement<'a> {
    /// The streams that move, in the order of their first entry.
    pub heads: Vec<NewHead>,
    /// For each commit of the batch its receipt; none for losers.
    pub receipts: Vec<Option<Receipt>>,
    pub(super) entries: Vec<PlacedEntry<'a>>,
}

impl Placement<'_> {
    /// What each commit of the batch is answered once it is written.
    pub fn answers(self, settled: Settled) -> Vec<Answer> {
        let neither = || StoreError::Unavailable("a commit was neither written nor refused".to_owned());
        let answer = |(receipt, refusal): (Option<Receipt>, Option<CommitError>)| match refusal {
            Some(refusal) => Err(refusal),
            None => receipt.ok_or_else(|| neither().into()),
        };
        self.receipts.into_iter().zip(settled.refusals).map(answer).collect()
    }
}

/// Places the entries of the winners. `last` holds, for every series they take from, its last number after them.
pub fn place<'a>(
    commits: &'a [Commit],
    known: &Known,
    settled: &Settled,
    last: &LastNumbers,
) -> Result<Placement<'a>, StoreError> {
    let mut placer = Placer::new(known, first_numbers(commits, settled, last)?);
    let mut receipts: Vec<Option<Receipt>> = commits.iter().map(|_| None).collect();
    for (place, commit) in settled.winners(commits) {
        let entries = commit.entries.iter().map(|entry| placer.add(commit.office, entry)).collect::<Result<_, _>>()?;
        receipts[place] = Some(Receipt { entries });
    }
    Ok(Placement { heads: placer.heads, receipts, entries: placer.entries })
}

/// The number each series goes on with.
fn first_numbers<'a>(
    commits: &'a [Commit],
    settled: &Settled,
    last: &LastNumbers,
) -> Result<HashMap<&'a Series, u32>, StoreError> {
    let first = |(series, wanted): (&'a Series, u32)| {
        let first = last.get(series).and_then(|last| last.checked_sub(wanted));
        first.map(|before| (series, before + 1)).ok_or_else(|| StoreError::Inconsistent {
            table: "series",
            column: "last",
            row: format!("{series:?}"),
            why: format!("{wanted} numbers were to be taken"),
        })
    };
    settled.wanted_numbers(commits).into_iter().map(first).collect()
}

struct Placer<'a, 'k> {
    known: &'k Known,
    next_numbers: HashMap<&'a Series, u32>,
    at: HashMap<&'a Stream, usize>,
    heads: Vec<NewHead>,
    entries: Vec<PlacedEntry<'a>>,
}

impl<'a, 'k> Placer<'a, 'k> {
    fn new(known: &'k Known, next_numbers: HashMap<&'a Series, u32>) -> Self {
        Self { known, next_numbers, at: HashMap::new(), heads: Vec::new(), entries: Vec::new() }
    }

    fn add(&mut self, office: OfficeId, entry: &'a NewEntry) -> Result<Placed, StoreError> {
        let head = self.head_of(&entry.stream);
        let number = entry.number.as_ref().map(|series| self.number(series));
        let NewHead { stream, head: now } = &mut self.heads[head];
        let (seq, recorded_at) = (now.seq + 1, in_microseconds(entry.recorded_at).max(now.recorded_at));
        let header = serde_json::to_vec(&Header {
            v: HEADER_VERSION,
            office,
            stream: stream.clone(),
            seq,
            prev: hex(&now.hash),
            recorded_at,
            actor: entry.actor.clone(),
            number: number.clone(),
        })
        .map_err(|error| StoreError::Inconsistent {
            table: "journal",
            column: "header",
            row: format!("{stream} {seq}"),
            why: error.to_string(),
        })?;
        let hash = hash_entry(&header, &entry.body);
        *now = HeadNow { seq, hash, recorded_at };
        self.entries.push(PlacedEntry { head, seq, header, body: &entry.body, hash, number: number.clone() });
        Ok(Placed { seq, number, hash, recorded_at })
    }

    fn head_of(&mut self, stream: &'a Stream) -> usize {
        *self.at.entry(stream).or_insert_with(|| {
            let head = self.known.heads.get(stream).copied().unwrap_or(HeadNow::NONE);
            self.heads.push(NewHead { stream: stream.to_string(), head });
            self.heads.len() - 1
        })
    }

    fn number(&mut self, series: &'a Series) -> Number {
        let next = self.next_numbers.entry(series).or_insert(1);
        let number = Number { series: series.clone(), n: *next };
        *next += 1;
        number
    }
}

/// Heads keep microseconds; an entry must not bear more than its head can remember.
fn in_microseconds(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}
