//! How a table became what it is: each entry that changed it, with the rows it took away and those it put there.

use std::collections::BTreeSet;

use huiyin_domain::ids::{OfficerCode, PlaceCode, UnitCode};
use huiyin_domain::office::{Office, OfficeEvent};
use huiyin_store::Stream;
use jiff::civil::Date;

use super::{OfficeTable, duties, officers, places, receiver, units};
use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, decode, time_zone};

/// A change of a table, by its rows as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableChange {
    /// The day it was recorded.
    pub on: Date,
    /// Who did it; none: the operator, at the command line or at the founding.
    pub by: Option<OfficerCode>,
    /// Rows that held before and no longer do.
    pub was: Vec<Vec<String>>,
    /// Rows that hold since.
    pub now: Vec<Vec<String>>,
}

impl App {
    /// What changed in a table, newest first, at most so many.
    pub async fn table_history(&self, table: OfficeTable, most: usize) -> Result<Vec<TableChange>, AppError> {
        let zone = time_zone(self.office().await?.as_ref())?;
        let stored = self.store.journal.load(self.office_id, &Stream::Office, 0).await?;
        let (mut office, mut changes) = (None::<Office>, Vec::new());
        for one in &stored {
            let (header, event) = decode::<OfficeEvent>(&Stream::Office, one)?;
            let Some(before) = office else {
                let OfficeEvent::Founded(founding) = event else { continue };
                office = Some(Office::found(*founding));
                continue;
            };
            let touched = Touched::by(table, &event);
            let was = touched.as_ref().map(|touched| touched.rows(&before));
            let after = before.evolve(event);
            let now = touched.as_ref().map(|touched| touched.rows(&after));
            if let Some((was, now)) = was.zip(now).map(differing).filter(|rows| *rows != Default::default()) {
                let by = header.actor.strip_prefix("officer:").and_then(|code| code.parse().ok());
                changes.push(TableChange { on: civil_day(&zone, header.recorded_at), by, was, now });
            }
            office = Some(after);
        }
        changes.reverse();
        changes.truncate(most);
        Ok(changes)
    }
}

type Rows = Vec<Vec<String>>;

/// The rows of a table that an entry may change.
enum Touched {
    Unit(UnitCode),
    Place(PlaceCode),
    Officer(OfficerCode),
    PostsOf(OfficerCode),
    Duties,
    Receiver,
}

impl Touched {
    fn by(table: OfficeTable, event: &OfficeEvent) -> Option<Self> {
        match (table, event) {
            (OfficeTable::Units, OfficeEvent::UnitSet(unit)) => Some(Self::Unit(unit.code.clone())),
            (OfficeTable::Places, OfficeEvent::PlaceSet(place)) => Some(Self::Place(place.code.clone())),
            (OfficeTable::Officers, OfficeEvent::OfficerSet(officer)) => Some(Self::Officer(officer.code.clone())),
            (OfficeTable::Posts, OfficeEvent::OfficerSet(officer)) => Some(Self::PostsOf(officer.code.clone())),
            (OfficeTable::Duties, OfficeEvent::DutiesSet(_)) => Some(Self::Duties),
            (OfficeTable::Receiver, OfficeEvent::AlternateReceiverSet { .. }) => Some(Self::Receiver),
            _ => None,
        }
    }

    fn rows(&self, office: &Office) -> Rows {
        match self {
            Self::Unit(code) => office.unit(code).map(units::row).into_iter().collect(),
            Self::Place(code) => office.place(code).map(places::row).into_iter().collect(),
            Self::Officer(code) => office.officer(code).map(officers::row).into_iter().collect(),
            Self::PostsOf(code) => office.officer(code).map(officers::post_rows).unwrap_or_default(),
            Self::Duties => office.duties().iter().map(duties::row).collect(),
            Self::Receiver => office.alternate_receiver.iter().map(receiver::row).collect(),
        }
    }
}

/// The rows that stand on one side only.
fn differing((was, now): (Rows, Rows)) -> (Rows, Rows) {
    let only = |these: &Rows, those: &Rows| -> Rows {
        let those: BTreeSet<&Vec<String>> = those.iter().collect();
        these.iter().filter(|row| !those.contains(row)).cloned().collect()
    };
    (only(&was, &now), only(&now, &was))
}
