//! The chain of a stream: sequence, previous hash, hash, header, time, leaf, and the form of what it holds.

use huiyin_store::journal::{Hash, NO_HASH, hash_entry, hex};
use huiyin_store::{Header, StoredEntry, Stream};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Verification;
use crate::load::{decode, encode};

/// What the entry in front of the one that is looked at said of itself.
struct Before {
    hash: Hash,
    recorded_at: Timestamp,
}

/// The entries end where the head says.
pub(super) fn reaches(entries: &[StoredEntry], head: (u64, Hash)) -> bool {
    head == (entries.len() as u64, entries.last().map_or(NO_HASH, |last| last.hash))
}

impl Verification<'_> {
    pub(super) fn chain(&mut self, stream: &Stream, entries: &[StoredEntry], head: Option<(u64, Hash)>) {
        let mut before = Before { hash: NO_HASH, recorded_at: Timestamp::MIN };
        for (stored, seq) in entries.iter().zip(1_u64..) {
            self.report.entries += 1;
            let place = format!("{stream} entry {seq}");
            if hash_entry(&stored.header, &stored.body) != stored.hash {
                self.report.find(&place, "its bytes are not those that were hashed");
            }
            match serde_json::from_slice::<Header>(&stored.header) {
                Ok(header) => {
                    self.header(&place, stream, seq, &before, &header);
                    if encode(&header).is_ok_and(|bytes| bytes != stored.header) {
                        self.report.find(&place, "its header is not in canonical form");
                    }
                    before.recorded_at = header.recorded_at;
                }
                Err(_) => self.report.find(&place, "its header cannot be read"),
            }
            self.leaf(stream, seq, stored.hash);
            before.hash = stored.hash;
        }
        // That it has none is said once, where all heads are held against all streams.
        if let Some((seq, _)) = head.filter(|head| !reaches(entries, *head)) {
            self.report.find(stream.to_string(), format!("its head says {seq} entries and another hash"));
        }
    }

    fn header(&mut self, place: &str, stream: &Stream, seq: u64, before: &Before, header: &Header) {
        if header.seq != seq {
            self.report.find(place, format!("its header says entry {}: one was removed, added or swapped", header.seq));
        }
        if header.prev != hex(&before.hash) {
            self.report.find(place, "does not follow from the entry before it");
        }
        if header.stream != stream.to_string() || header.office != self.app.office_id {
            self.report.find(place, "its header names another stream or office");
        }
        if header.recorded_at < before.recorded_at {
            self.report.find(place, "was recorded before the entry in front of it");
        }
        self.number(place, stream, seq, header.number.as_ref());
    }

    /// Every event reads, and writes back to the same bytes.
    pub(super) fn form<E: DeserializeOwned + Serialize>(&mut self, stream: &Stream, entries: &[StoredEntry]) {
        for (stored, seq) in entries.iter().zip(1_u64..) {
            let place = format!("{stream} entry {seq}");
            match decode::<E>(stream, stored) {
                Ok((_, event)) if encode(&event).is_ok_and(|bytes| bytes == stored.body) => {}
                Ok(_) => self.report.find(place, "its body is not in canonical form"),
                Err(_) => self.report.find(place, "its body cannot be read"),
            }
        }
    }
}
