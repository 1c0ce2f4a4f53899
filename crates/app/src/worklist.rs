//! Worklists: what must be done, ordered by the next clock. Keyset pages; a cursor is signed and bound to its filter, so
//! that it cannot be used to read another list.

use huiyin_domain::clock::LastDay;
use huiyin_domain::ids::{ContentId, IssueNo, MatterId, UnitCode};
use huiyin_domain::office::policy::{
    OfficeDeed, Reading, listed_under_seal, listed_units, may_office, reads, reads_listed,
};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view::{CountKey, row};
use huiyin_store::Stream;
pub use huiyin_store::read::{ListedIssue, WorklistAfter, WorklistFilter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::desk::matter_owner;
use crate::error::{AppError, Invalid};
use crate::load::{fold, time_zone};

/// Rows of a page.
pub const PAGE_ROWS: usize = 50;

/// How far a list that is no standing one is counted.
pub const COUNT_MAX: u64 = 1_000;

/// A row with its subject line.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row.
    pub listed: ListedIssue,
    /// The subject; none where it is not the reader's to see, or the key was destroyed.
    pub subject: Option<String>,
    /// Its last day may still move: days off that it hangs on are not published yet.
    pub is_provisional: bool,
}

impl Row {
    /// The last day of the clock that runs out next.
    pub fn due(&self) -> Option<LastDay> {
        let is_provisional = self.is_provisional;
        self.listed.row.due_on.map(|day| LastDay { day, is_provisional })
    }
}

/// A page of a worklist.
#[derive(Debug, Clone)]
pub struct WorklistPage {
    /// The rows.
    pub rows: Vec<Row>,
    /// Goes on from here, if more follow.
    pub next: Option<String>,
    /// The day it is seen on: overdue is computed from it.
    pub today: Date,
}

/// What a cursor says.
#[derive(Serialize, Deserialize)]
struct Cursor {
    due_on: Option<Date>,
    matter: MatterId,
    issue: IssueNo,
    mac: String,
}

impl App {
    /// One page of what the actor may see of that list.
    pub async fn worklist(
        &self,
        actor: &Actor,
        mut filter: WorklistFilter,
        cursor: Option<&str>,
        rows_max: usize,
    ) -> Result<WorklistPage, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        filter.under_seal = listed_under_seal(actor);
        filter.under_seal.retain(|unit| filter.units.is_empty() || filter.units.contains(unit));
        filter.units = narrowed(listed_units(actor, &office), filter.units)?;
        let after = cursor.map(|cursor| self.read_cursor(cursor, &filter)).transpose()?;
        let limit = rows_max.clamp(1, PAGE_ROWS);
        let page = self.store.worklists.list(self.office_id, &filter, after.as_ref(), limit).await?;
        let last = page.rows.last().filter(|_| page.more);
        let next = last.map(|last| self.write_cursor(last, &filter)).transpose()?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for listed in page.rows {
            if self.may_see(actor, &office, &listed).await? {
                rows.push(listed);
            }
        }
        let mut rows = self.with_subjects((actor, &office), rows).await?;
        self.tell_provisional(&office, &mut rows).await?;
        Ok(WorklistPage { rows, next, today: self.today().await? })
    }

    /// The standing counts of the actor's units.
    pub async fn counts(&self, actor: &Actor) -> Result<Vec<(CountKey, u64)>, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        let units = listed_units(actor, &office);
        Ok(self.store.worklists.standing_counts(self.office_id, &units).await?)
    }

    /// Who is out of a matter (回避) does not even learn that it is there; under seal, nobody does but who may read it.
    async fn may_see(&self, actor: &Actor, office: &Office, listed: &ListedIssue) -> Result<bool, AppError> {
        let matter = listed.row.matter;
        if actor.officer().is_some_and(|officer| office.is_recused(officer, matter)) {
            return Ok(false);
        }
        if !listed.row.sealed {
            return Ok(true);
        }
        Ok(reads(actor, office, &self.load_born(office, matter).await?.matter) == Reading::Words)
    }

    async fn with_subjects(
        &self,
        (actor, office): (&Actor, &Office),
        rows: Vec<ListedIssue>,
    ) -> Result<Vec<Row>, AppError> {
        let read = rows.iter().map(|listed| &listed.row);
        let read = read.filter(|row| reads_listed(actor, office, row.matter, &row.unit));
        let ids: Vec<(MatterId, ContentId)> = read.map(|row| (row.matter, row.subject)).collect();
        let subjects = self.open_listed(&ids).await?;
        let row = |listed: ListedIssue| {
            let subject = subjects.get(&(listed.row.matter, listed.row.subject)).cloned();
            Row { listed, subject, is_provisional: false }
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// A row keeps its last day alone. Whether that stands is asked of the matter, where the published days off end before.
    async fn tell_provisional(&self, office: &Office, rows: &mut [Row]) -> Result<(), AppError> {
        let lands = office.lands();
        let knows = |from, to| lands.iter().all(|land| land.knows(from, to));
        let beyond = |row: &&mut Row| {
            let listed = &row.listed.row;
            listed.due_on.is_some_and(|due_on| !knows(listed.received_on, due_on))
        };
        let beyond: Vec<&mut Row> = rows.iter_mut().filter(beyond).collect();
        if beyond.is_empty() {
            return Ok(());
        }
        let zone = time_zone(office)?;
        let asked: Vec<_> = beyond.iter().map(|row| (Stream::Matter(row.listed.row.matter), 0)).collect();
        let stored = self.store.journal.load_each(self.office_id, &asked).await?;
        for (told, stored) in beyond.into_iter().zip(stored) {
            let matter = fold(told.listed.row.matter, &zone, &stored)?.matter;
            told.is_provisional = row::due(&matter, told.listed.row.issue).is_some_and(|due| due.is_provisional);
        }
        Ok(())
    }

    fn write_cursor(&self, last: &ListedIssue, filter: &WorklistFilter) -> Result<String, AppError> {
        let (due_on, matter, issue) = (last.row.due_on, last.row.matter, last.row.issue);
        let mac = self.cursor_mac(filter, due_on, matter, issue);
        let cursor = serde_json::to_vec(&Cursor { due_on, matter, issue, mac });
        let bytes = cursor.map_err(|error| AppError::Inconsistent(format!("a cursor cannot be written: {error}")))?;
        Ok(huiyin_store::journal::hex(&bytes))
    }

    fn read_cursor(&self, text: &str, filter: &WorklistFilter) -> Result<WorklistAfter, AppError> {
        let wrong = || AppError::from(Invalid::new("cursor", "not-a-cursor"));
        let bytes = huiyin_store::journal::unhex(text).ok_or_else(wrong)?;
        let Cursor { due_on, matter, issue, mac } = serde_json::from_slice(&bytes).map_err(|_| wrong())?;
        if mac != self.cursor_mac(filter, due_on, matter, issue) {
            return Err(wrong());
        }
        Ok(WorklistAfter { due_on, matter, issue })
    }

    fn cursor_mac(&self, filter: &WorklistFilter, due_on: Option<Date>, matter: MatterId, issue: IssueNo) -> String {
        let said = format!("{filter:?}|{due_on:?}|{}|{issue}", matter_owner(matter));
        huiyin_store::journal::hex(&self.keys.token_claim(&said)[..16])
    }
}

/// The units asked for, within those that may be seen (none named: all of them).
fn narrowed(may_see: Vec<UnitCode>, asked: Vec<UnitCode>) -> Result<Vec<UnitCode>, AppError> {
    match (may_see.is_empty(), asked.is_empty()) {
        (true, _) => Ok(asked),
        (false, true) => Ok(may_see),
        (false, false) if asked.iter().all(|unit| may_see.contains(unit)) => Ok(asked),
        (false, false) => Err(AppError::Forbidden),
    }
}
