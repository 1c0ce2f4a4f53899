//! A matter: its own invariants, and its rows and figures against a refold of its entries.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::matter::{Event, Matter, evolve, invariant};
use huiyin_domain::view::{self, Change, FigureLine, IssueRow};
use huiyin_store::{StoredEntry, Stream};

use super::kept::Named;
use super::{LOOKS_MAX, Report, Verification};
use crate::error::AppError;
use crate::load::{self, Loaded};

impl Verification<'_> {
    pub(super) async fn matter(&mut self, id: MatterId, entries: &[StoredEntry]) -> Result<(), AppError> {
        let stream = Stream::Matter(id);
        self.form::<Event>(&stream, entries);
        let mut found = self.beside(id, entries).await?;
        for _ in 1..LOOKS_MAX {
            if found.findings.is_empty() {
                break;
            }
            let entries = self.app.store.journal.load(self.app.office_id, &stream, 0).await?;
            found = self.beside(id, &entries).await?;
        }
        self.report.add(found);
        let named = Named::in_entries(entries);
        for file in &named.files {
            self.files.remove(&(id, file.id));
        }
        let loaded = load::fold(id, &self.zone, entries);
        self.matters.insert(id, loaded.map_or(0, |loaded| with_code(&loaded.matter)));
        Ok(())
    }

    /// Everything that must agree with these entries.
    async fn beside(&mut self, id: MatterId, entries: &[StoredEntry]) -> Result<Report, AppError> {
        let mut found = Report::default();
        let named = Named::in_entries(entries);
        self.kept(&mut found, id, &named).await?;
        self.kept_files(&mut found, id, &named.files).await;
        // Entries that cannot be read have been named by now, each by itself.
        if let Ok(loaded) = load::fold(id, &self.zone, entries) {
            for broken in invariant::broken(&loaded.matter) {
                found.find(Stream::Matter(id).to_string(), broken.to_string());
            }
            self.rows_and_figures(&mut found, &loaded).await?;
        }
        Ok(found)
    }

    async fn rows_and_figures(&self, found: &mut Report, loaded: &Loaded) -> Result<(), AppError> {
        let id = loaded.matter.id;
        let (rows, lines) = refold(loaded);
        let kept = self.app.store.worklists.rows_of(self.app.office_id, id).await?;
        let kept: BTreeMap<IssueNo, IssueRow> = kept.into_iter().map(|row| (row.issue, row)).collect();
        for issue in rows.keys().chain(kept.keys()).collect::<BTreeSet<_>>() {
            if rows.get(issue) != kept.get(issue) {
                found.find(format!("issue_rows row {id}/{issue}"), "is not what the journal says");
            }
        }
        if self.app.store.figures.lines_of(self.app.office_id, id).await? != lines {
            found.find(format!("figures of {id}"), "are not what the journal says");
        }
        Ok(())
    }
}

/// How many petitions a query code must find: history was answered before there were codes.
pub(super) fn with_code(matter: &Matter) -> u32 {
    if matter.is_history { 0 } else { u32::try_from(matter.petitions.len()).unwrap_or(u32::MAX) }
}

/// The rows and figures that the entries give rise to, one after the other.
fn refold(loaded: &Loaded) -> (BTreeMap<IssueNo, IssueRow>, Vec<FigureLine>) {
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
