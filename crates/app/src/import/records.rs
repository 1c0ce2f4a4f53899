//! Records of a CSV, one by one, each within a bound. A quote that is never closed, or closed in the middle of a field, would
//! swallow the rows that follow: it costs its own line, and reading goes on at the next. A reader that takes whatever
//! comes cannot tell the two apart, so this one is strict.

use std::io::{self, BufRead, BufReader, Read, Seek};

/// Where a file's bytes come from: the disk, or a form.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// Longest record, in bytes: text, answer and the rest at their bounds, in any encoding.
const RECORD_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// The sign that some programs put first, in UTF-8 and in GB18030. It belongs to no field: before a quote it would hide it.
const MARKS: [&[u8]; 2] = [b"\xEF\xBB\xBF", b"\x84\x31\x95\x33"];

/// A record, not yet decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its first line, from 1.
    pub line: u64,
    /// Its fields; of a broken one the whole line as one.
    pub fields: Vec<Vec<u8>>,
    /// Why it is no row, as a code.
    pub broken: Option<&'static str>,
}

/// The records of a file.
pub struct Records {
    file: BufReader<Box<dyn Source>>,
    delimiter: u8,
    /// Where the next byte stands.
    at: u64,
    /// The line it stands in.
    line: u64,
}

impl Records {
    /// The records of a file from its first byte.
    pub fn new(mut file: Box<dyn Source>, delimiter: u8) -> io::Result<Self> {
        file.rewind()?;
        let mut records = Self { file: BufReader::new(file), delimiter, at: 0, line: 1 };
        let beginning = records.file.fill_buf()?;
        let mark = MARKS.iter().find(|mark| beginning.starts_with(mark)).map_or(0, |mark| mark.len());
        records.consume(mark, false);
        Ok(records)
    }

    /// The next record; `columns` is how many fields it must have, where that is known.
    pub fn next(&mut self, columns: Option<usize>) -> io::Result<Option<Record>> {
        self.skip_blank()?;
        if self.file.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let (start, line) = (self.at, self.line);
        let record = match self.fields(start)? {
            Ok(fields) if columns.is_none_or(|columns| columns == fields.len()) => {
                Record { line, fields, broken: None }
            }
            Ok(fields) if self.line <= line + 1 => Record { line, fields, broken: Some("other-column-count") },
            Ok(_) => self.only_line(start, line, "quote-not-closed")?,
            Err(why) => self.only_line(start, line, why)?,
        };
        Ok(Some(record))
    }

    fn fields(&mut self, start: u64) -> io::Result<Result<Vec<Vec<u8>>, &'static str>> {
        let mut splitter = Splitter::new(self.delimiter);
        loop {
            let line = to_line_end(self.file.fill_buf()?);
            let (read, is_line_read) = (line.len(), line.ends_with(b"\n"));
            let said = if read == 0 { splitter.end() } else { splitter.take(line) };
            self.consume(read, is_line_read);
            match said {
                Err(why) => return Ok(Err(why)),
                Ok(true) => return Ok(Ok(splitter.fields)),
                Ok(false) if self.at - start > RECORD_BYTES_MAX => return Ok(Err("row-too-long")),
                Ok(false) => {}
            }
        }
    }

    /// Goes back to the start of a broken record, and takes its first line as one field.
    fn only_line(&mut self, start: u64, line: u64, why: &'static str) -> io::Result<Record> {
        self.file.seek(io::SeekFrom::Start(start))?;
        (self.at, self.line) = (start, line);
        let mut first = Vec::new();
        let read = self.file.by_ref().take(RECORD_BYTES_MAX).read_until(b'\n', &mut first)?;
        let is_whole = first.ends_with(b"\n") || self.file.fill_buf()?.is_empty();
        self.at += read as u64;
        if !is_whole {
            self.skip_line()?;
            return Ok(Record { line, fields: Vec::new(), broken: Some("row-too-long") });
        }
        self.line += 1;
        first.truncate(first.trim_ascii_end().len());
        let broken = if why == "row-too-long" { "quote-not-closed" } else { why };
        Ok(Record { line, fields: vec![first], broken: Some(broken) })
    }

    /// Empty lines are no rows.
    fn skip_blank(&mut self) -> io::Result<()> {
        while let [first @ (b'\r' | b'\n'), ..] = self.file.fill_buf()? {
            let is_line_read = *first == b'\n';
            self.consume(1, is_line_read);
        }
        Ok(())
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let rest = to_line_end(self.file.fill_buf()?);
            let (read, is_line_read) = (rest.len(), rest.ends_with(b"\n"));
            self.consume(read, is_line_read);
            if read == 0 || is_line_read {
                return Ok(());
            }
        }
    }

    fn consume(&mut self, bytes: usize, is_line_read: bool) {
        self.file.consume(bytes);
        self.at += bytes as u64;
        self.line += u64::from(is_line_read);
    }
}

/// The bytes up to the first line end, with it.
fn to_line_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    &bytes[..end]
}

/// Where a splitter stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Start,
    Plain,
    Quoted,
    /// After a quote within quotes: it closes the field, or stands for one quote if another follows.
    Closing,
}

/// Splits the bytes of one record into fields.
struct Splitter {
    delimiter: u8,
    inside: Inside,
    field: Vec<u8>,
    fields: Vec<Vec<u8>>,
}

impl Splitter {
    const fn new(delimiter: u8) -> Self {
        Self { delimiter, inside: Inside::Start, field: Vec::new(), fields: Vec::new() }
    }

    /// Takes at most one line; true where the record ends with it.
    fn take(&mut self, line: &[u8]) -> Result<bool, &'static str> {
        for byte in line {
            match (self.inside, *byte) {
                (Inside::Quoted, b'"') => self.inside = Inside::Closing,
                (Inside::Start, b'"') => self.inside = Inside::Quoted,
                (Inside::Closing, b'"') => self.push(b'"', Inside::Quoted),
                (Inside::Quoted, byte) => self.push(byte, Inside::Quoted),
                (_, b'\n') => return self.end(),
                (_, byte) if byte == self.delimiter => self.end_field(),
                (Inside::Closing, b'\r') => {}
                (Inside::Closing, _) => return Err("quote-misplaced"),
                (Inside::Start | Inside::Plain, byte) => self.push(byte, Inside::Plain),
            }
        }
        Ok(false)
    }

    /// The record ends here.
    fn end(&mut self) -> Result<bool, &'static str> {
        if self.inside == Inside::Quoted {
            return Err("quote-not-closed");
        }
        if self.inside == Inside::Plain && self.field.last() == Some(&b'\r') {
            self.field.pop();
        }
        self.end_field();
        Ok(true)
    }

    fn push(&mut self, byte: u8, inside: Inside) {
        self.field.push(byte);
        self.inside = inside;
    }

    fn end_field(&mut self) {
        self.fields.push(std::mem::take(&mut self.field));
        self.inside = Inside::Start;
    }
}
