//! Whether what a refusal offers instead can really be done: asked of the same matter on the same day, of those who may.

use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::allowed::{Target, verdict};
use huiyin_domain::matter::{Alternative, Command, CommandKind, Matter, Refusal};
use huiyin_domain::office::policy::is_walled;
use huiyin_domain::office::{Actor, Post, Role};

use crate::case::Case;
use crate::office::unit;

/// An officer with every post that some rule asks for.
pub fn powerful() -> Actor {
    let everywhere = ["city", "zf", "xfj", "zjj", "zjz", "jtj", "zz", "jw"];
    let roles = [Role::UnitHead, Role::Handler, Role::Leader];
    let heads = everywhere.iter().flat_map(|unit| roles.map(|role| (*unit, role)));
    let registry = [Role::Registrar, Role::Supervisor, Role::OfficeHead, Role::Administrator].map(|role| ("xfj", role));
    let posts = heads.chain(registry).map(|(code, role)| Post { unit: unit(code), role }).collect();
    Actor::Officer { code: "all".parse().unwrap(), posts }
}

/// A matter of which nothing is known yet.
pub fn unborn() -> Matter {
    Matter::unborn(MatterId::from_bits(1))
}

/// Nobody inside is left to do what only the registry may.
pub fn registry_is_accused(case: &Case) -> bool {
    is_walled(&case.office, &case.matter, &case.office.registry)
}

/// Somebody may give that command about something of the matter.
pub fn somebody_may(case: &Case, kind: CommandKind) -> bool {
    let petitioners = case.matter.petitions.iter().map(|petition| Actor::Petitioner(petition.filed.no));
    let others = [powerful(), Actor::Job("press"), Actor::Public];
    let actors: Vec<Actor> = petitioners.chain(others).collect();
    let fresh = unborn();
    let matter = if kind == CommandKind::Register { &fresh } else { &case.matter };
    let targets = targets(matter);
    let may = |actor: &Actor| targets.iter().any(|it| verdict(matter, kind, *it, &case.facts(actor)).is_ok());
    actors.iter().any(may)
}

fn targets(matter: &Matter) -> Vec<Target> {
    let issues = matter.issues.iter().map(|issue| Target::Issue(issue.no));
    let petitions = matter.petitions.iter().map(|petition| Target::Petition(petition.filed.no));
    let clocks = matter.clocks.iter().filter(|clock| clock.is_live()).map(|clock| Target::Clock(clock.no));
    let papers = matter.documents.iter().map(|paper| Target::Document(paper.no));
    std::iter::once(Target::Matter).chain(issues).chain(petitions).chain(clocks).chain(papers).collect()
}

/// The same case as it would be if nobody stood behind a wall.
fn without_walls(case: &Case) -> Case {
    let mut free = case.clone();
    free.matter.against.clear();
    free.matter.about_office = false;
    free
}

/// The wall before the registry, and nothing else, keeps everybody from that command.
fn only_the_wall_keeps_from(case: &Case, kind: CommandKind) -> bool {
    registry_is_accused(case) && somebody_may(&without_walls(case), kind)
}

/// The alternative of that refusal of that command is open. An input inside a bound is shown to [`is_within`].
pub fn is_open(case: &Case, kind: CommandKind, target: Target, refusal: &Refusal) -> bool {
    match refusal.alternative() {
        Alternative::Instead(other) => somebody_may(case, other) || only_the_wall_keeps_from(case, other),
        // Only where everybody who could stands behind the wall does a refusal name one of them.
        Alternative::ByPost { role, unit } if is_walled(&case.office, &case.matter, &unit) => {
            let nobody = case.verdict(&powerful(), kind, target).is_err();
            nobody && is_theirs(&without_walls(case), (role, unit.as_str()), kind, target)
        }
        Alternative::ByPost { role, unit } => is_theirs(case, (role, unit.as_str()), kind, target),
        Alternative::From(day) => {
            let case = Case { today: day, ..case.clone() };
            [powerful(), Actor::Job("sweep")].iter().any(|actor| case.verdict(actor, kind, target).is_ok())
        }
        Alternative::NewMatter => somebody_may(case, CommandKind::Register),
        Alternative::ByAnother => case.verdict(&powerful(), kind, target).is_ok(),
        Alternative::Within => false,
    }
}

/// The holder of that post is not told that somebody else must do it.
fn is_theirs(case: &Case, (role, unit): (Role, &str), kind: CommandKind, target: Target) -> bool {
    // Somebody else than who may be out of the matter.
    let (code, unit) = ("another".parse().unwrap(), unit.parse().unwrap());
    let verdict = case.verdict(&Actor::Officer { code, posts: vec![Post { unit, role }] }, kind, target);
    !matches!(verdict, Err(Refusal::NotYours { .. } | Refusal::OnlyThePetitioner { .. }))
}

/// The refusal names a bound, and this, the same command by the same actor, lies inside: it is accepted and does something.
pub fn is_within(case: &Case, actor: &Actor, asked: &Command, within: &Command, refusal: &Refusal) -> bool {
    let accepted = case.asked(actor, within.clone()).is_ok_and(|events| !events.is_empty());
    refusal.alternative() == Alternative::Within && within.kind() == asked.kind() && accepted
}
