//! Where an issue stands. Each variant carries its own dates, so that a date without its act, or an act without its date,
//! cannot be built.

use jiff::civil::Date;

use crate::ids::{DocumentNo, PetitionNo, UnitCode};
use crate::matter::kinds::{EndCode, Instance, Stage};

/// Where an issue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Received; the unit that took it in must send it on, or answer.
    Registered {
        /// Since.
        on: Date,
    },
    /// With a unit that must notify or object.
    Routed {
        /// Who sent it; the unit itself where the petitioner came there directly.
        from: UnitCode,
        /// Since.
        on: Date,
        /// The common superior named the unit: no objection is open any more.
        designated: bool,
    },
    /// The unit objected; the sender must answer.
    ObjectedTo {
        /// Who sent it.
        from: UnitCode,
        /// The unit it names instead.
        better: Option<UnitCode>,
        /// Since.
        on: Date,
    },
    /// The sender insisted; the superior must designate.
    InDispute {
        /// Who sent it.
        from: UnitCode,
        /// Who must designate.
        superior: UnitCode,
        /// Since.
        on: Date,
    },
    /// Accepted; being handled.
    Accepted {
        /// Since: the day the handling period counts from.
        on: Date,
    },
    /// Decided; to be served.
    Decided {
        /// Since.
        on: Date,
        /// The paper.
        document: DocumentNo,
    },
    /// Served on everybody; windows run.
    Served {
        /// Since.
        on: Date,
        /// What was served: the decision, or that of a review.
        of: Option<Instance>,
    },
    /// Under review or re-review.
    UnderReview {
        /// Which.
        instance: Instance,
        /// Who asked.
        petition: PetitionNo,
        /// The organ.
        organ: UnitCode,
        /// Asked late.
        late: bool,
        /// Since.
        on: Date,
    },
    /// Reviewed; to be served.
    Reviewed {
        /// Which.
        instance: Instance,
        /// Since.
        on: Date,
        /// The paper.
        document: DocumentNo,
    },
    /// Ended.
    Ended {
        /// Since.
        on: Date,
        /// How.
        how: End,
        /// Where it stood before: what an undone withdrawal goes back to.
        before: Stage,
    },
}

/// How an issue ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By a served, reasoned answer against which nothing more was asked.
    Answered,
    /// Otherwise, coded.
    Coded(EndCode),
    /// Long ago, elsewhere: history.
    History,
}

impl State {
    /// The list's word for it.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Registered { .. } => Stage::Registered,
            Self::Routed { .. } => Stage::Routed,
            Self::ObjectedTo { .. } => Stage::ObjectedTo,
            Self::InDispute { .. } => Stage::InDispute,
            Self::Accepted { .. } => Stage::Accepted,
            Self::Decided { .. } => Stage::Decided,
            Self::Served { .. } => Stage::Served,
            Self::UnderReview { .. } => Stage::UnderReview,
            Self::Reviewed { .. } => Stage::Reviewed,
            Self::Ended { .. } => Stage::Ended,
        }
    }
}
