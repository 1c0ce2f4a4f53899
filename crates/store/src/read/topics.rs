//! Which matter stands in which topic, and how large topics are to whoever asks.

use async_trait::async_trait;
use huiyin_domain::ids::{MatterId, OfficeId, TopicId, UnitCode};
use jiff::civil::Date;

use crate::error::StoreError;

/// Where a matter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicPlace {
    /// The matter.
    pub matter: MatterId,
    /// The day its first petition was received.
    pub received_on: Date,
    /// The topic that its words put it into.
    pub begun: TopicId,
    /// The topic in which it stands, after what people decided.
    pub topic: TopicId,
}

/// Which matters somebody counts: those he may read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopicScope {
    /// With an issue not under seal that one of these units must act on.
    pub units: Vec<UnitCode>,
    /// None of these.
    pub but: Vec<MatterId>,
}

/// By what topics are ordered, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicOrder {
    /// By matters received since the day from which on they are called recent.
    Growth,
    /// By all matters counted.
    Size,
}

/// How large a topic is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicSize {
    /// The topic.
    pub topic: TopicId,
    /// Matters counted that may be read.
    pub matters: u64,
    /// Of these, the recent ones.
    pub recent: u64,
    /// The first day of receipt among them.
    pub first_on: Date,
    /// The last.
    pub last_on: Date,
    /// Matters of that time that stand in it, whoever may read them.
    pub all: u64,
}

/// Topics as rows. Derived: like the index of words they are written here, and may be emptied and made again.
#[async_trait]
pub trait Topics: Send + Sync {
    /// Has matters wait to be put into topics, each with the day it was received; nothing happens to those that stand in one.
    async fn wait(&self, office: OfficeId, matters: &[(MatterId, Date)]) -> Result<(), StoreError>;

    /// The matters that wait, the oldest first, at most `limit`.
    async fn waiting(&self, office: OfficeId, limit: usize) -> Result<Vec<(MatterId, Date)>, StoreError>;

    /// Puts matters where they stand.
    async fn put(&self, office: OfficeId, places: &[TopicPlace]) -> Result<(), StoreError>;

    /// Forgets a matter.
    async fn forget(&self, office: OfficeId, matter: MatterId) -> Result<(), StoreError>;

    /// Forgets all matters and warnings.
    async fn clear(&self, office: OfficeId) -> Result<(), StoreError>;

    /// The newest matters that stand in a topic, the newest first, at most `limit`.
    async fn newest(&self, office: OfficeId, limit: usize) -> Result<Vec<TopicPlace>, StoreError>;

    /// The matters of a topic, those received last first, at most `limit`.
    async fn of(&self, office: OfficeId, topic: TopicId, limit: usize) -> Result<Vec<TopicPlace>, StoreError>;

    /// Where these matters stand; those that wait or are not known are left out.
    async fn places(&self, office: OfficeId, matters: &[MatterId]) -> Result<Vec<TopicPlace>, StoreError>;

    /// How many matters of a topic were received on each day, in the order of days: of all, or of those in a scope.
    async fn days(
        &self,
        office: OfficeId,
        topic: TopicId,
        scope: Option<&TopicScope>,
    ) -> Result<Vec<(Date, u32)>, StoreError>;

    /// The topics with at least `matters_min` matters in that scope received from `from` on, with those from `recent` on
    /// counted apart: at most `limit` after the first `skip`.
    async fn sizes(
        &self,
        office: OfficeId,
        scope: &TopicScope,
        (from, recent): (Date, Date),
        matters_min: u64,
        order: TopicOrder,
        (skip, limit): (usize, usize),
    ) -> Result<Vec<TopicSize>, StoreError>;

    /// Notes the day on which a topic began to grow past its history.
    async fn warn(&self, office: OfficeId, topic: TopicId, on: Date) -> Result<(), StoreError>;

    /// The warnings of that day and later.
    async fn warnings(&self, office: OfficeId, from: Date) -> Result<Vec<(TopicId, Date)>, StoreError>;
}
