//! Learning by night: once enough was decided that the models have not seen, they are learned anew from the newest decisions,
//! while the office works, and put in the place of the old ones.

use std::collections::BTreeSet;

use huiyin_domain::ids::MatterId;
use huiyin_insight::class::SAMPLES_MAX;
use huiyin_store::Stream;
use jiff::{SignedDuration, Timestamp};

use super::learn::Decisions;
use crate::App;
use crate::chance::first_matter_of;
use crate::error::AppError;

/// Decisions that are new or were changed, before it is worth learning again: at least so many, and one in so many of all.
const NEW_MIN: usize = 30;
const NEW_ONE_IN: usize = 50;

/// How far back it is looked for as many decisions as are learned from; four times as far where they are too few.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(24 * 120);
const FURTHER: i32 = 4;

impl App {
    /// Learns from what was decided since, where that is enough.
    pub(crate) async fn learn_by_night(&self) -> Result<(), AppError> {
        if !self.models.are_kept() {
            return Ok(());
        }
        let decisions = self.newest_decisions().await?;
        if !is_worth_learning(&decisions.marks(), &self.models.learned_from()) {
            return Ok(());
        }
        let count = decisions.len();
        for lesson in self.learn(decisions).await? {
            let name = lesson.learned.name();
            match lesson.told_apart {
                Ok((labels, bytes)) => tracing::info!(name, count, labels, bytes, "learned from what was decided"),
                Err(error) => tracing::info!(name, count, %error, "nothing was learned"),
            }
        }
        Ok(())
    }

    /// As many of the newest as are learned from, or all.
    async fn newest_decisions(&self) -> Result<Decisions, AppError> {
        let mut back = LOOKED_BACK;
        loop {
            let from = self.now().checked_sub(back).unwrap_or(Timestamp::UNIX_EPOCH).max(Timestamp::UNIX_EPOCH);
            let after = first_matter_of(from);
            let decisions = self.decisions_after(after).await?;
            if decisions.len() >= SAMPLES_MAX || self.begins_after(after).await? {
                return Ok(decisions);
            }
            back = back.saturating_mul(FURTHER);
        }
    }

    /// No matter is older than that.
    async fn begins_after(&self, matter: MatterId) -> Result<bool, AppError> {
        let before_all = Stream::Matter(MatterId::from_bits(0));
        let first = self.store.journal.streams(self.office_id, Some(&before_all), 1).await?;
        Ok(!matches!(first.first(), Some((Stream::Matter(first), ..)) if *first <= matter))
    }
}

/// Enough of these are none from which was learned.
fn is_worth_learning(decided: &BTreeSet<u64>, learned_from: &BTreeSet<u64>) -> bool {
    decided.difference(learned_from).count() >= NEW_MIN.max(decided.len() / NEW_ONE_IN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_learned_again_once_enough_was_decided_anew_or_otherwise() {
        let marks = |from: u64, to: u64| (from..to).collect::<BTreeSet<u64>>();
        for (decided, learned, is_worth) in [
            (marks(0, 0), marks(0, 0), false),
            (marks(0, 29), marks(0, 0), false),
            (marks(0, 30), marks(0, 0), true),
            (marks(0, 130), marks(0, 101), false),
            (marks(0, 130), marks(0, 100), true),
            (marks(1_000, 20_000), marks(0, 19_700), false),
            (marks(1_000, 20_000), marks(0, 19_600), true),
        ] {
            assert_eq!(is_worth_learning(&decided, &learned), is_worth, "{} after {}", decided.len(), learned.len());
        }
    }
}
