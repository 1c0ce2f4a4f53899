//! The shelf: what a process knows of the publications, and the texts that everybody may read. It reads what was added to the
//! stream since it last looked, whoever wrote it; a text is opened once when it is published, and dropped when it is taken back.
//! Whether its matter still stands as it did is asked whenever one is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use huiyin_domain::ids::{MatterId, PublicationId};
use huiyin_domain::publication::{Publication, PublicationEvent, PublicationStage, Publications, may_be_read};
use huiyin_insight::answers::Answers;
use huiyin_store::Stream;
use tokio::sync::Mutex;

use crate::App;
use crate::error::AppError;
use crate::load::decode;
use crate::search::SCRIPT;

/// Question and answer.
pub(super) type Texts = (String, String);

/// What is known, behind a lock: whoever comes meanwhile waits for what is being read, and works without it.
#[derive(Default)]
pub struct Shelf(Mutex<Arc<Known>>);

/// What is known.
#[derive(Default)]
pub(super) struct Known {
    /// All publications.
    pub all: Publications,
    /// The texts of those that are published.
    pub texts: BTreeMap<PublicationId, Arc<Texts>>,
    /// The same, to be found by a like question; made when one is asked first.
    ranked: OnceLock<(Vec<PublicationId>, Answers)>,
}

impl Known {
    /// A published one with its texts.
    pub(super) fn published(&self, id: PublicationId) -> Option<(&Publication, &Texts)> {
        Some((self.all.get(id)?, self.texts.get(&id)?))
    }

    /// Published answers that fit a question best, the best first.
    pub(super) fn like(&self, subject: &str, body: &str, count_max: usize) -> Vec<PublicationId> {
        let (ids, answers) = self.ranked.get_or_init(|| {
            let texts = self.texts.values().map(|texts| &**texts);
            let mut answers = Answers::default();
            for (question, answer) in texts.clone() {
                answers.take(&SCRIPT, &format!("{question}\n{answer}"));
            }
            for (question, _) in texts {
                answers.hear(&SCRIPT, question, "");
            }
            (self.texts.keys().copied().collect(), answers)
        });
        let fitting = answers.fitting(&SCRIPT, subject, body, count_max);
        fitting.into_iter().filter_map(|number| ids.get(number).copied()).collect()
    }
}

impl App {
    /// The shelf as it stands now.
    pub(super) async fn shelf(&self) -> Result<Arc<Known>, AppError> {
        let mut known = self.shelf.0.lock().await;
        let stored = self.store.journal.load(self.office_id, &Stream::Publications, known.all.seq).await?;
        if !stored.is_empty() {
            let mut all = known.all.clone();
            let mut changed = Vec::new();
            for one in &stored {
                let event = decode::<PublicationEvent>(&Stream::Publications, one)?.1;
                changed.push(event.publication());
                all = all.evolve(&event);
            }
            let mut texts = known.texts.clone();
            for id in &changed {
                texts.remove(id);
            }
            changed.retain(|id| all.get(*id).is_some_and(|it| it.stage == PublicationStage::Published));
            let opened = self.publication_texts(&all, &changed).await?;
            texts.extend(opened.into_iter().map(|(id, opened)| (id, Arc::new(opened))));
            *known = Arc::new(Known { all, texts, ranked: OnceLock::new() });
        }
        Ok(Arc::clone(&known))
    }

    /// Question and answer of these; those whose matter's key was destroyed are left out.
    pub(super) async fn publication_texts(
        &self,
        all: &Publications,
        ids: &[PublicationId],
    ) -> Result<BTreeMap<PublicationId, Texts>, AppError> {
        let words = ids.iter().filter_map(|id| {
            let prepared = &all.get(*id)?.prepared;
            Some((*id, (prepared.matter, prepared.question.id), (prepared.matter, prepared.answer.id)))
        });
        let words: Vec<_> = words.collect();
        let asked: Vec<_> = words.iter().flat_map(|(_, question, answer)| [*question, *answer]).collect();
        let opened = self.open_listed(&asked).await?;
        let texts = |(id, question, answer): (PublicationId, _, _)| {
            Some((id, (opened.get(&question)?.clone(), opened.get(&answer)?.clone())))
        };
        Ok(words.into_iter().filter_map(texts).collect())
    }

    /// Those of these that are published and that everybody may read as their matters stand now, keys and all.
    pub(super) async fn open_to_everybody(
        &self,
        known: &Known,
        ids: &[PublicationId],
    ) -> Result<BTreeSet<PublicationId>, AppError> {
        let published = ids.iter().filter_map(|id| Some((*id, known.published(*id)?.0)));
        let published: Vec<(PublicationId, &Publication)> = published.collect();
        let matters: Vec<MatterId> = published.iter().map(|(_, it)| it.prepared.matter).collect();
        let (office, keys) = (self.office().await?, self.matter_keys(&matters).await?);
        let loaded = self.load_each(&office, &matters).await?;
        let may = published.iter().zip(&loaded).filter(|((_, it), loaded)| {
            keys.contains_key(&loaded.matter.id) && may_be_read(it, &loaded.matter).is_ok()
        });
        Ok(may.map(|((id, _), _)| *id).collect())
    }
}
