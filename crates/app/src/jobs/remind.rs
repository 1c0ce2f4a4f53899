//! Reminders: once a day each unit that has an address is told how much falls due soon and how much is overdue. Counts
//! only; sealed matters are in none.

use std::collections::BTreeMap;

use huiyin_domain::ids::UnitCode;
use huiyin_domain::matter::Stage;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::App;
use crate::error::AppError;
use crate::ports::{Mail, MailText};

/// How many days ahead a reminder looks.
const AHEAD_DAYS: i32 = 5;

impl App {
    pub(crate) async fn remind(&self, day: &str) -> Result<(), AppError> {
        let Some(post) = &self.post else { return Ok(()) };
        let today: Date =
            day.parse().map_err(|_| AppError::Inconsistent(format!("jobs.key {day} of a reminder is no day")))?;
        let office = self.office().await?;
        for (unit, (due_soon, overdue)) in self.due_by_unit(today).await? {
            let Some(to) = office.unit(&unit).and_then(|unit| unit.email.clone()) else { continue };
            let text = MailText::Reminder { due_soon, overdue };
            let mail = Mail { to, office_name: office.name.clone(), text };
            post.send(&mail).await.map_err(|error| AppError::Unavailable(error.to_string()))?;
        }
        Ok(())
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
