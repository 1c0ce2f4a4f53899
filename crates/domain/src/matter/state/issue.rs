//! An issue: one demand with its own unit, what was decided on it, reviewed, served and carried out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::State;
use crate::ids::{ClassCode, DocumentNo, IssueNo, OfficerCode, PetitionNo, UnitCode};
use crate::matter::event::{Remedy, Words};
use crate::matter::kinds::{EndCode, Instance, Kind, Outcome, ReviewOutcome, Way};

/// One demand (诉求), with its own unit, clocks and answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Which of the matter's issues.
    pub no: IssueNo,
    /// The demand, in its newest words.
    pub demand: Words,
    /// The petition that raised it.
    pub raised_by: PetitionNo,
    /// What it is, once somebody said so.
    pub classified: Option<Classified>,
    /// The one responsible unit.
    pub unit: UnitCode,
    /// Units that help.
    pub assisting: Vec<UnitCode>,
    /// Every unit that ever had it: who had it may read on.
    pub units_before: Vec<UnitCode>,
    /// Pairs of sender and unit between which it came back: it goes no second way between them.
    pub bounced: Vec<(UnitCode, UnitCode)>,
    /// It lies with the unit that was proposed first when it was sent there.
    pub is_as_proposed: bool,
    /// Where it stands.
    pub state: State,
    /// Accepted on that day, the last time it was.
    pub accepted_on: Option<Date>,
    /// Notified to the petitioner on that day.
    pub notified_on: Option<Date>,
    /// The open question to a superior, if there is one.
    pub question_to: Option<UnitCode>,
    /// The officer who has it in hand, and in which unit.
    pub entrusted: Option<(UnitCode, OfficerCode)>,
    /// An end that a second officer has still to confirm.
    pub end_proposed: Option<ProposedEnd>,
    /// The last decision on it.
    pub decision: Option<Decided>,
    /// The last review of it.
    pub review: Option<Reviewed>,
    /// Which petitions the last paper was served on, and when.
    pub served: BTreeMap<PetitionNo, Date>,
    /// How often service on a petition failed.
    pub failed_services: BTreeMap<PetitionNo, u32>,
    /// What was granted is carried out, or is owed.
    pub execution: Execution,
    /// Petitions that rated the last answer.
    pub rated: Vec<PetitionNo>,
}

/// What an issue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    /// Its kind.
    pub kind: Kind,
    /// For appeals, the way.
    pub way: Option<Way>,
    /// Its class; history may have none.
    pub class: Option<ClassCode>,
}

/// An end that one officer proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedEnd {
    /// Who.
    pub by: OfficerCode,
    /// How it is to end.
    pub end: EndCode,
    /// Why.
    pub reason: Words,
}

/// What an issue's unit found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The unit.
    pub unit: UnitCode,
    /// The outcome.
    pub outcome: Outcome,
    /// The remedy it names.
    pub remedy: Remedy,
    /// The day.
    pub on: Date,
    /// Decided on or before the last day of its period.
    pub in_time: bool,
}

/// What a review organ found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Review or re-review.
    pub instance: Instance,
    /// The organ.
    pub organ: UnitCode,
    /// The outcome.
    pub outcome: ReviewOutcome,
    /// The remedy it names.
    pub remedy: Remedy,
    /// The day.
    pub on: Date,
}

/// Whether what was granted is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Execution {
    /// Nothing was granted.
    NotOwed,
    /// Granted, not yet confirmed.
    Owed,
    /// Carried out and confirmed on that day.
    Confirmed(Date),
}

impl Issue {
    /// It has ended.
    pub const fn has_ended(&self) -> bool {
        matches!(self.state, State::Ended { .. })
    }

    /// The unit that must act now: the responsible one, unless another owes the next step.
    pub const fn acting(&self) -> &UnitCode {
        match &self.state {
            State::ObjectedTo { from, .. } => from,
            State::InDispute { superior, .. } => superior,
            State::UnderReview { organ, .. } => organ,
            State::Reviewed { .. } => match &self.review {
                Some(review) => &review.organ,
                None => &self.unit,
            },
            State::Registered { .. }
            | State::Routed { .. }
            | State::Accepted { .. }
            | State::Decided { .. }
            | State::Served { .. }
            | State::Ended { .. } => &self.unit,
        }
    }

    /// The officer who has it in hand in the unit that must act now.
    pub fn in_hand_of(&self) -> Option<&OfficerCode> {
        self.entrusted.as_ref().filter(|(unit, _)| unit == self.acting()).map(|(_, officer)| officer)
    }

    /// The paper of the newest decision, of a review too, which has still to be served.
    pub fn paper_to_serve(&self) -> Option<DocumentNo> {
        match self.state {
            State::Decided { document, .. } | State::Reviewed { document, .. } => Some(document),
            State::Registered { .. }
            | State::Routed { .. }
            | State::ObjectedTo { .. }
            | State::InDispute { .. }
            | State::Accepted { .. }
            | State::Served { .. }
            | State::UnderReview { .. }
            | State::Ended { .. } => None,
        }
    }

    /// The remedy of the newest paper: of the review, where there was one, else of the decision.
    pub fn remedy(&self) -> Option<&Remedy> {
        let review = self.review.as_ref().map(|review| &review.remedy);
        review.or_else(|| self.decision.as_ref().map(|decision| &decision.remedy))
    }

    /// Its kind, once classified.
    pub fn kind(&self) -> Option<Kind> {
        self.classified.as_ref().map(|classified| classified.kind)
    }
}
