//! Pages as HTML: a context with what a page shows, a template in `templates/pages/` that lays it out. Every value is
//! escaped by the template's language; no page needs a script.
//!
//! To add a page: its file here with a context and its samples, its template, its words, its line in [`samples`]; a test
//! renders all samples in three languages.

mod filing;
mod first;
mod receipt;
mod trouble;

pub use filing::{FilingPage, Known, OTHERS};
pub use first::FirstPage;
pub use receipt::ReceiptPage;
pub use trouble::TroublePage;

use crate::lang::Lang;
use crate::say::Say;

/// A page that can be written out.
pub trait Page {
    /// Its HTML, or what the template's language says against it.
    ///
    /// # Errors
    /// A template that cannot be written out.
    fn html(&self) -> Result<String, String>;
}

impl<T: askama::Template> Page for T {
    fn html(&self) -> Result<String, String> {
        self.render().map_err(|error| error.to_string())
    }
}

/// What stands around every page: whose office it is, in which language, and where one is.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Says the texts.
    pub say: Say,
    /// The office's name, in that language.
    pub office: String,
    /// The page's address, from the first slash; what it was asked with stands behind a question mark. Never a person's.
    pub here: String,
}

/// A language to switch to.
#[derive(Debug)]
pub struct Tongue {
    /// Which.
    pub lang: Lang,
    /// Its name for itself.
    pub own_name: String,
    /// The same page in it.
    pub href: String,
    /// It is the one spoken now.
    pub is_spoken: bool,
}

impl Frame {
    /// One to look at, in that language.
    pub fn sample(lang: Lang) -> Self {
        Self { say: Say::new(lang), office: "<Office> & others".to_owned(), here: "/".to_owned() }
    }

    /// A text without arguments.
    pub fn t(&self, key: &str) -> String {
        self.say.text(key, &[])
    }

    /// The language spoken.
    pub const fn lang(&self) -> Lang {
        self.say.lang()
    }

    /// Each language with its own name for itself, and the same page in it.
    pub fn tongues(&self) -> Vec<Tongue> {
        let mark = if self.here.contains('?') { '&' } else { '?' };
        let tongue = |lang: Lang| Tongue {
            lang,
            own_name: Say::new(lang).text("page-own-name", &[]),
            href: format!("{}{mark}lang={lang}", self.here),
            is_spoken: lang == self.lang(),
        };
        Lang::ALL.into_iter().map(tongue).collect()
    }
}

/// Every page as it looks with something in it, by name: for the test that renders them all.
///
/// # Errors
/// A template that cannot be written out.
pub fn samples(lang: Lang) -> Result<Vec<(&'static str, String)>, askama::Error> {
    use askama::Template;
    Ok(vec![
        ("first", FirstPage::sample(lang).render()?),
        ("filing", FilingPage::sample(lang).render()?),
        ("faulty", FilingPage::faulty_sample(lang).render()?),
        ("receipt", ReceiptPage::sample(lang).render()?),
        ("trouble", TroublePage::sample(lang).render()?),
    ])
}
