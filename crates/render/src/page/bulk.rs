//! What came of a command for several matters; several matters for paper; and the matters that a number can mean.

use askama::Template;

use super::{DossierPage, Frame};
use crate::Lang;

/// What came of a command that was given for several matters.
#[derive(Debug, Template)]
#[template(path = "pages/bulk.html")]
pub struct BulkPage {
    /// What stands around it.
    pub frame: Frame,
    /// The command.
    pub title: String,
    /// One line each, in the order in which they were chosen.
    pub lines: Vec<BulkLine>,
}

/// What came of it for one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkLine {
    /// Where it is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its subject, as far as it may be read.
    pub subject: String,
    /// Why it was not done; none: it was.
    pub why: Option<String>,
}

impl BulkPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let line = |why: Option<&str>| BulkLine {
            href: "/desk/0".to_owned(),
            number: "xfj-P-2026-000001".to_owned(),
            subject: "<subject>".to_owned(),
            why: why.map(str::to_owned),
        };
        Self {
            frame: Frame::sample(lang),
            title: "<heading>".to_owned(),
            lines: vec![line(None), line(Some("<fault>"))],
        }
    }

    fn done(&self) -> Vec<&BulkLine> {
        self.lines.iter().filter(|line| line.why.is_none()).collect()
    }

    fn refused(&self) -> Vec<(&BulkLine, &str)> {
        self.lines.iter().filter_map(|line| Some((line, line.why.as_deref()?))).collect()
    }

    /// How many of how many.
    fn told(&self) -> String {
        let of = ("of", self.lines.len().to_string());
        self.frame.say.text("bulk-done-of", &[("done", self.done().len().to_string()), of])
    }
}

/// Several matters, each on a page of its own.
#[derive(Debug, Template)]
#[template(path = "pages/print.html")]
pub struct PrintPage {
    /// What stands around it.
    pub frame: Frame,
    /// The matters.
    pub dossiers: Vec<DossierPage>,
}

/// The matters that a number can mean.
#[derive(Debug, Template)]
#[template(path = "pages/found.html")]
pub struct FoundPage {
    /// What stands around it.
    pub frame: Frame,
    /// Numbers in full, and where their matters are.
    pub links: Vec<(String, String)>,
}

impl FoundPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let links = vec![("xfj-P-2026-000001".to_owned(), "/desk/0".to_owned())];
        Self { frame: Frame::sample(lang), links }
    }
}
