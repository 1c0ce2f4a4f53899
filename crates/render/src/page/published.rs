//! Published answers: found and read by everybody; prepared, published and taken back by officers.

use askama::Template;

use super::Frame;
use super::search::{Pieces, pieces};
use crate::Lang;
use crate::form::{Control, Field, Form, ToldFault};

/// The page behind `/answers`.
#[derive(Debug, Template)]
#[template(path = "pages/answers.html")]
pub struct AnswersPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was looked for.
    pub words: String,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// The answers.
    pub answers: Vec<AnswerLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// A published answer in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    /// Where it is.
    pub href: String,
    /// What was asked, with what is marked.
    pub question: Pieces,
    /// Lines of what was answered.
    pub answer: Pieces,
    /// Who answered, on what, when.
    pub about: String,
}

/// The page behind `/answers/{publication}`.
#[derive(Debug, Template)]
#[template(path = "pages/answer.html")]
pub struct AnswerPage {
    /// What stands around it.
    pub frame: Frame,
    /// The answer.
    pub told: AnswerTold,
}

/// A published answer, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerTold {
    /// What was asked, by paragraphs.
    pub question: Vec<String>,
    /// What was answered, by paragraphs.
    pub answer: Vec<String>,
    /// Who answered, on what, when.
    pub about: String,
}

/// The page behind `/desk/publications`.
#[derive(Debug, Template)]
#[template(path = "pages/publications.html")]
pub struct PublicationsPage {
    /// What stands around it.
    pub frame: Frame,
    /// What waits, is wished back, or is published.
    pub publications: Vec<PublicationLine>,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
}

/// A publication in a list of officers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationLine {
    /// Where it is.
    pub href: String,
    /// What was asked.
    pub question: String,
    /// How far it has come, who answered, since when.
    pub about: String,
    /// It is wished back.
    pub is_wished_back: bool,
    /// It is published, and kept back while its matter stands as it does.
    pub is_kept_back: bool,
}

/// The page behind `/desk/publications/{publication}`.
#[derive(Debug, Template)]
#[template(path = "pages/publication.html")]
pub struct PublicationPage {
    /// What stands around it.
    pub frame: Frame,
    /// Something was just done.
    pub is_done: bool,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// The publication.
    pub line: PublicationLine,
    /// The matter that was answered.
    pub matter: String,
    /// What was asked, by paragraphs.
    pub question: Vec<String>,
    /// What was answered, by paragraphs.
    pub answer: Vec<String>,
    /// Why petitioners wish it back.
    pub wishes: Vec<String>,
    /// Why it may not be published by the reader, where it waits; why it is kept back, where it is published.
    pub barred: Option<String>,
    /// What the reader may do: `publish`, `take-back`.
    pub deeds: Vec<&'static str>,
}

/// What was published of a petitioner's matter, on his page.
#[derive(Debug, Clone)]
pub struct OwnPublished {
    /// What it is known by.
    pub id: String,
    /// Since when everybody reads it.
    pub told: String,
    /// What was asked.
    pub question: String,
    /// What was answered, by paragraphs.
    pub answer: Vec<String>,
    /// The reason for which it may be wished back; none where that was done.
    pub reason: Option<Field>,
}

/// A text by its paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

impl AnswersPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self {
            frame: Frame::sample(lang),
            words: "<words>".to_owned(),
            fault: Some("<fault>".to_owned()),
            answers: vec![AnswerLine::sample()],
            next: Some("20".to_owned()),
        }
    }
}

impl AnswerLine {
    fn sample() -> Self {
        Self {
            href: "/answers/0".to_owned(),
            question: pieces("<question>", &[0..2, 3..4]),
            answer: pieces("<answer>", &[0..1, 2..3]),
            about: "<about>".to_owned(),
        }
    }
}

impl AnswerPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self { frame: Frame::sample(lang), told: AnswerTold::sample() }
    }
}

impl AnswerTold {
    pub(super) fn sample() -> Self {
        let text = |text: &str| vec![text.to_owned(); 2];
        Self { question: text("<question>"), answer: text("<answer>"), about: "<about>".to_owned() }
    }
}

impl PublicationLine {
    fn sample() -> Self {
        Self {
            href: "/desk/publications/0".to_owned(),
            question: "<question>".to_owned(),
            about: "<about>".to_owned(),
            is_wished_back: true,
            is_kept_back: true,
        }
    }
}

impl PublicationsPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let next = Some("/desk/publications?start=20".to_owned());
        Self { frame: Frame::sample(lang), publications: vec![PublicationLine::sample()], next }
    }
}

impl PublicationPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let mut form = Form::default();
        form.blame("publish-reason", "<fault>");
        Self {
            frame: Frame::sample(lang),
            is_done: true,
            form,
            line: PublicationLine::sample(),
            matter: "/desk/0".to_owned(),
            question: vec!["<question>".to_owned()],
            answer: vec!["<answer>".to_owned()],
            wishes: vec!["<reason>".to_owned()],
            barred: Some("<why>".to_owned()),
            deeds: vec!["publish", "take-back"],
        }
    }

    /// Each deed with its words and the field for its reason.
    fn offered(&self) -> Vec<(&'static str, String, Field)> {
        let field = |deed: &str| {
            let (name, label) = (format!("{deed}-reason"), self.frame.t("published-reason"));
            Field::called(&self.frame.say, &self.form, &name, label, Control::Lines { rows: 3 })
        };
        let offer = |deed: &&'static str| (*deed, self.frame.t(&format!("published-do-{deed}")), field(deed));
        self.deeds.iter().map(offer).collect()
    }

    fn faults(&self) -> Vec<ToldFault> {
        let offered = self.offered();
        self.form.told(&self.frame.say, offered.iter().map(|(.., field)| field))
    }
}
