//! A page that is one form and nothing else: adding to a petition, giving a command.

use askama::Template;
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::CommandKind;

use super::filing::{about, files};
use super::{Aid, Frame, Known};
use crate::Lang;
use crate::form::{Choice, Control, Field, Form, ToldFault, line};

/// How petitions come to a desk.
const DESK: [Channel; 4] = [Channel::Visit, Channel::Letter, Channel::Call, Channel::Email];

/// Where, below a matter, a petition is added to it.
pub const ADDING: &str = "/add_petition/matter/0";

/// The matter that a petition is added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onto {
    /// Its number.
    pub number: String,
    /// Its page.
    pub href: String,
}

/// A sheet to fill in.
#[derive(Debug, Template)]
#[template(path = "pages/sheet.html")]
pub struct SheetPage {
    /// What stands around it.
    pub frame: Frame,
    /// What it is for.
    pub title: String,
    /// What comes of it, a sentence each.
    pub lead: Vec<String>,
    /// What it is about, where that is more than one thing.
    pub about: Vec<String>,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// Its fields, in the order in which they are filled in.
    pub fields: Vec<Field>,
    /// What stands beside it.
    pub aid: Aid,
    /// What people brought, where it may be given with it.
    pub files: Option<Field>,
    /// What is sent with it and not seen: names and values.
    pub hidden: Vec<(String, String)>,
    /// Where it goes.
    pub action: String,
    /// Where one came from.
    pub back: String,
}

impl SheetPage {
    /// The sheet by which something is added to a petition.
    pub fn adding(frame: Frame, form: Form, mark: String) -> Self {
        let field = |name: &str, control: Control| Field::new(&frame.say, &form, name, control);
        let hint = |name: &str| frame.t(&format!("field-{name}-hint"));
        let fields = vec![
            field("subject", line("text", "off")).hinted(hint("subject")),
            field("text", Control::Lines { rows: 8 }).hinted(hint("text")),
            field("demands", Control::Lines { rows: 3 }).hinted(hint("demands")).optional(),
        ];
        let hidden = vec![("mark".to_owned(), mark), ("key".to_owned(), form.value("key").to_owned())];
        Self {
            title: frame.t("my-add"),
            lead: vec![frame.t("my-add-lead")],
            about: Vec::new(),
            fields,
            aid: Aid::default(),
            files: Some(files(&frame.say, &form)),
            hidden,
            action: "/my/add".to_owned(),
            back: "/my".to_owned(),
            frame,
            form,
        }
    }

    /// The register: in the order in which one speaks. Where somebody sits at several desks, it asks at which. The same for
    /// a petition on a matter that is known already, without what the matter has said of itself before.
    pub fn registering(frame: Frame, form: Form, known: &Known, desks: &[Choice], onto: Option<Onto>) -> Self {
        let field = |name: &str, control: Control| Field::new(&frame.say, &form, name, control);
        let told =
            |name: &str, label: &str, control: Control| Field::called(&frame.say, &form, name, frame.t(label), control);
        let list = |choices: &[Choice], none: &str| {
            Control::List(std::iter::once(Choice::new("", frame.t(none))).chain(choices.iter().cloned()).collect())
        };
        let channels: Vec<Choice> =
            DESK.iter().map(|channel| Choice::new(channel.code(), frame.say.word(*channel))).collect();
        let mut fields = Vec::new();
        let first = about(&frame.say, &form);
        let first = if form.faults().is_empty() { first.focused() } else { first };
        fields.extend(onto.is_none().then_some(first));
        fields.push(field("channel", list(&channels, "form-choose")));
        fields.extend((desks.len() > 1).then(|| field("at", list(desks, "form-choose"))));
        fields.extend([
            field("received-on", line("date", "off")),
            field("name", line("text", "off")).hinted(frame.t("register-name-hint")).optional(),
            field("phone", line("tel", "off")).optional(),
            field("address", line("text", "off")).optional(),
            field("persons-count", line("number", "off")).hinted(frame.t("register-count-hint")).optional(),
            told("subject", "register-subject", line("text", "off")),
            told("text", "register-text", Control::Lines { rows: 8 }),
            told("demands", "register-demands", Control::Lines { rows: 3 })
                .hinted(frame.t("field-demands-hint"))
                .optional(),
        ]);
        if onto.is_none() {
            fields.extend([
                field("place", list(&known.places, "form-none")).optional(),
                field("happened-on", line("date", "off")).optional(),
                field("under-seal", Control::Tick),
                told("accusation", "register-accusation", Control::Tick),
                told("against", "register-against", list(&known.units, "form-none")).optional(),
            ]);
        }
        let mark = ("mark".to_owned(), frame.mark().to_owned());
        let (title, lead) = match &onto {
            Some(onto) => (
                frame.say.word(CommandKind::AddPetition),
                frame.say.text("register-onto", &[("number", onto.number.clone())]),
            ),
            None => (frame.t("register-title"), frame.t("register-lead")),
        };
        let look = onto.is_none().then(|| frame.t("alike-look"));
        let back = onto.map_or_else(|| "/desk".to_owned(), |onto| onto.href);
        let action = if back == "/desk" { "/desk/register".to_owned() } else { format!("{back}{ADDING}") };
        Self {
            title,
            lead: vec![lead],
            about: Vec::new(),
            fields,
            aid: Aid { look, ..Aid::default() },
            files: Some(files(&frame.say, &form)),
            hidden: vec![mark, ("key".to_owned(), form.value("key").to_owned())],
            action,
            back,
            frame,
            form,
        }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, self.fields.iter().chain(&self.files))
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let mut form = Form::default();
        form.set("subject", "<subject>");
        Self { aid: Aid::sample(), ..Self::adding(Frame::sample(lang), form, "0123".to_owned()) }
    }
}
