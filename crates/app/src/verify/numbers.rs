//! Running numbers: each series from 1 without a gap, each number borne by the entry it was given to.

use huiyin_domain::office::series::{Number, Series};

use super::Verification;
use crate::error::AppError;

/// Numbers of one page.
const PAGE_NUMBERS: usize = 10_000;

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
}

fn expected(last: Option<&Number>, series: &Series) -> u32 {
    last.filter(|last| last.series == *series).map_or(1, |last| last.n + 1)
}
