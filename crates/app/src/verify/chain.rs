//! The chain of a stream: sequence, previous hash, hash, header, time, leaf, and the form of what it holds.

use huiyin_store::journal::{Hash, NO_HASH, hash_entry, hex};
use huiyin_store::{Header, StoredEntry, Stream};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Verification;
use crate::load::{decode, encode};

impl Verification<'_> {
    pub(super) fn chain(&mut self, stream: &Stream, entries: &[StoredEntry], head: Option<(u64, Hash)>) {
        let mut prev = NO_HASH;
        let mut earlier = Timestamp::MIN;
        for (stored, seq) in entries.iter().zip(1_u64..) {
            self.report.entries += 1;
            let place = format!("{stream} entry {seq}");
            if hash_entry(&stored.header, &stored.body) != stored.hash {
                self.report.find(&place, "its bytes are not those that were hashed");
            }
            match serde_json::from_slice::<Header>(&stored.header) {
                Ok(header) => {
                    self.header(&place, stream, seq, prev, earlier, &header);
                    earlier = header.recorded_at;
                }
                Err(_) => self.report.find(&place, "its header cannot be read"),
            }
            match self.leaves.remove(&(stream.clone(), seq)) {
                Some(hash) if hash == stored.hash => {}
                Some(_) => self.report.find(&place, "its hash is not that of its leaf"),
                None => self.report.find(&place, "has no leaf: it was added beside the writer"),
            }
            prev = stored.hash;
        }
        let reached = (entries.len() as u64, prev);
        match head {
            Some(head) if head == reached => {}
            Some((seq, _)) => {
                self.report.find(stream.to_string(), format!("its head says {seq} entries and another hash"))
            }
            None => self.report.find(stream.to_string(), "has entries and no head"),
        }
    }

    fn header(&mut self, place: &str, stream: &Stream, seq: u64, prev: Hash, earlier: Timestamp, header: &Header) {
        if header.seq != seq {
            self.report.find(place, format!("its header says entry {}: one was removed, added or swapped", header.seq));
        }
        if header.prev != hex(&prev) {
            self.report.find(place, "does not follow from the entry before it");
        }
        if header.stream != stream.to_string() || header.office != self.app.office_id {
            self.report.find(place, "its header names another stream or office");
        }
        if header.recorded_at < earlier {
            self.report.find(place, "was recorded before the entry in front of it");
        }
        let given = self.numbers.remove(&(stream.clone(), seq));
        if given != header.number {
            self.report.find(place, "bears another number than the register gave it");
        }
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
