//! The office at work in the demo: takes one step of one life, through the same use cases as everybody else.
//!
//! Must not reach past the use cases: no store, no event made by hand. What a step asks for is told in [`super::command`],
//! who takes it in [`super::who`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context, bail};
use huiyin_app::act::Outcome;
use huiyin_app::desk::Desk;
use huiyin_app::filing::FilingReceipt;
use huiyin_app::{App, AppError};
use huiyin_domain::ids::{DocumentNo, IssueNo, PersonNo, PetitionNo};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::state::{DocumentState, Execution};
use huiyin_domain::matter::{Command, CommandKind, DocumentKind, Event, Issue, Matter};
use huiyin_domain::office::{Actor, Office, Role};
use jiff::civil::Date;

use super::course::{Deed, Form};
use super::material::Phrases;
use super::plan::{Life, Planned, has};
use super::telling::Telling;
use super::wrong::Wrong;
use super::{command, people};

/// The office, its phrases, and what was done so far.
pub struct Scene<'a> {
    pub app: &'a App,
    pub office: Arc<Office>,
    pub phrases: &'a Phrases,
    /// Commands that led to something, by kind.
    pub done: BTreeMap<CommandKind, u64>,
    /// What was refused as it had to be.
    pub refused: BTreeSet<Wrong>,
    /// What is told to everybody, in the order in which it was prepared.
    pub told: Vec<Telling<'a>>,
}

/// A step being taken: whose life, which issue, on which day.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    pub office: &'a Office,
    pub phrases: &'a Phrases,
    pub life: &'a Life<'a>,
    pub matter: &'a Matter,
    pub no: IssueNo,
    pub deed: Deed,
    pub today: Date,
}

impl Task<'_> {
    /// The issue the step is about.
    pub fn issue(&self) -> Result<&Issue, AppError> {
        Ok(self.matter.issue(self.no)?)
    }
}

impl Scene<'_> {
    /// Takes a step; `other` is the matter of the life it is like, where there is one.
    pub async fn take(&mut self, life: &mut Life<'_>, other: Option<&Matter>, planned: Planned) -> anyhow::Result<()> {
        let taken = match planned.step.deed {
            Deed::File(form) => self.file(life, form, planned.on).await,
            Deed::FileAgain | Deed::Join => self.file_further(life, planned.step.deed).await,
            Deed::Serve => self.serve(life, planned).await,
            Deed::LookUp => self.open(life, Role::Handler).await,
            Deed::Unseal => self.open(life, Role::Custodian).await,
            Deed::Try(wrong) => self.attempt(life, planned, wrong).await,
            _ => self.command(life, other, planned).await,
        };
        taken.with_context(|| {
            let Planned { on, step, .. } = planned;
            format!("demo life {} ({}, {}): {:?} on {on}", life.index, life.course.name, life.problem.code, step.deed)
        })
    }

    /// A step whose command stands in [`command`].
    async fn command(&mut self, life: &mut Life<'_>, other: Option<&Matter>, planned: Planned) -> anyhow::Result<()> {
        let task = self.task(life, planned)?;
        if is_idle(&task)? {
            return Ok(());
        }
        let actor = task.who()?;
        let id = task.matter.id;
        let mut kind = None;
        let asked = |desk: &mut Desk| {
            let command = command::of(&task, other, desk)?;
            kind = Some(command.kind());
            Ok(command)
        };
        let outcome = self.app.act(&actor, id, asked).await?;
        if let Some(kind) = kind {
            self.count(kind);
        }
        self.note(life, outcome).await
    }

    fn task<'t>(&'t self, life: &'t Life<'t>, planned: Planned) -> anyhow::Result<Task<'t>> {
        let matter = life.matter.as_ref().context("nothing was filed yet")?;
        let no = IssueNo(planned.step.issue);
        let deed = planned.step.deed;
        Ok(Task { office: &self.office, phrases: self.phrases, life, matter, no, deed, today: planned.on })
    }

    /// Keeps what a command led to; a paper that was numbered is pressed, unless it is to be voided.
    async fn note(&mut self, life: &mut Life<'_>, outcome: Outcome) -> anyhow::Result<()> {
        let Outcome { matter, events, .. } = outcome;
        if events.is_empty() {
            bail!("it was done before");
        }
        for event in &events {
            match event {
                Event::RouteProposed(event) => life.proposed = Some((event.to.clone(), event.reason.clone())),
                Event::DocumentNumbered(event) if !has(life.course, |deed| deed == Deed::Void) => {
                    self.app.press_letter(matter.id, event.document).await?;
                    self.count(CommandKind::IssueDocument);
                }
                _ => {}
            }
        }
        life.matter = Some(matter);
        Ok(())
    }

    /// One more of that kind was carried out.
    pub fn count(&mut self, kind: CommandKind) {
        *self.done.entry(kind).or_default() += 1;
    }

    async fn file(&mut self, life: &mut Life<'_>, form: Form, today: Date) -> anyhow::Result<()> {
        let request = people::petition(life, form, &self.office, self.phrases, today);
        let actor = self.at_the_door(life, request.channel)?;
        let receipt = self.app.file(&actor, &request, None).await?;
        self.count(CommandKind::Register);
        self.keep(life, receipt).await
    }

    async fn file_further(&mut self, life: &mut Life<'_>, deed: Deed) -> anyhow::Result<()> {
        let matter = life.matter.as_ref().context("nothing was filed yet")?.id;
        let (person, words) = if deed == Deed::Join {
            let told = life.problem.text(life.wording + 1);
            (life.person + 1, format!("{}\n{told}", self.phrases.more))
        } else {
            (life.person, self.phrases.again.clone())
        };
        let request = people::further(life, person, &words, &self.office, self.phrases);
        let actor = self.at_the_door(life, Channel::Visit)?;
        let receipt = self.app.file_on(&actor, matter, &request, None).await?;
        self.count(CommandKind::AddPetition);
        self.keep(life, receipt).await
    }

    /// Online the public itself, else a registrar.
    fn at_the_door(&self, life: &Life<'_>, channel: Channel) -> Result<Actor, AppError> {
        match channel {
            Channel::Online => Ok(Actor::Public),
            _ => super::who::officer(&self.office, &self.office.registry, &[Role::Registrar], life.index),
        }
    }

    async fn keep(&self, life: &mut Life<'_>, receipt: FilingReceipt) -> anyhow::Result<()> {
        let petitioner = Actor::Petitioner(receipt.petition);
        life.matter = Some(self.app.view(&petitioner, receipt.matter).await?.matter);
        life.receipts.push(receipt);
        Ok(())
    }

    /// On everybody who waits for the newest paper.
    async fn serve(&mut self, life: &mut Life<'_>, planned: Planned) -> anyhow::Result<()> {
        let (waiting, document) = {
            let task = self.task(life, planned)?;
            let served = &task.issue()?.served;
            let waits = |no: &PetitionNo| !served.contains_key(no);
            let reachable = task.matter.to_be_served().filter(|petition| petition.filed.reachable);
            let waiting: Vec<_> =
                reachable.map(|it| (it.filed.no, it.filed.channel)).filter(|(no, _)| waits(no)).collect();
            (waiting, newest_document(&task)?)
        };
        for (petition, channel) in waiting {
            let online = channel == Channel::Online;
            let code = life.receipts.get(petition.index()).filter(|_| online).map(|receipt| receipt.code.printed());
            if let Some(code) = code {
                self.app.open_letter(&code, document).await?;
            } else {
                let task = self.task(life, planned)?;
                let (actor, id) = (task.who()?, task.matter.id);
                let outcome = self.app.act(&actor, id, |desk| command::serve(&task, petition, desk)).await?;
                self.note(life, outcome).await?;
            }
            self.count(CommandKind::Serve);
        }
        Ok(())
    }

    async fn open(&mut self, life: &Life<'_>, role: Role) -> anyhow::Result<()> {
        let matter = life.matter.as_ref().context("nothing was filed yet")?;
        if matter.petitions.first().is_none_or(|petition| petition.filed.persons.is_empty()) {
            return Ok(());
        }
        let handler = role == Role::Handler;
        let unit =
            if handler { &matter.issue(IssueNo::FIRST).map_err(AppError::from)?.unit } else { &self.office.registry };
        let purpose = if handler { &self.phrases.purpose_call } else { &self.phrases.purpose_letter };
        let actor = super::who::officer(&self.office, unit, &[role], life.index)?;
        self.app.open_identity(&actor, matter.id, PetitionNo::FIRST, PersonNo::FIRST, purpose).await?;
        Ok(())
    }

    /// Something that must be refused, by its name, and is.
    async fn attempt(&mut self, life: &Life<'_>, planned: Planned, wrong: Wrong) -> anyhow::Result<()> {
        let tried = if wrong == Wrong::CountTooFew {
            let mut request = people::petition(life, Form::Group, &self.office, self.phrases, planned.on);
            request.persons_count = Some(2);
            let registrar = self.at_the_door(life, request.channel)?;
            self.app.file(&registrar, &request, None).await.map(drop)
        } else {
            let task = self.task(life, planned)?;
            if wrong == Wrong::ForwardToAccused && task.matter.against.is_empty() {
                return Ok(());
            }
            let actor = wrong.who(&task)?;
            let ask = |desk: &mut Desk| -> Result<Command, AppError> { wrong.command(&task, desk) };
            self.app.act(&actor, task.matter.id, ask).await.map(drop)
        };
        match tried {
            Err(AppError::Refused(refusal)) if refusal.code() == wrong.refused_as() => {
                self.refused.insert(wrong);
                Ok(())
            }
            Err(error) => Err(anyhow::Error::from(error).context(format!("not refused as {}", wrong.refused_as()))),
            Ok(()) => bail!("not refused as {}", wrong.refused_as()),
        }
    }
}

/// What the step is for does not arise in this life: nothing was granted, nobody stands above, the registry answers itself.
fn is_idle(task: &Task<'_>) -> Result<bool, AppError> {
    let at_home = task.life.problem.unit == task.office.registry;
    Ok(match task.deed {
        Deed::Propose | Deed::Forward | Deed::Assign | Deed::Write(DocumentKind::AssignLetter) => at_home,
        Deed::Execute | Deed::Confirm => task.issue()?.execution == Execution::NotOwed,
        Deed::Ask | Deed::TakeOver => task.office.above(&task.issue()?.unit).next().is_none(),
        Deed::Instruct => task.issue()?.question_to.is_none(),
        Deed::Link(_) | Deed::Unlink => task.life.like.is_none(),
        _ => false,
    })
}

/// The answer on the issue that is newest and stands.
fn newest_document(task: &Task<'_>) -> Result<DocumentNo, AppError> {
    let papers = task.matter.documents.iter().rev();
    let answers = papers.filter(|paper| paper.issue == task.no && paper.kind.is_answer());
    let mut standing = answers.filter(|paper| paper.state != DocumentState::Voided);
    standing.next().map(|paper| paper.no).ok_or(AppError::NotFound)
}
