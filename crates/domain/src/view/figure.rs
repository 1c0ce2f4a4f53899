//! The ledger of figures: signed, dated lines that are only ever added.
//!
//! As known on day D, a figure is the sum of its lines with `recorded_on` ≤ D. To add a figure: one variant here with
//! its code, and the place in `changes` where an event gives rise to it.

use jiff::civil::Date;

use crate::ids::{ClassCode, IssueNo, MatterId, UnitCode};
use crate::intake::Channel;
use crate::matter::Kind;

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident => $code:literal,)*) => {
        /// What is counted. The code is stored and stays for ever.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Figure { $($(#[$doc])* $name,)* }

        impl Figure {
            /// All figures, in the order in which reports name them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stored code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The figure of a stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|figure| figure.code() == code)
            }
        }
    };
}

figures! {
    /// Petitions received (件次).
    Received => "received",
    /// Persons in them (人次).
    Persons => "persons",
    /// Matters (件): a petition on a known matter adds none.
    Matters => "matters",
    /// Issues raised and not yet ended.
    Open => "open",
    /// Issues accepted.
    Accepted => "accepted",
    /// Notices given within the period.
    NotifiedInTime => "notified_in_time",
    /// Notices given after it.
    NotifiedLate => "notified_late",
    /// Issues answered: decided and served, or lawfully answered at once.
    Answered => "answered",
    /// Answers decided within the period.
    AnsweredInTime => "answered_in_time",
    /// Answers decided after it.
    AnsweredLate => "answered_late",
    /// Issues not accepted, no longer accepted, or led into a statutory channel.
    NotAccepted => "not_accepted",
    /// Periods extended.
    Extended => "extended",
    /// Reviews and re-reviews asked for.
    ReviewsAsked => "reviews_asked",
    /// Reviews and re-reviews decided.
    ReviewsDecided => "reviews_decided",
    /// Ratings: content.
    RatedSatisfied => "rated_satisfied",
    /// Ratings: by and large content.
    RatedMostly => "rated_mostly",
    /// Ratings: not content.
    RatedDissatisfied => "rated_dissatisfied",
    /// Issues ended by a coded end other than an answer.
    EndedOtherwise => "ended_otherwise",
    /// Rows of earlier work taken in as history: counted in the figures above and told apart by this one.
    History => "history",
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// What is counted.
    pub figure: Figure,
    /// The day it happened.
    pub occurred_on: Date,
    /// The office's day on which the record was made.
    pub recorded_on: Date,
    /// The unit it is counted for.
    pub unit: UnitCode,
    /// The channel of the petition.
    pub channel: Channel,
    /// The class, once known.
    pub class: Option<ClassCode>,
    /// The kind, once known.
    pub kind: Option<Kind>,
    /// The matter behind the number: every figure opens to its matters.
    pub matter: MatterId,
    /// The issue behind it, where it is about one.
    pub issue: Option<IssueNo>,
    /// The entry that gave rise to it.
    pub seq: u64,
    /// How many are added, or taken back.
    pub n: i32,
}
