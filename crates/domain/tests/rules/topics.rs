//! Decisions about topics: who may, what follows, where matters stand afterwards, and every refusal.

use std::collections::BTreeSet;

use huiyin_domain::ids::{MatterId, TopicId};
use huiyin_domain::matter::{Alternative, Refusal};
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::topic::{Topic, TopicCommand, TopicEvent, TopicFacts, Topics, decide};

use crate::case::words;
use crate::office::{day, everybody, office, officer, unit};

const TOPIC: TopicId = TopicId::from_bits(1);
const OTHER: TopicId = TopicId::from_bits(2);
const DAY: &str = "2026-03-02";

const fn matter(bits: u128) -> MatterId {
    MatterId::from_bits(bits)
}

fn supervisor() -> Actor {
    officer("xfj", Role::Supervisor)
}

/// What follows for that actor, where matters 1, 3, 4 and 5 stand in the topic.
fn asked(topics: &Topics, actor: &Actor, topic: TopicId, command: &TopicCommand) -> Result<Vec<TopicEvent>, Refusal> {
    let inside: BTreeSet<MatterId> = [1, 3, 4, 5].map(matter).into();
    let office = office();
    let facts = TopicFacts { today: day(DAY), actor, office: &office, inside: &inside };
    decide(topics, topic, command, &facts)
}

/// The topics after these commands of the supervisor, each about the topic beside it.
fn after(commands: &[(TopicId, TopicCommand)]) -> Topics {
    commands.iter().fold(Topics::default(), |topics, (topic, command)| {
        let events = asked(&topics, &supervisor(), *topic, command).unwrap();
        events.iter().fold(topics, Topics::evolve)
    })
}

fn split(matters: &[u128]) -> TopicCommand {
    TopicCommand::Split { matters: matters.iter().copied().map(matter).collect() }
}

fn propose(to: &str) -> TopicCommand {
    TopicCommand::Propose { to: unit(to), text: words(9) }
}

const MERGE: TopicCommand = TopicCommand::Merge { into: OTHER };

/// A past, a command, why it is refused, and what may be done instead: the same command, perhaps about another topic.
type Row = (Topics, TopicCommand, Refusal, (TopicId, TopicCommand));

fn refused() -> Vec<Row> {
    let none = Topics::default;
    let third = TopicId::from_bits(3);
    let (merged, into_third) = (after(&[(TOPIC, MERGE)]), TopicCommand::Merge { into: third });
    let (master, not_in) =
        (|bits| TopicCommand::SetMaster { matter: matter(bits) }, Refusal::NotInTopic { matter: matter(9) });
    vec![
        (merged, TopicCommand::Close, Refusal::TopicMerged { into: OTHER }, (OTHER, TopicCommand::Close)),
        (none(), TopicCommand::Merge { into: TOPIC }, Refusal::TopicItself, (TOPIC, MERGE)),
        (
            after(&[(OTHER, TopicCommand::Merge { into: TOPIC })]),
            MERGE,
            Refusal::TopicItself,
            (TOPIC, into_third.clone()),
        ),
        (after(&[(third, MERGE)]), TopicCommand::Part, Refusal::TopicNotMerged, (third, TopicCommand::Part)),
        (none(), split(&[]), Refusal::NothingToSplit, (TOPIC, split(&[3]))),
        (none(), split(&[3, 9]), not_in.clone(), (TOPIC, split(&[3, 5]))),
        (none(), split(&[1, 3]), Refusal::BeganTopic { matter: matter(1) }, (TOPIC, split(&[3]))),
        (
            after(&[(third, TopicCommand::Close)]),
            split(&[3]),
            Refusal::BeganTopic { matter: matter(3) },
            (TOPIC, split(&[3, 4])),
        ),
        (none(), master(9), not_in, (TOPIC, master(4))),
        (none(), propose("nowhere"), Refusal::UnknownUnit { unit: unit("nowhere") }, (TOPIC, propose("jtj"))),
    ]
}

/// The codes of the refusals that topics reach.
pub fn reached() -> BTreeSet<&'static str> {
    refused().into_iter().map(|(_, _, refusal, _)| refusal.code()).collect()
}

#[test]
fn what_is_refused_is_refused_by_name_and_the_same_within_the_bound_is_accepted() {
    for (topics, command, refusal, (topic, within)) in refused() {
        assert_eq!(refusal.alternative(), Alternative::Within, "{refusal:?}");
        assert_eq!(asked(&topics, &supervisor(), TOPIC, &command), Err(refusal), "{command:?}");
        let (told, given) = (std::mem::discriminant(&command), std::mem::discriminant(&within));
        assert_eq!(told, given, "{within:?} is the same command");
        let accepted = asked(&topics, &supervisor(), topic, &within);
        assert!(accepted.as_ref().is_ok_and(|events| !events.is_empty()), "{within:?}: {accepted:?}");
    }
}

#[test]
fn the_registrys_supervisor_and_head_decide_on_topics_and_nobody_else() {
    let decides = |actor: &Actor| asked(&Topics::default(), actor, TOPIC, &TopicCommand::Close).is_ok();
    let deciding: Vec<String> = everybody().iter().filter(|actor| decides(actor)).map(ToString::to_string).collect();
    assert_eq!(deciding, ["officer:xfj-supervisor", "officer:xfj-office_head"]);
}

#[test]
fn matters_stand_where_people_put_them_whatever_their_words_say() {
    let place = |topics: &Topics, bits: u128, topic| topics.place(matter(bits), topic);
    let merged = after(&[(TOPIC, MERGE)]);
    assert_eq!((place(&merged, 7, TOPIC), place(&merged, 7, OTHER)), (OTHER, OTHER));
    let again = after(&[(TOPIC, MERGE), (OTHER, TopicCommand::Merge { into: TopicId::from_bits(6) })]);
    assert_eq!(place(&again, 7, TOPIC), TopicId::from_bits(6), "as far as merging went");
    let parted = after(&[(TOPIC, MERGE), (TOPIC, TopicCommand::Part)]);
    assert_eq!(place(&parted, 7, TOPIC), TOPIC);
    let own = TopicId::from_bits(3);
    let topics = after(&[(TOPIC, split(&[5, 3, 3]))]);
    assert_eq!((place(&topics, 3, TOPIC), place(&topics, 5, TOPIC), place(&topics, 4, TOPIC)), (own, own, TOPIC));
    assert_eq!(topics.moved(matter(5)), Some(own));
    let back = after(&[(TOPIC, split(&[5, 3])), (own, TopicCommand::Merge { into: TOPIC })]);
    assert_eq!(place(&back, 5, TOPIC), TOPIC);
}

#[test]
fn what_was_decided_is_kept_and_said_twice_is_not_wrong() {
    let all = [
        TopicCommand::Name(words(8)),
        TopicCommand::Close,
        TopicCommand::SetMaster { matter: matter(4) },
        propose("jtj"),
    ];
    let topics = after(&all.map(|command| (TOPIC, command)));
    let topic = topics.get(TOPIC).unwrap();
    assert_eq!((topic.name, topic.closed_on, topic.master), (Some(words(8)), Some(day(DAY)), Some(matter(4))));
    assert_eq!(topic.proposal.as_ref().map(|proposal| (&proposal.to, proposal.on)), Some((&unit("jtj"), day(DAY))));
    for command in [TopicCommand::Close, TopicCommand::SetMaster { matter: matter(4) }] {
        assert_eq!(asked(&topics, &supervisor(), TOPIC, &command), Ok(Vec::new()));
    }
    assert_eq!(asked(&Topics::default(), &supervisor(), TOPIC, &TopicCommand::Reopen), Ok(Vec::new()));
    let reopened = after(&[(TOPIC, TopicCommand::Close), (TOPIC, TopicCommand::Reopen)]);
    assert_eq!((reopened.get(TOPIC), reopened.seq), (Some(&Topic::default()), 2));
    assert_eq!(reopened.decided().count(), 1);
}
