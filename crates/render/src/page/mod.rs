//! Pages as HTML: a context with what a page shows, a template in `templates/pages/` that lays it out. Every value is
//! escaped by the template's language; no page needs a script.
//!
//! To add a page: its file here with a context and its samples, its template, its words, its line in [`samples`]; a test
//! renders all samples in three languages.

mod aid;
mod book;
mod bulk;
mod calculator;
mod dossier;
mod factor;
mod figures;
mod filing;
mod first;
mod how;
mod identity;
mod law;
mod lead;
mod ledger;
mod mine;
mod operations;
mod published;
mod query;
mod receipt;
mod search;
mod seen;
mod sessions;
mod sheet;
mod tables;
mod topics;
mod trouble;
mod whole;
mod work;

pub use aid::{Aid, AidGroup, AidLine, Take};
pub use book::{BookLine, BookPage};
pub use bulk::{BulkLine, BulkPage, FoundPage, PrintPage};
pub use calculator::{CalculatorPage, rules_of};
pub use dossier::{AlikeLine, Alikes, DossierPage, target_code};
pub use factor::{CodesPage, FactorHeld, FactorPage};
pub use figures::{FiguresPage, PUBLIC};
pub use filing::{FilingPage, Known, OTHERS};
pub use first::FirstPage;
pub use how::HowPage;
pub use identity::IdentityPage;
pub use law::{LawPage, PackLine, TrialPage};
pub use lead::{Cell, DayLoad, LeadPage, Load};
pub use ledger::{BehindLine, BehindPage, LedgerPage, Number};
pub use mine::MinePage;
pub use operations::OperationsPage;
pub use published::{
    AnswerLine, AnswerPage, AnswerTold, AnswersPage, OwnPublished, PublicationLine, PublicationPage, PublicationsPage,
    paragraphs,
};
pub use query::QueryPage;
pub use receipt::ReceiptPage;
pub use search::{Facet, FindLine, Pieces, SearchPage, pieces};
pub use seen::{Bar, FileLine, Letter, OpenedLine, SOON_DAYS, Seen, Told, mood};
pub use sessions::{SessionLine, SessionsPage};
pub use sheet::{ADDING, Onto, SheetPage};
pub use tables::{ChangeLine, TableHistoryPage, TablePage, TableRow};
pub use topics::{Deciding, ProposalLine, TopicLine, TopicMatterLine, TopicPage, TopicsPage};
pub use trouble::TroublePage;
pub use work::{Filter, Filters, WorkLine, WorkPage};

use crate::Lang;
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
    /// The officer who is signed in.
    pub officer: Option<Badge>,
}

/// An officer who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for links of its own")]
pub struct Badge {
    /// The name.
    pub name: String,
    /// What binds forms to the session.
    pub mark: String,
    /// Takes petitions in somewhere.
    pub takes_in: bool,
    /// He or she sets the office up: its law and calendar.
    pub sets_up: bool,
    /// Answers for the work of others.
    pub leads: bool,
    /// Sees topics.
    pub reads_topics: bool,
    /// Publishes answers.
    pub publishes: bool,
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
        Self { say: Say::new(lang), office: "<Office> & others".to_owned(), here: "/".to_owned(), officer: None }
    }

    /// A text without arguments.
    pub fn t(&self, key: &str) -> String {
        self.say.text(key, &[])
    }

    /// What binds forms to the officer's session; empty for everybody else.
    pub fn mark(&self) -> &str {
        self.officer.as_ref().map_or("", |badge| badge.mark.as_str())
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
        ("query", QueryPage::sample(lang).render()?),
        ("adding", SheetPage::sample(lang).render()?),
        ("how", HowPage::sample(lang).render()?),
        ("calculator", CalculatorPage::sample(lang).render()?),
        ("figures", FiguresPage::sample(lang).render()?),
        (
            "registering",
            SheetPage::registering(Frame::sample(lang), crate::form::Form::default(), &Known::default(), &[], None)
                .render()?,
        ),
        ("identity", IdentityPage::sample(lang).render()?),
        ("law", LawPage::sample(lang).render()?),
        ("trial", TrialPage::sample(lang).render()?),
        ("factor", FactorPage::sample(lang).render()?),
        ("factor-held", FactorPage::held_sample(lang).render()?),
        ("codes", CodesPage::sample(lang).render()?),
        ("sessions", SessionsPage::sample(lang).render()?),
        ("work", WorkPage::sample(lang).render()?),
        ("bulk", BulkPage::sample(lang).render()?),
        ("found", FoundPage::sample(lang).render()?),
        ("search", SearchPage::sample(lang).render()?),
        ("lead", LeadPage::sample(lang).render()?),
        ("topics", TopicsPage::sample(lang).render()?),
        ("topic", TopicPage::sample(lang).render()?),
        ("answers", AnswersPage::sample(lang).render()?),
        ("answer", AnswerPage::sample(lang).render()?),
        ("publications", PublicationsPage::sample(lang).render()?),
        ("publication", PublicationPage::sample(lang).render()?),
        ("book", BookPage::sample(lang).render()?),
        ("ledger", LedgerPage::sample(lang).render()?),
        ("behind", BehindPage::sample(lang).render()?),
        ("table", TablePage::sample(lang).render()?),
        ("operations", OperationsPage::sample(lang).render()?),
        ("table-history", TableHistoryPage::sample(lang).render()?),
        ("trouble", TroublePage::sample(lang).render()?),
    ])
}
