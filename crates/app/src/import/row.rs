//! One row, checked by itself: its number, its days in their lawful order, its words within their bounds.

use huiyin_domain::intake::Channel;
use jiff::civil::{Date, DateTime};

use super::map::Map;
use crate::desk::{Bound, check_text};

/// A row that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The source's number.
    pub number: String,
    /// The day of receipt.
    pub received_on: Date,
    /// By which channel.
    pub channel: Channel,
    /// Subject line, cut where the source's is longer than ours may be.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The answer and its day.
    pub answer: Option<(String, Date)>,
    /// The source's own due day.
    pub due_on: Option<Date>,
}

/// Where the columns of a map stand in a file.
#[derive(Debug, Clone)]
pub struct Places {
    map: Map,
    columns: Vec<String>,
}

impl Places {
    /// The places for a file of these columns.
    pub const fn new(map: Map, columns: Vec<String>) -> Self {
        Self { map, columns }
    }

    /// The columns of the file.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn field<'r>(&self, row: &'r [String], column: &str) -> &'r str {
        let at = self.columns.iter().position(|known| known == column);
        at.and_then(|at| row.get(at)).map_or("", |field| field.trim())
    }

    fn joined(&self, row: &[String], columns: &[String]) -> String {
        let fields = columns.iter().map(|column| self.field(row, column)).filter(|field| !field.is_empty());
        fields.collect::<Vec<_>>().join("\n").chars().map(printable).collect()
    }

    /// The source's number of a row, for the claim and for the rejects.
    pub fn number<'r>(&self, row: &'r [String]) -> &'r str {
        self.field(row, &self.map.columns.number)
    }

    /// The row, or the code of why it cannot be taken in.
    pub fn entry(&self, row: &[String]) -> Result<Entry, &'static str> {
        let columns = &self.map.columns;
        let number = self.number(row);
        if number.is_empty() {
            return Err("no-number");
        }
        if self.is_left_out(row) {
            return Err("left-out");
        }
        let received_on = self.day(row, &columns.received)?.ok_or("no-received-day")?;
        let answered_on = columns.answered.as_ref().map_or(Ok(None), |column| self.day(row, column))?;
        if answered_on.is_some_and(|answered_on| answered_on < received_on) {
            return Err("answered-before-received");
        }
        if answered_on.is_none() && !self.map.take_open {
            return Err("no-answer");
        }
        let subject = self.joined(row, &columns.subject).replace(['\n', '\r'], " ");
        let text = self.joined(row, &columns.text);
        let text = if text.is_empty() { subject.clone() } else { text };
        check_text("text", &text, Bound::Text).map_err(|invalid| invalid.code)?;
        let answer = self.joined(row, &columns.answer);
        Ok(Entry {
            number: number.to_owned(),
            received_on,
            channel: self.channel(row),
            subject: cut(if subject.is_empty() { &text } else { &subject }),
            text,
            answer: answered_on.map(|on| (if answer.is_empty() { "—".to_owned() } else { answer }, on)),
            due_on: self.due(row, received_on)?,
        })
    }

    fn is_left_out(&self, row: &[String]) -> bool {
        self.map.leave_out.iter().any(|(column, words)| {
            let field = self.field(row, column);
            words.iter().any(|word| word == field || (word == "*" && !field.is_empty()))
        })
    }

    fn channel(&self, row: &[String]) -> Channel {
        let said = self.map.columns.channel.as_ref().map(|column| self.field(row, column));
        said.and_then(|said| self.map.channels.get(said)).copied().unwrap_or(self.map.channel)
    }

    /// A due day before the day of receipt is the source's slip, and tells nothing.
    fn due(&self, row: &[String], received_on: Date) -> Result<Option<Date>, &'static str> {
        let Some(column) = &self.map.columns.due else { return Ok(None) };
        Ok(self.day(row, column)?.filter(|due_on| *due_on >= received_on))
    }

    fn day(&self, row: &[String], column: &str) -> Result<Option<Date>, &'static str> {
        let field = self.field(row, column);
        if field.is_empty() {
            return Ok(None);
        }
        let time = DateTime::strptime(&self.map.dates, field).map(DateTime::date);
        let day = time.or_else(|_| Date::strptime(&self.map.dates, field)).or_else(|_| field.parse::<Date>());
        day.map(Some).map_err(|_| "not-a-day")
    }
}

/// Control characters are what a wrong conversion left behind; the sign for that stands in their place.
fn printable(c: char) -> char {
    if c.is_control() && !matches!(c, '\n' | '\r' | '\t') { char::REPLACEMENT_CHARACTER } else { c }
}

/// The first characters of a line that may be longer than a subject line.
fn cut(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).take(Bound::Subject.chars_max()).collect()
}
