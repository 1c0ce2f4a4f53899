//! What a petition says, put as a question to the index: which texts share most with it.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::ids::{PlaceCode, UnitCode};
use huiyin_domain::matter::state::Issue;
use huiyin_domain::matter::{Event, Matter};
use huiyin_domain::office::policy::Reading;
use huiyin_domain::view::IssueRow;
use huiyin_insight::find::{Pair, pairs};
use huiyin_insight::mask::masked;
use huiyin_store::read::Part;
use huiyin_store::search::{SEGMENT_TEXTS, Term, TextId};

use super::SCRIPT;
use super::index::texts_of;
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Texts opened for one question, where it is asked what was done with like ones.
pub(crate) const OPENED_MAX: usize = 40;
/// Candidates looked at in one go, and how often: whoever may read few of them would have very many looked at.
const NEAR_AT_ONCE: usize = 24;
const LOOKS_MAX: usize = 8;
/// Pairs of signs by which like texts are looked for, and how many of these the subject may give: its rarest tell most,
/// the rarest of the text the rest (measured in docs/insight.md).
const PAIRS_MAX: usize = 16;
const SUBJECT_PAIRS_MAX: usize = 10;
/// A pair of the text alone that no more texts in a thousand hold than these is an accident of writing.
const ACCIDENT_PER_MILLE: usize = 2;
/// Pairs of a text of which it is asked how rare they are, from all over it.
const WEIGHED_MAX: usize = 96;
/// Texts that are enough to tell what is rare: a larger part has longer rows to read.
const TEXTS_ENOUGH: usize = 2_048;
/// Of what the pairs weigh together a text must hold one part in so many to be opened.
const SHARE_HELD: u32 = 10;

/// What a petition says, without numbers of persons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub subject: String,
    pub body: String,
    pub place: Option<PlaceCode>,
    pub unit: Option<UnitCode>,
    /// How many texts of its own the index has, each found by the subject: what stands in no other, finds no other.
    pub own_texts: u32,
}

impl Question {
    /// These words.
    pub fn of_words(subject: &str, body: &str) -> Self {
        Self { subject: masked(subject), body: masked(body), ..Self::default() }
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
            own_texts: own_texts(matter, view.story.iter().map(|line| &line.event)),
        })
    }

    /// The same with the demand of one issue before the text.
    pub fn of_issue(view: &View, issue: &Issue) -> Option<Self> {
        let question = Self::of_matter(view)?;
        let demand = view.words.get(&issue.demand.id).map(|demand| masked(demand)).unwrap_or_default();
        Some(Self { body: format!("{demand}\n{}", question.body), unit: Some(issue.unit.clone()), ..question })
    }

    /// The pairs that may be asked for: those of the subject, and those of the text alone.
    fn pairs(&self) -> (Vec<Pair>, Vec<Pair>) {
        let subject = pairs(&SCRIPT, &self.subject);
        let mut body = pairs(&SCRIPT, &self.body);
        body.retain(|pair| !subject.contains(pair));
        (spread(subject, WEIGHED_MAX), spread(body, WEIGHED_MAX))
    }
}

/// How many texts of a matter the index has.
pub(crate) fn own_texts<'e>(matter: &Matter, story: impl Iterator<Item = &'e Event>) -> u32 {
    u32::try_from(texts_of(matter, story).len()).unwrap_or(u32::MAX)
}

/// So many of these, as far apart as they stand in the order of signs: no order of them tells more than another.
fn spread(pairs: BTreeSet<Pair>, count_max: usize) -> Vec<Pair> {
    let step = pairs.len().div_ceil(count_max).max(1);
    pairs.into_iter().step_by(step).collect()
}

/// The rarest of these terms that more texts hold than the floor, each with how much it tells: how often the number of
/// texts can be halved until only those with it are left. In powers of two, so that a single text seldom changes what is
/// asked.
fn rarest(terms: &[(Term, u32)], floor: u32, of: usize, count_max: usize) -> Vec<(Term, u32)> {
    let of = u32::try_from(of).unwrap_or(u32::MAX);
    let known = terms.iter().filter(|(_, texts)| *texts > floor);
    let mut told: Vec<(Term, u32)> =
        known.map(|(term, texts)| (*term, (of / texts).checked_ilog2().unwrap_or(0) + 1)).collect();
    told.sort_by_key(|(_, rarity)| std::cmp::Reverse(*rarity));
    told.truncate(count_max);
    told
}

/// The part that tells what is rare: the smallest that is enough, else the largest.
fn sample(parts: &[Part]) -> Option<Part> {
    let enough = parts.iter().filter(|part| part.texts >= TEXTS_ENOUGH).min_by_key(|part| part.texts);
    enough.or_else(|| parts.iter().max_by_key(|part| part.texts)).copied()
}

impl App {
    /// The terms that tell most of a question, each with how much.
    async fn telling(&self, question: &Question, parts: &[Part]) -> Result<BTreeMap<Term, u32>, AppError> {
        let Some(part) = sample(parts) else { return Ok(BTreeMap::new()) };
        let (subject, body) = question.pairs();
        let terms: Vec<Term> = subject.iter().chain(&body).map(|pair| self.keys.search_term(*pair)).collect();
        let frequencies = self.store.search.frequencies(self.office_id, part, &terms).await?;
        let known: Vec<(Term, u32)> = terms.into_iter().zip(frequencies).collect();
        let (subject, body) = known.split_at(subject.len());
        let texts = part.texts.max(SEGMENT_TEXTS);
        let mut telling = rarest(subject, question.own_texts, texts, SUBJECT_PAIRS_MAX);
        let room = PAIRS_MAX - telling.len();
        let accidents = u32::try_from(part.texts * ACCIDENT_PER_MILLE / 1_000).unwrap_or(u32::MAX);
        telling.extend(rarest(body, question.own_texts.min(1).max(accidents), texts, room));
        Ok(telling.into_iter().collect())
    }

    /// The texts that share most with it and may be read, at most so many: row, masked subject and masked text.
    pub(crate) async fn near(
        &self,
        question: &Question,
        opened_max: usize,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<(IssueRow, String, String)>, AppError> {
        let parts = self.store.search.parts(self.office_id).await?;
        let terms = self.telling(question, &parts).await?;
        let held_min = terms.values().sum::<u32>().div_ceil(SHARE_HELD);
        let mut holders = self.store.search.holders(self.office_id, &parts, &terms, held_min).await?;
        holders.sort_by_key(|holder| std::cmp::Reverse(holder.held));
        holders.truncate(NEAR_AT_ONCE * LOOKS_MAX);
        let mut texts: Vec<TextId> = Vec::new();
        for text in self.store.search.texts(self.office_id, &holders).await?.into_iter().flatten() {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let mut opened = Vec::new();
        for some in texts.chunks(NEAR_AT_ONCE) {
            opened.extend(self.open_candidates(some, may_read).await?);
            if opened.len() >= opened_max {
                break;
            }
        }
        opened.truncate(opened_max);
        Ok(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_asks_for_pairs_from_all_over_it() {
        let text: String = (0x4e00..0x5200).filter_map(char::from_u32).collect();
        let (subject, body) = Question::of_words(&text[..300], &text).pairs();
        for asked in [&subject, &body] {
            assert!(asked.len() <= WEIGHED_MAX && asked.len() * 2 > WEIGHED_MAX, "{}", asked.len());
        }
        assert!(body.iter().any(|pair| text.chars().skip(900).any(|sign| sign == pair[0])), "to the end");
        assert!(body.iter().all(|pair| !subject.contains(pair)));
        assert_eq!(Question::default().pairs(), (vec![], vec![]));
    }

    #[test]
    fn the_rarest_above_the_floor_tell_most() {
        let terms = [(1, 0), (2, 1), (3, 2), (4, 3), (5, 400), (6, 4_000)];
        assert_eq!(rarest(&terms, 1, 4_096, 3), [(3, 12), (4, 11), (5, 4)]);
        assert_eq!(rarest(&terms, 0, 4_096, 2), [(2, 13), (3, 12)]);
        assert_eq!(rarest(&[(7, 9)], 0, 4, 2), [(7, 1)], "and none tells nothing");
    }
}
