//! The front page: three doors, and how the office works.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page behind `/`.
#[derive(Debug, Template)]
#[template(path = "pages/first.html")]
pub struct FirstPage {
    /// What stands around it.
    pub frame: Frame,
}

impl FirstPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self { frame: Frame::sample(lang) }
    }
}
