//! Filing: the form, sent and checked, and the receipt.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use huiyin_app::desk::{Bound, Identity, check_text};
use huiyin_app::filing::{FilingReceipt, FilingRequest, PersonRequest};
use huiyin_app::{AppError, Invalid, chance};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::PersonRole;
use huiyin_domain::office::{Actor, Office};
use huiyin_render::form::Form;
use huiyin_render::page::{FilingPage, Frame, Known, OTHERS, ReceiptPage};
use jiff::civil::Date;

use super::form::{Sent, SentWithFiles, blame, blame_field};
use super::trouble::{faulty, html};
use super::visit;
use super::visitor::Visitor;
use crate::WebState;
use crate::api::petitions::take_in;
use crate::form::Came;
use crate::problem::{Failed, Kind};

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/file/draft", post(draft))
}

/// What takes files in has bounds of its own.
pub(super) fn taking_files() -> Router<WebState> {
    Router::new().route("/file", get(ask).post(send))
}

/// The empty form. Its key makes one petition of it, however often it is sent.
async fn ask(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let mut form = Form::default();
    form.set("key", fresh_key()?);
    Ok(html(&page(&state, frame, form).await?))
}

pub(super) fn fresh_key() -> Result<String, AppError> {
    Ok(chance::content()?.to_string())
}

async fn page(state: &WebState, frame: Frame, form: Form) -> Result<FilingPage, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let known = Known::of(&office, &frame.say, today);
    Ok(FilingPage::new(frame, form, &known))
}

/// The form as it stands, in another language or with published answers to like questions: nothing typed is lost, nothing is
/// filed, and of what was typed nothing is kept.
async fn draft(State(state): State<WebState>, Visitor(frame): Visitor, Sent(form): Sent) -> Result<Response, Failed> {
    let lang = form.value("lang").parse().unwrap_or_else(|_| frame.lang());
    let office = state.app.office().await?;
    let frame = super::visitor::frame(&office, lang, "/file".to_owned());
    let like = if form.value("like") == "yes" {
        let answers = state.app.like_answers(form.value("subject"), form.value("text")).await?;
        Some(answers.iter().map(|answer| super::answers::told(&frame, &office, answer)).collect())
    } else {
        None
    };
    let mut page = page(&state, frame, form).await?;
    page.like = like;
    let mut response = html(&page);
    super::around::remember(&mut response, lang);
    Ok(response)
}

/// Files the petition with its files, or shows the form again with all that was typed.
async fn send(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    SentWithFiles(mut form, uploads): SentWithFiles,
) -> Result<Response, Failed> {
    let files = uploads.came();
    if let Some(request) = read(&frame, &mut form) {
        let (key, office, rows) = (form.value("key").to_owned(), state.app.office().await?, rows(&form));
        match take_in(state.clone(), Actor::Public, None, request, uploads, Some(key)).await {
            Ok(receipt) => return received(&state, frame, &receipt),
            Err(failed) => not_taken((&frame, &office), &mut form, failed, |path| field_of(path, &rows))?,
        }
    } else {
        uploads.discard().await;
    }
    choose_again(&frame, &mut form, &files);
    Ok(faulty(&page(&state, frame, form).await?))
}

/// No page may choose files for its reader: what the browser sent with a form that is shown again has to be chosen again.
pub(super) fn choose_again(frame: &Frame, form: &mut Form, files: &Came) {
    if files.any() {
        let again = frame.t("filing-files-again");
        if form.fault("files").is_some() { form.blame_whole(again) } else { form.blame("files", again) }
    }
}

/// Why a petition was not taken in. A form that was sent with other words before gets a fresh key.
pub(super) fn not_taken(
    (frame, office): (&Frame, &Office),
    form: &mut Form,
    failed: Failed,
    name: impl Fn(&str) -> String,
) -> Result<(), Failed> {
    if failed.kind() == Some(Kind::KeyReused) {
        form.set("key", fresh_key()?);
        form.blame_whole(frame.t("filing-sent-before"));
        return Ok(());
    }
    blame((&frame.say, office), form, failed, name)
}

/// The receipt shown to the petitioner, whose visit begins with it.
pub(super) fn received(state: &WebState, frame: Frame, receipt: &FilingReceipt) -> Result<Response, Failed> {
    let mut response = html(&receipt_page(frame, receipt, false));
    visit::begin(&visit::new_pass(state, &receipt.code)?, &mut response);
    Ok(response)
}

/// A receipt; one for paper hides its code on the screen.
pub(super) fn receipt_page(frame: Frame, receipt: &FilingReceipt, on_paper: bool) -> ReceiptPage {
    ReceiptPage {
        frame,
        number: receipt.number.clone(),
        code: receipt.code.printed(),
        received_on: receipt.received_on,
        first_step_due_on: receipt.first_step_due_on,
        on_paper,
    }
}

/// The field of the form that a field of the request is typed into; further persons stand in these rows.
pub(super) fn field_of(path: &str, rows: &[usize]) -> String {
    let mut steps = path.split('.');
    match (steps.next(), steps.next().map(str::parse::<usize>), steps.next()) {
        (Some(list @ ("demands" | "files")), ..) => list.to_owned(),
        (Some("persons"), Some(Ok(0)), Some(what)) => what.to_owned(),
        (Some("persons"), Some(Ok(place)), Some(what)) => {
            format!("other-{}-{what}", rows.get(place - 1).copied().unwrap_or(place))
        }
        _ => path.replace('_', "-"),
    }
}

/// The petition in the form, if nothing in it is wrong: all faults are told at once.
fn read(frame: &Frame, form: &mut Form) -> Option<FilingRequest> {
    let mut faults = faults_of_words(form);
    let asked: [(&str, &[&str]); 2] = [("about", &["no", "yes"]), ("who", &["named", "sealed", "anonymous"])];
    for (name, known) in asked {
        faults.extend((!known.contains(&form.value(name))).then(|| Invalid::new(name, "choose")));
    }
    let persons = if form.value("who") == "anonymous" { Vec::new() } else { persons(form) };
    faults.extend(rows(form).into_iter().filter_map(|row| {
        let role = other(row, "role");
        let is_known = is_empty(form, &role) || form.value(&role).parse::<PersonRole>().is_ok();
        (!is_known).then(|| Invalid::new(role, "choose"))
    }));
    faults.extend(faults_of_persons(&persons, &rows(form)));
    let happened_on: Option<Date> = optional(form, "happened-on", "not-a-date", &mut faults);
    let against = optional(form, "against", "unknown-code", &mut faults);
    let place = optional(form, "place", "unknown-code", &mut faults);
    is_faultless(frame, form, faults).then(|| FilingRequest {
        persons,
        accusation: form.value("accusation") == "yes",
        under_seal: form.value("who") == "sealed",
        about_office: form.value("about") == "yes",
        against: against.into_iter().collect(),
        place,
        happened_on,
        ..words_in(frame, form)
    })
}

/// A petition of words alone, on a matter that is known.
pub(super) fn writing(frame: &Frame, form: &mut Form) -> Option<FilingRequest> {
    let faults = faults_of_words(form);
    is_faultless(frame, form, faults).then(|| words_in(frame, form))
}

pub(super) fn faults_of_words(form: &Form) -> Vec<Invalid> {
    let demands = lines(form.value("demands"));
    let subject = check_text("subject", form.value("subject"), Bound::Subject).err();
    let text = check_text("text", form.value("text"), Bound::Text).err();
    let demands = demands.iter().filter_map(|demand| check_text("demands", demand, Bound::Demand).err());
    subject.into_iter().chain(text).chain(demands).collect()
}

/// What is wrong with who files; further persons stand in these rows.
pub(super) fn faults_of_persons(persons: &[PersonRequest], rows: &[usize]) -> Vec<Invalid> {
    let of = |(place, person): (usize, &PersonRequest)| {
        let told =
            |fault: Invalid| Invalid { field: field_of(&format!("persons.{place}.{}", fault.field), rows), ..fault };
        person.identity.faults().into_iter().map(told).collect::<Vec<_>>()
    };
    persons.iter().enumerate().flat_map(of).collect()
}

/// Says all faults in the order of the page.
pub(super) fn is_faultless(frame: &Frame, form: &mut Form, mut faults: Vec<Invalid>) -> bool {
    faults.sort_by_key(|fault| ORDER.iter().position(|name| *name == fault.field));
    for invalid in &faults {
        blame_field(&frame.say, form, invalid, str::to_owned);
    }
    faults.is_empty()
}

/// What a petitioner wrote, in the language of his page.
fn words_in(frame: &Frame, form: &Form) -> FilingRequest {
    FilingRequest { language: Some(frame.lang()), ..words(form) }
}

/// What somebody wrote, by nobody and about nothing yet.
pub(super) fn words(form: &Form) -> FilingRequest {
    FilingRequest {
        demands: lines(form.value("demands")),
        ..FilingRequest::of_words(Channel::Online, form.value("subject"), form.value("text"))
    }
}

/// The fields that can be wrong, as they follow one another on the page.
const ORDER: [&str; 25] = [
    "about",
    "channel",
    "at",
    "received-on",
    "who",
    "name",
    "phone",
    "email",
    "address",
    "other-1-name",
    "other-1-phone",
    "other-1-role",
    "other-2-name",
    "other-2-phone",
    "other-2-role",
    "other-3-name",
    "other-3-phone",
    "other-3-role",
    "persons-count",
    "subject",
    "text",
    "demands",
    "place",
    "happened-on",
    "against",
];

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(super) fn optional<T: std::str::FromStr>(
    form: &Form,
    name: &str,
    wrong: &'static str,
    faults: &mut Vec<Invalid>,
) -> Option<T> {
    let typed = Some(form.value(name)).filter(|typed| !typed.is_empty())?;
    let read = typed.parse().ok();
    faults.extend(read.is_none().then(|| Invalid::new(name, wrong)));
    read
}

/// Who files, then the others that are named.
fn persons(form: &Form) -> Vec<PersonRequest> {
    let value = |name: &str| form.value(name).trim().to_owned();
    let identity = Identity {
        name: value("name"),
        phone: value("phone"),
        email: value("email"),
        address: value("address"),
        ..Identity::default()
    };
    let mut persons = vec![PersonRequest { role: PersonRole::Petitioner, identity }];
    for row in rows(form) {
        let of = |what: &str| value(&other(row, what));
        let identity = Identity { name: of("name"), phone: of("phone"), ..Identity::default() };
        let role = of("role").parse().unwrap_or(PersonRole::CoSigner);
        persons.push(PersonRequest { role, identity });
    }
    persons
}

/// The rows for others in which something stands.
fn rows(form: &Form) -> Vec<usize> {
    (1..=OTHERS).filter(|row| ["name", "phone"].iter().any(|what| !is_empty(form, &other(*row, what)))).collect()
}

/// The field of another person's row.
fn other(row: usize, what: &str) -> String {
    format!("other-{row}-{what}")
}

pub(super) fn is_empty(form: &Form, name: &str) -> bool {
    form.value(name).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use huiyin_render::Lang;

    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (name, value) in pairs {
            form.set(name, *value);
        }
        form
    }

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_page() {
        let mut empty = form(&[("happened-on", "31 June")]);
        assert_eq!(read(&Frame::sample(Lang::En), &mut empty), None);
        let fields: Vec<_> = empty.faults().iter().filter_map(|fault| fault.field.as_deref()).collect();
        assert_eq!(fields, ["about", "who", "name", "subject", "text", "happened-on"]);
    }

    #[test]
    fn a_form_becomes_a_petition_with_one_demand_a_line() {
        let mut filled = form(&[
            ("about", "no"),
            ("who", "sealed"),
            ("name", " Somebody "),
            ("other-2-name", "Another"),
            ("other-2-role", "agent"),
            ("subject", "Lamps"),
            ("text", "Dark."),
            ("demands", "Repair them\n\n Tell us when \n"),
        ]);
        let request = read(&Frame::sample(Lang::En), &mut filled).unwrap();
        assert_eq!(request.demands, ["Repair them", "Tell us when"]);
        assert!(request.under_seal && !request.about_office && !request.accusation);
        let roles: Vec<_> = request.persons.iter().map(|person| (person.role, person.identity.name.as_str())).collect();
        assert_eq!(roles, [(PersonRole::Petitioner, "Somebody"), (PersonRole::Agent, "Another")]);
    }

    #[test]
    fn a_name_typed_before_anonymous_was_chosen_is_not_sent_on() {
        let typed = [("about", "no"), ("who", "anonymous"), ("name", "Somebody"), ("subject", "s"), ("text", "t")];
        assert_eq!(read(&Frame::sample(Lang::En), &mut form(&typed)).unwrap().persons, []);
    }

    #[test]
    fn who_is_told_of_without_a_name_is_asked_for_it() {
        let typed = [("about", "no"), ("who", "named"), ("subject", "s"), ("text", "t"), ("name", "Somebody")];
        let mut form = form(&typed);
        form.set("other-3-phone", "138-0000-0001");
        assert_eq!(read(&Frame::sample(Lang::En), &mut form), None);
        assert!(form.fault("other-3-name").is_some() && form.faults().len() == 1, "{:?}", form.faults());
        form.set("who", "anonymous");
        assert!(read(&Frame::sample(Lang::En), &mut form).is_some(), "who is anonymous tells of nobody");
    }

    #[test]
    fn a_fault_of_the_request_finds_its_field() {
        for (path, field) in [
            ("persons.0.name", "name"),
            ("persons.1.phone", "other-1-phone"),
            ("persons.2.phone", "other-3-phone"),
            ("demands.3", "demands"),
            ("files.1.name", "files"),
            ("happened_on", "happened-on"),
        ] {
            assert_eq!(field_of(path, &[1, 3]), field);
        }
    }
}
