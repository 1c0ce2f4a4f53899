//! Topics: the list of those that an officer may read something of, and the page of one, with its days as a chart and as a
//! table, its matters, and what may be decided about it.

use askama::Template;

use super::{Filter, Filters, Frame};
use crate::Lang;
use crate::chart::Chart;
use crate::form::{Choice, Control, Field, Form, ToldFault, line};

/// The page behind `/desk/topics`.
#[derive(Debug, Template)]
#[template(path = "pages/topics.html")]
pub struct TopicsPage {
    /// What stands around it.
    pub frame: Frame,
    /// The ways to order it.
    pub orders: Filters,
    /// The topics.
    pub topics: Vec<TopicLine>,
    /// Where the next page is, if there is one.
    pub next: Option<String>,
    /// Proposals to change a rule.
    pub proposals: Vec<ProposalLine>,
}

/// A topic in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicLine {
    /// Where it is.
    pub href: String,
    /// What people call it, else a subject line of one of its petitions.
    pub title: String,
    /// How many, how many of them lately, from when to when.
    pub size: String,
    /// That it grows past its history, with how often such a warning is false.
    pub warning: Option<String>,
    /// That it was closed.
    pub closed: Option<String>,
    /// What is most frequent in it: units, places, classes, rules; a title and a list with counts.
    pub about: Vec<(String, String)>,
    /// Subject lines beside the title.
    pub samples: Vec<String>,
}

/// A proposal to change a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalLine {
    /// The topic behind it, where the reader may look at it, and what it is called.
    pub topic: (Option<String>, String),
    /// To whom, and when.
    pub told: String,
    /// What is proposed, by paragraphs.
    pub text: Vec<String>,
}

/// The page behind `/desk/topics/{topic}`.
#[derive(Debug, Template)]
#[template(path = "pages/topic.html")]
pub struct TopicPage {
    /// What stands around it.
    pub frame: Frame,
    /// The topic.
    pub topic: TopicLine,
    /// What was done just now.
    pub done: Option<String>,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// Petitions of each week, told by its first day, the oldest first.
    pub weeks: Vec<(String, i64)>,
    /// Days with petitions, the newest first.
    pub days: Vec<(String, u32)>,
    /// The newest matters.
    pub matters: Vec<TopicMatterLine>,
    /// The matter in which the problem itself is handled.
    pub master: Option<(String, String)>,
    /// What was proposed.
    pub proposal: Option<ProposalLine>,
    /// Topics that were merged into it: their ids and what they are called.
    pub merged: Vec<(String, String)>,
    /// What may be decided about it; none where the officer only reads.
    pub deciding: Option<Deciding>,
}

/// A matter of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicMatterLine {
    /// Where it is.
    pub href: String,
    /// The field by which it is chosen, and whether it was.
    pub pick: (String, bool),
    /// Its number.
    pub number: String,
    /// Its subject line, without numbers of persons.
    pub subject: String,
    /// Where it stands, with whom, where, since when.
    pub about: String,
    /// It is linked to the master matter.
    pub is_linked: bool,
}

/// What may be decided about a topic.
#[derive(Debug, Clone)]
pub struct Deciding {
    /// Its name.
    pub name: Field,
    /// The topic it is one problem with; none where there is no other.
    pub into: Option<Field>,
    /// The unit that can change the rule, and what is proposed.
    pub propose: [Field; 2],
    /// It is closed.
    pub is_closed: bool,
    /// It has a master matter that others can be linked to.
    pub has_master: bool,
}

impl Deciding {
    /// The fields, filled in as the form says; `others` are topics, `units` units to choose from.
    pub fn of(frame: &Frame, form: &Form, (others, units): (Vec<Choice>, Vec<Choice>), now: (bool, bool)) -> Self {
        let field = |name: &str, control| {
            Field::called(&frame.say, form, name, frame.t(&format!("topics-field-{name}")), control)
        };
        let list = |choices: Vec<Choice>| {
            Control::List(std::iter::once(Choice::new("", frame.t("form-choose"))).chain(choices).collect())
        };
        Self {
            name: field("name", line("text", "off")).hinted(frame.t("topics-name-hint")),
            into: (!others.is_empty()).then(|| field("into", list(others))),
            propose: [field("to", list(units)), field("text", Control::Lines { rows: 6 })],
            is_closed: now.0,
            has_master: now.1,
        }
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        std::iter::once(&self.name).chain(&self.into).chain(&self.propose)
    }
}

impl TopicLine {
    fn sample() -> Self {
        Self {
            href: "/desk/topics/0".to_owned(),
            title: "<subject>".to_owned(),
            size: "<size>".to_owned(),
            warning: Some("<warning>".to_owned()),
            closed: Some("<closed>".to_owned()),
            about: vec![("<unit>".to_owned(), "<unit> 3".to_owned())],
            samples: vec!["<subject>".to_owned()],
        }
    }
}

impl ProposalLine {
    fn sample() -> Self {
        let topic = (Some("/desk/topics/0".to_owned()), "<heading>".to_owned());
        Self { topic, told: "<told>".to_owned(), text: vec!["<text>".to_owned()] }
    }
}

impl TopicsPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let frame = Frame::sample(lang);
        let order =
            Filter { label: "<label>".to_owned(), count: None, href: "/desk/topics".to_owned(), is_current: false };
        Self {
            orders: Filters { title: frame.t("topics-order"), offered: vec![order], folds: false },
            topics: vec![TopicLine::sample()],
            next: Some("/desk/topics?start=20".to_owned()),
            proposals: vec![ProposalLine::sample()],
            frame,
        }
    }
}

impl TopicPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let (frame, mut form) = (Frame::sample(lang), Form::default());
        form.blame("name", "<fault>");
        let choices = || vec![Choice::new("0", "<label>")];
        let matter = TopicMatterLine {
            href: "/desk/0".to_owned(),
            pick: ("pick-0".to_owned(), true),
            number: "xfj-P-2026-000001".to_owned(),
            subject: "<subject>".to_owned(),
            about: "<about>".to_owned(),
            is_linked: true,
        };
        Self {
            topic: TopicLine::sample(),
            done: Some("<done>".to_owned()),
            weeks: vec![("2026-02-23".to_owned(), 2), ("2026-03-02".to_owned(), 1)],
            days: vec![("<day>".to_owned(), 2)],
            matters: vec![matter],
            master: Some(("/desk/0".to_owned(), "<number>".to_owned())),
            proposal: Some(ProposalLine::sample()),
            merged: vec![("0".to_owned(), "<heading>".to_owned())],
            deciding: Some(Deciding::of(&frame, &form, (choices(), choices()), (true, true))),
            form,
            frame,
        }
    }

    fn faults(&self) -> Vec<ToldFault> {
        let fields = self.deciding.iter().flat_map(Deciding::fields);
        self.form.told(&self.frame.say, fields)
    }

    fn is_faulty(&self, field: &str) -> bool {
        self.form.fault(field).is_some()
    }

    fn chart(&self) -> Chart {
        let title = self.frame.t("topics-weeks");
        let rows = self.weeks.iter().map(|(week, n)| (week.clone(), vec![*n])).collect();
        Chart::of(title.clone(), vec![title], rows, 0)
    }
}
