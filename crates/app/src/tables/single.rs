//! One row of a table, added or changed: held against the whole table as it would be with it, as a file is.

use huiyin_domain::office::{Actor, Office};

use super::line::{Fault, Line};
use super::{OfficeTable, TABLE_ROWS_MAX};
use crate::App;
use crate::desk::Bound;
use crate::error::{AppError, Invalid};
use crate::import::read::Row;

impl App {
    /// Puts a row in the place of one as it was read, or adds it where there is none to replace.
    ///
    /// # Errors
    /// Invalid, by column; [`AppError::Conflict`] where the row to replace is no longer as it was read; refused where the
    /// actor may not.
    pub async fn set_row(
        &self,
        table: OfficeTable,
        was: Option<&[String]>,
        now: Vec<String>,
        actor: &Actor,
    ) -> Result<(), AppError> {
        let office = self.reload_office().await?;
        let (rows, at) = with_row(table, &office, was, now)?;
        let columns: Vec<String> = table.columns().iter().map(|&column| column.to_owned()).collect();
        let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::new(&columns, row)).collect();
        let (events, faults) = table.changes(&office, &lines);
        let about = |fault: &&Fault| fault.line == at;
        // Where no fault is its own, the others are: a row below one that ends, say.
        let own = faults.iter().find(about).or_else(|| faults.first());
        match own {
            Some(fault) => Err(invalid(fault).into()),
            None if events.is_empty() => Ok(()),
            None => self.change_office(&office, &events, actor).await,
        }
    }
}

/// The table with the row, and its line. A row that replaces none stands last, so that it is the one said twice.
fn with_row(
    table: OfficeTable,
    office: &Office,
    was: Option<&[String]>,
    now: Vec<String>,
) -> Result<(Vec<Row>, u64), AppError> {
    let (_, mut rows) = table.written(office);
    let at = match was {
        Some(was) => rows.iter().position(|row| row == was).ok_or(AppError::Conflict)?,
        None if rows.len() >= TABLE_ROWS_MAX => return Err(Invalid::new("code", "table-full").into()),
        None => rows.len(),
    };
    match rows.get_mut(at) {
        Some(row) => *row = now,
        None => rows.push(now),
    }
    let numbered = rows.into_iter().zip(1..).map(|(fields, line)| Row { line, fields, broken: None });
    Ok((numbered.collect(), at as u64 + 1))
}

fn invalid(fault: &Fault) -> Invalid {
    match fault.reason {
        "too-long" => Invalid::bound(fault.column, "too-long", Bound::Subject.chars_max() as u64),
        reason => Invalid::new(fault.column, reason),
    }
}
