//! Reminders: once a day each unit that has an address is told how much falls due soon and how much is overdue. Counts
//! only; sealed matters are in none. Each unit's mail is a job of its own, so that one that fails repeats no other.

use std::collections::BTreeMap;

use huiyin_domain::ids::UnitCode;
use huiyin_domain::lang::Lang;
use huiyin_domain::matter::Stage;
use huiyin_store::read::ClaimedJob;
use huiyin_store::{JobKind, NewJob};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::jobs::handover::{Freed, Handover};
use crate::jobs::send_mail::mail_id;
use crate::load::encode;
use crate::ports::{Mail, MailText};

/// How many days ahead a reminder looks.
const AHEAD_DAYS: i32 = 5;

/// What a unit is reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Reminder {
    unit: UnitCode,
    due_soon: u64,
    overdue: u64,
}

/// What a mail to a unit is about; told apart by the fields, so that a reminder queued by an earlier version is read too.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ToUnit {
    Due(Reminder),
    Handover(Handover),
    Freed(Freed),
}

impl App {
    /// The day's job queues one for each unit; that one sends, as does the one that a hand-over queues.
    pub(crate) async fn remind(&self, job: &ClaimedJob, day: Date) -> Result<(), AppError> {
        if job.payload.is_empty() { self.queue_reminders(day).await } else { self.mail_unit(job).await }
    }

    async fn queue_reminders(&self, day: Date) -> Result<(), AppError> {
        if self.post.is_none() {
            return Ok(());
        }
        let office = self.office().await?;
        for (unit, (due_soon, overdue)) in self.due_by_unit(day).await? {
            if office.unit(&unit).is_none_or(|unit| unit.email.is_none()) {
                continue;
            }
            let (kind, key) = (JobKind::Remind, format!("{day}/{unit}"));
            let payload = encode(&Reminder { unit, due_soon, overdue })?;
            self.store.jobs.queue(self.office_id, NewJob { kind, key, payload, run_at: self.now() }).await?;
        }
        Ok(())
    }

    async fn mail_unit(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let about: ToUnit = serde_json::from_slice(&job.payload)
            .map_err(|_| AppError::Inconsistent(format!("jobs.payload of {} cannot be read", job.key)))?;
        let (unit, text) = match about {
            ToUnit::Due(Reminder { unit, due_soon, overdue }) => (unit, MailText::Reminder { due_soon, overdue }),
            ToUnit::Freed(Freed { unit, freed }) => (unit, MailText::Freed { freed }),
            ToUnit::Handover(handover) => (handover.unit.clone(), handover.told(self).await?),
        };
        let office = self.office().await?;
        let address = office.unit(&unit).and_then(|unit| unit.email.clone());
        let (Some(post), Some(to)) = (&self.post, address) else { return Ok(()) };
        let (id, catalogue) = (mail_id(&job.key), office.packs.newest_catalogue());
        let mail = Mail { id, to, office_name: office.name.clone(), lang: Lang::default(), catalogue, text };
        post.send(&mail).await.map_err(|error| AppError::Unavailable(error.to_string()))
    }

    async fn due_by_unit(&self, today: Date) -> Result<BTreeMap<UnitCode, (u64, u64)>, AppError> {
        let ahead = today.saturating_add(AHEAD_DAYS.days());
        let mut due = BTreeMap::new();
        for (key, n) in self.store.worklists.standing_counts(self.office_id, &[]).await? {
            // Once an answer is served, the days that run are the petitioner's own.
            let Some(due_on) = key.due_on.filter(|due_on| *due_on <= ahead && key.stage != Stage::Served) else {
                continue;
            };
            let counted: &mut (u64, u64) = due.entry(key.unit).or_default();
            if due_on < today { counted.1 += n } else { counted.0 += n }
        }
        Ok(due)
    }
}
