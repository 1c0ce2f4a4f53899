//! What an issue is proposed to be: by the catalogue until the office has learned, then by what it decided; what was proposed
//! is recorded with the decision.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use common::Office;
use huiyin_app::desk::Bound;
use huiyin_app::filing::FilingRequest;
use huiyin_app::propose::ClassProposals;
use huiyin_app::propose::models::{Learned, Models};
use huiyin_app::propose::parts::PartKind;
use huiyin_app::propose::units::LikelyUnit;
use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::command::{Accept, Classify, Forward, Object};
use huiyin_domain::matter::event::Proposed;
use huiyin_domain::matter::{Command, Event, Kind, RouteReason, Way};

const FIRST: IssueNo = IssueNo::FIRST;

async fn file(office: &Office, subject: &str, text: &str) -> MatterId {
    office.file(&FilingRequest::of_words(Channel::Online, subject, text)).await.matter
}

/// Classifies it, and gives what was recorded as proposed.
async fn classified(office: &Office, matter: MatterId, class: &str) -> Option<Proposed> {
    let registrar = office.officer("o-xfj-1").await;
    let class = class.parse().unwrap();
    let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    let done = office.app.act(&registrar, matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    done.events.into_iter().find_map(|event| match event {
        Event::IssueClassified(event) => Some(event.proposed),
        _ => None,
    })?
}

async fn proposed(office: &Office, officer: &str, matter: MatterId) -> ClassProposals {
    let view = office.app.view(&office.officer(officer).await, matter).await.unwrap();
    office.app.class_proposals(&view, FIRST).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_has_learned_nothing_proposes_by_the_catalogue_and_is_never_sure() {
    let office = common::district("2026-03-02").await;
    let matter = file(&office, "自来水停水", "小区的自来水已经停了三天，供水公司没有通知。").await;
    let proposals = proposed(&office, "o-xfj-1", matter).await;
    let classes: Vec<&str> = proposals.classes.iter().map(|likely| likely.class.as_str()).collect();
    assert!(classes.contains(&"01.06.01"), "town water supply: {classes:?}");
    assert!(!proposals.is_sure && !proposals.is_learned() && proposals.kind.is_none());
    let recorded = classified(&office, matter, "01.06.01").await.unwrap();
    assert_eq!(recorded.classes.iter().map(|it| it.class.as_str()).collect::<Vec<_>>(), classes);
    assert!(recorded.classes.iter().all(|it| it.per_mille.is_none()));
}

/// Sentences about one thing, each a little different.
fn told(about: &str, n: usize) -> (String, String) {
    let place = ["东街", "西巷", "南门", "北桥", "河口", "山脚", "学校旁", "市场边"][n % 8];
    (format!("{place}{about}"), format!("{place}{about}已经{n}天，反映多次没有人管，请尽快处理。"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_learns_from_what_it_decided_and_says_what_speaks_for_it() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    let office = Office { app: office.app.clone().with_models(Models::at(folder.path().join("models"))), ..office };
    for n in 0..24 {
        for (about, class) in [("路灯不亮", "01.07"), ("拖欠工资", "03.02.01")] {
            let (subject, text) = told(about, n);
            let matter = file(&office, &subject, &text).await;
            classified(&office, matter, class).await;
        }
    }
    let sealed =
        FilingRequest { under_seal: true, ..FilingRequest::of_words(Channel::Online, "密", "密封的内容。") };
    office.file(&sealed).await;
    let decisions = office.app.decisions().await.unwrap();
    assert_eq!(decisions.len(), 48, "what is under seal teaches nothing");
    let lessons = office.app.learn(decisions).await.unwrap();
    let told_apart =
        |learned: Learned| lessons.iter().find(|lesson| lesson.learned == learned).unwrap().told_apart.as_ref();
    assert_eq!(told_apart(Learned::Class).unwrap().0, 2);
    assert!(told_apart(Learned::Kind).is_err(), "one kind alone tells nothing apart");

    let matter = file(&office, "后街路灯不亮", "后街的路灯不亮，走路看不见。").await;
    let proposals = proposed(&office, "o-xfj-1", matter).await;
    assert!(proposals.is_learned());
    let first = &proposals.classes[0];
    assert_eq!(first.class.as_str(), "01.07", "{proposals:?}");
    assert!(first.words.iter().any(|word| word.contains("路灯")), "{:?}", first.words);
    let recorded = classified(&office, matter, "03.02.01").await.unwrap();
    assert_eq!(recorded.classes[0].class.as_str(), "01.07", "what was proposed, whatever was decided");
    assert!(recorded.classes[0].per_mille.is_some_and(|share| share > 500), "{recorded:?}");
}

async fn next_night(office: &Office, day: &str) {
    office.clock.set(day);
    office.app.queue_daily().await.unwrap();
    office.app.drain_jobs().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_learned_by_night_once_it_is_enough() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    let office = Office { app: office.app.clone().with_models(Models::at(models.clone())), ..office };
    let mut matters = Vec::new();
    for n in 0..14 {
        for (about, class) in [("路灯不亮", "01.07"), ("拖欠工资", "03.02.01")] {
            let (subject, text) = told(about, n);
            let matter = file(&office, &subject, &text).await;
            classified(&office, matter, class).await;
            matters.push(matter);
        }
    }
    next_night(&office, "2026-03-03").await;
    assert!(!models.exists(), "28 are too few");
    for n in 14..16 {
        let (subject, text) = told("路灯不亮", n);
        let matter = file(&office, &subject, &text).await;
        classified(&office, matter, "01.07").await;
    }
    next_night(&office, "2026-03-04").await;
    let written_at = || std::fs::metadata(models.join("class.model")).unwrap().modified().unwrap();
    let first = written_at();
    let matter = file(&office, "后街路灯不亮", "后街的路灯不亮，走路看不见。").await;
    assert!(proposed(&office, "o-xfj-1", matter).await.is_learned());
    next_night(&office, "2026-03-05").await;
    assert_eq!(written_at(), first, "nothing new");
    let before = office.app.models().learned_from();
    for matter in matters.into_iter().chain([matter]).step_by(2) {
        classified(&office, matter, "01.06.01").await;
    }
    next_night(&office, "2026-03-06").await;
    assert_eq!(office.app.models().learned_from(), before, "fifteen corrections are too few");
}

async fn forward(office: &Office, matter: MatterId, to: &str) {
    let forward =
        Forward { issue: FIRST, to: to.parse().unwrap(), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    office.app.act(&office.officer("o-xfj-1").await, matter, |_| Ok(Command::Forward(forward))).await.unwrap();
}

async fn units(office: &Office, matter: MatterId) -> Vec<LikelyUnit> {
    let registrar = office.officer("o-xfj-1").await;
    let view = office.app.view(&registrar, matter).await.unwrap();
    office.app.unit_proposals(&registrar, &view, FIRST).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_proposed_by_the_catalogue_and_by_where_like_matters_stayed() {
    let office = common::district("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。";
    let kept = file(&office, "柳林巷路灯全灭", text).await;
    let sent_back = file(&office, "柳林巷路灯全灭了", text).await;
    for matter in [kept, sent_back] {
        classified(&office, matter, "01.07").await;
        forward(&office, matter, "qlz").await;
    }
    let accept = Accept { issue: FIRST, on: "2026-03-02".parse().unwrap() };
    office.app.act(&office.officer("o-qlz-1").await, kept, |_| Ok(Command::Accept(accept))).await.unwrap();
    office.app.drain_jobs().await.unwrap();

    let open = file(&office, "柳林巷路灯又灭了", "柳林巷的路灯又灭了，老人晚上不敢出门，请派人修理。").await;
    classified(&office, open, "01.07").await;
    office.app.drain_jobs().await.unwrap();
    let likely = units(&office, open).await;
    let of = |unit: &str| likely.iter().find(|likely| likely.unit.as_str() == unit);
    assert!(of("cgj").is_some_and(|likely| matches!(likely.rule, Some(RouteReason::Duty { .. }))), "{likely:?}");
    let township = of("qlz").expect("a like matter stayed there");
    assert_eq!((township.agreed, township.refused), (1, 0));
    assert_eq!(township.like[0].row.matter, kept);

    let object = |desk: &mut huiyin_app::desk::Desk| {
        Ok(Command::Object(Object {
            issue: FIRST,
            better: None,
            reason: desk.words("reason", "不归本镇", Bound::Note)?,
        }))
    };
    office.app.act(&office.officer("o-qlz-2").await, sent_back, object).await.unwrap();
    let likely = units(&office, open).await;
    assert!(likely.iter().all(|likely| likely.unit.as_str() != "qlz"), "one kept, one sent back: {likely:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_proposed_is_recorded_and_counts_against_itself_where_it_was_not_taken() {
    let office = common::district("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。";
    let first = file(&office, "柳林巷路灯全灭", text).await;
    classified(&office, first, "01.07").await;
    let proposed = Vec::new();
    let forward = Forward { issue: FIRST, to: "qlz".parse().unwrap(), reason: RouteReason::ComplainedOf, proposed };
    let registrar = office.officer("o-xfj-1").await;
    let done = office.app.act(&registrar, first, |_| Ok(Command::Forward(forward))).await.unwrap();
    let recorded = done.events.into_iter().find_map(|event| match event {
        Event::IssueForwarded(event) => Some(event.proposed),
        _ => None,
    });
    let recorded = recorded.unwrap();
    assert_eq!((recorded[0].unit.as_str(), recorded[0].by_rule, recorded[0].kept), ("cgj", true, 0));
    let accept = Accept { issue: FIRST, on: "2026-03-02".parse().unwrap() };
    office.app.act(&office.officer("o-qlz-1").await, first, |_| Ok(Command::Accept(accept))).await.unwrap();

    let second = file(&office, "柳林巷路灯又灭了", "柳林巷的路灯又灭了，老人晚上不敢出门，请派人修理。").await;
    classified(&office, second, "01.07").await;
    office.app.drain_jobs().await.unwrap();
    let likely = units(&office, second).await;
    let of = |unit: &str| likely.iter().find(|likely| likely.unit.as_str() == unit).expect("it is proposed");
    assert_eq!((of("cgj").passed_over, of("cgj").refused, of("cgj").agreed), (1, 0, 0));
    assert_eq!((of("qlz").passed_over, of("qlz").refused, of("qlz").agreed), (0, 0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_read_for_its_parts_and_its_demands() {
    let office = common::district("2026-03-02").await;
    let text = "2026年2月10日，青岚镇柳林巷路灯坏了，共欠电费3000元。\n一、请求尽快修好路灯。\n二、请求公开电费账目。";
    let matter = file(&office, "路灯", text).await;
    let view = office.app.view(&office.officer("o-xfj-1").await, matter).await.unwrap();
    let letter = office.app.letter_parts(&view).unwrap();
    let has = |is: fn(&PartKind) -> bool| letter.parts.iter().any(|part| is(&part.kind));
    assert!(has(|kind| matches!(kind, PartKind::Place(_))), "{letter:?}");
    assert!(has(|kind| *kind == PartKind::Day("2026-02-10".parse().ok())), "{letter:?}");
    assert!(has(|kind| matches!(kind, PartKind::Amount(amount, _) if (*amount - 3000.0).abs() < 0.1)), "{letter:?}");
    assert_eq!(letter.demands().len(), 2, "{:?}", letter.demands());
}

/// The invented problems of the demo, each with the class that its author gave it.
fn problems() -> Vec<(String, String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/demo/problems");
    let mut problems = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file: toml::Value = toml::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for problem in file["problem"].as_array().unwrap() {
            let said = |field: &str| problem[field].as_str().unwrap().to_owned();
            problems.push((said("class"), said("subject"), said("text")));
        }
    }
    problems
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_alone_names_the_right_field_for_most_invented_problems() {
    let office = common::district("2026-03-02").await;
    let (mut field, mut exact, problems) = (0, 0, problems());
    for (class, subject, text) in &problems {
        let proposals = office.app.proposals_for_words(subject, text, false).await.unwrap();
        let has = |is: &dyn Fn(&str) -> bool| proposals.classes.iter().any(|likely| is(likely.class.as_str()));
        field += usize::from(has(&|code| code[..2] == class[..2]));
        exact += usize::from(has(&|code| code == class));
    }
    let told = format!("of {} in {field} the first level, in {exact} the class is among three", problems.len());
    assert!(field * 100 >= problems.len() * 65 && exact * 100 >= problems.len() * 45, "{told}");
}
