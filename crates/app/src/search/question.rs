//! What a petition says, put as a question to the index: which texts share most with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use huiyin_domain::ids::{PlaceCode, UnitCode};
use huiyin_domain::matter::state::Issue;
use huiyin_domain::office::policy::Reading;
use huiyin_domain::view::IssueRow;
use huiyin_insight::find::{Pair, pairs};
use huiyin_insight::mask::masked;
use huiyin_insight::rarity::Rarity;
use huiyin_store::search::{Holder, Term, TextId};

use super::{Opened, SCRIPT};
use crate::App;
use crate::error::AppError;
use crate::invented;
use crate::story::View;

/// Texts opened for one question, where it is asked what was done with like ones.
pub(crate) const OPENED_MAX: usize = 40;
/// Candidates whose rows are looked at in one go, and no fewer than hold the same.
const NEAR_AT_ONCE: usize = 128;
/// Pairs of signs by which like texts are looked for, and how many of these the subject may give: those that tell most, and
/// those of the text that tell most for the rest (measured in docs/insight.md).
const PAIRS_MAX: usize = 24;
const SUBJECT_PAIRS_MAX: usize = 14;
/// Pairs of a text of which it is asked how much they tell, from all over it.
const WEIGHED_MAX: usize = 96;
/// Of what the pairs weigh together a text must hold one part in so many to be opened.
const SHARE_HELD: u32 = 8;

/// How rare pairs of signs are, by the invented problems.
static RARITY: LazyLock<Rarity> = LazyLock::new(|| Rarity::told_by(&SCRIPT, invented::lines()));

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
        })
    }

    /// The same with the demand of one issue before the text.
    pub fn of_issue(view: &View, issue: &Issue) -> Option<Self> {
        let question = Self::of_matter(view)?;
        let demand = view.words.get(&issue.demand.id).map(|demand| masked(demand)).unwrap_or_default();
        Some(Self { body: format!("{demand}\n{}", question.body), unit: Some(issue.unit.clone()), ..question })
    }

    /// The pairs that tell most of it, each with how much.
    fn telling(&self) -> Vec<(Pair, u32)> {
        let subject = pairs(&SCRIPT, &self.subject);
        let mut body = pairs(&SCRIPT, &self.body);
        body.retain(|pair| !subject.contains(pair));
        let mut telling = RARITY.most_telling(spread(&subject), SUBJECT_PAIRS_MAX);
        let room = PAIRS_MAX - telling.len();
        telling.extend(RARITY.most_telling(spread(&body), room));
        telling
    }
}

/// Of many pairs [`WEIGHED_MAX`] as far apart as they stand in the order of signs: no order of them tells more than another.
fn spread(pairs: &BTreeSet<Pair>) -> impl Iterator<Item = Pair> {
    let step = pairs.len().div_ceil(WEIGHED_MAX).max(1);
    pairs.iter().copied().step_by(step)
}

/// How many of these, which hold less and less, are looked at in one go: what holds the same is put in order together.
fn looked_at_once(holders: &[Holder]) -> usize {
    let Some(last) = holders.get(NEAR_AT_ONCE - 1) else { return holders.len() };
    NEAR_AT_ONCE + holders[NEAR_AT_ONCE..].iter().take_while(|holder| holder.held == last.held).count()
}

impl App {
    /// The texts that share most with it and may be read, at most so many; of those that share as much the newest first,
    /// whatever else the index holds.
    pub(crate) async fn near(
        &self,
        question: &Question,
        opened_max: usize,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<Opened>, AppError> {
        let asked = question.telling().into_iter().map(|(pair, tells)| (self.keys.search_term(pair), tells));
        let terms: BTreeMap<Term, u32> = asked.collect();
        let held_min = terms.values().sum::<u32>().div_ceil(SHARE_HELD);
        let parts = self.store.search.parts(self.office_id).await?;
        let mut holders = self.store.search.holders(self.office_id, &parts, &terms, held_min).await?;
        holders.sort_by_key(|holder| std::cmp::Reverse(holder.held));
        let (mut rest, mut seen) = (holders.as_slice(), BTreeSet::new());
        let mut readable = Vec::new();
        while !rest.is_empty() && readable.len() < opened_max {
            let (some, after) = rest.split_at(looked_at_once(rest));
            rest = after;
            let texts = self.store.search.texts(self.office_id, some).await?.into_iter().zip(some);
            let mut texts: Vec<(u32, TextId)> = texts.filter_map(|(text, holder)| Some((holder.held, text?))).collect();
            texts.sort_unstable_by(|a, b| b.cmp(a));
            let texts: Vec<TextId> =
                texts.into_iter().map(|(_, text)| text).filter(|text| seen.insert(*text)).collect();
            readable.extend(self.readable(&texts, may_read).await?);
        }
        readable.truncate(opened_max);
        self.open_readable(readable).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_asks_for_pairs_from_all_over_it() {
        let text: String = (0x4e00..0x5200).filter_map(char::from_u32).collect();
        let question = Question::of_words(&text[..300], &text);
        let (asked, subject) = (question.telling(), pairs(&SCRIPT, &question.subject));
        assert_eq!(asked.len(), PAIRS_MAX);
        assert_eq!(asked.iter().filter(|(pair, _)| subject.contains(pair)).count(), SUBJECT_PAIRS_MAX);
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), PAIRS_MAX, "each once");
        assert_eq!(Question::default().telling(), []);
    }

    #[test]
    fn what_petitions_always_say_is_asked_for_last() {
        let question = Question::of_words("", "希望有关部门尽快解决这个问题，麒麟阁的檐角坠落砸伤了行人，没有人管");
        let asked: Vec<String> = question.telling().iter().map(|(pair, _)| pair.iter().collect()).collect();
        let place = |pair: &str| asked.iter().position(|asked| asked == pair);
        for telling in ["麒麟", "檐角"] {
            for common in ["没有", "问题"] {
                assert!(
                    place(common).is_none_or(|common| place(telling).is_some_and(|telling| telling < common)),
                    "{asked:?}"
                );
            }
        }
    }
}
