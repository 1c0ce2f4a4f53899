//! A matter as somebody may see it: where it stands, its story, its clocks with their derivations, what may be done next.
//!
//! One view for everybody; how much is in it follows from the policy. The petitioner sees his own petitions, the steps,
//! his letters, and who opened his identity; never another petitioner's words or the office's own notes.

use std::collections::BTreeMap;
use std::sync::Arc;

use huiyin_domain::ids::{ContentId, DocumentNo, MatterId, PetitionNo};
use huiyin_domain::matter::allowed::{Offer, allowed};
use huiyin_domain::matter::event::Event;
use huiyin_domain::matter::state::Document;
use huiyin_domain::matter::{Matter, Words};
use huiyin_domain::office::policy::{Reading, opens_paper, reads};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::Stream;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::App;
use crate::access::Opened;
use crate::error::AppError;
use crate::files::ShownFile;
use crate::letter::LetterFile;
use crate::load::{Loaded, Recorded, facts_at};

/// A line of the story.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its place.
    pub seq: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who did it; a petitioner is told of units, not of officers' codes.
    pub actor: String,
    /// The number it was given.
    pub number: Option<String>,
    /// What happened.
    pub event: Event,
}

/// A matter as somebody may see it.
#[derive(Debug)]
pub struct View {
    /// As it stands.
    pub matter: Matter,
    /// The office, for names.
    pub office: Arc<Office>,
    /// How much of it this is.
    pub reading: Reading,
    /// The day it is seen on.
    pub today: Date,
    /// Its papers that the reader may open.
    pub papers: Vec<Document>,
    /// Its story.
    pub story: Vec<Line>,
    /// The words in it, by content.
    pub words: BTreeMap<ContentId, String>,
    /// The files in it.
    pub files: Vec<ShownFile>,
    /// What may be done next, and why other things may not.
    pub offers: Vec<Offer>,
    /// Who opened identities.
    pub opened: Vec<Opened>,
}

impl App {
    /// The matter as that actor may see it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or none for this actor: the two answers are the same.
    pub async fn view(&self, actor: &Actor, id: MatterId) -> Result<View, AppError> {
        let office = self.office().await?;
        let (loaded, access) = self.load_with_access(&office, id).await?;
        let (reading, story) = readable(&office, actor, &loaded)?;
        let facts = facts_at(self.now(), actor, &office)?;
        let today = facts.today;
        let words = match reading {
            Reading::Words | Reading::Own => self.read_words(id, &words_in(&story)).await?,
            Reading::Record | Reading::Nothing => BTreeMap::new(),
        };
        let files = self.shown_files(id, reading, &story).await?;
        let opened = self.openings(&office, id, own(actor), &access).await?;
        let offers = allowed(&loaded.matter, &facts);
        let papers = loaded.matter.documents.iter().filter(|paper| opens_paper(actor, paper)).cloned().collect();
        Ok(View { matter: loaded.matter, papers, office, reading, today, story, words, files, offers, opened })
    }

    /// How much of a matter the actor may read, and the lines of its story that he may.
    pub(crate) async fn story(&self, actor: &Actor, id: MatterId) -> Result<(Reading, Vec<Line>), AppError> {
        let office = self.office().await?;
        readable(&office, actor, &self.load_born(&office, id).await?)
    }

    /// The matter whose petition or paper bears that number.
    pub async fn by_number(&self, number: &str) -> Result<MatterId, AppError> {
        let number = number.parse().map_err(|_| AppError::NotFound)?;
        match self.store.journal.find_number(self.office_id, &number).await? {
            Some((Stream::Matter(matter), _)) => Ok(matter),
            Some(_) | None => Err(AppError::NotFound),
        }
    }

    /// An issued letter that the actor may see, as it was served.
    pub async fn letter(&self, actor: &Actor, id: MatterId, document: DocumentNo) -> Result<LetterFile, AppError> {
        let (_, loaded) = self.load_readable(actor, id, document).await?;
        self.letter_file(&loaded.matter, document).await
    }

    /// The words of such a letter, to go on writing in.
    pub async fn letter_docx(&self, actor: &Actor, id: MatterId, document: DocumentNo) -> Result<LetterFile, AppError> {
        let (office, loaded) = self.load_readable(actor, id, document).await?;
        self.letter_to_write_in(&office, &loaded, document).await
    }

    /// The matter, for one who may read its words and open that paper.
    async fn load_readable(
        &self,
        actor: &Actor,
        id: MatterId,
        document: DocumentNo,
    ) -> Result<(Arc<Office>, Loaded), AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, id).await?;
        if matches!(reads(actor, &office, &loaded.matter), Reading::Nothing | Reading::Record) {
            return Err(AppError::NotFound);
        }
        if !opens_paper(actor, loaded.matter.document(document)?) {
            return Err(AppError::NotFound);
        }
        Ok((office, loaded))
    }
}

/// How much of the matter the actor may read, and the lines of its story that he may.
fn readable(office: &Office, actor: &Actor, loaded: &Loaded) -> Result<(Reading, Vec<Line>), AppError> {
    match reads(actor, office, &loaded.matter) {
        Reading::Nothing => Err(AppError::NotFound),
        reading => Ok((reading, story_for(loaded, reading, own(actor)))),
    }
}

/// The petition of a petitioner, who sees what is his own.
const fn own(actor: &Actor) -> Option<PetitionNo> {
    if let Actor::Petitioner(no) = actor { Some(*no) } else { None }
}

fn story_for(loaded: &Loaded, reading: Reading, own: Option<PetitionNo>) -> Vec<Line> {
    let shown = loaded.story.iter().filter(|recorded| match own {
        Some(no) => is_petitioners(&loaded.matter, &recorded.entry.event, no),
        None => true,
    });
    shown.map(|recorded| line(recorded, reading)).collect()
}

fn line(recorded: &Recorded, reading: Reading) -> Line {
    let actor = match reading {
        Reading::Own => recorded.actor.split(':').next().unwrap_or_default().to_owned(),
        Reading::Words | Reading::Record | Reading::Nothing => recorded.actor.clone(),
    };
    Line {
        seq: recorded.entry.seq,
        recorded_at: recorded.recorded_at,
        actor,
        number: recorded.entry.number.as_ref().map(ToString::to_string),
        event: recorded.entry.event.clone(),
    }
}

/// What a petitioner sees: his own petition, every step of the way, the answers; not the office's notes, nor what other
/// petitioners wrote.
fn is_petitioners(matter: &Matter, event: &Event, own: PetitionNo) -> bool {
    match event {
        Event::DocumentIssued(event) => matter.document(event.document).is_ok_and(|paper| paper.is_for(own)),
        Event::MatterRegistered(event) => event.petition.no == own,
        Event::PetitionAdded(event) => event.petition.no == own,
        Event::AnswerServed(event) => event.petition == own,
        Event::ReviewRequested(event) => event.petition == own,
        Event::Rated(event) => event.petition == own,
        Event::PetitionWithdrawn(event) => event.petition == own,
        Event::WithdrawalUndone(event) => event.petition == own,
        Event::ServiceFailed(event) => event.petition == own,
        Event::CodeReplaced(event) => event.petition == own,
        Event::IssueSplit(_)
        | Event::IssueReworded(_)
        | Event::IssueClassified(_)
        | Event::IssueForwarded(_)
        | Event::IssueAssigned(_)
        | Event::IssueEntrusted(_)
        | Event::IssueTakenOver(_)
        | Event::ObjectionAgreed(_)
        | Event::UnitDesignated(_)
        | Event::IssueAccepted(_)
        | Event::Notified(_)
        | Event::PeriodExtended(_)
        | Event::ClockStarted(_)
        | Event::ClockMet(_)
        | Event::TurnedOrdinary(_)
        | Event::ClockPaused(_)
        | Event::ClockResumed(_)
        | Event::ClockRederived(_)
        | Event::DeadlinePassed(_)
        | Event::IssueDecided(_)
        | Event::ExecutionRecorded(_)
        | Event::ExecutionConfirmed(_)
        | Event::ReviewDecided(_)
        | Event::IssueReopened(_)
        | Event::IssueEnded(_) => true,
        Event::RouteProposed(_)
        | Event::InstructionRequested(_)
        | Event::InstructionGiven(_)
        | Event::ObjectionRaised(_)
        | Event::ObjectionRefused(_)
        | Event::ContactLogged(_)
        | Event::VisitLogged(_)
        | Event::EvidenceAdded(_)
        | Event::DocumentNumbered(_)
        | Event::DocumentVoided(_)
        | Event::Corrected(_)
        | Event::MatterLinked(_)
        | Event::MatterUnlinked(_)
        | Event::EndProposed(_)
        | Event::OfficerRecused(_)
        | Event::RecusalEnded(_)
        | Event::HistoryRecorded(_) => false,
    }
}

/// The contents that the shown lines refer to.
fn words_in(story: &[Line]) -> Vec<Words> {
    story.iter().flat_map(|line| words_of(&line.event)).collect()
}

/// The contents that an event refers to, found in its stored form: its words are its `{id, commitment}`. Files are left
/// where they are; they are fetched one by one.
pub fn words_of(event: &Event) -> Vec<Words> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::to_value(event) {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &serde_json::Value, found: &mut Vec<Words>) {
    match value {
        serde_json::Value::Object(fields) => {
            if fields.contains_key("commitment")
                && let Ok(words) = Words::deserialize(value)
            {
                found.push(words);
                return;
            }
            let texts = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "file" | "files" | "persons"));
            // Facts, reasons, and what they rest on: as an answer is read.
            let (last, first): (Vec<_>, Vec<_>) = texts.partition(|(name, _)| *name == "basis");
            first.into_iter().chain(last).for_each(|(_, value)| collect(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}
