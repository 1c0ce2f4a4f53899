//! Tables as CSV files, their lines ended as RFC 4180 has it.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use huiyin_app::AppError;

/// These cells and nothing else, to be read again by a program; quoted where they must be.
pub fn exact(name: &str, rows: &[Vec<String>]) -> Result<Response, AppError> {
    Ok(file(name, written(rows, QuoteStyle::Necessary)?))
}

/// For a spreadsheet: with a mark, for programs that would else read another encoding, and no cell a formula.
pub fn for_people(name: &str, rows: &[Vec<String>]) -> Result<Response, AppError> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| guarded(cell)).collect()).collect();
    Ok(file(name, ["\u{feff}".as_bytes(), &written(&rows, QuoteStyle::Always)?].concat()))
}

fn file(name: &str, text: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    (headers, text).into_response()
}

fn written(rows: &[Vec<String>], quotes: QuoteStyle) -> Result<Vec<u8>, AppError> {
    let unwritten = |why: &dyn std::fmt::Display| AppError::Inconsistent(format!("a table as CSV: {why}"));
    let mut writer = WriterBuilder::new().quote_style(quotes).terminator(Terminator::CRLF).from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.write_record(row)).map_err(|error| unwritten(&error))?;
    writer.into_inner().map_err(|error| unwritten(&error))
}

/// What a spreadsheet would take for a formula begins with an apostrophe.
fn guarded(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{guard}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        for (cell, line) in [
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("-2", "\"'-2\""),
            ("@A1", "\"'@A1\""),
            ("", "\"\""),
        ] {
            let line = format!("{line}\r\n").into_bytes();
            assert_eq!(written(&[vec![guarded(cell)]], QuoteStyle::Always).unwrap(), line);
        }
        let two = [vec!["a".to_owned(), "b".to_owned()]];
        assert_eq!(written(&two, QuoteStyle::Always).unwrap(), b"\"a\",\"b\"\r\n");
        let plain = [vec!["a, b".to_owned(), "=1".to_owned(), String::new()]];
        assert_eq!(written(&plain, QuoteStyle::Necessary).unwrap(), b"\"a, b\",=1,\r\n");
    }
}
