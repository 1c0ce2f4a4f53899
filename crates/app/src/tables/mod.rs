//! The office's own tables as files: units, places, officers, posts, duties, the alternate receiver, one CSV or XLSX each, with
//! from-to dates.
//!
//! A file is checked whole before anything is written: rows refer to one another, so either all of them hold or none does,
//! and every bad row is named with line, column and reason. What a row says already is no change; each change is one entry
//! of the stream `office` (the duty catalogue, which holds as a whole, is one). A row that is missing takes nothing away:
//! a unit or a post ends by its day.
//!
//! To add a table: its line in [`OfficeTable`], its columns, its reading and its writing in a file of its own.

mod change;
mod duties;
mod history;
mod line;
mod officers;
mod places;
mod receiver;
mod single;
mod units;

use std::io::Cursor;
use std::path::Path;

use huiyin_domain::office::{Actor, Office, OfficeEvent};
use serde::Serialize;

pub use history::TableChange;
pub use line::Fault;

use crate::App;
use crate::error::AppError;
use crate::import::ImportError;
use crate::import::read::Rows;
use line::Line;

/// Most rows of a table: every village and unit of a province, with room.
pub const TABLE_ROWS_MAX: usize = 50_000;

huiyin_domain::codes! {
    /// A table of the office.
    OfficeTable {
        /// Units.
        Units => "units",
        /// Places of the division tree.
        Places => "places",
        /// Officers.
        Officers => "officers",
        /// Who holds which post, from when to when.
        Posts => "posts",
        /// The duty catalogue, whole.
        Duties => "duties",
        /// Who receives what is about this office itself.
        Receiver => "receiver",
    }
}

/// A table as it is written: column names, then rows of as many fields.
pub type Written = (&'static [&'static str], Vec<Vec<String>>);

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableReport {
    /// Rows of the file, its header not counted.
    pub rows: usize,
    /// Entries written, or that would be.
    pub changes: usize,
    /// Rows that cannot hold; where there is one, nothing is written.
    pub faults: Vec<Fault>,
}

impl OfficeTable {
    /// Its columns, in the order in which they are written. A file may leave out those that may be empty.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Units => units::COLUMNS,
            Self::Places => places::COLUMNS,
            Self::Officers => officers::COLUMNS,
            Self::Posts => officers::POST_COLUMNS,
            Self::Duties => duties::COLUMNS,
            Self::Receiver => receiver::COLUMNS,
        }
    }

    /// The table as the office has it.
    pub fn written(self, office: &Office) -> Written {
        let rows = match self {
            Self::Units => office.units().map(units::row).collect(),
            Self::Places => office.places().map(places::row).collect(),
            Self::Officers => office.officers().map(officers::row).collect(),
            Self::Posts => office.officers().flat_map(officers::post_rows).collect(),
            Self::Duties => office.duties().iter().map(duties::row).collect(),
            Self::Receiver => office.alternate_receiver.iter().map(receiver::row).collect(),
        };
        (self.columns(), rows)
    }

    /// What the lines would change, and what is wrong with them.
    fn changes(self, office: &Office, lines: &[Line<'_>]) -> (Vec<OfficeEvent>, Vec<Fault>) {
        match self {
            Self::Units => change::each(office, lines, units::read, units::holds),
            Self::Places => change::each(office, lines, places::read, places::holds),
            Self::Officers => change::each(office, lines, |line| officers::read(line, office), |_, _| Ok(())),
            Self::Posts => officers::change_posts(office, lines),
            Self::Duties => duties::change(office, lines),
            Self::Receiver => receiver::change(office, lines),
        }
    }
}

impl App {
    /// Holds a file against a table of the office and, unless it is a trial or a row is wrong, writes what it changes.
    ///
    /// # Errors
    /// The file cannot be read, or has columns the table does not have, or too many rows.
    pub async fn import_table(
        &self,
        table: OfficeTable,
        path: &Path,
        dry_run: bool,
        actor: &Actor,
    ) -> Result<TableReport, ImportError> {
        self.set_rows(table, Rows::table(path)?, dry_run, actor).await
    }

    /// The same with a file that came from a page: its name tells whether it is XLSX.
    ///
    /// # Errors
    /// As [`App::import_table`].
    pub async fn import_sent_table(
        &self,
        table: OfficeTable,
        (name, bytes): (&str, Vec<u8>),
        dry_run: bool,
        actor: &Actor,
    ) -> Result<TableReport, ImportError> {
        self.set_rows(table, Rows::table_of(name, Box::new(Cursor::new(bytes)))?, dry_run, actor).await
    }

    async fn set_rows(
        &self,
        table: OfficeTable,
        rows: Rows,
        dry_run: bool,
        actor: &Actor,
    ) -> Result<TableReport, ImportError> {
        let columns = rows.columns.clone();
        check_columns(table, &columns)?;
        let rows = rows.take(TABLE_ROWS_MAX + 1).collect::<Result<Vec<_>, _>>()?;
        if rows.len() > TABLE_ROWS_MAX {
            return Err(ImportError::File(format!("the file has more than {TABLE_ROWS_MAX} rows")));
        }
        let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::new(&columns, row)).collect();
        let office = self.reload_office().await?;
        let (events, faults) = table.changes(&office, &lines);
        if faults.is_empty() && !dry_run && !events.is_empty() {
            self.change_office(&office, &events, actor).await?;
        }
        Ok(TableReport { rows: rows.len(), changes: events.len(), faults })
    }

    /// A table of the office, as [`App::import_table`] reads it.
    pub async fn export_table(&self, table: OfficeTable) -> Result<Written, AppError> {
        Ok(table.written(&*self.reload_office().await?))
    }
}

fn check_columns(table: OfficeTable, columns: &[String]) -> Result<(), ImportError> {
    match columns.iter().find(|column| !table.columns().contains(&column.as_str())) {
        Some(unknown) => Err(ImportError::File(format!(
            "the table {table} has no column {unknown:?}; its columns are: {}",
            table.columns().join(", ")
        ))),
        None => Ok(()),
    }
}
