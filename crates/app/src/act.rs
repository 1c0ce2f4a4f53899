//! Carrying a command out: load, decide, commit; on a conflict load and decide anew, a few times.
//!
//! The clock is read once. Before the commit the matter's invariants are asked of what it will be; a rule that broke one
//! is a defect of ours and writes nothing.

use std::sync::Arc;

use huiyin_domain::ids::{DocumentNo, MatterId};
use huiyin_domain::matter::decide::decide;
use huiyin_domain::matter::decide::recuse::to_office;
use huiyin_domain::matter::event::Filed;
use huiyin_domain::matter::state::Petition;
use huiyin_domain::matter::{Command, Entry, Event, Matter, evolve, invariant};
use huiyin_domain::office::policy::{Reading, reads};
use huiyin_domain::office::series::{Series, SeriesClass};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::view;
use huiyin_store::{Commit, CommitError, Head, JobKind, NewEntry, NewJob, Receipt, Stream};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::App;
use crate::desk::Desk;
use crate::error::AppError;
use crate::jobs::handover::freed_jobs;
use crate::jobs::send_mail::{Notice, RECEIVED};
use crate::load::{Loaded, civil_day, encode, facts_at, time_zone};
use crate::search::{alone_key, answers_key, window};

/// How often a command is decided anew after somebody else was quicker.
pub(crate) const TRIES: usize = 3;

/// What a command led to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The matter afterwards.
    pub matter: Matter,
    /// What happened; empty where it was done already.
    pub events: Vec<Event>,
    /// Where its entries were put; none where nothing was written.
    pub receipt: Option<Receipt>,
}

/// A matter on the desk, as it stood when it was taken up.
pub struct Sheet {
    /// Where words are sealed and files kept.
    pub desk: Desk,
    pub(crate) loaded: Loaded,
    pub(crate) office: Arc<Office>,
}

impl App {
    /// Carries a command out on a matter that the actor may see.
    ///
    /// `prepare` seals the command's words on the desk; it is called once, however often the command is decided.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such matter for this actor; a refusal of the rules; a conflict that stays.
    pub async fn act(
        &self,
        actor: &Actor,
        matter: MatterId,
        prepare: impl FnOnce(&mut Desk) -> Result<Command, AppError>,
    ) -> Result<Outcome, AppError> {
        let mut sheet = self.take_up(actor, matter).await?;
        let command = prepare(&mut sheet.desk)?;
        self.act_on(actor, sheet, command).await
    }

    /// Lays a matter that the actor may see on the desk: its command's words are sealed and its files kept there.
    pub async fn take_up(&self, actor: &Actor, matter: MatterId) -> Result<Sheet, AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, matter).await?;
        if reads(actor, &office, &loaded.matter) < Reading::Own {
            return Err(AppError::NotFound);
        }
        Ok(Sheet { desk: self.desk(matter).await?, loaded, office })
    }

    /// What a command would lead to if it were given now; nothing is written.
    ///
    /// # Errors
    /// As [`App::act`].
    pub async fn rehearse(
        &self,
        actor: &Actor,
        matter: MatterId,
        prepare: impl FnOnce(&mut Desk) -> Result<Command, AppError>,
    ) -> Result<Vec<Event>, AppError> {
        let mut sheet = self.take_up(actor, matter).await?;
        let command = prepare(&mut sheet.desk)?;
        let facts = facts_at(self.now(), actor, &sheet.office)?;
        Ok(decide(&sheet.loaded.matter, &command, &facts)?)
    }

    /// Carries a command out on a matter that was taken up.
    pub async fn act_on(&self, actor: &Actor, sheet: Sheet, command: Command) -> Result<Outcome, AppError> {
        let command = self.with_proposal(actor, &sheet, command).await?;
        let Sheet { desk, loaded, office } = sheet;
        self.carry_out(actor, &command, desk, loaded, office, |_, _| Ok(())).await
    }

    /// Decides and commits, with whatever `complete` adds to the commit besides, seeing the matter as it will be: it may have
    /// grown since it was taken up. Then settles the desk's files.
    pub(crate) async fn carry_out(
        &self,
        actor: &Actor,
        command: &Command,
        desk: Desk,
        loaded: Loaded,
        office: Arc<Office>,
        complete: impl Fn(&mut Commit, &Matter) -> Result<(), AppError>,
    ) -> Result<Outcome, AppError> {
        let done = self.tried(actor, command, &desk, loaded, office, complete).await;
        self.settle_files(desk.matter(), &desk.files(), &done).await;
        done
    }

    async fn tried(
        &self,
        actor: &Actor,
        command: &Command,
        desk: &Desk,
        mut loaded: Loaded,
        mut office: Arc<Office>,
        complete: impl Fn(&mut Commit, &Matter) -> Result<(), AppError>,
    ) -> Result<Outcome, AppError> {
        for _ in 0..TRIES {
            let now = self.now();
            let decided = self.decided(actor, std::slice::from_ref(command), &loaded, &office, now)?;
            let Some((mut commit, events, after)) = decided else {
                return Ok(Outcome { matter: loaded.matter, events: Vec::new(), receipt: None });
            };
            commit.contents.clone_from(&desk.contents);
            commit.envelopes.clone_from(&desk.envelopes);
            commit.keys.clone_from(&desk.keys);
            complete(&mut commit, &after)?;
            match self.store.writer.commit(commit).await {
                Ok(receipt) => {
                    if events.iter().any(|event| to_office(event, after.id).is_some()) {
                        self.reload_office().await?;
                    }
                    return Ok(Outcome { matter: numbered(after, &events, &receipt), events, receipt: Some(receipt) });
                }
                Err(CommitError::Conflict(_)) => {
                    office = self.reload_office().await?;
                    loaded = self.load(&office, desk.matter()).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Conflict)
    }

    /// Carries out what the office does on a matter by itself, in one commit; decided anew where somebody else was quicker.
    /// Returns how many events it led to. Such commands bring no words and no files.
    pub(crate) async fn act_by_itself(
        &self,
        actor: &Actor,
        mut office: Arc<Office>,
        mut loaded: Loaded,
        due: impl Fn(&Matter) -> Vec<Command>,
    ) -> Result<u64, AppError> {
        for _ in 0..TRIES {
            let Some((commit, events, _)) = self.decided(actor, &due(&loaded.matter), &loaded, &office, self.now())?
            else {
                return Ok(0);
            };
            match self.store.writer.commit(commit).await {
                Ok(_) => return Ok(events.len() as u64),
                Err(CommitError::Conflict(_)) => {
                    office = self.reload_office().await?;
                    loaded = self.load(&office, loaded.matter.id).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Conflict)
    }

    /// The commit that commands lead to, one after the other, the events, and the matter after them; none where all is done
    /// already.
    pub(crate) fn decided(
        &self,
        actor: &Actor,
        commands: &[Command],
        loaded: &Loaded,
        office: &Office,
        now: Timestamp,
    ) -> Result<Option<(Commit, Vec<Event>, Matter)>, AppError> {
        let recorded_at = loaded.last_recorded_at().map_or(now, |last| last.max(now));
        let zone = time_zone(office)?;
        let facts = facts_at(now, actor, office)?;
        let mut commit = self.commit_of(&loaded.matter, office);
        let (mut matter, mut happened) = (loaded.matter.clone(), Vec::new());
        for command in commands {
            for event in decide(&matter, command, &facts)? {
                let recorded_on = civil_day(&zone, recorded_at);
                let entry = Entry { seq: matter.seq + 1, recorded_on, number: None, event };
                let after = evolve(matter.clone(), &entry);
                commit.changes.extend(view::changes(&matter, &after, &entry));
                commit.entries.push(NewEntry {
                    stream: Stream::Matter(matter.id),
                    recorded_at,
                    actor: actor.to_string(),
                    body: encode(&entry.event)?,
                    number: series_of(&entry.event, office, facts.today),
                });
                commit.jobs.extend(jobs_after(&entry.event, &after, recorded_at)?);
                commit.jobs.extend(reading_after(&entry.event, actor, (&matter, &after), recorded_at));
                happened.push(entry.event);
                matter = after;
            }
        }
        if happened.is_empty() {
            return Ok(None);
        }
        for event in happened.iter().filter_map(|event| to_office(event, matter.id)) {
            let (stream, actor, body) = (Stream::Office, actor.to_string(), encode(&event)?);
            commit.entries.push(NewEntry { stream, recorded_at, actor, body, number: None });
        }
        if let Some(broken) = invariant::broken(&matter).first() {
            return Err(AppError::Inconsistent(format!("{} would leave: {broken}", commands[0].kind())));
        }
        Ok(Some((commit, happened, matter)))
    }

    fn commit_of(&self, matter: &Matter, office: &Office) -> Commit {
        let mut commit = Commit::new(self.office_id);
        commit.heads.push(Head { stream: Stream::Matter(matter.id), seq: Some(matter.seq) });
        commit.heads.push(Head { stream: Stream::Office, seq: Some(office.seq) });
        commit
    }
}

/// The series an event takes a number from: petitions and accusations by the unit that takes them in, papers by the registry.
fn series_of(event: &Event, office: &Office, today: Date) -> Option<Series> {
    let series = |registry: &huiyin_domain::ids::UnitCode, class, on| {
        Some(Series { registry: registry.clone(), class, year: office.year_start.year_of(on) })
    };
    match event {
        Event::MatterRegistered(event) => {
            let class = if event.accusation { SeriesClass::Accusation } else { SeriesClass::Petition };
            series(&event.petition.at, class, event.petition.received_on)
        }
        Event::PetitionAdded(event) => series(&event.petition.at, SeriesClass::Petition, event.petition.received_on),
        Event::DocumentNumbered(_) => series(&office.registry, SeriesClass::Document, today),
        _ => None,
    }
}

/// A paper that has its number is pressed; those who left an address are told that there is news.
fn jobs_after(event: &Event, matter: &Matter, at: Timestamp) -> Result<Vec<NewJob>, AppError> {
    match event {
        Event::DocumentNumbered(event) => {
            let key = letter_key(matter.id, event.document);
            Ok(vec![NewJob { kind: JobKind::PressLetter, key, payload: Vec::new(), run_at: at }])
        }
        Event::MatterRegistered(event) => mail_jobs(matter.id, &event.petition, RECEIVED, at),
        Event::PetitionAdded(event) => mail_jobs(matter.id, &event.petition, RECEIVED, at),
        Event::OfficerRecused(event) => freed_jobs(matter, &event.officer, at),
        Event::DocumentIssued(event) => {
            let (text, paper) = (format!("answer-{}", event.document), matter.document(event.document)?);
            let told = matter.to_be_served().filter(|petition| paper.is_for(petition.filed.no));
            let standing = told.map(|petition| mail_jobs(matter.id, &petition.filed, &text, at));
            standing.collect::<Result<Vec<_>, _>>().map(|jobs| jobs.into_iter().flatten().collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// New texts are read, and those of a matter that comes under seal or out of it; after an import all of them at once.
fn reading_after(event: &Event, actor: &Actor, (before, after): (&Matter, &Matter), at: Timestamp) -> Option<NewJob> {
    let key = if matches!(event, Event::MatterRegistered(_)) && !after.sealed {
        window(after.id).to_string()
    } else if matches!(event, Event::PetitionAdded(_)) && !after.sealed || before.sealed != after.sealed {
        alone_key(after.id)
    } else if matches!(event, Event::IssueDecided(_)) && !after.sealed {
        answers_key(after.id)
    } else {
        return None;
    };
    let is_read_later = matches!(actor, Actor::Import(_));
    (!is_read_later).then(|| NewJob { kind: JobKind::ReadText, key, payload: Vec::new(), run_at: at })
}

fn mail_jobs(matter: MatterId, petition: &Filed, what: &str, at: Timestamp) -> Result<Vec<NewJob>, AppError> {
    let told = petition.persons.iter().filter(|person| person.mail);
    told.map(|person| {
        let notice = Notice { matter, petition: petition.no, person: person.no, failed: 0 };
        let key = format!("{matter}/{}/{}/{what}", petition.no, person.no);
        Ok(NewJob { kind: JobKind::SendMail, key, payload: encode(&notice)?, run_at: at })
    })
    .collect()
}

/// The key of the job that presses a letter.
pub(crate) fn letter_key(matter: MatterId, document: DocumentNo) -> String {
    format!("{matter}/{document}")
}

/// The matter with the numbers the writer gave.
fn numbered(mut matter: Matter, events: &[Event], receipt: &Receipt) -> Matter {
    for (event, placed) in events.iter().zip(&receipt.entries) {
        match event {
            Event::MatterRegistered(event) => {
                set_petition_number(matter.petitions.get_mut(event.petition.no.index()), placed);
            }
            Event::PetitionAdded(event) => {
                set_petition_number(matter.petitions.get_mut(event.petition.no.index()), placed);
            }
            Event::DocumentNumbered(event) => {
                if let Some(paper) = matter.documents.get_mut(event.document.index()) {
                    paper.number.clone_from(&placed.number);
                }
            }
            _ => {}
        }
    }
    matter
}

fn set_petition_number(petition: Option<&mut Petition>, placed: &huiyin_store::Placed) {
    if let Some(petition) = petition {
        petition.number.clone_from(&placed.number);
    }
}
