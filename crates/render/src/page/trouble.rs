//! What went wrong, as a page: what happened, and what may be done about it.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page for what could not be done.
#[derive(Debug, Template)]
#[template(path = "pages/trouble.html")]
pub struct TroublePage {
    /// What stands around it.
    pub frame: Frame,
    /// What it is.
    pub title: String,
    /// What happened, and what may be done instead.
    pub sentences: Vec<String>,
    /// The article, or the rule of the office, by which it was refused.
    pub basis: Option<String>,
    /// The number of the incident, for the operator.
    pub incident: Option<u64>,
}

impl TroublePage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let sentences = vec!["<sentence>".to_owned()];
        Self {
            frame: Frame::sample(lang),
            title: "<heading>".to_owned(),
            sentences,
            basis: Some("<basis>".to_owned()),
            incident: Some(7),
        }
    }

    fn told(&self) -> Option<String> {
        let incident = self.incident?.to_string();
        Some(self.frame.say.text("trouble-incident", &[("incident", incident)]))
    }
}
