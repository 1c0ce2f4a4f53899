//! Published answers: what an ordinary matter was answered, in words for everybody. An officer of the unit that answered
//! prepares them, another reads and publishes them; both, and taking back, are entries of the stream `publications`.
//!
//! `decide` carries out what people decide, `read` shows it, `shelf` is what a process knows of the published texts. What the
//! public finds was published; nothing else is looked at. Whether the matter behind it still stands as it was told is asked of
//! the matter whenever one is shown: what was reopened, is reviewed, withdrawn or under seal since is kept back.

mod decide;
mod read;
mod shelf;

use huiyin_domain::ids::{ClassCode, IssueNo, PetitionNo, PublicationId, UnitCode};
use huiyin_domain::matter::Refusal;
use huiyin_domain::publication::Publication;
use jiff::civil::Date;

pub use decide::PublicationDeed;
pub use huiyin_domain::publication::PublicationStage;
pub use shelf::Shelf;

use crate::search::Marked;

/// Answers of a page.
pub const PAGE_ANSWERS: usize = 20;

/// Like answers shown to somebody who is about to file: a glance, not a reading list.
pub const LIKE_MAX: usize = 3;

/// A published answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedAnswer {
    /// What it is known by.
    pub id: PublicationId,
    /// What was asked.
    pub question: Marked,
    /// What was answered; in a list the lines of it that show most of the words looked for.
    pub answer: Marked,
    /// The unit that answered.
    pub unit: UnitCode,
    /// What it was about.
    pub class: Option<ClassCode>,
    /// The day it was published.
    pub on: Date,
}

/// A page of published answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishedPage {
    /// The best first; where no words were given, the newest.
    pub answers: Vec<PublishedAnswer>,
    /// Goes on from here, if more follow.
    pub next: Option<usize>,
}

/// A publication as an officer sees it, or the petitioner whose answer it tells.
#[derive(Debug, Clone)]
pub struct PublicationSeen {
    /// What it is known by.
    pub id: PublicationId,
    /// As it stands.
    pub publication: Publication,
    /// What was asked.
    pub question: String,
    /// What was answered.
    pub answer: String,
    /// Why it is kept back while its matter stands as it does; none where everybody may read it once it is published.
    pub hidden: Option<Refusal>,
}

/// A publication with all that its page shows.
#[derive(Debug, Clone)]
pub struct PublicationView {
    /// The publication.
    pub seen: PublicationSeen,
    /// Why petitioners wish it back.
    pub wishes: Vec<(PetitionNo, String)>,
    /// Whether it may be published by the reader now, or why not; none where it is no longer waiting.
    pub publishing: Option<Result<(), Refusal>>,
    /// The reader may take it back.
    pub may_take_back: bool,
}

/// A page of publications that the reader may publish or take back.
#[derive(Debug, Clone)]
pub struct PublicationList {
    /// Those that wait first, then those wished back, then the newest.
    pub publications: Vec<PublicationSeen>,
    /// Goes on from here, if more follow.
    pub next: Option<usize>,
}

/// What stands of an issue's answer; none where the reader may prepare it.
pub type OfIssue = (IssueNo, Option<(PublicationId, PublicationStage)>);
