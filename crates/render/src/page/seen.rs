//! A matter as somebody sees it, ready to be shown: what pages of petitioners and of officers have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use huiyin_domain::ids::{ContentId, IssueNo, PetitionNo};
use huiyin_domain::matter::allowed::{Offer, Target};
use huiyin_domain::matter::event::Event;
use huiyin_domain::matter::state::{Clock, ClockState, Document, Issue, State};
use huiyin_domain::matter::{CommandKind, Matter, Words};
use huiyin_domain::office::Office;
use jiff::civil::Date;

use crate::say::Say;

/// How many days before its last day a clock is said to be due soon: a week.
pub const SOON_DAYS: i32 = 7;

/// The width of a clock's bar, in its own units.
const BAR: i32 = 1000;

/// A line of the story.
#[derive(Debug, Clone)]
pub struct Told {
    /// The office's day on which it was recorded.
    pub on: Date,
    /// Who did it, as far as the reader may know; empty where not.
    pub by: String,
    /// The number it was given.
    pub number: Option<String>,
    /// What happened.
    pub event: Event,
    /// What people wrote about it, as far as the reader may see it and it is not shown elsewhere.
    pub said: Vec<String>,
}

/// A file that came with a petition, or as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Which.
    pub id: ContentId,
    /// The petition it came with; none for evidence.
    pub petition: Option<PetitionNo>,
    /// The issue it is evidence for.
    pub issue: Option<IssueNo>,
    /// Its name, as the sender gave it.
    pub name: String,
    /// Its size.
    pub size_bytes: u64,
}

impl FileLine {
    /// How large it is, as people say it: `320 KB`, `1.4 MB`.
    pub fn size(&self) -> String {
        const KB: u64 = 1024;
        let (tenths_mb, kb) = (self.size_bytes * 10 / (KB * KB), self.size_bytes.div_ceil(KB));
        if tenths_mb < 10 { format!("{kb} KB") } else { format!("{}.{} MB", tenths_mb / 10, tenths_mb % 10) }
    }
}

/// An identity that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedLine {
    /// The office's day.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// What for.
    pub purpose: String,
    /// Salutation and telephone only.
    pub contact_only: bool,
}

impl OpenedLine {
    /// Who, when, how much, what for.
    pub fn told(&self, say: &Say) -> String {
        let key = if self.contact_only { "my-opened-contact" } else { "my-opened-whole" };
        let arguments = [("by", self.by.clone()), ("day", say.date(self.on)), ("purpose", self.purpose.clone())];
        say.text(key, &arguments)
    }
}

/// A matter as somebody may see it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// As it stands.
    pub matter: Matter,
    /// Its papers that the reader may open.
    pub papers: Vec<Document>,
    /// The office, for names.
    pub office: Arc<Office>,
    /// Its words and letters may be read, not only its steps and dates.
    pub reads_words: bool,
    /// The day it is seen on.
    pub today: Date,
    /// Its story, oldest first.
    pub story: Vec<Told>,
    /// The words in it, by content.
    pub words: BTreeMap<ContentId, String>,
    /// The files in it that the reader may open.
    pub files: Vec<FileLine>,
    /// What may be done, and why other things may not.
    pub offers: Vec<Offer>,
    /// Who opened identities.
    pub opened: Vec<OpenedLine>,
}

/// A clock as a bar from its first day to its last, with today marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is for, and its last day, in words.
    pub title: String,
    /// How long it still runs, in words.
    pub left: String,
    /// `on-time`, `due-soon`, `overdue`, `paused`: for shape and colour.
    pub mood: &'static str,
    /// How much of it has gone by, of `BAR`.
    pub gone: i32,
    /// How its last day came about, line by line.
    pub derivation: Vec<String>,
}

/// A letter that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which of the matter's papers.
    pub no: u32,
    /// What it is.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Says that a link leads to its words, to go on writing in.
    pub docx: String,
}

impl Seen {
    /// Somebody's words; nothing where they are not the reader's to see.
    pub fn said(&self, words: Words) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }

    /// The files that came with a petition.
    pub fn files_of(&self, petition: PetitionNo) -> Vec<&FileLine> {
        self.files.iter().filter(|file| file.petition == Some(petition)).collect()
    }

    /// The files that are evidence for an issue.
    pub fn evidence_of(&self, issue: IssueNo) -> Vec<&FileLine> {
        self.files.iter().filter(|file| file.issue == Some(issue)).collect()
    }

    /// The command may be given on that.
    pub fn may(&self, command: CommandKind, target: Target) -> bool {
        self.offers.iter().any(|offer| offer.command == command && offer.target == target && offer.verdict.is_ok())
    }

    /// Where an issue is, in one sentence: who must act, or what can be done now.
    pub fn place_of(&self, say: &Say, issue: &Issue) -> String {
        let unit = ("unit", say.unit(&self.office, issue.acting()));
        let stage = issue.state.stage().code().replace('_', "-");
        let end = match &issue.state {
            State::Ended { how, .. } => say.end(*how),
            _ => String::new(),
        };
        say.text(&format!("where-{stage}"), &[unit, ("end", end)])
    }

    /// Whether any period runs, so that there are days to take into a calendar.
    pub fn has_dates(&self) -> bool {
        self.matter.issues.iter().any(|issue| self.matter.live_clocks(issue.no).next().is_some())
    }

    /// The clock of an issue that matters next, as a bar.
    pub fn bars(&self, say: &Say, issue: IssueNo) -> Vec<Bar> {
        let mut clocks: Vec<&Clock> = self.matter.live_clocks(issue).collect();
        clocks.sort_by_key(|clock| (clock.last_day(), clock.no));
        clocks.into_iter().map(|clock| self.bar(say, clock)).collect()
    }

    fn bar(&self, say: &Say, clock: &Clock) -> Bar {
        let (start, last_day) = (clock.derivation.start, clock.last_day());
        let is_paused = matches!(clock.state, ClockState::Paused { .. });
        let whole = days_between(start, last_day).max(1);
        let gone = days_between(start, self.today).clamp(0, whole);
        let naming = self.office.packs.naming(&clock.derivation);
        let arguments = [("step", say.step(&clock.derivation, &naming)), ("day", say.last_weekday(clock.due()))];
        Bar {
            title: say.text("clock-title", &arguments),
            left: if is_paused { say.text("clock-left-paused", &[]) } else { say.left(self.today, last_day) },
            mood: if is_paused { "paused" } else { mood(self.today, last_day) },
            gone: gone * BAR / whole,
            derivation: say.derivation(&clock.derivation, &naming),
        }
    }

    /// The letters on an issue that were issued, oldest first.
    pub fn letters(&self, say: &Say, issue: IssueNo) -> Vec<Letter> {
        let issued = self.papers.iter().filter(|paper| paper.issue == issue && paper.is_issued());
        let letter = |paper: &Document| {
            let title = say.titled(self.office.paper_title(&self.matter, paper), paper.kind);
            let number = paper.number.as_ref().map(ToString::to_string).unwrap_or_default();
            let docx = say.text("dossier-docx", &[("letter", format!("{title} {number}"))]);
            Letter { no: paper.no.0, title, number, docx }
        };
        issued.map(letter).collect()
    }
}

impl Say {
    /// How an issue ended.
    fn end(&self, how: huiyin_domain::matter::state::End) -> String {
        use huiyin_domain::matter::state::End;
        match how {
            End::Answered => self.text("where-end-answered", &[]),
            End::Coded(code) => self.word(code),
            End::History => self.text("where-end-history", &[]),
        }
    }

    /// How long there is until a day: days left, today, or days past.
    pub fn left(&self, today: Date, last_day: Date) -> String {
        let days = days_between(today, last_day);
        match days {
            0 => self.text("clock-left-today", &[]),
            1.. => self.days("clock-left-days", days),
            _ => self.days("clock-left-past", -days),
        }
    }
}

/// Days from one to the other; negative where the other lies before.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// How urgent a last day is, for shape and colour.
pub fn mood(today: Date, last_day: Date) -> &'static str {
    match days_between(today, last_day) {
        days if days < 0 => "overdue",
        days if days <= SOON_DAYS => "due-soon",
        _ => "on-time",
    }
}
