//! Matters that may be the same, or have the same cause: shown with the words they share, so that a person may link them.
//! Nothing is linked here, and what may not be read is not shown and moves nothing.

use std::collections::BTreeSet;

use huiyin_domain::ids::{PlaceCode, UnitCode};
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::Reading;
use huiyin_domain::view::IssueRow;
use huiyin_insight::alike::{Circumstance, Likeness, SAME_MATTER, resemblance, shared};
use huiyin_insight::find::pairs;
use huiyin_insight::mask::masked;
use huiyin_insight::words::{Commonness, counts};
use huiyin_store::read::ListedIssue;
use huiyin_store::search::{Candidate, Term};

use super::{LOOKED_AT_ONCE, SCRIPT, is_open_to};
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Matters shown.
const SHOWN_MAX: usize = 5;
/// Texts compared.
const COMPARED_MAX: usize = 40;
/// Pairs of signs by which they are found; those of the subject first.
const PAIRS_MAX: usize = 64;
/// Of these a text must hold one in so many to be compared.
const SHARE_HELD: u32 = 6;
/// What resembles less than this has no more in common than any two petitions.
const SAME_CAUSE: f32 = 0.2;

/// A matter that may be the same.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The row of its first issue.
    pub listed: ListedIssue,
    /// Its subject line, without numbers of persons.
    pub subject: String,
    /// How alike the two are: by text, place and unit, each by itself.
    pub likeness: Likeness,
    /// So alike by text that it is most likely the same matter; else the cause may be the same.
    pub is_same: bool,
    /// Words of this matter that stand in the other too.
    pub shared: Vec<String>,
}

/// What is compared of the matter itself.
struct Own {
    subject: String,
    body: String,
    place: Option<PlaceCode>,
    unit: Option<UnitCode>,
}

impl App {
    /// The matters most like this one that the actor may read, the likest first; none where he may not read its words, or it is
    /// under seal.
    pub async fn alike(&self, actor: &Actor, view: &View) -> Result<Vec<Alike>, AppError> {
        let Some(own) = own(view) else { return Ok(Vec::new()) };
        let may_read = |row: &IssueRow| row.matter != view.matter.id && is_open_to(actor, &view.office, row);
        let opened = self.near(&own, &may_read).await?;
        let mut common = Commonness::default();
        common.count(&SCRIPT, &own.subject, &own.body);
        for (_, subject, body) in &opened {
            common.count(&SCRIPT, subject, body);
        }
        let mut seen = BTreeSet::new();
        let mut compared: Vec<Compared> = opened.into_iter().map(|one| own.compare(&common, one)).collect();
        compared.retain(|one| one.likeness.text >= SAME_CAUSE);
        compared.sort_by(|a, b| b.likeness.text.total_cmp(&a.likeness.text));
        compared.retain(|one| seen.insert(one.row.matter));
        compared.truncate(SHOWN_MAX);
        let rows = compared.iter().map(|one| one.row.clone()).collect();
        let listed = self.store.worklists.numbered(self.office_id, rows).await?;
        let alike = compared.into_iter().zip(listed).map(|(Compared { subject, likeness, shared, .. }, listed)| {
            Alike { listed, subject, likeness, is_same: likeness.text >= SAME_MATTER, shared }
        });
        Ok(alike.collect())
    }

    /// The texts that share most with it and may be read.
    async fn near(
        &self,
        own: &Own,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<(IssueRow, String, String)>, AppError> {
        let terms: Vec<Term> = own.pairs().into_iter().map(|pair| self.keys.search_term(pair)).collect();
        let held_min = u32::try_from(terms.len()).unwrap_or(u32::MAX).div_ceil(SHARE_HELD).max(2);
        let parts = self.store.search.parts(self.office_id).await?;
        let mut candidates = self.store.search.candidates(self.office_id, &parts, &terms, held_min).await?;
        candidates.sort_by_key(|Candidate { held, text }| std::cmp::Reverse((*held, *text)));
        let mut opened = Vec::new();
        for some in candidates.chunks(LOOKED_AT_ONCE) {
            opened.extend(self.open_candidates(some, may_read).await?);
            if opened.len() >= COMPARED_MAX {
                break;
            }
        }
        opened.truncate(COMPARED_MAX);
        Ok(opened)
    }
}

/// Another matter, compared.
struct Compared {
    row: IssueRow,
    subject: String,
    likeness: Likeness,
    shared: Vec<String>,
}

/// The first petition's words, where they may be read and compared.
fn own(view: &View) -> Option<Own> {
    let matter = &view.matter;
    let first = matter.petitions.first().filter(|_| view.reading == Reading::Words && !matter.sealed)?;
    let said = |id| view.words.get(&id).map(|words| masked(words));
    Some(Own {
        subject: said(first.filed.subject.id)?,
        body: said(first.filed.text.id)?,
        place: matter.place.clone(),
        unit: matter.issues.first().map(|issue| issue.unit.clone()),
    })
}

impl Own {
    /// The pairs of the subject, and of the text as many as there is room for, from all over it.
    fn pairs(&self) -> BTreeSet<[char; 2]> {
        let mut asked: BTreeSet<[char; 2]> = pairs(&SCRIPT, &self.subject).into_iter().take(PAIRS_MAX / 2).collect();
        let body = pairs(&SCRIPT, &self.body);
        let step = body.len().div_ceil(PAIRS_MAX - asked.len()).max(1);
        asked.extend(body.into_iter().step_by(step));
        asked
    }

    fn compare(&self, common: &Commonness, (row, subject, body): (IssueRow, String, String)) -> Compared {
        let text = resemblance(common, &counts(&SCRIPT, &self.subject, &self.body), &counts(&SCRIPT, &subject, &body));
        let own = Circumstance { place: self.place.as_ref().map(PlaceCode::as_str), ..Circumstance::default() };
        let other = Circumstance { place: row.place.as_ref().map(PlaceCode::as_str), ..Circumstance::default() };
        let unit = self.unit.as_ref().map(|unit| if row.unit == *unit { 1.0 } else { 0.0 });
        let likeness = Likeness { text, unit, ..Likeness::of((&[], &[]), (&own, &other)) };
        let whole = format!("{}\n{}", self.subject, self.body);
        let words = common.words(&SCRIPT, &self.subject, &self.body);
        let others = common.words(&SCRIPT, &subject, &body);
        let shared = shared(&SCRIPT, &whole, &words, &others).into_iter().map(|place| whole[place].trim().to_owned());
        let shared = shared.collect::<BTreeSet<_>>().into_iter().collect();
        Compared { row, subject, likeness, shared }
    }
}
