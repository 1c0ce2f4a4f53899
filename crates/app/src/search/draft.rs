//! A draft answer, looked over before it is decided: against the demand, the remedy that the decision would leave open, and
//! what was answered before in matters that the officer may read. Remarks hinder nobody.

use std::sync::LazyLock;

use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::Event;
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::listed_units;
use huiyin_domain::view::IssueRow;
use huiyin_insight::draft::{self, Draft, Phrases, Remark};
use huiyin_insight::words::Commonness;
use huiyin_store::read::{ListedIssue, WorklistAfter, WorklistFilter};

use super::question::{OPENED_MAX, Question};
use super::told::{ToldMatter, is_answered};
use super::{SCRIPT, is_open_to};
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Matters that say, beside those like it, which words the office uses everywhere and which sentences it writes again and
/// again: a tenth of a second.
const BESIDE_MAX: usize = 64;

/// The phrases that are shipped; a list that does not parse remarks nothing by phrases, and a test holds that it parses.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::parse(&SCRIPT, ANSWERS).unwrap_or_default());
const ANSWERS: &str = include_str!("../../../../rules/lexicon/answers.txt");

/// What is about to be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftWords {
    /// Facts found.
    pub facts: String,
    /// Reasons.
    pub reasons: String,
    /// Basis in law.
    pub basis: String,
}

/// Something to look at again.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What.
    pub remark: Remark,
    /// The matter whose answer it copies, where it copies one.
    pub copied: Option<ListedIssue>,
}

impl App {
    /// What to look at again in a draft for an issue; `events` are those that the decision would lead to now, as far as that
    /// is known. Nothing where the words may not be read.
    ///
    /// # Errors
    /// Refused where the matter has no such issue.
    pub async fn look_over(
        &self,
        (actor, view): (&Actor, &View),
        issue: IssueNo,
        words: &DraftWords,
        events: &[Event],
    ) -> Result<Vec<Looked>, AppError> {
        let issue = view.matter.issue(issue)?;
        let Some(demand) = view.words.get(&issue.demand.id) else { return Ok(Vec::new()) };
        let told = self.beside(actor, view, words).await?;
        let demands = [demand.as_str()];
        let draft = Draft {
            demands: &demands,
            facts: &words.facts,
            reasons: &words.reasons,
            basis: &words.basis,
            remedy: remedy_in(events),
        };
        let mut common = Commonness::default();
        let mut earlier = Vec::new();
        for matter in &told {
            common.count(&SCRIPT, &matter.subject, &matter.body);
            for answer in &matter.answers {
                common.count(&SCRIPT, "", &answer.said());
                earlier.push((&matter.row, answer.said()));
            }
        }
        let texts: Vec<&str> = earlier.iter().map(|(_, said)| said.as_str()).collect();
        let remarks = draft::check(&SCRIPT, &PHRASES, &common, &draft, &texts);
        let mut looked = Vec::new();
        for remark in remarks {
            let copied = if let Remark::Copied { earlier: number, .. } = remark { earlier.get(number) } else { None };
            let rows = copied.map(|(row, _)| (*row).clone()).into_iter().collect();
            let copied = self.store.worklists.numbered(self.office_id, rows).await?.into_iter().next();
            looked.push(Looked { remark, copied });
        }
        Ok(looked)
    }

    /// The matters whose answers share most with the draft, and others that the officer has on his lists.
    async fn beside(&self, actor: &Actor, view: &View, words: &DraftWords) -> Result<Vec<ToldMatter>, AppError> {
        let may_read = |row: &IssueRow| row.matter != view.matter.id && is_open_to(actor, &view.office, row);
        let draft = Question {
            subject: String::new(),
            body: format!("{}\n{}", words.facts, words.reasons),
            ..Question::default()
        };
        let near = self.near(&draft, OPENED_MAX, &|row| is_answered(row.stage) && may_read(row)).await?;
        let mut rows: Vec<IssueRow> = near.into_iter().map(|near| near.row).collect();
        for ended in [true, false] {
            let filter =
                WorklistFilter { units: listed_units(actor, &view.office), ended, ..WorklistFilter::default() };
            rows.extend(self.first_listed(&filter, BESIDE_MAX / 2, &may_read).await?);
        }
        self.told((actor, &view.office), rows).await
    }

    /// The first rows of a list that may be read, so many if there are.
    async fn first_listed(
        &self,
        filter: &WorklistFilter,
        count: usize,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<IssueRow>, AppError> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.worklists.list(self.office_id, filter, after.as_ref(), count).await?;
            after = page.rows.last().map(|ListedIssue { row, .. }| WorklistAfter {
                due_on: row.due_on,
                matter: row.matter,
                issue: row.issue,
            });
            rows.extend(page.rows.into_iter().map(|listed| listed.row).filter(|row| may_read(row)));
            if !page.more || rows.len() >= count {
                rows.truncate(count);
                return Ok(rows);
            }
        }
    }
}

/// What the letter will say of the remedy by itself, where the decision is known.
fn remedy_in(events: &[Event]) -> draft::Remedy {
    let remedy = events.iter().find_map(|event| match event {
        Event::IssueDecided(decided) => Some(&decided.remedy),
        Event::ReviewDecided(decided) => Some(&decided.remedy),
        _ => None,
    });
    match remedy {
        Some(Remedy::None { .. }) => draft::Remedy::Gone,
        Some(Remedy::Ask { .. } | Remedy::Channel { .. }) | None => draft::Remedy::Printed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_that_are_shipped_can_be_read() {
        assert!(Phrases::parse(&SCRIPT, ANSWERS).is_ok_and(|phrases| phrases != Phrases::default()));
    }
}
