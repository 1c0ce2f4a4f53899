//! The office's own tables, for who sets it up: units, places, officers, posts, duties, receiver. A row is added or changed by a form,
//! many by a file; a row ends by its day. Each change is an entry, and the history tells them.

mod words;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::import::ImportError;
use huiyin_app::operations::Export;
use huiyin_app::tables::{Fault, OfficeTable, TableReport, Written};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_render::form::{Field, Form};
use huiyin_render::page::{Aid, Frame, SheetPage, TableHistoryPage, TablePage, TableRow};
use jiff::civil::Date;
use serde::Deserialize;

use self::words::{Words, label};
use super::Staff;
use crate::WebState;
use crate::pages::csv;
use crate::pages::form::{Own, OwnWithFiles, blame, blame_field};
use crate::pages::table::{self, Sheet, in_words};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Rows of one page.
const PAGE_ROWS: usize = 100;

/// Changes that the history shows, newest first.
const HISTORY_MAX: usize = 100;

/// Wrong rows of a file that are told.
const FAULTS_MAX: usize = 50;

/// Largest file of a table, in bytes.
const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/office", get(|| async { Redirect::to("/desk/office/units") }))
        .route("/desk/office/{table}", get(look))
        .route("/desk/office/{table}/row", get(row).post(set))
        .route("/desk/office/{table}/csv", get(download))
        .route("/desk/office/{table}/xlsx", get(spreadsheet))
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

/// The column that names a row and stays as it is where the row is changed; a duty is named by all of them, and there is
/// one receiver.
fn key(table: OfficeTable) -> Option<&'static str> {
    match table {
        OfficeTable::Units | OfficeTable::Places | OfficeTable::Officers => Some("code"),
        OfficeTable::Posts => Some("officer"),
        OfficeTable::Duties | OfficeTable::Receiver => None,
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
    let is_needed = |column: &str| matches!(column, "code" | "name" | "kind" | "officer" | "role" | "class" | "unit");
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
        aid: Aid::default(),
        files: None,
        hidden,
        action: format!("/desk/office/{table}/row"),
        back: format!("/desk/office/{table}"),
        frame,
        form,
    })
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

/// The table, once it is on record that it leaves.
async fn carried_out(state: &WebState, staff: &Staff, table: OfficeTable) -> Result<Written, AppError> {
    let written = state.app.export_table(table).await?;
    state.app.record_export(&staff.actor, Export::Table(table), written.1.len()).await?;
    Ok(written)
}

/// The table as it is imported.
async fn download(State(state): State<WebState>, staff: Staff, Path(code): Path<String>) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let (columns, rows) = carried_out(&state, &staff, table).await?;
    let head = columns.iter().map(|&column| column.to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    Ok(csv::exact(table.code(), &lines)?)
}

/// The same as XLSX: it is imported as it is.
async fn spreadsheet(
    State(state): State<WebState>,
    staff: Staff,
    Path(code): Path<String>,
) -> Result<Response, Failed> {
    let table = table_of(&state, &staff, &code).await?;
    let (columns, rows) = carried_out(&state, &staff, table).await?;
    let heads = columns.iter().map(|&column| column.to_owned()).collect();
    let rows = rows.into_iter().map(in_words).collect();
    Ok(table::xlsx(&Sheet { name: table.code(), title: name_of(&staff.frame, table), heads, rows })?)
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
