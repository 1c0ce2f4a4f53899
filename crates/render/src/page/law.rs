//! The law of the office: which packs are on, which calendar holds and when it changed; and the trial of a change, which
//! lists what would move before anything does.

use askama::Template;
use huiyin_domain::pack::Pack;
use jiff::civil::Date;

use super::Frame;
use crate::Lang;
use crate::form::{Choice, Control, Field, Form, ToldFault, line};

/// The page behind `/desk/law`.
#[derive(Debug, Template)]
#[template(path = "pages/law.html")]
pub struct LawPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// The packs that are on.
    pub on: Vec<PackLine>,
    /// Shipped packs that are off, to choose from.
    pub off: Vec<Choice>,
    /// Lands, each with the last day for which its days off are published.
    pub published: Vec<(String, Option<Date>)>,
    /// The same lands, to choose from.
    pub lands: Vec<Choice>,
    /// What changed, newest first, a sentence each.
    pub history: Vec<String>,
    /// A change was just recorded.
    pub done: bool,
}

/// A pack that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackLine {
    /// Its name.
    pub name: String,
    /// Its code and version.
    pub reference: String,
    /// From when to when it is in force.
    pub in_force: String,
    /// Where the office read it.
    pub source: String,
}

impl PackLine {
    /// Of a pack, read there.
    pub fn of(frame: &Frame, pack: &Pack, source: Option<&str>) -> Self {
        let day = |day: Option<Date>, none: &str| day.map_or_else(|| frame.t(none), |day| frame.say.date(day));
        let from = ("from", day(pack.in_force_from, "law-unknown"));
        let to = ("to", day(pack.in_force_to, "law-now"));
        Self {
            name: frame.say.named(&pack.names).to_owned(),
            reference: pack.reference().to_string(),
            in_force: frame.say.text("law-in-force", &[from, to]),
            source: source.map_or_else(|| frame.t("law-founded"), str::to_owned),
        }
    }
}

impl LawPage {
    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, [&self.land(), &self.rows(), &self.pack()])
    }

    fn rows(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "rows", Control::Lines { rows: 8 });
        field.hinted(self.frame.t("field-rows-hint"))
    }

    fn pack(&self) -> Field {
        Field::new(&self.frame.say, &self.form, "pack", Control::List(self.off.clone()))
    }

    fn beside(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "beside", Control::Tick);
        field.hinted(self.frame.t("field-beside-hint"))
    }

    /// Of whose days off the notice tells, where there is more than one land.
    fn land(&self) -> Field {
        Field::new(&self.frame.say, &self.form, "calendar", Control::List(self.lands.clone()))
    }

    /// A sentence for each land.
    fn published(&self) -> Vec<String> {
        let say = &self.frame.say;
        let sentence = |(land, to): &(String, Option<Date>)| {
            let land = ("land", land.clone());
            match to {
                None => say.text("law-published-nothing", &[land]),
                Some(to) => say.text("law-published-to", &[land, ("day", say.date(*to))]),
            }
        };
        self.published.iter().map(sentence).collect()
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let text = |text: &str| text.to_owned();
        let on = PackLine { name: text("<name>"), reference: text("a@1"), in_force: text("2026"), source: text("<s>") };
        Self {
            frame: Frame::sample(lang),
            form: Form::default(),
            on: vec![on],
            off: vec![Choice::new("b", "<off>")],
            published: vec![(text("CN"), Some(Date::constant(2026, 12, 31))), (text("UK-SCT"), None)],
            lands: vec![Choice::new("cn", "CN"), Choice::new("uk-sct", "UK-SCT")],
            history: vec![text("<sentence>")],
            done: true,
        }
    }
}

/// A change that was tried: what would move, and the form that confirms it.
#[derive(Debug, Template)]
#[template(path = "pages/trial.html")]
pub struct TrialPage {
    /// What stands around it.
    pub frame: Frame,
    /// What is tried.
    pub title: String,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// How many clocks would move.
    pub count: u64,
    /// The first of the moves, a line each.
    pub moves: Vec<String>,
    /// A source must be named.
    pub wants_source: bool,
    /// What is sent with the confirmation and not seen: names and values.
    pub hidden: Vec<(String, String)>,
    /// Where the confirmation goes.
    pub action: String,
}

impl TrialPage {
    fn counted(&self) -> String {
        self.frame.say.counted("law-moves", self.count)
    }

    fn more(&self) -> Option<String> {
        let left = self.count.saturating_sub(self.moves.len() as u64);
        (left > 0).then(|| self.frame.say.text("law-more", &[("count", left.to_string())]))
    }

    fn source(&self) -> Option<Field> {
        let field = || Field::new(&self.frame.say, &self.form, "source", line("text", "off"));
        self.wants_source.then(|| field().hinted(self.frame.t("field-source-hint")))
    }

    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, &self.source())
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self {
            frame: Frame::sample(lang),
            title: "<label>".to_owned(),
            form: Form::default(),
            count: 3,
            moves: vec!["<sentence>".to_owned()],
            wants_source: true,
            hidden: vec![("moves".to_owned(), "3".to_owned())],
            action: "/desk/law/calendar".to_owned(),
        }
    }
}
