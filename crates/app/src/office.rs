//! The office's own stream: founding it, changing it, and the snapshot every decision is made on.

use std::sync::{Arc, RwLock};

use huiyin_domain::matter::Refusal;
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::office::{Actor, Office, OfficeEvent};
use huiyin_store::{Commit, Head, NewEntry, NewJob, StoredEntry, Stream};
use jiff::civil::Date;

use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, decode, encode, time_zone};

/// The newest snapshot known to this process; a commit that was decided on an older one is refused by the store.
#[derive(Default)]
pub struct OfficeCache(RwLock<Option<Arc<Office>>>);

impl OfficeCache {
    fn get(&self) -> Option<Arc<Office>> {
        self.0.read().ok().and_then(|cached| cached.clone())
    }

    fn set(&self, office: &Arc<Office>) {
        if let Ok(mut cached) = self.0.write() {
            *cached = Some(Arc::clone(office));
        }
    }
}

impl App {
    /// The office as this process last saw it; read from the store the first time.
    pub async fn office(&self) -> Result<Arc<Office>, AppError> {
        match self.office.get() {
            Some(office) => Ok(office),
            None => self.reload_office().await,
        }
    }

    /// Today, by the office's own time zone.
    pub async fn today(&self) -> Result<Date, AppError> {
        let office = self.office().await?;
        Ok(civil_day(&time_zone(&office)?, self.now()))
    }

    /// Reads what was added to the stream since.
    pub(crate) async fn reload_office(&self) -> Result<Arc<Office>, AppError> {
        let known = self.office.get();
        let after = known.as_ref().map_or(0, |office| office.seq);
        let stored = self.store.journal.load(self.office_id, &Stream::Office, after).await?;
        self.with_news(known, &stored)
    }

    /// The office with what was added to its stream since it was known; remembered from now on.
    pub(crate) fn with_news(
        &self,
        known: Option<Arc<Office>>,
        stored: &[StoredEntry],
    ) -> Result<Arc<Office>, AppError> {
        let office = match (known, stored.is_empty()) {
            (Some(office), true) => return Ok(office),
            (Some(office), false) => Arc::new(extend(Office::clone(&office), stored)?),
            (None, _) => Arc::new(fold_office(stored)?),
        };
        self.office.set(&office);
        Ok(office)
    }

    /// Founds the office: its first entry and its first tables, in one commit, so that no crash leaves an office without
    /// units. Fails where it exists.
    pub async fn found(&self, founding: Founding, tables: Vec<OfficeEvent>, actor: &Actor) -> Result<(), AppError> {
        check_units(&Office::found(founding.clone()), &tables)?;
        let mut events = vec![OfficeEvent::Founded(Box::new(founding))];
        events.extend(tables);
        self.write_office(0, &events, actor, Vec::new()).await?;
        self.reload_office().await.map(drop)
    }

    /// Changes the office's tables: each change an entry. `office` is what the change was decided on; where somebody else
    /// has changed it since, nothing is written.
    ///
    /// # Errors
    /// Refused where the actor may not; [`AppError::Conflict`] where the office is no longer as it was.
    pub async fn change_office(&self, office: &Office, events: &[OfficeEvent], actor: &Actor) -> Result<(), AppError> {
        may_office(OfficeDeed::SetUp, actor, office)?;
        check_units(office, events)?;
        self.write_office(office.seq, events, actor, Vec::new()).await?;
        self.reload_office().await.map(drop)
    }

    /// Writes entries of the office's stream, decided when it had come so far, and queues what follows from them.
    pub(crate) async fn write_office(
        &self,
        seq: u64,
        events: &[OfficeEvent],
        actor: &Actor,
        jobs: Vec<NewJob>,
    ) -> Result<(), AppError> {
        let mut commit = Commit::new(self.office_id);
        commit.jobs = jobs;
        commit.heads.push(Head { stream: Stream::Office, seq: Some(seq) });
        let recorded_at = self.now();
        for event in events {
            commit.entries.push(NewEntry {
                stream: Stream::Office,
                recorded_at,
                actor: actor.to_string(),
                body: encode(event)?,
                number: None,
            });
        }
        self.store.writer.commit(commit).await?;
        Ok(())
    }
}

/// Units above one another must exist; a place or duty names what there is.
fn check_units(office: &Office, events: &[OfficeEvent]) -> Result<(), AppError> {
    let after = events.iter().cloned().fold(office.clone(), Office::evolve);
    let known = |code| after.unit(code).map(drop).ok_or_else(|| Refusal::UnknownUnit { unit: code.clone() });
    for unit in after.units() {
        unit.parent.iter().chain(&unit.review_organ).try_for_each(known)?;
    }
    after.duties().iter().try_for_each(|duty| known(&duty.unit))?;
    after.alternate_receiver.iter().try_for_each(known)?;
    Ok(())
}

/// The office made of all entries of its stream.
pub(crate) fn fold_office(stored: &[StoredEntry]) -> Result<Office, AppError> {
    let (first, rest) = stored
        .split_first()
        .ok_or_else(|| AppError::Unavailable("this database has no office yet; found one first".to_owned()))?;
    match decode::<OfficeEvent>(&Stream::Office, first)?.1 {
        OfficeEvent::Founded(founding) => extend(Office::found(*founding), rest),
        _ => Err(AppError::Inconsistent("journal.body of office/1 founds no office".to_owned())),
    }
}

fn extend(office: Office, stored: &[StoredEntry]) -> Result<Office, AppError> {
    stored.iter().try_fold(office, |office, one| Ok(office.evolve(decode::<OfficeEvent>(&Stream::Office, one)?.1)))
}
