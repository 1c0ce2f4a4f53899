//! Registers as a register office keeps them: every number given in a time, in its order, with what it stands for now; and
//! of the papers those that still have to reach somebody, which is the list by which letters are sent.
//!
//! A register is read from the series of numbers themselves: nothing is kept for it. Numbers and days rise together, so
//! the first number of a day is found by halving. Lines whose matter the reader may not know are counted and not told.

use huiyin_domain::ids::{DocumentNo, MatterId, PetitionNo, UnitCode};
use huiyin_domain::letter::Letter;
use huiyin_domain::matter::state::{Document, Petition};
use huiyin_domain::matter::{Event, Matter};
use huiyin_domain::office::policy::{OfficeDeed, Reading, may_office, opens_paper, reads};
use huiyin_domain::office::series::{Number, Series, SeriesClass};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Header, StoredEntry, Stream};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::App;
use crate::error::AppError;
use crate::load::{civil_day, decode, fold, time_zone};

/// Lines of one page: each opens its matter.
pub const BOOK_LINES: usize = 100;

/// How many numbers around a day's first are looked at one by one: two commits may be numbered the other way round than
/// their clocks were read.
const NEIGHBOURS: u32 = 16;

/// Which register, of which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookFilter {
    /// The unit that keeps it.
    pub registry: UnitCode,
    /// What is numbered in it.
    pub class: SeriesClass,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Of the papers only answers that have still to reach somebody.
    pub waiting: bool,
}

/// A number that was given, with its matter as it stands.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The number.
    pub number: Number,
    /// The day it was given.
    pub on: Date,
    /// Who gave it: of a paper, who had it numbered and sealed; as entries name an actor.
    pub by: String,
    /// What it stands for.
    pub what: What,
    /// It is an issued paper, and the reader may open it.
    pub opens: bool,
    /// The subject of the petition it is about, as far as it may be read.
    pub subject: Option<String>,
    /// The matter.
    pub matter: Matter,
}

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A petition of the matter.
    Petition(PetitionNo),
    /// A paper of the matter.
    Paper(DocumentNo),
}

/// A page of a register.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its lines, in the order of their numbers.
    pub lines: Vec<Entered>,
    /// Numbers of the page that stand for what the reader may not know.
    pub hidden: usize,
    /// Goes on after this number, if more follow.
    pub next: Option<Number>,
}

impl Entered {
    /// The petition it is, or is about.
    pub fn petition(&self) -> Option<&Petition> {
        let no = match self.what {
            What::Petition(no) => no,
            What::Paper(no) => {
                let paper = self.matter.document(no).ok()?;
                let issue = self.matter.issue(paper.issue).ok()?;
                paper.petition.unwrap_or(issue.raised_by)
            }
        };
        self.matter.petition(no).ok()
    }

    /// The paper it is.
    pub fn paper(&self) -> Option<&Document> {
        match self.what {
            What::Paper(no) => self.matter.document(no).ok(),
            What::Petition(_) => None,
        }
    }

    /// An answer that exists and has still to reach somebody.
    pub fn waits_for_service(&self) -> bool {
        let Some(paper) = self.paper() else { return false };
        paper.is_issued() && self.matter.issue(paper.issue).is_ok_and(|issue| issue.paper_to_serve() == Some(paper.no))
    }
}

impl App {
    /// A page of a register, after that number.
    pub async fn book(&self, actor: &Actor, filter: &BookFilter, after: Option<&Number>) -> Result<Book, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        let zone = time_zone(&office)?;
        let (numbers, next) = self.numbers_in(filter, &office, &zone, after).await?;
        let asked: Vec<(Stream, u64)> = numbers.iter().map(|(_, matter, _)| (Stream::Matter(*matter), 0)).collect();
        let stored = self.store.journal.load_each(self.office_id, &asked).await?;
        let mut book = Book { next, ..Book::default() };
        for ((number, id, seq), stored) in numbers.into_iter().zip(stored) {
            let loaded = fold(id, &zone, &stored)?;
            let Some(recorded) = loaded.story.iter().find(|recorded| recorded.entry.seq == seq) else { continue };
            let Some(what) = stands_for(&recorded.entry.event) else { continue };
            let (on, by) = (recorded.entry.recorded_on, recorded.actor.clone());
            let reading = reads(actor, &office, &loaded.matter);
            if reading == Reading::Nothing {
                book.hidden += 1;
                continue;
            }
            let mut line = Entered { number, on, by, what, opens: false, subject: None, matter: loaded.matter };
            line.opens = line
                .paper()
                .is_some_and(|paper| paper.is_issued() && reading >= Reading::Own && opens_paper(actor, paper));
            if !filter.waiting || line.waits_for_service() {
                book.lines.push(line);
            }
        }
        self.tell_subjects(actor, &office, &mut book.lines).await?;
        Ok(book)
    }

    /// What the issued papers of a page of a register say, in the order of their numbers, as far as the actor may open
    /// them; and the number after which the register goes on.
    pub async fn book_letters(
        &self,
        actor: &Actor,
        filter: &BookFilter,
        after: Option<&Number>,
    ) -> Result<(Vec<Letter>, Option<Number>), AppError> {
        let (office, book) = (self.office().await?, self.book(actor, filter, after).await?);
        let mut letters = Vec::new();
        for line in book.lines.iter().filter(|line| line.opens) {
            if let What::Paper(no) = line.what {
                letters.push(self.letter_again(&office, line.matter.id, no).await?);
            }
        }
        Ok((letters, book.next))
    }

    async fn tell_subjects(&self, actor: &Actor, office: &Office, lines: &mut [Entered]) -> Result<(), AppError> {
        let subject = |line: &Entered| {
            let is_read = reads(actor, office, &line.matter) >= Reading::Own;
            line.petition().filter(|_| is_read).map(|petition| (line.matter.id, petition.filed.subject.id))
        };
        let ids: Vec<_> = lines.iter().filter_map(subject).collect();
        let told = self.open_listed(&ids).await?;
        for line in lines {
            line.subject = subject(line).and_then(|id| told.get(&id).cloned());
        }
        Ok(())
    }

    /// The numbers of those days, a page of them, and the last of it where more follow.
    async fn numbers_in(
        &self,
        filter: &BookFilter,
        office: &Office,
        zone: &TimeZone,
        after: Option<&Number>,
    ) -> Result<(Vec<(Number, MatterId, u64)>, Option<Number>), AppError> {
        let mut found = Vec::new();
        for series in series_of(filter, office) {
            let mut from = match after {
                Some(after) if after.series > series => continue,
                Some(after) if after.series == series => after.n,
                Some(_) | None => self.before_first_on(&series, filter.from, zone).await?,
            };
            let mut later = 0;
            while later < NEIGHBOURS {
                let last = Number { series: series.clone(), n: from };
                let given = self.store.journal.numbers(self.office_id, Some(&last), BOOK_LINES).await?;
                let given: Vec<_> = given.into_iter().take_while(|(number, ..)| number.series == series).collect();
                if given.is_empty() {
                    break;
                }
                let entries: Vec<_> = given.iter().map(|(_, stream, seq)| (stream.clone(), *seq)).collect();
                for ((number, stream, seq), on) in given.into_iter().zip(self.days_of(&entries, zone).await?) {
                    from = number.n;
                    let Stream::Matter(matter) = stream else { continue };
                    later = if on > filter.to { later + 1 } else { 0 };
                    if later >= NEIGHBOURS {
                        break;
                    }
                    if on < filter.from || on > filter.to {
                        continue;
                    }
                    if found.len() == BOOK_LINES {
                        let last = found.last().map(|(number, ..): &(Number, MatterId, u64)| number.clone());
                        return Ok((found, last));
                    }
                    found.push((number, matter, seq));
                }
            }
        }
        Ok((found, None))
    }

    /// A number before the first that was given on that day or later, with some room.
    async fn before_first_on(&self, series: &Series, day: Date, zone: &TimeZone) -> Result<u32, AppError> {
        let (mut low, mut high) = (0, 1);
        while self.is_before(series, high, day, zone).await? {
            (low, high) = (high, high.saturating_mul(2));
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.is_before(series, middle, day, zone).await? { low = middle } else { high = middle }
        }
        Ok(low.saturating_sub(NEIGHBOURS))
    }

    /// The number was given, and before that day.
    async fn is_before(&self, series: &Series, n: u32, day: Date, zone: &TimeZone) -> Result<bool, AppError> {
        let number = Number { series: series.clone(), n };
        match self.store.journal.find_number(self.office_id, &number).await? {
            Some(entry) => Ok(self.days_of(&[entry], zone).await?.iter().all(|on| *on < day)),
            None => Ok(false),
        }
    }

    /// The office's days of entries, in their order, in one question.
    async fn days_of(&self, entries: &[(Stream, u64)], zone: &TimeZone) -> Result<Vec<Date>, AppError> {
        let before: Vec<_> = entries.iter().map(|(stream, seq)| (stream.clone(), seq.saturating_sub(1))).collect();
        let stored = self.store.journal.load_each(self.office_id, &before).await?;
        let day = |((stream, _), stored): (&(Stream, u64), &Vec<StoredEntry>)| {
            let first = stored.first().ok_or(AppError::NotFound)?;
            let (header, _): (Header, serde::de::IgnoredAny) = decode(stream, first)?;
            Ok(civil_day(zone, header.recorded_at))
        };
        entries.iter().zip(&stored).map(day).collect()
    }
}

/// The series that may have a number of those days: what came late bears the year in which it was received.
fn series_of(filter: &BookFilter, office: &Office) -> Vec<Series> {
    let (first, last) = (office.year_start.year_of(filter.from), office.year_start.year_of(filter.to));
    let series = |year| Series { registry: filter.registry.clone(), class: filter.class, year };
    (first.saturating_sub(1)..=last).map(series).collect()
}

/// What the number of an entry stands for.
fn stands_for(event: &Event) -> Option<What> {
    match event {
        Event::MatterRegistered(event) => Some(What::Petition(event.petition.no)),
        Event::PetitionAdded(event) => Some(What::Petition(event.petition.no)),
        Event::DocumentNumbered(event) => Some(What::Paper(event.document)),
        _ => None,
    }
}
