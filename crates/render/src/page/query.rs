//! The way in for somebody with a query code: it is typed once and sent in a body, never in an address.

use askama::Template;

use super::Frame;
use crate::Lang;
use crate::form::{Field, Form, ToldFault, line};

/// The page behind `/query`.
#[derive(Debug, Template)]
#[template(path = "pages/query.html")]
pub struct QueryPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// The visit before has ended.
    pub has_ended: bool,
}

impl QueryPage {
    /// One to look at, after a slip.
    pub fn sample(lang: Lang) -> Self {
        let mut form = Form::default();
        form.blame("code", "<fault>");
        Self { frame: Frame::sample(lang), form, has_ended: true }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, [&self.code()])
    }

    fn code(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "code", line("text", "off"));
        field.hinted(self.frame.t("field-code-hint"))
    }
}
