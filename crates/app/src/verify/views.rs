//! Rows, figures and counts against a refold of the journal, and the matter's own invariants.

use std::collections::BTreeMap;

use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::matter::{Event, Matter, evolve, invariant};
use huiyin_domain::view::{self, Change, FigureLine, IssueRow};
use huiyin_store::{StoredEntry, Stream};

use super::Verification;
use super::kept::Named;
use crate::error::AppError;
use crate::load;

impl Verification<'_> {
    pub(super) async fn matter(&mut self, id: MatterId, entries: &[StoredEntry]) -> Result<(), AppError> {
        let stream = Stream::Matter(id);
        self.form::<Event>(&stream, entries);
        self.kept(id, &Named::in_entries(entries)).await?;
        let Ok(loaded) = load::fold(id, &self.zone, entries) else { return Ok(()) };
        for broken in invariant::broken(&loaded.matter) {
            self.report.find(stream.to_string(), broken.to_string());
        }
        let (rows, lines) = refold(&loaded);
        let (worklists, figures) = (&self.app.store.worklists, &self.app.store.figures);
        let kept: BTreeMap<IssueNo, IssueRow> =
            worklists.rows_of(self.app.office_id, id).await?.into_iter().map(|row| (row.issue, row)).collect();
        for issue in rows.keys().chain(kept.keys()).collect::<std::collections::BTreeSet<_>>() {
            if rows.get(issue) != kept.get(issue) {
                self.report.find(format!("issue_rows row {id}/{issue}"), "is not what the journal says");
            }
        }
        for row in rows.values() {
            if let Some(key) = row.counted_under() {
                *self.counts.entry(key).or_default() += 1;
            }
        }
        if figures.lines_of(self.app.office_id, id).await? != lines {
            self.report.find(format!("figures of {id}"), "are not what the journal says");
        }
        Ok(())
    }

    pub(super) async fn compare_counts(&mut self) -> Result<(), AppError> {
        for (key, n) in self.app.store.worklists.standing_counts(self.app.office_id, &[]).await? {
            let counted = self.counts.remove(&key).unwrap_or(0);
            if i64::try_from(n).ok() != Some(counted) {
                let place = format!("issue_counts row {}/{}/{:?}", key.unit, key.stage, key.due_on);
                self.report.find(place, format!("says {n}, and {counted} issues are counted"));
            }
        }
        let missing = std::mem::take(&mut self.counts);
        for (key, n) in missing.into_iter().filter(|(_, n)| *n != 0) {
            self.report.find(
                format!("issue_counts row {}/{}", key.unit, key.stage),
                format!("is missing; {n} issues are counted"),
            );
        }
        Ok(())
    }
}

/// The rows and figures that the entries give rise to, one after the other.
fn refold(loaded: &load::Loaded) -> (BTreeMap<IssueNo, IssueRow>, Vec<FigureLine>) {
    let mut matter = Matter::unborn(loaded.matter.id);
    let (mut rows, mut lines) = (BTreeMap::new(), Vec::new());
    for recorded in &loaded.story {
        let after = evolve(matter.clone(), &recorded.entry);
        for change in view::changes(&matter, &after, &recorded.entry) {
            match change {
                Change::Row(row) => drop(rows.insert(row.issue, *row)),
                Change::Figure(line) => lines.push(line),
                Change::Count(..) => {}
            }
        }
        matter = after;
    }
    (rows, lines)
}
