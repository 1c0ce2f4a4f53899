//! Figures for officers: a period, cut as asked, as known on any day; each number opens the matters behind it.

use askama::Template;

use super::Frame;
use super::figures::{FiguresPage, Months, charts};
use crate::Lang;
use crate::chart::Chart;
use crate::form::{Field, Form, ToldFault};

/// The page behind `/desk/figures`.
#[derive(Debug, Template)]
#[template(path = "pages/ledger.html")]
pub struct LedgerPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was asked, and what is wrong with it.
    pub form: Form,
    /// The fields by which it is asked.
    pub fields: Vec<Field>,
    /// The figures that have any number.
    pub heads: Vec<String>,
    /// A name, and by figure a number with where it leads.
    pub rows: Vec<(String, Vec<Number>)>,
    /// The same by month, where it is cut so: what is drawn above the table.
    pub months: Months,
    /// The address of the same table as CSV, as JSON and as XLSX.
    pub downloads: [String; 3],
}

/// A number of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How many.
    pub n: i64,
    /// The matters behind it; none where there are none.
    pub href: Option<String>,
}

impl LedgerPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let number = |n: i64| Number { n, href: (n > 0).then(|| "/desk/figures/received".to_owned()) };
        Self {
            frame: Frame::sample(lang),
            form: Form::default(),
            fields: Vec::new(),
            heads: vec!["<label>".to_owned(), "<label>".to_owned()],
            rows: vec![("<unit>".to_owned(), vec![number(2), number(0)])],
            months: FiguresPage::sample(lang).months,
            downloads: ["csv", "json", "xlsx"].map(|kind| format!("/desk/figures.{kind}")),
        }
    }

    fn charts(&self) -> Option<[Chart; 2]> {
        (!self.months.is_empty()).then(|| charts(&self.frame, &self.months))
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, &self.fields)
    }
}

/// The page behind a figure: the matters that it counts.
#[derive(Debug, Template)]
#[template(path = "pages/behind.html")]
pub struct BehindPage {
    /// What stands around it.
    pub frame: Frame,
    /// What is counted.
    pub title: String,
    /// The matters of this page that the officer may see.
    pub lines: Vec<BehindLine>,
    /// How much of the number stands for matters that he may not see.
    pub hidden: i64,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
}

/// A matter behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BehindLine {
    /// Where it is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its subject, as far as it may be read.
    pub subject: String,
    /// How much of the figure it makes.
    pub n: i64,
}

impl BehindPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let line = BehindLine {
            href: "/desk/0".to_owned(),
            number: "xfj-P-2026-000001".to_owned(),
            subject: "<subject>".to_owned(),
            n: 2,
        };
        let next = Some("/desk/figures/received?after=0".to_owned());
        Self { frame: Frame::sample(lang), title: "<heading>".to_owned(), lines: vec![line], hidden: 3, next }
    }

    fn hidden_told(&self) -> Option<String> {
        (self.hidden != 0).then(|| self.frame.say.text("figures-hidden", &[("n", self.hidden.to_string())]))
    }
}
