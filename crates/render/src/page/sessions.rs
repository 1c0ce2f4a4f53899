//! The sessions of an officer that still hold, each with a way to end it.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page behind `/sessions`.
#[derive(Debug, Template)]
#[template(path = "pages/sessions.html")]
pub struct SessionsPage {
    /// What stands around it.
    pub frame: Frame,
    /// Newest first.
    pub sessions: Vec<SessionLine>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Which.
    pub no: u32,
    /// When it began, by the office's clock.
    pub begun: String,
    /// When it ends by itself.
    pub ends: Option<String>,
}

impl SessionsPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let line = SessionLine { no: 1, begun: "<begun>".to_owned(), ends: Some("<ends>".to_owned()) };
        Self { frame: Frame::sample(lang), sessions: vec![line] }
    }

    fn told(&self, line: &SessionLine) -> String {
        let begun = ("begun", line.begun.clone());
        match &line.ends {
            Some(ends) => self.frame.say.text("sessions-line", &[begun, ("ends", ends.clone())]),
            None => self.frame.say.text("sessions-endless", &[begun]),
        }
    }
}
