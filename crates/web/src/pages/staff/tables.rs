//! The office's own tables, for who sets it up: units, places, officers, posts, duties. A row is added or changed by a form,
//! many by a file; a row ends by its day. Each change is an entry, and the history tells them.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::import::ImportError;
use huiyin_app::tables::{Fault, OfficeTable, TableChange, TableReport};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::office::{Office, Role, UnitKind};
use huiyin_render::form::{Choice, Control, Field, Form, line};
use huiyin_render::page::{ChangeLine, Frame, SheetPage, TableHistoryPage, TablePage, TableRow};
use jiff::civil::Date;
use serde::Deserialize;

use super::Staff;
use crate::WebState;
use crate::pages::form::{Own, OwnWithFiles, blame, blame_field};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Rows of one page.
const PAGE_ROWS: usize = 100;

/// Changes that the history shows, newest first.
const HISTORY_MAX: usize = 100;

/// Rows that a change of the history tells one by one.
const CHANGED_ROWS_MAX: usize = 20;

/// Wrong rows of a file that are told.
const FAULTS_MAX: usize = 50;

/// More choices than this are no list to choose from: the code is typed.
const CHOICES_MAX: usize = 400;

/// Largest file of a table, in bytes.
const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/office", get(|| async { Redirect::to("/desk/office/units") }))
        .route("/desk/office/{table}", get(look))
        .route("/desk/office/{table}/row", get(row).post(set))
        .route("/desk/office/{table}/csv", get(csv))
        .route("/desk/office/{table}/history", get(history))
}

/// What takes a file in has bounds of its own.
pub(super) fn taking_files() -> Router<WebState> {
    Router::new().route("/desk/office/{table}/import", post(import))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    find: String,
    /// Rows before this page.
    #[serde(default)]
    after: usize,
    /// The row to change, by its place in the table.
    #[serde(default)]
    at: Option<usize>,
    #[serde(default)]
    done: Option<String>,
}

/// The table that an address names, where the officer may set the office up.
async fn table_of(state: &WebState, staff: &Staff, code: &str) -> Result<OfficeTable, AppError> {
    may_office(OfficeDeed::SetUp, &staff.actor, state.app.office().await?.as_ref())?;
    OfficeTable::from_code(code).ok_or(AppError::NotFound)
}

fn name_of(frame: &Frame, table: OfficeTable) -> String {
    frame.t(&format!("table-{}", table.code()))
}

async fn look(
    State(state): State<WebState>,
    staff: Staff,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let done = asked.done.as_ref().map(|_| staff.frame.t("table-done"));
    Ok(html(&TablePage { done, ..page(&state, staff.frame, table, &asked).await? }))
}

async fn page(state: &WebState, frame: Frame, table: OfficeTable, asked: &Asked) -> Result<TablePage, AppError> {
    let (columns, rows) = state.app.export_table(table).await?;
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let find = asked.find.trim().to_lowercase();
    let words = Words { frame: &frame, office: &office, table };
    let told = rows.iter().enumerate().map(|(at, row)| (at, row, words.cells(columns, row)));
    let has = |text: &String| text.to_lowercase().contains(&find);
    let found: Vec<_> = told.filter(|(_, row, cells)| find.is_empty() || row.iter().chain(cells).any(has)).collect();
    let count = frame.say.text("table-count", &[("count", found.len().to_string())]);
    let shown = found.iter().skip(asked.after).take(PAGE_ROWS);
    let shown = shown.map(|(at, row, cells)| TableRow {
        cells: cells.clone(),
        href: format!("/desk/office/{table}/row?at={at}"),
        rests: !holds(row, today),
    });
    let (rows, after) = (shown.collect(), asked.after.saturating_add(PAGE_ROWS));
    let next = (found.len() > after).then(|| format!("/desk/office/{table}?after={after}&find={}", escaped(&find)));
    Ok(TablePage {
        form: Form::default(),
        table: table.code(),
        tables: OfficeTable::ALL.iter().map(|one| (one.code(), name_of(&frame, *one))).collect(),
        find: asked.find.clone(),
        heads: columns.iter().map(|column| frame.t(&label(table, column))).collect(),
        rows,
        count,
        next,
        done: None,
        faults: Vec::new(),
        frame,
    })
}

/// As an address says it.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |escaped, byte| escaped + &format!("%{byte:02X}"))
}

/// The row's days, its last two fields, hold that day.
fn holds(row: &[String], today: Date) -> bool {
    let [.., from, to] = row else { return true };
    let day = |text: &String| text.parse::<Date>().ok();
    day(from).is_none_or(|from| from <= today) && day(to).is_none_or(|to| today <= to)
}

/// The key of a column's name. A place lies in another, a unit stands below another.
fn label(table: OfficeTable, column: &str) -> String {
    match (table, column) {
        (OfficeTable::Places, "parent") => "table-column-around".to_owned(),
        _ => format!("table-column-{}", column.replace('_', "-")),
    }
}

/// What a column's codes stand for.
enum Of {
    Unit,
    Place,
    Class,
    Officer,
    Kind,
    Role,
    Day,
    Text,
}

fn of(table: OfficeTable, column: &str) -> Of {
    match (table, column) {
        (OfficeTable::Places, "parent") | (_, "place") => Of::Place,
        (_, "parent" | "review_organ" | "unit") => Of::Unit,
        (_, "class") => Of::Class,
        (_, "officer") => Of::Officer,
        (_, "kind") => Of::Kind,
        (_, "role") => Of::Role,
        (_, "from" | "to") => Of::Day,
        _ => Of::Text,
    }
}

/// Says rows in words.
struct Words<'a> {
    frame: &'a Frame,
    office: &'a Office,
    table: OfficeTable,
}

impl Words<'_> {
    fn cells(&self, columns: &[&str], row: &[String]) -> Vec<String> {
        columns.iter().zip(row).map(|(column, value)| self.cell(column, value)).collect()
    }

    fn cell(&self, column: &str, value: &str) -> String {
        let (say, office) = (&self.frame.say, self.office);
        let named = match of(self.table, column) {
            Of::Unit => {
                value.parse().ok().and_then(|code| office.unit(&code)).map(|unit| say.unit_name(unit).to_owned())
            }
            Of::Place if value == "*" => Some(self.frame.t("table-everywhere")),
            Of::Place => {
                value.parse().ok().and_then(|code| office.place(&code)).map(|place| say.place_name(place).to_owned())
            }
            Of::Class => {
                let class = value.parse().ok().and_then(|code| office.class(&code));
                class.map(|class| format!("{} {}", class.code, say.class_name(class)))
            }
            Of::Officer => {
                value.parse().ok().and_then(|code| office.officer(&code)).map(|officer| officer.name.clone())
            }
            Of::Kind => UnitKind::from_code(value).map(|kind| say.word(kind)),
            Of::Role => Role::from_code(value).map(|role| say.word(role)),
            Of::Day => value.parse().ok().map(|day| say.date(day)),
            Of::Text => None,
        };
        named.unwrap_or_else(|| value.to_owned())
    }

    /// A change in sentences: a row that became another of the same key tells only what is new in it.
    fn changed(&self, columns: &[&str], change: &TableChange) -> ChangeLine {
        let say = &self.frame.say;
        let by = match &change.by {
            Some(code) => self.officer(code),
            None => self.frame.t("table-by-operator"),
        };
        let when = say.text("table-changed", &[("day", say.date(change.on)), ("by", by)]);
        let key_of = |row: &Vec<String>| row.first().cloned().unwrap_or_default();
        let keyed = matches!((change.was.len(), change.now.len()), (1, 1));
        let mut rows = Vec::new();
        if let ([was], [now], true) = (change.was.as_slice(), change.now.as_slice(), keyed)
            && key_of(was) == key_of(now)
        {
            let about = self.cell(columns.first().copied().unwrap_or_default(), &key_of(now));
            for ((column, was), now) in columns.iter().zip(was).zip(now).filter(|((_, was), now)| was != now) {
                let told = |value: &str| if value.is_empty() { "-".to_owned() } else { self.cell(column, value) };
                let arguments = [
                    ("row", about.clone()),
                    ("column", self.frame.t(&label(self.table, column))),
                    ("was", told(was)),
                    ("now", told(now)),
                ];
                rows.push(say.text("table-became", &arguments));
            }
            return ChangeLine { when, rows };
        }
        let told = |key: &str, row: &Vec<String>| {
            let cells = self.cells(columns, row).into_iter().filter(|cell| !cell.is_empty());
            say.text(key, &[("row", cells.collect::<Vec<_>>().join(" · "))])
        };
        let gone = change.was.iter().map(|row| told("table-row-gone", row));
        let set = change.now.iter().map(|row| told("table-row-set", row));
        rows.extend(gone.chain(set).take(CHANGED_ROWS_MAX));
        let left = (change.was.len() + change.now.len()).saturating_sub(CHANGED_ROWS_MAX);
        rows.extend((left > 0).then(|| say.text("table-more", &[("count", left.to_string())])));
        ChangeLine { when, rows }
    }

    fn officer(&self, code: &OfficerCode) -> String {
        self.office.officer(code).map_or_else(|| code.to_string(), |officer| officer.name.clone())
    }
}

/// The column that names a row and stays as it is where the row is changed; a duty is named by all of them.
fn key(table: OfficeTable) -> Option<&'static str> {
    match table {
        OfficeTable::Units | OfficeTable::Places | OfficeTable::Officers => Some("code"),
        OfficeTable::Posts => Some("officer"),
        OfficeTable::Duties => None,
    }
}

/// The form of a row: empty, or with the row as it is now.
async fn row(
    State(state): State<WebState>,
    staff: Staff,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let mut form = Form::default();
    if let Some(at) = asked.at {
        let (columns, rows) = state.app.export_table(table).await?;
        let row = rows.get(at).ok_or(AppError::NotFound)?;
        for (column, value) in columns.iter().zip(row) {
            form.set(column, if value == "*" { "" } else { value.as_str() });
        }
        form.set("was", serde_json::to_string(row).unwrap_or_default());
    }
    Ok(html(&sheet(&state, staff.frame, table, form).await?))
}

async fn sheet(state: &WebState, frame: Frame, table: OfficeTable, form: Form) -> Result<SheetPage, AppError> {
    let office = state.app.office().await?;
    let is_change = !form.value("was").is_empty();
    let key = key(table).filter(|_| is_change);
    let words = Words { frame: &frame, office: &office, table };
    let is_needed =
        |column: &str| matches!(column, "code" | "name" | "kind" | "officer" | "role" | "class") || (column == "unit");
    let columns = table.columns().iter().filter(|column| Some(**column) != key);
    let fields = columns.map(|column| {
        let label = frame.t(&label(table, column));
        let field = Field::called(&frame.say, &form, column, label, words.control(column));
        let field = if *column == "to" { field.hinted(frame.t("table-to-hint")) } else { field };
        if is_needed(column) { field } else { field.optional() }
    });
    let mut hidden =
        vec![("mark".to_owned(), frame.mark().to_owned()), ("was".to_owned(), form.value("was").to_owned())];
    hidden.extend(key.map(|key| (key.to_owned(), form.value(key).to_owned())));
    let named = key.map(|key| words.cell(key, form.value(key)));
    let title = frame.t(if is_change { "table-change" } else { "table-add" });
    Ok(SheetPage {
        title,
        lead: std::iter::once(name_of(&frame, table)).chain(named).collect(),
        about: Vec::new(),
        fields: fields.collect(),
        files: None,
        hidden,
        action: format!("/desk/office/{table}/row"),
        back: format!("/desk/office/{table}"),
        frame,
        form,
    })
}

impl Words<'_> {
    fn control(&self, column: &str) -> Control {
        let (say, office) = (&self.frame.say, self.office);
        let choices: Vec<Choice> = match of(self.table, column) {
            Of::Unit => office.units().map(|unit| Choice::new(unit.code.as_str(), say.unit_name(unit))).collect(),
            Of::Place => office.places().map(|place| Choice::new(place.code.as_str(), say.place_name(place))).collect(),
            Of::Class => {
                let label = |code: &str, name: &str| format!("{code} {name}");
                let choice = |class: &huiyin_domain::office::Class| {
                    Choice::new(class.code.as_str(), label(class.code.as_str(), say.class_name(class)))
                };
                office.classes().map(choice).collect()
            }
            Of::Officer => {
                office.officers().map(|officer| Choice::new(officer.code.as_str(), officer.name.clone())).collect()
            }
            Of::Kind => UnitKind::ALL.iter().map(|kind| Choice::new(kind.code(), say.word(*kind))).collect(),
            Of::Role => Role::ALL.iter().map(|role| Choice::new(role.code(), say.word(*role))).collect(),
            Of::Day => return line("date", "off"),
            Of::Text => return line("text", "off"),
        };
        if choices.is_empty() || choices.len() > CHOICES_MAX {
            return line("text", "off");
        }
        Control::List(std::iter::once(Choice::new("", self.frame.t("form-none"))).chain(choices).collect())
    }
}

/// Adds the row, or puts it in the place of the one that was shown.
async fn set(
    State(state): State<WebState>,
    Path(code): Path<String>,
    Own(staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let typed = |column: &&str| form.value(column).trim().to_owned();
    let now = table.columns().iter().map(typed).collect();
    let was: Option<Vec<String>> = serde_json::from_str(form.value("was")).ok();
    match state.app.set_row(table, was.as_deref(), now, &staff.actor).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/office/{table}?done=yes")).into_response()),
        Err(AppError::Conflict) => {
            form.blame_whole(staff.frame.t("table-conflict"));
            Ok(faulty(&sheet(&state, staff.frame, table, form).await?))
        }
        Err(error) => {
            let office = state.app.office().await?;
            blame((&staff.frame.say, &office), &mut form, error.into(), str::to_owned)?;
            Ok(faulty(&sheet(&state, staff.frame, table, form).await?))
        }
    }
}

/// The table as it is imported.
async fn csv(State(state): State<WebState>, staff: Staff, Path(code): Path<String>) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let (columns, rows) = state.app.export_table(table).await?;
    let head = columns.iter().map(|&column| column.to_owned()).collect::<Vec<_>>();
    let lines: Vec<String> = std::iter::once(&head).chain(&rows).map(|row| csv_line(row)).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{table}.csv\"")),
    ];
    Ok((headers, lines.concat()).into_response())
}

fn csv_line(row: &[String]) -> String {
    let field = |text: &String| {
        let is_plain = !text.contains([',', '"', '\n', '\r']);
        if is_plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    row.iter().map(field).collect::<Vec<_>>().join(",") + "\r\n"
}

async fn history(State(state): State<WebState>, staff: Staff, Path(code): Path<String>) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let (office, changes) = (state.app.office().await?, state.app.table_history(table, HISTORY_MAX).await?);
    let words = Words { frame: &staff.frame, office: &office, table };
    let changes = changes.iter().map(|change| words.changed(table.columns(), change)).collect();
    let title = name_of(&staff.frame, table);
    Ok(html(&TableHistoryPage { title, table: table.code(), changes, frame: staff.frame }))
}

/// Sets what the rows of a file say, or only tells what they would change and what is wrong with them.
async fn import(
    State(state): State<WebState>,
    Path(code): Path<String>,
    OwnWithFiles(staff, mut form, uploads): OwnWithFiles<Staff>,
) -> Result<Response, Failed> {
    let table = match table_of(&state, &staff, &code).await {
        Ok(table) => table,
        Err(error) => {
            uploads.discard().await;
            return Err(error.into());
        }
    };
    let Some((name, bytes)) = uploads.one(FILE_BYTES_MAX).await? else {
        blame_field(&staff.frame.say, &mut form, &Invalid::new("files", "choose-file"), str::to_owned);
        return Ok(faulty(&TablePage { form, ..page(&state, staff.frame, table, &Asked::default()).await? }));
    };
    let trial = form.value("trial") == "yes";
    let report = match state.app.import_sent_table(table, (&name, bytes), trial, &staff.actor).await {
        Ok(report) => report,
        Err(ImportError::App(error)) => return Err(error.into()),
        Err(ImportError::Map(_) | ImportError::File(_) | ImportError::NoColumn { .. }) => {
            let columns = table.columns().join(", ");
            form.blame("files", staff.frame.say.text("table-unreadable", &[("columns", columns)]));
            return Ok(faulty(&TablePage { form, ..page(&state, staff.frame, table, &Asked::default()).await? }));
        }
    };
    let page = page(&state, staff.frame, table, &Asked::default()).await?;
    if report.faults.is_empty() {
        let done = Some(told(&page.frame, &report, trial));
        return Ok(html(&TablePage { done, form, ..page }));
    }
    let faults = report.faults.iter().take(FAULTS_MAX).map(|fault| wrong(&page.frame, table, fault)).collect();
    let lead = page.frame.say.text("table-nothing", &[("count", report.faults.len().to_string())]);
    form.blame_whole(lead);
    Ok(faulty(&TablePage { faults, form, ..page }))
}

fn told(frame: &Frame, report: &TableReport, trial: bool) -> String {
    let counts = [("rows", report.rows.to_string()), ("changes", report.changes.to_string())];
    frame.say.text(if trial { "table-tried" } else { "table-imported" }, &counts)
}

fn wrong(frame: &Frame, table: OfficeTable, fault: &Fault) -> String {
    let bound = ("bound", huiyin_app::desk::Bound::Subject.chars_max().to_string());
    let arguments = [
        ("line", fault.line.to_string()),
        ("column", frame.t(&label(table, fault.column))),
        ("message", frame.say.text(&format!("error-{}", fault.reason), &[bound])),
    ];
    frame.say.text("table-fault", &arguments)
}
