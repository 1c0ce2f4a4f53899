//! Every field of every form that officers and petitioners are shown: what is of the wrong kind or past its bound is told
//! beside its field in the page's language with all that was typed, what is at its bound is taken, and nothing that is sent
//! makes a page fail.

use std::collections::BTreeSet;

use huiyin_story::page::{Button, Field, Form, Kind, escaped, urlencoded, words};
use huiyin_story::places::{People, Place};
use huiyin_story::{Busy, PASSWORD, Shown, Town, Visitor, town};

const LANGS: [&str; 3] = ["en", "zh-CN", "zh-TW"];

/// Longer than any field takes, short enough for a request.
const LONG_CHARS: usize = 60_000;

/// A file's name, longer than any that is taken.
const LONG_NAME: &str = concat!(
    "invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-",
    "invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-",
    "invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented-invented.txt",
);

/// So many fields are tried, at least: fewer, and pages lost forms.
const FIELDS_MIN: usize = 100;

/// How many characters fields of text take; a fault that names another bound is about something else.
const BOUNDS: [usize; 5] = [200, 300, 1_000, 20_000, 50_000];

/// Fields whose text is read as something else than words: any long one is wrong.
const READ: [&str; 5] = ["rows", "other", "code", "class", "find"];

/// Whoever tries much here has to wait before anybody comes in again.
const GUARDED: [&str; 3] = ["/sign-in", "/query", "/factor"];

/// The page on which a form stands, where it sends, the button, what is filled in.
type Sheet = (Place, &'static str, &'static str, Vec<(String, String)>);

/// Pages that come of a form.
fn sheets(busy: &Busy) -> Vec<Sheet> {
    let picks = busy.matters[..2].iter().map(|matter| (format!("pick-{matter}-1"), "yes".to_owned()));
    let pack = [("pack", "cn-administrative-review-2023"), ("beside", "yes")];
    let pack = pack.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let at = |path: &str| busy.pages().into_iter().find(|place| place.path == path).expect("a page");
    vec![
        (at("/desk/law"), "/desk/law/pack/try", "try-pack", pack.collect()),
        (at("/desk/search"), "/desk/search", "", vec![("words".to_owned(), "路灯".to_owned())]),
        (at("/desk"), "/desk/bulk/print", "bulk-forward", picks.clone().collect()),
        (at("/desk"), "/desk/bulk/print", "bulk-assign", picks.collect()),
    ]
}

/// What a field of that kind must not take.
fn wrong(field: &Field) -> &'static [&'static str] {
    match &field.kind {
        Kind::Line(kind) if kind == "date" => &["31 June", "2026-02-30", "二月三日", "99999-01-01", "a\u{0}b"],
        Kind::Line(kind) if kind == "number" => &["-1", "many", "99999999999999999999", "1e3", "1\u{0}"],
        Kind::Line(_) | Kind::Lines => &["a\u{0}b", "a\u{8}b"],
        Kind::One(_) => &["no-such-choice", "../\u{0}", "👪"],
        Kind::Files => &[LONG_NAME],
        Kind::Hidden | Kind::Tick => &[],
    }
}

/// Fields that a fault is told of under another name, or that are looked for instead of being taken.
fn is_looked_for(form: &Form, field: &Field) -> bool {
    let sought = [("/desk/find", "number"), ("/sign-in", ""), ("/query", "code")];
    sought.iter().any(|(action, name)| form.action == *action && (name.is_empty() || field.name == *name))
        || form.action.starts_with("/factor")
        || field.name == "find"
}

fn is_typed(field: &Field) -> bool {
    matches!(field.kind, Kind::Lines) || matches!(&field.kind, Kind::Line(kind) if kind != "date" && kind != "number")
}

/// The form with something in every field, so that only what is tried is wrong.
fn filled(mut form: Form) -> Form {
    for field in &mut form.fields {
        let is_empty = field.value.as_deref().is_none_or(str::is_empty);
        let value = match &field.kind {
            Kind::Line(kind) if kind == "date" => "2026-03-02".to_owned(),
            Kind::Line(kind) if kind == "number" => "1".to_owned(),
            Kind::Line(kind) if kind == "email" => "a@example.org".to_owned(),
            Kind::Line(_) if field.name == "class" => "01.07".to_owned(),
            Kind::Line(_) if field.name == "code" && form.action.contains("places") => "990121101299".to_owned(),
            Kind::Line(_) if field.name == "code" => "x-1".to_owned(),
            Kind::Line(_) | Kind::Lines => "灯不亮".to_owned(),
            Kind::One(choices) => choices.iter().find(|choice| !choice.is_empty()).cloned().unwrap_or_default(),
            Kind::Hidden | Kind::Tick | Kind::Files => continue,
        };
        if is_empty {
            field.value = Some(value);
        }
    }
    form
}

/// What the page says beside a field.
fn fault<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = html.split_once(&format!("id=\"{name}-fault\""))?;
    rest.split_once('>')?.1.split('<').next()
}

fn is_said_in(lang: &str, told: &str) -> bool {
    let is_chinese = told.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let is_key = told.contains('<') || told.contains("&#60;");
    !is_key && is_chinese == (lang != "en")
}

/// All that is wrong.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn note(&mut self, where_: &str, what: impl AsRef<str>) {
        self.0.push(format!("{where_}: {}", what.as_ref()));
    }

    /// What came back must tell of that field, with all that was typed.
    fn tells(&mut self, at: &str, lang: &str, sent: &Form, name: &str, shown: &Shown) {
        if shown.status != 422 && (sent.is_post || shown.status != 200) {
            let what = words(&shown.html).split_whitespace().take(40).collect::<Vec<_>>().join(" ");
            return self.note(at, format!("answered by {} {:?}: {what}", shown.status, shown.leads_to));
        }
        match fault(&shown.html, name) {
            None => {
                let (_, told) = shown.html.split_once("class=\"faults\"").unwrap_or_default();
                let told = words(&format!("<p {}>", told.split("</ul>").next().unwrap_or_default()));
                self.note(at, format!("nothing beside the field; told: {}", told.trim()));
            }
            Some(told) if !is_said_in(lang, told) => self.note(at, format!("in {lang} it is told: {told}")),
            Some(_) => {}
        }
        let Some(form) = shown.forms().into_iter().find(|form| form.action == sent.action) else {
            return self.note(at, "the form is gone");
        };
        for field in &sent.fields {
            let is_kept = !matches!(field.kind, Kind::Files)
                && !["key", "mark", "offer", "password"].contains(&field.name.as_str());
            let can_be = !(field.name == name && matches!(field.kind, Kind::One(_)));
            if is_kept && can_be && form.value(&field.name) != field.value.as_deref().unwrap_or_default() {
                let (was, is) = (field.value.as_deref().unwrap_or_default(), form.value(&field.name));
                let short = |text: &str| text.chars().take(20).collect::<String>();
                self.note(at, format!("{} was {:?} and is {:?}", field.name, short(was), short(is)));
            }
        }
    }
}

fn seen(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().filter(|field| !matches!(field.kind, Kind::Hidden | Kind::Tick))
}

/// Every box ticked that a box alone asks for, beside a fault: they stay ticked. What no box sends ticks none, and breaks
/// nothing.
async fn tries_ticks(found: &mut Found, visitor: &Visitor<'_>, form: &Form, button: &Button, lang: &str) {
    let ticks = form.fields.iter().filter(|field| field.kind == Kind::Tick);
    let ticks: Vec<&str> = ticks.map(|field| field.name.as_str()).collect();
    let all = |value| ticks.iter().map(|name| (*name, value)).collect::<Vec<_>>();
    for value in ["no-such-choice", "a\u{0}b"].into_iter().filter(|_| !ticks.is_empty()) {
        let shown = visitor.sends(&form.clone().with(&all(value)), button).await;
        if shown.status >= 500 {
            found.note(&format!("{} ticks = {value:?}", form.target(button)), format!("answered by {}", shown.status));
        }
    }
    let faulty = seen(form).filter(|field| !is_looked_for(form, field));
    let faulty = faulty.filter(|_| !ticks.is_empty()).find_map(|field| Some((field, wrong(field).first()?)));
    if let Some((field, value)) = faulty {
        let sent = form.clone().with(&all("yes")).with(&[(&field.name, value)]);
        let shown = visitor.sends(&sent, button).await;
        found.tells(&format!("{} with every box ticked", form.target(button)), lang, &sent, &field.name, &shown);
    }
}

/// Everything wrong, into each field of a form.
async fn tries(found: &mut Found, visitor: &Visitor<'_>, form: &Form, button: &Button, lang: &str) {
    let form = filled(form.clone());
    for field in seen(&form) {
        if matches!(field.kind, Kind::Files) && (!form.takes_files || button.is_plain) {
            continue;
        }
        for value in wrong(field) {
            let sent = form.clone().with(&[(&field.name, value)]);
            let shown = visitor.sends(&sent, button).await;
            let at = format!("{} {} = {value:?}", form.target(button), field.name);
            if is_looked_for(&form, field) {
                if shown.status >= 500 {
                    found.note(&at, format!("answered by {}", shown.status));
                }
            } else {
                found.tells(&at, lang, &sent, &field.name, &shown);
            }
        }
        if is_looked_for(&form, field) {
            continue;
        }
        if is_typed(field) && field.length_max.is_none() && !READ.contains(&field.name.as_str()) {
            is_bound(found, visitor, &form, (button, field), lang).await;
        }
    }
    tries_ticks(found, visitor, &form, button, lang).await;
    for field in seen(&form).filter(|field| is_typed(field)).take(1) {
        let at = format!("{} {}", form.target(button), field.name);
        if form.is_post && !form.takes_files {
            let other = form.values(button).into_iter().filter(|(name, _)| *name != field.name).collect::<Vec<_>>();
            let body = format!("{}={}&{}", escaped(field.name.as_bytes()), "%B5%C6", urlencoded(&other));
            let shown = visitor.posts(form.target(button), body).await;
            if !(400..500).contains(&shown.status) {
                found.note(&at, format!("what is no UTF-8 is answered by {}", shown.status));
            }
        }
    }
}

/// A text past its bound is told with the bound, and one more than it; at the bound the field is not told of.
async fn is_bound(
    found: &mut Found,
    visitor: &Visitor<'_>,
    form: &Form,
    (button, field): (&Button, &Field),
    lang: &str,
) {
    let at = format!("{} {} past its bound", form.target(button), field.name);
    let much = form.clone().with(&[(&field.name, &"灯".repeat(LONG_CHARS))]);
    let shown = visitor.sends(&much, button).await;
    let told = fault(&shown.html, &field.name).unwrap_or_default().to_owned();
    let digits: String = told.chars().filter(char::is_ascii_digit).collect();
    let bound = digits.parse().ok().filter(|bound| BOUNDS.contains(bound));
    found.tells(&at, lang, &much, &field.name, &shown);
    if let Some(bound) = bound {
        let past = form.clone().with(&[(&field.name, &"灯".repeat(bound + 1))]);
        found.tells(&at, lang, &past, &field.name, &visitor.sends(&past, button).await);
    } else if shown.status == 422 && !told.is_empty() {
        found.note(&at, format!("no bound is told: {told}"));
    }
}

/// All forms of a page that somebody can fill in.
async fn tries_page(found: &mut Found, visitor: &Visitor<'_>, page: &Shown, lang: &str) -> usize {
    if page.status != 200 {
        found.note(&page.path, format!("opened with {}", page.status));
    }
    let mut fields = 0;
    for form in page.forms().iter().filter(|form| seen(form).next().is_some()) {
        let Some(button) = form.buttons.iter().find(|button| !button.is_plain && button.says.is_none()) else {
            continue;
        };
        fields += seen(form).count();
        tries(found, visitor, form, button, lang).await;
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_takes_what_it_must_not_or_loses_what_was_typed() {
    let busy = Busy::morning().await;
    let commands = busy.commands().await;
    let (mut people, mut found, mut fields) = (People::of(&busy), Found::default(), 0);
    let mut tried = BTreeSet::new();
    let pages = busy.pages().into_iter().filter(|place| tried.insert(place.path.replace("?at=0", ""))).chain(commands);
    let mut pages: Vec<Place> = pages.collect();
    pages.sort_by_key(|place| GUARDED.contains(&place.path.as_str()));
    for (nth, place) in pages.into_iter().enumerate() {
        let lang = LANGS[nth % LANGS.len()];
        let visitor = people.at(place.who, lang).await;
        let page = visitor.goes_to(&place.path).await;
        fields += tries_page(&mut found, visitor, &page, lang).await;
    }
    for (nth, (place, action, button, values)) in sheets(&busy).into_iter().enumerate() {
        let lang = LANGS[nth % LANGS.len()];
        let visitor = people.at(place.who, lang).await;
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let form = visitor.goes_to(&place.path).await.form(action).with(&values);
        let sheet = visitor.sends(&form, form.button(button)).await;
        fields += tries_page(&mut found, visitor, &sheet, lang).await;
    }
    assert!(fields > FIELDS_MIN, "only {fields} fields were tried");
    assert!(found.0.is_empty(), "{} faults in {fields} fields:\n{}", found.0.len(), found.0.join("\n"));
}

/// The secret that an authenticator is to take over.
fn secret(shown: &Shown) -> &str {
    let (_, rest) = shown.html.split_once("id=\"secret\"").expect("a secret");
    rest.split(['>', '<']).nth(1).expect("its letters")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_an_authenticator_that_is_none_is_told_beside_its_field() {
    let town = Town::open(town::Kind::Sqlite).await;
    town.on("2026-03-02").await;
    let mut found = Found::default();
    for lang in LANGS {
        let visitor = Visitor::officer(&town, "o-xfj-1", lang).await;
        let page = visitor.goes_to("/factor").await;
        let form = page.form("/factor/set");
        let right = form.clone().with(&[("password", PASSWORD), ("factor", "000000")]);
        for (name, value) in [("password", "of somebody else"), ("factor", "12345"), ("factor", "六个数字")] {
            let sent = right.clone().with(&[(name, value)]);
            let shown = visitor.sends(&sent, form.button("send")).await;
            found.tells(&format!("/factor/set {name} = {value:?}"), lang, &sent, name, &shown);
            assert_eq!(shown.form("/factor/set").value("password"), "", "no password stands in a page");
            assert_eq!(secret(&shown), secret(&page), "the authenticator has taken this one");
        }
    }
    assert!(found.0.is_empty(), "{}", found.0.join("\n"));
}
