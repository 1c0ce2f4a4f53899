//! Filing: one form. At a desk it is one page; on a phone the style sheet shows one step at a time, and the steps are links
//! within the page, so that nothing typed leaves the browser before it is sent and no script is needed.

use askama::Template;
use huiyin_domain::office::{Office, Place};
use jiff::civil::Date;

use super::Frame;
use super::published::AnswerTold;
use crate::Lang;
use crate::form::{Choice, Control, Field, Form, ToldFault, line};
use crate::say::Say;

/// Persons that the form has room for beside the one who files; more come on a sheet.
pub const OTHERS: usize = 3;

/// The roles that others may have, as they are stored.
const ROLES: [&str; 3] = ["co_signer", "representative", "agent"];

/// The page behind `/file`.
#[derive(Debug, Template)]
#[template(path = "pages/filing.html")]
pub struct FilingPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub form: Form,
    steps: Vec<Step>,
    others: Vec<Vec<Field>>,
    files: Field,
    /// Published answers to like questions, once they were asked for.
    pub like: Option<Vec<AnswerTold>>,
}

/// One question, with the fields that answer it.
#[derive(Debug)]
struct Step {
    id: &'static str,
    /// Where it stands among the steps, in words.
    at: String,
    before: Option<&'static str>,
    after: &'static str,
    fields: Vec<Field>,
}

/// What people have of what happened: pictures, recordings, papers. Others can be chosen all the same.
const ACCEPT: &str = "image/*,video/*,audio/*,.pdf,.ofd,.doc,.docx,.wps,.xls,.xlsx,.et,.txt";

/// The steps in their order; the last sends.
const STEPS: [&str; 5] = ["about", "who", "what", "where", "send"];

/// What the form chooses from.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Places by code, nearest town first.
    pub places: Vec<Choice>,
    /// Units that can be complained of.
    pub units: Vec<Choice>,
}

impl Known {
    /// Places and units of an office as they are on that day.
    pub fn of(office: &Office, say: &Say, today: Date) -> Self {
        let places = office.places().filter(|place| place.span.holds(today));
        let places = places.map(|place| Choice::new(place.code.as_str(), place_name(office, say, place)));
        let units = office.units().filter(|unit| unit.span.holds(today));
        let units = units.map(|unit| Choice::new(unit.code.as_str(), say.unit_name(unit)));
        Self { places: places.collect(), units: units.collect() }
    }
}

/// A place with the one it lies in, so that two villages of one name can be told apart.
fn place_name(office: &Office, say: &Say, place: &Place) -> String {
    let (name, around) = (say.place_name(place), place.parent.as_ref().and_then(|code| office.place(code)));
    around.map_or_else(|| name.to_owned(), |around| format!("{} · {name}", say.place_name(around)))
}

impl FilingPage {
    /// The form as it stands.
    pub fn new(frame: Frame, form: Form, known: &Known) -> Self {
        let make = Make { say: &frame.say, form: &form };
        let fields = [vec![about(&frame.say, &form)], make.who(), make.what(), make.place(known)];
        let steps = fields.into_iter().enumerate().map(|(place, fields)| step(&frame.say, place, fields)).collect();
        let others = (1..=OTHERS).map(|place| make.other(place)).collect();
        let files = files(&frame.say, &form);
        Self { frame, form, steps, others, files, like: None }
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let like = Some(vec![AnswerTold::sample()]);
        Self { like, ..Self::new(Frame::sample(lang), Form::default(), &Known::default()) }
    }

    /// One that was sent with faults.
    pub fn faulty_sample(lang: Lang) -> Self {
        let mut form = Form::default();
        form.set("subject", "<subject>");
        form.blame("subject", "<fault>");
        form.blame_whole("<whole>");
        Self::new(Frame::sample(lang), form, &Known::default())
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        let fields = self.steps.iter().flat_map(|step| &step.fields);
        self.form.told(&self.frame.say, fields.chain(self.others.iter().flatten()).chain([&self.files]))
    }

    /// The question a step asks.
    fn asks(&self, id: &str) -> String {
        self.frame.t(&format!("filing-step-{id}"))
    }

    /// Somebody else was told of already, so that part of the form stands open.
    fn has_others(&self) -> bool {
        let is_filled = |name: String| !self.form.value(&name).is_empty();
        (1..=OTHERS).any(|place| ["name", "phone"].iter().any(|what| is_filled(format!("other-{place}-{what}"))))
    }

    fn at_the_end(&self) -> String {
        at_step(&self.frame.say, STEPS.len() - 1)
    }
}

fn step(say: &Say, place: usize, fields: Vec<Field>) -> Step {
    let before = place.checked_sub(1).map(|place| STEPS[place]);
    Step { id: STEPS[place], at: at_step(say, place), before, after: STEPS[place + 1], fields }
}

fn at_step(say: &Say, place: usize) -> String {
    say.text("filing-at-step", &[("at", (place + 1).to_string()), ("of", STEPS.len().to_string())])
}

/// What people bring: chosen, dragged, or photographed now.
pub(super) fn files(say: &Say, form: &Form) -> Field {
    let control = Control::Files { accept: ACCEPT, camera: say.text("filing-camera", &[]) };
    Field::new(say, form, "files", control).hinted(say.text("field-files-hint", &[])).optional()
}

/// Whether it is about this office or somebody in it: the first question at every intake.
pub(super) fn about(say: &Say, form: &Form) -> Field {
    let choices = ["no", "yes"].map(|value| choice(say, "about", value));
    Field::new(say, form, "about", Control::One(choices.to_vec()))
}

fn choice(say: &Say, field: &str, value: &str) -> Choice {
    let key = format!("filing-{field}-{value}");
    let hint = Some(say.text(&format!("{key}-hint"), &[]));
    Choice { value: value.to_owned(), label: say.text(&key, &[]), hint }
}

/// Makes the fields of a form.
struct Make<'a> {
    say: &'a Say,
    form: &'a Form,
}

impl Make<'_> {
    fn field(&self, name: &str, control: Control) -> Field {
        Field::new(self.say, self.form, name, control)
    }

    fn hint(&self, key: &str) -> String {
        self.say.text(key, &[])
    }

    fn who(&self) -> Vec<Field> {
        let ways = ["named", "sealed", "anonymous"].map(|way| choice(self.say, "who", way));
        vec![
            self.field("who", Control::One(ways.to_vec())),
            self.field("name", line("text", "name")),
            self.field("phone", line("tel", "tel")).hinted(self.hint("field-phone-hint")).optional(),
            self.field("email", line("email", "email")).hinted(self.hint("field-email-hint")).optional(),
            self.field("address", line("text", "street-address")).optional(),
        ]
    }

    fn other(&self, place: usize) -> Vec<Field> {
        let called = |what: &str, label: &str, control: Control| {
            let label = self.say.text(label, &[("place", place.to_string())]);
            Field::called(self.say, self.form, &format!("other-{place}-{what}"), label, control)
        };
        let roles =
            ROLES.map(|role| Choice::new(role, self.say.text(&format!("person-role-{}", role.replace('_', "-")), &[])));
        vec![
            called("name", "filing-other-name", line("text", "off")),
            called("phone", "filing-other-phone", line("tel", "off")).optional(),
            called("role", "filing-other-role", Control::List(roles.to_vec())),
        ]
    }

    fn what(&self) -> Vec<Field> {
        vec![
            self.field("subject", line("text", "off")).hinted(self.hint("field-subject-hint")),
            self.field("text", Control::Lines { rows: 10 }).hinted(self.hint("field-text-hint")),
            self.field("demands", Control::Lines { rows: 4 }).hinted(self.hint("field-demands-hint")).optional(),
        ]
    }

    fn place(&self, known: &Known) -> Vec<Field> {
        let list = |choices: &[Choice]| {
            let none = Choice::new("", self.say.text("form-none", &[]));
            Control::List(std::iter::once(none).chain(choices.iter().cloned()).collect())
        };
        vec![
            self.field("place", list(&known.places)).optional(),
            self.field("happened-on", line("date", "off")).optional(),
            self.field("accusation", Control::Tick).hinted(self.hint("field-accusation-hint")),
            self.field("against", list(&known.units)).hinted(self.hint("field-against-hint")).optional(),
        ]
    }
}
