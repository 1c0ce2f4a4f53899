//! Finding matters by their words: the index gives candidates, the rows say who may read them and what they are about, the
//! opened text says whether it really answers.
//!
//! Permission comes first: what a reader may not read is left out before anything is counted, ranked or cut, so that it moves
//! nothing. The index holds masked text of ordinary matters, and a find is looked for and shown in masked text only.

mod alike;
mod answers;
mod draft;
mod index;
mod question;
mod told;

use std::collections::BTreeMap;
use std::ops::{Bound, Range};
use std::sync::LazyLock;

use huiyin_domain::ids::{ClassCode, MatterId, PlaceCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Stage;
use huiyin_domain::office::policy::{OfficeDeed, may_office, reads_listed};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view::IssueRow;
use huiyin_insight::find::{self, Query};
use huiyin_insight::mask::masked;
use huiyin_insight::script::Script;
use huiyin_insight::synonyms::Synonyms;
use huiyin_insight::words::Commonness;
use huiyin_store::read::{ListedIssue, Part};
use huiyin_store::search::{Holder, Term, TextId};
use jiff::civil::Date;

pub use alike::Alike;
pub use answers::EarlierAnswer;
pub use draft::{DraftWords, Looked};
pub use huiyin_insight::draft::{Field, Place, Remark};
pub(crate) use index::{alone_key, answers_key, window, window_end};
pub(crate) use question::{OPENED_MAX, Question};
pub use told::Answered;
pub(crate) use told::ToldMatter;

use crate::App;
use crate::error::{AppError, Invalid};
use crate::invented;
use crate::reading;

/// Finds that are ranked: the newest. Who has more should say more.
pub const FOUND_MAX: usize = 100;

/// Finds of a page.
pub const PAGE_FINDS: usize = 20;

/// Candidates looked at in one go: as many as are ranked, one more that tells that there are more, and a few that do not
/// answer after all.
const LOOKED_AT_ONCE: usize = FOUND_MAX + 4;

/// Of a long query a text must hold one pair in so many to be looked at.
const SHARE_OF_LONG: u32 = 3;

/// Pairs of a long query that are asked for.
const PAIRS_MAX: usize = 64;

/// The folding of characters that is shipped; a table that does not parse folds nothing, and a test holds that it parses.
pub(crate) static SCRIPT: LazyLock<Script> = LazyLock::new(|| reading::script().unwrap_or_else(|_| Script::plain()));

/// The shipped words for the same thing, a line each; tests of `insight` hold that the list can be read.
pub(crate) const SAME_WORDS: &str = include_str!("../../../../rules/lexicon/synonyms.txt");
static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| Synonyms::parse(&SCRIPT, SAME_WORDS).unwrap_or_default());

/// How common signs are, by the invented problems.
pub(crate) static COMMON: LazyLock<Commonness> = LazyLock::new(|| {
    let mut common = Commonness::default();
    for line in invented::lines() {
        common.count(&SCRIPT, "", line);
    }
    common
});

/// What stands where a part of a text is left out.
const LEFT_OUT: &str = "…";

/// Which matters are looked for. Everything not given is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// Of this class or one below it.
    pub class: Option<ClassCode>,
    /// In charge of this unit.
    pub unit: Option<UnitCode>,
    /// In this place or one within it.
    pub place: Option<PlaceCode>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Come by this channel.
    pub channel: Option<Channel>,
    /// Received on or after.
    pub from: Option<Date>,
    /// Received on or before.
    pub to: Option<Date>,
    /// Also what holds another word that people use for the same.
    pub widely: bool,
}

/// A text with what answers the query in it, in bytes of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What to mark.
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    /// The lines that show most of what is marked, with a sign where they leave something out.
    pub(crate) fn cut(self) -> Self {
        let shown = find::snippet(&self.text, &self.marks);
        let part = shown.part;
        let left_out = |is: bool| if is { LEFT_OUT } else { "" };
        let before = left_out(part.start > 0);
        let moved = |at: usize| at - part.start + before.len();
        let marks = shown.marks.iter().map(|mark| moved(mark.start)..moved(mark.end)).collect();
        let after = left_out(part.end < self.text.len());
        Self { marks, text: [before, &self.text[part], after].concat() }
    }
}

/// A matter that was found.
#[derive(Debug, Clone)]
pub struct Find {
    /// The issue whose row matched; the first of them.
    pub listed: ListedIssue,
    /// Its subject line.
    pub subject: Marked,
    /// The lines of its text that show most of what was asked.
    pub snippet: Marked,
}

/// How many finds there are of each, for narrowing: the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By class.
    pub classes: Vec<(ClassCode, usize)>,
    /// By unit.
    pub units: Vec<(UnitCode, usize)>,
    /// By stage.
    pub stages: Vec<(Stage, usize)>,
    /// By channel.
    pub channels: Vec<(Channel, usize)>,
    /// By place.
    pub places: Vec<(PlaceCode, usize)>,
}

/// A page of finds, the best first.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// The finds.
    pub finds: Vec<Find>,
    /// How many there are of all pages.
    pub count: usize,
    /// There are more than [`FOUND_MAX`]; these are the newest.
    pub is_cut: bool,
    /// What they are about.
    pub facets: Facets,
    /// Goes on from here, if more follow.
    pub next: Option<usize>,
}

/// A text that may be read.
pub(crate) struct Opened {
    pub text: TextId,
    pub row: IssueRow,
    /// The matter's subject line, without numbers of persons.
    pub subject: String,
    /// The text without them; none where it is the subject line itself.
    pub body: String,
}

/// A find before it is laid out.
pub(crate) struct Hit {
    pub score: f32,
    text: TextId,
    pub row: IssueRow,
    subject: Marked,
    body: Marked,
}

impl App {
    /// One page of what the actor may read and answers these words; `from` is where the page before said to go on.
    ///
    /// # Errors
    /// Invalid where the words hold no two signs together; refused to whoever may read no list.
    pub async fn search(
        &self,
        actor: &Actor,
        words: &str,
        filter: &SearchFilter,
        from: usize,
    ) -> Result<SearchPage, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        let query = Query::read(&SCRIPT, words).ok_or_else(|| Invalid::bound("words", "too-short", 2))?;
        let may_read = |row: &IssueRow| is_open_to(actor, &office, row) && filter.holds(row);
        let queries = if filter.widely { SYNONYMS.widen(&query) } else { vec![query] };
        let (mut hits, is_cut) = self.hits_of_any(&queries, &may_read).await?;
        let facets = Facets::of(&hits);
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.row.matter.cmp(&a.row.matter)));
        let count = hits.len();
        let shown: Vec<Hit> = hits.into_iter().skip(from).take(PAGE_FINDS).collect();
        let next = Some(from + shown.len()).filter(|next| *next < count && !shown.is_empty());
        let rows = shown.iter().map(|hit| hit.row.clone()).collect();
        let listed = self.store.worklists.numbered(self.office_id, rows).await?;
        let finds = shown.into_iter().zip(listed).map(|(hit, listed)| hit.laid_out(listed)).collect();
        Ok(SearchPage { finds, count, is_cut, facets, next })
    }

    /// The newest texts that answer one of these, one for each matter, and whether there are more.
    async fn hits_of_any(
        &self,
        queries: &[Query],
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<(Vec<Hit>, bool), AppError> {
        let (mut found, mut is_cut): (BTreeMap<MatterId, Hit>, bool) = (BTreeMap::new(), false);
        for query in queries {
            let (hits, has_more) = self.hits(query, may_read).await?;
            is_cut |= has_more;
            keep_best(&mut found, hits);
        }
        is_cut |= found.len() > FOUND_MAX;
        Ok((found.into_values().rev().take(FOUND_MAX).collect(), is_cut))
    }

    /// The newest texts that answer and may be read, one for each matter, and whether there are more.
    async fn hits(
        &self,
        query: &Query,
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<(Vec<Hit>, bool), AppError> {
        let asked = query.pairs().into_iter().take(PAIRS_MAX);
        let terms: BTreeMap<Term, u32> = asked.map(|pair| (self.keys.search_term(pair), 1)).collect();
        let all = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        let held_min = if query.is_strict() { all } else { all.div_ceil(SHARE_OF_LONG) };
        let mut found: BTreeMap<MatterId, Hit> = BTreeMap::new();
        for parts in groups(&self.store.search.parts(self.office_id).await?) {
            if parts.first().is_some_and(|part| is_decided(&found, part.newest)) {
                break;
            }
            let holders = self.store.search.holders(self.office_id, parts, &terms, held_min).await?;
            for of_part in holders.chunk_by(Holder::is_of_part_of) {
                for some in of_part.chunks(LOOKED_AT_ONCE) {
                    let texts = self.store.search.texts(self.office_id, some).await?;
                    let texts: Vec<TextId> = texts.into_iter().flatten().collect();
                    if texts.first().is_some_and(|text| is_decided(&found, text.matter)) {
                        break;
                    }
                    keep_best(&mut found, self.look(query, &texts, may_read).await?);
                }
            }
        }
        let is_cut = found.len() > FOUND_MAX;
        Ok((found.into_values().rev().take(FOUND_MAX).collect(), is_cut))
    }

    /// Opens the candidates that may be read, and keeps what answers.
    async fn look(
        &self,
        query: &Query,
        candidates: &[TextId],
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<Hit>, AppError> {
        let opened = self.open_readable(self.readable(candidates, may_read).await?).await?;
        let hit = |Opened { text, row, subject, body }: Opened| {
            let found = query.check(&SCRIPT, &COMMON, &subject, &body)?;
            let (subject, body) =
                (Marked { text: subject, marks: found.subject }, Marked { text: body, marks: found.body });
            Some(Hit { score: found.score, text, row, subject, body })
        };
        Ok(opened.into_iter().filter_map(hit).collect())
    }

    /// The candidates that may be read, each with the row of its matter's first issue.
    pub(crate) async fn readable(
        &self,
        candidates: &[TextId],
        may_read: &(dyn Fn(&IssueRow) -> bool + Sync),
    ) -> Result<Vec<(TextId, IssueRow)>, AppError> {
        let mut matters: Vec<MatterId> = candidates.iter().map(|text| text.matter).collect();
        matters.sort_unstable();
        matters.dedup();
        let mut rows: BTreeMap<MatterId, IssueRow> = BTreeMap::new();
        for row in self.store.worklists.rows_of_each(self.office_id, &matters).await? {
            if may_read(&row) && rows.get(&row.matter).is_none_or(|first| row.issue < first.issue) {
                rows.insert(row.matter, row);
            }
        }
        let readable = candidates.iter().filter_map(|text| Some((*text, rows.get(&text.matter)?.clone())));
        Ok(readable.collect())
    }

    /// These opened, as far as their keys are there.
    pub(crate) async fn open_readable(&self, texts: Vec<(TextId, IssueRow)>) -> Result<Vec<Opened>, AppError> {
        let ids = texts.iter().flat_map(|(text, row)| [(row.matter, row.subject), (text.matter, text.content)]);
        let opened = self.open_listed(&ids.collect::<Vec<_>>()).await?;
        let open = |(text, row): (TextId, IssueRow)| {
            let subject = opened.get(&(row.matter, row.subject))?;
            let body = opened.get(&(text.matter, text.content)).filter(|_| text.content != row.subject);
            let (subject, body) = (masked(subject), masked(body.map_or("", String::as_str)));
            Some(Opened { text, row, subject, body })
        };
        Ok(texts.into_iter().filter_map(open).collect())
    }
}

/// More matters than are ranked are found already, each newer than all that is left to look at.
fn is_decided(found: &BTreeMap<MatterId, Hit>, left: MatterId) -> bool {
    found.range((Bound::Excluded(left), Bound::Unbounded)).nth(FOUND_MAX).is_some()
}

/// Of the texts of one matter the one that answers best, and of those that answer alike the newest.
fn keep_best(found: &mut BTreeMap<MatterId, Hit>, hits: Vec<Hit>) {
    for hit in hits {
        let better = found.get(&hit.row.matter).is_none_or(|known| known.is_less_than(&hit));
        if better {
            found.insert(hit.row.matter, hit);
        }
    }
}

/// Nobody finds what is under seal; who is out of a matter does not learn that it is there.
pub(crate) fn is_open_to(actor: &Actor, office: &Office, row: &IssueRow) -> bool {
    !row.sealed && reads_listed(actor, office, row.matter, &row.unit)
}

/// The newest part by itself, then as many again as were asked before: what is frequent is found at once, what is rare in
/// few questions.
fn groups(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    let (mut rest, mut size) = (parts, 1);
    std::iter::from_fn(move || {
        let (group, after) = rest.split_at_checked(size).unwrap_or((rest, &[]));
        rest = after;
        size *= 2;
        (!group.is_empty()).then_some(group)
    })
}

impl SearchFilter {
    fn holds(&self, row: &IssueRow) -> bool {
        let is_within = |code: &str, of: &str, dot: &str| code == of || code.starts_with(&format!("{of}{dot}"));
        self.unit.as_ref().is_none_or(|unit| row.unit == *unit)
            && self.stage.is_none_or(|stage| row.stage == stage)
            && self.channel.is_none_or(|channel| row.channel == channel)
            && self.from.is_none_or(|from| row.received_on >= from)
            && self.to.is_none_or(|to| row.received_on <= to)
            && self.class.as_ref().is_none_or(|class| {
                row.class.as_ref().is_some_and(|code| is_within(code.as_str(), class.as_str(), "."))
            })
            && self
                .place
                .as_ref()
                .is_none_or(|place| row.place.as_ref().is_some_and(|code| is_within(code.as_str(), place.as_str(), "")))
    }
}

impl Facets {
    fn of(hits: &[Hit]) -> Self {
        let rows = || hits.iter().map(|hit| &hit.row);
        Self {
            classes: counted(rows().filter_map(|row| row.class.clone())),
            units: counted(rows().map(|row| row.unit.clone())),
            stages: counted(rows().map(|row| row.stage)),
            channels: counted(rows().map(|row| row.channel)),
            places: counted(rows().filter_map(|row| row.place.clone())),
        }
    }
}

/// How often each stands there, the most frequent first.
pub(crate) fn counted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

impl Hit {
    fn is_less_than(&self, other: &Self) -> bool {
        self.score.total_cmp(&other.score).then(self.text.cmp(&other.text)).is_lt()
    }

    fn laid_out(self, listed: ListedIssue) -> Find {
        Find { listed, subject: self.subject, snippet: self.body.cut() }
    }
}
