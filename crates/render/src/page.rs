//! Pages as HTML: a context with what a page shows, a template in `templates/pages/` that lays it out. Every value is
//! escaped by the template's language; no page needs a script.
//!
//! To add a page: its context here with `sample()`, its template, its words `page-…`; a test renders all samples.

use askama::Template;

use crate::lang::Lang;
use crate::say::Say;

/// The page behind `/`: what this office is and how its interface is called.
#[derive(Debug, Template)]
#[template(path = "pages/first.html")]
pub struct FirstPage {
    /// Says its texts.
    pub say: Say,
    /// The office's name.
    pub office_name: String,
    /// Where this office is reached, without a slash at the end.
    pub base_url: String,
}

impl FirstPage {
    /// One to look at, in that language.
    pub fn sample(lang: Lang) -> Self {
        let (office_name, base_url) = ("<Office> & others".to_owned(), "http://localhost:8080".to_owned());
        Self { say: Say::new(lang), office_name, base_url }
    }

    /// The page.
    ///
    /// # Errors
    /// A template that cannot be written out.
    pub fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }

    fn title(&self) -> String {
        self.say.text("page-title", &[("office", self.office_name.clone())])
    }

    fn text(&self, key: &str) -> String {
        self.say.text(key, &[])
    }

    /// Each language with its own name for itself, for the switch.
    fn languages() -> [(Lang, String); 3] {
        Lang::ALL.map(|lang| (lang, Say::new(lang).text("page-own-name", &[])))
    }
}
