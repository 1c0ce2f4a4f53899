//! A table of texts, row by row: CSV in UTF-8 or GB18030, or XLSX. Which columns are read is named by whoever asks; a text
//! column that the file lacks is empty, so that files of several kinds can be read together.

use std::path::Path;

use super::{ReadingError, encoding, no_column};
use crate::import::ImportError;
use crate::import::read::{Row, Rows};

/// The column of ids.
const ID: &str = "id";
/// The column that near copies share, where a file has one.
const GROUP: &str = "group";
/// What a row whose bytes are not in its file's encoding is read as all the same: with a sign for what was lost.
const READ_ANYWAY: [&str; 2] = ["not-utf-8", "not-gb18030"];

/// Which columns are read.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// Of the texts: where there are several the first is the subject line, the others are the text below it.
    pub texts: &'a [String],
    /// Of what was decided, where that is asked for.
    pub label: Option<&'a str>,
    /// A file without ids is refused.
    pub needs_id: bool,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextRow {
    /// As the file has it; empty where it has none.
    pub id: String,
    /// The first text column, where there are several.
    pub subject: String,
    /// The others, or the only one.
    pub body: String,
    /// What was decided, as one line; empty where nothing was.
    pub label: String,
    /// What near copies share; empty where the file does not say.
    pub group: String,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A row.
    Row(TextRow),
    /// Something that cannot be told apart into fields.
    LeftOut {
        /// The line, from 1.
        line: u64,
        /// Why, as a code.
        why: &'static str,
    },
}

/// A table opened to be read.
pub struct TextFile {
    rows: Rows,
    id: Option<usize>,
    texts: Vec<Option<usize>>,
    label: Option<usize>,
    group: Option<usize>,
}

impl TextFile {
    /// Opens a table; refused where it has none of the text columns, or not the label or id asked for.
    pub fn open(file: &Path, columns: &Columns<'_>) -> Result<Self, ReadingError> {
        let encoding = encoding::of(file).map_err(|error| unreadable(file, &error))?;
        let rows = Rows::texts(file, encoding)?;
        let place = |name: &str| rows.columns.iter().position(|column| column == name);
        let texts: Vec<Option<usize>> = columns.texts.iter().map(|name| place(name)).collect();
        if texts.iter().all(Option::is_none) {
            return Err(no_column(file, columns.texts.join(" or "), &rows.columns));
        }
        let needed = columns.label.into_iter().chain(columns.needs_id.then_some(ID));
        if let Some(missing) = needed.into_iter().find(|name| place(name).is_none()) {
            return Err(no_column(file, missing.to_owned(), &rows.columns));
        }
        let (id, group, label) = (place(ID), place(GROUP), columns.label.and_then(place));
        Ok(Self { rows, id, texts, label, group })
    }

    /// It has the first of the text columns, which the most telling should be.
    pub fn has_first(&self) -> bool {
        self.texts.first().is_some_and(Option::is_some)
    }

    /// It says which rows are near copies.
    pub const fn has_groups(&self) -> bool {
        self.group.is_some()
    }

    fn row(&self, fields: &[String]) -> TextRow {
        let field = |at: Option<usize>| at.and_then(|at| fields.get(at)).map_or("", String::as_str);
        let texts: Vec<&str> = self.texts.iter().map(|at| field(*at)).collect();
        let (subject, rest) = match texts.as_slice() {
            [only] => ("", vec![*only]),
            [first, rest @ ..] => (*first, rest.to_vec()),
            [] => ("", Vec::new()),
        };
        let filled: Vec<&str> = rest.into_iter().filter(|text| !text.is_empty()).collect();
        TextRow {
            id: field(self.id).to_owned(),
            subject: subject.to_owned(),
            body: filled.join("\n"),
            label: field(self.label).split_whitespace().collect::<Vec<_>>().join(" "),
            group: field(self.group).to_owned(),
        }
    }

    fn line(&self, row: &Row) -> Line {
        match row.broken.filter(|why| !READ_ANYWAY.contains(why)) {
            Some(why) => Line::LeftOut { line: row.line, why },
            None => Line::Row(self.row(&row.fields)),
        }
    }
}

impl Iterator for TextFile {
    type Item = Result<Line, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(row.map(|row| self.line(&row)))
    }
}

fn unreadable(file: &Path, error: &std::io::Error) -> ReadingError {
    ImportError::File(format!("{} cannot be read: {error}", file.display())).into()
}
