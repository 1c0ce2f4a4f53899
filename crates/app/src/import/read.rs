//! Reading a file row by row, from CSV or XLSX. A CSV is never read whole; a row that cannot be read is one bad row, not
//! the end of the file.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::ImportError;
use super::map::{Encoding, Map};

/// Longest field, in bytes: far above every bound of ours, and small enough that one row cannot fill the memory.
const FIELD_BYTES_MAX: usize = 4 * 1024 * 1024;

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1; the header is line 1.
    pub line: u64,
    /// Its fields, or why it cannot be read.
    pub fields: Result<Vec<String>, &'static str>,
}

/// A file opened to be read: its columns, and its rows one by one.
pub struct Rows {
    /// The columns, as the first line names them.
    pub columns: Vec<String>,
    rows: Box<dyn Iterator<Item = Row> + Send>,
}

impl Rows {
    /// Opens a file, and holds its columns against the map.
    pub fn open(path: &Path, map: &Map) -> Result<Self, ImportError> {
        let is_xlsx = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
        let rows = if is_xlsx { Self::xlsx(path) } else { Self::csv(path, map) }?;
        for (field, column) in map.named() {
            if !rows.columns.iter().any(|known| known == column) {
                let columns = rows.columns.join(", ");
                return Err(ImportError::NoColumn { column: column.to_owned(), field, columns });
            }
        }
        Ok(rows)
    }

    fn csv(path: &Path, map: &Map) -> Result<Self, ImportError> {
        let unreadable =
            |why: &dyn std::fmt::Display| ImportError::File(format!("{} cannot be read: {why}", path.display()));
        let mut file = BufReader::new(File::open(path).map_err(|error| unreadable(&error))?);
        let mut start = [0; 5];
        let read = file.read(&mut start).map_err(|error| unreadable(&error))?;
        match &start[..read] {
            [] => return Err(ImportError::File(format!("{} is empty: no header, no row", path.display()))),
            b"%PDF-" => return Err(ImportError::File(format!("{} is a PDF, whatever its name says", path.display()))),
            [b'P', b'K', 3, 4, ..] => {
                return Err(ImportError::File(format!("{} is a ZIP or XLSX, whatever its name says", path.display())));
            }
            _ => {}
        }
        let bytes = std::io::Cursor::new(start[..read].to_vec()).chain(file);
        let delimiter = u8::try_from(map.delimiter).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(true).flexible(true).from_reader(bytes);
        let header = reader.byte_headers().map_err(|error| unreadable(&error))?.clone();
        let encoding = map.encoding;
        let columns = header.iter().map(|name| decode(name, encoding)).collect::<Result<Vec<_>, _>>();
        let columns = columns.map_err(|why| unreadable(&format!("its first line is {why}")))?;
        let columns =
            columns.into_iter().map(|name| name.trim_start_matches('\u{FEFF}').trim().to_owned()).collect::<Vec<_>>();
        let count = columns.len();
        let mut records = reader.into_byte_records();
        let rows = std::iter::from_fn(move || {
            let record = records.next()?;
            Some(csv_row(record, count, encoding))
        });
        Ok(Self { columns, rows: Box::new(rows) })
    }

    fn xlsx(path: &Path) -> Result<Self, ImportError> {
        let unreadable =
            |why: &dyn std::fmt::Display| ImportError::File(format!("{} cannot be read: {why}", path.display()));
        let mut workbook: Xlsx<_> = open_workbook(path).map_err(|error: calamine::XlsxError| unreadable(&error))?;
        let sheet = workbook.worksheet_range_at(0).ok_or_else(|| unreadable(&"it has no sheet"))?;
        let sheet = sheet.map_err(|error| unreadable(&error))?;
        let mut lines =
            sheet.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>().into_iter();
        let columns = lines.next().ok_or_else(|| unreadable(&"its first sheet is empty"))?;
        let rows = lines.zip(2..).map(|(fields, line)| Row { line, fields: Ok(fields) });
        Ok(Self { columns, rows: Box::new(rows) })
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.rows.next()
    }
}

fn csv_row(record: csv::Result<csv::ByteRecord>, columns: usize, encoding: Encoding) -> Row {
    let record = match record {
        Ok(record) => record,
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            return Row { line, fields: Err("not-a-row") };
        }
    };
    let line = record.position().map_or(0, csv::Position::line);
    let fields = if record.len() != columns {
        Err("other-column-count")
    } else if record.iter().any(|field| field.len() > FIELD_BYTES_MAX) {
        Err("field-too-long")
    } else {
        record.iter().map(|field| decode(field, encoding)).collect()
    };
    Row { line, fields }
}

fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, &'static str> {
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).map_err(|_| "not-utf-8"),
        Encoding::Gb18030 => {
            let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
            decoded.map(std::borrow::Cow::into_owned).ok_or("not-gb18030")
        }
    }
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
        }
        other => other.to_string(),
    }
}
