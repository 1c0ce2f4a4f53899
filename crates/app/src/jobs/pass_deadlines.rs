//! The daily sweep: puts on record that a clock ran out, and ends what was served when its last window has closed.
//!
//! Lists and figures never wait for it: open, overdue and late are computed from dates.

use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::PassDeadline;
use huiyin_domain::matter::state::ClockState;
use huiyin_domain::office::Actor;
use huiyin_store::read::WorklistAfter;

use crate::App;
use crate::error::AppError;

/// The job's name, as entries bear it.
const SWEEP: Actor = Actor::Job("pass-deadlines");

/// Issues looked at in one go.
const AT_ONCE: usize = 200;

impl App {
    /// Lets every clock pass whose last day lies behind; returns how many were put on record.
    pub async fn pass_deadlines(&self) -> Result<usize, AppError> {
        let today = self.today().await?;
        let mut after: Option<WorklistAfter> = None;
        let mut passed = 0;
        loop {
            let found = self.store.worklists.overdue(self.office_id, today, after.as_ref(), AT_ONCE).await?;
            let Some(last) = found.last() else { return Ok(passed) };
            after = Some(WorklistAfter { due_on: Some(last.2), matter: last.0, issue: last.1 });
            let mut matters: Vec<MatterId> = found.iter().map(|(matter, ..)| *matter).collect();
            matters.dedup();
            for matter in matters {
                passed += self.pass_deadlines_of(matter).await?;
            }
        }
    }

    async fn pass_deadlines_of(&self, id: MatterId) -> Result<usize, AppError> {
        let office = self.office().await?;
        let today = self.today().await?;
        let matter = self.load_born(&office, id).await?.matter;
        let mut passed = 0;
        let running = |state| matches!(state, ClockState::Running { passed: false } | ClockState::Paused { .. });
        for clock in matter.clocks.iter().filter(|clock| running(clock.state) && clock.last_day() < today) {
            let command = Command::PassDeadline(PassDeadline { clock: clock.no });
            match self.act(&SWEEP, id, |_| Ok(command)).await {
                Ok(outcome) => passed += usize::from(!outcome.events.is_empty()),
                // It was met, or ended with another clock, while we looked.
                Err(AppError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(passed)
    }
}
