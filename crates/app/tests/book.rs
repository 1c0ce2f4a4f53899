//! Registers: every number of a day once, in its order, page by page; nothing of what the reader may not know.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use huiyin_app::book::{BOOK_LINES, BookFilter, What};
use huiyin_domain::ids::{DocumentNo, IssueNo};
use huiyin_domain::matter::command::{AnswerAtOnce, Classify, WriteLetter};
use huiyin_domain::matter::{Command, DocumentKind, Kind, Outcome, ServiceWay, Way};
use huiyin_domain::office::Actor;
use huiyin_domain::office::series::SeriesClass;

const FIRST: IssueNo = IssueNo::FIRST;

fn on_day(class: SeriesClass, day: &str) -> BookFilter {
    let day = day.parse().unwrap();
    BookFilter { registry: "xfj".parse().unwrap(), class, from: day, to: day, waiting: false }
}

/// All numbers of that register for that reader, page by page, and how many are hidden from him.
async fn numbers(office: &common::Office, actor: &Actor, filter: &BookFilter) -> (Vec<u32>, usize) {
    let (mut found, mut hidden, mut after) = (Vec::new(), 0, None);
    loop {
        let book = office.app.book(actor, filter, after.as_ref()).await.unwrap();
        assert!(book.lines.len() <= BOOK_LINES);
        found.extend(book.lines.iter().map(|line| line.number.n));
        hidden += book.hidden;
        match book.next {
            Some(next) => after = Some(next),
            None => return (found, hidden),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_has_every_number_of_its_days_once_and_in_order() {
    let office = common::district("2026-03-02").await;
    let many = u32::try_from(BOOK_LINES).unwrap() + 20;
    for (day, count) in [("2026-03-02", 3), ("2026-03-03", many), ("2026-03-04", 2)] {
        office.clock.set(day);
        for _ in 0..count {
            office.file(&common::petition()).await;
        }
    }
    let registrar = office.officer("o-xfj-1").await;
    let book = async |day: &str| numbers(&office, &registrar, &on_day(SeriesClass::Petition, day)).await;
    assert_eq!(book("2026-03-01").await, (Vec::new(), 0));
    assert_eq!(book("2026-03-02").await, ((1..=3).collect(), 0));
    assert_eq!(book("2026-03-03").await, ((4..=3 + many).collect(), 0));
    assert_eq!(book("2026-03-04").await, ((4 + many..=5 + many).collect(), 0));
    let month = BookFilter { to: "2026-03-31".parse().unwrap(), ..on_day(SeriesClass::Petition, "2026-03-01") };
    assert_eq!(numbers(&office, &registrar, &month).await, ((1..=5 + many).collect(), 0));
    let elsewhere = office.officer("o-jyj-1").await;
    let hidden = numbers(&office, &elsewhere, &on_day(SeriesClass::Petition, "2026-03-02")).await;
    assert_eq!(hidden, (Vec::new(), 3), "told as a number, and as nothing else");
    let first = office.app.book(&registrar, &month, None).await.unwrap().lines.remove(0);
    assert_eq!((first.subject.as_deref(), first.on.to_string().as_str()), (Some("村口路灯不亮"), "2026-03-02"));
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_stand_in_their_register_and_answers_wait_in_it_until_they_are_served() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let write = WriteLetter { issue: FIRST, kind: DocumentKind::Receipt, petition: None };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::WriteLetter(write))).await.unwrap();
    let class = "03.02.01".parse().unwrap();
    let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let answer = |desk: &mut huiyin_app::desk::Desk| {
        let findings = common::findings(desk);
        let (outcome, way) = (Outcome::Explained, ServiceWay::Hand);
        Ok(Command::AnswerAtOnce(AnswerAtOnce { issue: FIRST, outcome, findings, way }))
    };
    office.app.act(&registrar, filed.matter, answer).await.unwrap();
    office.app.drain_jobs().await.unwrap();
    let filter = on_day(SeriesClass::Document, "2026-03-02");
    let book = office.app.book(&registrar, &filter, None).await.unwrap();
    let told: Vec<_> = book.lines.iter().map(|line| (line.what, line.paper().map(|paper| paper.kind))).collect();
    assert_eq!(told[0], (What::Paper(DocumentNo(1)), Some(DocumentKind::Receipt)));
    assert_eq!(told[1], (What::Paper(DocumentNo(2)), Some(DocumentKind::HandlingOpinion)));
    let about = |place: usize| book.lines[place].petition().and_then(|it| it.number.as_ref()).map(ToString::to_string);
    assert_eq!((about(0), about(1)), (Some(filed.number.clone()), Some(filed.number.clone())));
    let sealed: Vec<_> = book.lines.iter().map(|line| (line.by.as_str(), line.opens)).collect();
    assert_eq!(sealed, [("officer:o-xfj-1", true); 2], "who had each numbered, and that both can be opened");
    let (letters, more) = office.app.book_letters(&registrar, &filter, None).await.unwrap();
    let numbers: Vec<_> = letters.iter().map(|letter| letter.number.as_str()).collect();
    assert_eq!((numbers, more), (vec!["xfj-D-2026-000001", "xfj-D-2026-000002"], None), "to be printed in this order");
    let auditor = office.officer("o-xfj-7").await;
    let audited = office.app.book(&auditor, &filter, None).await.unwrap();
    assert!(audited.lines.iter().all(|line| !line.opens && line.by == "officer:o-xfj-1"), "who sealed, and no letter");
    assert!(office.app.book_letters(&auditor, &filter, None).await.unwrap().0.is_empty());
    let waiting = office.app.book(&registrar, &BookFilter { waiting: true, ..filter }, None).await.unwrap();
    assert!(waiting.lines.is_empty(), "answered on the spot: everybody has it");
}
