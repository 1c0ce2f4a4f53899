//! A unit that has an address is told when the open work of one officer was put into another's hands: how many issues, and
//! whose they are now; no number and no word of a matter. A job of its own for each, as reminders are.

use std::collections::BTreeMap;

use huiyin_domain::ids::{OfficerCode, UnitCode};
use huiyin_store::{JobKind, NewJob};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::load::encode;
use crate::ports::MailText;

/// What a unit is told of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Handover {
    pub(super) unit: UnitCode,
    to: OfficerCode,
    moved: u64,
}

impl App {
    /// Queues a mail to each unit that has an address: so many of its issues went into that officer's hands.
    ///
    /// # Errors
    /// Unavailable where the store is.
    pub async fn tell_handover(&self, to: &OfficerCode, moved: BTreeMap<UnitCode, u64>) -> Result<(), AppError> {
        if self.post.is_none() {
            return Ok(());
        }
        let (office, today, now) = (self.office().await?, self.today().await?, self.now());
        for (unit, moved) in moved {
            if office.unit(&unit).is_none_or(|unit| unit.email.is_none()) {
                continue;
            }
            // Two hand-overs to one officer on one day are two mails.
            let (kind, key) = (JobKind::Remind, format!("{today}/{unit}/handover/{to}/{}", now.as_millisecond()));
            let payload = encode(&Handover { unit, to: to.clone(), moved })?;
            self.store.jobs.queue(self.office_id, NewJob { kind, key, payload, run_at: now }).await?;
        }
        Ok(())
    }
}

impl Handover {
    /// What the mail says; the officer by name.
    pub(super) async fn told(self, app: &App) -> Result<MailText, AppError> {
        let office = app.office().await?;
        let officer = office.officer(&self.to).map_or_else(|| self.to.to_string(), |officer| officer.name.clone());
        Ok(MailText::Handover { officer, moved: self.moved })
    }
}
