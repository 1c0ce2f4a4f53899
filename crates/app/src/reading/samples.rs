//! What was decided, gathered from several files as samples to learn from.

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

use huiyin_insight::class::{SAMPLES_MAX, Sample, Text};

use super::ReadingError;
use super::texts::{Columns, Line, TextFile, TextRow};

/// Lines that could not be read are named so often, then only counted.
const LEFT_OUT_NAMED_MAX: usize = 20;

/// Samples, and what of the files is none.
#[derive(Debug, Default)]
pub struct Samples {
    /// The newest last, at most [`SAMPLES_MAX`]; whether each is whole, and can be judged by.
    rows: VecDeque<(TextRow, bool)>,
    ids: HashSet<String>,
    /// Rows read.
    pub read: u64,
    /// Rows whose id had come before.
    pub repeated: u64,
    /// Rows without a label.
    pub unlabelled: u64,
    /// Lines that are no row, the first of them: file, line, reason as a code.
    pub left_out: Vec<(PathBuf, u64, &'static str)>,
    /// How many such lines there are.
    pub left_out_count: u64,
    /// A file said which rows are near copies.
    pub has_groups: bool,
}

impl Samples {
    /// Reads the files one after the other; of rows with one id the first counts.
    pub fn read(files: &[PathBuf], columns: &Columns<'_>) -> Result<Self, ReadingError> {
        let mut samples = Self::default();
        for file in files {
            samples.take_file(file, columns)?;
        }
        Ok(samples)
    }

    fn take_file(&mut self, file: &Path, columns: &Columns<'_>) -> Result<(), ReadingError> {
        let table = TextFile::open(file, columns)?;
        self.has_groups |= table.has_groups();
        let is_whole = table.has_first();
        for line in table {
            match line? {
                Line::Row(row) => self.take(row, is_whole),
                Line::LeftOut { line, why } => self.leave_out(file, line, why),
            }
        }
        Ok(())
    }

    fn take(&mut self, mut row: TextRow, is_whole: bool) {
        self.read += 1;
        if row.label.is_empty() {
            self.unlabelled += 1;
            return;
        }
        if !row.id.is_empty() && !self.ids.insert(row.id.clone()) {
            self.repeated += 1;
            return;
        }
        if row.group.is_empty() {
            row.group = if row.id.is_empty() { format!("row {}", self.read) } else { format!("id {}", row.id) };
        }
        if self.rows.len() >= SAMPLES_MAX {
            self.rows.pop_front();
        }
        self.rows.push_back((row, is_whole));
    }

    fn leave_out(&mut self, file: &Path, line: u64, why: &'static str) {
        self.left_out_count += 1;
        if self.left_out.len() < LEFT_OUT_NAMED_MAX {
            self.left_out.push((file.to_owned(), line, why));
        }
    }

    /// How many there are to learn from.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// There is nothing to learn from.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The samples as they are learned from.
    pub fn samples(&self) -> Vec<Sample<'_>> {
        self.rows.iter().map(|(row, _)| sample(row)).collect()
    }

    /// Which of them can be judged by: those of files that have the first text column.
    pub fn whole(&self) -> Vec<bool> {
        self.rows.iter().map(|(_, is_whole)| *is_whole).collect()
    }
}

fn sample(row: &TextRow) -> Sample<'_> {
    Sample { text: Text { subject: &row.subject, body: &row.body }, label: &row.label, group: &row.group }
}
