//! Counting open periods anew, when a calendar was published or a pack reaches back to what runs: first as a list of what
//! would move, then for good, each move an entry of its matter that leaves the old derivation where it stands.
//!
//! Both ask the rules the same question, so what is listed is what moves. A clock that does not move is not written; so
//! the work can be broken off and done again, and goes on where it was. Matters are taken in the order in which the
//! journal holds them: neighbours lie on the same pages.

use std::sync::Arc;

use futures::future::join_all;
use futures::{StreamExt, stream};
use huiyin_domain::ids::{ClockNo, IssueNo, MatterId};
use huiyin_domain::matter::command::RederiveClock;
use huiyin_domain::matter::decide::{Facts, decide};
use huiyin_domain::matter::{Command, Event, Matter};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::read::{PAGE_ROWS_MAX, WorklistAfter};
use jiff::civil::Date;
use serde::Serialize;

use crate::App;
use crate::error::AppError;
use crate::load::{Loaded, facts_at};

/// The job's name, as entries bear it.
const REDERIVE: Actor = Actor::Job("rederive");

/// Open issues listed before their matters are put in order: ids of 16 MB. A larger office is done in several stretches.
const STRETCH_ISSUES_MAX: usize = 1_000_000;

/// Matters read in one go and committed together: one batch of the writer.
const AT_ONCE: usize = 256;

/// Such batches under way at once: one waits for the disk while others are read and decided.
const BATCHES_AT_ONCE: usize = 4;

/// A last day that moves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Move {
    /// The matter.
    pub matter: MatterId,
    /// The number by which people call it; none until it has one.
    pub number: Option<String>,
    /// The issue.
    pub issue: IssueNo,
    /// The clock.
    pub clock: ClockNo,
    /// The rule by which it runs now.
    pub rule: String,
    /// The rule by which it would run.
    pub new_rule: String,
    /// The last day as it stands.
    pub last_day: Date,
    /// The last day as it would be.
    pub new_last_day: Date,
    /// The new one lies beyond the published calendar.
    pub provisional: bool,
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Matters looked at.
    pub looked: u64,
    /// Of so many found so far.
    pub found: u64,
}

/// What is told how far the work has come.
pub type Told<'a> = &'a (dyn Fn(Progress) + Sync);

impl App {
    /// What would move if the office were this one; nothing is written.
    pub async fn moves(
        &self,
        office: &Office,
        each: &mut (dyn FnMut(&Move) + Send),
        told: Told<'_>,
    ) -> Result<u64, AppError> {
        let office = Arc::new(office.clone());
        let mut moved = 0;
        let batch = |matters| self.clone().moves_of(Arc::clone(&office), matters);
        self.each_batch(batch, told, |moves: Vec<Move>| {
            moved += moves.len() as u64;
            moves.iter().for_each(&mut *each);
        })
        .await?;
        Ok(moved)
    }

    /// Counts anew what moves by the office's calendar and packs; returns how many clocks moved.
    pub async fn rederive(&self, told: Told<'_>) -> Result<u64, AppError> {
        let office = self.reload_office().await?;
        let mut moved = 0;
        let batch = |matters| self.clone().rederive_batch(Arc::clone(&office), matters);
        self.each_batch(batch, told, |count: u64| moved += count).await?;
        Ok(moved)
    }

    /// The same for these matters, which a list has named just now: the others need not be read again.
    pub(crate) async fn rederive_these(&self, matters: &[MatterId], told: Told<'_>) -> Result<u64, AppError> {
        let office = self.reload_office().await?;
        let (mut moved, mut progress) = (0, Progress { looked: 0, found: matters.len() as u64 });
        let batch = |matters| self.clone().rederive_batch(Arc::clone(&office), matters);
        each_of(matters, batch, (told, &mut progress), &mut |count: u64| moved += count).await?;
        Ok(moved)
    }

    /// Does something to all matters with an open issue, batch by batch; each batch is a task, so that all cores decide.
    async fn each_batch<T: Send + 'static, W>(
        &self,
        work: impl Fn(Vec<MatterId>) -> W + Send + Sync,
        told: Told<'_>,
        mut done: impl FnMut(T) + Send,
    ) -> Result<(), AppError>
    where
        W: Future<Output = Result<T, AppError>> + Send + 'static,
    {
        let (mut after, mut progress) = (None, Progress { looked: 0, found: 0 });
        while let Some(matters) = self.open_matters(&mut after).await? {
            progress.found += matters.len() as u64;
            each_of(&matters, &work, (told, &mut progress), &mut done).await?;
        }
        Ok(())
    }

    /// The matters of the next stretch of open issues, sealed ones too, in the journal's order; none once all were listed.
    async fn open_matters(&self, after: &mut Option<WorklistAfter>) -> Result<Option<Vec<MatterId>>, AppError> {
        let mut matters = Vec::new();
        while matters.len() < STRETCH_ISSUES_MAX {
            let page = self.store.worklists.overdue(self.office_id, Date::MAX, after.as_ref(), PAGE_ROWS_MAX).await?;
            let Some((matter, issue, due_on)) = page.last() else { break };
            *after = Some(WorklistAfter { due_on: Some(*due_on), matter: *matter, issue: *issue });
            matters.extend(page.iter().map(|(matter, ..)| *matter));
        }
        matters.sort_unstable();
        matters.dedup();
        Ok(Some(matters).filter(|matters| !matters.is_empty()))
    }

    async fn moves_of(self, office: Arc<Office>, matters: Vec<MatterId>) -> Result<Vec<Move>, AppError> {
        let facts = facts_at(self.now(), &REDERIVE, &office)?;
        let mut moves = Vec::new();
        for Loaded { matter, .. } in self.load_each(&office, &matters).await? {
            for clock in open_clocks(&matter) {
                moves.extend(moved(&matter, clock, &facts)?);
            }
        }
        Ok(moves)
    }

    /// Counts the clocks of some matters anew; all commits wait in the writer's line together.
    async fn rederive_batch(self, office: Arc<Office>, matters: Vec<MatterId>) -> Result<u64, AppError> {
        let loaded = self.load_each(&office, &matters).await?;
        let commits =
            loaded.into_iter().map(|loaded| self.act_by_itself(&REDERIVE, Arc::clone(&office), loaded, rederivings));
        join_all(commits).await.into_iter().sum()
    }
}

/// Does something to these matters, some batches of them at once.
async fn each_of<T: Send + 'static, W>(
    matters: &[MatterId],
    work: impl Fn(Vec<MatterId>) -> W + Send,
    (told, progress): (Told<'_>, &mut Progress),
    done: &mut (impl FnMut(T) + Send),
) -> Result<(), AppError>
where
    W: Future<Output = Result<T, AppError>> + Send + 'static,
{
    told(*progress);
    let batches = matters.chunks(AT_ONCE).map(<[MatterId]>::to_vec);
    let tasks = batches.map(|batch| (batch.len() as u64, tokio::spawn(work(batch))));
    let mut tasks =
        stream::iter(tasks).map(|(count, task)| async move { (count, task.await) }).buffered(BATCHES_AT_ONCE);
    while let Some((count, task)) = tasks.next().await {
        done(task.map_err(|error| AppError::Unavailable(error.to_string()))??);
        progress.looked += count;
        told(*progress);
    }
    Ok(())
}

/// The clocks of a matter that still run or stand still.
fn open_clocks(matter: &Matter) -> impl Iterator<Item = ClockNo> {
    matter.clocks.iter().filter(|clock| clock.is_live()).map(|clock| clock.no)
}

/// What counts all of them anew.
fn rederivings(matter: &Matter) -> Vec<Command> {
    open_clocks(matter).map(rederiving).collect()
}

const fn rederiving(clock: ClockNo) -> Command {
    Command::RederiveClock(RederiveClock { clock })
}

/// The move that the rules would make of this clock, if they make one.
fn moved(matter: &Matter, clock: ClockNo, facts: &Facts<'_>) -> Result<Option<Move>, AppError> {
    let before = matter.clock(clock)?;
    let events = decide(matter, &rederiving(clock), facts)?;
    Ok(events.into_iter().find_map(|event| match event {
        Event::ClockRederived(event) => Some(Move {
            matter: matter.id,
            number: matter.petitions.first().and_then(|petition| petition.number.as_ref()).map(ToString::to_string),
            issue: before.issue,
            clock,
            rule: before.derivation.rule.to_string(),
            new_rule: event.derivation.rule.to_string(),
            last_day: before.derivation.last_day,
            new_last_day: event.derivation.last_day,
            provisional: event.derivation.provisional,
        }),
        _ => None,
    }))
}
