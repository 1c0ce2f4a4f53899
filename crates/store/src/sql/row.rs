//! A row of a result, read from left to right; what does not read is an inconsistency with its place.

use std::str::FromStr;

use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::office::series::{Number, Series};
use jiff::civil::Date;

use crate::error::StoreError;
use crate::schema::{NO_DAY, Value};
use crate::series::class_of;

/// A row of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// Starts reading; `table` is named in errors.
    pub(super) fn read(self, table: &'static str) -> Reader {
        Reader { table, values: self.0, at: 0 }
    }
}

/// Reads a row, one column after the other. Bytes are taken out, texts and numbers stay to name the row in errors.
pub(super) struct Reader {
    table: &'static str,
    values: Vec<Value>,
    at: usize,
}

impl Reader {
    fn next(&mut self) -> &mut Value {
        if self.at == self.values.len() {
            self.values.push(Value::Null); // a column that is not there reads as one that must not be empty
        }
        self.at += 1;
        &mut self.values[self.at - 1]
    }

    /// The row says something that was never written.
    pub fn wrong(&self, column: &'static str, why: impl Into<String>) -> StoreError {
        let named: Vec<_> = self
            .values
            .iter()
            .filter_map(|value| match value {
                Value::Int(number) => Some(number.to_string()),
                Value::Text(text) => Some(text.clone()),
                Value::Bytes(bytes) => bytes.as_slice().try_into().ok().map(|id| MatterId::from_bytes(id).to_string()),
                Value::Null => None,
            })
            .collect();
        StoreError::Inconsistent { table: self.table, column, row: named.join(" "), why: why.into() }
    }

    pub fn int(&mut self, column: &'static str) -> Result<i64, StoreError> {
        match *self.next() {
            Value::Int(number) => Ok(number),
            _ => Err(self.wrong(column, "no number")),
        }
    }

    /// A number that fits a narrower type.
    pub fn number<T: TryFrom<i64>>(&mut self, column: &'static str) -> Result<T, StoreError> {
        let number = self.int(column)?;
        T::try_from(number).map_err(|_| self.wrong(column, "out of range"))
    }

    pub fn bytes(&mut self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        match self.next() {
            Value::Bytes(bytes) => Ok(std::mem::take(bytes)),
            _ => Err(self.wrong(column, "no bytes")),
        }
    }

    /// Bytes of a fixed length: ids, hashes.
    pub fn array<const LEN: usize>(&mut self, column: &'static str) -> Result<[u8; LEN], StoreError> {
        match self.next() {
            Value::Bytes(bytes) => match bytes.as_slice().try_into() {
                Ok(array) => Ok(array),
                Err(_) => Err(self.wrong(column, format!("not {LEN} bytes"))),
            },
            _ => Err(self.wrong(column, "no bytes")),
        }
    }

    pub fn text(&mut self, column: &'static str) -> Result<String, StoreError> {
        match self.next() {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(self.wrong(column, "no text")),
        }
    }

    /// A code that may be missing.
    pub fn code_or_none<T: FromStr>(&mut self, column: &'static str) -> Result<Option<T>, StoreError> {
        let read = match self.next() {
            Value::Null => return Ok(None),
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        read.map(Some).ok_or_else(|| self.wrong(column, "not in the list of codes"))
    }

    /// A code, a stream, a day: whatever reads from text.
    pub fn code<T: FromStr>(&mut self, column: &'static str) -> Result<T, StoreError> {
        self.code_or_none(column)?.ok_or_else(|| self.wrong(column, "missing"))
    }

    /// A due day; [`NO_DAY`] is none.
    pub fn due_day(&mut self, column: &'static str) -> Result<Option<Date>, StoreError> {
        let text = self.text(column)?;
        if text == NO_DAY {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.wrong(column, "no day"))
    }

    pub fn flag(&mut self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// An issue that may be missing.
    pub fn issue_or_none(&mut self, column: &'static str) -> Result<Option<IssueNo>, StoreError> {
        let number = match *self.next() {
            Value::Null => return Ok(None),
            Value::Int(number) => u32::try_from(number).ok(),
            _ => None,
        };
        number.map(|number| Some(IssueNo(number))).ok_or_else(|| self.wrong(column, "no number of an issue"))
    }

    /// Registry, class, year and n.
    pub fn series_number(&mut self) -> Result<Number, StoreError> {
        let registry = self.code("registry")?;
        let class = class_of(&self.text("class")?).ok_or_else(|| self.wrong("class", "not in the list of codes"))?;
        let year = self.number("year")?;
        Ok(Number { series: Series { registry, class, year }, n: self.number("n")? })
    }
}
