//! The tables, as data: what a backup carries, what both migration trees are held against, what inserts are made of.
//!
//! Times are microseconds of UTC, days are ISO text, ids are their 16 bytes, streams and codes are text, yes and no are
//! 1 and 0. The key stands first in every table and begins with `office_id`. To add a table: a constant here, its line
//! in [`TABLES`], a migration in each driver.

use jiff::civil::Date;

/// A stored value, owned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number; also times, and yes and no.
    Int(i64),
    /// Text; also days and codes.
    Text(String),
    /// Bytes; also ids.
    Bytes(Vec<u8>),
}

/// A value on its way into a table, borrowed from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// An id, held here because ids hand out their bytes by value.
    Id([u8; 16]),
    /// A day, written as ISO text.
    Day(Date),
}

impl Value {
    /// The same, borrowed.
    pub fn as_cell(&self) -> Cell<'_> {
        match self {
            Self::Null => Cell::Null,
            Self::Int(number) => Cell::Int(*number),
            Self::Text(text) => Cell::Text(text),
            Self::Bytes(bytes) => Cell::Bytes(bytes),
        }
    }
}

impl Cell<'_> {
    /// The same, owned.
    pub fn to_value(&self) -> Value {
        match *self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(number),
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) => bytes.to_vec().into(),
            Self::Id(id) => id.into(),
            Self::Day(day) => day.into(),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<[u8; 16]> for Value {
    fn from(id: [u8; 16]) -> Self {
        Self::Bytes(id.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// 64-bit whole numbers.
    Int,
    /// Text, sorted by its bytes.
    Text,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// It may hold nothing.
    pub nullable: bool,
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns; those of the key stand first.
    pub columns: &'static [Column],
    /// How many columns the key has.
    pub key_len: usize,
}

impl Table {
    /// The columns of the key.
    pub fn key(&self) -> &'static [Column] {
        &self.columns[..self.key_len]
    }

    /// The names of some columns as a list for SQL.
    pub fn names(columns: &[Column]) -> String {
        columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }
}

const fn int(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Int, nullable: false }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Text, nullable: false }
}

const fn bytes(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Bytes, nullable: false }
}

const fn or_null(column: Column) -> Column {
    Column { nullable: true, ..column }
}

const fn table(name: &'static str, key_len: usize, columns: &'static [Column]) -> Table {
    Table { name, columns, key_len }
}

/// How far each stream has come, and how much of it has leaves.
pub static HEADS: Table = table(
    "heads",
    2,
    &[int("office_id"), text("stream"), int("seq"), bytes("hash"), int("recorded_at"), int("leaved_seq")],
);

/// All entries. Only ever added to.
pub static JOURNAL: Table =
    table("journal", 3, &[int("office_id"), text("stream"), int("seq"), bytes("header"), bytes("body"), bytes("hash")]);

/// Numbers given, each with the entry that took it. Only ever added to.
pub static NUMBERS: Table = table(
    "numbers",
    5,
    &[int("office_id"), text("registry"), text("class"), int("year"), int("n"), text("stream"), int("seq")],
);

/// The last number of each series.
pub static SERIES: Table =
    table("series", 4, &[int("office_id"), text("registry"), text("class"), int("year"), int("last")]);

/// Sealed words.
pub static CONTENTS: Table =
    table("contents", 3, &[int("office_id"), bytes("matter_id"), bytes("content_id"), bytes("sealed")]);

/// Sealed identities.
pub static ENVELOPES: Table =
    table("envelopes", 3, &[int("office_id"), bytes("matter_id"), bytes("envelope_id"), bytes("sealed")]);

/// Wrapped keys and other secrets that may be replaced.
pub static KEYS: Table = table("keys", 2, &[int("office_id"), text("owner"), bytes("wrapped")]);

/// Unique claims.
pub static CLAIMS: Table =
    table("claims", 3, &[int("office_id"), text("kind"), bytes("key"), bytes("value"), or_null(int("expires_at"))]);

/// The worklist row of each issue. Derived.
pub static ISSUE_ROWS: Table = table(
    "issue_rows",
    3,
    &[
        int("office_id"),
        bytes("matter_id"),
        int("issue_no"),
        text("unit"),
        text("stage"),
        text("due_on"),
        or_null(text("due_step")),
        text("received_on"),
        text("channel"),
        or_null(text("kind")),
        or_null(text("class")),
        or_null(text("place")),
        int("sealed"),
        bytes("subject"),
        int("ended"),
        or_null(text("ended_on")),
        int("seq"),
        or_null(text("officer")),
    ],
);

/// Standing counts. Derived.
pub static ISSUE_COUNTS: Table =
    table("issue_counts", 4, &[int("office_id"), text("unit"), text("stage"), text("due_on"), int("n")]);

/// The ledger of figures. Derived; lines are only ever added, and marked once they are in the sums.
pub static FIGURES: Table = table(
    "figures",
    4,
    &[
        int("office_id"),
        bytes("matter_id"),
        int("seq"),
        int("line"),
        text("figure"),
        text("occurred_on"),
        text("recorded_on"),
        text("unit"),
        text("channel"),
        or_null(text("class")),
        or_null(text("kind")),
        or_null(int("issue_no")),
        int("n"),
        int("folded"),
    ],
);

/// Daily sums of the ledger, cut by one dimension each. Derived.
pub static FIGURE_DAYS: Table = table("figure_days", 6, &SUM_COLUMNS);

/// The same by month: both days are the first of theirs. Derived.
pub static FIGURE_MONTHS: Table = table("figure_months", 6, &SUM_COLUMNS);

const SUM_COLUMNS: [Column; 7] =
    [int("office_id"), text("cut"), text("occurred_on"), text("figure"), text("value"), text("recorded_on"), int("n")];

/// Work to be done.
pub static JOBS: Table = table(
    "jobs",
    3,
    &[
        int("office_id"),
        text("kind"),
        text("key"),
        bytes("payload"),
        int("run_at"),
        int("claimed_until"),
        int("attempts"),
        int("queued"),
        int("taken"),
    ],
);

/// Leaves of the tree that checkpoints sign. Only ever added to.
pub static LEAVES: Table =
    table("leaves", 2, &[int("office_id"), int("position"), text("stream"), int("seq"), bytes("hash")]);

/// Who may do what only one may do.
pub static LEASES: Table = table("leases", 2, &[int("office_id"), text("name"), text("holder"), int("held_until")]);

/// Texts whose terms were noted and not yet packed. Derived.
pub static SEARCH_TEXTS: Table =
    table("search_texts", 3, &[int("office_id"), bytes("matter_id"), bytes("content_id"), bytes("terms")]);

/// Segments of the index of words; one of no texts is being made, or waits to be swept. Derived.
pub static SEARCH_SEGMENTS: Table =
    table("search_segments", 2, &[int("office_id"), int("segment"), int("texts"), bytes("oldest"), bytes("newest")]);

/// The texts of a segment, by their numbers, some in each row. Derived.
pub static SEARCH_MEMBERS: Table =
    table("search_members", 3, &[int("office_id"), int("segment"), int("place"), bytes("members")]);

/// The lists of a segment, by the bucket of their terms. Derived.
pub static SEARCH_LISTS: Table =
    table("search_lists", 3, &[int("office_id"), int("segment"), int("bucket"), bytes("packed")]);

/// The topic of each matter, by its words and as people put it; one of no topic waits to be read. Derived.
pub static TOPIC_MATTERS: Table = table(
    "topic_matters",
    2,
    &[int("office_id"), bytes("matter_id"), text("received_on"), or_null(bytes("begun")), or_null(bytes("topic"))],
);

/// The last day on which a topic began to grow past its history. Derived.
pub static TOPIC_WARNINGS: Table = table("topic_warnings", 2, &[int("office_id"), bytes("topic"), text("warned_on")]);

/// All tables, in the order in which a backup carries them.
pub static TABLES: [&Table; 22] = [
    &HEADS,
    &JOURNAL,
    &NUMBERS,
    &SERIES,
    &CONTENTS,
    &ENVELOPES,
    &KEYS,
    &CLAIMS,
    &ISSUE_ROWS,
    &ISSUE_COUNTS,
    &FIGURES,
    &FIGURE_DAYS,
    &FIGURE_MONTHS,
    &JOBS,
    &LEAVES,
    &LEASES,
    &SEARCH_TEXTS,
    &SEARCH_SEGMENTS,
    &SEARCH_MEMBERS,
    &SEARCH_LISTS,
    &TOPIC_MATTERS,
    &TOPIC_WARNINGS,
];

/// The tables made from the journal, which a rebuild empties and fills again.
pub static VIEWS: [&Table; 5] = [&ISSUE_ROWS, &ISSUE_COUNTS, &FIGURES, &FIGURE_DAYS, &FIGURE_MONTHS];

/// The tables of the index of words, made from the texts.
pub static SEARCH: [&Table; 4] = [&SEARCH_TEXTS, &SEARCH_SEGMENTS, &SEARCH_MEMBERS, &SEARCH_LISTS];

/// The tables of topics, made from the texts and from what people decided about topics.
pub static TOPICS: [&Table; 2] = [&TOPIC_MATTERS, &TOPIC_WARNINGS];

/// What stands for no due day: sorts after every day, and may stand in a key as nothing may not.
pub const NO_DAY: &str = "~";

/// What an insert does where the key is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// It fails.
    Insert,
    /// Nothing happens.
    Keep,
    /// These columns take the new values.
    Replace(&'static [&'static str]),
    /// `n` grows by the new one.
    Add,
    /// The job is queued once more: earlier where the new one is, with the new payload.
    Requeue,
}

impl How {
    /// What follows `INSERT … VALUES …` in SQL of both databases.
    pub fn on_conflict(self, table: &Table) -> String {
        let key = Table::names(table.key());
        let name = table.name;
        match self {
            Self::Insert => String::new(),
            Self::Keep => format!(" ON CONFLICT ({key}) DO NOTHING"),
            Self::Replace(columns) => {
                let set: Vec<_> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
                format!(" ON CONFLICT ({key}) DO UPDATE SET {}", set.join(", "))
            }
            Self::Add => format!(" ON CONFLICT ({key}) DO UPDATE SET n = {name}.n + excluded.n"),
            Self::Requeue => format!(
                " ON CONFLICT ({key}) DO UPDATE SET queued = {name}.queued + 1, payload = excluded.payload, \
                 run_at = CASE WHEN excluded.run_at < {name}.run_at THEN excluded.run_at ELSE {name}.run_at END"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_begins_with_the_office_and_holds_no_null() {
        for table in TABLES {
            assert_eq!(table.columns[0].name, "office_id", "{}", table.name);
            assert!(table.key().iter().all(|column| !column.nullable), "{}", table.name);
            assert!(table.key_len < table.columns.len(), "{}", table.name);
        }
    }

    #[test]
    fn no_day_sorts_after_every_day() {
        assert!(Date::MAX.to_string().as_str() < NO_DAY);
    }
}
