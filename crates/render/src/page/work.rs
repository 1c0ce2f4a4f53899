//! The worklist: what must be done, ordered by the next clock. Filters are links, counts are links; no name of a person.

use askama::Template;

use super::Frame;
use crate::lang::Lang;

/// The page behind `/desk`.
#[derive(Debug, Template)]
#[template(path = "pages/work.html")]
pub struct WorkPage {
    /// What stands around it.
    pub frame: Frame,
    /// The standing filters.
    pub filters: Vec<Filter>,
    /// The rows.
    pub rows: Vec<WorkLine>,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
    /// What was looked for and not found.
    pub missed: bool,
}

/// A standing filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What it shows, in words.
    pub label: String,
    /// How many there are.
    pub count: u64,
    /// Where it leads.
    pub href: String,
    /// It is the one that is seen.
    pub is_current: bool,
}

/// An issue in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// Where its matter is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its subject, or that there is none for the reader to see.
    pub subject: String,
    /// Class and place, in words.
    pub about: String,
    /// Where it stands.
    pub stage: String,
    /// The unit that must act.
    pub unit: String,
    /// What the clock is for and its last day.
    pub due: String,
    /// How long it still runs.
    pub left: String,
    /// For shape and colour.
    pub mood: &'static str,
    /// The day it came and how.
    pub received: String,
}

impl WorkPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let text = |text: &str| text.to_owned();
        let row = WorkLine {
            href: text("/desk/0"),
            number: text("xfj-P-2026-000001"),
            subject: text("<subject>"),
            about: text("<class>"),
            stage: text("<stage>"),
            unit: text("<unit>"),
            due: text("<due>"),
            left: text("3"),
            mood: "due-soon",
            received: text("<day>"),
        };
        let filter = Filter { label: text("<label>"), count: 3, href: text("/desk?due=overdue"), is_current: false };
        let frame = Frame::sample(lang);
        Self { frame, filters: vec![filter], rows: vec![row], next: Some(text("/desk?cursor=0")), missed: true }
    }
}
