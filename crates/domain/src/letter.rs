//! Letters: what one must say, and the blocks in which it is written. Knows neither words of an office's own nor a page:
//! the words come from templates, the layout from the press.
//!
//! Required contents: 信访工作条例 (2022) art. 22, 23, 32, 34 to 36. To add a kind of letter: its line in [`DocumentKind`], its
//! name and its opening in `text/`, and in [`Told`] what it tells, where no other kind tells that.

use jiff::civil::{Date, date};

use crate::clock::{LastDay, Unit};
use crate::codes;
use crate::lang::Lang;
use crate::matter::event::Remedy;
use crate::matter::{DocumentKind, Outcome, ReviewOutcome};
use crate::pack::{Catalogue, Names};

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is.
    pub kind: DocumentKind,
    /// What its law calls it; none: as its kind is called everywhere.
    pub title: Option<Names>,
    /// Its number.
    pub number: String,
    /// The name of the unit that writes it, in the languages it has one in.
    pub unit_name: Names,
    /// The day of what it tells: of the decision, the acceptance, the sending on.
    pub on: Date,
    /// The number of the petition it is about.
    pub petition_number: String,
    /// The petition's subject line.
    pub subject: String,
    /// The demand it is about.
    pub demand: String,
    /// Its language.
    pub lang: Lang,
    /// What the law calls the petition.
    pub catalogue: Catalogue,
    /// What it tells.
    pub told: Told,
}

/// What a letter tells, by what gave rise to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// What was decided, and why.
    Answer(Box<Answer>),
    /// It was received.
    Received {
        /// By when its petitioner is told more, where a period for that runs.
        limit: Option<Limit>,
    },
    /// It was accepted.
    Accepted {
        /// By when it is decided, where its way has a period.
        limit: Option<Limit>,
    },
    /// A period is longer.
    Extended {
        /// By how many days.
        days: u32,
        /// Which days they are.
        unit: Unit,
        /// Why.
        reason: String,
        /// Its new last day.
        limit: Limit,
    },
    /// It was sent on to another unit, to which the letter goes.
    SentOn(Box<SentOn>),
}

/// What was decided, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Facts found.
    pub facts: String,
    /// Reasons.
    pub reasons: String,
    /// Basis in law.
    pub basis: String,
    /// What was decided.
    pub ruled: Ruled,
    /// The ground in words, where a petition was turned down.
    pub ground: Option<Names>,
    /// What may be done against it.
    pub remedy: Remedy,
    /// The article that opens or closes the remedy, as each language cites it.
    pub remedy_article: Names,
    /// The name of the organ or channel the remedy leads to.
    pub remedy_name: Option<Names>,
    /// Days within which the remedy may be used, from service; none where the pack gives no number.
    pub remedy_days: Option<u32>,
}

/// What was decided: on the petition, or on what was decided before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruled {
    /// By the unit.
    Decision(Outcome),
    /// By the organ that reviews it.
    Review(ReviewOutcome),
}

/// How it was sent on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentOn {
    /// The name of the unit it goes to.
    pub to: Names,
    /// The names of those that help.
    pub assisting: Vec<Names>,
    /// Why there, in the sender's words, where somebody judged so.
    pub reason: Option<String>,
    /// By when the unit tells the petitioner.
    pub notice: Option<Limit>,
    /// By when it reports back; no law gives that day.
    pub report_due_on: Option<LastDay>,
}

/// The last day of a period, and the article that sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The last day in time.
    pub last_day: LastDay,
    /// The article, as each language cites it.
    pub article: Names,
}

impl Letter {
    /// A letter to look at, of that kind: each says all that a letter of its kind can say.
    pub fn sample(kind: DocumentKind) -> Self {
        Self {
            kind,
            title: None,
            number: "demo-D-2026-000007".to_owned(),
            unit_name: Names::alike("Bureau of Works"),
            on: date(2026, 4, 10),
            petition_number: "demo-P-2026-000003".to_owned(),
            subject: "Wages of the lamp repair".to_owned(),
            demand: "See to it that the wages of three fitters are paid.".to_owned(),
            lang: Lang::default(),
            catalogue: Catalogue::Petition,
            told: Told::sample(kind),
        }
    }
}

impl Told {
    fn sample(kind: DocumentKind) -> Self {
        let limit = Limit { last_day: date(2026, 6, 9).into(), article: Names::alike("art. 34") };
        match kind {
            DocumentKind::HandlingOpinion
            | DocumentKind::Reply
            | DocumentKind::NotAcceptedNotice
            | DocumentKind::NoLongerAcceptedNotice
            | DocumentKind::ChannelNotice => {
                Self::Answer(Box::new(Answer::sample(Ruled::Decision(Outcome::LedIntoChannel))))
            }
            DocumentKind::ReviewOpinion | DocumentKind::ReReviewOpinion => {
                Self::Answer(Box::new(Answer::sample(Ruled::Review(ReviewOutcome::Uphold))))
            }
            DocumentKind::Receipt => Self::Received { limit: Some(limit) },
            DocumentKind::AcceptanceNotice => Self::Accepted { limit: Some(limit) },
            DocumentKind::ExtensionNotice => Self::Extended {
                days: 30,
                unit: Unit::CalendarDay,
                reason: "The road owner has yet to answer.".to_owned(),
                limit,
            },
            DocumentKind::ForwardLetter => Self::SentOn(Box::new(SentOn::sample(limit, None))),
            DocumentKind::AssignLetter => Self::SentOn(Box::new(SentOn::sample(limit, Some(date(2026, 5, 8).into())))),
        }
    }
}

impl Answer {
    fn sample(ruled: Ruled) -> Self {
        Self {
            facts: "The fitters worked for a contractor in February.\nThe contractor disputes the sum.".to_owned(),
            reasons: "Who owes what under a contract is for the courts to say.".to_owned(),
            basis: "Regulations on Petition Work, art. 31 (1).".to_owned(),
            ruled,
            ground: matches!(ruled, Ruled::Decision(_)).then(|| Names::alike("for the courts")),
            remedy: Remedy::Channel { channel: "litigation".to_owned(), article: "art. 31 (1)".to_owned() },
            remedy_article: Names::alike("art. 31 (1)"),
            remedy_name: Some(Names::alike("People's Court of the district")),
            remedy_days: None,
        }
    }
}

impl SentOn {
    fn sample(notice: Limit, report_due_on: Option<LastDay>) -> Self {
        Self {
            to: Names::alike("Bureau of Labour"),
            assisting: vec![Names::alike("Bureau of Justice")],
            reason: Some("The contractor is registered with that bureau.".to_owned()),
            notice: Some(notice),
            report_due_on,
        }
    }
}

codes! {
    /// What a block of a letter is.
    BlockKind {
        /// The organ in whose name it goes, at its head.
        Letterhead => "letterhead",
        /// Its number, in the middle.
        Number => "number",
        /// Where the parts of a whole file stand; its words head the list.
        Contents => "contents",
        /// The letter's name, in the middle.
        Title => "title",
        /// To whom it goes, at the left edge.
        Addressee => "addressee",
        /// A heading, at the left edge.
        Heading => "heading",
        /// A paragraph, its first line set in by two characters.
        Paragraph => "paragraph",
        /// Who signs, at the right edge.
        Signature => "signature",
        /// The day, at the right edge.
        Day => "day",
    }
}

/// A block of a letter: some words and how they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How it stands.
    pub kind: BlockKind,
    /// Its words.
    pub words: String,
}
