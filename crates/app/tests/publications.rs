//! Published answers: every process sees the same, nobody finds what waits, and a text that was touched is named.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use common::{Office, accepted, answer};
use huiyin_app::desk::{Bound, Desk};
use huiyin_app::publications::{PublicationDeed, PublicationStage};
use huiyin_app::{App, AppError};
use huiyin_domain::ids::{IssueNo, MatterId, PetitionNo, PublicationId};
use huiyin_domain::matter::command::{RequestReview, Serve};
use huiyin_domain::matter::{Command, Refusal, ServiceWay};
use huiyin_domain::office::Actor;
use huiyin_domain::publication::PublicationPart;

const HANDLER: &str = "o-qlz-1";
const SUPERVISOR: &str = "o-xfj-5";
const DAY: &str = "2026-03-02";
const LAMPS: (&str, &str) = ("村道路灯长期不亮，如何报修？", "由镇人民政府负责维护，一般十日内修复。");
const POND: (&str, &str) = ("鱼塘补偿款多久发放？", "审核后三十日内发放到账。");

/// A matter whose answer was served.
async fn served(office: &Office) -> MatterId {
    let matter = accepted(office, "柳林巷路灯全灭", "柳林巷的路灯全灭了半个月。").await;
    answer(office, matter).await;
    let (issue, petition, on) = (IssueNo::FIRST, PetitionNo::FIRST, DAY.parse().unwrap());
    let serve = Serve { issue, petition, way: ServiceWay::Hand, proof: None, on };
    office.app.act(&office.officer(HANDLER).await, matter, |_| Ok(Command::Serve(serve))).await.unwrap();
    matter
}

async fn prepared(office: &Office, words: (&str, &str)) -> PublicationId {
    let (handler, matter) = (office.officer(HANDLER).await, served(office).await);
    office.app.prepare_publication(&handler, (matter, IssueNo::FIRST), words).await.unwrap()
}

async fn decided(office: &Office, id: PublicationId, deed: PublicationDeed) -> Result<(), AppError> {
    office.app.decide_publication(&office.officer(SUPERVISOR).await, id, deed, "多村有同样的问题。").await
}

async fn published(office: &Office, words: (&str, &str)) -> PublicationId {
    let id = prepared(office, words).await;
    decided(office, id, PublicationDeed::Publish).await.unwrap();
    id
}

async fn found(app: &App, words: &str) -> Vec<PublicationId> {
    let page = app.published_answers(words, 0).await.unwrap();
    page.answers.iter().map(|answer| answer.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_process_finds_what_is_published_and_nothing_else() {
    let office = common::district(DAY).await;
    let other = office.again();
    assert!(found(&other, "").await.is_empty());
    let waiting = prepared(&office, LAMPS).await;
    let (lamps, pond) = (published(&office, LAMPS).await, published(&office, POND).await);
    for app in [&office.app, &other, &office.again()] {
        assert_eq!(found(app, "").await.len(), 2);
        assert_eq!(found(app, "路燈").await, [lamps]);
        assert_eq!(found(app, "鱼塘").await, [pond]);
        let like = app.like_answers("巷子里路灯不亮", "天黑看不见路，请来修复。").await.unwrap();
        assert_eq!(like.first().map(|answer| answer.id), Some(lamps), "{like:?}");
        assert!(matches!(app.published_answer(waiting).await, Err(AppError::NotFound)));
        assert!(matches!(app.published_answers("灯", 0).await, Err(AppError::Invalid(_))));
    }
    decided(&office, lamps, PublicationDeed::TakeBack).await.unwrap();
    assert_eq!(found(&other, "路灯").await, []);
    assert!(matches!(other.published_answer(lamps).await, Err(AppError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_tells_of_a_person_is_refused_by_its_place() {
    let office = common::district(DAY).await;
    let (handler, matter) = (office.officer(HANDLER).await, served(&office).await);
    for (words, part, line, sign) in [
        (("电话13800000001的路灯", "修好了。"), PublicationPart::Question, 1, 3),
        (("路灯", "修好了。\n请写信到 a@example.org。"), PublicationPart::Answer, 2, 6),
    ] {
        let refused = office.app.prepare_publication(&handler, (matter, IssueNo::FIRST), words).await;
        let Err(AppError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal, Refusal::PersonTold { part, line, sign });
    }
    let long = "灯".repeat(1_001);
    let refused = office.app.prepare_publication(&handler, (matter, IssueNo::FIRST), (&long, "修好了。")).await;
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_begins_with_what_waits() {
    let office = common::district(DAY).await;
    let lamps = published(&office, LAMPS).await;
    let waiting = prepared(&office, POND).await;
    let supervisor = office.officer(SUPERVISOR).await;
    let list = office.app.publications(&supervisor, 0).await.unwrap();
    let shown: Vec<_> = list.publications.iter().map(|seen| (seen.id, seen.publication.stage)).collect();
    assert_eq!(shown, [(waiting, PublicationStage::Prepared), (lamps, PublicationStage::Published)]);
    let handler = office.officer(HANDLER).await;
    assert!(matches!(office.app.publications(&handler, 0).await, Err(AppError::Refused(_))));
    let view = office.app.publication(&handler, waiting).await.unwrap();
    assert!(view.may_take_back && view.publishing.is_some_and(|verdict| verdict.is_err()));
    let stranger = office.officer("o-jyj-1").await;
    assert!(matches!(office.app.publication(&stranger, waiting).await, Err(AppError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_text_that_was_removed_is_named() {
    let office = common::district(DAY).await;
    let id = published(&office, LAMPS).await;
    let report = office.app.verify(&|_| ()).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let supervisor = office.officer(SUPERVISOR).await;
    let prepared = office.app.publication(&supervisor, id).await.unwrap().seen.publication.prepared;
    let database = rusqlite::Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    let bytes = prepared.answer.id.to_bytes();
    assert_eq!(database.execute("DELETE FROM contents WHERE content_id = ?1", [bytes.as_slice()]).unwrap(), 1);
    let report = office.app.verify(&|_| ()).await.unwrap();
    let place = format!("contents row {}/{}", prepared.matter, prepared.answer.id);
    assert_eq!(report.findings.iter().map(|finding| &finding.place).collect::<Vec<_>>(), [&place]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_matter_no_longer_bears_is_kept_back() {
    let office = common::district(DAY).await;
    let (supervisor, id) = (office.officer(SUPERVISOR).await, published(&office, LAMPS).await);
    let matter = office.app.publication(&supervisor, id).await.unwrap().seen.publication.prepared.matter;
    let request = |desk: &mut Desk| {
        let request = desk.words("request", "灯又灭了。", Bound::Demand)?;
        let (issue, petition, on) = (IssueNo::FIRST, PetitionNo::FIRST, DAY.parse().unwrap());
        Ok(RequestReview { issue, petition, request, on }.into())
    };
    assert_eq!(found(&office.app, "").await, [id]);
    office.app.act(&Actor::Petitioner(PetitionNo::FIRST), matter, request).await.unwrap();
    for app in [&office.app, &office.again()] {
        assert_eq!((found(app, "").await, found(app, "路灯").await), (vec![], vec![]));
        assert!(app.like_answers("巷子里路灯不亮", "天黑看不见路，请来修复。").await.unwrap().is_empty());
        assert!(app.published_of(matter).await.unwrap().is_empty());
        assert!(matches!(app.published_answer(id).await, Err(AppError::NotFound)));
    }
    let hidden = office.app.publications(&supervisor, 0).await.unwrap().publications.remove(0).hidden;
    assert!(matches!(hidden, Some(Refusal::NothingToPublish { .. })), "who publishes is told why: {hidden:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lost_its_key_is_read_by_nobody() {
    let office = common::district(DAY).await;
    let (lamps, pond) = (published(&office, LAMPS).await, published(&office, POND).await);
    assert_eq!(found(&office.app, "").await.len(), 2, "the texts are in memory");
    let supervisor = office.officer(SUPERVISOR).await;
    let matter = office.app.publication(&supervisor, pond).await.unwrap().seen.publication.prepared.matter;
    let database = rusqlite::Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    let owner = format!("matter/{matter}");
    assert_eq!(database.execute("DELETE FROM keys WHERE owner = ?1", [owner]).unwrap(), 1);
    for app in [&office.app, &office.again()] {
        assert_eq!(found(app, "").await, [lamps]);
        assert!(matches!(app.published_answer(pond).await, Err(AppError::NotFound)));
    }
}
