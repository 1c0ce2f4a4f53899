//! Matters are found by their words in any script, by whoever may read them and by nobody else; the database holds no word.

#![expect(clippy::unwrap_used, reason = "what fails while an office is made fails the test that asked for it")]

mod common;

use common::Office;
use huiyin_app::AppError;
use huiyin_app::filing::FilingRequest;
use huiyin_app::search::{FOUND_MAX, SearchFilter, SearchPage};
use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Command;
use huiyin_domain::matter::RouteReason;
use huiyin_domain::matter::command::Forward;

async fn file(office: &Office, subject: &str, text: &str) -> MatterId {
    office.file(&FilingRequest::of_words(Channel::Online, subject, text)).await.matter
}

async fn search(office: &Office, officer: &str, words: &str) -> SearchPage {
    let actor = office.officer(officer).await;
    office.app.search(&actor, words, &SearchFilter::default(), 0).await.unwrap()
}

async fn found(office: &Office, officer: &str, words: &str) -> Vec<MatterId> {
    search(office, officer, words).await.finds.iter().map(|find| find.listed.row.matter).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_either_script_once_they_are_read() {
    let office = common::district("2026-03-02").await;
    let dark = file(&office, "村口路灯不亮", "三盏路灯坏了，孩子走夜路。电话13800000001。").await;
    let noise = file(&office, "夜間施工噪音", "工地夜裡三點還在打樁，Ａ座臨街。").await;
    assert!(found(&office, "o-xfj-1", "路灯").await.is_empty(), "not read yet");
    office.app.drain_jobs().await.unwrap();
    assert_eq!(found(&office, "o-xfj-1", "路燈").await, [dark]);
    assert_eq!(found(&office, "o-xfj-1", "夜间 打桩").await, [noise]);
    assert_eq!(found(&office, "o-xfj-1", "a座").await, [noise]);
    assert_eq!(found(&office, "o-xfj-1", "夜间 路灯").await, []);
    assert_eq!(found(&office, "o-xfj-1", "13800000001").await, [], "nobody is found by a number");
    let page = search(&office, "o-xfj-1", "路灯").await;
    let (subject, snippet) = (&page.finds[0].subject, &page.finds[0].snippet);
    assert_eq!(subject.marks.iter().map(|mark| &subject.text[mark.clone()]).collect::<Vec<_>>(), ["路灯"]);
    assert_eq!(snippet.text, "三盏路灯坏了，孩子走夜路。电话***********。");
    assert_eq!(&snippet.text[snippet.marks[0].clone()], "路灯");
    let actor = office.officer("o-xfj-1").await;
    let one_sign = office.app.search(&actor, "灯", &SearchFilter::default(), 0).await;
    assert!(matches!(one_sign, Err(AppError::Invalid(_))), "{one_sign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_read_moves_nothing() {
    let office = common::district("2026-03-02").await;
    let dark = file(&office, "路灯不亮", "三盏路灯坏了。").await;
    let sealed = FilingRequest {
        under_seal: true,
        ..FilingRequest::of_words(Channel::Online, "路灯贪污", "路灯款项。")
    };
    office.file(&sealed).await;
    office.app.drain_jobs().await.unwrap();
    assert_eq!(found(&office, "o-xfj-1", "路灯").await, [dark], "nobody finds what is under seal");
    assert_eq!(search(&office, "o-qlz-1", "路灯").await.count, 0, "nor what is not theirs");
    let registrar = office.officer("o-xfj-1").await;
    let forward = Forward {
        issue: IssueNo::FIRST,
        to: "qlz".parse().unwrap(),
        reason: RouteReason::ComplainedOf,
        proposed: Vec::new(),
    };
    office.app.act(&registrar, dark, |_| Ok(Command::Forward(forward))).await.unwrap();
    assert_eq!(found(&office, "o-qlz-1", "路灯").await, [dark]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_widely_finds_other_words_for_the_same() {
    let office = common::district("2026-03-02").await;
    let one = file(&office, "申请公租房", "申请公租房被拒。").await;
    office.clock.set("2026-03-03");
    let other = file(&office, "住房", "申请公共租赁住房，一直没有答复。").await;
    office.app.drain_jobs().await.unwrap();
    assert_eq!(found(&office, "o-xfj-1", "公租房").await, [one]);
    let actor = office.officer("o-xfj-1").await;
    let widely = SearchFilter { widely: true, ..SearchFilter::default() };
    let page = office.app.search(&actor, "公租房", &widely, 0).await.unwrap();
    let mut found: Vec<MatterId> = page.finds.iter().map(|find| find.listed.row.matter).collect();
    found.sort_unstable();
    assert_eq!((found, page.count), (vec![one, other], 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_few_petitions_say_weighs_more_than_what_most_do() {
    let office = common::district("2026-03-02").await;
    let rare = file(&office, "第一件", "锅炉房天天冒黑烟").await;
    office.clock.set("2026-03-03");
    let common = file(&office, "第二件", "居民反映小区问题").await;
    office.app.drain_jobs().await.unwrap();
    // Each holds seven pairs of it; if all weighed alike, the newer would come first.
    let words = "锅炉房天天冒黑烟的居民反映小区问题";
    assert_eq!(found(&office, "o-xfj-1", words).await, [rare, common]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_are_ranked_and_come_in_pages() {
    let office = common::district("2026-03-02").await;
    for n in 0..FOUND_MAX + 5 {
        file(&office, "噪音", &format!("第{n}次，工地噪音。")).await;
    }
    // Of what comes in one millisecond chance says which is newer.
    office.clock.set("2026-03-03");
    let best = file(&office, "工地噪音扰民", "工地噪音，工地噪音。").await;
    office.app.drain_jobs().await.unwrap();
    let first = search(&office, "o-xfj-1", "工地噪音").await;
    assert_eq!((first.count, first.is_cut, first.next), (FOUND_MAX, true, Some(20)));
    assert_eq!(first.finds[0].listed.row.matter, best);
    assert_eq!(first.facets.units.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [FOUND_MAX]);
    let actor = office.officer("o-xfj-1").await;
    let mut seen: Vec<MatterId> = Vec::new();
    let mut from = Some(0);
    while let Some(place) = from {
        let page = office.app.search(&actor, "工地噪音", &SearchFilter::default(), place).await.unwrap();
        seen.extend(page.finds.iter().map(|find| find.listed.row.matter));
        from = page.next;
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), FOUND_MAX);
    let none = SearchFilter { channel: Some(Channel::Visit), ..SearchFilter::default() };
    assert_eq!(office.app.search(&actor, "工地噪音", &none, 0).await.unwrap().count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuilt_index_finds_the_same_and_the_database_holds_no_word() {
    let office = common::district("2026-03-02").await;
    let planted = "望江亭拆除";
    let matter = file(&office, planted, "望江亭是老建筑。").await;
    office.app.drain_jobs().await.unwrap();
    assert_eq!(found(&office, "o-xfj-1", "望江亭").await, [matter]);
    office.app.rebuild(&|_| ()).await.unwrap();
    assert!(found(&office, "o-xfj-1", "望江亭").await.is_empty());
    office.app.drain_jobs().await.unwrap();
    assert_eq!(found(&office, "o-xfj-1", "望江亭").await, [matter]);
    office.app.close().await;
    for entry in std::fs::read_dir(office.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for word in [planted, "望江", "江亭"] {
            let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(!contains(&bytes, word.as_bytes()) && !contains(&bytes, &utf16), "{word}");
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
