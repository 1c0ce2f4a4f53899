//! How much of a matter, a person or a list somebody may read. Whoever stands behind the conflict wall reads nothing.

use super::free_posts;
use crate::ids::{MatterId, UnitCode};
use crate::matter::state::Document;
use crate::matter::{Issue, Matter, Refusal, State};
use crate::office::actor::{Actor, Post, Role};
use crate::office::{Office, Unit};

/// How much of a matter somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Nothing, not even that it exists.
    Nothing,
    /// That it exists, its steps and dates; no word of it.
    Record,
    /// What its petitioner sees.
    Own,
    /// Its words, not who wrote them.
    Words,
}

/// How much of that matter that actor may read.
pub fn reads(actor: &Actor, office: &Office, matter: &Matter) -> Reading {
    match actor {
        Actor::Public | Actor::Import(_) => Reading::Nothing,
        Actor::Petitioner(no) => {
            if matter.petition(*no).is_ok() {
                Reading::Own
            } else {
                Reading::Nothing
            }
        }
        Actor::Job(_) => Reading::Words,
        Actor::Officer { .. } => {
            let posts = free_posts(actor, office, matter);
            posts.map(|post| reads_by(post, office, matter)).max().unwrap_or(Reading::Nothing)
        }
    }
}

/// May somebody who reads that much of a matter open that paper of it? A petitioner has his own, and none between units.
pub fn opens_paper(actor: &Actor, paper: &Document) -> bool {
    match actor {
        Actor::Petitioner(own) => paper.is_for(*own),
        Actor::Public | Actor::Import(_) => false,
        Actor::Job(_) | Actor::Officer { .. } => true,
    }
}

fn reads_by(post: &Post, office: &Office, matter: &Matter) -> Reading {
    let has = |issue: &Issue| issue.unit == post.unit || *issue.acting() == post.unit;
    // Whoever had an ordinary matter reads on in it; under seal, whoever sends it on lets go of it.
    let had =
        matter.issues.iter().any(|issue| has(issue) || (!matter.sealed && issue.units_before.contains(&post.unit)));
    let helps = matter.issues.iter().any(|issue| issue.assisting.contains(&post.unit));
    let above = matter.issues.iter().any(|issue| office.is_within(&issue.unit, &post.unit));
    let registry = post.unit == office.registry;
    match post.role {
        Role::Handler | Role::UnitHead if had || (helps && !matter.sealed) => Reading::Words,
        Role::Registrar if matter.sealed && takes_in(post, matter) => Reading::Words,
        Role::Registrar if !matter.sealed && (registry || had) => Reading::Words,
        Role::Supervisor | Role::OfficeHead | Role::Dispatcher if registry && !matter.sealed => Reading::Words,
        Role::Leader | Role::UnitHead if above && !matter.sealed => Reading::Words,
        Role::Custodian if registry => Reading::Words,
        Role::Auditor if registry => Reading::Record,
        Role::Registrar
        | Role::Handler
        | Role::UnitHead
        | Role::Supervisor
        | Role::Leader
        | Role::OfficeHead
        | Role::Auditor
        | Role::Custodian
        | Role::Administrator
        | Role::Dispatcher => Reading::Nothing,
    }
}

/// May that actor read the words of what a list shows? A list knows a matter by the unit that must act on it; what is under
/// seal comes into it only after [`reads`] was asked.
pub fn reads_listed(actor: &Actor, office: &Office, matter: MatterId, acting: &UnitCode) -> bool {
    let recused = actor.officer().is_some_and(|officer| office.is_recused(officer, matter));
    !recused && actor.posts().iter().any(|post| reads_listed_by(post, office, acting))
}

fn reads_listed_by(post: &Post, office: &Office, acting: &UnitCode) -> bool {
    let registry = post.unit == office.registry;
    match post.role {
        Role::Handler => post.unit == *acting,
        Role::Leader | Role::UnitHead => office.is_within(acting, &post.unit),
        Role::Registrar => registry || post.unit == *acting,
        Role::Supervisor | Role::OfficeHead | Role::Dispatcher | Role::Custodian => registry,
        Role::Auditor | Role::Administrator => false,
    }
}

/// Under seal, the unit that took it in sees it only until it has been sent on.
fn takes_in(post: &Post, matter: &Matter) -> bool {
    matter.issues.iter().any(|issue| matches!(issue.state, State::Registered { .. }) && issue.unit == post.unit)
}

/// How much of a person's identity somebody may open, each time with a written purpose and an entry the person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// Nothing.
    Nothing,
    /// Salutation and telephone: the contact grant of the handler of an ordinary matter, while it runs.
    Contact,
    /// All of it.
    Whole,
}

/// How much of the identities in that matter that actor may open.
pub fn opens(actor: &Actor, office: &Office, matter: &Matter) -> Opening {
    let posts = free_posts(actor, office, matter);
    posts
        .map(|post| match post.role {
            Role::Custodian if post.unit == office.registry => Opening::Whole,
            Role::Handler if !matter.sealed && handles_now(post, matter) => Opening::Contact,
            Role::Registrar
            | Role::Handler
            | Role::UnitHead
            | Role::Supervisor
            | Role::Leader
            | Role::OfficeHead
            | Role::Auditor
            | Role::Custodian
            | Role::Administrator
            | Role::Dispatcher => Opening::Nothing,
        })
        .max()
        .unwrap_or(Opening::Nothing)
}

/// From acceptance to service.
fn handles_now(post: &Post, matter: &Matter) -> bool {
    matter.issues.iter().any(|issue| {
        let runs = matches!(issue.state, State::Accepted { .. } | State::Decided { .. });
        runs && issue.unit == post.unit
    })
}

/// What somebody may do to the office as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeDeed {
    /// Change units, officers, duties, packs, calendar.
    SetUp,
    /// Read the figures.
    ReadFigures,
    /// Read worklists.
    ReadLists,
    /// Read what was done to the office as a whole, and who carried out what.
    ReadOperations,
    /// Read topics, as far as their matters may be read.
    ReadTopics,
    /// Name topics, merge, split and close them, and hand proposals on.
    DecideTopics,
    /// Read answers prepared for everybody, and publish them.
    PublishAnswers,
}

/// May that actor do that to the office?
pub fn may_office(deed: OfficeDeed, actor: &Actor, office: &Office) -> Result<(), Refusal> {
    let at_registry = |roles: &[Role]| roles.iter().any(|role| actor.holds(*role, &office.registry));
    let (allowed, role) = match deed {
        // The operator's own commands and files come before anybody holds a post.
        OfficeDeed::SetUp => {
            let by_machine = matches!(actor, Actor::Job(_) | Actor::Import(_));
            (by_machine || at_registry(&[Role::Administrator]), Role::Administrator)
        }
        OfficeDeed::ReadFigures | OfficeDeed::ReadLists => {
            (actor.posts().iter().any(|post| post.role != Role::Administrator), Role::Administrator)
        }
        OfficeDeed::ReadTopics => {
            let leads = [Role::Leader, Role::UnitHead].iter().any(|role| actor.holds_anywhere(*role));
            (leads || at_registry(&SUPERVISING), Role::Supervisor)
        }
        OfficeDeed::DecideTopics | OfficeDeed::PublishAnswers => (at_registry(&SUPERVISING), Role::Supervisor),
        OfficeDeed::ReadOperations => (at_registry(&[Role::Auditor, Role::OfficeHead]), Role::Auditor),
    };
    if allowed { Ok(()) } else { Err(Refusal::NotYours { role, unit: office.registry.clone() }) }
}

/// Who keeps topics and publishes answers, at the registry.
const SUPERVISING: [Role; 2] = [Role::Supervisor, Role::OfficeHead];

/// May that actor put the answer of a unit into words for everybody? Whoever works on matters in that unit.
///
/// # Errors
/// The refusal that names whose it is.
pub fn may_prepare(actor: &Actor, office: &Office, matter: &Matter, unit: &UnitCode) -> Result<(), Refusal> {
    let works = |post: &Post| post.unit == *unit && post.role.handles();
    let is_free = free_posts(actor, office, matter).any(works);
    if is_free { Ok(()) } else { Err(Refusal::NotYours { role: Role::Handler, unit: unit.clone() }) }
}

/// May that actor publish such words about that matter?
///
/// # Errors
/// The refusal that names whose it is.
pub fn may_publish(actor: &Actor, office: &Office, matter: &Matter) -> Result<(), Refusal> {
    may_office(OfficeDeed::PublishAnswers, actor, office)?;
    let publishes = |post: &Post| post.unit == office.registry && SUPERVISING.contains(&post.role);
    let is_free = free_posts(actor, office, matter).any(publishes);
    if is_free { Ok(()) } else { Err(Refusal::NotYours { role: Role::Supervisor, unit: office.registry.clone() }) }
}

/// The units of which an officer may read listed matters: what is counted for him is counted of these.
pub fn read_units(actor: &Actor, office: &Office) -> Vec<UnitCode> {
    let reads = |unit: &&Unit| actor.posts().iter().any(|post| reads_listed_by(post, office, &unit.code));
    office.units().filter(reads).map(|unit| unit.code.clone()).collect()
}

/// The units in whose lists an officer sees what is under seal, where he may read the matter itself: those in which he
/// holds a post that such a matter is given to.
pub fn listed_under_seal(actor: &Actor) -> Vec<UnitCode> {
    let takes = |post: &&Post| matches!(post.role, Role::Registrar | Role::Handler | Role::UnitHead);
    let units = actor.posts().iter().filter(takes).map(|post| post.unit.clone());
    units.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// The units whose worklists an officer sees: his own, all below those he leads or heads, and all for the registry.
pub fn listed_units(actor: &Actor, office: &Office) -> Vec<UnitCode> {
    let everywhere = [Role::Supervisor, Role::OfficeHead, Role::Registrar, Role::Auditor];
    if everywhere.iter().any(|role| actor.holds(*role, &office.registry)) {
        return Vec::new();
    }
    let leads = |post: &&Post| matches!(post.role, Role::Leader | Role::UnitHead);
    let below = actor.posts().iter().filter(leads).flat_map(|post| {
        office.units().filter(move |unit| office.is_within(&unit.code, &post.unit)).map(|unit| unit.code.clone())
    });
    let own = actor.posts().iter().map(|post| post.unit.clone());
    below.chain(own).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}
