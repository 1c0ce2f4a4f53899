//! Running numbers: each series from 1 without a gap, each number borne by the entry it was given to.

use huiyin_domain::office::series::{Number, Series};
use huiyin_store::{Header, Stream};

use super::Verification;
use crate::error::AppError;

/// Numbers of one page.
const PAGE_NUMBERS: usize = 10_000;

/// What is wrong with an entry whose number is not the register's.
const OTHER_NUMBER: &str = "bears another number than the register gave it";

impl Verification<'_> {
    pub(super) async fn read_numbers(&mut self) -> Result<(), AppError> {
        let mut last: Option<Number> = None;
        loop {
            let journal = &self.app.store.journal;
            let page = journal.numbers(self.app.office_id, last.as_ref(), PAGE_NUMBERS).await?;
            if page.is_empty() {
                return Ok(());
            }
            for (number, stream, seq) in page {
                self.report.numbers += 1;
                let expected = expected(last.as_ref(), &number.series);
                if number.n != expected {
                    self.report.find(format!("number {number}"), format!("follows a gap: {expected} is missing"));
                }
                self.numbers.insert((stream, seq), number.clone());
                last = Some(number);
            }
        }
    }

    /// Holds the number an entry bears against the register.
    pub(super) fn number(&mut self, place: &str, stream: &Stream, seq: u64, borne: Option<&Number>) {
        match (self.numbers.remove(&(stream.clone(), seq)), borne) {
            (None, Some(number)) => self.unregistered.push((stream.clone(), seq, number.clone())),
            (given, borne) if given.as_ref() == borne => {}
            _ => self.report.find(place, OTHER_NUMBER),
        }
    }

    /// What can only be said at the end: numbers without entries, and entries without numbers.
    pub(super) async fn close_numbers(&mut self) -> Result<(), AppError> {
        let mut unused: Vec<_> = self.numbers.drain().collect();
        unused.sort_by(|a, b| a.1.cmp(&b.1));
        for ((stream, seq), number) in unused {
            let entry = self.entry(&stream, seq).await?;
            let header = entry.and_then(|entry| serde_json::from_slice::<Header>(&entry.header).ok());
            if header.is_some_and(|header| header.number.as_ref() == Some(&number)) {
                continue;
            }
            let what = format!("was given to {stream} entry {seq}, which does not bear it");
            self.report.find(format!("number {number}"), what);
        }
        for (stream, seq, number) in std::mem::take(&mut self.unregistered) {
            let given_to = self.app.store.journal.find_number(self.app.office_id, &number).await?;
            if given_to.as_ref() != Some(&(stream.clone(), seq)) {
                self.report.find(format!("{stream} entry {seq}"), OTHER_NUMBER);
            }
        }
        Ok(())
    }
}

fn expected(last: Option<&Number>, series: &Series) -> u32 {
    last.filter(|last| last.series == *series).map_or(1, |last| last.n + 1)
}
