//! A matter as it stands: petitions, issues, clocks, papers.
//!
//! Made by `evolve` only. Must not know how it is stored or shown.

mod clock;
mod document;
mod issue;
mod standing;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use clock::{Clock, ClockState};
pub use document::{Document, DocumentState, Unwritten};
pub use issue::{Classified, Decided, Execution, Issue, ProposedEnd, Reviewed};
pub use standing::{End, State};

use super::event::Filed;
use super::kinds::Relation;
use super::refusal::Refusal;
use crate::clock::Step;
use crate::ids::{ClockNo, DocumentNo, IssueNo, MatterId, OfficerCode, PetitionNo, PlaceCode, UnitCode};
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
    /// Papers that may be written and are not, in the order in which they became due.
    pub unwritten: Vec<Unwritten>,
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
    /// Which of its query codes holds: 0 is the one it was filed with.
    pub code_nth: u32,
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
            unwritten: Vec::new(),
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

    /// Some issue has still to be answered: what is added to the matter without a demand is answered with it.
    pub fn awaits_answer(&self) -> bool {
        self.issues.iter().any(|issue| !matches!(issue.state, State::Served { .. } | State::Ended { .. }))
    }

    /// The open issues that an officer has in hand.
    pub fn in_hand_of<'m>(&'m self, officer: &'m OfficerCode) -> impl Iterator<Item = &'m Issue> {
        self.issues.iter().filter(move |issue| !issue.has_ended() && issue.in_hand_of() == Some(officer))
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

    /// The paper that told an issue's last answer, or will.
    pub fn last_answer(&self, issue: IssueNo) -> Option<&Document> {
        let is_answer = |paper: &&Document| paper.issue == issue && paper.kind.is_answer();
        self.documents.iter().rfind(|paper| is_answer(paper) && paper.state != DocumentState::Voided)
    }

    /// The papers on an issue that may be written.
    pub fn unwritten_on(&self, issue: IssueNo) -> impl Iterator<Item = &Unwritten> {
        self.unwritten.iter().filter(move |unwritten| unwritten.issue == issue)
    }

    /// The clocks of an issue that are not over.
    pub fn live_clocks(&self, issue: IssueNo) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(move |clock| clock.issue == issue && clock.is_live())
    }

    /// Those of them that hold the issue open: the law's. A clock beside them stops with the issue.
    pub fn holding_clocks(&self, issue: IssueNo) -> impl Iterator<Item = &Clock> {
        self.live_clocks(issue).filter(|clock| clock.step() != Step::Other)
    }

    /// The live clock of an issue for that step.
    pub fn live_clock(&self, issue: IssueNo, step: Step) -> Option<&Clock> {
        self.live_clocks(issue).find(|clock| clock.step() == step)
    }

    /// The day on which the petition that raised the issue came in.
    pub fn received_on(&self, issue: IssueNo) -> Option<Date> {
        let raised_by = self.issue(issue).ok()?.raised_by;
        Some(self.petition(raised_by).ok()?.filed.received_on)
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
}
