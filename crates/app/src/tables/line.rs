//! One row of a table: its fields by column, each read as what it must be, and what is wrong where it is not.

use std::str::FromStr;

use huiyin_domain::office::Span;
use jiff::civil::Date;
use serde::Serialize;

use crate::desk::Bound;
use crate::import::read::Row;

/// Why a row cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Its line in the file; the header is line 1.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// Why, as a code.
    pub reason: &'static str,
}

/// A row under its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    columns: &'a [String],
    row: &'a Row,
}

impl<'a> Line<'a> {
    pub const fn new(columns: &'a [String], row: &'a Row) -> Self {
        Self { columns, row }
    }

    /// A fault of this row.
    pub const fn fault(&self, column: &'static str, reason: &'static str) -> Fault {
        Fault { line: self.row.line, column, reason }
    }

    /// The row could be read at all.
    pub fn is_whole(&self, first: &'static str) -> Result<(), Fault> {
        self.row.broken.map_or(Ok(()), |why| Err(self.fault(first, why)))
    }

    /// The text under a column; none where it is empty or the file has no such column.
    pub fn text(&self, column: &'static str) -> Option<&'a str> {
        let at = self.columns.iter().position(|known| known == column)?;
        self.row.fields.get(at).map(|field| field.trim()).filter(|field| !field.is_empty())
    }

    /// A name: within the bound of a subject line, without control characters; none where it is empty.
    pub fn name(&self, column: &'static str) -> Result<Option<String>, Fault> {
        let Some(name) = self.text(column) else { return Ok(None) };
        match name.chars().count() > Bound::Subject.chars_max() {
            true => Err(self.fault(column, "too-long")),
            false if name.chars().any(char::is_control) => Err(self.fault(column, "control-character")),
            false => Ok(Some(name.to_owned())),
        }
    }

    /// A name that must be there.
    pub fn needed_name(&self, column: &'static str) -> Result<String, Fault> {
        self.name(column)?.ok_or_else(|| self.fault(column, "empty"))
    }

    /// A code, of a unit or whatever it is; none where it is empty.
    pub fn code<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, Fault> {
        self.text(column).map(str::parse).transpose().map_err(|_| self.fault(column, "not-a-code"))
    }

    /// A code that must be there.
    pub fn needed<T: FromStr>(&self, column: &'static str) -> Result<T, Fault> {
        self.code(column)?.ok_or_else(|| self.fault(column, "empty"))
    }

    /// The days from and to which the row holds. A spreadsheet's own dates bring an hour with them.
    pub fn span(&self) -> Result<Span, Fault> {
        let span = Span { from: self.day("from")?, to: self.day("to")? };
        let backwards = span.from.zip(span.to).is_some_and(|(from, to)| to < from);
        if backwards { Err(self.fault("to", "ends-before-it-begins")) } else { Ok(span) }
    }

    fn day(&self, column: &'static str) -> Result<Option<Date>, Fault> {
        let day = |text: &str| text.split('T').next().unwrap_or(text).parse::<Date>();
        self.text(column).map(day).transpose().map_err(|_| self.fault(column, "not-a-day"))
    }
}

/// A day as it is written; nothing where there is none.
pub(super) fn day_written(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A code or name as it is written; nothing where there is none.
pub(super) fn written<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(String::new, T::to_string)
}
