//! Finds texts by their words.

use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::{MatterId, OfficeId};

use crate::error::StoreError;
use crate::search::{Holder, Term, TextId};

/// A part of the index of words: what was noted last, or a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub(crate) segment: i64,
    /// No text in it is of a newer matter.
    pub newest: MatterId,
}

/// Finds texts by the terms they hold; only ever candidates, which the text itself confirms. The index is derived: like jobs
/// and leaves it is written here, and may be emptied and made again.
#[async_trait]
pub trait Search: Send + Sync {
    /// Notes the terms of texts; what was noted of one before and is not yet packed is replaced.
    async fn note(&self, office: OfficeId, texts: &[(TextId, Vec<Term>)]) -> Result<(), StoreError>;

    /// Packs what was noted where enough of it waits; returns how many texts were packed.
    async fn pack(&self, office: OfficeId) -> Result<u64, StoreError>;

    /// Forgets the texts of a matter.
    async fn forget(&self, office: OfficeId, matter: MatterId) -> Result<(), StoreError>;

    /// Forgets all texts.
    async fn clear(&self, office: OfficeId) -> Result<(), StoreError>;

    /// No text is noted.
    async fn is_empty(&self, office: OfficeId) -> Result<bool, StoreError>;

    /// The parts of the index as it stands now, the one with the newest texts first.
    async fn parts(&self, office: OfficeId) -> Result<Vec<Part>, StoreError>;

    /// The texts in these parts that hold terms of at least so much weight together, part by part, the newest of each first.
    async fn holders(
        &self,
        office: OfficeId,
        parts: &[Part],
        terms: &BTreeMap<Term, u32>,
        held_min: u32,
    ) -> Result<Vec<Holder>, StoreError>;

    /// Which texts these are, in the same order; none for what is forgotten.
    async fn texts(&self, office: OfficeId, holders: &[Holder]) -> Result<Vec<Option<TextId>>, StoreError>;
}
