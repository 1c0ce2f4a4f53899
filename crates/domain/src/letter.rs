//! Letters: what one must say, and the blocks in which it is written. Knows neither words of an office's own nor a page:
//! the words come from templates, the layout from the press.
//!
//! Required contents: 信访工作条例 (2022) art. 23, 32, 35, 36. To add a kind of letter: its line in [`DocumentKind`], its
//! name and its opening in `text/`.

use jiff::civil::{Date, date};

use crate::codes;
use crate::matter::event::Remedy;
use crate::matter::{DocumentKind, Outcome, ReviewOutcome};
use crate::pack::{Catalogue, Names};

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// The deciding unit's name, in the languages it has one in.
    pub unit_name: Names,
    /// The day of the decision.
    pub on: Date,
    /// The number of the petition it answers.
    pub petition_number: String,
    /// The petition's subject line.
    pub subject: String,
    /// The demand it answers.
    pub demand: String,
    /// Facts found.
    pub facts: String,
    /// Reasons.
    pub reasons: String,
    /// Basis in law.
    pub basis: String,
    /// The decision's outcome; none in the letter of a review.
    pub outcome: Option<Outcome>,
    /// The review's outcome; none in the letter of a decision.
    pub review_outcome: Option<ReviewOutcome>,
    /// The ground in words, where a petition was turned down.
    pub ground: Option<Names>,
    /// What the law calls what it answers.
    pub catalogue: Catalogue,
    /// What may be done against it.
    pub remedy: Remedy,
    /// The article that opens or closes the remedy, as each language cites it.
    pub remedy_article: Names,
    /// The name of the organ or channel the remedy leads to.
    pub remedy_name: Option<Names>,
    /// Days within which the remedy may be used, from service; none where the pack gives no number.
    pub remedy_days: Option<u32>,
}

impl Letter {
    /// A letter to look at: a petition led into a statutory channel.
    pub fn sample() -> Self {
        Self {
            kind: DocumentKind::ChannelNotice,
            number: "demo-D-2026-000007".to_owned(),
            unit_name: Names::alike("Bureau of Works"),
            on: date(2026, 4, 10),
            petition_number: "demo-P-2026-000003".to_owned(),
            subject: "Wages of the lamp repair".to_owned(),
            demand: "See to it that the wages of three fitters are paid.".to_owned(),
            facts: "The fitters worked for a contractor in February.\nThe contractor disputes the sum.".to_owned(),
            reasons: "Who owes what under a contract is for the courts to say.".to_owned(),
            basis: "Regulations on Petition Work, art. 31 (1).".to_owned(),
            outcome: Some(Outcome::LedIntoChannel),
            review_outcome: None,
            ground: Some(Names::alike("for the courts")),
            remedy: Remedy::Channel { channel: "litigation".to_owned(), article: "art. 31 (1)".to_owned() },
            catalogue: Catalogue::Petition,
            remedy_article: Names::alike("art. 31 (1)"),
            remedy_name: Some(Names::alike("People's Court of the district")),
            remedy_days: None,
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
