//! Deciding on topics: entries of the stream `topics`, and then the rows as they follow from them.

use std::collections::BTreeSet;
use std::sync::Arc;

use huiyin_domain::ids::{MatterId, TopicId};
use huiyin_domain::matter::command::Link;
use huiyin_domain::matter::{Command, Refusal, Relation};
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::topic::{TopicCommand, TopicEvent, TopicFacts, Topics as Decided, decide};
use huiyin_store::{Commit, CommitError, Head, NewEntry, Stream};

use super::NEWEST_MAX;
use crate::App;
use crate::act::TRIES;
use crate::desk::Desk;
use crate::error::{AppError, Invalid};
use crate::load::{decode, encode};

/// Matters linked in one go: as many as a page of the desk shows; who has more says it again.
pub const LINKED_MAX: usize = 200;

/// What came of linking a topic's matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// Matters that are linked to the master now.
    pub linked: usize,
    /// Matters that the rules refused to link.
    pub refused: usize,
}

impl App {
    /// What people decided about topics.
    pub(super) async fn decided_topics(&self) -> Result<Decided, AppError> {
        let stored = self.store.journal.load(self.office_id, &Stream::Topics, 0).await?;
        stored.iter().try_fold(Decided::default(), |decided, one| {
            Ok(decided.evolve(&decode::<TopicEvent>(&Stream::Topics, one)?.1))
        })
    }

    /// Decides on a topic that the actor may see; `prepare` seals what he says under the key of the matter that began it.
    /// Returns the topic that the decision leads to: its own, the one it was merged into, the one that was split off.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such topic for this actor; a refusal; a conflict that stays.
    pub async fn decide_topic(
        &self,
        actor: &Actor,
        topic: TopicId,
        prepare: impl FnOnce(&mut Desk) -> Result<TopicCommand, AppError>,
    ) -> Result<TopicId, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::DecideTopics, actor, &office)?;
        let now = self.seen_topic(actor, &office, topic).await?;
        let topic = self.decided_topics().await?.get(topic).map_or(now, |_| topic);
        let mut desk = self.desk(topic.first()).await?;
        let command = prepare(&mut desk)?;
        match &command {
            TopicCommand::Merge { into } => drop(self.seen_topic(actor, &office, *into).await?),
            TopicCommand::Split { matters } if matters.len() > NEWEST_MAX => {
                return Err(Invalid::bound("matters", "too-many", NEWEST_MAX as u64).into());
            }
            _ => {}
        }
        let events = self.commit_topic(actor, (topic, &command), &desk, office).await?;
        Ok(events.last().map_or(topic, leads_to))
    }

    async fn commit_topic(
        &self,
        actor: &Actor,
        (topic, command): (TopicId, &TopicCommand),
        desk: &Desk,
        mut office: Arc<Office>,
    ) -> Result<Vec<TopicEvent>, AppError> {
        for _ in 0..TRIES {
            let decided = self.decided_topics().await?;
            let inside = self.inside(actor, &office, decided.now(topic), command).await?;
            let facts = TopicFacts { today: self.today().await?, actor, office: &office, inside: &inside };
            let events = decide(&decided, topic, command, &facts)?;
            if events.is_empty() {
                return Ok(events);
            }
            let commit = self.topic_commit(actor, (&decided, &office), (topic, &events), desk)?;
            match self.store.writer.commit(commit).await {
                Ok(_) => {
                    self.follow(decided.now(topic), &events).await?;
                    return Ok(events);
                }
                Err(CommitError::Conflict(_)) => office = self.reload_office().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Conflict)
    }

    /// The entries, what was sealed for them, and the job that puts matters where they say, should this process end now.
    fn topic_commit(
        &self,
        actor: &Actor,
        (decided, office): (&Decided, &Office),
        (topic, events): (TopicId, &[TopicEvent]),
        desk: &Desk,
    ) -> Result<Commit, AppError> {
        let mut commit = Commit::new(self.office_id);
        commit.heads.push(Head { stream: Stream::Topics, seq: Some(decided.seq) });
        commit.heads.push(Head { stream: Stream::Office, seq: Some(office.seq) });
        let recorded_at = self.now();
        for event in events {
            let (actor, body) = (actor.to_string(), encode(event)?);
            commit.entries.push(NewEntry { stream: Stream::Topics, recorded_at, actor, body, number: None });
        }
        commit.contents.clone_from(&desk.contents);
        commit.jobs.push(self.topics_job(decided.now(topic).to_string()));
        Ok(commit)
    }

    /// Rows at once, so that who decided sees what follows; the job finds it done.
    async fn follow(&self, holder: TopicId, events: &[TopicEvent]) -> Result<(), AppError> {
        self.place_anew(holder).await?;
        if events.iter().any(|event| matches!(event, TopicEvent::Split { .. })) {
            // What is known of the texts holds those that were moved where they no longer are.
            *self.topics.texts.lock().await = None;
        }
        Ok(())
    }

    /// Of the matters a command names, those that stand in the topic and may be read.
    async fn inside(
        &self,
        actor: &Actor,
        office: &Office,
        topic: TopicId,
        command: &TopicCommand,
    ) -> Result<BTreeSet<MatterId>, AppError> {
        let named: Vec<MatterId> = match command {
            TopicCommand::Split { matters } => matters.clone(),
            TopicCommand::SetMaster { matter } => vec![*matter],
            TopicCommand::Name(_)
            | TopicCommand::Merge { .. }
            | TopicCommand::Part
            | TopicCommand::Close
            | TopicCommand::Reopen
            | TopicCommand::Propose { .. } => Vec::new(),
        };
        let places = self.store.topics.places(self.office_id, &named).await?;
        let inside: Vec<MatterId> =
            places.iter().filter(|place| place.topic == topic).map(|place| place.matter).collect();
        Ok(self.readable_rows(actor, office, &inside).await?.into_keys().collect())
    }

    /// Links the topic's matters that the actor may read to its master matter, as having the same cause; each is decided alone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such topic for this actor, or it has no master.
    pub async fn link_topic(&self, actor: &Actor, topic: TopicId) -> Result<Linked, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::DecideTopics, actor, &office)?;
        let topic = self.seen_topic(actor, &office, topic).await?;
        let master = self.decided_topics().await?.get(topic).and_then(|decided| decided.master);
        let master = master.ok_or(AppError::NotFound)?;
        let places = self.store.topics.of(self.office_id, topic, LINKED_MAX).await?;
        let others: Vec<MatterId> =
            places.iter().map(|place| place.matter).filter(|matter| *matter != master).collect();
        let mut done = Linked { linked: 0, refused: 0 };
        for matter in self.readable_rows(actor, &office, &others).await?.into_keys() {
            let link = Command::Link(Link { other: master, relation: Relation::SameCause });
            match self.act(actor, matter, |_| Ok(link)).await {
                Ok(_) => done.linked += 1,
                Err(AppError::Refused(Refusal::NotYours { .. }) | AppError::NotFound | AppError::Conflict) => {
                    done.refused += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }
}

/// The topic to look at after that event.
fn leads_to(event: &TopicEvent) -> TopicId {
    match event {
        TopicEvent::Merged { into, .. } | TopicEvent::Split { into, .. } => *into,
        _ => event.topic(),
    }
}
