//! Reading publications: what is published, by everybody; what waits, by who may read the matter behind it.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use huiyin_domain::ids::{IssueNo, MatterId, PetitionNo, PublicationId};
use huiyin_domain::matter::Words;
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::{OfficeDeed, Reading, may_office, reads};
use huiyin_domain::publication::{
    Publication, PublicationFacts, PublicationStage, may_be_prepared, may_be_published, may_be_read, may_be_taken_back,
};
use huiyin_insight::find::Query;
use jiff::civil::Date;

use super::shelf::{Known, Texts};
use super::{
    LIKE_MAX, OfIssue, PAGE_ANSWERS, PublicationList, PublicationSeen, PublicationView, PublishedAnswer, PublishedPage,
};
use crate::App;
use crate::error::{AppError, Invalid};
use crate::load::Loaded;
use crate::search::{COMMON, Marked, SCRIPT};

/// How many like answers are ranked: some of them may be kept back.
const LIKE_RANKED: usize = 4 * LIKE_MAX;

/// What was found, and what the words mark in question and answer.
type Hit = (PublicationId, Vec<Range<usize>>, Vec<Range<usize>>);

impl App {
    /// One page of the published answers, those first that answer the words best; all, the newest first, where none are given.
    /// Those kept back are left out, so that a page may hold fewer than others.
    ///
    /// # Errors
    /// Invalid where the words hold no two signs together.
    pub async fn published_answers(&self, words: &str, from: usize) -> Result<PublishedPage, AppError> {
        let known = self.shelf().await?;
        let found = if words.trim().is_empty() {
            newest(&known)
        } else {
            let query = Query::read(&SCRIPT, words).ok_or_else(|| Invalid::bound("words", "too-short", 2))?;
            answering(&known, &query)
        };
        let next = from.saturating_add(PAGE_ANSWERS);
        let page: Vec<Hit> = found.iter().skip(from).take(PAGE_ANSWERS).cloned().collect();
        let answers = self.listed(&known, page).await?;
        Ok(PublishedPage { answers, next: Some(next).filter(|next| *next < found.len()) })
    }

    /// A published answer, whole.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or it is kept back, or was taken back: the answers are the same.
    pub async fn published_answer(&self, id: PublicationId) -> Result<PublishedAnswer, AppError> {
        let known = self.shelf().await?;
        let is_open = self.open_to_everybody(&known, &[id]).await?.contains(&id);
        whole(&known, id).filter(|_| is_open).ok_or(AppError::NotFound)
    }

    /// Published answers to questions like what somebody is about to file, whole.
    pub async fn like_answers(&self, subject: &str, body: &str) -> Result<Vec<PublishedAnswer>, AppError> {
        let known = self.shelf().await?;
        let like = known.like(subject, body, LIKE_RANKED);
        let open = self.open_to_everybody(&known, &like).await?;
        let like = like.into_iter().filter(|id| open.contains(id)).take(LIKE_MAX);
        Ok(like.filter_map(|id| whole(&known, id)).collect())
    }

    /// Of these, those that everybody may read, in their order, with the lines of the answers that show most of the marks.
    async fn listed(&self, known: &Known, hits: Vec<Hit>) -> Result<Vec<PublishedAnswer>, AppError> {
        let ids: Vec<PublicationId> = hits.iter().map(|(id, ..)| *id).collect();
        let open = self.open_to_everybody(known, &ids).await?;
        let line = |(id, in_question, in_answer): Hit| {
            let (publication, (question, answer)) = known.published(id).filter(|_| open.contains(&id))?;
            Some(shown(id, publication, marked(question, in_question), marked(answer, in_answer).cut()))
        };
        Ok(hits.into_iter().filter_map(line).collect())
    }

    /// What everybody reads of a matter, for its petitioner.
    pub async fn published_of(&self, matter: MatterId) -> Result<Vec<PublicationSeen>, AppError> {
        let known = self.shelf().await?;
        let ids: Vec<PublicationId> = known.all.of(matter).map(|(id, _)| id).collect();
        let open = self.open_to_everybody(&known, &ids).await?;
        let seen = |id: PublicationId| {
            let (publication, (question, answer)) = known.published(id)?;
            let (publication, question, answer) = (publication.clone(), question.clone(), answer.clone());
            Some(PublicationSeen { id, publication, question, answer, hidden: None })
        };
        Ok(open.into_iter().filter_map(seen).collect())
    }

    /// What may be prepared, or stands, of the issues of a matter that the actor reads: the publication that stands, or none
    /// where this actor may prepare one.
    pub async fn publications_in(&self, actor: &Actor, matter: MatterId) -> Result<Vec<OfIssue>, AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, matter).await?.matter;
        if reads(actor, &office, &loaded) < Reading::Words {
            return Ok(Vec::new());
        }
        let (today, known) = (self.today().await?, self.shelf().await?);
        let facts = PublicationFacts { today, actor, office: &office, matter: &loaded };
        let of_issue = |issue: IssueNo| match known.all.standing(matter, issue) {
            Some(id) => Some((issue, Some((id, known.all.get(id)?.stage)))),
            None => may_be_prepared(&known.all, issue, &facts).ok().map(|_| (issue, None)),
        };
        Ok(loaded.issues.iter().filter_map(|issue| of_issue(issue.no)).collect())
    }

    /// One page of what waits to be published, is wished back, or is published.
    ///
    /// # Errors
    /// Refused to whoever publishes nothing.
    pub async fn publications(&self, actor: &Actor, from: usize) -> Result<PublicationList, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::PublishAnswers, actor, &office)?;
        let known = self.shelf().await?;
        let may_see = |it: &Publication| {
            it.stage != PublicationStage::TakenBack
                && !actor.officer().is_some_and(|officer| office.is_recused(officer, it.prepared.matter))
        };
        let mut listed: Vec<(PublicationId, &Publication)> = known.all.all().filter(|(_, it)| may_see(it)).collect();
        listed.sort_by_key(|(id, it)| {
            let waits = it.stage == PublicationStage::Prepared;
            (Reverse(waits), Reverse(!it.asked_back.is_empty()), Reverse(it.on), *id)
        });
        let next = Some(from.saturating_add(PAGE_ANSWERS)).filter(|next| *next < listed.len());
        let page: Vec<_> = listed.into_iter().skip(from).take(PAGE_ANSWERS).collect();
        let matters: Vec<MatterId> = page.iter().map(|(_, it)| it.prepared.matter).collect();
        let loaded = self.load_each(&office, &matters).await?;
        let ids: Vec<PublicationId> = page.iter().map(|(id, _)| *id).collect();
        let mut texts = self.publication_texts(&known.all, &ids).await?;
        let seen = |((id, publication), Loaded { matter, .. }): ((PublicationId, &Publication), Loaded)| {
            let reads = reads(actor, &office, &matter) >= Reading::Words;
            let (question, answer) = texts.remove(&id).filter(|_| reads)?;
            let (publication, hidden) = (publication.clone(), may_be_read(publication, &matter).err());
            Some(PublicationSeen { id, publication, question, answer, hidden })
        };
        Ok(PublicationList { publications: page.into_iter().zip(loaded).filter_map(seen).collect(), next })
    }

    /// A publication, for an officer who reads the matter behind it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or none for this actor: the two answers are the same.
    pub async fn publication(&self, actor: &Actor, id: PublicationId) -> Result<PublicationView, AppError> {
        let office = self.office().await?;
        let known = self.shelf().await?;
        let publication = known.all.get(id).ok_or(AppError::NotFound)?;
        let loaded = self.load_born(&office, publication.prepared.matter).await?.matter;
        if reads(actor, &office, &loaded) < Reading::Words {
            return Err(AppError::NotFound);
        }
        let texts = self.publication_texts(&known.all, &[id]).await?.remove(&id);
        let (question, answer) = texts.ok_or(AppError::NotFound)?;
        let words: Vec<_> = publication.asked_back.values().map(|reason| (loaded.id, reason.id)).collect();
        let opened = self.open_listed(&words).await?;
        let wish = |(no, reason): (&PetitionNo, &Words)| Some((*no, opened.get(&(loaded.id, reason.id))?.clone()));
        let facts = PublicationFacts { today: self.today().await?, actor, office: &office, matter: &loaded };
        let waits = publication.stage == PublicationStage::Prepared;
        let hidden = may_be_read(publication, &loaded).err();
        Ok(PublicationView {
            wishes: publication.asked_back.iter().filter_map(wish).collect(),
            publishing: waits.then(|| may_be_published(publication, &facts).map(drop)),
            may_take_back: may_be_taken_back(publication, &facts).unwrap_or(false),
            seen: PublicationSeen { id, publication: publication.clone(), question, answer, hidden },
        })
    }
}

/// All that are published, the newest first.
fn newest(known: &Known) -> Vec<Hit> {
    let mut all: Vec<(Reverse<Date>, PublicationId)> =
        known.texts.keys().filter_map(|id| Some((Reverse(known.all.get(*id)?.on), *id))).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, id)| unmarked(id)).collect()
}

/// Those that answer the words, the best first; of those that answer alike, the newest.
fn answering(known: &Known, query: &Query) -> Vec<Hit> {
    let hit = |(id, texts): (&PublicationId, &Arc<Texts>)| {
        let (question, answer) = &**texts;
        let found = query.check(&SCRIPT, &COMMON, question, answer)?;
        Some((found.score, Reverse(known.all.get(*id)?.on), (*id, found.subject, found.body)))
    };
    let mut hits: Vec<(f32, Reverse<Date>, Hit)> = known.texts.iter().filter_map(hit).collect();
    hits.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2.0).cmp(&(b.1, b.2.0))));
    hits.into_iter().map(|(.., hit)| hit).collect()
}

const fn unmarked(id: PublicationId) -> Hit {
    (id, Vec::new(), Vec::new())
}

fn whole(known: &Known, id: PublicationId) -> Option<PublishedAnswer> {
    let (publication, (question, answer)) = known.published(id)?;
    Some(shown(id, publication, marked(question, Vec::new()), marked(answer, Vec::new())))
}

fn marked(text: &str, marks: Vec<Range<usize>>) -> Marked {
    Marked { text: text.to_owned(), marks }
}

fn shown(id: PublicationId, publication: &Publication, question: Marked, answer: Marked) -> PublishedAnswer {
    let (unit, class) = (publication.prepared.unit.clone(), publication.prepared.class.clone());
    PublishedAnswer { id, question, answer, unit, class, on: publication.on }
}
