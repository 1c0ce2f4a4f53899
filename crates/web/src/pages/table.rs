//! A table of figures as a file: CSV and JSON, both in codes, which stay; what a code means stands in the interface's document.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use huiyin_app::report::Table;
use huiyin_domain::view::Figure;

/// Rows by what the table is cut by, a column for each of those figures. Only codes, days and whole numbers stand in it, so
/// that nothing needs quotes and no cell is taken for a formula.
pub fn csv(table: &Table, cut: &str, figures: &[Figure]) -> Response {
    let head = std::iter::once(cut).chain(figures.iter().map(|figure| figure.code()));
    let mut lines = vec![head.collect::<Vec<_>>().join(",")];
    for (value, row) in table {
        let numbers = figures.iter().map(|figure| row.get(figure).copied().unwrap_or(0).to_string());
        lines.push(std::iter::once(value.clone()).chain(numbers).collect::<Vec<_>>().join(","));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.csv\""),
    ];
    (headers, lines.join("\r\n") + "\r\n").into_response()
}

/// The same as JSON: by what it is cut by, then by figure.
pub fn json(table: &Table, figures: &[Figure]) -> Response {
    let row = |row: &BTreeMap<Figure, i64>| -> BTreeMap<&'static str, i64> {
        figures.iter().map(|figure| (figure.code(), row.get(figure).copied().unwrap_or(0))).collect()
    };
    let table: BTreeMap<&str, _> = table.iter().map(|(value, figures)| (value.as_str(), row(figures))).collect();
    ([(header::CONTENT_DISPOSITION, "attachment; filename=\"figures.json\"")], Json(table)).into_response()
}
