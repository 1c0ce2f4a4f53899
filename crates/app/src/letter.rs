//! Letters: a paper that has its number is pressed, kept as a content, and issued by its hash.
//!
//! Follows every decision; the job finishes what a crash cut off. Pressing twice is not wrong: the first paper stands.

use std::collections::BTreeMap;

use huiyin_domain::clock::{Derivation, Step};
use huiyin_domain::ids::{Commitment, ContentId, DocumentNo, MatterId, UnitCode};
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Answer, Block, Letter, Limit, Ruled, SentOn, Told};
use huiyin_domain::matter::command::IssueDocument;
use huiyin_domain::matter::decide::opinion::BEFORE_ACCEPTANCE;
use huiyin_domain::matter::event::{Clocks, Event, MatterRegistered, PetitionAdded, Remedy, Started};
use huiyin_domain::matter::state::{Document, DocumentState};
use huiyin_domain::matter::{Command, DocumentKind, Entry, Matter, Outcome, RouteReason, Words};
use huiyin_domain::office::policy::{Reading, opens_paper, reads};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::pack::Names;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::App;
use crate::error::AppError;
use crate::load::{Loaded, Recorded};
use crate::ports::{LetterForm, Press, PressError};
use crate::story::words_of;

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

    /// What the issued letters of a matter say that the actor may open, in the order of their numbers.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such matter for this actor.
    pub async fn letters(&self, actor: &Actor, id: MatterId) -> Result<Vec<Letter>, AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, id).await?;
        if reads(actor, &office, &loaded.matter) < Reading::Own {
            return Err(AppError::NotFound);
        }
        let papers =
            loaded.matter.documents.iter().filter(|paper| paper.is_issued()).filter(|paper| opens_paper(actor, paper));
        let mut letters = Vec::new();
        for paper in papers {
            letters.push(self.letter_of(&office, &loaded, paper.no).await?);
        }
        Ok(letters)
    }

    /// What an issued paper says, once more.
    pub(crate) async fn letter_again(
        &self,
        office: &Office,
        matter: MatterId,
        document: DocumentNo,
    ) -> Result<Letter, AppError> {
        let loaded = self.load_born(office, matter).await?;
        self.letter_of(office, &loaded, document).await
    }

    /// Words bound as one PDF.
    pub async fn bound(&self, number: String, lang: Lang, blocks: Vec<Block>) -> Result<LetterFile, AppError> {
        let bytes = self.at_the_press(move |press| press.bind(&number, lang, &blocks)).await?;
        Ok(LetterFile { kind: FileKind::Pdf, bytes })
    }

    async fn pressed(&self, letter: Letter, form: LetterForm) -> Result<Vec<u8>, AppError> {
        self.at_the_press(move |press| press.press(&letter, form)).await
    }

    /// Off the threads that answer requests: a press computes.
    async fn at_the_press(
        &self,
        work: impl FnOnce(&dyn Press) -> Result<Vec<u8>, PressError> + Send + 'static,
    ) -> Result<Vec<u8>, AppError> {
        let press = std::sync::Arc::clone(&self.press);
        let pressed = tokio::task::spawn_blocking(move || work(&*press)).await;
        let pressed = pressed.map_err(|error| PressError(error.to_string())).flatten();
        pressed.map_err(|error| AppError::Unavailable(error.to_string()))
    }

    async fn letter_of(&self, office: &Office, loaded: &Loaded, document: DocumentNo) -> Result<Letter, AppError> {
        let matter = &loaded.matter;
        let paper = matter.document(document)?;
        let issue = matter.issue(paper.issue)?;
        let petition = matter.petition(paper.petition.unwrap_or(issue.raised_by))?;
        let source = source(loaded, paper).ok_or(AppError::NotFound)?;
        let asked = [&[petition.filed.subject, issue.demand][..], &words_of(source.event)].concat();
        let mut words = self.read_words(matter.id, &asked).await?;
        let (subject, demand) = (take(&mut words, petition.filed.subject), take(&mut words, issue.demand));
        let told = Telling { office, source: &source, words }.told().ok_or(AppError::NotFound)?;
        Ok(Letter {
            kind: paper.kind,
            title: office.paper_title(matter, paper).cloned(),
            number: paper.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            unit_name: unit_names(office, source.unit),
            on: source.on,
            petition_number: petition.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            subject,
            demand,
            lang: if paper.kind.is_between_units() { None } else { petition.filed.language }.unwrap_or_default(),
            catalogue: office.packs.catalogue(source.on),
            told,
        })
    }
}

fn take(words: &mut BTreeMap<ContentId, String>, wanted: Words) -> String {
    words.remove(&wanted.id).unwrap_or_default()
}

/// The entry that gave rise to a paper, the unit that did it and the day.
struct Source<'a> {
    event: &'a Event,
    unit: &'a UnitCode,
    on: Date,
}

/// The last entry of its kind before the paper took its number.
fn source<'a>(loaded: &'a Loaded, paper: &Document) -> Option<Source<'a>> {
    let is_its_number = |recorded: &&Recorded| matches!(&recorded.entry.event, Event::DocumentNumbered(event) if event.document == paper.no);
    let numbered = loaded.story.iter().find(is_its_number)?;
    let before = loaded.story.iter().rev().filter(|recorded| recorded.entry.seq < numbered.entry.seq);
    before.map(|recorded| &recorded.entry).find_map(|entry| source_of(&loaded.matter, paper, entry))
}

fn source_of<'a>(matter: &'a Matter, paper: &Document, entry: &'a Entry) -> Option<Source<'a>> {
    let (kind, event) = (paper.kind, &entry.event);
    let (unit, on) = match event {
        Event::IssueDecided(it) if it.document == paper.no => (&it.unit, it.on),
        Event::ReviewDecided(it) if it.document == paper.no => (&it.organ, it.on),
        Event::MatterRegistered(MatterRegistered { petition, .. })
        | Event::PetitionAdded(PetitionAdded { petition, .. })
            if kind == DocumentKind::Receipt && paper.petition == Some(petition.no) =>
        {
            (&petition.at, petition.received_on)
        }
        Event::IssueAccepted(it) if kind == DocumentKind::AcceptanceNotice && it.issue == paper.issue => {
            (&it.unit, it.on)
        }
        Event::PeriodExtended(it) if kind == DocumentKind::ExtensionNotice => {
            let clock = matter.clock(it.clock).ok().filter(|clock| clock.issue == paper.issue)?;
            (&clock.unit, entry.recorded_on)
        }
        Event::IssueForwarded(it) if kind == DocumentKind::ForwardLetter && it.issue == paper.issue => {
            (&it.from, it.on)
        }
        Event::IssueAssigned(it) if kind == DocumentKind::AssignLetter && it.issue == paper.issue => (&it.from, it.on),
        _ => return None,
    };
    Some(Source { event, unit, on })
}

/// What an entry comes to in a letter.
struct Telling<'a> {
    office: &'a Office,
    source: &'a Source<'a>,
    words: BTreeMap<ContentId, String>,
}

impl Telling<'_> {
    fn told(mut self) -> Option<Told> {
        let source = self.source;
        Some(match source.event {
            Event::IssueDecided(event) => {
                let ground = event.ground.as_deref().and_then(|code| self.ground(event.outcome, code));
                let written = [event.facts, event.reasons, event.basis];
                self.answer(Ruled::Decision(event.outcome), ground, written, &event.remedy)
            }
            Event::ReviewDecided(event) => {
                let written = [event.facts, event.reasons, event.basis];
                self.answer(Ruled::Review(event.outcome), None, written, &event.remedy)
            }
            Event::MatterRegistered(event) => {
                Told::Received { limit: self.first_of(&event.clocks, &BEFORE_ACCEPTANCE) }
            }
            Event::PetitionAdded(event) => Told::Received { limit: self.first_of(&event.clocks, &BEFORE_ACCEPTANCE) },
            Event::IssueAccepted(event) => Told::Accepted { limit: self.first_of(&event.clocks, &Step::HANDLING) },
            Event::PeriodExtended(event) => Told::Extended {
                days: event.derivation.extension.map_or(0, |extended| extended.days),
                unit: event.derivation.unit,
                reason: take(&mut self.words, event.reason),
                limit: self.limit(&event.derivation),
            },
            Event::IssueForwarded(event) => self.sent_on(&event.to, &[], &event.reason, &event.clocks),
            Event::IssueAssigned(event) => self.sent_on(&event.to, &event.assisting, &event.reason, &event.clocks),
            _ => return None,
        })
    }

    fn answer(
        &mut self,
        ruled: Ruled,
        ground: Option<Names>,
        [facts, reasons, basis]: [Words; 3],
        remedy: &Remedy,
    ) -> Told {
        let (office, on) = (self.office, self.source.on);
        Told::Answer(Box::new(Answer {
            facts: take(&mut self.words, facts),
            reasons: take(&mut self.words, reasons),
            basis: take(&mut self.words, basis),
            ruled,
            ground,
            remedy: remedy.clone(),
            remedy_article: office.packs.article(remedy.article()),
            remedy_name: remedy_name(office, remedy, on),
            remedy_days: remedy_days(office, remedy, on),
        }))
    }

    fn sent_on(&mut self, to: &UnitCode, assisting: &[UnitCode], reason: &RouteReason, clocks: &Clocks) -> Told {
        let reason = match reason {
            RouteReason::Judged(words) => Some(take(&mut self.words, *words)),
            RouteReason::Duty { .. } | RouteReason::ComplainedOf | RouteReason::PastTheAccused | RouteReason::Own => {
                None
            }
        };
        let report = started(clocks, &[Step::AssignedReport]).next();
        Told::SentOn(Box::new(SentOn {
            to: unit_names(self.office, to),
            assisting: assisting.iter().map(|unit| unit_names(self.office, unit)).collect(),
            reason,
            notice: self.first_of(clocks, &[Step::NoticeForwarded]),
            report_due_on: report.map(|started| started.derivation.due()),
        }))
    }

    fn ground(&self, outcome: Outcome, code: &str) -> Option<Names> {
        self.office.packs.in_force(self.source.on)?.ground(outcome, code).map(|ground| ground.names.clone())
    }

    fn first_of(&self, clocks: &Clocks, steps: &[Step]) -> Option<Limit> {
        started(clocks, steps).next().map(|started| self.limit(&started.derivation))
    }

    fn limit(&self, period: &Derivation) -> Limit {
        Limit { last_day: period.due(), article: self.office.packs.naming(period).article }
    }
}

/// The periods for those steps that an entry starts.
fn started<'c>(clocks: &'c Clocks, steps: &[Step]) -> impl Iterator<Item = &'c Started> {
    clocks.started.iter().filter(|started| steps.contains(&started.derivation.step))
}

pub(crate) fn unit_name(office: &Office, unit: &UnitCode) -> String {
    office.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

/// In a language in which it has no name of its own, a unit is called as its letters call it.
fn unit_names(office: &Office, unit: &UnitCode) -> Names {
    let name = unit_name(office, unit);
    let unit = office.unit(unit);
    let own = |own: Option<&String>| own.cloned().unwrap_or_else(|| name.clone());
    Names {
        zh_hant: own(unit.and_then(|unit| unit.name_hant.as_ref())),
        en: own(unit.and_then(|unit| unit.name_en.as_ref())),
        zh_hans: name,
    }
}

fn remedy_name(office: &Office, remedy: &Remedy, on: Date) -> Option<Names> {
    match remedy {
        Remedy::Ask { organ, .. } => Some(unit_names(office, organ)),
        Remedy::Channel { channel, .. } => {
            office.packs.in_force(on)?.channel(channel).map(|channel| channel.names.clone())
        }
        Remedy::None { .. } => None,
    }
}

fn remedy_days(office: &Office, remedy: &Remedy, on: Date) -> Option<u32> {
    let Remedy::Ask { instance, .. } = remedy else { return None };
    let window = office.packs.in_force(on)?.instance(*instance)?.window;
    office.packs.rule_on(window, on).map(|(_, rule)| rule.length)
}
