//! The leaves: one for each entry, without gaps, and as the last checkpoint was signed over them.

use std::collections::HashMap;

use huiyin_store::Stream;
use huiyin_store::journal::Hash;
use huiyin_store::read::Leaf;

use super::{Report, Verification};
use crate::checkpoint::{Checkpoint, Tree};
use crate::error::AppError;

/// Leaves of one page.
const PAGE_LEAVES: usize = 10_000;

impl Verification<'_> {
    /// Gives the newest entries their leaves, and reads them all.
    pub(super) async fn read_leaves(&mut self) -> Result<(), AppError> {
        let signed = self.signed();
        let mut tree = Tree::default();
        loop {
            let page = self.next_leaves().await?;
            agree(&mut self.report, &tree, signed.as_ref());
            if page.is_empty() {
                break;
            }
            for leaf in page {
                agree(&mut self.report, &tree, signed.as_ref());
                tree.push(&leaf.hash);
                if self.leaves.insert((leaf.stream, leaf.seq), leaf.hash).is_some() {
                    self.report.find(format!("leaf {}", leaf.position), "its entry has another leaf already");
                }
            }
        }
        if let Some(signed) = signed.filter(|signed| signed.size > tree.size()) {
            let what =
                format!("is signed over {} leaves, and there are {}: it was rolled back", signed.size, tree.size());
            self.report.find("checkpoint", what);
        }
        Ok(())
    }

    /// The last checkpoint, where the office has a folder for them.
    fn signed(&mut self) -> Option<Checkpoint> {
        self.app.checkpoints.as_ref()?;
        match self.app.last_checkpoint() {
            Ok(signed) => {
                self.report.checkpoint = signed.map(|signed| signed.size);
                signed
            }
            Err(error) => {
                self.report.find("checkpoint", error.to_string());
                None
            }
        }
    }

    /// The leaves behind those that were read, each at its place.
    async fn next_leaves(&mut self) -> Result<Vec<Leaf>, AppError> {
        let (leaves, office) = (&self.app.store.leaves, self.app.office_id);
        while !leaves.advance(office, PAGE_LEAVES).await?.is_empty() {}
        let page = leaves.leaves(office, self.report.leaves, PAGE_LEAVES).await?;
        for leaf in &page {
            if leaf.position != self.report.leaves {
                let what = format!("stands at {}: a leaf is missing before it", leaf.position);
                self.report.find(format!("leaf {}", self.report.leaves), what);
            }
            self.report.leaves = leaf.position + 1;
        }
        Ok(page)
    }

    /// Holds an entry against its leaf.
    pub(super) fn leaf(&mut self, stream: &Stream, seq: u64, hash: Hash) {
        match self.leaves.remove(&(stream.clone(), seq)) {
            Some(leaf) if leaf == hash => {}
            Some(_) => self.report.find(format!("{stream} entry {seq}"), "its hash is not that of its leaf"),
            None => self.unleaved.push((stream.clone(), seq, hash)),
        }
    }

    /// What can only be said at the end: leaves without entries, and entries without leaves.
    pub(super) async fn close_leaves(&mut self) -> Result<(), AppError> {
        let mut orphans: Vec<(Stream, u64)> = self.leaves.drain().map(|(key, _)| key).collect();
        orphans.sort();
        for (stream, seq) in orphans {
            // Where only the head is gone the stream was not read, and is named where heads are held against streams.
            if self.entry(&stream, seq).await?.is_none() {
                self.report.find(format!("{stream} entry {seq}"), "has a leaf and is not in the journal");
            }
        }
        let mut newer: HashMap<(Stream, u64), Hash> = HashMap::new();
        while !self.unleaved.is_empty() {
            let page = self.next_leaves().await?;
            if page.is_empty() {
                break;
            }
            newer.extend(page.into_iter().map(|leaf| ((leaf.stream, leaf.seq), leaf.hash)));
        }
        for (stream, seq, hash) in std::mem::take(&mut self.unleaved) {
            let place = format!("{stream} entry {seq}");
            match newer.get(&(stream, seq)) {
                Some(leaf) if *leaf == hash => {}
                Some(_) => self.report.find(place, "its hash is not that of its leaf"),
                None => self.report.find(place, "has no leaf: it was added beside the writer"),
            }
        }
        Ok(())
    }
}

fn agree(report: &mut Report, tree: &Tree, signed: Option<&Checkpoint>) {
    if signed.is_some_and(|signed| signed.size == tree.size() && signed.root != tree.root()) {
        report.find("checkpoint", format!("the first {} leaves are not those that it was signed over", tree.size()));
    }
}
