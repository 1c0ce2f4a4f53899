//! The unit that should answer: by the duty catalogue, and by where matters like it stayed. That a unit objected, or that a
//! superior named another, counts against it.

use std::collections::BTreeMap;

use huiyin_domain::ids::{IssueNo, UnitCode};
use huiyin_domain::matter::RouteReason;
use huiyin_domain::office::Actor;
use huiyin_domain::office::routing::{About, propose};
use huiyin_domain::view::IssueRow;
use huiyin_store::read::ListedIssue;

use crate::App;
use crate::error::AppError;
use crate::search::{OPENED_MAX, Question, ToldMatter, is_open_to};
use crate::story::View;

/// Units proposed.
const PROPOSED: usize = 3;
/// Like matters shown beside each.
const SHOWN: usize = 2;
/// The catalogue weighs as much as so many like matters that stayed.
const RULE_WEIGHT: i64 = 2;

/// A unit that may have to answer.
#[derive(Debug, Clone)]
pub struct LikelyUnit {
    /// The unit.
    pub unit: UnitCode,
    /// The row or rule that says so, where one does.
    pub rule: Option<RouteReason>,
    /// Like matters that it accepted.
    pub agreed: usize,
    /// Like matters that it sent back, or that a superior gave to another.
    pub refused: usize,
    /// Some of those that it accepted, the likest first.
    pub like: Vec<ListedIssue>,
}

/// What is counted of a unit.
#[derive(Default)]
struct Tally {
    rule: Option<RouteReason>,
    agreed: Vec<IssueRow>,
    refused: usize,
}

impl Tally {
    fn score(&self) -> i64 {
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let rule = if self.rule.is_some() { RULE_WEIGHT } else { 0 };
        rule + count(self.agreed.len()) - count(self.refused)
    }
}

impl App {
    /// The units that may have to answer an issue, the likeliest first, at most three; nothing where its words may not be
    /// read, or it is under seal.
    ///
    /// # Errors
    /// Refused where the matter has no such issue.
    pub async fn unit_proposals(&self, actor: &Actor, view: &View, no: IssueNo) -> Result<Vec<LikelyUnit>, AppError> {
        let issue = view.matter.issue(no)?;
        let Some(question) = Question::of_issue(view, issue) else { return Ok(Vec::new()) };
        let may_read = |row: &IssueRow| row.matter != view.matter.id && is_open_to(actor, &view.office, row);
        let near = self.near(&question, OPENED_MAX, &may_read).await?;
        let told = self.told((actor, &view.office), near.into_iter().map(|(row, ..)| row)).await?;
        let mut tallies = tallied(&told);
        let rule = issue.classified.as_ref().and_then(|is| {
            let (place, against) = (view.matter.place.as_ref(), view.matter.against.as_slice());
            let about = About { kind: is.kind, class: is.class.as_ref()?, place, against, on: view.today };
            propose(&view.office, about)
        });
        if let Some(rule) = rule {
            tallies.entry(rule.unit).or_default().rule = Some(rule.reason);
        }
        let mut units: Vec<(UnitCode, Tally)> = tallies.into_iter().filter(|(_, tally)| tally.score() > 0).collect();
        units.retain(|(unit, _)| view.office.unit_on(unit, view.today).is_some());
        units.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.score()));
        units.truncate(PROPOSED);
        let mut likely = Vec::new();
        for (unit, Tally { rule, agreed, refused }) in units {
            let count = agreed.len();
            let shown = agreed.into_iter().take(SHOWN).collect();
            let like = self.store.worklists.numbered(self.office_id, shown).await?;
            likely.push(LikelyUnit { unit, rule, agreed: count, refused, like });
        }
        Ok(likely)
    }
}

/// How matters went, by unit.
fn tallied(told: &[ToldMatter]) -> BTreeMap<UnitCode, Tally> {
    let mut tallies: BTreeMap<UnitCode, Tally> = BTreeMap::new();
    for matter in told {
        for unit in &matter.accepted_by {
            tallies.entry(unit.clone()).or_default().agreed.push(matter.row.clone());
        }
        for unit in &matter.refused_by {
            tallies.entry(unit.clone()).or_default().refused += 1;
        }
    }
    tallies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_sent_more_back_than_it_kept_is_not_proposed() {
        let rule = Some(RouteReason::ComplainedOf);
        assert_eq!(Tally { rule: rule.clone(), agreed: Vec::new(), refused: 2 }.score(), 0);
        assert_eq!(Tally { rule, ..Tally::default() }.score(), RULE_WEIGHT);
        assert!(Tally { refused: 1, ..Tally::default() }.score() < 0);
    }
}
