//! Which commits of a batch are written: those whose streams stand where they expect them and whose claims are free.

use std::collections::{BTreeMap, HashMap, HashSet};

use huiyin_domain::office::series::Series;
use jiff::Timestamp;

use crate::commit::{Claim, ClaimKind, Commit};
use crate::error::{CommitError, StoreError};
use crate::journal::{Hash, NO_HASH, Stream};

/// How far a stream has come, as the database says under lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadNow {
    /// The last sequence; 0 where the stream does not exist.
    pub seq: u64,
    /// The hash of the last entry.
    pub hash: Hash,
    /// When the last entry was recorded.
    pub recorded_at: Timestamp,
}

impl HeadNow {
    /// The head of a stream that does not exist yet.
    pub const NONE: Self = Self { seq: 0, hash: NO_HASH, recorded_at: Timestamp::MIN };
}

/// A claim that somebody made before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What is claimed.
    pub kind: ClaimKind,
    /// The unique key within its kind.
    pub key: Vec<u8>,
    /// What is kept with it.
    pub value: Vec<u8>,
    /// From when on it no longer holds.
    pub expires_at: Option<Timestamp>,
}

/// What the database holds of all that a batch names.
#[derive(Debug, Default)]
pub struct Known {
    /// Heads of the streams that exist.
    pub heads: HashMap<Stream, HeadNow>,
    /// Claims that were made, expired ones too.
    pub claims: Vec<Held>,
}

/// The verdict on a batch.
#[derive(Debug)]
pub struct Settled {
    /// Why each commit is refused; none: it is written.
    pub refusals: Vec<Option<CommitError>>,
    /// Expired claims that winners claim anew: to be deleted first.
    pub expired: Vec<(ClaimKind, Vec<u8>)>,
}

impl Settled {
    /// The commits that are written, each with its place in the batch.
    pub fn winners<'a, 's>(&'s self, commits: &'a [Commit]) -> impl Iterator<Item = (usize, &'a Commit)> + use<'a, 's> {
        commits.iter().enumerate().filter(|(place, _)| self.refusals[*place].is_none())
    }

    /// How many numbers the winners take from each series.
    pub fn wanted_numbers<'a>(&self, commits: &'a [Commit]) -> BTreeMap<&'a Series, u32> {
        let mut wanted = BTreeMap::new();
        for series in self.winners(commits).flat_map(|(_, commit)| &commit.entries).filter_map(|e| e.number.as_ref()) {
            *wanted.entry(series).or_insert(0) += 1;
        }
        wanted
    }
}

/// Decides a batch, in its order: the first of two that exclude each other wins.
pub fn settle(commits: &[Commit], known: &Known) -> Settled {
    let mut table = Table::new(known);
    let refusals = commits.iter().map(|commit| table.admit(commit).err()).collect();
    Settled { refusals, expired: table.expired }
}

/// A claim's kind and key, borrowed.
type ClaimKey<'a> = (ClaimKind, &'a [u8]);

/// What holds after the commits admitted so far.
struct Table<'a> {
    heads: HashMap<&'a Stream, u64>,
    claims: HashMap<ClaimKey<'a>, (&'a [u8], Option<Timestamp>)>,
    expired: Vec<(ClaimKind, Vec<u8>)>,
}

impl<'a> Table<'a> {
    fn new(known: &'a Known) -> Self {
        Self {
            heads: known.heads.iter().map(|(stream, head)| (stream, head.seq)).collect(),
            claims: known
                .claims
                .iter()
                .map(|held| ((held.kind, held.key.as_slice()), (held.value.as_slice(), held.expires_at)))
                .collect(),
            expired: Vec::new(),
        }
    }

    fn admit(&mut self, commit: &'a Commit) -> Result<(), CommitError> {
        every_entry_has_a_head(commit)?;
        self.check_heads(commit)?;
        self.check_claims(commit)?;
        for entry in &commit.entries {
            *self.heads.entry(&entry.stream).or_insert(0) += 1;
        }
        self.hold(commit);
        Ok(())
    }

    fn check_heads(&self, commit: &Commit) -> Result<(), CommitError> {
        let moved = commit.heads.iter().find(|head| {
            let now = self.heads.get(&head.stream).copied().unwrap_or(0);
            head.seq.is_some_and(|expected| expected != now)
        });
        moved.map_or(Ok(()), |head| Err(CommitError::Conflict(head.stream.clone())))
    }

    fn check_claims(&self, commit: &Commit) -> Result<(), CommitError> {
        let now = decided_at(commit);
        let mut own = HashSet::new();
        for claim in &commit.claims {
            let taken = |value: &[u8]| CommitError::Claimed { kind: claim.kind, value: value.to_vec() };
            if !own.insert(key_of(claim)) {
                return Err(taken(&claim.value));
            }
            match self.claims.get(&key_of(claim)) {
                Some((_, Some(expires_at))) if *expires_at <= now => {}
                Some((value, _)) => return Err(taken(value)),
                None => {}
            }
        }
        Ok(())
    }

    fn hold(&mut self, commit: &'a Commit) {
        for claim in &commit.claims {
            let before = self.claims.insert(key_of(claim), (&claim.value, claim.expires_at));
            if before.is_some() {
                self.expired.push((claim.kind, claim.key.clone()));
            }
        }
    }
}

fn key_of(claim: &Claim) -> ClaimKey<'_> {
    (claim.kind, &claim.key)
}

/// When the commit was decided, by its entries; without entries nothing counts as expired.
fn decided_at(commit: &Commit) -> Timestamp {
    commit.entries.iter().map(|entry| entry.recorded_at).max().unwrap_or(Timestamp::MIN)
}

/// A commit that appends to a stream must say what it knew of it.
fn every_entry_has_a_head(commit: &Commit) -> Result<(), StoreError> {
    let stray = commit.entries.iter().find(|entry| !commit.heads.iter().any(|head| head.stream == entry.stream));
    stray.map_or(Ok(()), |entry| {
        Err(StoreError::Inconsistent {
            table: "heads",
            column: "stream",
            row: entry.stream.to_string(),
            why: "an entry of the commit is on a stream whose head it does not name".to_owned(),
        })
    })
}
