//! What an issue is proposed to be: its class, its kind, its unit, and the parts of its letter. A person decides; what was
//! proposed is recorded with what was decided. Who petitions is never read.
//!
//! `catalogue` proposes by the names of classes until the office has learned a model (`learn`, `models`; `nightly` learns by
//! itself); `units` by the duty catalogue and by where like matters stayed; `parts` reads a letter.

mod catalogue;
pub mod learn;
pub mod models;
mod nightly;
pub mod parts;
pub mod units;

use huiyin_domain::ids::{ClassCode, IssueNo};
use huiyin_domain::matter::event::{Proposed, ProposedClass, ProposedUnit};
use huiyin_domain::matter::{Command, Kind, Way};
use huiyin_domain::office::{Actor, Office};
use huiyin_insight::class::{Model, Reader, Reading, Text};

use self::models::Learned;
use self::units::LikelyUnit;
use crate::App;
use crate::act::Sheet;
use crate::error::AppError;
use crate::load::{Loaded, civil_day, time_zone};
use crate::search::{Question, SCRIPT};
use crate::story::View;

/// A class that an issue may be of.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelyClass {
    /// The class.
    pub class: ClassCode,
    /// How likely, from 0 to 1, where the office has learned it; none by the catalogue's words alone.
    pub share: Option<f32>,
    /// Words of the text that speak for it.
    pub words: Vec<String>,
}

/// A kind that an issue may be of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LikelyKind {
    /// The kind.
    pub kind: Kind,
    /// For appeals, the way.
    pub way: Option<Way>,
    /// How likely, from 0 to 1; none where the petition itself says so.
    pub share: Option<f32>,
}

/// What an issue is proposed to be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassProposals {
    /// The likeliest first, at most three.
    pub classes: Vec<LikelyClass>,
    /// The first may be taken by one key.
    pub is_sure: bool,
    /// The kind, where something speaks for one.
    pub kind: Option<LikelyKind>,
}

impl ClassProposals {
    /// The office has learned it from its own decisions.
    pub fn is_learned(&self) -> bool {
        self.classes.iter().any(|class| class.share.is_some())
    }

    /// As the decision keeps it; none where nothing was proposed.
    fn recorded(&self) -> Option<Proposed> {
        let class = |likely: &LikelyClass| ProposedClass {
            class: likely.class.clone(),
            per_mille: likely.share.map(per_mille),
        };
        let proposed = Proposed {
            classes: self.classes.iter().map(class).collect(),
            is_sure: self.is_sure,
            kind: self.kind.map(|likely| likely.kind),
            way: self.kind.and_then(|likely| likely.way),
        };
        (proposed != Proposed::default()).then_some(proposed)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 1,000")]
fn per_mille(share: f32) -> u16 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as u16
}

impl App {
    /// What an issue is proposed to be; nothing where its words may not be read, or it is under seal.
    ///
    /// # Errors
    /// Refused where the matter has no such issue.
    pub fn class_proposals(&self, view: &View, issue: IssueNo) -> Result<ClassProposals, AppError> {
        let question = Question::of_issue(view, view.matter.issue(issue)?);
        let proposed = |question| self.proposed(&view.office, &question, view.matter.is_accusation());
        Ok(question.map(proposed).unwrap_or_default())
    }

    /// The command with what was proposed to whoever gives it, where something was.
    pub(crate) async fn with_proposal(
        &self,
        actor: &Actor,
        sheet: &Sheet,
        command: Command,
    ) -> Result<Command, AppError> {
        Ok(match command {
            Command::Classify(mut classify) => {
                if let Some(question) = self.question_of(&sheet.loaded, classify.issue).await? {
                    let is_accusation = sheet.loaded.matter.is_accusation();
                    classify.proposed = self.proposed(&sheet.office, &question, is_accusation).recorded();
                }
                classify.into()
            }
            Command::Forward(mut forward) => {
                forward.proposed = self.units_proposed(actor, sheet, forward.issue).await?;
                forward.into()
            }
            Command::Assign(mut assign) => {
                assign.proposed = self.units_proposed(actor, sheet, assign.issue).await?;
                assign.into()
            }
            other => other,
        })
    }

    /// The units that were proposed to whoever sends an issue on, as the record keeps them.
    async fn units_proposed(&self, actor: &Actor, sheet: &Sheet, no: IssueNo) -> Result<Vec<ProposedUnit>, AppError> {
        let matter = &sheet.loaded.matter;
        let (Some(question), Ok(issue)) = (self.question_of(&sheet.loaded, no).await?, matter.issue(no)) else {
            return Ok(Vec::new());
        };
        let today = civil_day(&time_zone(&sheet.office)?, self.now());
        let likely = self.likely_units((actor, &sheet.office), matter, (&question, issue), today).await?;
        Ok(likely.iter().map(LikelyUnit::recorded).collect())
    }

    /// The words of an issue of an ordinary matter, from its record.
    async fn question_of(&self, loaded: &Loaded, issue: IssueNo) -> Result<Option<Question>, AppError> {
        let matter = &loaded.matter;
        let (Ok(issue), Some(first), false) = (matter.issue(issue), matter.petitions.first(), matter.sealed) else {
            return Ok(None);
        };
        let asked = [issue.demand, first.filed.subject, first.filed.text];
        // Words whose key was destroyed say nothing, and hinder nobody.
        let words = self.open_listed(&asked.map(|words| (matter.id, words.id))).await?;
        let [demand, subject, text] = asked.map(|asked| words.get(&(matter.id, asked.id)).map_or("", String::as_str));
        Ok(Some(Question::of_words(subject, &format!("{demand}\n{text}"))))
    }

    /// What a petition that is about to be registered is proposed to be.
    pub async fn proposals_for_words(
        &self,
        subject: &str,
        text: &str,
        is_accusation: bool,
    ) -> Result<ClassProposals, AppError> {
        let office = self.office().await?;
        Ok(self.proposed(&office, &Question::of_words(subject, text), is_accusation))
    }

    fn proposed(&self, office: &Office, question: &Question, is_accusation: bool) -> ClassProposals {
        let text = Text { subject: &question.subject, body: &question.body };
        let learned = self.models.open(Learned::Class).and_then(|model| by_model(office, &model, &text));
        let (classes, is_sure) = learned.unwrap_or_else(|| (catalogue::classes(office, question), false));
        let kind = if is_accusation {
            Some(LikelyKind { kind: Kind::Accusation, way: None, share: None })
        } else {
            self.models.open(Learned::Kind).and_then(|model| kind_by_model(&model, &text))
        };
        ClassProposals { classes, is_sure, kind }
    }
}

fn read(model: &Model, text: &Text<'_>) -> Reading {
    Reader::new(&SCRIPT, model).read(model, text)
}

/// What the office has learned; none where it has learned nothing of this. A class that was struck out since is never sure.
fn by_model(office: &Office, model: &Model, text: &Text<'_>) -> Option<(Vec<LikelyClass>, bool)> {
    let reading = read(model, text);
    let mut classes = Vec::new();
    for likely in &reading.likely {
        let code = learn::class_of(&model.labels()[likely.class]).filter(|code| office.class(code).is_some());
        let reasons = model.reasons(&SCRIPT, text, likely.class).into_iter().map(|reason| {
            let field = if reason.is_subject { text.subject } else { text.body };
            field[reason.place].trim().to_owned()
        });
        classes.push(code.map(|class| LikelyClass { class, share: Some(likely.share), words: reasons.collect() }));
    }
    let is_sure = reading.is_sure && classes.first().is_some_and(Option::is_some);
    let classes: Vec<LikelyClass> = classes.into_iter().flatten().collect();
    (!classes.is_empty()).then_some((classes, is_sure))
}

/// A kind is proposed only where it is more likely than all others together.
fn kind_by_model(model: &Model, text: &Text<'_>) -> Option<LikelyKind> {
    let reading = read(model, text);
    let first = reading.likely.first().filter(|first| first.share > 0.5)?;
    let (kind, way) = learn::kind_of(&model.labels()[first.class])?;
    Some(LikelyKind { kind, way, share: Some(first.share) })
}
