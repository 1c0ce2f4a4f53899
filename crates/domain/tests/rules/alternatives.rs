//! Whether what a refusal offers instead can really be done: asked of the same matter on the same day, of those who may.

use huiyin_domain::ids::MatterId;
use huiyin_domain::matter::allowed::{Target, verdict};
use huiyin_domain::matter::{Alternative, CommandKind, Matter, Refusal};
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

/// The alternative of that refusal of that command is open.
pub fn is_open(case: &Case, kind: CommandKind, target: Target, refusal: &Refusal) -> bool {
    match refusal.alternative() {
        // Where the registry itself is accused, some commands are left to nobody inside.
        Alternative::ByPost { unit, .. } if is_walled(&case.office, &case.matter, &unit) => true,
        Alternative::Instead(_) if registry_is_accused(case) => true,
        Alternative::Instead(other) => somebody_may(case, other),
        Alternative::ByPost { role, unit } => {
            // Whoever holds that post besides one who is out of the matter.
            let code = "another".parse().unwrap();
            let holder = Actor::Officer { code, posts: vec![Post { unit, role }] };
            let verdict = case.verdict(&holder, kind, target);
            !matches!(verdict, Err(Refusal::NotYours { .. } | Refusal::OnlyThePetitioner { .. }))
        }
        Alternative::From(day) => {
            let case = Case { today: day, ..case.clone() };
            [powerful(), Actor::Job("sweep")].iter().any(|actor| case.verdict(actor, kind, target).is_ok())
        }
        Alternative::NewMatter => somebody_may(case, CommandKind::Register),
        Alternative::Within => true,
    }
}
