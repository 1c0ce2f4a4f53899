//! Putting what was read into topics, after the commit that brought it. Rows only: a topic is a proposal until people decide,
//! and rows can be thrown away and made again. Ordinary matters alone, by their masked words, never by who wrote them.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::ids::{ContentId, MatterId, TopicId};
use huiyin_domain::matter::Matter;
use huiyin_domain::topic::Topics as Decided;
use huiyin_insight::mask::masked;
use huiyin_store::read::{ClaimedJob, TopicPlace};
use huiyin_store::{JobKind, NewJob, Stream};

use super::memory::{Memory, Text};
use crate::App;
use crate::error::AppError;
use crate::load::{Loaded, fold, time_zone};

/// The key of the job that puts into topics what waits.
const WAITING: &str = "waiting";

/// Matters put into topics in one go: some tenths of a second.
const AT_ONCE: usize = 256;

/// The newest matters whose texts a process knows: a minute to read, and more than a year of a large district. A topic without
/// any of them takes no more petitions.
const KNOWN_MAX: usize = 100_000;

/// Matters of a topic that are put elsewhere in one go.
const MOVED_AT_ONCE: usize = 10_000;

/// Topics hold ordinary matters: nothing under seal, no accusation, nothing about the office itself.
pub(super) const fn is_ordinary(matter: &Matter) -> bool {
    matter.is_born() && !matter.sealed && !matter.accusation && !matter.about_office
}

impl App {
    /// Has ordinary matters wait for their topic, and forgets those that are ordinary no more.
    pub(crate) async fn wait_for_topics(&self, matters: &[Loaded]) -> Result<(), AppError> {
        let matters = || matters.iter().map(|loaded| &loaded.matter);
        for hidden in matters().filter(|matter| matter.is_born() && !is_ordinary(matter)) {
            self.forget_in_topics(hidden.id).await?;
        }
        let received = |matter: &Matter| Some((matter.id, matter.petitions.first()?.filed.received_on));
        let waiting: Vec<_> = matters().filter(|matter| is_ordinary(matter)).filter_map(received).collect();
        if waiting.is_empty() {
            return Ok(());
        }
        self.store.topics.wait(self.office_id, &waiting).await?;
        self.queue_topics(WAITING.to_owned()).await
    }

    async fn queue_topics(&self, key: String) -> Result<(), AppError> {
        Ok(self.store.jobs.queue(self.office_id, self.topics_job(key)).await?)
    }

    /// The job that puts the matters of a topic where people decided.
    pub(super) fn topics_job(&self, key: String) -> NewJob {
        NewJob { kind: JobKind::JoinTopics, key, payload: Vec::new(), run_at: self.now() }
    }

    async fn forget_in_topics(&self, matter: MatterId) -> Result<(), AppError> {
        if !self.store.topics.places(self.office_id, &[matter]).await?.is_empty() {
            *self.topics.texts.lock().await = None;
        }
        Ok(self.store.topics.forget(self.office_id, matter).await?)
    }

    /// Empties the rows of topics; what people decided stands in the journal.
    pub(crate) async fn forget_topics(&self) -> Result<(), AppError> {
        *self.topics.texts.lock().await = None;
        Ok(self.store.topics.clear(self.office_id).await?)
    }

    /// No matter stands in a topic or waits for one.
    pub(crate) async fn knows_no_topic(&self) -> Result<bool, AppError> {
        let newest = self.store.topics.newest(self.office_id, 1).await?;
        Ok(newest.is_empty() && self.store.topics.waiting(self.office_id, 1).await?.is_empty())
    }

    /// Puts into topics what waits, or the matters of one topic where people decided; then watches what has grown.
    pub(crate) async fn join_topics(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let grown = match job.key.parse() {
            Ok(topic) => self.place_anew(topic).await?,
            Err(_) => self.join_waiting().await?,
        };
        self.watch_topics(grown).await
    }

    /// The topics that something was put into.
    async fn join_waiting(&self) -> Result<BTreeSet<TopicId>, AppError> {
        let decided = self.decided_topics().await?;
        let mut texts = self.topics.texts.lock().await;
        let mut memory = self.recalled(texts.take()).await?;
        let mut grown = BTreeSet::new();
        loop {
            let waiting = self.store.topics.waiting(self.office_id, AT_ONCE).await?;
            if waiting.is_empty() {
                break;
            }
            let matters: Vec<MatterId> = waiting.iter().map(|(matter, _)| *matter).collect();
            let (ordinary, read) = self.texts_of(&self.load_some(&matters).await?).await?;
            for hidden in matters.iter().filter(|matter| !ordinary.contains(matter)) {
                self.store.topics.forget(self.office_id, *hidden).await?;
            }
            let waiting = waiting.into_iter().filter(|(matter, _)| ordinary.contains(matter));
            let places: Vec<TopicPlace> = waiting
                .map(|(matter, received_on)| {
                    let begun = memory.join(matter, read.get(&matter), &decided);
                    TopicPlace { matter, received_on, begun, topic: decided.place(matter, begun) }
                })
                .collect();
            self.store.topics.put(self.office_id, &places).await?;
            grown.extend(places.iter().map(|place| place.topic));
        }
        for (from, into) in memory.settle(&decided) {
            self.flow(from, into, &decided).await?;
            grown.insert(decided.now(into));
        }
        *texts = Some(memory);
        Ok(grown)
    }

    /// What is known of the texts, read anew where it is not, or somebody else has put a matter there since.
    async fn recalled(&self, known: Option<Memory>) -> Result<Memory, AppError> {
        let newest = self.store.topics.newest(self.office_id, 1).await?.first().map(|place| place.matter);
        if let Some(known) = known.filter(|known| known.is_current(newest)) {
            return Ok(known);
        }
        let mut memory = Memory::default();
        let mut places = self.store.topics.newest(self.office_id, KNOWN_MAX).await?;
        places.reverse();
        for some in places.chunks(AT_ONCE) {
            let matters: Vec<MatterId> = some.iter().map(|place| place.matter).collect();
            let (_, read) = self.texts_of(&self.load_some(&matters).await?).await?;
            for place in some {
                memory.recall(place.matter, read.get(&place.matter), place.begun);
            }
        }
        Ok(memory)
    }

    /// All matters of a topic join another; those that people put elsewhere stay there.
    async fn flow(&self, from: TopicId, into: TopicId, decided: &Decided) -> Result<(), AppError> {
        loop {
            let places = self.store.topics.of(self.office_id, from, MOVED_AT_ONCE).await?;
            let moved = places.iter().map(|place| TopicPlace {
                begun: into,
                topic: decided.place(place.matter, into),
                ..*place
            });
            let moved: Vec<TopicPlace> = moved.collect();
            self.store.topics.put(self.office_id, &moved).await?;
            if moved.len() < MOVED_AT_ONCE {
                return Ok(());
            }
        }
    }

    /// Puts the matters of a topic where people decided; the topics that changed by it.
    pub(super) async fn place_anew(&self, topic: TopicId) -> Result<BTreeSet<TopicId>, AppError> {
        let decided = self.decided_topics().await?;
        let mut changed = BTreeSet::new();
        loop {
            let places = self.store.topics.of(self.office_id, topic, MOVED_AT_ONCE).await?;
            let is_full = places.len() == MOVED_AT_ONCE;
            let now = |place: TopicPlace| TopicPlace { topic: decided.place(place.matter, place.begun), ..place };
            let moved: Vec<TopicPlace> = places.into_iter().map(now).filter(|place| place.topic != topic).collect();
            self.store.topics.put(self.office_id, &moved).await?;
            changed.extend(moved.iter().map(|place| place.topic));
            // Of a larger topic only as many as stood in the newest part can be moved on by one decision.
            if !is_full || moved.is_empty() {
                return Ok(changed);
            }
        }
    }

    /// Those of the matters that are ordinary, and the texts of their first petitions.
    pub(super) async fn texts_of(
        &self,
        loaded: &[Loaded],
    ) -> Result<(BTreeSet<MatterId>, BTreeMap<MatterId, Text>), AppError> {
        let ids: Vec<(MatterId, ContentId, ContentId)> = loaded
            .iter()
            .filter(|loaded| is_ordinary(&loaded.matter))
            .filter_map(|loaded| {
                let filed = &loaded.matter.petitions.first()?.filed;
                Some((loaded.matter.id, filed.subject.id, filed.text.id))
            })
            .collect();
        let asked: Vec<_> =
            ids.iter().flat_map(|(matter, subject, text)| [(*matter, *subject), (*matter, *text)]).collect();
        let opened = self.open_listed(&asked).await?;
        let read = |(matter, subject, text): &(MatterId, ContentId, ContentId)| {
            let said = |id| opened.get(&(*matter, id)).map(|words| masked(words));
            Some((*matter, (said(*subject)?, said(*text).unwrap_or_default())))
        };
        Ok((ids.iter().map(|(matter, ..)| *matter).collect(), ids.iter().filter_map(read).collect()))
    }

    /// These matters with their stories.
    pub(super) async fn load_some(&self, matters: &[MatterId]) -> Result<Vec<Loaded>, AppError> {
        let zone = time_zone(self.office().await?.as_ref())?;
        let asked: Vec<_> = matters.iter().map(|matter| (Stream::Matter(*matter), 0)).collect();
        let stored = self.store.journal.load_each(self.office_id, &asked).await?;
        matters.iter().zip(&stored).map(|(matter, stored)| fold(*matter, &zone, stored)).collect()
    }
}
