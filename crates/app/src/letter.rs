//! Letters: a paper that has its number is pressed, kept as a content, and issued by its hash.
//!
//! Follows every decision; the job finishes what a crash cut off. Pressing twice is not wrong: the first paper stands.

use std::collections::BTreeMap;

use huiyin_domain::ids::{Commitment, ContentId, DocumentNo, MatterId};
use huiyin_domain::letter::Letter;
use huiyin_domain::matter::command::IssueDocument;
use huiyin_domain::matter::event::{Event, Remedy};
use huiyin_domain::matter::state::DocumentState;
use huiyin_domain::matter::{Command, Matter, Words};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::pack::Names;
use sha2::{Digest, Sha256};

use crate::App;
use crate::error::AppError;
use crate::load::Loaded;
use crate::ports::{LetterForm, PressError};

/// How every PDF begins.
const PDF_BEGINS: &[u8] = b"%PDF-";

/// A letter as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    /// What it is.
    pub kind: FileKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What the file of a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// As served.
    Pdf,
    /// To go on writing in.
    Docx,
    /// As served before there was a PDF.
    Text,
}

impl LetterFile {
    fn kept(bytes: Vec<u8>) -> Self {
        let kind = if bytes.starts_with(PDF_BEGINS) { FileKind::Pdf } else { FileKind::Text };
        Self { kind, bytes }
    }
}

/// The job's name, as entries bear it.
const PRESS: Actor = Actor::Job("press-letter");

impl App {
    /// Presses a paper that has a number and no bytes yet, and issues it.
    pub async fn press_letter(&self, matter: MatterId, document: DocumentNo) -> Result<(), AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, matter).await?;
        if loaded.matter.document(document)?.state != DocumentState::Numbered {
            return Ok(());
        }
        let letter = self.letter_of(&office, &loaded, document).await?;
        let bytes = self.pressed(letter, LetterForm::Pdf).await?;
        let mut desk = self.desk(matter).await?;
        let file = desk.bytes(&bytes)?;
        let sha256 = Commitment(Sha256::digest(&bytes).into());
        let command = Command::IssueDocument(IssueDocument { document, file, sha256 });
        self.carry_out(&PRESS, &command, desk, loaded, office, |_, _| Ok(())).await.map(drop)
    }

    /// An issued paper as it was served.
    pub(crate) async fn letter_file(&self, matter: &Matter, document: DocumentNo) -> Result<LetterFile, AppError> {
        match matter.document(document)?.state {
            DocumentState::Issued { file, .. } => Ok(LetterFile::kept(self.read_bytes(matter.id, file).await?)),
            DocumentState::Numbered | DocumentState::Voided => Err(AppError::NotFound),
        }
    }

    /// The words of a paper once more, to go on writing in.
    pub(crate) async fn letter_to_write_in(
        &self,
        office: &Office,
        loaded: &Loaded,
        document: DocumentNo,
    ) -> Result<LetterFile, AppError> {
        let letter = self.letter_of(office, loaded, document).await?;
        Ok(LetterFile { bytes: self.pressed(letter, LetterForm::Docx).await?, kind: FileKind::Docx })
    }

    /// Off the threads that answer requests: a press computes.
    async fn pressed(&self, letter: Letter, form: LetterForm) -> Result<Vec<u8>, AppError> {
        let press = std::sync::Arc::clone(&self.press);
        let pressed = tokio::task::spawn_blocking(move || press.press(&letter, form)).await;
        let pressed = pressed.map_err(|error| PressError(error.to_string())).flatten();
        pressed.map_err(|error| AppError::Unavailable(error.to_string()))
    }

    async fn letter_of(&self, office: &Office, loaded: &Loaded, document: DocumentNo) -> Result<Letter, AppError> {
        let matter = &loaded.matter;
        let paper = matter.document(document)?;
        let issue = matter.issue(paper.issue)?;
        let petition = matter.petition(issue.raised_by)?;
        let ruling = ruling(loaded, document).ok_or(AppError::NotFound)?;
        let asked = [petition.filed.subject, issue.demand, ruling.facts, ruling.reasons, ruling.basis];
        let mut words = self.read_words(matter.id, &asked).await?;
        Ok(Letter {
            kind: paper.kind,
            number: paper.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            unit_name: unit_names(office, ruling.unit),
            on: ruling.on,
            petition_number: petition.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            subject: take(&mut words, petition.filed.subject),
            demand: take(&mut words, issue.demand),
            facts: take(&mut words, ruling.facts),
            reasons: take(&mut words, ruling.reasons),
            basis: take(&mut words, ruling.basis),
            outcome: ruling.outcome,
            review_outcome: ruling.review_outcome,
            ground: ruling.ground.and_then(|(outcome, code)| ground_name(office, ruling.on, outcome, code)),
            catalogue: office.packs.catalogue(ruling.on),
            remedy: ruling.remedy.clone(),
            remedy_article: office.packs.article(ruling.remedy.article()),
            remedy_name: remedy_name(office, ruling.remedy, ruling.on),
            remedy_days: remedy_days(office, ruling.remedy, ruling.on),
        })
    }
}

fn take(words: &mut BTreeMap<ContentId, String>, wanted: Words) -> String {
    words.get(&wanted.id).cloned().unwrap_or_default()
}

/// What a paper puts in writing, from the entry that gave rise to it.
struct Ruling<'a> {
    unit: &'a huiyin_domain::ids::UnitCode,
    on: jiff::civil::Date,
    facts: Words,
    reasons: Words,
    basis: Words,
    remedy: &'a Remedy,
    outcome: Option<huiyin_domain::matter::Outcome>,
    review_outcome: Option<huiyin_domain::matter::ReviewOutcome>,
    ground: Option<(huiyin_domain::matter::Outcome, &'a str)>,
}

fn ruling(loaded: &Loaded, document: DocumentNo) -> Option<Ruling<'_>> {
    loaded.story.iter().rev().find_map(|recorded| match &recorded.entry.event {
        Event::IssueDecided(event) if event.document == document => Some(Ruling {
            unit: &event.unit,
            on: event.on,
            facts: event.facts,
            reasons: event.reasons,
            basis: event.basis,
            remedy: &event.remedy,
            outcome: Some(event.outcome),
            review_outcome: None,
            ground: event.ground.as_deref().map(|code| (event.outcome, code)),
        }),
        Event::ReviewDecided(event) if event.document == document => Some(Ruling {
            unit: &event.organ,
            on: event.on,
            facts: event.facts,
            reasons: event.reasons,
            basis: event.basis,
            remedy: &event.remedy,
            outcome: None,
            review_outcome: Some(event.outcome),
            ground: None,
        }),
        _ => None,
    })
}

pub(crate) fn unit_name(office: &Office, unit: &huiyin_domain::ids::UnitCode) -> String {
    office.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

/// In a language in which it has no name of its own, a unit is called as its letters call it.
fn unit_names(office: &Office, unit: &huiyin_domain::ids::UnitCode) -> Names {
    let name = unit_name(office, unit);
    let unit = office.unit(unit);
    let own = |own: Option<&String>| own.cloned().unwrap_or_else(|| name.clone());
    Names {
        zh_hant: own(unit.and_then(|unit| unit.name_hant.as_ref())),
        en: own(unit.and_then(|unit| unit.name_en.as_ref())),
        zh_hans: name,
    }
}

fn ground_name(
    office: &Office,
    on: jiff::civil::Date,
    outcome: huiyin_domain::matter::Outcome,
    code: &str,
) -> Option<Names> {
    office.packs.in_force(on)?.ground(outcome, code).map(|ground| ground.names.clone())
}

fn remedy_name(office: &Office, remedy: &Remedy, on: jiff::civil::Date) -> Option<Names> {
    match remedy {
        Remedy::Ask { organ, .. } => Some(unit_names(office, organ)),
        Remedy::Channel { channel, .. } => {
            office.packs.in_force(on)?.channel(channel).map(|channel| channel.names.clone())
        }
        Remedy::None { .. } => None,
    }
}

fn remedy_days(office: &Office, remedy: &Remedy, on: jiff::civil::Date) -> Option<u32> {
    let Remedy::Ask { instance, .. } = remedy else { return None };
    let window = office.packs.in_force(on)?.instance(*instance)?.window;
    office.packs.rule_on(window, on).map(|(_, rule)| rule.length)
}
