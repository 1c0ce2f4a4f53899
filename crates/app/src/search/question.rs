//! What a petition says, put as a question to the index: which texts share most with it.

use std::collections::BTreeSet;

use huiyin_domain::ids::{PlaceCode, UnitCode};
use huiyin_domain::matter::state::Issue;
use huiyin_domain::office::policy::Reading;
use huiyin_domain::view::IssueRow;
use huiyin_insight::find::pairs;
use huiyin_insight::mask::masked;
use huiyin_store::search::{Candidate, Term};

use super::SCRIPT;
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Texts opened for one question.
const OPENED_MAX: usize = 40;
/// Candidates looked at in one go, and how often: whoever may read few of them would have very many looked at.
const NEAR_AT_ONCE: usize = 48;
const LOOKS_MAX: usize = 8;
/// How the parts of the index are asked: the newest, which are many and small, by many pairs; the older and large by few of
/// which a text must hold more. So the same matter is looked for among a million texts in some milliseconds, each time that an
/// open one is looked at.
const NEWEST: Depth = Depth { pairs_max: 40, held_percent: 17 };
const OLDER: Depth = Depth { pairs_max: 10, held_percent: 40 };
/// Parts that count as newest: what is noted, and the segments that are not of the largest size yet.
const NEWEST_PARTS: usize = 17;

/// By how many pairs of signs texts are found, and of a hundred of these how many a text must hold to be opened.
struct Depth {
    pairs_max: usize,
    held_percent: u32,
}

/// What a petition says, without numbers of persons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub subject: String,
    pub body: String,
    pub place: Option<PlaceCode>,
    pub unit: Option<UnitCode>,
}

impl Question {
    /// These words.
    pub fn of_words(subject: &str, body: &str) -> Self {
        Self { subject: masked(subject), body: masked(body), place: None, unit: None }
    }

    /// All of it in one text.
    pub fn whole(&self) -> String {
        format!("{}\n{}", self.subject, self.body)
    }

    /// The first petition's words, where they may be read and compared.
    pub fn of_matter(view: &View) -> Option<Self> {
        let matter = &view.matter;
        let first = matter.petitions.first().filter(|_| view.reading == Reading::Words && !matter.sealed)?;
        let said = |id| view.words.get(&id).map(|words| masked(words));
        Some(Self {
            subject: said(first.filed.subject.id)?,
            body: said(first.filed.text.id)?,
            place: matter.place.clone(),
            unit: matter.issues.first().map(|issue| issue.unit.clone()),
        })
    }

    /// The same with the demand of one issue before the text.
    pub fn of_issue(view: &View, issue: &Issue) -> Option<Self> {
        let question = Self::of_matter(view)?;
        let demand = view.words.get(&issue.demand.id).map(|demand| masked(demand)).unwrap_or_default();
        Some(Self { body: format!("{demand}\n{}", question.body), unit: Some(issue.unit.clone()), ..question })
    }

    /// Pairs of the subject, and as many of the text as there is room for, from all over both.
    fn pairs(&self, count_max: usize) -> BTreeSet<[char; 2]> {
        let mut asked: BTreeSet<[char; 2]> = spread(pairs(&SCRIPT, &self.subject), count_max / 2).collect();
        let room = count_max - asked.len();
        asked.extend(spread(pairs(&SCRIPT, &self.body), room));
        asked
    }
}

/// So many of these, as far apart as they stand.
fn spread(pairs: BTreeSet<[char; 2]>, count_max: usize) -> impl Iterator<Item = [char; 2]> {
    let step = pairs.len().div_ceil(count_max.max(1)).max(1);
    pairs.into_iter().step_by(step)
}

impl App {
    /// The texts that share most with it and may be read: row, masked subject and masked text.
    pub(crate) async fn near(
        &self,
        question: &Question,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<(IssueRow, String, String)>, AppError> {
        let parts = self.store.search.parts(self.office_id).await?;
        let (newest, older) = parts.split_at_checked(NEWEST_PARTS).unwrap_or((&parts, &[]));
        let mut found: Vec<(u32, Candidate)> = Vec::new();
        for (parts, depth) in [(newest, NEWEST), (older, OLDER)] {
            let asked = question.pairs(depth.pairs_max);
            let terms: Vec<Term> = asked.into_iter().map(|pair| self.keys.search_term(pair)).collect();
            let count = u32::try_from(terms.len()).unwrap_or(u32::MAX);
            let held_min = (count * depth.held_percent).div_ceil(100).max(2);
            let candidates = self.store.search.candidates(self.office_id, parts, &terms, held_min).await?;
            found.extend(candidates.into_iter().map(|one| (one.held * 100 / count.max(1), one)));
        }
        found.sort_by_key(|(percent, one)| std::cmp::Reverse((*percent, one.text)));
        let found: Vec<Candidate> = found.into_iter().map(|(_, one)| one).collect();
        let mut opened = Vec::new();
        for some in found.chunks(NEAR_AT_ONCE).take(LOOKS_MAX) {
            opened.extend(self.open_candidates(some, may_read).await?);
            if opened.len() >= OPENED_MAX {
                break;
            }
        }
        opened.truncate(OPENED_MAX);
        Ok(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_asks_by_few_pairs_from_all_over_it() {
        let text: String = (0x4e00..0x5200).filter_map(char::from_u32).collect();
        let question = Question::of_words(&text[..300], &text);
        for depth in [NEWEST, OLDER] {
            let asked = question.pairs(depth.pairs_max);
            assert!(asked.len() <= depth.pairs_max && asked.len() * 2 > depth.pairs_max, "{}", asked.len());
            assert!(asked.last().is_some_and(|pair| text.chars().skip(700).any(|sign| sign == pair[0])), "to the end");
        }
        assert!(Question::default().pairs(10).is_empty());
    }
}
