//! A table of figures as a file: CSV and JSON, both in codes, which stay (what a code means stands in the interface's
//! document), and XLSX in words, for people who go on calculating.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use huiyin_app::AppError;
use huiyin_app::report::Table;
use huiyin_domain::view::Figure;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::csv;

/// Rows by what the table is cut by, a column for each of those figures. Only codes, days and whole numbers stand in it, so
/// that nothing needs quotes and no cell is taken for a formula.
pub fn csv(table: &Table, cut: &str, figures: &[Figure]) -> Result<Response, AppError> {
    let head = std::iter::once(cut).chain(figures.iter().map(|figure| figure.code())).map(str::to_owned).collect();
    let row = |(value, row): (&String, &BTreeMap<Figure, i64>)| {
        let numbers = figures.iter().map(|figure| row.get(figure).copied().unwrap_or(0).to_string());
        std::iter::once(value.clone()).chain(numbers).collect()
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(table.iter().map(row)).collect();
    csv::exact("figures", &rows)
}

/// The same as JSON: by what it is cut by, then by figure.
pub fn json(table: &Table, figures: &[Figure]) -> Response {
    let row = |row: &BTreeMap<Figure, i64>| -> BTreeMap<&'static str, i64> {
        figures.iter().map(|figure| (figure.code(), row.get(figure).copied().unwrap_or(0))).collect()
    };
    let table: BTreeMap<&str, _> = table.iter().map(|(value, figures)| (value.as_str(), row(figures))).collect();
    ([(header::CONTENT_DISPOSITION, "attachment; filename=\"figures.json\"")], Json(table)).into_response()
}

/// A table in words.
pub struct Sheet {
    /// What it is.
    pub title: String,
    /// What each column says, the first of what it is cut by.
    pub heads: Vec<String>,
    /// A name, and a number for each of the other columns.
    pub rows: Vec<(String, Vec<i64>)>,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The table as XLSX. Words are written as words and numbers as numbers: no cell is a formula, whatever it begins with.
///
/// # Errors
/// Inconsistent where the table does not fit a sheet.
pub fn xlsx(sheet: &Sheet) -> Result<Response, AppError> {
    let written = workbook(sheet).map_err(|error| AppError::Inconsistent(format!("figures.xlsx: {error}")))?;
    let headers =
        [(header::CONTENT_TYPE, XLSX), (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.xlsx\"")];
    Ok((headers, written).into_response())
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold();
    let page = workbook.add_worksheet();
    page.set_name(&sheet.title)?.set_freeze_panes(1, 1)?;
    for (column, name) in (0..).zip(&sheet.heads) {
        page.write_string_with_format(0, column, name, &head)?;
    }
    for (row, (name, numbers)) in (1..).zip(&sheet.rows) {
        page.write_string(row, 0, name)?;
        for (column, n) in (1..).zip(numbers) {
            page.write(row, column, *n)?;
        }
    }
    page.autofit();
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn part(xlsx: &[u8], name: &str) -> String {
        let mut text = String::new();
        let mut packed = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
        packed.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_sheet_holds_words_and_numbers_and_no_formula() {
        let names = ["=1+1", "+2", "@A1", "-3", "信访局"];
        let rows = names.iter().zip(0..).map(|(name, n)| ((*name).to_owned(), vec![n, -n])).collect();
        let heads = ["unit", "=received", "answered"].map(str::to_owned).to_vec();
        let xlsx = workbook(&Sheet { title: "统计".to_owned(), heads, rows }).unwrap();
        let (page, words) = (part(&xlsx, "xl/worksheets/sheet1.xml"), part(&xlsx, "xl/sharedStrings.xml"));
        assert!(!page.contains("<f>") && !page.contains("<f "), "{page}");
        assert!(names.iter().all(|name| words.contains(&format!(">{name}</t>"))), "{words}");
        assert!(page.contains("<v>4</v>") && page.contains("<v>-4</v>"), "{page}");
        assert!(part(&xlsx, "xl/workbook.xml").contains("name=\"统计\""));
    }
}
