//! The office's own tables, for who sets it up: the rows of one, a file with many of them, and how it became what it is.

use askama::Template;

use super::Frame;
use crate::Lang;
use crate::form::{Control, Field, Form, ToldFault};

/// What browsers offer to choose from as a table.
const ACCEPT: &str = ".csv,.xlsx";

/// The page of a table.
#[derive(Debug, Template)]
#[template(path = "pages/table.html")]
pub struct TablePage {
    /// What stands around it.
    pub frame: Frame,
    /// What was sent, and what is wrong with it.
    pub form: Form,
    /// Which table, as addresses name it.
    pub table: &'static str,
    /// All tables: address, name.
    pub tables: Vec<(&'static str, String)>,
    /// What is looked for in the rows.
    pub find: String,
    /// Its columns.
    pub heads: Vec<String>,
    /// The rows of this page.
    pub rows: Vec<TableRow>,
    /// How many rows there are, in a sentence.
    pub count: String,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
    /// What was just done, in a sentence.
    pub done: Option<String>,
    /// What is wrong with a file, row by row.
    pub faults: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its cells, in words.
    pub cells: Vec<String>,
    /// Where it is changed.
    pub href: String,
    /// It does not hold today.
    pub rests: bool,
}

impl TablePage {
    fn title(&self) -> &str {
        self.tables.iter().find(|(table, _)| *table == self.table).map_or("", |(_, name)| name)
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, [&self.file()])
    }

    fn file(&self) -> Field {
        let control = Control::File { accept: ACCEPT };
        let label = self.frame.t("table-file");
        Field::called(&self.frame.say, &self.form, "files", label, control).hinted(self.frame.t("table-file-hint"))
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let text = |text: &str| text.to_owned();
        let row = TableRow { cells: vec![text("xfj"), text("<name>")], href: text("/desk"), rests: true };
        Self {
            frame: Frame::sample(lang),
            form: Form::default(),
            table: "units",
            tables: vec![("posts", text("<table>")), ("duties", text("<table>"))],
            find: text("<find>"),
            heads: vec![text("<label>"), text("<label>")],
            rows: vec![row],
            count: text("<count>"),
            next: Some(text("/desk/office/units?after=100")),
            done: Some(text("<done>")),
            faults: vec![text("<fault>")],
        }
    }
}

/// The page that tells how a table changed.
#[derive(Debug, Template)]
#[template(path = "pages/table_history.html")]
pub struct TableHistoryPage {
    /// What stands around it.
    pub frame: Frame,
    /// The table's name.
    pub title: String,
    /// Which table, as addresses name it.
    pub table: &'static str,
    /// What changed, newest first.
    pub changes: Vec<ChangeLine>,
}

/// A change of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// When and by whom.
    pub when: String,
    /// What changed, a sentence for each row.
    pub rows: Vec<String>,
}

impl TableHistoryPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let line = ChangeLine { when: "<day>".to_owned(), rows: vec!["<row>".to_owned()] };
        Self { frame: Frame::sample(lang), title: "<table>".to_owned(), table: "units", changes: vec![line] }
    }
}
