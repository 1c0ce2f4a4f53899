//! What was done to the office as a whole.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page.
#[derive(Debug, Template)]
#[template(path = "pages/operations.html")]
pub struct OperationsPage {
    /// What stands around it.
    pub frame: Frame,
    /// When and by whom, and what; newest first.
    pub lines: Vec<(String, String)>,
}

impl OperationsPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self { frame: Frame::sample(lang), lines: vec![("<when>".to_owned(), "<what>".to_owned())] }
    }
}
