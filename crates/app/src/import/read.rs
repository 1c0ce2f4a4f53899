//! Reading a file row by row, from CSV or XLSX, in its encoding. A CSV is never read whole; a row that cannot be read is one
//! bad row, not the end of the file.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};

use super::ImportError;
use super::map::{Encoding, Map};
use super::records::{Record, Records, Source};

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1; the header is line 1.
    pub line: u64,
    /// Its fields; of one that cannot be read, what could be made out.
    pub fields: Vec<String>,
    /// Why it cannot be read, as a code.
    pub broken: Option<&'static str>,
}

/// A file opened to be read: its columns, and its rows one by one.
pub struct Rows {
    /// The columns, as the first line names them.
    pub columns: Vec<String>,
    rows: Box<dyn Iterator<Item = Result<Row, ImportError>> + Send>,
}

impl Rows {
    /// Opens a file, and holds its columns against the map.
    pub fn open(path: &Path, map: &Map) -> Result<Self, ImportError> {
        if path.is_dir() {
            return Err(ImportError::File(format!("{} is a folder; name a file", path.display())));
        }
        let rows = Self::of(&path.display().to_string(), on_disk(path)?, map.delimiter_byte()?, map.encoding)?;
        for (field, column) in map.named() {
            if !rows.columns.iter().any(|known| known == column) {
                let columns = rows.columns.join(", ");
                return Err(ImportError::NoColumn { column: column.to_owned(), field, columns });
            }
        }
        Ok(rows)
    }

    /// Opens a table of the office: XLSX, or CSV with commas in UTF-8.
    pub fn table(path: &Path) -> Result<Self, ImportError> {
        Self::texts(path, Encoding::Utf8)
    }

    /// Opens a table of texts: XLSX, or CSV with commas in this encoding.
    pub fn texts(path: &Path, encoding: Encoding) -> Result<Self, ImportError> {
        Self::of(&path.display().to_string(), on_disk(path)?, b',', encoding)
    }

    /// A table of the office from somewhere else than the disk; its name tells whether it is XLSX.
    pub fn table_of(name: &str, source: Box<dyn Source>) -> Result<Self, ImportError> {
        Self::of(name, source, b',', Encoding::Utf8)
    }

    fn of(name: &str, source: Box<dyn Source>, delimiter: u8, encoding: Encoding) -> Result<Self, ImportError> {
        if is_xlsx(name) { Self::xlsx(name, source) } else { Self::csv(name, source, delimiter, encoding) }
    }

    fn csv(name: &str, mut file: Box<dyn Source>, delimiter: u8, encoding: Encoding) -> Result<Self, ImportError> {
        let named = name.to_owned();
        let unreadable = move |why: &dyn std::fmt::Display| unreadable(&named, why);
        if let Some(what) = no_table(&mut file).map_err(|error| unreadable(&error))? {
            return Err(ImportError::File(format!("{name} is {what}")));
        }
        let mut records = Records::new(file, delimiter).map_err(|error| unreadable(&error))?;
        let header = records.next(None).map_err(|error| unreadable(&error))?;
        let Some(header) = header.map(|record| csv_row(record, encoding)) else {
            return Err(ImportError::File(format!("{name} is empty: no header, no row")));
        };
        if let Some(why) = header.broken {
            return Err(unreadable(&format!("its first line is {why}")));
        }
        let columns = header.fields.iter().map(|name| column(name)).collect::<Vec<_>>();
        let count = columns.len();
        let rows = std::iter::from_fn(move || {
            let record = records.next(Some(count)).map_err(|error| unreadable(&error)).transpose()?;
            Some(record.map(|record| csv_row(record, encoding)))
        });
        Ok(Self { columns, rows: Box::new(rows) })
    }

    fn xlsx(name: &str, file: Box<dyn Source>) -> Result<Self, ImportError> {
        let unreadable = |why: &dyn std::fmt::Display| unreadable(name, why);
        let mut workbook = Xlsx::new(BufReader::new(file)).map_err(|error| unreadable(&error))?;
        let sheet = workbook.worksheet_range_at(0).ok_or_else(|| unreadable(&"it has no sheet"))?;
        let sheet = sheet.map_err(|error| unreadable(&error))?;
        let header = u64::from(sheet.start().map_or(0, |(row, _)| row)) + 1;
        let mut lines =
            sheet.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>().into_iter();
        let columns = lines.next().ok_or_else(|| unreadable(&"its first sheet is empty"))?;
        let columns = columns.iter().map(|name| column(name)).collect();
        // A sheet keeps lines that somebody emptied; they are no rows, as an empty line of a CSV is none.
        let rows = lines.zip(header + 1..).filter(|(fields, _)| fields.iter().any(|field| !field.trim().is_empty()));
        let rows = rows.map(|(fields, line)| Ok(Row { line, fields, broken: None }));
        Ok(Self { columns, rows: Box::new(rows) })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

fn unreadable(name: &str, why: &dyn std::fmt::Display) -> ImportError {
    ImportError::File(format!("{name} cannot be read: {why}"))
}

fn on_disk(path: &Path) -> Result<Box<dyn Source>, ImportError> {
    let file = File::open(path).map_err(|error| unreadable(&path.display().to_string(), &error))?;
    Ok(Box::new(file))
}

fn is_xlsx(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}

/// What a file is that is no CSV, by its first bytes.
fn no_table(file: &mut dyn Read) -> std::io::Result<Option<&'static str>> {
    let mut start = Vec::with_capacity(5);
    file.take(5).read_to_end(&mut start)?;
    Ok(match start.as_slice() {
        [] => Some("empty: no header, no row"),
        b"%PDF-" => Some("a PDF, whatever its name says"),
        [b'P', b'K', 3, 4, ..] => Some("a ZIP or XLSX, whatever its name says"),
        _ => None,
    })
}

/// The name of a column, without the mark that some programs put before the first.
fn column(name: &str) -> String {
    name.trim_start_matches('\u{FEFF}').trim().to_owned()
}

fn csv_row(record: Record, encoding: Encoding) -> Row {
    let Record { line, fields, broken } = record;
    let decoded = fields.iter().map(|field| decode(field, encoding)).collect::<Result<Vec<_>, _>>();
    match decoded {
        Ok(fields) => Row { line, fields, broken },
        Err(undecoded) => {
            let fields = fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
            Row { line, fields, broken: broken.or(Some(undecoded)) }
        }
    }
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
