//! Forms: what was typed, what is wrong with it, and fields that say so beside themselves and at the top. A field is data;
//! one template lays all of them out.
//!
//! To add a kind of field: a variant of [`Control`], its lines in `templates/parts/field.html`.

use std::collections::BTreeMap;

use askama::Template;

use crate::say::Say;

/// What was typed, by the names of the fields, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name; none where it is about the whole.
    pub field: Option<String>,
    /// What is wrong, as a sentence.
    pub message: String,
}

/// A fault as the list at the top of a page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFault {
    /// The field to go to; none for the whole, or where the page has no such field.
    pub field: Option<String>,
    /// The field, as the page calls it, and what is wrong with it.
    pub told: String,
}

impl Form {
    /// What was typed.
    pub const fn of(values: BTreeMap<String, String>) -> Self {
        Self { values, faults: Vec::new() }
    }

    /// What a field holds; nothing where it was not there.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The boxes that were ticked, by name.
    pub fn ticked(&self) -> impl Iterator<Item = &str> {
        self.values.iter().filter(|(_, value)| *value == "yes").map(|(name, _)| name.as_str())
    }

    /// What all fields hold, by their names.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Puts something in a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), value.into());
    }

    /// A field has a fault; of several the first is told.
    pub fn blame(&mut self, field: &str, message: impl Into<String>) {
        if self.fault(field).is_none() {
            self.faults.push(Fault { field: Some(field.to_owned()), message: message.into() });
        }
    }

    /// Something is wrong with the whole.
    pub fn blame_whole(&mut self, message: impl Into<String>) {
        self.faults.push(Fault { field: None, message: message.into() });
    }

    /// All faults, in the order in which they were found.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// All faults for the list at the top, each under the label of the field that stands in the page.
    pub fn told<'f>(&self, say: &Say, fields: impl IntoIterator<Item = &'f Field>) -> Vec<ToldFault> {
        let fields: Vec<&Field> = fields.into_iter().collect();
        let told = |fault: &Fault| {
            let field = fields.iter().find(|field| fault.field.as_ref() == Some(&field.name));
            ToldFault {
                field: field.map(|field| field.name.clone()),
                told: field.map_or_else(|| fault.message.clone(), |field| field.told(say, &fault.message)),
            }
        };
        let strays = fields.iter().filter(|field| self.fault(&field.name).is_none()).filter_map(|field| {
            let told = field.told(say, field.fault.as_deref()?);
            Some(ToldFault { field: Some(field.name.clone()), told })
        });
        self.faults.iter().map(told).chain(strays).collect()
    }

    /// What is wrong with that field.
    pub fn fault(&self, name: &str) -> Option<&str> {
        let found = self.faults.iter().find(|fault| fault.field.as_deref() == Some(name));
        found.map(|fault| fault.message.as_str())
    }
}

impl Control {
    /// That can be chosen.
    fn offers(&self, value: &str) -> bool {
        match self {
            Self::One(choices) | Self::List(choices) => choices.iter().any(|choice| choice.value == value),
            Self::Line { .. } | Self::Lines { .. } | Self::Tick | Self::File { .. } | Self::Files { .. } => true,
        }
    }
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More on it, below it.
    pub hint: Option<String>,
}

impl Choice {
    /// A value with its word.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// A line, of that type of `<input>`, with what browsers may fill in by themselves.
    Line {
        /// `text`, `tel`, `email`, `date`, `number`, `password`.
        kind: &'static str,
        /// As `autocomplete` says it.
        autocomplete: &'static str,
    },
    /// Several lines.
    Lines {
        /// How many are seen at once.
        rows: u32,
    },
    /// One of a short list, all seen.
    One(Vec<Choice>),
    /// One of a long list.
    List(Vec<Choice>),
    /// Yes or not.
    Tick,
    /// One file to send.
    File {
        /// What browsers offer to choose from, as `accept` says it.
        accept: &'static str,
    },
    /// Files to send; on a phone also one that is photographed now.
    Files {
        /// What browsers offer to choose from, as `accept` says it.
        accept: &'static str,
        /// What the camera's button is called.
        camera: String,
    },
}

/// A field as it stands in a form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    name: String,
    label: String,
    hint: Option<String>,
    value: String,
    fault: Option<String>,
    control: Control,
    is_optional: bool,
    optional: String,
    has_focus: bool,
}

impl Field {
    /// A field of that name in that form; its label is the text `field-<name>`.
    pub fn new(say: &Say, form: &Form, name: &str, control: Control) -> Self {
        Self::called(say, form, name, say.text(&format!("field-{name}"), &[]), control)
    }

    /// A field with a label of its own.
    ///
    /// Where a form is shown again because of a fault, it tells too of a choice that is none any more: what was refused may
    /// have been that.
    pub fn called(say: &Say, form: &Form, name: &str, label: String, control: Control) -> Self {
        let value = form.value(name).to_owned();
        let is_stray = !form.faults.is_empty() && !value.is_empty() && !control.offers(&value);
        let stray = || is_stray.then(|| say.wrong("choose", None, None));
        Self {
            name: name.to_owned(),
            label,
            hint: None,
            value,
            fault: form.fault(name).map(str::to_owned).or_else(stray),
            control,
            is_optional: false,
            optional: say.text("form-optional", &[]),
            has_focus: false,
        }
    }

    /// With a sentence of help: a text without arguments.
    #[must_use]
    pub fn hinted(self, hint: String) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// A choice of a short list that has the focus when the page is opened: the page is there to be filled in.
    #[must_use]
    pub fn focused(self) -> Self {
        Self { has_focus: true, ..self }
    }

    /// May be left out.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands in it is none of its choices.
    pub fn is_stray(&self) -> bool {
        !self.value.is_empty() && !self.control.offers(&self.value)
    }

    fn told(&self, say: &Say, message: &str) -> String {
        // A field that asks is named without its question mark, in either width.
        let label = self.label.trim_end_matches(['?', '\u{ff1f}']).to_owned();
        say.text("form-fault", &[("field", label), ("message", message.to_owned())])
    }

    /// What describes it, for those who hear the page.
    fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.name));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }

    fn is_group(&self) -> bool {
        matches!(self.control, Control::One(_))
    }

    /// The choices with their ids; the first has the field's, as a fault at the top links to it.
    fn choices(&self) -> Vec<(String, &Choice)> {
        let Control::One(choices) = &self.control else { return Vec::new() };
        let numbered = choices.iter().enumerate();
        let id = |place| if place == 0 { self.name.clone() } else { format!("{}-{place}", self.name) };
        numbered.map(|(place, choice)| (id(place), choice)).collect()
    }
}

/// A line of text.
pub const fn line(kind: &'static str, autocomplete: &'static str) -> Control {
    Control::Line { kind, autocomplete }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_domain::lang::Lang;

    #[test]
    fn a_field_names_its_fault_to_those_who_hear_it() {
        let mut form = Form::default();
        form.set("name", "<b>");
        let say = Say::new(Lang::En);
        form.blame("name", "too short");
        form.blame("name", "told second");
        form.blame("elsewhere", "not on this page");
        form.blame_whole("the whole");
        let label = "Your name?".to_owned();
        let field = Field::called(&say, &form, "name", label, line("text", "name")).hinted("help".to_owned());
        let told: Vec<_> = form.told(&say, [&field]).into_iter().map(|fault| (fault.field, fault.told)).collect();
        let whole = |message: &str| (None, message.to_owned());
        let named = (Some("name".to_owned()), "Your name: too short".to_owned());
        assert_eq!(told, [named, whole("not on this page"), whole("the whole")]);
        let html = field.render().unwrap();
        assert!(html.contains(r#"aria-describedby="name-hint name-fault""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#) && html.contains("too short"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn a_choice_that_is_none_any_more_is_told_beside_its_field_once_the_form_was_refused() {
        let say = Say::new(Lang::En);
        let choices = Control::List(vec![Choice::new("", "-"), Choice::new("a", "A")]);
        for (value, refused, told) in [("b", true, 2), ("b", false, 0), ("a", true, 1), ("", true, 1)] {
            let mut form = Form::default();
            form.set("to", value);
            if refused {
                form.blame_whole("the whole");
            }
            let field = Field::called(&say, &form, "to", "To".to_owned(), choices.clone());
            assert_eq!(form.told(&say, [&field]).len(), told, "{value} {refused}");
            assert_eq!(field.render().unwrap().contains("to-fault"), told == 2, "{value} {refused}");
        }
    }
}
