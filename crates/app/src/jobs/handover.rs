//! A unit that has an address is told when the open work of one officer was put into another's hands: how many issues, and
//! whose they are now; no number and no word of a matter. A job of its own for each, as reminders are.

use std::collections::BTreeMap;

use huiyin_domain::ids::{OfficerCode, UnitCode};
use huiyin_domain::matter::Matter;
use huiyin_store::{JobKind, NewJob};
use jiff::Timestamp;
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

/// What a unit is told when an officer of it is out of a matter: so many issues are in nobody's hands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Freed {
    pub(super) unit: UnitCode,
    pub(super) freed: u64,
}

/// A mail for each unit whose issues the officer had in hand until now; none is told of what is under seal.
pub(crate) fn freed_jobs(matter: &Matter, officer: &OfficerCode, at: Timestamp) -> Result<Vec<NewJob>, AppError> {
    let mut units: BTreeMap<&UnitCode, u64> = BTreeMap::new();
    for issue in matter.in_hand_of(officer).filter(|_| !matter.sealed) {
        *units.entry(issue.acting()).or_default() += 1;
    }
    let told = units.into_iter().map(|(unit, freed)| {
        let key = format!("{unit}/freed/{}/{}", matter.id, matter.seq);
        let payload = encode(&Freed { unit: unit.clone(), freed })?;
        Ok(NewJob { kind: JobKind::Remind, key, payload, run_at: at })
    });
    told.collect()
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
