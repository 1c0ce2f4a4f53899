//! Topics: petitions on one problem meet, also after everything was made anew; nobody counts what he may not read; what people
//! decide holds; a burst is told.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use common::Office;
use huiyin_app::AppError;
use huiyin_app::desk::Bound;
use huiyin_app::filing::FilingRequest;
use huiyin_app::topics::{TopicList, TopicOrder, TopicSeen, TopicView};
use huiyin_domain::ids::{IssueNo, MatterId, TopicId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::command::Forward;
use huiyin_domain::matter::{Command, Refusal, RouteReason};
use huiyin_domain::topic::TopicCommand;
use huiyin_store::Stream;
use jiff::ToSpan;
use jiff::civil::Date;

const SUPERVISOR: &str = "o-xfj-5";
const PLACES: [&str; 2] = ["990121101201", "990121101202"];

/// The n-th petition on the mixing plant.
fn plant(n: usize) -> FilingRequest {
    let who = ["孩子睡不着", "老人睡不好", "窗户不敢开", "天天头疼", "车上全是灰"][n % 5];
    let text =
        format!("青石湾搅拌站夜里还在生产，噪音和粉尘扰民，{who}，已经第{n}次反映。依据《噪声污染防治条例》应当处理。");
    FilingRequest {
        place: Some(PLACES[n % 2].parse().unwrap()),
        ..FilingRequest::of_words(Channel::Online, "青石湾搅拌站噪音粉尘扰民", text)
    }
}

fn bus(n: usize) -> FilingRequest {
    FilingRequest::of_words(Channel::Online, "六路公交车总是晚点", format!("六路公交早上等了{n}十分钟，上班迟到。"))
}

async fn file(office: &Office, request: &FilingRequest) -> MatterId {
    office.file(request).await.matter
}

/// So many petitions on the plant, and three on the bus.
async fn both(office: &Office, count: usize) -> (Vec<MatterId>, Vec<MatterId>) {
    let (mut plants, mut buses) = (Vec::new(), Vec::new());
    for n in 0..count {
        plants.push(file(office, &plant(n)).await);
        office.clock.later();
        if n < 3 {
            buses.push(file(office, &bus(n)).await);
            office.clock.later();
        }
    }
    office.app.drain_jobs().await.unwrap();
    (plants, buses)
}

async fn listed(office: &Office, officer: &str) -> TopicList {
    let actor = office.officer(officer).await;
    office.app.topics(&actor, TopicOrder::Size, 0).await.unwrap()
}

async fn seen(office: &Office, topic: TopicId) -> TopicView {
    let actor = office.officer(SUPERVISOR).await;
    office.app.topic(&actor, topic).await.unwrap()
}

async fn decides(office: &Office, topic: TopicId, command: TopicCommand) -> Result<TopicId, AppError> {
    let actor = office.officer(SUPERVISOR).await;
    office.app.decide_topic(&actor, topic, |_| Ok(command)).await
}

fn sizes(list: &TopicList) -> Vec<(TopicId, u64)> {
    list.topics.iter().map(|topic| (topic.topic, topic.matters)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn petitions_on_one_problem_meet_wherever_they_come_from() {
    let office = common::district("2026-03-02").await;
    let (plants, buses) = both(&office, 8).await;
    let list = listed(&office, SUPERVISOR).await;
    let (plant, bus) = (TopicId::begun_by(plants[0]), TopicId::begun_by(buses[0]));
    assert_eq!(sizes(&list), [(plant, 8), (bus, 3)]);
    let TopicSeen { recent, name, units, places, rules, samples, warned_on, .. } = &list.topics[0];
    assert_eq!((*recent, name, warned_on), (8, &None, &None));
    assert_eq!(units.iter().map(|(unit, n)| (unit.as_str(), *n)).collect::<Vec<_>>(), [("xfj", 8)]);
    assert_eq!(
        places.iter().map(|(place, n)| (place.as_str(), *n)).collect::<Vec<_>>(),
        PLACES.map(|place| (place, 4))
    );
    assert_eq!(rules, &[("噪声污染防治条例".to_owned(), 8)]);
    assert_eq!(samples, &["青石湾搅拌站噪音粉尘扰民"]);
    assert_eq!(seen(&office, plant).await.matters.len(), 8);

    office.app.rebuild(&|_| ()).await.unwrap();
    assert!(listed(&office, SUPERVISOR).await.topics.is_empty());
    office.app.drain_jobs().await.unwrap();
    assert_eq!(sizes(&listed(&office, SUPERVISOR).await), sizes(&list), "made anew, they are the same");
    file(&office, &self::plant(9)).await;
    let again = office.again();
    again.drain_jobs().await.unwrap();
    assert_eq!(sizes(&listed(&office, SUPERVISOR).await), [(plant, 9), (bus, 3)], "also by a process begun anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_counts_what_he_may_not_read() {
    let office = common::district("2026-03-02").await;
    let (plants, _) = both(&office, 6).await;
    for change in [
        (|it: &mut FilingRequest| it.under_seal = true) as fn(&mut FilingRequest),
        |it| it.accusation = true,
        |it| it.about_office = true,
    ] {
        let mut hidden = plant(7);
        change(&mut hidden);
        file(&office, &hidden).await;
    }
    let registrar = office.officer("o-xfj-1").await;
    for matter in &plants[..3] {
        let forward = Forward {
            issue: IssueNo::FIRST,
            to: "zjj".parse().unwrap(),
            reason: RouteReason::ComplainedOf,
            proposed: Vec::new(),
        };
        office.app.act(&registrar, *matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    }
    office.app.drain_jobs().await.unwrap();
    let topic = TopicId::begun_by(plants[0]);
    let of = async |officer: &str| sizes(&listed(&office, officer).await);
    assert_eq!(of(SUPERVISOR).await[0], (topic, 6));
    assert_eq!(of("o-zjj-2").await, [(topic, 3)], "the head of the unit counts those of his unit");
    assert_eq!(of("o-jyj-2").await, []);
    for officer in ["o-xfj-1", "o-zjj-1", "o-xfj-9"] {
        let actor = office.officer(officer).await;
        let refused = office.app.topics(&actor, TopicOrder::Size, 0).await;
        assert!(matches!(refused, Err(AppError::Refused(Refusal::NotYours { .. }))), "{officer}");
    }
    let head = office.officer("o-jyj-2").await;
    assert!(matches!(office.app.topic(&head, topic).await, Err(AppError::NotFound)));
    let none = TopicId::from_bits(7);
    assert!(matches!(office.app.topic(&head, none).await, Err(AppError::NotFound)));
    let head = office.officer("o-zjj-2").await;
    assert_eq!(office.app.topic(&head, topic).await.unwrap().matters.len(), 3);
    let decided = office.app.decide_topic(&head, topic, |_| Ok(TopicCommand::Close)).await;
    assert!(matches!(decided, Err(AppError::Refused(Refusal::NotYours { .. }))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_decide_holds_when_rows_are_made_anew() {
    let office = common::district("2026-03-02").await;
    let (plants, buses) = both(&office, 7).await;
    let (plant, bus) = (TopicId::begun_by(plants[0]), TopicId::begun_by(buses[0]));
    let supervisor = office.officer(SUPERVISOR).await;
    let named = office.app.decide_topic(&supervisor, plant, |desk| {
        Ok(TopicCommand::Name(desk.words("name", "青石湾搅拌站", Bound::Subject)?))
    });
    assert_eq!(named.await.unwrap(), plant);
    let some = vec![plants[3], plants[4], plants[5]];
    let own = decides(&office, plant, TopicCommand::Split { matters: some.clone() }).await.unwrap();
    assert_eq!(own, TopicId::begun_by(plants[3]));
    assert_eq!(decides(&office, bus, TopicCommand::Merge { into: plant }).await.unwrap(), plant);
    let refused = decides(&office, bus, TopicCommand::Close).await;
    assert!(matches!(refused, Err(AppError::Refused(Refusal::TopicMerged { .. }))), "{refused:?}");
    let unknown = decides(&office, plant, TopicCommand::SetMaster { matter: plants[4] }).await;
    assert!(matches!(unknown, Err(AppError::Refused(Refusal::NotInTopic { .. }))), "{unknown:?}");
    decides(&office, plant, TopicCommand::SetMaster { matter: plants[1] }).await.unwrap();
    decides(&office, own, TopicCommand::Close).await.unwrap();
    let expected = [(plant, 7), (own, 3)];
    assert_eq!(sizes(&listed(&office, SUPERVISOR).await), expected);
    let view = seen(&office, bus).await;
    assert_eq!((view.seen.topic, view.seen.name.as_deref()), (plant, Some("青石湾搅拌站")));
    assert_eq!((view.master.map(|master| master.row.matter), view.merged), (Some(plants[1]), vec![(bus, None)]));
    assert!(seen(&office, own).await.seen.closed_on.is_some());

    let linked = office.app.link_topic(&supervisor, plant).await.unwrap();
    assert_eq!((linked.linked, linked.refused), (6, 0));
    assert!(
        seen(&office, plant).await.matters.iter().filter(|it| it.listed.row.matter != plants[1]).all(|it| it.is_linked)
    );

    office.app.rebuild(&|_| ()).await.unwrap();
    office.app.drain_jobs().await.unwrap();
    assert_eq!(sizes(&listed(&office, SUPERVISOR).await), expected);
    decides(&office, bus, TopicCommand::Part).await.unwrap();
    assert_eq!(sizes(&listed(&office, SUPERVISOR).await).len(), 3);
    let report = office.app.verify(&|_| ()).await.unwrap();
    assert_eq!(report.findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_grows_past_its_history_is_told_to_who_reads_all_of_it() {
    let office = common::district("2026-01-05").await;
    let first: Date = "2026-01-05".parse().unwrap();
    let mut topic = None;
    for day in 0..70 {
        office.clock.set(&first.saturating_add(day.days()).to_string());
        let count = if day >= 66 { 5 } else { usize::from(day % 4 == 0) };
        for n in 0..count {
            let matter = file(&office, &plant(n)).await;
            topic.get_or_insert(TopicId::begun_by(matter));
            office.clock.later();
        }
        office.app.drain_jobs().await.unwrap();
    }
    let topic = topic.unwrap();
    let view = seen(&office, topic).await;
    let warned_on = view.seen.warned_on.unwrap();
    assert!((first.saturating_add(66.days())..first.saturating_add(69.days())).contains(&warned_on), "{warned_on}");
    let supervisor = office.officer(SUPERVISOR).await;
    assert_eq!(office.app.growing_topics(&supervisor).await.unwrap(), 1);
    let registrar = office.officer("o-xfj-1").await;
    let forward = Forward {
        issue: IssueNo::FIRST,
        to: "zjj".parse().unwrap(),
        reason: RouteReason::ComplainedOf,
        proposed: Vec::new(),
    };
    office.app.act(&registrar, topic.first(), |_| Ok(Command::Forward(forward))).await.unwrap();
    let head = office.officer("o-zjj-2").await;
    assert_eq!(office.app.growing_topics(&head).await.unwrap(), 0);
    assert_eq!(office.app.topic(&head, topic).await.unwrap().seen.warned_on, None);
    decides(&office, topic, TopicCommand::Close).await.unwrap();
    assert_eq!(office.app.growing_topics(&supervisor).await.unwrap(), 0);
    let stored = office.app.store().journal.load(office.app.office_id(), &Stream::Topics, 0).await.unwrap();
    assert_eq!(stored.len(), 1, "a warning is a row, a decision an entry");
}
