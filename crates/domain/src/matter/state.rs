//! A matter as it stands: petitions, issues, clocks, papers. State is an enum whose variants carry their own dates, so
//! that a date without its act, or an act without its date, cannot be built.
//!
//! Made by `evolve` only. Must not know how it is stored or shown.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::event::{Filed, Remedy, Words};
use super::kinds::{DocumentKind, EndCode, Instance, Kind, Outcome, Relation, ReviewOutcome, Stage, Way};
use super::refusal::Refusal;
use crate::clock::{Derivation, PauseReason, Step};
use crate::ids::{
    ClassCode, ClockNo, Commitment, DocumentNo, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, UnitCode,
};
use crate::office::series::Number;

/// A matter (信访事项): what the petitions on it are about.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a plain fact of the record; no two exclude each other")]
pub struct Matter {
    /// Its id.
    pub id: MatterId,
    /// Entries folded into this state.
    pub seq: u64,
    /// The office's day of the last entry.
    pub recorded_on: Option<Date>,
    /// Declared, or classified, as an accusation.
    pub accusation: bool,
    /// Only those let in by name may see it.
    pub sealed: bool,
    /// About this office itself.
    pub about_office: bool,
    /// Units complained of or accused.
    pub against: Vec<UnitCode>,
    /// Where it happened.
    pub place: Option<PlaceCode>,
    /// When it happened.
    pub happened_on: Option<Date>,
    /// The petitions on it, first to last.
    pub petitions: Vec<Petition>,
    /// Its issues.
    pub issues: Vec<Issue>,
    /// All clocks that ever ran.
    pub clocks: Vec<Clock>,
    /// Its papers.
    pub documents: Vec<Document>,
    /// Matters it belongs with.
    pub links: BTreeMap<MatterId, Relation>,
    /// Taken in as history: read, counted, never worked on.
    pub is_history: bool,
}

/// A petition (信访件) on the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// As received.
    pub filed: Filed,
    /// The number it was given.
    pub number: Option<Number>,
    /// The day it was withdrawn, while it is.
    pub withdrawn_on: Option<Date>,
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
    /// Where it stands.
    pub state: State,
    /// Accepted on that day, the last time it was.
    pub accepted_on: Option<Date>,
    /// Notified to the petitioner on that day.
    pub notified_on: Option<Date>,
    /// The open question to a superior, if there is one.
    pub question_to: Option<UnitCode>,
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

/// A clock of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Which.
    pub no: ClockNo,
    /// The issue it runs for.
    pub issue: IssueNo,
    /// Who must act.
    pub unit: UnitCode,
    /// Whose window it is.
    pub petition: Option<PetitionNo>,
    /// Its period, with the way it came about.
    pub derivation: Derivation,
    /// What it is doing.
    pub state: ClockState,
}

/// What a clock is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// It runs.
    Running {
        /// It ran out, and it is on record; a duty stays owed.
        passed: bool,
    },
    /// It stands still.
    Paused {
        /// The first day that does not count.
        from: Date,
        /// Why.
        reason: PauseReason,
        /// The last day for letting it go on.
        resume_by: Date,
    },
    /// What it was for is done.
    Met,
    /// It runs no more, unmet.
    Stopped,
}

/// A paper of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub no: DocumentNo,
    /// What it is.
    pub kind: DocumentKind,
    /// The issue it is about.
    pub issue: IssueNo,
    /// Its running number.
    pub number: Option<Number>,
    /// How far it is.
    pub state: DocumentState,
}

/// How far a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentState {
    /// It has a number and is being pressed.
    Numbered,
    /// It exists.
    Issued {
        /// The content that holds it.
        file: Words,
        /// SHA-256 of the file.
        sha256: Commitment,
    },
    /// Its number was closed.
    Voided,
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

impl Clock {
    /// It runs or stands still: it is not over.
    pub const fn is_live(&self) -> bool {
        matches!(self.state, ClockState::Running { .. } | ClockState::Paused { .. })
    }

    /// What it is for.
    pub const fn step(&self) -> Step {
        self.derivation.step
    }

    /// The last day to act: its period's, or while it stands still the day by which it must go on.
    pub const fn last_day(&self) -> Date {
        match self.state {
            ClockState::Paused { resume_by, .. } => resume_by,
            ClockState::Running { .. } | ClockState::Met | ClockState::Stopped => self.derivation.last_day,
        }
    }
}

impl Matter {
    /// A matter of which nothing is known yet but its id.
    pub const fn unborn(id: MatterId) -> Self {
        Self {
            id,
            seq: 0,
            recorded_on: None,
            accusation: false,
            sealed: false,
            about_office: false,
            against: Vec::new(),
            place: None,
            happened_on: None,
            petitions: Vec::new(),
            issues: Vec::new(),
            clocks: Vec::new(),
            documents: Vec::new(),
            links: BTreeMap::new(),
            is_history: false,
        }
    }

    /// It has been registered.
    pub const fn is_born(&self) -> bool {
        self.seq > 0
    }

    /// Every issue of it has ended.
    pub fn has_ended(&self) -> bool {
        self.issues.iter().all(Issue::has_ended)
    }

    /// The issue of that number.
    pub fn issue(&self, no: IssueNo) -> Result<&Issue, Refusal> {
        self.issues.get(no.index()).ok_or(Refusal::NoSuchIssue { issue: no })
    }

    /// The petition of that number.
    pub fn petition(&self, no: PetitionNo) -> Result<&Petition, Refusal> {
        self.petitions.get(no.index()).ok_or(Refusal::NoSuchPetition { petition: no })
    }

    /// The clock of that number.
    pub fn clock(&self, no: ClockNo) -> Result<&Clock, Refusal> {
        self.clocks.get(no.index()).ok_or(Refusal::NoSuchClock { clock: no })
    }

    /// The paper of that number.
    pub fn document(&self, no: DocumentNo) -> Result<&Document, Refusal> {
        self.documents.get(no.index()).ok_or(Refusal::NoSuchDocument { document: no })
    }

    /// The clocks of an issue that are not over.
    pub fn live_clocks(&self, issue: IssueNo) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(move |clock| clock.issue == issue && clock.is_live())
    }

    /// The live clock of an issue for that step.
    pub fn live_clock(&self, issue: IssueNo, step: Step) -> Option<&Clock> {
        self.live_clocks(issue).find(|clock| clock.step() == step)
    }

    /// The clock of an issue that runs out next.
    pub fn next_clock(&self, issue: IssueNo) -> Option<&Clock> {
        self.live_clocks(issue).min_by_key(|clock| (clock.last_day(), clock.no))
    }

    /// The petitions an answer on that issue must reach: all that stand and can be reached.
    pub fn to_be_served(&self) -> impl Iterator<Item = &Petition> + Clone {
        self.petitions.iter().filter(|petition| petition.withdrawn_on.is_none())
    }

    /// The officers' register this matter belongs to.
    pub const fn is_accusation(&self) -> bool {
        self.accusation
    }

    /// The second officer must be another than the one who acts.
    pub fn is_second(officer: Option<&OfficerCode>, second: Option<&OfficerCode>) -> bool {
        second.is_some() && officer != second
    }
}
