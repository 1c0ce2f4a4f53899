//! The unit that should answer: by the duty catalogue, and by where matters like it stayed. That a unit objected, or that a
//! superior named another, counts against it; so does each time when it was proposed and the matter stayed elsewhere.

use std::collections::BTreeMap;

use huiyin_domain::ids::{IssueNo, UnitCode};
use huiyin_domain::matter::event::ProposedUnit;
use huiyin_domain::matter::state::Issue;
use huiyin_domain::matter::{Matter, RouteReason};
use huiyin_domain::office::routing::{About, propose};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view::IssueRow;
use huiyin_store::read::ListedIssue;
use jiff::civil::Date;

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
    /// Like matters that went to another and stayed there, although it was proposed first.
    pub passed_over: usize,
    /// Some of those that it accepted, the likest first.
    pub like: Vec<ListedIssue>,
}

/// What is counted of a unit.
#[derive(Default)]
struct Tally {
    rule: Option<RouteReason>,
    agreed: Vec<IssueRow>,
    refused: usize,
    passed_over: usize,
}

impl LikelyUnit {
    /// As the record keeps it.
    pub(super) fn recorded(&self) -> ProposedUnit {
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let against = count(self.refused + self.passed_over);
        ProposedUnit { unit: self.unit.clone(), by_rule: self.rule.is_some(), kept: count(self.agreed), against }
    }
}

impl Tally {
    fn score(&self) -> i64 {
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let rule = if self.rule.is_some() { RULE_WEIGHT } else { 0 };
        rule + count(self.agreed.len()) - count(self.refused + self.passed_over)
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
        self.likely_units((actor, &view.office), &view.matter, (&question, issue), view.today).await
    }

    /// The same, by the words of an issue and what it is.
    pub(super) async fn likely_units(
        &self,
        (actor, office): (&Actor, &Office),
        matter: &Matter,
        (question, issue): (&Question, &Issue),
        today: Date,
    ) -> Result<Vec<LikelyUnit>, AppError> {
        let may_read = |row: &IssueRow| row.matter != matter.id && is_open_to(actor, office, row);
        let near = self.near(question, OPENED_MAX, &may_read).await?;
        let told = self.told((actor, office), near.into_iter().map(|near| near.row)).await?;
        let mut tallies = tallied(&told);
        let rule = issue.classified.as_ref().and_then(|is| {
            let (place, against) = (matter.place.as_ref(), matter.against.as_slice());
            let about = About { kind: is.kind, class: is.class.as_ref()?, place, against, on: today };
            propose(office, about)
        });
        if let Some(rule) = rule {
            tallies.entry(rule.unit).or_default().rule = Some(rule.reason);
        }
        let mut units: Vec<(UnitCode, Tally)> = tallies.into_iter().filter(|(_, tally)| tally.score() > 0).collect();
        units.retain(|(unit, _)| office.unit_on(unit, today).is_some());
        units.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.score()));
        units.truncate(PROPOSED);
        let mut likely = Vec::new();
        for (unit, Tally { rule, agreed, refused, passed_over }) in units {
            let count = agreed.len();
            let shown = agreed.into_iter().take(SHOWN).collect();
            let like = self.store.worklists.numbered(self.office_id, shown).await?;
            likely.push(LikelyUnit { unit, rule, agreed: count, refused, passed_over, like });
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
        for unit in &matter.passed_over {
            tallies.entry(unit.clone()).or_default().passed_over += 1;
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
        assert_eq!(Tally { rule: rule.clone(), refused: 1, passed_over: 1, ..Tally::default() }.score(), 0);
        assert_eq!(Tally { rule, ..Tally::default() }.score(), RULE_WEIGHT);
        assert!(Tally { refused: 1, ..Tally::default() }.score() < 0);
    }
}
