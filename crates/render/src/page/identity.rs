//! Who somebody is, as far as the officer may know it; seen once, in answer to a written purpose.

use askama::Template;

use super::Frame;
use crate::Lang;

/// What stands in an envelope.
#[derive(Debug, Template)]
#[template(path = "pages/identity.html")]
pub struct IdentityPage {
    /// What stands around it.
    pub frame: Frame,
    /// Labels and what they label.
    pub lines: Vec<(String, String)>,
    /// Where one came from.
    pub back: String,
}

impl IdentityPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let lines = vec![("<label>".to_owned(), "<value>".to_owned())];
        Self { frame: Frame::sample(lang), lines, back: "/desk".to_owned() }
    }
}
