//! The daily sweep: puts on record that a clock ran out, and ends what was served when its last window has closed.
//!
//! Lists and figures never wait for it: open, overdue and late are computed from dates.

use std::sync::Arc;

use futures::future::join_all;
use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::command::PassDeadline;
use huiyin_domain::matter::state::ClockState;
use huiyin_domain::matter::{Command, Matter};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::read::WorklistAfter;
use jiff::civil::Date;

use crate::App;
use crate::error::AppError;
use crate::load::Loaded;

/// The job's name, as entries bear it.
const SWEEP: Actor = Actor::Job("pass-deadlines");

/// Issues looked at in one go. Their matters' commits wait in the writer's line together: after an import there are tens of
/// thousands, and other jobs wait for this one.
const AT_ONCE: usize = 256;

impl App {
    /// Lets every clock pass whose last day lies behind; returns how many events that led to.
    pub async fn pass_deadlines(&self) -> Result<u64, AppError> {
        let today = self.today().await?;
        let mut after: Option<WorklistAfter> = None;
        let mut passed = 0;
        loop {
            let found = self.store.worklists.overdue(self.office_id, today, after.as_ref(), AT_ONCE).await?;
            let Some(last) = found.last() else { return Ok(passed) };
            after = Some(WorklistAfter { due_on: Some(last.2), matter: last.0, issue: last.1 });
            let mut matters: Vec<MatterId> = found.iter().map(|(matter, ..)| *matter).collect();
            matters.sort_unstable();
            matters.dedup();
            let office = self.office().await?;
            let loaded = self.load_each(&office, &matters).await?;
            let commits = loaded.into_iter().map(|loaded| self.pass_deadlines_of(Arc::clone(&office), loaded, today));
            passed += join_all(commits).await.into_iter().sum::<Result<u64, _>>()?;
        }
    }

    async fn pass_deadlines_of(&self, office: Arc<Office>, loaded: Loaded, today: Date) -> Result<u64, AppError> {
        let id = loaded.matter.id;
        match self.act_by_itself(&SWEEP, office, loaded, |matter| run_out(matter, today).collect()).await {
            // The others' deadlines pass all the same.
            Err(AppError::Refused(refusal)) => {
                tracing::warn!(matter = %id, refusal = refusal.code(), "a deadline that lies behind was not put on record");
                Ok(0)
            }
            done => done,
        }
    }
}

/// What passes the clocks whose last day lies behind.
fn run_out(matter: &Matter, today: Date) -> impl Iterator<Item = Command> {
    let running = |state| matches!(state, ClockState::Running { passed: false } | ClockState::Paused { .. });
    let run_out = matter.clocks.iter().filter(move |clock| running(clock.state) && clock.last_day() < today);
    run_out.map(|clock| Command::PassDeadline(PassDeadline { clock: clock.no }))
}
