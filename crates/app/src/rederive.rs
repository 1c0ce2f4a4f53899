//! Counting open periods anew, when a calendar was published or a pack reaches back to what runs: first as a list of what
//! would move, then for good, each move an entry of its matter that leaves the old derivation where it stands.
//!
//! Both ask the rules the same question, so what is listed is what moves. A clock that does not move is not written; so
//! the work can be broken off and done again, and goes on where it was.

use futures::{StreamExt, stream};
use huiyin_domain::ids::{ClockNo, IssueNo, MatterId};
use huiyin_domain::matter::command::RederiveClock;
use huiyin_domain::matter::decide::{Facts, decide};
use huiyin_domain::matter::{Command, Event, Matter};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::read::WorklistAfter;
use jiff::civil::Date;
use serde::Serialize;

use crate::App;
use crate::error::AppError;

/// The job's name, as entries bear it.
const REDERIVE: Actor = Actor::Job("rederive");

/// Issues looked at in one go: one batch of the writer.
const AT_ONCE: usize = 256;

/// A last day that moves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Move {
    /// The matter.
    pub matter: MatterId,
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

impl App {
    /// What would move if the office were this one; nothing is written. `done` is told how many issues were looked at.
    pub async fn moves(
        &self,
        office: &Office,
        each: &mut (dyn FnMut(&Move) + Send),
        done: &(dyn Fn(u64) + Sync),
    ) -> Result<u64, AppError> {
        let today = self.today().await?;
        let (mut after, mut looked, mut moved) = (None, 0, 0);
        while let Some((page, last)) = self.open_issues(after.as_ref()).await? {
            after = Some(last);
            looked += page.len() as u64;
            let loads = page.into_iter().map(|(matter, issue)| self.moves_of(office, today, matter, issue));
            let found: Vec<_> = stream::iter(loads).buffered(AT_ONCE).collect().await;
            for moves in found {
                for one in moves? {
                    each(&one);
                    moved += 1;
                }
            }
            done(looked);
        }
        Ok(moved)
    }

    /// Counts anew what moves by the office's calendar and packs; returns how many clocks moved.
    pub async fn rederive(&self, done: &(dyn Fn(u64) + Sync)) -> Result<u64, AppError> {
        let (office, today) = (self.reload_office().await?, self.today().await?);
        let (mut after, mut looked, mut moved) = (None, 0, 0);
        while let Some((page, last)) = self.open_issues(after.as_ref()).await? {
            after = Some(last);
            looked += page.len() as u64;
            let (app, office) = (self, &office);
            let work = page.into_iter().map(|(matter, issue)| async move {
                let mut counted = 0;
                for one in app.moves_of(office, today, matter, issue).await? {
                    counted += app.rederive_clock(&one).await?;
                }
                Ok::<u64, AppError>(counted)
            });
            let counts: Vec<_> = stream::iter(work).buffer_unordered(AT_ONCE).collect().await;
            for count in counts {
                moved += count?;
            }
            done(looked);
        }
        Ok(moved)
    }

    /// The next open issues that have a clock, sealed ones too, and where the page after them begins.
    async fn open_issues(
        &self,
        after: Option<&WorklistAfter>,
    ) -> Result<Option<(Vec<(MatterId, IssueNo)>, WorklistAfter)>, AppError> {
        let found = self.store.worklists.overdue(self.office_id, Date::MAX, after, AT_ONCE).await?;
        let last = found.last().map(|(matter, issue, due_on)| WorklistAfter {
            due_on: Some(*due_on),
            matter: *matter,
            issue: *issue,
        });
        Ok(last.map(|last| (found.into_iter().map(|(matter, issue, _)| (matter, issue)).collect(), last)))
    }

    async fn moves_of(
        &self,
        office: &Office,
        today: Date,
        id: MatterId,
        issue: IssueNo,
    ) -> Result<Vec<Move>, AppError> {
        let matter = self.load(office, id).await?.matter;
        let live = matter.live_clocks(issue).map(|clock| clock.no).collect::<Vec<_>>();
        let facts = Facts { today, actor: &REDERIVE, office };
        live.into_iter().filter_map(|clock| moved(&matter, clock, &facts).transpose()).collect()
    }

    async fn rederive_clock(&self, one: &Move) -> Result<u64, AppError> {
        let command = Command::RederiveClock(RederiveClock { clock: one.clock });
        match self.act(&REDERIVE, one.matter, |_| Ok(command)).await {
            Ok(outcome) => Ok(outcome.events.len() as u64),
            // It was met, or ended, while we looked.
            Err(AppError::Refused(_)) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

/// The move that the rules would make of this clock, if they make one.
fn moved(matter: &Matter, clock: ClockNo, facts: &Facts<'_>) -> Result<Option<Move>, AppError> {
    let before = matter.clock(clock)?;
    let events = decide(matter, &Command::RederiveClock(RederiveClock { clock }), facts)?;
    Ok(events.into_iter().find_map(|event| match event {
        Event::ClockRederived(event) => Some(Move {
            matter: matter.id,
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
