//! Registers by day and month, and the list by which letters are sent: pages to print, and files.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::book::{Book, BookFilter, Entered};
use huiyin_app::operations::{Export, Span};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::clock::Step;
use huiyin_domain::matter::Issue;
use huiyin_domain::matter::state::{Clock, Document, DocumentState};
use huiyin_domain::office::Office;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::office::series::{Number, SeriesClass};
use huiyin_render::Say;
use huiyin_render::form::{Choice, Control, Field, Form, line};
use huiyin_render::page::{BookLine, BookPage, Frame};
use jiff::civil::Date;
use serde::Deserialize;

use super::Staff;
use super::asked::Reading;
use crate::WebState;
use crate::api::matters::file_download;
use crate::pages::csv;
use crate::pages::form::blame_field;
use crate::pages::seen;
use crate::pages::table::{self, Sheet, in_words};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/books", get(look))
        .route("/desk/books.csv", get(csv))
        .route("/desk/books.xlsx", get(xlsx))
        .route("/desk/books.pdf", get(letters))
}

/// What may stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    registry: Option<String>,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    waiting: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    /// Petitions of the registry, today, where nothing else is asked; a first day alone asks up to today.
    fn filter(&self, office: &Office, today: Date) -> Result<(BookFilter, Option<Number>), Vec<Invalid>> {
        let mut asked = Reading::of(office);
        let registry = asked.unit("registry", self.registry.as_deref());
        let class = asked.code("class", self.class.as_deref(), SeriesClass::from_code);
        let (from, to) = (asked.day("from", self.from.as_deref()), asked.day("to", self.to.as_deref()));
        let waiting = asked.code("waiting", self.waiting.as_deref(), |code| (code == "yes").then_some(true));
        let after = asked.code("after", self.after.as_deref(), |number| number.parse().ok());
        let to = to.unwrap_or(today);
        let filter = BookFilter {
            registry: registry.unwrap_or_else(|| office.registry.clone()),
            class: class.unwrap_or(SeriesClass::Petition),
            from: from.unwrap_or(to),
            to,
            waiting: waiting.unwrap_or_default(),
        };
        asked.all((filter, after))
    }
}

/// A filter as the parameters of an address.
fn query(filter: &BookFilter) -> String {
    let BookFilter { registry, class, from, to, waiting } = filter;
    let waiting = if *waiting { "&waiting=yes" } else { "" };
    format!("registry={registry}&class={class}&from={from}&to={to}{waiting}")
}

async fn look(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let (filter, after) = match asked.filter(&office, today) {
        Ok(asked) => asked,
        Err(faults) => {
            let mut form = typed(&asked);
            for fault in &faults {
                blame_field(&staff.frame.say, &mut form, fault, str::to_owned);
            }
            return Ok(faulty(&page(staff.frame, form, &office, None)));
        }
    };
    let book = state.app.book(&staff.actor, &filter, after.as_ref()).await?;
    let form = typed(&Asked {
        registry: Some(filter.registry.to_string()),
        class: Some(filter.class.to_string()),
        from: Some(filter.from.to_string()),
        to: Some(filter.to.to_string()),
        ..asked
    });
    let shown = Shown { filter: &filter, after: after.as_ref(), book: &book };
    let shows_operations = may_office(OfficeDeed::ReadOperations, &staff.actor, &office).is_ok();
    Ok(html(&BookPage { shows_operations, ..page(staff.frame, form, &office, Some(&shown)) }))
}

/// What was asked, as it stands in the form.
fn typed(asked: &Asked) -> Form {
    let mut form = Form::default();
    let typed = [
        ("registry", &asked.registry),
        ("class", &asked.class),
        ("from", &asked.from),
        ("to", &asked.to),
        ("waiting", &asked.waiting),
    ];
    for (name, value) in typed {
        form.set(name, value.clone().unwrap_or_default());
    }
    form
}

/// A page of a register: what was asked, after which number, and what was found.
#[derive(Clone, Copy)]
struct Shown<'b> {
    filter: &'b BookFilter,
    after: Option<&'b Number>,
    book: &'b Book,
}

fn page(frame: Frame, form: Form, office: &Office, shown: Option<&Shown<'_>>) -> BookPage {
    let fields = fields(&frame, &form, office);
    let mut page = BookPage {
        frame,
        form,
        fields,
        heads: Vec::new(),
        lines: Vec::new(),
        hidden: 0,
        next: None,
        files: Default::default(),
        letters: None,
        shows_operations: false,
    };
    if let Some(Shown { filter, after, book }) = shown {
        let query = query(filter);
        page.heads = heads(&page.frame.say, filter.class);
        page.lines = lines(&page.frame.say, office, book);
        page.hidden = book.hidden;
        page.next = book.next.as_ref().map(|number| format!("/desk/books?{query}&after={number}"));
        page.files = ["csv", "xlsx"].map(|kind| format!("/desk/books.{kind}?{query}"));
        let after = after.map(|number| format!("&after={number}")).unwrap_or_default();
        let any_opens = book.lines.iter().any(|entered| entered.opens);
        page.letters = any_opens.then(|| format!("/desk/books.pdf?{query}{after}"));
    }
    page
}

fn fields(frame: &Frame, form: &Form, office: &Office) -> Vec<Field> {
    let field =
        |name: &str, control: Control| Field::called(&frame.say, form, name, frame.t(&format!("book-{name}")), control);
    let units = office.units().map(|unit| Choice::new(unit.code.as_str(), frame.say.unit_name(unit)));
    let classes = SeriesClass::ALL.iter();
    let classes = classes.map(|class| Choice::new(class.code(), frame.t(&format!("book-of-{class}"))));
    vec![
        field("class", Control::List(classes.collect())),
        field("from", line("date", "off")),
        field("to", line("date", "off")),
        field("registry", Control::List(units.collect())),
        field("waiting", Control::Tick),
    ]
}

fn heads(say: &Say, class: SeriesClass) -> Vec<String> {
    let keys = match class {
        SeriesClass::Petition | SeriesClass::Accusation => {
            ["number", "on", "received", "channel", "subject", "unit", "stage"].as_slice()
        }
        SeriesClass::Document => ["number", "on", "by", "kind", "about", "subject", "unit", "stage"].as_slice(),
    };
    keys.iter().map(|key| say.text(&format!("book-{key}"), &[])).collect()
}

fn lines(say: &Say, office: &Office, book: &Book) -> Vec<BookLine> {
    book.lines.iter().map(|entered| told(say, office, entered)).collect()
}

fn told(say: &Say, office: &Office, entered: &Entered) -> BookLine {
    let cells = match entered.paper() {
        Some(paper) => told_paper(say, office, entered, paper),
        None => told_petition(say, office, entered),
    };
    let cells = [vec![say.date(entered.on)], cells].concat();
    BookLine { href: format!("/desk/{}", entered.matter.id), number: entered.number.to_string(), cells }
}

fn told_petition(say: &Say, office: &Office, entered: &Entered) -> Vec<String> {
    let filed = entered.petition().map(|petition| &petition.filed);
    let (received, channel) =
        filed.map(|filed| (say.date(filed.received_on), say.word(filed.channel))).unwrap_or_default();
    let issue = raised(entered);
    let unit = issue.map(|issue| say.unit(office, issue.acting())).unwrap_or_default();
    let stage = issue.map(|issue| say.word(issue.state.stage())).unwrap_or_default();
    vec![received, channel, subject(say, entered), unit, stage]
}

fn told_paper(say: &Say, office: &Office, entered: &Entered, paper: &Document) -> Vec<String> {
    let about = entered.petition().and_then(|petition| petition.number.as_ref()).map(ToString::to_string);
    let unit = entered.matter.issue(paper.issue).map(|issue| say.unit(office, issue.acting()));
    let (about, unit) = (about.unwrap_or_default(), unit.unwrap_or_default());
    let title = say.titled(office.paper_title(&entered.matter, paper), paper.kind);
    vec![seen::by(say, office, &entered.by), title, about, subject(say, entered), unit, standing(say, entered, paper)]
}

fn subject(say: &Say, entered: &Entered) -> String {
    entered.subject.clone().unwrap_or_else(|| say.text("dossier-untold", &[]))
}

/// The first issue that the petition raised; of one that raised none, the matter's first.
fn raised(entered: &Entered) -> Option<&Issue> {
    let no = entered.petition()?.filed.no;
    let issues = &entered.matter.issues;
    issues.iter().find(|issue| issue.raised_by == no).or_else(|| issues.first())
}

/// How far a paper is.
fn standing(say: &Say, entered: &Entered, paper: &Document) -> String {
    if entered.waits_for_service() {
        let due = entered.matter.live_clock(paper.issue, Step::Service).map(Clock::due);
        return say.text("book-waits", &[("day", due.map(|due| say.last_day(due)).unwrap_or_default())]);
    }
    let key = match paper.state {
        DocumentState::Numbered => "book-numbered",
        DocumentState::Issued { .. } => "book-issued",
        DocumentState::Voided => "book-void",
    };
    say.text(key, &[])
}

/// The letters of a page of the register, one after the other in the order of their numbers, to be printed at once.
async fn letters(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let (filter, after) = asked.filter(&office, today).map_err(Failed::of_fields)?;
    let (letters, _) = state.app.book_letters(&staff.actor, &filter, after.as_ref()).await?;
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return Err(AppError::NotFound.into()) };
    let name = format!("{}_{}", first.number, last.number);
    let blocks = letters.iter().flat_map(|letter| Say::new(letter.lang).letter(letter)).collect();
    let bound = state.app.bound(name.clone(), staff.frame.lang(), blocks).await?;
    state.app.record_export(&staff.actor, Export::Letters(span(&filter)), letters.len()).await?;
    Ok(file_download(bound, &name))
}

/// The lines of a register, as an entry names them.
fn span(filter: &BookFilter) -> Span {
    let BookFilter { registry, class, from, to, .. } = filter;
    Span { registry: registry.clone(), class: *class, from: *from, to: *to }
}

/// All pages of the register in words: what stands above the columns, and the lines. That they leave is on record first.
async fn whole(state: &WebState, staff: &Staff, asked: &Asked) -> Result<(Vec<String>, Vec<Vec<String>>), Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let (filter, mut after) = asked.filter(&office, today).map_err(Failed::of_fields)?;
    let (say, mut rows) = (&staff.frame.say, Vec::new());
    loop {
        let book = state.app.book(&staff.actor, &filter, after.as_ref()).await?;
        rows.extend(lines(say, &office, &book).into_iter().map(|line| [vec![line.number], line.cells].concat()));
        match book.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    state.app.record_export(&staff.actor, Export::Register(span(&filter)), rows.len()).await?;
    Ok((heads(say, filter.class), rows))
}

async fn csv(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (heads, rows) = whole(&state, &staff, &asked).await?;
    Ok(csv::for_people("register", &[vec![heads], rows].concat())?)
}

async fn xlsx(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (heads, rows) = whole(&state, &staff, &asked).await?;
    let rows = rows.into_iter().map(in_words).collect();
    Ok(table::xlsx(&Sheet { name: "register", title: staff.frame.t("book-title"), heads, rows })?)
}
