//! Running an import: many rows are on their way at once, so that they share commits; each is a matter of its own, and a row
//! that was taken in before is a claim that is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use huiyin_domain::matter::command::{Filing, RecordHistory};
use huiyin_domain::matter::event::Source;
use huiyin_domain::matter::{Command, Matter};
use huiyin_domain::office::{Actor, Office, OfficeEvent};
use huiyin_store::{Claim, ClaimKind, Commit};
use serde::Serialize;

use super::ImportError;
use super::map::Map;
use super::read::{Row, Rows};
use super::row::{Entry, Places};
use crate::App;
use crate::desk::Bound;
use crate::error::AppError;
use crate::load::Loaded;
use crate::search::{window, window_end};

/// Rows on their way at once: two batches of the writer, so that one is made ready while the other is written.
const ON_THE_WAY_MAX: usize = 512;

/// After so many rows it is told how far it is.
const TOLD_EVERY: u64 = 256;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Rows of the file, its header not counted.
    pub rows: u64,
    /// Rows taken in.
    pub taken: u64,
    /// Rows taken in before, by an earlier run.
    pub repeated: u64,
    /// Further rows of a number that stands in the file already: the first counts.
    pub updates: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Why, and how many each.
    pub by_reason: BTreeMap<String, u64>,
}

/// A rejected row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its line.
    pub line: u64,
    /// Why.
    pub reason: String,
    /// Its own fields; of a row that could not be read, what could be made out.
    pub fields: Vec<String>,
}

/// What is told while it runs.
pub trait Progress: Send {
    /// So many rows are done.
    fn done(&mut self, rows: u64);

    /// A row was rejected.
    fn rejected(&mut self, columns: &[String], rejected: &Rejected) -> Result<(), ImportError>;
}

/// A row that can be taken in, with its own fields, should the rules refuse it.
struct Sound {
    line: u64,
    fields: Vec<String>,
    entry: Entry,
}

/// What became of a row.
enum Fate {
    Taken,
    Repeated,
    Rejected(Rejected),
}

impl App {
    /// Takes a file in; with `dry_run` only reads and checks it.
    pub async fn import(
        &self,
        path: &Path,
        map: &Map,
        dry_run: bool,
        progress: &mut dyn Progress,
    ) -> Result<Summary, ImportError> {
        let rows = Rows::open(path, map)?;
        self.check_pack(map).await?;
        let places = Places::new(map.clone(), rows.columns.clone());
        if !dry_run {
            self.set_up_unit(map).await?;
        }
        let actor = Actor::Import(map.source.clone());
        let before_all = self.new_desk()?.matter();
        let mut summary = Summary::default();
        let mut seen = BTreeSet::new();
        let office = if dry_run { None } else { Some(self.office().await?) };
        let mut on_the_way = FuturesUnordered::new();
        for row in rows {
            summary.rows += 1;
            match (checked(&places, row?), &office) {
                (Err(rejected), _) => reject(&mut summary, &places, &rejected, progress)?,
                (Ok(sound), _) if !seen.insert(sound.entry.number.clone()) => summary.updates += 1,
                (Ok(_), None) => summary.taken += 1,
                (Ok(sound), Some(office)) => on_the_way.push(self.take(&actor, map, office, sound)),
            }
            if on_the_way.len() >= ON_THE_WAY_MAX
                && let Some(fate) = on_the_way.next().await
            {
                note(&mut summary, &places, fate?, progress)?;
            }
            if summary.rows.is_multiple_of(TOLD_EVERY) {
                progress.done(summary.rows);
            }
        }
        while let Some(fate) = on_the_way.next().await {
            note(&mut summary, &places, fate?, progress)?;
        }
        if summary.taken > 0 && !dry_run {
            let last = window_end(self.new_desk()?.matter());
            self.queue_reading(window(before_all), Some(last)).await?;
        }
        progress.done(summary.rows);
        Ok(summary)
    }

    /// The pack that the map names is one of the office's.
    async fn check_pack(&self, map: &Map) -> Result<(), ImportError> {
        let office = self.office().await?;
        match &map.pack {
            Some(pack) if office.packs.by_code(pack).is_none() => {
                Err(ImportError::Map(format!("pack {pack} is none of this office's")))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The unit that the map names is set up where the office has none of its code.
    async fn set_up_unit(&self, map: &Map) -> Result<(), AppError> {
        let office = self.reload_office().await?;
        if office.unit(&map.unit).is_some() {
            return Ok(());
        }
        self.change_office(&office, &[OfficeEvent::UnitSet(map.unit())], &Actor::Import(map.source.clone())).await
    }

    async fn take(
        &self,
        actor: &Actor,
        map: &Map,
        office: &std::sync::Arc<Office>,
        sound: Sound,
    ) -> Result<Fate, AppError> {
        let Sound { line, fields, entry } = sound;
        let mut desk = self.new_desk()?;
        let key = self.keys.source_claim(map.source.as_str(), &entry.number);
        let value = desk.matter().to_bytes().to_vec();
        let claim = Claim { kind: ClaimKind::Source, key, value, expires_at: None };
        let rejected = |reason: &str| Ok(Fate::Rejected(Rejected { line, reason: reason.to_owned(), fields }));
        let command = match history(&mut desk, map, office, &entry) {
            Ok(history) => Command::RecordHistory(history),
            Err(AppError::Invalid(invalid)) => {
                return rejected(invalid.first().map_or("invalid", |one| one.code));
            }
            Err(error) => return Err(error),
        };
        let loaded = Loaded { matter: Matter::unborn(desk.matter()), story: Vec::new() };
        let add = |commit: &mut Commit, _: &Matter| {
            commit.claims.push(claim.clone());
            Ok(())
        };
        match self.carry_out(actor, &command, desk, loaded, std::sync::Arc::clone(office), add).await {
            Ok(_) => Ok(Fate::Taken),
            Err(AppError::Taken) => Ok(Fate::Repeated),
            Err(AppError::Refused(refusal)) => rejected(refusal.code()),
            Err(error) => Err(error),
        }
    }
}

fn checked(places: &Places, row: Row) -> Result<Sound, Rejected> {
    let Row { line, fields, broken } = row;
    let entry = match broken {
        Some(why) => Err(why),
        None => places.entry(&fields),
    };
    match entry {
        Ok(entry) => Ok(Sound { line, fields, entry }),
        Err(reason) => Err(Rejected { line, reason: reason.to_owned(), fields }),
    }
}

fn note(summary: &mut Summary, places: &Places, fate: Fate, progress: &mut dyn Progress) -> Result<(), ImportError> {
    match fate {
        Fate::Taken => summary.taken += 1,
        Fate::Repeated => summary.repeated += 1,
        Fate::Rejected(rejected) => reject(summary, places, &rejected, progress)?,
    }
    Ok(())
}

fn reject(
    summary: &mut Summary,
    places: &Places,
    rejected: &Rejected,
    progress: &mut dyn Progress,
) -> Result<(), ImportError> {
    summary.rejected += 1;
    *summary.by_reason.entry(rejected.reason.clone()).or_default() += 1;
    progress.rejected(places.columns(), rejected)
}

fn history(desk: &mut crate::desk::Desk, map: &Map, office: &Office, entry: &Entry) -> Result<RecordHistory, AppError> {
    let subject = desk.words("subject", &entry.subject, Bound::Subject)?;
    let number = desk.words("number", &entry.number, Bound::Subject)?;
    let answer = match &entry.answer {
        Some((words, on)) => Some((desk.words("answer", words, Bound::Text)?, *on)),
        None => None,
    };
    Ok(RecordHistory {
        filing: Filing {
            channel: entry.channel,
            at: office.registry.clone(),
            received_on: entry.received_on,
            subject,
            text: desk.words("text", &entry.text, Bound::Text)?,
            files: Vec::new(),
            persons: Vec::new(),
            persons_count: 1,
            reachable: false,
            demands: vec![subject],
            source: Some(Source { code: map.source.clone(), number: Some(number), due_on: entry.due_on }),
            language: None,
        },
        kind: map.kind,
        class: map.class.clone(),
        place: map.place.clone(),
        unit: map.unit.clone(),
        pack: map.pack.clone(),
        answer,
    })
}
