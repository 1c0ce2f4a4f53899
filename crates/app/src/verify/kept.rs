//! What lies beside the journal: every content and envelope that an event names is there, opens, and meets its commitment;
//! and none is there that no event names. A key that was destroyed on purpose is told as such.

use std::collections::BTreeMap;

use huiyin_domain::ids::{Commitment, ContentId, EnvelopeId, MatterId, PublicationId};
use huiyin_domain::matter::Words;
use huiyin_domain::matter::event::Person;
use huiyin_domain::publication::PublicationEvent;
use huiyin_domain::topic::TopicEvent;
use huiyin_store::{StoredEntry, Stream};

use super::{Report, Verification};
use crate::error::AppError;
use crate::seal::{Place, open_words};

/// The fields of events that name files.
const FILES: &str = "files";

/// What the entries of a matter name.
#[derive(Default)]
pub(crate) struct Named {
    contents: BTreeMap<ContentId, Commitment>,
    persons: BTreeMap<EnvelopeId, Person>,
    /// Those of the contents that are notes of attachments.
    pub(crate) files: Vec<Words>,
}

impl Named {
    /// Everything that these bodies name, found by its form.
    pub(crate) fn in_entries(entries: &[StoredEntry]) -> Self {
        let mut named = Self::default();
        for stored in entries {
            if let Ok(body) = serde_json::from_slice::<serde_json::Value>(&stored.body) {
                named.collect(&body);
            }
        }
        named
    }

    fn collect(&mut self, value: &serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                if let Ok(person) = serde_json::from_value::<Person>(value.clone()) {
                    self.persons.insert(person.envelope, person);
                } else if let Ok(words) = serde_json::from_value::<Words>(value.clone()) {
                    self.contents.insert(words.id, words.commitment);
                } else {
                    let files = fields.get(FILES).map(|files| serde_json::from_value::<Vec<Words>>(files.clone()));
                    self.files.extend(files.and_then(Result::ok).into_iter().flatten());
                    fields.values().for_each(|value| self.collect(value));
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
}

/// What the streams of the office name, by the matter under whose key it is sealed; each entry is read once.
#[derive(Default)]
pub(super) struct Beside {
    named: BTreeMap<MatterId, Named>,
    /// The matters that publications tell of.
    told_of: BTreeMap<PublicationId, MatterId>,
    /// How far the streams were read.
    topics: u64,
    publications: u64,
}

impl Beside {
    /// What decisions about topics name: under the key of the matter that began the topic.
    pub(super) fn read_topics(&mut self, entries: &[StoredEntry]) {
        for stored in entries {
            self.topics += 1;
            if let Ok(event) = serde_json::from_slice::<TopicEvent>(&stored.body) {
                self.name(event.topic().first(), stored);
            }
        }
    }

    /// What decisions about published answers name: under the key of the matter that was answered.
    pub(super) fn read_publications(&mut self, entries: &[StoredEntry]) {
        for stored in entries {
            self.publications += 1;
            let Ok(event) = serde_json::from_slice::<PublicationEvent>(&stored.body) else { continue };
            if let PublicationEvent::Prepared { publication, prepared } = &event {
                self.told_of.insert(*publication, prepared.matter);
            }
            if let Some(matter) = self.told_of.get(&event.publication()) {
                self.name(*matter, stored);
            }
        }
    }

    fn name(&mut self, matter: MatterId, stored: &StoredEntry) {
        let of_entry = Named::in_entries(std::slice::from_ref(stored));
        self.named.entry(matter).or_default().contents.extend(of_entry.contents);
    }

    fn names(&self, matter: MatterId, content: ContentId) -> bool {
        self.named.get(&matter).is_some_and(|named| named.contents.contains_key(&content))
    }
}

impl Verification<'_> {
    /// Contents and envelopes of a matter; those of its access log are named by another stream.
    pub(super) async fn kept(&mut self, found: &mut Report, matter: MatterId, named: &Named) -> Result<(), AppError> {
        let (app, office) = (self.app, self.app.office_id);
        let store = &app.store;
        let contents = store.contents.content_ids(office, matter).await?;
        let envelopes = store.contents.envelope_ids(office, matter).await?;
        // Asked for last: what is there by now was named before it came.
        let access = store.journal.load(office, &Stream::Access(matter), 0).await?;
        let also = Named::in_entries(&access);
        let is_named = |id: &ContentId| named.contents.contains_key(id) || also.contents.contains_key(id);
        let unnamed: Vec<ContentId> = contents.into_iter().filter(|id| !is_named(id)).collect();
        if !unnamed.is_empty() {
            let asked = [(Stream::Topics, self.beside.topics), (Stream::Publications, self.beside.publications)];
            let mut newer = store.journal.load_each(office, &asked).await?.into_iter();
            self.beside.read_topics(&newer.next().unwrap_or_default());
            self.beside.read_publications(&newer.next().unwrap_or_default());
            for id in unnamed.into_iter().filter(|id| !self.beside.names(matter, *id)) {
                found.find(format!("contents row {matter}/{id}"), "no entry names it: it was added");
            }
        }
        for id in envelopes {
            if !named.persons.contains_key(&id) {
                found.find(format!("envelopes row {matter}/{id}"), "no entry names it: it was added");
            }
        }
        self.open_contents(found, matter, &named.contents).await?;
        for person in named.persons.values() {
            match self.app.read_identity(matter, person).await {
                Ok(_) => found.envelopes += 1,
                Err(error) => found.find(format!("envelopes row {matter}/{}", person.envelope), error.to_string()),
            }
        }
        Ok(())
    }

    /// The words that an access log names.
    pub(super) async fn access_words(
        &mut self,
        matter: MatterId,
        stream: &Stream,
        entries: &[StoredEntry],
    ) -> Result<(), AppError> {
        if self.app.store.journal.load(self.app.office_id, &Stream::Matter(matter), 0).await?.is_empty() {
            self.report.find(stream.to_string(), "belongs to a matter that is not there: the stream was dropped");
            return Ok(());
        }
        let named = Named::in_entries(entries);
        let mut found = Report::default();
        self.open_contents(&mut found, matter, &named.contents).await?;
        self.report.add(found);
        Ok(())
    }

    /// The words that entries beside the matters name, each under the key of its matter.
    pub(super) async fn words_beside(&mut self, beside: Beside) -> Result<(), AppError> {
        let mut found = Report::default();
        for (matter, named) in beside.named {
            self.open_contents(&mut found, matter, &named.contents).await?;
        }
        self.report.add(found);
        Ok(())
    }

    async fn open_contents(
        &self,
        found: &mut Report,
        matter: MatterId,
        contents: &BTreeMap<ContentId, Commitment>,
    ) -> Result<(), AppError> {
        let ids: Vec<(MatterId, ContentId)> = contents.keys().map(|id| (matter, *id)).collect();
        let kept = self.app.store.contents.contents(self.app.office_id, &ids).await?;
        let kept: BTreeMap<ContentId, Vec<u8>> = kept.into_iter().map(|(_, id, sealed)| (id, sealed)).collect();
        let key = match self.app.matter_key(matter).await {
            Ok(key) => key,
            Err(error) => {
                found.find(format!("keys row matter/{matter}"), error.to_string());
                return Ok(());
            }
        };
        for (id, commitment) in contents {
            let place = format!("contents row {matter}/{id}");
            match kept.get(id) {
                None => found.find(place, "is missing"),
                Some(sealed) => match open_words(&key, Place::Content(matter, *id), sealed, *commitment) {
                    Ok(_) => found.contents += 1,
                    Err(error) => found.find(place, error.to_string()),
                },
            }
        }
        Ok(())
    }
}
