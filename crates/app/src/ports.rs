//! What the use cases need from outside and must not know: the time, the press that lays letters out, the post.

use async_trait::async_trait;
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use huiyin_domain::pack::Catalogue;
use jiff::Timestamp;

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

/// Why a letter could not be pressed.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be pressed: {0}")]
pub struct PressError(pub String);

/// A form of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterForm {
    /// PDF: what is kept and served.
    Pdf,
    /// DOCX: the same words, to go on writing in.
    Docx,
}

/// Lays letters out.
pub trait Press: Send + Sync {
    /// The letter in that form.
    fn press(&self, letter: &Letter, form: LetterForm) -> Result<Vec<u8>, PressError>;

    /// Words as PDF, under that number. A character that no font has is told by its code: what people wrote is no letter of
    /// the office, and is not held back.
    fn bind(&self, number: &str, lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError>;
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
    /// A topic grows past its history; which one is to be seen in the office only.
    TopicGrows,
    /// Open work of a unit went into another officer's hands.
    Handover {
        /// The officer's name.
        officer: String,
        /// How many issues.
        moved: u64,
    },
    /// Open work of a unit is in nobody's hands: who had it is out of the matter.
    Freed {
        /// How many issues.
        freed: u64,
    },
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id, the same each time it is sent; tells nothing of what it is about.
    pub id: String,
    /// The address.
    pub to: String,
    /// The office that sends it.
    pub office_name: String,
    /// The language it is written in: that of the petition it is about, else the office's.
    pub lang: Lang,
    /// What the law calls what it is about.
    pub catalogue: Catalogue,
    /// What it says.
    pub text: MailText,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
#[error("the mail did not leave: {why}")]
pub struct PostError {
    /// What the server or the line said; no address.
    pub why: String,
    /// It will not leave however often it is tried: the address is none, or the server refuses it for good.
    pub is_final: bool,
}

/// Sends mails.
#[async_trait]
pub trait Post: Send + Sync {
    /// Hands the mail to the server; returns when the server has taken it.
    async fn send(&self, mail: &Mail) -> Result<(), PostError>;
}
