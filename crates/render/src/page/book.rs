//! Registers: the numbers given in a time, in their order, for the screen, for paper and as a file.

use askama::Template;

use super::Frame;
use crate::Lang;
use crate::form::{Field, Form, ToldFault};

/// The page behind `/desk/books`.
#[derive(Debug, Template)]
#[template(path = "pages/book.html")]
pub struct BookPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was asked, and what is wrong with it.
    pub form: Form,
    /// The fields by which it is asked.
    pub fields: Vec<Field>,
    /// What stands above the columns.
    pub heads: Vec<String>,
    /// The lines, in the order of their numbers.
    pub lines: Vec<BookLine>,
    /// Numbers that stand for what the officer may not know.
    pub hidden: usize,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
    /// The addresses of the whole as a file: CSV and XLSX.
    pub files: [String; 2],
    /// The address of the letters of this page as one file, where there are any.
    pub letters: Option<String>,
    /// May see who carried what out.
    pub shows_operations: bool,
}

/// A line of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookLine {
    /// Where its matter is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What stands in the other columns.
    pub cells: Vec<String>,
}

impl BookPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let cells = vec!["<day>".to_owned(), "<subject>".to_owned()];
        let line = BookLine { href: "/desk/0".to_owned(), number: "xfj-P-2026-000001".to_owned(), cells };
        Self {
            frame: Frame::sample(lang),
            form: Form::default(),
            fields: Vec::new(),
            heads: ["<number>", "<day>", "<subject>"].map(str::to_owned).to_vec(),
            lines: vec![line],
            hidden: 2,
            next: Some("/desk/books?after=0".to_owned()),
            files: ["/desk/books.csv", "/desk/books.xlsx"].map(str::to_owned),
            letters: Some("/desk/books.pdf".to_owned()),
            shows_operations: true,
        }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, &self.fields)
    }

    fn hidden_told(&self) -> Option<String> {
        (self.hidden > 0).then(|| self.frame.say.text("book-hidden", &[("n", self.hidden.to_string())]))
    }
}
