//! Matters that may be the same, or have the same cause: shown with the words they share, so that a person may link them.
//! Nothing is linked here, and what may not be read is not shown and moves nothing.

use std::collections::BTreeSet;

use huiyin_domain::ids::{MatterId, PlaceCode};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view::IssueRow;
use huiyin_insight::alike::{Circumstance, Likeness, SAME_MATTER, resemblance, shared};
use huiyin_insight::words::{Commonness, counts};
use huiyin_store::read::ListedIssue;

use super::question::Question;
use super::{Opened, SCRIPT, is_open_to};
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Matters shown.
const SHOWN_MAX: usize = 5;
/// Texts that are opened and compared: among the twenty that hold most of what tells, the same matter is as often as
/// among forty.
const OPENED: usize = 20;
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

impl App {
    /// The matters most like this one that the actor may read, the likest first; none where he may not read its words, or it is
    /// under seal.
    pub async fn alike(&self, actor: &Actor, view: &View) -> Result<Vec<Alike>, AppError> {
        let Some(own) = Question::of_matter(view) else { return Ok(Vec::new()) };
        self.alike_to((actor, &view.office), &own, Some(view.matter.id)).await
    }

    /// The matters most like a petition that is about to be registered, which the actor may read, the likest first.
    pub async fn alike_words(
        &self,
        actor: &Actor,
        subject: &str,
        text: &str,
        place: Option<PlaceCode>,
    ) -> Result<Vec<Alike>, AppError> {
        let office = self.office().await?;
        self.alike_to((actor, &office), &Question { place, ..Question::of_words(subject, text) }, None).await
    }

    async fn alike_to(
        &self,
        (actor, office): (&Actor, &Office),
        own: &Question,
        itself: Option<MatterId>,
    ) -> Result<Vec<Alike>, AppError> {
        let may_read = |row: &IssueRow| Some(row.matter) != itself && is_open_to(actor, office, row);
        let opened = self.near(own, OPENED, &may_read).await?;
        let mut common = Commonness::default();
        common.count(&SCRIPT, &own.subject, &own.body);
        for one in &opened {
            common.count(&SCRIPT, &one.subject, &one.body);
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
}

/// Another matter, compared.
struct Compared {
    row: IssueRow,
    subject: String,
    likeness: Likeness,
    shared: Vec<String>,
}

impl Question {
    fn compare(&self, common: &Commonness, other: Opened) -> Compared {
        let Opened { row, subject, body, .. } = other;
        let text = resemblance(common, &counts(&SCRIPT, &self.subject, &self.body), &counts(&SCRIPT, &subject, &body));
        let own = Circumstance { place: self.place.as_ref().map(PlaceCode::as_str), ..Circumstance::default() };
        let other = Circumstance { place: row.place.as_ref().map(PlaceCode::as_str), ..Circumstance::default() };
        let unit = self.unit.as_ref().map(|unit| if row.unit == *unit { 1.0 } else { 0.0 });
        let likeness = Likeness { text, unit, ..Likeness::of((&[], &[]), (&own, &other)) };
        let whole = self.whole();
        let words = common.words(&SCRIPT, &self.subject, &self.body);
        let others = common.words(&SCRIPT, &subject, &body);
        let shared = shared(&SCRIPT, &whole, &words, &others).into_iter().map(|place| whole[place].trim().to_owned());
        let shared = shared.collect::<BTreeSet<_>>().into_iter().collect();
        Compared { row, subject, likeness, shared }
    }
}
