//! Finds texts by their words.

use async_trait::async_trait;
use huiyin_domain::ids::{MatterId, OfficeId};

use crate::error::StoreError;
use crate::search::{Candidate, Term, TextId};

/// A part of the index of words: what was noted last, or a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part(pub(crate) i64);

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

    /// The texts in these parts that hold at least so many of the terms, the newest first.
    async fn candidates(
        &self,
        office: OfficeId,
        parts: &[Part],
        terms: &[Term],
        held_min: u32,
    ) -> Result<Vec<Candidate>, StoreError>;
}
