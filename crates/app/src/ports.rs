//! What the use cases need from outside and must not know: the time, the press that lays letters out, the post.

use async_trait::async_trait;
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{DocumentKind, Outcome, ReviewOutcome};
use huiyin_domain::pack::Names;
use jiff::Timestamp;
use jiff::civil::Date;

/// The time. Read once for each command.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// What a letter says; the words come from templates, the layout from the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFacts {
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
    /// What may be done against it.
    pub remedy: Remedy,
    /// The article that opens or closes the remedy, as each language cites it.
    pub remedy_article: Names,
    /// The name of the organ or channel the remedy leads to.
    pub remedy_name: Option<Names>,
    /// Days within which the remedy may be used, from service; none where the pack gives no number.
    pub remedy_days: Option<u32>,
}

/// Why a letter could not be pressed.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be pressed: {0}")]
pub struct PressError(pub String);

/// Lays letters out.
pub trait Press: Send + Sync {
    /// The letter's bytes, and what they are (`text/plain; charset=utf-8`, later `application/pdf`).
    fn press(&self, letter: &LetterFacts) -> Result<(Vec<u8>, &'static str), PressError>;
}

/// Which text a mail carries; none has a word of a matter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailText {
    /// A petition was received.
    Received {
        /// Its number.
        number: String,
    },
    /// There is an answer to be read with the query code.
    Answer {
        /// The petition's number.
        number: String,
    },
    /// What a unit has to do.
    Reminder {
        /// Issues whose clock runs out within the days of a reminder.
        due_soon: u64,
        /// Issues whose clock has run out.
        overdue: u64,
    },
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The office that sends it.
    pub office_name: String,
    /// What it says.
    pub text: MailText,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
#[error("the mail did not leave: {0}")]
pub struct PostError(pub String);

/// Sends mails.
#[async_trait]
pub trait Post: Send + Sync {
    /// Hands the mail to the server; returns when the server has taken it.
    async fn send(&self, mail: &Mail) -> Result<(), PostError>;
}
