//! The receipt: what the petitioner leaves with. The code is shown large, as a square to scan, and on paper.

use askama::Template;
use huiyin_domain::clock::LastDay;
use jiff::civil::Date;

use super::Frame;
use crate::Lang;
use crate::qr::{Square, square};

/// The page after filing.
#[derive(Debug, Template)]
#[template(path = "pages/receipt.html")]
pub struct ReceiptPage {
    /// What stands around it.
    pub frame: Frame,
    /// The running number.
    pub number: String,
    /// The query code, as printed.
    pub code: String,
    /// The day of receipt.
    pub received_on: Date,
    /// The last day of the first step.
    pub first_step_due_on: Option<LastDay>,
    /// The code is for the paper only: it is a clerk who looks at the screen.
    pub on_paper: bool,
}

impl ReceiptPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self {
            frame: Frame::sample(lang),
            number: "xfj-P-2026-000001".to_owned(),
            code: "0123-4567-89AB-CDEF-GHJK-MNPQ".to_owned(),
            received_on: Date::constant(2026, 3, 2),
            first_step_due_on: Some(Date::constant(2026, 3, 17).into()),
            on_paper: false,
        }
    }

    fn square(&self) -> Option<Square> {
        square(&self.code)
    }

    fn received(&self) -> String {
        let arguments = [("number", self.number.clone()), ("day", self.frame.say.weekday(self.received_on))];
        self.frame.say.text("receipt-received", &arguments)
    }

    fn next(&self) -> Option<String> {
        let due = self.first_step_due_on?;
        Some(self.frame.say.text("receipt-next", &[("day", self.frame.say.last_weekday(due))]))
    }
}
