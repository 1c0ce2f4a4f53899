//! What follows from a command about a published answer: an event or a refusal. Pure; none means that it is done already.
//!
//! Source: office rule 17; the product's J7 (redacted publication) and guarantee R11.

use jiff::civil::Date;

use super::event::{Prepared, PublicationEvent};
use super::{Publication, PublicationPart, PublicationStage, Publications};
use crate::ids::{DocumentNo, IssueNo, PublicationId};
use crate::matter::state::{Decided, End, Issue, Matter, State};
use crate::matter::{Refusal, Words};
use crate::office::policy::{may_prepare, may_publish};
use crate::office::{Actor, Office, Role};

/// What somebody wants with a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationCommand {
    /// These are words for everybody.
    Prepare {
        /// Of which answer.
        issue: IssueNo,
        /// What was asked.
        question: Words,
        /// What was answered.
        answer: Words,
        /// Where a number or an address of somebody stands in them, by line and sign from 1; found by who hands it in.
        told: Option<(PublicationPart, u32, u32)>,
    },
    /// Everybody may read them.
    Publish {
        /// Why it helps others.
        reason: Words,
    },
    /// Nobody may any more.
    TakeBack {
        /// Why.
        reason: Words,
    },
    /// The petitioner wishes that they be taken back.
    AskBack {
        /// Why.
        reason: Words,
    },
}

/// What a decision may know of the world.
#[derive(Debug, Clone, Copy)]
pub struct PublicationFacts<'a> {
    /// The office's civil day.
    pub today: Date,
    /// Who asks.
    pub actor: &'a Actor,
    /// The office.
    pub office: &'a Office,
    /// The matter that was answered.
    pub matter: &'a Matter,
}

/// What follows from a command about that publication of the matter.
///
/// # Errors
/// The refusal that names why not.
pub fn decide(
    all: &Publications,
    publication: PublicationId,
    command: &PublicationCommand,
    facts: &PublicationFacts<'_>,
) -> Result<Option<PublicationEvent>, Refusal> {
    let known = all.get(publication).ok_or(Refusal::NoSuchPublication);
    let on = facts.today;
    match command {
        PublicationCommand::Prepare { issue, question, answer, told } => {
            prepare(all, publication, (*issue, *question, *answer), *told, facts).map(Some)
        }
        PublicationCommand::Publish { reason } => {
            let is_due = may_be_published(known?, facts)?;
            Ok(is_due.then_some(PublicationEvent::Published { publication, reason: *reason, on }))
        }
        PublicationCommand::TakeBack { reason } => {
            let stands = may_be_taken_back(known?, facts)?;
            Ok(stands.then_some(PublicationEvent::TakenBack { publication, reason: *reason, on }))
        }
        PublicationCommand::AskBack { reason } => ask_back(known?, publication, *reason, facts),
    }
}

fn prepare(
    all: &Publications,
    publication: PublicationId,
    (issue, question, answer): (IssueNo, Words, Words),
    told: Option<(PublicationPart, u32, u32)>,
    facts: &PublicationFacts<'_>,
) -> Result<PublicationEvent, Refusal> {
    let Answered { issue: answered, decision, document } = may_be_prepared(all, issue, facts)?;
    if let Some((part, line, sign)) = told {
        return Err(Refusal::PersonTold { part, line, sign });
    }
    let unit = decision.unit.clone();
    let by = facts.actor.officer().cloned().ok_or(Refusal::NotYours { role: Role::Handler, unit: unit.clone() })?;
    let class = answered.classified.as_ref().and_then(|classified| classified.class.clone());
    let matter = facts.matter.id;
    let prepared = Prepared { matter, issue, document, unit, class, question, answer, by, on: facts.today };
    Ok(PublicationEvent::Prepared { publication, prepared })
}

fn ask_back(
    known: &Publication,
    publication: PublicationId,
    reason: Words,
    facts: &PublicationFacts<'_>,
) -> Result<Option<PublicationEvent>, Refusal> {
    let Actor::Petitioner(petition) = *facts.actor else {
        return Err(Refusal::OnlyThePetitioner { unit: facts.office.registry.clone() });
    };
    facts.matter.petition(petition)?;
    if known.stage == PublicationStage::TakenBack {
        return Err(Refusal::PublicationTakenBack);
    }
    let is_new = !known.asked_back.contains_key(&petition);
    Ok(is_new.then_some(PublicationEvent::AskedBack { publication, petition, reason, on: facts.today }))
}

/// May words for everybody be prepared about that issue's answer? That answer.
///
/// # Errors
/// The refusal that names why not.
pub fn may_be_prepared<'m>(
    all: &Publications,
    issue: IssueNo,
    facts: &PublicationFacts<'m>,
) -> Result<Answered<'m>, Refusal> {
    let answered = fits(facts.matter, issue)?;
    may_prepare(facts.actor, facts.office, facts.matter, &answered.decision.unit)?;
    match all.standing(facts.matter.id, issue) {
        Some(_) => Err(Refusal::PublicationStands),
        None => Ok(answered),
    }
}

/// May it be published by who asks? False where it is published already.
///
/// # Errors
/// The refusal that names why not.
pub fn may_be_published(known: &Publication, facts: &PublicationFacts<'_>) -> Result<bool, Refusal> {
    may_publish(facts.actor, facts.office, facts.matter)?;
    may_be_read(known, facts.matter)?;
    match known.stage {
        PublicationStage::TakenBack => Err(Refusal::PublicationTakenBack),
        PublicationStage::Published => Ok(false),
        PublicationStage::Prepared if facts.actor.officer() == Some(&known.prepared.by) => {
            Err(Refusal::PreparedByYourself { unit: facts.office.registry.clone() })
        }
        PublicationStage::Prepared => Ok(true),
    }
}

/// May it be taken back by who asks? Whoever may prepare or publish such words; false where it was taken back already.
///
/// # Errors
/// The refusal that names why not.
pub fn may_be_taken_back(known: &Publication, facts: &PublicationFacts<'_>) -> Result<bool, Refusal> {
    let by_unit = may_prepare(facts.actor, facts.office, facts.matter, &known.prepared.unit);
    by_unit.or_else(|_| may_publish(facts.actor, facts.office, facts.matter))?;
    Ok(known.stage != PublicationStage::TakenBack)
}

/// May everybody read what was published, as the matter stands now? What was reopened, is reviewed, or was put under seal since is
/// kept back until it is answered by that paper again; what was answered anew wants new words.
///
/// # Errors
/// The refusal that names why not.
pub fn may_be_read(known: &Publication, matter: &Matter) -> Result<(), Refusal> {
    let told = fits(matter, known.prepared.issue)?;
    if told.document == known.prepared.document { Ok(()) } else { Err(Refusal::AnsweredAnew) }
}

/// An answer that may be told to everybody.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'m> {
    issue: &'m Issue,
    decision: &'m Decided,
    document: DocumentNo,
}

/// The answer, where it may be told to everybody: served, with its reasons, in an ordinary matter in which somebody stands by
/// his petition.
///
/// # Errors
/// The refusal that names why not.
fn fits(matter: &Matter, issue: IssueNo) -> Result<Answered<'_>, Refusal> {
    let issue = matter.issue(issue)?;
    if matter.sealed || matter.is_accusation() || matter.to_be_served().next().is_none() {
        return Err(Refusal::NotForEverybody);
    }
    let is_answered = matches!(&issue.state, State::Served { .. } | State::Ended { how: End::Answered, .. });
    let decision = issue.decision.as_ref().filter(|_| is_answered);
    let answered = decision.zip(matter.last_answer(issue.no)).map(|(decision, paper)| {
        let document = paper.no;
        Answered { issue, decision, document }
    });
    answered.ok_or_else(|| Refusal::NothingToPublish { at: matter.standing(issue) })
}
