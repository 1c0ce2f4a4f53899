//! What follows from a command: pure, from the matter, the command and the facts of the day to events or a refusal.
//!
//! One file per command group. Each command has a `may_…` half (state, day, post), which pages ask through
//! [`super::allowed`], and a deciding half, which calls the same and then looks at the input. An empty list of events
//! means that it is done already: saying a thing twice is not wrong.

pub mod accept;
pub mod beside;
pub mod classify;
pub mod clocks;
pub mod document;
pub mod end;
pub mod extend;
pub mod investigate;
pub mod link;
pub mod object;
pub mod opinion;
pub mod pause;
pub mod recuse;
pub mod register;
pub mod review;
pub mod route;
pub mod serve;
pub mod simple;
pub mod split;
pub mod withdraw;

use std::borrow::Cow;

use jiff::civil::{Date, Time};

use super::command::{Command, CommandKind};
use super::event::Event;
use super::refusal::Refusal;
use super::state::{Clock, Issue, Matter, Petition, State};
use crate::calendar::Calendar;
use crate::clock::Derivation;
use crate::ids::{IssueNo, PetitionNo, UnitCode};
use crate::office::{Actor, Office, policy};

/// Events, or why not.
pub type Decision = Result<Vec<Event>, Refusal>;

/// What a decision may know of the world: today, who asks, and the office as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The office's civil day.
    pub today: Date,
    /// The hour of that day.
    pub hour: Time,
    /// Who asks.
    pub actor: &'a Actor,
    /// The office.
    pub office: &'a Office,
}

/// What follows from a command on that matter.
pub fn decide(matter: &Matter, command: &Command, facts: &Facts<'_>) -> Decision {
    match command {
        Command::Register(command) => register::register(matter, command, facts),
        Command::AddPetition(command) => register::add_petition(matter, command, facts),
        Command::RecordHistory(command) => register::record_history(matter, command, facts),
        Command::SplitIssue(command) => split::split(matter, command, facts),
        Command::RewordIssue(command) => split::reword(matter, command, facts),
        Command::Classify(command) => classify::classify(matter, command, facts),
        Command::ProposeRoute(command) => route::propose(matter, command, facts),
        Command::Forward(command) => route::forward(matter, command, facts),
        Command::Assign(command) => route::assign(matter, command, facts),
        Command::Entrust(command) => route::entrust(matter, command, facts),
        Command::AnswerAtOnce(command) => opinion::answer_at_once(matter, command, facts),
        Command::RequestInstruction(command) => route::request_instruction(matter, command, facts),
        Command::GiveInstruction(command) => route::give_instruction(matter, command, facts),
        Command::TakeOver(command) => route::take_over(matter, command, facts),
        Command::Object(command) => object::object(matter, command, facts),
        Command::AgreeToObjection(command) => object::agree(matter, command, facts),
        Command::InsistOnRoute(command) => object::insist(matter, command, facts),
        Command::Designate(command) => object::designate(matter, command, facts),
        Command::Accept(command) => accept::accept(matter, command, facts),
        Command::Notify(command) => accept::notify(matter, command, facts),
        Command::DoNotAccept(command) => opinion::do_not_accept(matter, command, facts),
        Command::NoLongerAccept(command) => opinion::no_longer_accept(matter, command, facts),
        Command::LeadIntoChannel(command) => opinion::lead_into_channel(matter, command, facts),
        Command::LogContact(command) => investigate::log_contact(matter, command, facts),
        Command::LogVisit(command) => investigate::log_visit(matter, command, facts),
        Command::AddEvidence(command) => investigate::add_evidence(matter, command, facts),
        Command::Extend(command) => extend::extend(matter, command, facts),
        Command::Pause(command) => pause::pause(matter, command, facts),
        Command::Resume(command) => pause::resume(matter, command, facts),
        Command::Decide(command) => opinion::decide_issue(matter, command, facts),
        Command::WriteLetter(command) => document::write(matter, command, facts),
        Command::IssueDocument(command) => document::issue(matter, command, facts),
        Command::VoidDocument(command) => document::void(matter, command, facts),
        Command::Serve(command) => serve::serve(matter, command, facts),
        Command::FailService(command) => serve::fail(matter, command, facts),
        Command::RecordExecution(command) => serve::record_execution(matter, command, facts),
        Command::ConfirmExecution(command) => serve::confirm_execution(matter, command, facts),
        Command::RequestReview(command) => review::request(matter, command, facts),
        Command::DecideReview(command) => review::decide_review(matter, command, facts),
        Command::Rate(command) => serve::rate(matter, command, facts),
        Command::Reopen(command) => end::reopen(matter, command, facts),
        Command::Withdraw(command) => withdraw::withdraw(matter, command, facts),
        Command::UndoWithdrawal(command) => withdraw::undo(matter, command, facts),
        Command::Correct(command) => link::correct(matter, command, facts),
        Command::ReplaceCode(command) => link::replace_code(matter, command, facts),
        Command::Link(command) => link::link(matter, command, facts),
        Command::Unlink(command) => link::unlink(matter, command, facts),
        Command::Recuse(command) => recuse::recuse(matter, command, facts),
        Command::EndRecusal(command) => recuse::end(matter, command, facts),
        Command::End(command) => end::end(matter, command, facts),
        Command::ConfirmEnd(command) => end::confirm(matter, command, facts),
        Command::StartClock(command) => beside::start(matter, command, facts),
        Command::MeetClock(command) => beside::meet(matter, command, facts),
        Command::TurnOrdinary(command) => simple::turn(matter, command, facts),
        Command::PassDeadline(command) => clocks::pass_deadline(matter, command, facts),
        Command::RederiveClock(command) => clocks::rederive(matter, command, facts),
    }
}

/// Done already: nothing follows.
pub const fn done() -> Decision {
    Ok(Vec::new())
}

/// One event follows.
pub fn event(event: impl Into<Event>) -> Decision {
    Ok(vec![event.into()])
}

/// Refuses where the condition holds.
pub fn refuse_if(condition: bool, refusal: Refusal) -> Result<(), Refusal> {
    if condition { Err(refusal) } else { Ok(()) }
}

impl Facts<'_> {
    /// The calendar of the land by whose days off that clock was counted.
    pub fn calendar_of(&self, clock: &Clock) -> Cow<'_, Calendar> {
        self.office.calendars.of(&clock.derivation.land)
    }

    /// The period is over now: its last day is, or the office has closed on it where that ends the period.
    pub fn is_over(&self, period: &Derivation) -> bool {
        period.is_past_at(self.today, self.hour)
    }

    /// It was over when something was done that is dated so: what is done today is done now.
    pub fn was_over(&self, period: &Derivation, on: Date) -> bool {
        if on == self.today { self.is_over(period) } else { period.is_past(on) }
    }

    /// The actor holds a post for that command.
    pub fn may(&self, command: CommandKind, matter: &Matter, issue: Option<&Issue>) -> Result<(), Refusal> {
        policy::may(command, self.actor, self.office, matter, issue)
    }

    /// An issue that is worked on: of a born matter, not history, not ended; and the actor's post for the command.
    pub fn open_issue<'m>(&self, matter: &'m Matter, no: IssueNo, command: CommandKind) -> Result<&'m Issue, Refusal> {
        refuse_if(matter.is_history, Refusal::IsHistory)?;
        let issue = matter.issue(no)?;
        if let State::Ended { on, .. } = issue.state {
            return Err(Refusal::HasEnded { on, at: matter.standing(issue) });
        }
        self.may(command, matter, Some(issue))?;
        Ok(issue)
    }

    /// A petition of the matter; for its petitioner, his own: one code opens nobody else's petition.
    pub fn own<'m>(&self, matter: &'m Matter, no: PetitionNo) -> Result<&'m Petition, Refusal> {
        let petition = matter.petition(no)?;
        let of_another = matches!(self.actor, Actor::Petitioner(own) if *own != no);
        refuse_if(of_another, Refusal::OnlyThePetitioner { unit: self.office.registry.clone() })?;
        Ok(petition)
    }

    /// The first petition that stands and that the actor may act for: any for an officer, his own for a petitioner.
    pub fn somebody_stands<'m>(&self, matter: &'m Matter) -> Result<&'m Petition, Refusal> {
        let own = |no: PetitionNo| !matches!(self.actor, Actor::Petitioner(own) if *own != no);
        let mut petitions = matter.petitions.iter().filter(|petition| own(petition.filed.no));
        let first = petitions.clone().next().map_or(PetitionNo::FIRST, |petition| petition.filed.no);
        let standing = petitions.find(|petition| petition.withdrawn_on.is_none());
        standing.ok_or(Refusal::PetitionWithdrawn { petition: first })
    }

    /// The same, not withdrawn.
    pub fn own_standing<'m>(&self, matter: &'m Matter, no: PetitionNo) -> Result<&'m Petition, Refusal> {
        let petition = self.own(matter, no)?;
        refuse_if(petition.withdrawn_on.is_some(), Refusal::PetitionWithdrawn { petition: no })?;
        Ok(petition)
    }

    /// A day that an act may bear: not after today, not before the act that must come first.
    pub fn day_between(&self, on: Date, earliest: Date) -> Result<(), Refusal> {
        refuse_if(on > self.today, Refusal::InTheFuture { today: self.today })?;
        refuse_if(on < earliest, Refusal::TooEarly { earliest })
    }

    /// The unit exists on that day.
    pub fn unit(&self, unit: &UnitCode, on: Date) -> Result<(), Refusal> {
        match self.office.unit_on(unit, on) {
            Some(_) => Ok(()),
            None => Err(Refusal::UnknownUnit { unit: unit.clone() }),
        }
    }
}
