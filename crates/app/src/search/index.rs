//! Keeping the index of words: what a text holds is noted by a job after the commit that brought it, and taken out once its
//! matter comes under seal. Texts are petitions and the answers to them.

use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::matter::{Event, Matter};
use huiyin_insight::find::pairs;
use huiyin_insight::mask::masked;
use huiyin_store::read::ClaimedJob;
use huiyin_store::search::{Term, TextId};
use huiyin_store::{JobKind, NewJob, Stream};

use super::SCRIPT;
use crate::App;
use crate::chance::CHANCE_BITS;
use crate::error::AppError;
use crate::load::{Loaded, fold, time_zone};

/// Before the ids of two matters in the key of a job: all matters after the first up to the second are read, some at a time;
/// all that there are where there is no second.
const AFTER: &str = "after/";

/// Before the id of a matter in the key of a job: it is read alone.
const ALONE: &str = "alone/";

/// Before the id of a matter in the key of a job: only the answers in that matter are read.
const ANSWERS: &str = "answers/";

/// Streams read in one go: a tenth of a second.
const STREAMS_AT_ONCE: usize = 512;

/// The same within a window, which seldom holds more than a few.
const STREAMS_OF_WINDOW: usize = 32;

/// Bits of a matter's id that matters of one window do not share: chance, and the last twelve of its milliseconds. What comes
/// in within four seconds is read by one job, so that many petitions queue no more jobs than a few.
const WINDOW: u128 = (1 << (CHANCE_BITS + 12)) - 1;

/// The key of the job that reads a matter: the first id of its window.
pub(crate) fn window(matter: MatterId) -> MatterId {
    MatterId::from_bits(bits(matter) & !WINDOW)
}

/// The key of the job that reads one matter, whose window was read long ago.
pub(crate) fn alone_key(matter: MatterId) -> String {
    format!("{ALONE}{matter}")
}

/// The key of the job that reads the answers in a matter.
pub(crate) fn answers_key(matter: MatterId) -> String {
    format!("{ANSWERS}{matter}")
}

/// The last id of a matter's window.
pub(crate) fn window_end(matter: MatterId) -> MatterId {
    MatterId::from_bits(bits(matter) | WINDOW)
}

const fn bits(matter: MatterId) -> u128 {
    u128::from_be_bytes(matter.to_bytes())
}

impl App {
    /// Notes what the texts of a window's matters hold, or of some matters after one.
    pub(crate) async fn read_text(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let wrong = || AppError::Inconsistent(format!("jobs.key {} names no matter", job.key));
        let matter = |id: &str| id.parse::<MatterId>().map_err(|_| wrong());
        if let Some(ids) = job.key.strip_prefix(AFTER) {
            let (after, last) = ids.split_once('/').map_or((ids, None), |(after, last)| (after, Some(last)));
            self.read_texts_after(matter(after)?, last.map(matter).transpose()?).await
        } else if let Some(id) = job.key.strip_prefix(ALONE) {
            let office = self.office().await?;
            self.read_matters(&[self.load(&office, matter(id)?).await?]).await
        } else if let Some(id) = job.key.strip_prefix(ANSWERS) {
            let office = self.office().await?;
            self.note_matters(&[self.load(&office, matter(id)?).await?], answers_in).await
        } else {
            self.read_window(matter(&job.key)?).await
        }
    }

    async fn read_window(&self, first: MatterId) -> Result<(), AppError> {
        let last = window_end(first);
        let mut after = MatterId::from_bits(bits(first).saturating_sub(1));
        loop {
            let mut matters = self.matters_after(after, STREAMS_OF_WINDOW).await?;
            let end = matters.last().map(|loaded| loaded.matter.id);
            matters.retain(|loaded| loaded.matter.id <= last);
            self.read_matters(&matters).await?;
            match end.filter(|end| *end < last) {
                Some(end) => after = end,
                None => return Ok(()),
            }
        }
    }

    /// The matters of the next streams.
    pub(crate) async fn matters_after(&self, after: MatterId, streams: usize) -> Result<Vec<Loaded>, AppError> {
        let zone = time_zone(self.office().await?.as_ref())?;
        let streams = self.store.journal.scan(self.office_id, Some(&Stream::Matter(after)), streams).await?;
        let mut matters = Vec::new();
        for (stream, stored) in &streams {
            if let Stream::Matter(id) = stream {
                matters.push(fold(*id, &zone, stored)?);
            }
        }
        Ok(matters)
    }

    /// Packs what the jobs have noted, where enough waits.
    pub(crate) async fn pack_index(&self) -> Result<(), AppError> {
        Ok(self.store.search.pack(self.office_id).await.map(drop)?)
    }

    /// Empties the index and forgets topics, and has all texts read again, by the jobs, while the office works.
    pub(crate) async fn rebuild_index(&self) -> Result<(), AppError> {
        self.store.search.clear(self.office_id).await?;
        self.forget_topics().await?;
        self.queue_reading(MatterId::from_bits(0), None).await
    }

    /// Reads the next matters up to the last, and queues the job that goes on after them.
    async fn read_texts_after(&self, after: MatterId, last: Option<MatterId>) -> Result<(), AppError> {
        let mut matters = self.matters_after(after, STREAMS_AT_ONCE).await?;
        let end = matters.last().map(|loaded| loaded.matter.id);
        matters.retain(|loaded| last.is_none_or(|last| loaded.matter.id <= last));
        self.read_matters(&matters).await?;
        self.pack_index().await?;
        match end.filter(|end| last.is_none_or(|last| *end < last)) {
            Some(end) => self.queue_reading(end, last).await,
            None => Ok(()),
        }
    }

    /// Has all matters of an office read that has some and no index or no topics, as one from before there were such.
    pub(crate) async fn queue_first_reading(&self) -> Result<(), AppError> {
        let before_all = MatterId::from_bits(0);
        let streams = self.store.journal.streams(self.office_id, Some(&Stream::Matter(before_all)), 1).await?;
        let has_matters = matches!(streams.first(), Some((Stream::Matter(_), ..)));
        let is_unread = || async {
            let unsearched = self.store.search.is_empty(self.office_id).await?;
            Ok::<_, AppError>(unsearched || self.knows_no_topic().await?)
        };
        if has_matters && is_unread().await? {
            self.queue_reading(before_all, None).await?;
        }
        Ok(())
    }

    /// Queues the reading of all matters after this one, up to the last if one is named.
    pub(crate) async fn queue_reading(&self, after: MatterId, last: Option<MatterId>) -> Result<(), AppError> {
        let last = last.map(|last| format!("/{last}")).unwrap_or_default();
        let (kind, key) = (JobKind::ReadText, format!("{AFTER}{after}{last}"));
        let job = NewJob { kind, key, payload: Vec::new(), run_at: self.now() };
        Ok(self.store.jobs.queue(self.office_id, job).await?)
    }

    /// Has matters found by what their petitions say, and put into topics.
    async fn read_matters(&self, matters: &[Loaded]) -> Result<(), AppError> {
        self.wait_for_topics(matters).await?;
        self.note_matters(matters, texts_in).await
    }

    /// Notes the terms of these texts of ordinary matters, and forgets those under seal.
    async fn note_matters(&self, matters: &[Loaded], texts_of: fn(&Loaded) -> Vec<Text>) -> Result<(), AppError> {
        for sealed in matters.iter().filter(|loaded| loaded.matter.sealed) {
            self.store.search.forget(self.office_id, sealed.matter.id).await?;
        }
        let read = matters.iter().filter(|loaded| !loaded.matter.sealed && loaded.matter.is_born());
        let texts: Vec<Text> = read.flat_map(texts_of).collect();
        let ids = texts.iter().flat_map(|text| text.subject.into_iter().chain([text.body]));
        let ids: Vec<_> = ids.map(|text| (text.matter, text.content)).collect();
        let opened = self.open_listed(&ids).await?;
        let terms =
            |text: TextId| opened.get(&(text.matter, text.content)).map(|words| self.terms(words)).unwrap_or_default();
        let noted = texts.iter().map(|text| {
            let mut held = terms(text.body);
            if !held.is_empty() || !text.is_answer {
                held.extend(text.subject.into_iter().flat_map(terms));
            }
            (text.body, held)
        });
        let noted: Vec<(TextId, Vec<Term>)> = noted.filter(|(_, terms)| !terms.is_empty()).collect();
        Ok(self.store.search.note(self.office_id, &noted).await?)
    }

    /// The keyed terms of a text, without the numbers of persons.
    fn terms(&self, words: &str) -> Vec<Term> {
        pairs(&SCRIPT, &masked(words)).into_iter().map(|pair| self.keys.search_term(pair)).collect()
    }
}

/// A text and the subject line it is found by.
pub(super) struct Text {
    subject: Option<TextId>,
    body: TextId,
    /// It is found by the subject only together with words of its own; a petition is found by its subject alone too.
    is_answer: bool,
}

/// The texts of a matter: of each petition its text, found by the subject of the matter too, the subjects of later ones, and
/// the answers.
fn texts_in(loaded: &Loaded) -> Vec<Text> {
    let matter = &loaded.matter;
    let bodies = matter.petitions.iter().map(|petition| petition.filed.text.id);
    let later = matter.petitions.iter().skip(1).map(|petition| petition.filed.subject.id);
    let said = bodies.chain(later).map(|body| text(matter, body, false));
    said.chain(answers_in(loaded)).collect()
}

/// The facts and reasons of each answer, found by the subject of the matter too.
fn answers_in(loaded: &Loaded) -> Vec<Text> {
    let answers = loaded.story.iter().flat_map(|recorded| match &recorded.entry.event {
        Event::IssueDecided(decided) => vec![decided.facts.id, decided.reasons.id],
        _ => Vec::new(),
    });
    answers.map(|body| text(&loaded.matter, body, true)).collect()
}

fn text(matter: &Matter, body: ContentId, is_answer: bool) -> Text {
    let id = |content| TextId { matter: matter.id, content };
    let subject = matter.petitions.first().map(|first| id(first.filed.subject.id));
    Text { subject, body: id(body), is_answer }
}
