//! A draft is looked over against its demand and against what was answered before; earlier answers are shown to whoever may
//! read them and to nobody else.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use common::{FACTS, Office, accepted, answer};
use huiyin_app::search::{DraftWords, Looked, Remark, SearchFilter};
use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::matter::command::Decide;
use huiyin_domain::matter::{Command, Event, Outcome};

const FIRST: IssueNo = IssueNo::FIRST;
/// The draft as the head of the township's unit sees it looked over.
async fn looked_over(office: &Office, matter: MatterId, words: &DraftWords, events: &[Event]) -> Vec<Looked> {
    let head = office.officer("o-qlz-2").await;
    let view = office.app.view(&head, matter).await.unwrap();
    office.app.look_over((&head, &view), FIRST, words, events).await.unwrap()
}

async fn earlier(office: &Office, officer: &str, matter: MatterId) -> Vec<MatterId> {
    let actor = office.officer(officer).await;
    let view = office.app.view(&actor, matter).await.unwrap();
    let earlier = office.app.earlier_answers(&actor, &view, FIRST).await.unwrap();
    earlier.iter().map(|answer| answer.listed.row.matter).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_to_a_like_question_is_shown_to_whoever_may_read_it() {
    let office = common::district("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。";
    let answered = accepted(&office, "柳林巷路灯全灭", text).await;
    let open = accepted(&office, "柳林巷路灯又灭了", "柳林巷的路灯又灭了，老人晚上不敢出门，请派人修理。").await;
    office.app.drain_jobs().await.unwrap();
    assert!(earlier(&office, "o-qlz-1", open).await.is_empty(), "nothing is answered yet");
    answer(&office, answered).await;
    assert_eq!(earlier(&office, "o-qlz-1", open).await, [answered]);
    assert_eq!(earlier(&office, "o-xfj-1", open).await, [answered], "the registry reads all");
    assert!(earlier(&office, "o-qlz-1", answered).await.is_empty(), "never its own");

    let registrar = office.officer("o-xfj-1").await;
    let found = office.app.search(&registrar, "反光标识", &SearchFilter::default(), 0).await.unwrap();
    let found: Vec<MatterId> = found.finds.iter().map(|find| find.listed.row.matter).collect();
    assert_eq!(found, [answered], "a matter is found by its answer too");
    let elsewhere = office.officer("o-jyj-1").await;
    let found = office.app.search(&elsewhere, "反光标识", &SearchFilter::default(), 0).await.unwrap();
    assert_eq!(found.count, 0, "by whoever may read it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_looked_over_against_its_demand_and_the_answers_before_it() {
    let office = common::district("2026-03-02").await;
    let answered = accepted(&office, "柳林巷路灯全灭", "柳林巷的路灯全灭了半个月，老人晚上摔了跤。").await;
    let open = accepted(&office, "柳林巷路灯又灭了", "柳林巷的路灯又灭了，请派人修理。").await;
    answer(&office, answered).await;
    let copy =
        DraftWords { facts: FACTS.to_owned(), reasons: "属本镇维护范围。".to_owned(), basis: String::new() };
    let looked = looked_over(&office, open, &copy, &[]).await;
    let copied = looked.iter().find(|one| matches!(one.remark, Remark::Copied { .. })).expect("a copy");
    assert_eq!(copied.copied.as_ref().map(|listed| listed.row.matter), Some(answered));
    assert!(looked.iter().any(|one| one.remark == Remark::NoBasis), "{looked:?}");

    let foreign = DraftWords {
        facts: "学校食堂已经整改，饭菜价格下调。".to_owned(),
        reasons: "本答复为最终答复。".to_owned(),
        basis: "《学校食品安全管理规定》".to_owned(),
    };
    let looked = looked_over(&office, open, &foreign, &[]).await;
    let has = |is: fn(&Remark) -> bool| looked.iter().any(|one| is(&one.remark));
    assert!(has(|remark| matches!(remark, Remark::NotTakenUp { .. })), "{looked:?}");
    assert!(has(|remark| matches!(remark, Remark::RemedyDenied(_))), "a decision can be reviewed: {looked:?}");
    assert!(!has(|remark| matches!(remark, Remark::Copied { .. } | Remark::NoBasis)), "{looked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_says_what_would_happen_and_writes_nothing() {
    let office = common::district("2026-03-02").await;
    let open = accepted(&office, "路灯", "不亮。").await;
    let head = office.officer("o-qlz-2").await;
    let before = office.app.view(&head, open).await.unwrap().matter.seq;
    let decide = |desk: &mut huiyin_app::desk::Desk| {
        Ok(Command::Decide(Decide { issue: FIRST, outcome: Outcome::Supported, findings: common::findings(desk) }))
    };
    let events = office.app.rehearse(&head, open, decide).await.unwrap();
    assert!(matches!(events.first(), Some(Event::IssueDecided(_))), "{events:?}");
    assert_eq!(office.app.view(&head, open).await.unwrap().matter.seq, before);
    let elsewhere = office.officer("o-jyj-1").await;
    assert!(office.app.rehearse(&elsewhere, open, decide).await.is_err(), "nor for whoever may not");
}
