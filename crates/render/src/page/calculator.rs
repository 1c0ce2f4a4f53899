//! The calculator: a period of the law, a first day, and the last day with every step of the way to it.

use askama::Template;
use huiyin_domain::clock::Derivation;
use huiyin_domain::office::Office;
use huiyin_domain::pack::{Naming, Pack};
use jiff::civil::Date;

use super::Frame;
use crate::Lang;
use crate::form::{Choice, Control, Field, Form, ToldFault, line};
use crate::say::Say;

/// The page behind `/calculator`.
#[derive(Debug, Template)]
#[template(path = "pages/calculator.html")]
pub struct CalculatorPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was asked.
    pub form: Form,
    /// The periods to choose from.
    pub rules: Vec<Choice>,
    /// The answer, line by line, the day first.
    pub lines: Vec<String>,
}

/// The periods that an office works by on that day, as choices: the law's, then those beside it.
pub fn rules_of(office: &Office, say: &Say, today: Date) -> Vec<Choice> {
    let packs = &office.packs;
    let law = packs.in_force(today);
    let is_other = |pack: &Pack| law.is_none_or(|law| law.code != pack.code);
    let beside = packs.all_beside(today).filter(|(pack, _)| is_other(pack)).map(|(_, rule)| rule);
    let rules = law.iter().flat_map(|law| &law.rules).chain(beside);
    let choice = |rule: &huiyin_domain::pack::Rule| {
        let arguments = [("name", say.named(&rule.names).to_owned()), ("length", say.period(rule))];
        Choice::new(rule.id.as_str(), say.text("calculator-rule", &arguments))
    };
    rules.map(choice).collect()
}

impl CalculatorPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let lines = vec!["<line>".to_owned(), "<step>".to_owned()];
        Self { frame: Frame::sample(lang), form: Form::default(), rules: vec![Choice::new("a", "<rule>")], lines }
    }

    /// The page with what was asked, and its answer if there is one.
    pub fn new(frame: Frame, form: Form, rules: Vec<Choice>, answer: Option<&(Derivation, Naming)>) -> Self {
        let lines = answer.map(|(derivation, naming)| frame.say.derivation(derivation, naming)).unwrap_or_default();
        Self { frame, form, rules, lines }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form
            .told(&self.frame.say, [&self.rule(), &self.start(), &self.extend(), &self.pause_from(), &self.pause_to()])
    }

    fn rule(&self) -> Field {
        Field::new(&self.frame.say, &self.form, "rule", Control::List(self.rules.clone()))
    }

    fn start(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "start", line("date", "off"));
        field.hinted(self.frame.t("field-start-hint"))
    }

    fn extend(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "extend", line("number", "off")).optional();
        field.hinted(self.frame.t("field-extend-hint"))
    }

    fn pause_from(&self) -> Field {
        let field = Field::new(&self.frame.say, &self.form, "pause-from", line("date", "off")).optional();
        field.hinted(self.frame.t("field-pause-from-hint"))
    }

    fn pause_to(&self) -> Field {
        Field::new(&self.frame.say, &self.form, "pause-to", line("date", "off")).optional()
    }

    /// Where the answer is had as a calendar file: what was asked has been read, so nothing in it needs escaping.
    fn ics(&self) -> String {
        let asked = ["rule", "start", "extend", "pause-from", "pause-to"];
        let asked = asked.map(|name| format!("{name}={}", self.form.value(name)));
        format!("/calculator.ics?{}", asked.join("&"))
    }
}
