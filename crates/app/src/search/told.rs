//! What earlier matters asked and were answered, as far as an officer may read it: whole matters, not only the text that was
//! found. Masked as everything that a search shows.

use std::collections::BTreeMap;

use huiyin_domain::ids::{ContentId, IssueNo, MatterId, UnitCode};
use huiyin_domain::matter::event::IssueDecided;
use huiyin_domain::matter::{Event, Outcome, Stage};
use huiyin_domain::office::policy::{Reading, reads};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view::IssueRow;
use huiyin_insight::mask::masked;
use huiyin_store::Stream;
use jiff::civil::Date;

use crate::App;
use crate::error::AppError;
use crate::load::{Loaded, fold, time_zone};

/// A matter, and what was answered in it.
#[derive(Debug, Clone)]
pub(crate) struct ToldMatter {
    /// The row by which it was found.
    pub row: IssueRow,
    pub subject: String,
    pub body: String,
    /// The newest answer on each issue.
    pub answers: Vec<Answered>,
    /// The units that accepted an issue of it.
    pub accepted_by: Vec<UnitCode>,
    /// Those that objected to one, or from which a superior took it.
    pub refused_by: Vec<UnitCode>,
    /// Those that were proposed first when one was sent to another, which accepted it.
    pub passed_over: Vec<UnitCode>,
}

/// An answer as it was given.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The issue that was answered.
    pub issue: IssueNo,
    /// By that unit.
    pub unit: UnitCode,
    /// How it was decided.
    pub outcome: Outcome,
    /// On that day.
    pub on: Date,
    /// Facts found.
    pub facts: String,
    /// Reasons.
    pub reasons: String,
    /// Basis in law.
    pub basis: String,
}

impl Answered {
    /// What it says, without what it stands on.
    pub fn said(&self) -> String {
        format!("{}\n{}", self.facts, self.reasons)
    }
}

/// Something was decided on it.
pub(super) const fn is_answered(stage: Stage) -> bool {
    matches!(stage, Stage::Decided | Stage::Served | Stage::UnderReview | Stage::Reviewed | Stage::Ended)
}

impl App {
    /// The matters of these rows that the actor may read, in the order of the rows, each once.
    pub(crate) async fn told(
        &self,
        (actor, office): (&Actor, &Office),
        rows: impl IntoIterator<Item = IssueRow>,
    ) -> Result<Vec<ToldMatter>, AppError> {
        let mut unique: Vec<IssueRow> = Vec::new();
        for row in rows {
            if unique.iter().all(|known| known.matter != row.matter) {
                unique.push(row);
            }
        }
        let asked: Vec<(Stream, u64)> = unique.iter().map(|row| (Stream::Matter(row.matter), 0)).collect();
        let zone = time_zone(office)?;
        let mut readable: Vec<(IssueRow, Loaded)> = Vec::new();
        for (row, stored) in unique.into_iter().zip(self.store.journal.load_each(self.office_id, &asked).await?) {
            let loaded = fold(row.matter, &zone, &stored)?;
            if reads(actor, office, &loaded.matter) == Reading::Words && !loaded.matter.sealed {
                readable.push((row, loaded));
            }
        }
        let ids: Vec<(MatterId, ContentId)> = readable
            .iter()
            .flat_map(|(row, loaded)| contents_of(loaded).into_iter().map(|content| (row.matter, content)))
            .collect();
        let opened = self.open_listed(&ids).await?;
        let told = |(row, loaded): (IssueRow, Loaded)| {
            let matter = row.matter;
            let say = |content| opened.get(&(matter, content)).map(|words| masked(words)).unwrap_or_default();
            told_matter(row, &loaded, &say)
        };
        Ok(readable.into_iter().filter_map(told).collect())
    }
}

/// The newest decision on each issue.
fn decided(loaded: &Loaded) -> BTreeMap<IssueNo, &IssueDecided> {
    let decided = loaded.story.iter().filter_map(|recorded| match &recorded.entry.event {
        Event::IssueDecided(decided) => Some((decided.issue, decided)),
        _ => None,
    });
    decided.collect()
}

fn contents_of(loaded: &Loaded) -> Vec<ContentId> {
    let asked = loaded.matter.petitions.first().map(|first| [first.filed.subject.id, first.filed.text.id]);
    let answered = decided(loaded).into_values().flat_map(|it| [it.facts.id, it.reasons.id, it.basis.id]);
    asked.into_iter().flatten().chain(answered).collect()
}

fn told_matter(row: IssueRow, loaded: &Loaded, say: &dyn Fn(ContentId) -> String) -> Option<ToldMatter> {
    let filed = &loaded.matter.petitions.first()?.filed;
    let answers = decided(loaded).into_values().map(|it| Answered {
        issue: it.issue,
        unit: it.unit.clone(),
        outcome: it.outcome,
        on: it.on,
        facts: say(it.facts.id),
        reasons: say(it.reasons.id),
        basis: say(it.basis.id),
    });
    let issues = loaded.matter.issues.iter();
    let accepted_by: Vec<UnitCode> =
        issues.filter(|issue| issue.accepted_on.is_some()).map(|issue| issue.unit.clone()).collect();
    Some(ToldMatter {
        row,
        subject: say(filed.subject.id),
        body: say(filed.text.id),
        answers: answers.collect(),
        passed_over: passed_over(loaded, &accepted_by),
        accepted_by,
        refused_by: refused_by(loaded),
    })
}

/// Who was proposed first where it was sent to another that kept it.
fn passed_over(loaded: &Loaded, accepted_by: &[UnitCode]) -> Vec<UnitCode> {
    let sent = loaded.story.iter().filter_map(|recorded| match &recorded.entry.event {
        Event::IssueForwarded(sent) => Some((sent.proposed.first()?, &sent.to)),
        Event::IssueAssigned(sent) => Some((sent.proposed.first()?, &sent.to)),
        _ => None,
    });
    let elsewhere = sent.filter(|(first, to)| first.unit != **to && accepted_by.contains(to));
    elsewhere.map(|(first, _)| first.unit.clone()).filter(|unit| !accepted_by.contains(unit)).collect()
}

/// Who objected and had not to keep it after all.
fn refused_by(loaded: &Loaded) -> Vec<UnitCode> {
    let mut refused = Vec::new();
    for recorded in &loaded.story {
        match &recorded.entry.event {
            Event::ObjectionRaised(raised) => refused.push(raised.by.clone()),
            Event::UnitDesignated(designated) => refused.retain(|unit| *unit != designated.to),
            _ => {}
        }
    }
    refused
}
