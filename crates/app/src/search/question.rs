//! What a petition says, put as a question to the index: which texts share most with it.

use std::collections::BTreeSet;

use huiyin_domain::ids::{PlaceCode, UnitCode};
use huiyin_domain::matter::state::Issue;
use huiyin_domain::office::policy::Reading;
use huiyin_domain::view::IssueRow;
use huiyin_insight::find::pairs;
use huiyin_insight::mask::masked;
use huiyin_store::search::{Candidate, Term};

use super::{LOOKED_AT_ONCE, SCRIPT};
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Texts opened for one question.
const OPENED_MAX: usize = 40;
/// Pairs of signs by which they are found; those of the subject first.
const PAIRS_MAX: usize = 64;
/// Of these a text must hold one in so many to be opened.
const SHARE_HELD: u32 = 6;

/// What a petition says, without numbers of persons.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    pub subject: String,
    pub body: String,
    pub place: Option<PlaceCode>,
    pub unit: Option<UnitCode>,
}

impl Question {
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

    /// The pairs of the subject, and of the text as many as there is room for, from all over it.
    fn pairs(&self) -> BTreeSet<[char; 2]> {
        let mut asked: BTreeSet<[char; 2]> = pairs(&SCRIPT, &self.subject).into_iter().take(PAIRS_MAX / 2).collect();
        let body = pairs(&SCRIPT, &self.body);
        let step = body.len().div_ceil(PAIRS_MAX - asked.len()).max(1);
        asked.extend(body.into_iter().step_by(step));
        asked
    }
}

impl App {
    /// The texts that share most with it and may be read: row, masked subject and masked text.
    pub(super) async fn near(
        &self,
        question: &Question,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<(IssueRow, String, String)>, AppError> {
        let terms: Vec<Term> = question.pairs().into_iter().map(|pair| self.keys.search_term(pair)).collect();
        let held_min = u32::try_from(terms.len()).unwrap_or(u32::MAX).div_ceil(SHARE_HELD).max(2);
        let parts = self.store.search.parts(self.office_id).await?;
        let mut candidates = self.store.search.candidates(self.office_id, &parts, &terms, held_min).await?;
        candidates.sort_by_key(|Candidate { held, text }| std::cmp::Reverse((*held, *text)));
        let mut opened = Vec::new();
        for some in candidates.chunks(LOOKED_AT_ONCE) {
            opened.extend(self.open_candidates(some, may_read).await?);
            if opened.len() >= OPENED_MAX {
                break;
            }
        }
        opened.truncate(OPENED_MAX);
        Ok(opened)
    }
}
