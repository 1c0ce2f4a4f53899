//! Tables as files. Figures as CSV and JSON, both in codes, which stay (what a code means stands in the interface's document);
//! and any table as XLSX, for people who go on working with it.

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

/// A table for a spreadsheet.
pub struct Sheet {
    /// The name of its file.
    pub name: &'static str,
    /// What it is.
    pub title: String,
    /// What each column says.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell of a sheet.
pub enum Cell {
    /// Words.
    Words(String),
    /// A number.
    Number(i64),
}

/// A row of a sheet: a name, and numbers.
pub fn named(name: String, numbers: impl IntoIterator<Item = i64>) -> Vec<Cell> {
    std::iter::once(Cell::Words(name)).chain(numbers.into_iter().map(Cell::Number)).collect()
}

/// A row of a sheet: words alone.
pub fn in_words(cells: Vec<String>) -> Vec<Cell> {
    cells.into_iter().map(Cell::Words).collect()
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The table as XLSX. Words are written as words and numbers as numbers: no cell is a formula, whatever it begins with.
///
/// # Errors
/// Inconsistent where the table does not fit a sheet.
pub fn xlsx(sheet: &Sheet) -> Result<Response, AppError> {
    let name = sheet.name;
    let written = workbook(sheet).map_err(|error| AppError::Inconsistent(format!("{name}.xlsx: {error}")))?;
    let headers = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.xlsx\"")),
    ];
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
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Words(words) => page.write_string(row, column, words)?,
                Cell::Number(n) => page.write(row, column, *n)?,
            };
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
        let rows = names.iter().zip(0..).map(|(name, n)| named((*name).to_owned(), [n, -n])).collect();
        let heads = ["unit", "=received", "answered"].map(str::to_owned).to_vec();
        let xlsx = workbook(&Sheet { name: "figures", title: "统计".to_owned(), heads, rows }).unwrap();
        let (page, words) = (part(&xlsx, "xl/worksheets/sheet1.xml"), part(&xlsx, "xl/sharedStrings.xml"));
        assert!(!page.contains("<f>") && !page.contains("<f "), "{page}");
        assert!(names.iter().all(|name| words.contains(&format!(">{name}</t>"))), "{words}");
        assert!(page.contains("<v>4</v>") && page.contains("<v>-4</v>"), "{page}");
        assert!(part(&xlsx, "xl/workbook.xml").contains("name=\"统计\""));
    }
}
