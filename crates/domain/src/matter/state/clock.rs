//! A clock of a matter: its period with the way it came about, and what it is doing.

use jiff::civil::Date;

use crate::clock::{Derivation, LastDay, PauseReason, Step};
use crate::ids::{ClockNo, IssueNo, PetitionNo, UnitCode};

/// A clock of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Which.
    pub no: ClockNo,
    /// The issue it runs for.
    pub issue: IssueNo,
    /// Who must act.
    pub unit: UnitCode,
    /// Whose window it is.
    pub petition: Option<PetitionNo>,
    /// Its period, with the way it came about.
    pub derivation: Derivation,
    /// What it is doing.
    pub state: ClockState,
}

/// What a clock is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// It runs.
    Running {
        /// It ran out, and it is on record; a duty stays owed.
        passed: bool,
    },
    /// It stands still.
    Paused {
        /// The first day that does not count.
        from: Date,
        /// Why.
        reason: PauseReason,
        /// The last day for letting it go on.
        resume_by: Date,
    },
    /// What it was for is done.
    Met,
    /// It runs no more, unmet.
    Stopped,
}

impl Clock {
    /// It runs or stands still: it is not over.
    pub const fn is_live(&self) -> bool {
        matches!(self.state, ClockState::Running { .. } | ClockState::Paused { .. })
    }

    /// What it is for.
    pub const fn step(&self) -> Step {
        self.derivation.step
    }

    /// The last day to act: its period's, or while it stands still the day by which it must go on.
    pub const fn last_day(&self) -> Date {
        match self.state {
            ClockState::Paused { resume_by, .. } => resume_by,
            ClockState::Running { .. } | ClockState::Met | ClockState::Stopped => self.derivation.last_day,
        }
    }

    /// The same, as it is to be told. The bound of a pause is a day and stands.
    pub const fn due(&self) -> LastDay {
        match self.state {
            ClockState::Paused { resume_by, .. } => LastDay { day: resume_by, is_provisional: false },
            ClockState::Running { .. } | ClockState::Met | ClockState::Stopped => self.derivation.due(),
        }
    }
}
