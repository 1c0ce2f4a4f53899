//! Reading streams back: from stored bytes to entries, from entries to the matter they make.

use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::{Entry, Event, Facts, Matter, evolve, invariant};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Header, StoredEntry, Stream};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use crate::App;
use crate::error::AppError;

/// An entry of a matter with what its header says.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The entry.
    pub entry: Entry,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who did it.
    pub actor: String,
}

/// A matter and the entries it was folded from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As it stands.
    pub matter: Matter,
    /// Its story.
    pub story: Vec<Recorded>,
}

impl Loaded {
    /// When its last entry was recorded.
    pub fn last_recorded_at(&self) -> Option<Timestamp> {
        self.story.last().map(|recorded| recorded.recorded_at)
    }
}

/// Header and event of a stored entry.
pub fn decode<E: DeserializeOwned>(stream: &Stream, stored: &StoredEntry) -> Result<(Header, E), AppError> {
    let wrong = |part: &str, why: serde_json::Error| {
        AppError::Inconsistent(format!("journal.{part} of {stream} cannot be read: {why}"))
    };
    let header = serde_json::from_slice(&stored.header).map_err(|why| wrong("header", why))?;
    let event = serde_json::from_slice(&stored.body).map_err(|why| wrong("body", why))?;
    Ok((header, event))
}

/// Canonical JSON of an event: fields in their declared order, no spaces.
pub fn encode<E: serde::Serialize>(event: &E) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(event).map_err(|why| AppError::Inconsistent(format!("an event cannot be written: {why}")))
}

/// The office's time zone.
pub fn time_zone(office: &Office) -> Result<TimeZone, AppError> {
    TimeZone::get(&office.time_zone)
        .map_err(|_| AppError::Inconsistent(format!("the office's time zone {} is unknown here", office.time_zone)))
}

/// The office's civil day at that moment.
pub fn civil_day(zone: &TimeZone, at: Timestamp) -> Date {
    zone.to_datetime(at).date()
}

/// What a decision at that moment may know of the world.
pub fn facts_at<'a>(at: Timestamp, actor: &'a Actor, office: &'a Office) -> Result<Facts<'a>, AppError> {
    let now = time_zone(office)?.to_datetime(at);
    Ok(Facts { today: now.date(), hour: now.time(), actor, office })
}

/// The matter made of these stored entries.
pub fn fold(id: MatterId, zone: &TimeZone, stored: &[StoredEntry]) -> Result<Loaded, AppError> {
    let stream = Stream::Matter(id);
    let mut matter = Matter::unborn(id);
    let mut story = Vec::with_capacity(stored.len());
    for one in stored {
        let (header, event) = decode::<Event>(&stream, one)?;
        let recorded_on = civil_day(zone, header.recorded_at);
        let entry = Entry { seq: header.seq, recorded_on, number: header.number, event };
        matter = evolve(matter, &entry);
        story.push(Recorded { entry, recorded_at: header.recorded_at, actor: header.actor });
    }
    Ok(Loaded { matter, story })
}

impl App {
    /// The matter of this id; unborn where there is none.
    pub(crate) async fn load(&self, office: &Office, id: MatterId) -> Result<Loaded, AppError> {
        let stored = self.store.journal.load(self.office_id, &Stream::Matter(id), 0).await?;
        fold(id, &time_zone(office)?, &stored)
    }

    /// The matter of this id.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none; inconsistent where its record breaks what must always be true.
    pub(crate) async fn load_born(&self, office: &Office, id: MatterId) -> Result<Loaded, AppError> {
        born(self.load(office, id).await?)
    }

    /// These matters, in one read.
    pub(crate) async fn load_each(&self, office: &Office, matters: &[MatterId]) -> Result<Vec<Loaded>, AppError> {
        let asked: Vec<_> = matters.iter().map(|matter| (Stream::Matter(*matter), 0)).collect();
        let (zone, stored) = (time_zone(office)?, self.store.journal.load_each(self.office_id, &asked).await?);
        matters.iter().zip(&stored).map(|(matter, stored)| fold(*matter, &zone, stored)).collect()
    }

    /// A matter, and the entries of who opened identities in it.
    pub(crate) async fn load_with_access(
        &self,
        office: &Office,
        id: MatterId,
    ) -> Result<(Loaded, Vec<StoredEntry>), AppError> {
        let asked = [(Stream::Matter(id), 0), (Stream::Access(id), 0)];
        let mut loaded = self.store.journal.load_each(self.office_id, &asked).await?.into_iter();
        let (story, access) = (loaded.next().unwrap_or_default(), loaded.next().unwrap_or_default());
        Ok((born(fold(id, &time_zone(office)?, &story)?)?, access))
    }
}

fn born(loaded: Loaded) -> Result<Loaded, AppError> {
    if !loaded.matter.is_born() {
        return Err(AppError::NotFound);
    }
    match invariant::broken(&loaded.matter).first() {
        Some(broken) => Err(AppError::Inconsistent(format!("the record of matter {}: {broken}", loaded.matter.id))),
        None => Ok(loaded),
    }
}
