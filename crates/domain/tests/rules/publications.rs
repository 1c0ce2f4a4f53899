//! Published answers: who may, what follows, and every refusal.

use std::collections::BTreeSet;

use huiyin_domain::ids::{PetitionNo, PublicationId};
use huiyin_domain::matter::command::Withdraw;
use huiyin_domain::matter::{Refusal, ReviewOutcome};
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::publication::{
    PublicationCommand, PublicationEvent, PublicationFacts, PublicationPart, PublicationStage, Publications, decide,
    may_be_read,
};

use crate::case::{Case, FIRST, words};
use crate::lives::{accepted, issued_under_seal, reviewed_as, served, told, under_review};
use crate::office::{everybody, officer, unit};

const DAY: &str = "2026-03-02";
const ONE: PublicationId = PublicationId::from_bits(1);
const PUBLISH: fn() -> PublicationCommand = || PublicationCommand::Publish { reason: words(63) };
const TAKE_BACK: fn() -> PublicationCommand = || PublicationCommand::TakeBack { reason: words(64) };
const ASK_BACK: fn() -> PublicationCommand = || PublicationCommand::AskBack { reason: words(65) };

fn handler() -> Actor {
    officer("zjj", Role::Handler)
}

fn supervisor() -> Actor {
    officer("xfj", Role::Supervisor)
}

fn petitioner() -> Actor {
    Actor::Petitioner(PetitionNo::FIRST)
}

fn prepare() -> PublicationCommand {
    prepare_telling(None)
}

fn prepare_telling(told: Option<(PublicationPart, u32, u32)>) -> PublicationCommand {
    PublicationCommand::Prepare { issue: FIRST, question: words(61), answer: words(62), told }
}

fn asked(
    all: &Publications,
    case: &Case,
    actor: &Actor,
    command: &PublicationCommand,
) -> Result<Option<PublicationEvent>, Refusal> {
    let facts = PublicationFacts { today: case.today, actor, office: &case.office, matter: &case.matter };
    decide(all, ONE, command, &facts)
}

/// What stands after these commands about a served answer.
fn after(commands: &[(Actor, PublicationCommand)]) -> Publications {
    let case = served(DAY);
    commands.iter().fold(Publications::default(), |all, (actor, command)| {
        let event = asked(&all, &case, actor, command).unwrap();
        event.iter().fold(all, Publications::evolve)
    })
}

/// Reviewed after it was served, and told again.
fn told_anew() -> Case {
    told(reviewed_as(DAY, ReviewOutcome::Change))
}

fn prepared() -> Publications {
    after(&[(handler(), prepare())])
}

fn taken_back() -> Publications {
    after(&[(handler(), prepare()), (supervisor(), TAKE_BACK())])
}

/// A past, a matter, who asks for what, and why it is refused.
fn refused() -> Vec<(Publications, Case, Actor, PublicationCommand, Refusal)> {
    let none = Publications::default;
    let (open, sealed) = (accepted(DAY), issued_under_seal(DAY));
    let at = open.matter.standing(&open.matter.issues[0]);
    let accusation = Case::registered(DAY, |it| it.accusation = true);
    let both = || Actor::Officer {
        code: handler().officer().unwrap().clone(),
        posts: [handler(), supervisor()].iter().flat_map(|actor| actor.posts().to_vec()).collect(),
    };
    let person = Refusal::PersonTold { part: PublicationPart::Answer, line: 2, sign: 7 };
    let not_theirs = Refusal::NotYours { role: Role::Handler, unit: unit("zjj") };
    let not_published = Refusal::NotYours { role: Role::Supervisor, unit: unit("xfj") };
    let registry = unit("xfj");
    vec![
        (none(), served(DAY), supervisor(), PUBLISH(), Refusal::NoSuchPublication),
        (none(), sealed.clone(), handler(), prepare(), Refusal::NotForEverybody),
        (none(), accusation, handler(), prepare(), Refusal::NotForEverybody),
        (none(), open, handler(), prepare(), Refusal::NothingToPublish { at }),
        (none(), served(DAY), officer("jtj", Role::Handler), prepare(), not_theirs.clone()),
        (none(), served(DAY), supervisor(), prepare(), not_theirs),
        (prepared(), served(DAY), handler(), prepare(), Refusal::PublicationStands),
        (none(), served(DAY), handler(), prepare_telling(Some((PublicationPart::Answer, 2, 7))), person),
        (prepared(), served(DAY), handler(), PUBLISH(), not_published.clone()),
        (prepared(), served(DAY), officer("zjj", Role::UnitHead), PUBLISH(), not_published),
        (prepared(), served(DAY), both(), PUBLISH(), Refusal::PreparedByYourself { unit: registry.clone() }),
        (prepared(), sealed, supervisor(), PUBLISH(), Refusal::NotForEverybody),
        (prepared(), told_anew(), supervisor(), PUBLISH(), Refusal::AnsweredAnew),
        (taken_back(), served(DAY), supervisor(), PUBLISH(), Refusal::PublicationTakenBack),
        (taken_back(), served(DAY), petitioner(), ASK_BACK(), Refusal::PublicationTakenBack),
        (prepared(), served(DAY), handler(), ASK_BACK(), Refusal::OnlyThePetitioner { unit: registry }),
    ]
}

/// The codes of the refusals that publications reach.
pub fn reached() -> BTreeSet<&'static str> {
    refused().into_iter().map(|(.., refusal)| refusal.code()).collect()
}

#[test]
fn what_is_refused_is_refused_by_name() {
    for (all, case, actor, command, refusal) in refused() {
        assert_eq!(asked(&all, &case, &actor, &command), Err(refusal), "{command:?} by {actor}");
    }
}

#[test]
fn who_answered_prepares_and_the_registry_publishes() {
    let who = |all: &Publications, command: &PublicationCommand| {
        let may = |actor: &&Actor| asked(all, &served(DAY), actor, command).is_ok();
        everybody().iter().filter(may).map(ToString::to_string).collect::<Vec<_>>()
    };
    let preparing = who(&Publications::default(), &prepare());
    assert!(!preparing.is_empty() && preparing.iter().all(|actor| actor.starts_with("officer:zjj-")), "{preparing:?}");
    assert_eq!(who(&prepared(), &PUBLISH()), ["officer:xfj-supervisor", "officer:xfj-office_head"]);
    let both: BTreeSet<String> = preparing.into_iter().chain(who(&prepared(), &PUBLISH())).collect();
    assert_eq!(who(&prepared(), &TAKE_BACK()).into_iter().collect::<BTreeSet<_>>(), both);
}

#[test]
fn what_is_published_can_be_asked_and_taken_back_and_prepared_anew() {
    let stage = |all: &Publications| all.get(ONE).map(|it| it.stage);
    let published = after(&[(handler(), prepare()), (supervisor(), PUBLISH())]);
    assert_eq!(stage(&published), Some(PublicationStage::Published));
    assert_eq!(asked(&published, &served(DAY), &supervisor(), &PUBLISH()), Ok(None), "said twice it is not wrong");

    let wished = after(&[(handler(), prepare()), (supervisor(), PUBLISH()), (petitioner(), ASK_BACK())]);
    assert_eq!(stage(&wished), Some(PublicationStage::Published), "a wish decides nothing");
    assert_eq!(wished.get(ONE).unwrap().asked_back.len(), 1);
    assert_eq!(asked(&wished, &served(DAY), &petitioner(), &ASK_BACK()), Ok(None));

    let back = taken_back();
    assert_eq!((stage(&back), back.seq), (Some(PublicationStage::TakenBack), 2));
    assert_eq!(back.standing(served(DAY).matter.id, FIRST), None);
    assert_eq!(asked(&back, &served(DAY), &handler(), &TAKE_BACK()), Ok(None));
    assert!(asked(&back, &served(DAY), &handler(), &prepare()).is_ok());
}

#[test]
fn what_is_published_is_read_while_its_matter_stands_as_it_was_told() {
    let all = prepared();
    let known = all.get(ONE).unwrap();
    let mut withdrawn = served(DAY);
    withdrawn.give(&petitioner(), Withdraw { petition: PetitionNo::FIRST });
    let reviewing = under_review(DAY);
    let at = reviewing.matter.standing(&reviewing.matter.issues[0]);
    let mut accused = served(DAY).matter;
    (accused.accusation, accused.sealed) = (true, true);
    for (matter, expected) in [
        (served(DAY).matter, Ok(())),
        (reviewing.matter, Err(Refusal::NothingToPublish { at })),
        (told_anew().matter, Err(Refusal::AnsweredAnew)),
        (withdrawn.matter, Err(Refusal::NotForEverybody)),
        (accused, Err(Refusal::NotForEverybody)),
    ] {
        assert_eq!(may_be_read(known, &matter), expected);
    }
}
