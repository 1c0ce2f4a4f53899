//! Pages as a browser takes them apart: their forms, what stands in each field, what each button sends. Reads the regular
//! HTML that our templates write, and nothing else.

use std::fmt::Write;

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Sent as it is, and not seen.
    Hidden,
    /// A line of that type.
    Line(String),
    /// Several lines.
    Lines,
    /// One of these values, from a list or a few that are all seen.
    One(Vec<String>),
    /// Yes or not.
    Tick,
    /// Files.
    Files,
}

/// A field as it stands in a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// What is sent if nobody touches it; nothing of a box that is not ticked.
    pub value: Option<String>,
    /// As `maxlength` says it, in UTF-16 units.
    pub length_max: Option<usize>,
}

/// A button that sends a form.
#[derive(Debug, Clone, Default)]
pub struct Button {
    /// Name and value, where it has a name.
    pub says: Option<(String, String)>,
    /// Where it sends, where not to where the form does.
    pub action: Option<String>,
    /// It sends fields alone, where the form would send files.
    pub is_plain: bool,
    /// What tells it from the others.
    pub id: String,
}

/// A form of a page.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// What tells it from the others, where the page says so.
    pub id: String,
    /// Where it sends.
    pub action: String,
    /// It sends in a body, and not in the address.
    pub is_post: bool,
    /// Files can come with it.
    pub takes_files: bool,
    /// Its fields, as they follow one another.
    pub fields: Vec<Field>,
    /// Its buttons; those elsewhere on the page come last.
    pub buttons: Vec<Button>,
}

impl Form {
    /// The same with these values in these fields.
    #[must_use]
    pub fn with(mut self, values: &[(&str, &str)]) -> Self {
        for (name, value) in values {
            let field = self.fields.iter_mut().find(|field| field.name == *name);
            field.unwrap_or_else(|| panic!("{} has no field {name}", self.action)).value = Some((*value).to_owned());
        }
        self
    }

    /// What is sent by that button.
    pub fn values(&self, button: &Button) -> Vec<(String, String)> {
        let fields = self.fields.iter().filter(|field| field.kind != Kind::Files);
        let fields = fields.filter_map(|field| Some((field.name.clone(), field.value.clone()?)));
        fields.chain(button.says.clone()).collect()
    }

    /// The fields of files, each with the name of the file that was chosen; those in which none was are left out.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        let fields = self.fields.iter().filter(|field| field.kind == Kind::Files);
        fields.filter_map(|field| Some((field.name.clone(), field.value.clone()?)))
    }

    /// Where that button sends.
    pub fn target<'f>(&'f self, button: &'f Button) -> &'f str {
        button.action.as_deref().unwrap_or(&self.action)
    }

    /// What stands in that field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|field| field.name == name);
        found.and_then(|field| field.value.as_deref()).unwrap_or_default()
    }

    /// The button of that id.
    pub fn button(&self, id: &str) -> &Button {
        let found = self.buttons.iter().find(|button| button.id == id);
        found.unwrap_or_else(|| panic!("{} has no button {id}", self.action))
    }
}

/// The values as a form without files is sent.
pub fn urlencoded(values: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", escaped(name.as_bytes()), escaped(value.as_bytes()));
    values.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Bytes as they stand in such a form.
pub fn escaped(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(*byte));
        } else {
            write!(out, "%{byte:02X}").expect("a text takes more");
        }
        out
    })
}

/// A piece of a page.
#[derive(Debug)]
enum Piece {
    Opens(String, Vec<(String, String)>),
    Closes(String),
    Text(String),
}

/// What the escapes of our templates stand for.
fn unescaped(text: &str) -> String {
    let mut out = text.to_owned();
    for (escape, is) in [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")] {
        out = out.replace(escape, is);
    }
    assert!(!out.contains("&#"), "an escape that is not known here: {out}");
    out
}

fn attributes(mut inner: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some(at) = inner.find(|c: char| !c.is_whitespace()) {
        inner = &inner[at..];
        let end = inner.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(inner.len());
        let name = inner[..end].to_owned();
        inner = &inner[end..];
        let value = match inner.strip_prefix("=\"") {
            Some(rest) => {
                let (value, rest) = rest.split_once('"').expect("a value ends");
                inner = rest;
                value
            }
            None => "",
        };
        found.push((name, unescaped(value)));
    }
    found
}

/// Where a tag ends: a `>` may stand in the value of an attribute.
fn tag_end(html: &str) -> usize {
    let mut is_quoted = false;
    let end = html.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.expect("a tag ends")
}

fn pieces(html: &str) -> Vec<Piece> {
    let (mut found, mut rest) = (Vec::new(), html);
    while let Some((text, tag)) = rest.split_once('<') {
        found.push(Piece::Text(unescaped(text)));
        let end = tag_end(tag);
        let inner = tag[..end].trim_end_matches('/');
        rest = &tag[end + 1..];
        match inner.strip_prefix('/') {
            Some(name) => found.push(Piece::Closes(name.to_owned())),
            None if inner.starts_with('!') => {}
            None => {
                let (name, inner) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
                found.push(Piece::Opens(name.to_owned(), attributes(inner)));
            }
        }
    }
    found
}

/// Reads forms one piece after the other.
#[derive(Default)]
struct Reader {
    forms: Vec<Form>,
    /// The form that is open.
    open: Option<usize>,
    /// The field whose text or choices follow.
    filling: Option<(usize, usize)>,
    /// Fields and buttons that name the form they belong to, wherever they stand.
    strays: Vec<(String, Result<Field, Button>)>,
}

/// The value of an attribute.
fn of<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
}

impl Reader {
    fn opens(&mut self, name: &str, with: &[(String, String)]) {
        let text = |name: &str| of(with, name).unwrap_or_default().to_owned();
        match name {
            "form" => {
                self.open = Some(self.forms.len());
                let takes_files = of(with, "enctype") == Some("multipart/form-data");
                let is_post = of(with, "method") == Some("post");
                let (id, action) = (text("id"), text("action"));
                self.forms.push(Form { id, action, is_post, takes_files, ..Form::default() });
            }
            "button" => {
                let says = of(with, "name").map(|name| (name.to_owned(), text("value")));
                let action = of(with, "formaction").map(str::to_owned);
                let is_plain = of(with, "formenctype").is_some();
                self.add(with, Err(Button { says, action, is_plain, id: text("id") }));
            }
            "input" => self.input(with, text("type").as_str()),
            "textarea" => self.fills(with, Kind::Lines),
            "select" => self.fills(with, Kind::One(Vec::new())),
            "option" => {
                let (value, is_chosen) = (text("value"), of(with, "selected").is_some());
                if let Some((form, at)) = self.filling {
                    self.forms[form].fields[at].offers(&value, is_chosen);
                }
            }
            _ => {}
        }
    }

    fn input(&mut self, with: &[(String, String)], kind: &str) {
        let Some(name) = of(with, "name") else { return };
        let (value, is_checked) = (of(with, "value").unwrap_or_default(), of(with, "checked").is_some());
        if kind == "radio" {
            let form = self.open.expect("a choice stands in a form");
            if !self.forms[form].fields.iter().any(|field| field.name == name) {
                self.add(with, Ok(Field::new(name, Kind::One(Vec::new()), None)));
            }
            let field = self.forms[form].fields.iter_mut().find(|field| field.name == name).expect("it was added");
            field.choice(value, is_checked);
            return;
        }
        let (kind, value) = match kind {
            "hidden" => (Kind::Hidden, Some(value)),
            "checkbox" => (Kind::Tick, is_checked.then_some(value)),
            "file" => (Kind::Files, None),
            kind => (Kind::Line(kind.to_owned()), Some(value)),
        };
        let length_max = of(with, "maxlength").map(|most| most.parse().expect("a number"));
        self.add(with, Ok(Field { length_max, ..Field::new(name, kind, value) }));
    }

    fn fills(&mut self, with: &[(String, String)], kind: Kind) {
        let name = of(with, "name").expect("a field has a name");
        let length_max = of(with, "maxlength").map(|most| most.parse().expect("a number"));
        let value = (kind == Kind::Lines).then_some("");
        self.add(with, Ok(Field { length_max, ..Field::new(name, kind, value) }));
        let form = self.open.expect("a field stands in a form");
        self.filling = Some((form, self.forms[form].fields.len() - 1));
    }

    fn add(&mut self, with: &[(String, String)], one: Result<Field, Button>) {
        match (of(with, "form"), self.open) {
            (Some(form), _) => self.strays.push((form.to_owned(), one)),
            (None, Some(form)) => self.forms[form].add(one),
            (None, None) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((form, at)) = self.filling {
            let field = &mut self.forms[form].fields[at];
            if field.kind == Kind::Lines {
                field.value = Some(text.strip_prefix('\n').unwrap_or(text).to_owned());
            }
        }
    }
}

impl Form {
    fn add(&mut self, one: Result<Field, Button>) {
        match one {
            Ok(field) => self.fields.push(field),
            Err(button) => self.buttons.push(button),
        }
    }
}

impl Field {
    fn new(name: &str, kind: Kind, value: Option<&str>) -> Self {
        Self { name: name.to_owned(), kind, value: value.map(str::to_owned), length_max: None }
    }

    fn choice(&mut self, value: &str, is_chosen: bool) {
        if let Kind::One(choices) = &mut self.kind {
            choices.push(value.to_owned());
        }
        if is_chosen {
            self.value = Some(value.to_owned());
        }
    }

    /// A list sends its first where none is chosen.
    fn offers(&mut self, value: &str, is_chosen: bool) {
        self.choice(value, is_chosen || self.value.is_none());
    }
}

/// All forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut reader = Reader::default();
    for piece in pieces(html) {
        match piece {
            Piece::Opens(name, with) => reader.opens(&name, &with),
            Piece::Closes(name) if name == "form" => reader.open = None,
            Piece::Closes(name) if name == "textarea" || name == "select" => reader.filling = None,
            Piece::Closes(_) => {}
            Piece::Text(text) => reader.text(&text),
        }
    }
    for (id, one) in std::mem::take(&mut reader.strays) {
        let form = reader.forms.iter_mut().find(|form| form.id == id);
        form.unwrap_or_else(|| panic!("there is no form {id}")).add(one);
    }
    reader.forms
}

/// The words of a page, without its tags.
pub fn words(html: &str) -> String {
    let words = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Opens(..) | Piece::Closes(_) => None,
    });
    words.collect()
}
