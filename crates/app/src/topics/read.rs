//! Reading topics: rows say who may read what, before anything is counted; words are opened for samples only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use huiyin_domain::ids::{MatterId, TopicId, UnitCode};
use huiyin_domain::matter::Words;
use huiyin_domain::matter::event::Event;
use huiyin_domain::office::policy::{OfficeDeed, may_office, read_units};
use huiyin_domain::office::{Actor, Office, Post, Role};
use huiyin_domain::topic::{Topic, Topics as Decided};
use huiyin_domain::view::IssueRow;
use huiyin_insight::mask::masked;
use huiyin_insight::rules_named::rules_named;
use huiyin_store::read::{ListedIssue, TopicOrder, TopicScope, TopicSize};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{
    LISTED_DAYS, MATTERS_MIN, NEWEST_MAX, PAGE_TOPICS, ProposalSeen, READ_MAX, RECENT_DAYS, SAMPLES_MAX, TopicList,
    TopicMatter, TopicSeen, TopicView,
};
use crate::App;
use crate::error::AppError;
use crate::load::Loaded;
use crate::search::{counted, is_open_to};

/// Whose view is asked for.
struct Reader<'a> {
    actor: &'a Actor,
    office: Arc<Office>,
    scope: TopicScope,
    decided: Decided,
    today: Date,
    /// Warnings of the days that a list looks back.
    warned: BTreeMap<TopicId, Date>,
}

impl App {
    /// One page of the topics that the actor may read something of; `from` is where the page before said to go on.
    ///
    /// # Errors
    /// Refused to whoever may not read topics.
    pub async fn topics(&self, actor: &Actor, order: TopicOrder, from: usize) -> Result<TopicList, AppError> {
        let reader = self.topic_reader(actor).await?;
        let days = (reader.back(LISTED_DAYS), reader.back(RECENT_DAYS - 1));
        let part = (from, PAGE_TOPICS + 1);
        let mut sizes = self.store.topics.sizes(self.office_id, &reader.scope, days, MATTERS_MIN, order, part).await?;
        let next = (sizes.len() > PAGE_TOPICS).then_some(from + PAGE_TOPICS);
        sizes.truncate(PAGE_TOPICS);
        let mut topics = Vec::with_capacity(sizes.len());
        for size in &sizes {
            let rows = self.newest_rows(&reader, size.topic).await?;
            topics.push(self.topic_seen(&reader, size, &rows).await?);
        }
        Ok(TopicList { topics, next, proposals: self.proposals(&reader).await? })
    }

    /// How many topics that the actor may read all of began to grow past their history within so many days.
    pub async fn growing_topics(&self, actor: &Actor) -> Result<usize, AppError> {
        let reader = self.topic_reader(actor).await?;
        let recent = reader.back(RECENT_DAYS - 1);
        let mut growing = 0;
        for topic in reader.warned.iter().filter(|(_, on)| **on >= recent).map(|(topic, _)| *topic) {
            let is_open = reader.decided.get(topic).is_none_or(|decided| decided.closed_on.is_none());
            growing += usize::from(is_open && self.reads_all(&reader, topic).await?);
        }
        Ok(growing)
    }

    /// A topic as the actor may see it, or the one in which it stands now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or none of its matters may be read: the two answers are the same.
    pub async fn topic(&self, actor: &Actor, topic: TopicId) -> Result<TopicView, AppError> {
        let reader = self.topic_reader(actor).await?;
        let topic = self.seen_topic(actor, &reader.office, topic).await?;
        let counts = self.store.topics.days(self.office_id, topic, Some(&reader.scope)).await?;
        let all = self.store.topics.days(self.office_id, topic, None).await?;
        let sum = |counts: &[(Date, u32)], from: Date| {
            counts.iter().filter(|(day, _)| *day >= from).map(|(_, n)| u64::from(*n)).sum::<u64>()
        };
        let (Some((first_on, _)), Some((last_on, _))) = (counts.first(), counts.last()) else {
            return Err(AppError::NotFound);
        };
        let size = TopicSize {
            topic,
            matters: sum(&counts, Date::MIN),
            recent: sum(&counts, reader.back(RECENT_DAYS - 1)),
            first_on: *first_on,
            last_on: *last_on,
            all: sum(&all, Date::MIN),
        };
        let rows = self.newest_rows(&reader, topic).await?;
        let seen = self.topic_seen(&reader, &size, &rows).await?;
        let decided = reader.decided.get(topic).cloned().unwrap_or_default();
        Ok(TopicView {
            seen,
            counts,
            matters: self.topic_matters(rows, decided.master).await?,
            master: self.topic_master(&reader, &decided).await?,
            proposal: self.proposal(topic, &decided, true).await?,
            merged: self.merged_into(&reader, topic).await?,
            may_decide: may_office(OfficeDeed::DecideTopics, actor, &reader.office).is_ok(),
        })
    }

    async fn topic_reader<'a>(&self, actor: &'a Actor) -> Result<Reader<'a>, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadTopics, actor, &office)?;
        let (scope, today) = (scope_of(actor, &office), self.today().await?);
        let from = today.saturating_sub(LISTED_DAYS.days());
        let warned = self.store.topics.warnings(self.office_id, from).await?.into_iter().collect();
        Ok(Reader { actor, office, scope, decided: self.decided_topics().await?, today, warned })
    }

    /// The topic in which that one stands now.
    pub(super) async fn seen_topic(&self, actor: &Actor, office: &Office, topic: TopicId) -> Result<TopicId, AppError> {
        may_office(OfficeDeed::ReadTopics, actor, office)?;
        let mut now = self.decided_topics().await?.now(topic);
        let scope = scope_of(actor, office);
        if self.store.topics.of(self.office_id, now, 1).await?.is_empty() {
            // It flowed into another by itself: where the matter that began it went.
            let place = self.store.topics.places(self.office_id, &[topic.first()]).await?;
            now = place.first().ok_or(AppError::NotFound)?.topic;
        }
        let seen = self.store.topics.days(self.office_id, now, Some(&scope)).await?;
        if seen.is_empty() { Err(AppError::NotFound) } else { Ok(now) }
    }

    /// The first row of each of these matters that may be read.
    pub(super) async fn readable_rows(
        &self,
        actor: &Actor,
        office: &Office,
        matters: &[MatterId],
    ) -> Result<BTreeMap<MatterId, IssueRow>, AppError> {
        let mut rows: BTreeMap<MatterId, IssueRow> = BTreeMap::new();
        for row in self.store.worklists.rows_of_each(self.office_id, matters).await? {
            if is_open_to(actor, office, &row) && rows.get(&row.matter).is_none_or(|first| row.issue < first.issue) {
                rows.insert(row.matter, row);
            }
        }
        Ok(rows)
    }

    /// The newest matters of a topic that may be read, those received last first.
    async fn newest_rows(&self, reader: &Reader<'_>, topic: TopicId) -> Result<Vec<IssueRow>, AppError> {
        let places = self.store.topics.of(self.office_id, topic, NEWEST_MAX).await?;
        let matters: Vec<MatterId> = places.iter().map(|place| place.matter).collect();
        let mut rows = self.readable_rows(reader.actor, &reader.office, &matters).await?;
        Ok(matters.iter().filter_map(|matter| rows.remove(matter)).collect())
    }

    async fn topic_seen(
        &self,
        reader: &Reader<'_>,
        size: &TopicSize,
        rows: &[IssueRow],
    ) -> Result<TopicSeen, AppError> {
        let decided = reader.decided.get(size.topic);
        let newest: Vec<MatterId> = rows.iter().take(READ_MAX).map(|row| row.matter).collect();
        let loaded = self.load_some(&newest).await?;
        let (_, texts) = self.texts_of(&loaded).await?;
        let mut seen = BTreeSet::new();
        let subjects = newest.iter().filter_map(|matter| Some(texts.get(matter)?.0.clone()));
        let samples = subjects.filter(|subject| seen.insert(subject.clone())).take(SAMPLES_MAX).collect();
        let bases = self.bases_of(&loaded).await?;
        let said = texts.values().flat_map(|(subject, body)| [subject, body]).chain(&bases);
        let rules = said.flat_map(|text| rules_named(text)).map(str::to_owned);
        Ok(TopicSeen {
            topic: size.topic,
            name: self.topic_name(size.topic, decided).await?,
            matters: size.matters,
            recent: size.recent,
            days: (size.first_on, size.last_on),
            closed_on: decided.and_then(|decided| decided.closed_on),
            warned_on: reader.warned.get(&size.topic).copied().filter(|_| size.matters == size.all),
            units: counted(rows.iter().map(|row| row.unit.clone())),
            places: counted(rows.iter().filter_map(|row| row.place.clone())),
            classes: counted(rows.iter().filter_map(|row| row.class.clone())),
            rules: counted(rules),
            samples,
        })
    }

    async fn reads_all(&self, reader: &Reader<'_>, topic: TopicId) -> Result<bool, AppError> {
        let own = self.store.topics.days(self.office_id, topic, Some(&reader.scope)).await?;
        Ok(own == self.store.topics.days(self.office_id, topic, None).await?)
    }

    /// The legal bases of decisions in these matters.
    async fn bases_of(&self, loaded: &[Loaded]) -> Result<Vec<String>, AppError> {
        let bases = loaded.iter().flat_map(|loaded| {
            loaded.story.iter().filter_map(|recorded| match &recorded.entry.event {
                Event::IssueDecided(event) => Some((loaded.matter.id, event.basis.id)),
                _ => None,
            })
        });
        let opened = self.open_listed(&bases.collect::<Vec<_>>()).await?;
        Ok(opened.into_values().map(|words| masked(&words)).collect())
    }

    async fn topic_matters(&self, rows: Vec<IssueRow>, master: Option<MatterId>) -> Result<Vec<TopicMatter>, AppError> {
        let matters: Vec<MatterId> = rows.iter().map(|row| row.matter).collect();
        let ids: Vec<_> = rows.iter().map(|row| (row.matter, row.subject)).collect();
        let opened = self.open_listed(&ids).await?;
        let is_linked = |loaded: &Loaded| master.is_some_and(|it| loaded.matter.links.contains_key(&it));
        let linked = if master.is_some() { self.load_some(&matters).await? } else { Vec::new() };
        let linked: BTreeSet<MatterId> =
            linked.iter().filter(|loaded| is_linked(loaded)).map(|loaded| loaded.matter.id).collect();
        let listed = self.store.worklists.numbered(self.office_id, rows).await?;
        let shown = listed.into_iter().map(|listed| {
            let row = &listed.row;
            let subject = opened.get(&(row.matter, row.subject)).map(|words| masked(words)).unwrap_or_default();
            TopicMatter { is_linked: linked.contains(&row.matter), subject, listed }
        });
        Ok(shown.collect())
    }

    async fn topic_master(&self, reader: &Reader<'_>, decided: &Topic) -> Result<Option<ListedIssue>, AppError> {
        let Some(master) = decided.master else { return Ok(None) };
        let rows = self.readable_rows(reader.actor, &reader.office, &[master]).await?;
        let listed = self.store.worklists.numbered(self.office_id, rows.into_values().collect()).await?;
        Ok(listed.into_iter().next())
    }

    async fn merged_into(
        &self,
        reader: &Reader<'_>,
        topic: TopicId,
    ) -> Result<Vec<(TopicId, Option<String>)>, AppError> {
        let mut merged = Vec::new();
        for (other, decided) in reader.decided.decided().filter(|(_, decided)| decided.into == Some(topic)) {
            merged.push((other, self.topic_name(other, Some(decided)).await?));
        }
        Ok(merged)
    }

    async fn topic_name(&self, topic: TopicId, decided: Option<&Topic>) -> Result<Option<String>, AppError> {
        match decided.and_then(|decided| decided.name) {
            Some(name) => self.topic_words(topic, name).await,
            None => Ok(None),
        }
    }

    /// What was said about a topic; none where the key of the matter that began it was destroyed.
    async fn topic_words(&self, topic: TopicId, words: Words) -> Result<Option<String>, AppError> {
        let of = (topic.first(), words.id);
        Ok(self.open_listed(&[of]).await?.remove(&of))
    }

    async fn proposal(&self, topic: TopicId, decided: &Topic, is_read: bool) -> Result<Option<ProposalSeen>, AppError> {
        let Some(proposal) = &decided.proposal else { return Ok(None) };
        let Some(text) = self.topic_words(topic, proposal.text).await? else { return Ok(None) };
        let name = self.topic_name(topic, Some(decided)).await?;
        let topic = is_read.then_some(topic);
        Ok(Some(ProposalSeen { topic, name, to: proposal.to.clone(), text, on: proposal.on }))
    }

    /// The proposals to units that the reader answers for, and all to who may decide; the newest first.
    async fn proposals(&self, reader: &Reader<'_>) -> Result<Vec<ProposalSeen>, AppError> {
        let mut proposals = Vec::new();
        for (topic, decided) in reader.decided.decided() {
            if decided.proposal.as_ref().is_some_and(|proposal| reader.answers_for(&proposal.to)) {
                let is_read = match self.seen_topic(reader.actor, &reader.office, topic).await {
                    Ok(_) => true,
                    Err(AppError::NotFound) => false,
                    Err(error) => return Err(error),
                };
                proposals.extend(self.proposal(topic, decided, is_read).await?);
            }
        }
        proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.on));
        Ok(proposals)
    }
}

impl Reader<'_> {
    /// So many days ago.
    fn back(&self, days: i32) -> Date {
        self.today.saturating_sub(days.days())
    }

    fn answers_for(&self, unit: &UnitCode) -> bool {
        let leads = [Role::Leader, Role::UnitHead];
        let of_post = |post: &Post| leads.contains(&post.role) && self.office.is_within(unit, &post.unit);
        may_office(OfficeDeed::DecideTopics, self.actor, &self.office).is_ok() || self.actor.posts().iter().any(of_post)
    }
}

/// The matters that somebody may read in lists.
fn scope_of(actor: &Actor, office: &Office) -> TopicScope {
    let but = actor.officer().map(|officer| office.recused_from(officer).collect());
    TopicScope { units: read_units(actor, office), but: but.unwrap_or_default() }
}
