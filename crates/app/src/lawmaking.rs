//! The law changes: a pack is switched on with its source, a calendar is published. Both are first tried against the open
//! matters, and done only by who names the number of moves that the trial listed.

use huiyin_domain::calendar::Calendar;
use huiyin_domain::clock::PackRef;
use huiyin_domain::ids::MatterId;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::office::{Actor, Office, OfficeEvent};
use huiyin_domain::pack::{Pack, PackError, Packs};
use huiyin_store::{JobKind, NewJob, Stream};
use jiff::civil::Date;

use crate::App;
use crate::desk::{Bound, check_text};
use crate::error::AppError;
use crate::load::{civil_day, decode, time_zone};
use crate::rederive::Told;

/// Why the law was not changed; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// The pack does not stand beside the office's others.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// Other clocks would move than were confirmed.
    #[error(
        "{moves} clocks would move, and {confirmed} were confirmed: list them with a trial, then confirm that number"
    )]
    OtherMoves {
        /// How many would move.
        moves: u64,
        /// How many were confirmed.
        confirmed: u64,
    },
    /// The store failed, or the source was not named.
    #[error(transparent)]
    App(#[from] AppError),
}

/// The office as it would be with this pack. A draft is tried as what it would be once confirmed.
///
/// # Errors
/// The pack does not stand beside the others.
pub fn with_pack(office: &Office, pack: &Pack) -> Result<Office, PackError> {
    let mut changed = office.clone();
    changed.packs = office.packs.with(pack.clone().confirmed())?;
    Ok(changed)
}

/// The office as it would be with this calendar; its hours stay.
pub fn with_calendar(office: &Office, calendar: &Calendar) -> Office {
    let mut changed = office.clone();
    changed.calendars = office.calendars.clone().with(keeping_hours(office, calendar));
    changed
}

/// The office's hours are its own, whatever land the calendar is of.
fn keeping_hours(office: &Office, calendar: &Calendar) -> Calendar {
    calendar.clone().closing_at(office.calendars.own().closes_at())
}

impl App {
    /// Switches a pack on, confirmed with its source, and counts anew what follows it; returns how many clocks moved.
    ///
    /// Said again, it goes on with what a crash left undone.
    pub async fn confirm_pack(
        &self,
        pack: &Pack,
        source: &str,
        moves: u64,
        actor: &Actor,
        told: Told<'_>,
    ) -> Result<u64, NotChanged> {
        let listed = self.record_pack(pack, source, moves, actor).await?;
        self.count_anew(listed, told).await
    }

    /// Publishes a calendar, and counts anew every open period; returns how many clocks moved.
    ///
    /// Said again, it goes on with what a crash left undone.
    pub async fn publish_calendar(
        &self,
        calendar: &Calendar,
        moves: u64,
        actor: &Actor,
        told: Told<'_>,
    ) -> Result<u64, NotChanged> {
        let listed = self.record_calendar(calendar, moves, actor).await?;
        self.count_anew(listed, told).await
    }

    /// What moved in the list that was confirmed just now is counted anew at once; what changed since then is left to the
    /// job, which looks at every open matter. Without such a list all are looked at here.
    async fn count_anew(&self, listed: Option<Vec<MatterId>>, told: Told<'_>) -> Result<u64, NotChanged> {
        Ok(match listed {
            Some(matters) => self.rederive_these(&matters, told).await?,
            None => self.rederive(told).await?,
        })
    }

    /// Switches a pack on, confirmed with its source; a job counts anew what follows it.
    pub async fn announce_pack(&self, pack: &Pack, source: &str, moves: u64, actor: &Actor) -> Result<(), NotChanged> {
        self.record_pack(pack, source, moves, actor).await.map(drop)
    }

    async fn record_pack(
        &self,
        pack: &Pack,
        source: &str,
        moves: u64,
        actor: &Actor,
    ) -> Result<Option<Vec<MatterId>>, NotChanged> {
        check_text("source", source, Bound::Subject).map_err(AppError::from)?;
        let office = self.reload_office().await?;
        let changed = with_pack(&office, pack)?;
        let event = OfficeEvent::PackConfirmed { pack: Box::new(pack.clone().confirmed()), source: source.to_owned() };
        self.change_law((&office, &changed), event, moves, actor).await
    }

    /// Publishes a calendar; a job counts open periods anew.
    pub async fn announce_calendar(&self, calendar: &Calendar, moves: u64, actor: &Actor) -> Result<(), NotChanged> {
        self.record_calendar(calendar, moves, actor).await.map(drop)
    }

    async fn record_calendar(
        &self,
        calendar: &Calendar,
        moves: u64,
        actor: &Actor,
    ) -> Result<Option<Vec<MatterId>>, NotChanged> {
        let office = self.reload_office().await?;
        let changed = with_calendar(&office, calendar);
        let event = OfficeEvent::CalendarPublished(keeping_hours(&office, calendar));
        self.change_law((&office, &changed), event, moves, actor).await
    }

    /// The job goes with the entry, so that no crash leaves periods as they were: whoever runs jobs next counts them. Returns
    /// the matters in which clocks move; none where the office works by that law already.
    async fn change_law(
        &self,
        (office, changed): (&Office, &Office),
        event: OfficeEvent,
        confirmed: u64,
        actor: &Actor,
    ) -> Result<Option<Vec<MatterId>>, NotChanged> {
        may_office(OfficeDeed::SetUp, actor, office).map_err(AppError::Refused)?;
        if (&office.packs, &office.calendars) == (&changed.packs, &changed.calendars) {
            return Ok(None);
        }
        let mut matters = Vec::new();
        let moves = self.moves(changed, &mut |one| matters.push(one.matter), &|_| ()).await?;
        if moves != confirmed {
            return Err(NotChanged::OtherMoves { moves, confirmed });
        }
        let key = (office.seq + 1).to_string();
        let count_anew = NewJob { kind: JobKind::Rederive, key, payload: Vec::new(), run_at: self.now() };
        self.write_office(office.seq, &[event], actor, vec![count_anew]).await?;
        self.reload_office().await?;
        matters.sort_unstable();
        matters.dedup();
        Ok(Some(matters))
    }

    /// How the law of this office changed, newest first: every version of every pack, every calendar.
    pub async fn law_history(&self) -> Result<Vec<LawChange>, AppError> {
        let zone = time_zone(self.office().await?.as_ref())?;
        let stored = self.store.journal.load(self.office_id, &Stream::Office, 0).await?;
        let mut changes = Vec::new();
        for one in stored.iter().rev() {
            let (header, event) = decode::<OfficeEvent>(&Stream::Office, one)?;
            let on = civil_day(&zone, header.recorded_at);
            changes.extend(changed_by(event).into_iter().map(|law| LawChange { on, law }));
        }
        Ok(changes)
    }

    /// The pack that a derivation names, in that very version: the office's stream keeps each whole, so a date can always be
    /// read against the law it was counted by.
    pub async fn pack_named(&self, named: &PackRef) -> Result<Option<Pack>, AppError> {
        let known = self.law_history().await?.into_iter().filter_map(|change| match change.law {
            Law::Pack { pack, .. } => Some(*pack),
            Law::Calendar(_) => None,
        });
        Ok(known.into_iter().find(|pack| pack.reference() == *named))
    }
}

/// A change of the law.
#[derive(Debug, Clone, PartialEq)]
pub struct LawChange {
    /// The day it was recorded.
    pub on: Date,
    /// What holds since.
    pub law: Law,
}

/// What an entry put into force here.
#[derive(Debug, Clone, PartialEq)]
pub enum Law {
    /// A pack in this version.
    Pack {
        /// The pack.
        pack: Box<Pack>,
        /// Where the office read it; none for those it was founded with.
        source: Option<String>,
    },
    /// A calendar.
    Calendar(Calendar),
}

fn changed_by(event: OfficeEvent) -> Vec<Law> {
    let all =
        |packs: &Packs| packs.iter().map(|pack| Law::Pack { pack: Box::new(pack.clone()), source: None }).collect();
    match event {
        OfficeEvent::Founded(founding) => {
            let mut laws: Vec<Law> = all(&founding.packs);
            laws.push(Law::Calendar(founding.calendar));
            laws
        }
        OfficeEvent::PacksSet(packs) => all(&packs),
        OfficeEvent::PackConfirmed { pack, source } => vec![Law::Pack { pack, source: Some(source) }],
        OfficeEvent::CalendarPublished(calendar) => vec![Law::Calendar(calendar)],
        _ => Vec::new(),
    }
}
