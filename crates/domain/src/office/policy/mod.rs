//! Who may do and read what: one pure function for every command and one for every read, asked by every route.
//!
//! Takes who acts, by which posts, in which unit, how that unit stands to the matter, and the conflict wall. A grant
//! never overrules the wall. To let somebody do more, add a `Grant` to the row of the command. Who reads what: `reading.rs`.
//!
//! Sources: 信访工作条例 (2022) art. 22 to 24, 28, 30, 34 to 36; the product's guarantees R3, R5, R6.

mod reading;

use jiff::civil::Date;

pub use reading::{
    OfficeDeed, Opening, Reading, listed_under_seal, listed_units, may_office, may_prepare, may_publish, opens,
    opens_paper, read_units, reads, reads_listed,
};

use super::Office;
use super::actor::{Actor, Post, Role};
use super::unit::{Officer, UnitKind};
use crate::ids::UnitCode;
use crate::matter::{CommandKind, Issue, Matter, Refusal, State};

/// Where a post must be for a grant to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// In the unit that must act now.
    Acting,
    /// In the responsible unit.
    Responsible,
    /// In the registry.
    Registry,
    /// In the unit that was asked for an instruction.
    Asked,
    /// In the superior that must designate.
    Superior,
    /// In a unit above the responsible one.
    Above,
}

/// A role at a place may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grant(Role, At);

const AT_INTAKE: &[Grant] = &[
    Grant(Role::Registrar, At::Acting),
    Grant(Role::Handler, At::Acting),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::OfficeHead, At::Acting),
];
const HANDLING: &[Grant] = &[Grant(Role::Handler, At::Responsible), Grant(Role::UnitHead, At::Responsible)];
/// By who answers for it, and under review by the organ that reviews.
const NOTIFYING: &[Grant] = &[
    Grant(Role::Handler, At::Responsible),
    Grant(Role::UnitHead, At::Responsible),
    Grant(Role::Handler, At::Acting),
    Grant(Role::UnitHead, At::Acting),
];
const SIGNING: &[Grant] = &[Grant(Role::UnitHead, At::Responsible)];
/// By whom the period's own rule names of these: see [`may_approve`].
const APPROVING: &[Grant] =
    &[Grant(Role::UnitHead, At::Responsible), Grant(Role::UnitHead, At::Acting), Grant(Role::OfficeHead, At::Registry)];
const SERVING: &[Grant] = &[
    Grant(Role::Handler, At::Acting),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::Dispatcher, At::Registry),
    Grant(Role::Registrar, At::Registry),
];
const FOR_THE_PETITIONER: &[Grant] = &[Grant(Role::Registrar, At::Registry), Grant(Role::Registrar, At::Acting)];
const KEEPING: &[Grant] = &[
    Grant(Role::Registrar, At::Registry),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::Handler, At::Responsible),
    Grant(Role::UnitHead, At::Responsible),
];
/// Who keeps the record, and who keeps topics: a link changes no finding.
const LINKING: &[Grant] = &[
    Grant(Role::Registrar, At::Registry),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::Handler, At::Responsible),
    Grant(Role::UnitHead, At::Responsible),
    Grant(Role::Supervisor, At::Registry),
    Grant(Role::OfficeHead, At::Registry),
];
const ENDING: &[Grant] =
    &[Grant(Role::UnitHead, At::Acting), Grant(Role::OfficeHead, At::Registry), Grant(Role::OfficeHead, At::Acting)];

/// Whoever may act on it says that he cannot.
const STEPPING_BACK: &[Grant] = &[
    Grant(Role::Handler, At::Responsible),
    Grant(Role::UnitHead, At::Responsible),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::Handler, At::Acting),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::OfficeHead, At::Acting),
    Grant(Role::Registrar, At::Registry),
    Grant(Role::Supervisor, At::Registry),
    Grant(Role::OfficeHead, At::Registry),
    Grant(Role::Dispatcher, At::Registry),
    Grant(Role::UnitHead, At::Above),
    Grant(Role::Leader, At::Above),
];
/// Of whom: see [`answers_for`].
const RULING_ON_RECUSAL: &[Grant] = &[
    Grant(Role::UnitHead, At::Responsible),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::Supervisor, At::Registry),
    Grant(Role::OfficeHead, At::Registry),
];
/// Whoever ends, and who keeps the record.
const CONFIRMING: &[Grant] = &[
    Grant(Role::OfficeHead, At::Registry),
    Grant(Role::Registrar, At::Registry),
    Grant(Role::Supervisor, At::Registry),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::Handler, At::Acting),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::OfficeHead, At::Acting),
];

const STEPPING: &[Grant] = &[
    Grant(Role::Handler, At::Acting),
    Grant(Role::UnitHead, At::Acting),
    Grant(Role::Registrar, At::Acting),
    Grant(Role::OfficeHead, At::Acting),
];

/// The row of a command. The first grant is the post a refusal points to.
const fn grants(command: CommandKind) -> &'static [Grant] {
    match command {
        CommandKind::Classify
        | CommandKind::SplitIssue
        | CommandKind::RewordIssue
        | CommandKind::ProposeRoute
        | CommandKind::Forward
        | CommandKind::Assign
        | CommandKind::AnswerAtOnce
        | CommandKind::AgreeToObjection
        | CommandKind::InsistOnRoute => AT_INTAKE,
        CommandKind::Object
        | CommandKind::Accept
        | CommandKind::LogContact
        | CommandKind::LogVisit
        | CommandKind::AddEvidence
        | CommandKind::RecordExecution
        | CommandKind::RequestInstruction => HANDLING,
        CommandKind::Notify => NOTIFYING,
        CommandKind::Decide
        | CommandKind::DoNotAccept
        | CommandKind::NoLongerAccept
        | CommandKind::LeadIntoChannel
        | CommandKind::TurnOrdinary => SIGNING,
        CommandKind::Extend => APPROVING,
        CommandKind::Pause | CommandKind::Resume | CommandKind::DecideReview => &[Grant(Role::UnitHead, At::Acting)],
        CommandKind::GiveInstruction => &[Grant(Role::Leader, At::Asked), Grant(Role::UnitHead, At::Asked)],
        CommandKind::TakeOver => &[Grant(Role::UnitHead, At::Above), Grant(Role::Leader, At::Above)],
        CommandKind::Designate => &[Grant(Role::Leader, At::Superior), Grant(Role::UnitHead, At::Superior)],
        CommandKind::WriteLetter
        | CommandKind::Serve
        | CommandKind::FailService
        | CommandKind::IssueDocument
        | CommandKind::VoidDocument => SERVING,
        CommandKind::ConfirmExecution => &[Grant(Role::Supervisor, At::Registry)],
        CommandKind::AddPetition
        | CommandKind::Register
        | CommandKind::ReplaceCode
        | CommandKind::RequestReview
        | CommandKind::Withdraw
        | CommandKind::UndoWithdrawal => FOR_THE_PETITIONER,
        // Never by the unit that is rated.
        CommandKind::Rate => &[Grant(Role::Registrar, At::Registry)],
        CommandKind::Reopen => &[
            Grant(Role::Supervisor, At::Registry),
            Grant(Role::OfficeHead, At::Registry),
            Grant(Role::UnitHead, At::Responsible),
        ],
        CommandKind::Correct => KEEPING,
        CommandKind::Link | CommandKind::Unlink => LINKING,
        CommandKind::Entrust | CommandKind::StartClock | CommandKind::MeetClock => STEPPING,
        CommandKind::End => ENDING,
        CommandKind::ConfirmEnd => CONFIRMING,
        CommandKind::Recuse => STEPPING_BACK,
        CommandKind::EndRecusal => RULING_ON_RECUSAL,
        CommandKind::RecordHistory | CommandKind::PassDeadline | CommandKind::RederiveClock => {
            &[Grant(Role::Administrator, At::Registry)]
        }
    }
}

/// What the petitioner may do with his code, besides reading.
const fn is_petitioners(command: CommandKind) -> bool {
    matches!(
        command,
        CommandKind::AddPetition
            | CommandKind::RequestReview
            | CommandKind::Rate
            | CommandKind::Withdraw
            | CommandKind::UndoWithdrawal
            | CommandKind::Serve
            | CommandKind::ConfirmExecution
    )
}

/// What the office's own jobs do.
const fn is_jobs(command: CommandKind) -> bool {
    matches!(
        command,
        CommandKind::PassDeadline | CommandKind::RederiveClock | CommandKind::IssueDocument | CommandKind::VoidDocument
    )
}

/// May that actor give that command on that matter, and on that issue where it is about one?
pub fn may(
    command: CommandKind,
    actor: &Actor,
    office: &Office,
    matter: &Matter,
    issue: Option<&Issue>,
) -> Result<(), Refusal> {
    let allowed = match actor {
        Actor::Public => command == CommandKind::Register,
        Actor::Petitioner(own) => is_petitioners(command) && matter.petition(*own).is_ok(),
        Actor::Job(_) => is_jobs(command),
        Actor::Import(_) => matches!(command, CommandKind::Register | CommandKind::RecordHistory),
        Actor::Officer { .. } => {
            let row = grants(command);
            free_posts(actor, office, matter).any(|post| row.iter().any(|grant| holds(*grant, post, office, issue)))
        }
    };
    if allowed { Ok(()) } else { Err(whose(command, office, matter, issue)) }
}

/// May that actor approve that a period of that unit is lengthened, which its rule leaves to that role? The head of the office
/// does it at the registry, every other role at the unit whose period it is.
pub fn may_approve(
    actor: &Actor,
    office: &Office,
    matter: &Matter,
    (role, unit): (Role, &UnitCode),
) -> Result<(), Refusal> {
    let unit = if role == Role::OfficeHead { &office.registry } else { unit };
    let holds = free_posts(actor, office, matter).any(|post| post.role == role && post.unit == *unit);
    if holds { Ok(()) } else { Err(Refusal::NotYours { role, unit: unit.clone() }) }
}

/// May that actor say of that officer that he is out of a matter, or in it again? The head of a unit of who has a post in
/// it, supervisor and head of the registry of everybody.
pub fn answers_for(actor: &Actor, office: &Office, officer: &Officer) -> Result<(), Refusal> {
    let of_everybody = [Role::Supervisor, Role::OfficeHead].iter().any(|role| actor.holds(*role, &office.registry));
    let of_his = officer.posts.iter().any(|tenure| actor.holds(Role::UnitHead, &tenure.post.unit));
    if of_everybody || of_his {
        return Ok(());
    }
    Err(Refusal::NotYours { role: Role::Supervisor, unit: office.registry.clone() })
}

/// May that actor take petitions in at that unit?
pub fn may_take_in(actor: &Actor, at: &UnitCode) -> Result<(), Refusal> {
    let roles = [Role::Registrar, Role::Handler, Role::UnitHead, Role::OfficeHead];
    match actor {
        Actor::Officer { .. } if roles.iter().any(|role| actor.holds(*role, at)) => Ok(()),
        Actor::Public | Actor::Petitioner(_) | Actor::Import(_) => Ok(()),
        Actor::Officer { .. } | Actor::Job(_) => Err(Refusal::NotYours { role: Role::Registrar, unit: at.clone() }),
    }
}

/// Who should be asked instead: the first post of the row on this side of the wall; where none is, its first.
fn whose(command: CommandKind, office: &Office, matter: &Matter, issue: Option<&Issue>) -> Refusal {
    let row = grants(command).iter();
    let posts = row.flat_map(|Grant(role, at)| places(*at, office, issue).into_iter().map(move |unit| (*role, unit)));
    let free = posts.clone().find(|(_, unit)| !is_walled(office, matter, unit));
    let (role, unit) = free.or_else(|| posts.clone().next()).unwrap_or((Role::OfficeHead, &office.registry));
    let unit = unit.clone();
    if is_petitioners(command) && role == Role::Registrar {
        return Refusal::OnlyThePetitioner { unit };
    }
    Refusal::NotYours { role, unit }
}

fn holds(Grant(role, at): Grant, post: &Post, office: &Office, issue: Option<&Issue>) -> bool {
    post.role == role && places(at, office, issue).contains(&&post.unit)
}

/// The units a place stands for.
fn places<'a>(at: At, office: &'a Office, issue: Option<&'a Issue>) -> Vec<&'a UnitCode> {
    let Some(issue) = issue else { return vec![&office.registry] };
    match at {
        At::Acting => vec![issue.acting()],
        At::Responsible => vec![&issue.unit],
        At::Registry => vec![&office.registry],
        At::Asked => issue.question_to.iter().collect(),
        At::Superior => match &issue.state {
            State::InDispute { superior, .. } => vec![superior],
            State::Registered { .. }
            | State::Routed { .. }
            | State::ObjectedTo { .. }
            | State::Accepted { .. }
            | State::Decided { .. }
            | State::Served { .. }
            | State::UnderReview { .. }
            | State::Reviewed { .. }
            | State::Ended { .. } => office.above(&issue.unit).collect(),
        },
        At::Above => office.above(&issue.unit).collect(),
    }
}

/// The posts that are on this side of the conflict wall: none of the recused, none in an accused unit or below it, and in
/// a matter about this office only those of the alternate receiver.
fn free_posts<'a>(actor: &'a Actor, office: &'a Office, matter: &'a Matter) -> impl Iterator<Item = &'a Post> {
    let recused = actor.officer().is_some_and(|officer| office.is_recused(officer, matter.id));
    actor.posts().iter().filter(move |post| !recused && !is_walled(office, matter, &post.unit))
}

/// The unit stands behind the wall: it can neither handle, read, search, count nor be told.
pub fn is_walled(office: &Office, matter: &Matter, unit: &UnitCode) -> bool {
    let accused = matter.accusation && matter.against.iter().any(|accused| office.is_within(unit, accused));
    let ours = matter.about_office && office.alternate_receiver.as_ref() != Some(unit);
    accused || ours
}

/// Who takes over what lies behind the wall: a discipline organ, the registry, whoever receives for this office; the first
/// of them that is free.
pub fn free_receiver<'o>(office: &'o Office, matter: &Matter, on: Date) -> Option<&'o UnitCode> {
    let organs = office.units().filter(|unit| unit.kind == UnitKind::Discipline && unit.span.holds(on));
    let registry = std::iter::once(&office.registry);
    let candidates = organs.map(|unit| &unit.code).chain(registry).chain(&office.alternate_receiver);
    candidates.into_iter().find(|unit| !is_walled(office, matter, unit))
}
