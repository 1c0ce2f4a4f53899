//! What the office does by itself. A job is queued by the commit it follows from, or once a day; each can be run twice
//! without harm, and is kept until it has succeeded.
//!
//! To add a job: a [`JobKind`], a file here, a line in `App::run_job`.

pub(crate) mod handover;
pub mod pass_deadlines;
pub mod remind;
pub mod send_mail;

use huiyin_domain::ids::{DocumentNo, MatterId};
use huiyin_store::read::ClaimedJob;
use huiyin_store::{JobKind, NewJob};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, time_zone};

/// How long a job may be held before another process takes it over.
const HELD_FOR: SignedDuration = SignedDuration::from_mins(5);

/// Jobs taken on at once: few, so that petitions are never behind them.
const TAKEN_AT_ONCE: usize = 16;

/// First wait after a failure; doubled with each further one.
const RETRY_AFTER: SignedDuration = SignedDuration::from_secs(30);

/// Doublings at most: the longest wait is about four hours.
const DOUBLINGS_MAX: u32 = 9;

/// Lines of the ledger that may wait for the day to end: a question that reads them takes some milliseconds longer.
const UNFOLDED_MAX: u64 = 5_000;

/// What is done once a day. The key of such a job begins with its day.
const DAILY: [JobKind; 5] =
    [JobKind::PassDeadlines, JobKind::FoldFigures, JobKind::Remind, JobKind::SweepClaims, JobKind::Learn];

/// The key of the job that folds what an import added, before the day is over.
const MANY: &str = "many";

impl App {
    /// Queues what is due once a day; queued again on the same day, that is not done again. Figures are folded and
    /// the index of words is packed besides, as soon as many wait.
    pub async fn queue_daily(&self) -> Result<(), AppError> {
        let today = self.today().await?.to_string();
        for kind in DAILY {
            self.queue_now(kind, today.clone()).await?;
        }
        self.queue_first_reading().await?;
        self.pack_index().await?;
        if self.store.figures.unfolded(self.office_id, UNFOLDED_MAX).await? >= UNFOLDED_MAX {
            self.queue_now(JobKind::FoldFigures, MANY.to_owned()).await?;
        }
        Ok(())
    }

    async fn queue_now(&self, kind: JobKind, key: String) -> Result<(), AppError> {
        let job = NewJob { kind, key, payload: Vec::new(), run_at: self.now() };
        Ok(self.store.jobs.queue(self.office_id, job).await?)
    }

    /// Takes on what is due and runs it, as long as it is to go on; what was taken on and not begun is due again at once.
    /// Returns how many were run.
    ///
    /// # Errors
    /// Where the store fails; a job that fails by itself is put off and tried again.
    pub async fn run_jobs(&self, goes_on: &(dyn Fn() -> bool + Sync)) -> Result<usize, AppError> {
        let now = self.now();
        let until = now.checked_add(HELD_FOR).unwrap_or(now);
        let jobs = self.store.jobs.take(self.office_id, now, until, TAKEN_AT_ONCE).await?;
        let mut run = 0;
        for job in &jobs {
            if !goes_on() {
                self.store.jobs.retry(self.office_id, job, now).await?;
                continue;
            }
            match self.run_job(job).await {
                Ok(()) => self.end_job(job).await?,
                Err(error) => self.put_off(job, &error).await?,
            }
            run += 1;
        }
        Ok(run)
    }

    /// A job that is done goes; a day's job stays till that day is over, so that it is not queued and done again.
    async fn end_job(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let zone = time_zone(self.office().await?.as_ref())?;
        let over = day_of(job).filter(|day| *day >= civil_day(&zone, self.now()));
        let over = over.and_then(|day| zone.to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0)).ok());
        match over {
            Some(over) => Ok(self.store.jobs.retry(self.office_id, job, over).await?),
            None => Ok(self.store.jobs.finish(self.office_id, job).await?),
        }
    }

    /// Runs jobs until none is due: for commands that want the work done when they return.
    pub async fn drain_jobs(&self) -> Result<(), AppError> {
        while self.run_jobs(&|| true).await? > 0 {}
        Ok(())
    }

    async fn run_job(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let (day, today) = (day_of(job), self.today().await?);
        if day.is_some_and(|day| day < today) {
            return Ok(());
        }
        match job.kind {
            JobKind::PressLetter => {
                let (matter, document) = letter_of(&job.key)?;
                self.press_letter(matter, document).await
            }
            JobKind::PassDeadlines => self.pass_deadlines().await.map(drop),
            JobKind::FoldFigures => self.fold_figures().await.map(drop),
            JobKind::SendMail => self.send_notice(job).await,
            JobKind::Remind => self.remind(job, day.unwrap_or(today)).await,
            JobKind::ReadText => self.read_text(job).await,
            JobKind::JoinTopics => self.join_topics(job).await,
            JobKind::TellGrowth => self.tell_growth(job).await,
            JobKind::Learn => self.learn_by_night().await,
            JobKind::Rederive => self.rederive(&|_| ()).await.map(drop),
            JobKind::SweepClaims => {
                Ok(self.store.maintenance.sweep_claims(self.office_id, self.now()).await.map(drop)?)
            }
        }
    }

    async fn put_off(&self, job: &ClaimedJob, error: &AppError) -> Result<(), AppError> {
        tracing::warn!(kind = ?job.kind, attempts = job.attempts, %error, "a job failed and is put off");
        let run_at = after_failures(self.now(), job.attempts);
        Ok(self.store.jobs.retry(self.office_id, job, run_at).await?)
    }

    /// Folds the figures of days that are over; and of today too, once many wait, as after an import.
    pub async fn fold_figures(&self) -> Result<u64, AppError> {
        let office = self.office().await?;
        let today = civil_day(&time_zone(&office)?, self.now());
        let waiting = self.store.figures.unfolded(self.office_id, UNFOLDED_MAX).await?;
        let before = if waiting < UNFOLDED_MAX { today } else { today.saturating_add(1.day()) };
        Ok(self.store.figures.fold(self.office_id, before).await?)
    }
}

/// When to try again what has failed so often before.
fn after_failures(now: Timestamp, failed: u32) -> Timestamp {
    now.checked_add(RETRY_AFTER * 2_i32.pow(failed.min(DOUBLINGS_MAX))).unwrap_or(now)
}

/// The day of a job that is done once a day.
fn day_of(job: &ClaimedJob) -> Option<Date> {
    let day = job.key.split('/').next().filter(|_| DAILY.contains(&job.kind))?;
    day.parse().ok()
}

fn letter_of(key: &str) -> Result<(MatterId, DocumentNo), AppError> {
    let wrong = || AppError::Inconsistent(format!("jobs.key {key} names no letter"));
    let (matter, document) = key.split_once('/').ok_or_else(wrong)?;
    Ok((matter.parse().map_err(|_| wrong())?, document.parse().map_err(|_| wrong())?))
}
