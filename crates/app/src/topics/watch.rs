//! Watching topics: a topic that grows past its history is noted with the day, and who supervises is told that there is one,
//! not which.

use std::collections::BTreeSet;

use huiyin_domain::ids::TopicId;
use huiyin_domain::lang::Lang;
use huiyin_insight::topic::{HALF_YEAR_DAYS, Watch, watched_from};
use huiyin_store::read::ClaimedJob;
use huiyin_store::{JobKind, NewJob};
use jiff::ToSpan;
use jiff::civil::Date;

use super::LISTED_DAYS;
use crate::App;
use crate::error::AppError;
use crate::jobs::send_mail::mail_id;
use crate::ports::{Mail, MailText};

/// Days of a topic that are looked at: half-years before them are dropped whole, so that the others stay what they were.
const DAYS_MAX: usize = 6 * HALF_YEAR_DAYS;

/// Rhythms that are remembered, some hundred bytes each.
const WATCHES_MAX: usize = 50_000;

/// A warning older than this is news to nobody.
const NEWS_DAYS: i32 = 7;

impl App {
    /// Notes which of these topics grow past their history, and has it told.
    pub(super) async fn watch_topics(&self, topics: BTreeSet<TopicId>) -> Result<(), AppError> {
        let today = self.today().await?;
        let shown_from = today.saturating_sub(LISTED_DAYS.days());
        for topic in topics {
            let days = self.store.topics.days(self.office_id, topic, None).await?;
            // A warning of a day that no list looks back to is shown to nobody.
            if days.last().is_none_or(|(last, _)| *last < shown_from) {
                continue;
            }
            let Some(on) = self.warned_on(topic, &days).await else { continue };
            let known = self.store.topics.warnings(self.office_id, on).await?;
            if known.iter().any(|(warned, _)| *warned == topic) {
                continue;
            }
            self.store.topics.warn(self.office_id, topic, on).await?;
            if on.saturating_add(NEWS_DAYS.days()) >= today {
                let (kind, key) = (JobKind::TellGrowth, format!("{topic}/{on}"));
                let job = NewJob { kind, key, payload: Vec::new(), run_at: self.now() };
                self.store.jobs.queue(self.office_id, job).await?;
            }
        }
        Ok(())
    }

    /// The day of the half-year that runs on which the topic began to grow past its history.
    async fn warned_on(&self, topic: TopicId, days: &[(Date, u32)]) -> Option<Date> {
        let (first, counts) = consecutive(days)?;
        let from = watched_from(counts.len())?;
        let (history, since) = counts.split_at_checked(from)?;
        let (begin, taught) = (day_after(first, from)?, history.iter().sum());
        let mut watches = self.topics.watches.lock().await;
        if watches.len() >= WATCHES_MAX {
            watches.clear();
        }
        let is_known = watches.get(&topic).is_some_and(|(day, count, _)| (*day, *count) == (begin, taught));
        if !is_known {
            watches.insert(topic, (begin, taught, Watch::of(history)?));
        }
        let (.., watch) = watches.get_mut(&topic)?;
        day_after(begin, watch.first_warning(since)?)
    }

    /// Tells the registry that a topic grows; which one stands in no mail.
    pub(crate) async fn tell_growth(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let office = self.office().await?;
        let address = office.unit(&office.registry).and_then(|unit| unit.email.clone());
        let (Some(post), Some(to)) = (&self.post, address) else { return Ok(()) };
        let (id, text) = (mail_id(&job.key), MailText::TopicGrows);
        let catalogue = office.packs.newest_catalogue();
        let mail = Mail { id, to, office_name: office.name.clone(), lang: Lang::default(), catalogue, text };
        post.send(&mail).await.map_err(|error| AppError::Unavailable(error.to_string()))
    }
}

fn day_after(first: Date, days: usize) -> Option<Date> {
    first.checked_add(i32::try_from(days).ok()?.days()).ok()
}

/// The first day and the counts from it on, one for each day up to the last.
fn consecutive(days: &[(Date, u32)]) -> Option<(Date, Vec<u32>)> {
    let ((first, _), (last, _)) = (days.first()?, days.last()?);
    let place = |day: Date| usize::try_from((day - *first).get_days()).ok();
    let whole = place(*last)? + 1;
    let dropped = whole.saturating_sub(DAYS_MAX).div_ceil(HALF_YEAR_DAYS) * HALF_YEAR_DAYS;
    let mut counts = vec![0; whole - dropped];
    for (day, count) in days {
        if let Some(counted) = place(*day)?.checked_sub(dropped).and_then(|place| counts.get_mut(place)) {
            *counted = *count;
        }
    }
    Some((day_after(*first, dropped)?, counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_without_petitions_count_nothing_and_old_half_years_are_dropped_whole() {
        let days = [(day("2026-03-01"), 2), (day("2026-03-04"), 1)];
        assert_eq!(consecutive(&days), Some((day("2026-03-01"), vec![2, 0, 0, 1])));
        assert_eq!(consecutive(&[]), None);
        let long = [(day("2020-01-01"), 1), (day("2026-03-04"), 3)];
        let (first, counts) = consecutive(&long).unwrap();
        let dropped = (first - day("2020-01-01")).get_days();
        assert_eq!(usize::try_from(dropped).unwrap() % HALF_YEAR_DAYS, 0);
        assert!(counts.len() <= DAYS_MAX && counts.len() > DAYS_MAX - HALF_YEAR_DAYS, "{}", counts.len());
        assert_eq!((counts.first(), counts.last()), (Some(&0), Some(&3)));
    }
}
