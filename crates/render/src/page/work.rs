//! The worklist: what must be done, ordered by the next clock. Filters are links, counts are links; no name of a person.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page behind `/desk`.
#[derive(Debug, Template)]
#[template(path = "pages/work.html")]
pub struct WorkPage {
    /// What stands around it.
    pub frame: Frame,
    /// How many topics grow past their history, in words; none where there are none, or they are not for the officer to see.
    pub growing: Option<String>,
    /// What the list can be narrowed by.
    pub filters: Vec<Filters>,
    /// The rows.
    pub rows: Vec<WorkLine>,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
    /// This page with all its rows chosen.
    pub all: String,
    /// All rows are chosen.
    pub all_chosen: bool,
    /// What was looked for and not found.
    pub missed: bool,
    /// Something was to be done with rows, and none was chosen.
    pub none_chosen: bool,
}

/// The links by one thing, the first of which takes the filter away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filters {
    /// By what.
    pub title: String,
    /// The links.
    pub offered: Vec<Filter>,
    /// They are many, and fold away.
    pub folds: bool,
}

impl Filters {
    /// The one that is seen.
    fn current(&self) -> &str {
        self.offered.iter().find(|filter| filter.is_current).map_or("", |filter| filter.label.as_str())
    }
}

/// A link to another part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What it shows, in words.
    pub label: String,
    /// How many there are, where that is counted.
    pub count: Option<u64>,
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
    /// The field by which it is chosen.
    pub pick: String,
    /// Its number.
    pub number: String,
    /// Its subject, or that there is none for the reader to see.
    pub subject: String,
    /// Class and place, in words.
    pub about: String,
    /// That it is under seal, where it is.
    pub seal: Option<String>,
    /// Where it stands.
    pub stage: String,
    /// The unit that must act.
    pub unit: String,
    /// The officer who has it in hand.
    pub officer: Option<String>,
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
            pick: text("pick-0-1"),
            number: text("xfj-P-2026-000001"),
            subject: text("<subject>"),
            about: text("<class>"),
            seal: Some(text("<seal>")),
            stage: text("<stage>"),
            unit: text("<unit>"),
            officer: Some(text("<name>")),
            due: text("<due>"),
            left: text("3"),
            mood: "due-soon",
            received: text("<day>"),
        };
        let filter =
            |count| Filter { label: text("<label>"), count, href: text("/desk?due=overdue"), is_current: false };
        let filters = |folds| Filters { title: text("<heading>"), offered: vec![filter(Some(3)), filter(None)], folds };
        Self {
            frame: Frame::sample(lang),
            growing: Some(text("<growing>")),
            filters: vec![filters(false), filters(true)],
            rows: vec![row],
            next: Some(text("/desk?cursor=0")),
            all: text("/desk?all=yes"),
            all_chosen: true,
            missed: true,
            none_chosen: true,
        }
    }
}
