//! The law changes: a pack is switched on with its source, a calendar is published. Both are first tried against the open
//! matters, and done only by who names the number of moves that the trial listed.

use huiyin_domain::calendar::Calendar;
use huiyin_domain::office::{Actor, Office, OfficeEvent};
use huiyin_domain::pack::{Pack, PackError};

use crate::App;
use crate::desk::Bound;
use crate::error::{AppError, Invalid};
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

/// The office as it would be with this calendar.
pub fn with_calendar(office: &Office, calendar: &Calendar) -> Office {
    let mut changed = office.clone();
    changed.calendar = calendar.clone();
    changed
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
        if source.trim().is_empty() || source.chars().count() > Bound::Subject.chars_max() {
            return Err(AppError::from(Invalid::new("source", "empty-or-too-long")).into());
        }
        let office = self.reload_office().await?;
        let changed = with_pack(&office, pack)?;
        let event = OfficeEvent::PackConfirmed { pack: Box::new(pack.clone().confirmed()), source: source.to_owned() };
        self.change_law((&office, &changed), event, moves, actor, told).await
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
        let office = self.reload_office().await?;
        let changed = with_calendar(&office, calendar);
        let event = OfficeEvent::CalendarPublished(calendar.clone());
        self.change_law((&office, &changed), event, moves, actor, told).await
    }

    async fn change_law(
        &self,
        (office, changed): (&Office, &Office),
        event: OfficeEvent,
        confirmed: u64,
        actor: &Actor,
        told: Told<'_>,
    ) -> Result<u64, NotChanged> {
        if (&office.packs, &office.calendar) != (&changed.packs, &changed.calendar) {
            let moves = self.moves(changed, &mut |_| (), &|_| ()).await?;
            if moves != confirmed {
                return Err(NotChanged::OtherMoves { moves, confirmed });
            }
            self.set_up_office(&[event], actor).await?;
        }
        Ok(self.rederive(told).await?)
    }
}
