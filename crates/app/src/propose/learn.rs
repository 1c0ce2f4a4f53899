//! Learning from what the office itself decided: the words of ordinary matters, without numbers of persons, and the class and
//! kind that officers gave them. Who petitioned is never read.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use huiyin_domain::ids::{ClassCode, ContentId, MatterId};
use huiyin_domain::matter::state::{Classified, Issue};
use huiyin_domain::matter::{Kind, Way};
use huiyin_domain::office::Office;
use huiyin_insight::class::{self, SAMPLES_MAX, Sample, Text};
use huiyin_insight::mask::masked;
use sha2::{Digest, Sha256};

use super::models::{Learned, Models};
use crate::App;
use crate::error::AppError;
use crate::load::Loaded;
use crate::reading::ReadingError;
use crate::search::SCRIPT;

/// Matters read in one go.
const MATTERS_AT_ONCE: usize = 256;

/// A text and what was decided on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decided {
    /// What was demanded, by which one decision is told from another.
    demand: ContentId,
    subject: String,
    body: String,
    /// Matters that were linked share it: one is never judged by what its copy taught.
    group: String,
    class: Option<String>,
    kind: String,
}

/// What the office decided, the newest last, at most [`SAMPLES_MAX`].
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    rows: VecDeque<Decided>,
}

impl Decisions {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Nothing was decided yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The texts with what was decided of this; the name of a class is part of its label, so that it is learned too.
    pub fn samples(&self, learned: Learned) -> Vec<Sample<'_>> {
        let samples = self.rows.iter().filter_map(|row| {
            let label = match learned {
                Learned::Class => row.class.as_deref()?,
                Learned::Kind => row.kind.as_str(),
            };
            Some(row.sample(label))
        });
        samples.collect()
    }

    /// A mark of each: another, where it was decided otherwise since.
    pub fn marks(&self) -> BTreeSet<u64> {
        self.rows.iter().map(Decided::mark).collect()
    }

    fn take(&mut self, decided: Decided) {
        if self.rows.len() >= SAMPLES_MAX {
            self.rows.pop_front();
        }
        self.rows.push_back(decided);
    }
}

impl Decided {
    fn mark(&self) -> u64 {
        let class = self.class.as_deref().unwrap_or_default();
        let hash = Sha256::digest(
            [self.demand.to_bytes().as_slice(), class.as_bytes(), b"\n".as_slice(), self.kind.as_bytes()].concat(),
        );
        hash.first_chunk().map_or(0, |mark| u64::from_be_bytes(*mark))
    }

    fn sample<'a>(&'a self, label: &'a str) -> Sample<'a> {
        Sample { text: Text { subject: &self.subject, body: &self.body }, label, group: &self.group }
    }
}

/// What became of learning one thing.
#[derive(Debug)]
pub struct Lesson {
    /// What was learned.
    pub learned: Learned,
    /// How many labels are told apart, and the bytes of the model; why nothing was learned.
    pub told_apart: Result<(usize, usize), ReadingError>,
}

/// Learns a model of each and puts it in the place of the one before; what shows too little teaches nothing.
fn lessons(models: &Models, decisions: &Decisions) -> Result<Vec<Lesson>, ReadingError> {
    let learn = |learned: Learned| -> Result<(usize, usize), ReadingError> {
        let model = class::train(&SCRIPT, &decisions.samples(learned))?;
        let labels = model.labels().len();
        Ok((labels, models.keep(learned, model)?))
    };
    let lessons = Learned::ALL.into_iter().map(|learned| Lesson { learned, told_apart: learn(learned) }).collect();
    models.note_learned_from(&decisions.marks())?;
    Ok(lessons)
}

impl App {
    /// Learns from these decisions, beside whatever else the office does, and proposes by it from then on.
    ///
    /// # Errors
    /// Where what was learned cannot be written.
    pub async fn learn(&self, decisions: Decisions) -> Result<Vec<Lesson>, AppError> {
        let models = Arc::clone(&self.models);
        let lessons = tokio::task::spawn_blocking(move || lessons(&models, &decisions)).await;
        let lessons = lessons.map_err(|error| AppError::Unavailable(error.to_string()))?;
        lessons.map_err(|error| AppError::Unavailable(error.to_string()))
    }

    /// What was decided in this office so far.
    pub async fn decisions(&self) -> Result<Decisions, AppError> {
        self.decisions_after(MatterId::from_bits(0)).await
    }

    /// What was decided on the matters after that one.
    pub(super) async fn decisions_after(&self, mut after: MatterId) -> Result<Decisions, AppError> {
        let (office, mut decisions) = (self.office().await?, Decisions::default());
        loop {
            let matters = self.matters_after(after, MATTERS_AT_ONCE).await?;
            let Some(last) = matters.last() else { return Ok(decisions) };
            after = last.matter.id;
            self.take_decisions(&office, &matters, &mut decisions).await?;
        }
    }

    async fn take_decisions(
        &self,
        office: &Office,
        matters: &[Loaded],
        decisions: &mut Decisions,
    ) -> Result<(), AppError> {
        let ordinary = matters.iter().map(|loaded| &loaded.matter).filter(|matter| !matter.sealed && matter.is_born());
        let decided = ordinary.flat_map(|matter| {
            let first = matter.petitions.first();
            let classified = |issue: &'_ Issue| issue.classified.clone().map(|is| (issue.demand.id, is));
            let issues = matter.issues.iter().filter_map(classified);
            issues.filter_map(move |(demand, is)| {
                let filed = &first?.filed;
                Some((matter, [filed.subject.id, demand, filed.text.id], is))
            })
        });
        let decided: Vec<_> = decided.collect();
        let ids: Vec<_> = decided.iter().flat_map(|(matter, ids, _)| ids.map(|id| (matter.id, id))).collect();
        let opened = self.open_listed(&ids).await?;
        for (matter, ids, is) in decided {
            let [subject, demand, text] =
                ids.map(|id| opened.get(&(matter.id, id)).map(|words| masked(words)).unwrap_or_default());
            let group = matter.links.keys().chain([&matter.id]).min().unwrap_or(&matter.id).to_string();
            let class = is.class.as_ref().map(|class| class_label(office, class));
            let kind = kind_label(&is);
            decisions.take(Decided { demand: ids[1], subject, body: format!("{demand}\n{text}"), group, class, kind });
        }
        Ok(())
    }
}

/// Code and name, on one line.
fn class_label(office: &Office, class: &ClassCode) -> String {
    let name = office.class(class).map_or("", |class| class.name.as_str());
    format!("{class} {name}").trim().to_owned()
}

/// The class of such a label.
pub(super) fn class_of(label: &str) -> Option<ClassCode> {
    label.split(' ').next()?.parse().ok()
}

/// The kind, and for appeals the way.
fn kind_label(is: &Classified) -> String {
    is.way.map_or_else(|| is.kind.to_string(), |way| format!("{} {way}", is.kind))
}

/// The kind and way of such a label.
pub(super) fn kind_of(label: &str) -> Option<(Kind, Option<Way>)> {
    match label.split_once(' ') {
        Some((kind, way)) => Some((kind.parse().ok()?, Some(way.parse().ok()?))),
        None => Some((label.parse().ok()?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_what_it_is_the_label_of() {
        for (kind, way) in [(Kind::Appeal, Some(Way::Opinion)), (Kind::Suggestion, None)] {
            assert_eq!(kind_of(&kind_label(&Classified { kind, way, class: None })), Some((kind, way)));
        }
        assert_eq!(class_of("01.07 环境卫生").map(|class| class.to_string()), Some("01.07".to_owned()));
        assert_eq!((class_of("?"), kind_of("")), (None, None));
    }
}
