//! What a reader may not read moves nothing: an office with many hidden texts shows him the very same finds, order, snippets,
//! counts and proposals as one without, on either store.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use common::{FACTS, Office, accepted, answer};
use huiyin_app::filing::FilingRequest;
use huiyin_app::search::{Alike, DraftWords, SearchFilter};
use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::intake::Channel;
use huiyin_store::Store;
use huiyin_store::search::SEGMENT_TEXTS;
use tokio_postgres as _; // what the support of the other store, taken in above, stands on

const FIRST: IssueNo = IssueNo::FIRST;
/// Whose office is looked at: a handler of the township, who reads what was sent there.
const READER: &str = "o-qlz-1";

/// Petitions that the reader may read; every other one is answered.
const TOLD: [(&str, &str); 6] = [
    ("柳林巷路灯全灭", "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。"),
    ("鱼塘被填没有补偿", "村里填了我家鱼塘修路，说好的补偿款一直没有发。"),
    ("柳林巷路灯又灭了", "柳林巷的路灯又灭了，老人晚上不敢出门，请派人修理。"),
    ("鱼塘污水横流", "上游养殖场的污水流进鱼塘，鱼死了一半，反映多次没有人管。"),
    ("路灯太暗", "柳林巷尽头的路灯太暗，看不清台阶，夜里常有人摔跤。"),
    ("柳林巷修路灯何时完工", "柳林巷的路灯修了一半停工，线路露在外面，老人孩子不敢走。"),
];

/// The office after the same petitions, with many others like each before it where some are hidden. None is read before all
/// are sent on: what was proposed to the registrar, who reads more, is on the record.
async fn told(office: &Office, is_hidden: bool) -> Vec<MatterId> {
    let mut matters = Vec::new();
    for (n, (subject, text)) in TOLD.into_iter().enumerate() {
        let hidden = if is_hidden { SEGMENT_TEXTS / TOLD.len() + 3 } else { 0 };
        for under_seal in (0..hidden).map(|n| n == 0) {
            let like = FilingRequest::of_words(Channel::Online, subject, format!("{text}{}", TOLD[(n + 1) % 6].1));
            office.file(&FilingRequest { under_seal, ..like }).await;
        }
        office.clock.later();
        matters.push(accepted(office, subject, text).await);
    }
    for matter in matters.iter().step_by(2) {
        office.clock.later();
        answer(office, *matter).await;
    }
    office.app.queue_daily().await.unwrap();
    office.app.drain_jobs().await.unwrap();
    matters
}

fn shown(alike: &[Alike]) -> String {
    let one = |alike: &Alike| format!("{} {:?} {} {:?}", alike.subject, alike.likeness, alike.is_same, alike.shared);
    alike.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// All that the reader is shown, in its order.
async fn seen(office: &Office, matters: &[MatterId]) -> Vec<String> {
    let reader = office.officer(READER).await;
    let mut seen = Vec::new();
    for (words, widely) in [("柳林巷的路灯", false), ("没有", true), ("柳林巷的路灯灭了，老人不敢出门怎么办呢", false)]
    {
        let filter = SearchFilter { widely, ..SearchFilter::default() };
        let page = office.app.search(&reader, words, &filter, 0).await.unwrap();
        assert!(page.count > 1, "{words}");
        let finds = page.finds.iter().map(|find| format!("{:?} {:?}", find.subject, find.snippet));
        seen.extend(finds.chain([format!("{} {} {:?} {:?}", page.count, page.is_cut, page.next, page.facets)]));
    }
    for matter in matters {
        let view = office.app.view(&reader, *matter).await.unwrap();
        seen.push(shown(&office.app.alike(&reader, &view).await.unwrap()));
        let units = office.app.unit_proposals(&reader, &view, FIRST).await.unwrap();
        seen.extend(units.iter().map(|unit| format!("{} {} {}", unit.unit, unit.agreed, unit.refused)));
        let earlier = office.app.earlier_answers(&reader, &view, FIRST).await.unwrap();
        seen.extend(earlier.iter().map(|earlier| format!("{} {}", earlier.subject, earlier.answer.facts)));
        let draft = DraftWords { facts: FACTS.to_owned(), ..DraftWords::default() };
        let looked = office.app.look_over((&reader, &view), FIRST, &draft, &[]).await.unwrap();
        seen.extend(looked.iter().map(|looked| format!("{:?} {}", looked.remark, looked.copied.is_some())));
    }
    let alike = office.app.alike_words(&reader, TOLD[0].0, TOLD[4].1, None).await.unwrap();
    assert!(alike.len() > 1, "{}", shown(&alike));
    seen.push(shown(&alike));
    seen
}

/// What the reader is shown in an office of this store.
async fn seen_in(store: Store, is_hidden: bool) -> Vec<String> {
    let office = common::district_on(store, tempfile::tempdir().unwrap(), "2026-03-02").await;
    let matters = told(&office, is_hidden).await;
    let seen = seen(&office, &matters).await;
    office.app.close().await;
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_texts_change_nothing_that_a_reader_is_shown() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [without, with] = folders.each_ref().map(|folder| huiyin_store_sqlite::open(folder.path()).unwrap());
    let expected = seen_in(without, false).await;
    assert_eq!(seen_in(with, true).await, expected, "in a file");
    let databases = [support::OwnDatabase::new().await.unwrap(), support::OwnDatabase::new().await.unwrap()];
    for (database, is_hidden) in databases.iter().zip([false, true]) {
        let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
        assert_eq!(seen_in(store, is_hidden).await, expected, "on a server, {is_hidden}");
    }
}
