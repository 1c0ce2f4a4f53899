//! The desk: what people bring with them is registered, by keys alone where a clerk speaks and types at once; an issue has
//! an officer.

use huiyin_e2e::{Browser, Settings, chooses, is_sent, signed_in, text_on_paper, town};
use serde_json::json;

const TAB: char = '\u{E004}';
const SPACE: char = ' ';

/// The most keys that the structured fields of the invented visit may cost.
const KEYS_MAX: usize = 40;

fn paper(folder: &tempfile::TempDir, name: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, format!("{name}: an invented paper.\n")).expect("a paper");
    path.to_str().expect("a path").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_come_with_a_visit_with_what_is_added_at_the_desk_and_by_the_petitioner() {
    let town = town().await;
    let folder = tempfile::tempdir().expect("a folder");
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    chooses(&desk, "#channel", "letter").await;
    desk.types("#subject", "Lamps at the village gate").await;
    desk.types("#text", "Three lamps are dark.").await;
    desk.types("#files", &paper(&folder, "letter.txt")).await;
    desk.follows("#send").await;
    assert!(desk.sees("#about-fault").await, "it asks of everybody whether it is about this office");
    assert!(desk.reads("#files-fault").await.contains("again"), "a file has to be chosen again");
    desk.inspects("register-faulty").await;
    desk.presses("#about").await;
    desk.types("#files", &paper(&folder, "letter.txt")).await;
    desk.follows("#send").await;
    let code = desk.runs("return document.getElementById('code').textContent").await;
    desk.goes_to(&format!("{}/desk", town.address())).await;
    desk.follows(".rows a").await;
    assert!(desk.reads(".petition .files").await.contains("letter.txt"));

    desk.follows("aside a[href$='/add_petition/matter/0']").await;
    desk.inspects("add-petition").await;
    assert_eq!(desk.counts("#about, #against").await, 0, "the matter has said that already");
    chooses(&desk, "#channel", "call").await;
    desk.types("#subject", "A fourth lamp").await;
    desk.types("#text", "It went dark last night.").await;
    desk.types("#files", &paper(&folder, "note.txt")).await;
    desk.follows("#send").await;
    desk.goes_to(&format!("{}/desk", town.address())).await;
    desk.follows(".rows a").await;
    assert_eq!(desk.counts(".petition").await, 2);
    assert!(desk.reads("main").await.contains("note.txt"));

    let phone = Browser::open(Settings { script: true, ..Settings::PHONE.speaking("en-GB") }).await;
    phone.goes_to(&format!("{}/query", town.address())).await;
    phone.types("#code", code.as_str().expect("a code")).await;
    phone.follows("main form button").await;
    phone.follows("a[href='/my/add']").await;
    phone.types("#subject", "A picture").await;
    phone.types("#files", &paper(&folder, "picture.txt")).await;
    phone.follows("#send").await;
    assert!(phone.sees("#text-fault").await && phone.sees("#files-fault").await);
    phone.inspects("add-faulty").await;
    phone.types("#text", "As it looks at night.").await;
    phone.types("#files", &paper(&folder, "picture.txt")).await;
    phone.follows("#send").await;
    phone.follows("a[href='/my']").await;
    assert!(phone.reads("main").await.contains("picture.txt"), "its petitioner reads it back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_about_this_office_goes_past_the_desk_that_registers_it() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.presses("#about-1").await;
    chooses(&desk, "#channel", "visit").await;
    desk.types("#subject", "窗口无人").await;
    desk.types("#text", "上午一直无人。").await;
    desk.follows("#send").await;
    assert_eq!(desk.counts("#code").await, 1, "there is a slip");
    desk.goes_to(&format!("{}/desk", town.address())).await;
    assert_eq!(desk.counts(".rows li").await, 0, "and nobody here has it on a list");
}

/// Registers by keys alone; returns how many went into fields that are chosen or counted. What people tell is words, and is
/// counted by nobody; moving past its fields is.
async fn registers_by_keys(desk: &Browser) -> usize {
    let mut structured = 0;
    let mut keys = async |pressed: &str| {
        structured += pressed.chars().count();
        desk.keys(pressed).await;
    };
    // Not about this office; the way it came, by its first letter; today stands there.
    keys(&format!("{SPACE}{TAB}v{TAB}{TAB}{TAB}{TAB}{TAB}")).await;
    desk.keys("Somebody Invented").await;
    keys(&TAB.to_string()).await;
    desk.keys("138-0000-0001").await;
    keys(&format!("{TAB}{TAB}3{TAB}")).await;
    desk.keys("Lamps and a bridge").await;
    keys(&TAB.to_string()).await;
    desk.keys("Three came: dark lamps at the gate, and the foot bridge is closed.").await;
    keys(&TAB.to_string()).await;
    desk.keys("Repair the lamps\u{E007}Open the bridge").await;
    // The place by its first letter; the rest is as it is; save from where one is.
    keys(&format!("{TAB}Y")).await;
    structured
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_of_three_with_two_demands_is_registered_by_few_keys() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    let focused = "return document.activeElement.id";
    assert_eq!(desk.runs(focused).await, "about", "one begins where one asks first");
    let structured = registers_by_keys(&desk).await + 2;
    assert_eq!(desk.runs(focused).await, "place");
    for (field, value) in [("channel", "visit"), ("persons-count", "3"), ("received-on", "2026-03-02")] {
        assert_eq!(desk.value(&format!("#{field}")).await, value, "{field}");
    }
    assert_eq!(desk.value("#demands").await, "Repair the lamps\nOpen the bridge");
    assert!(!desk.value("#place").await.is_empty(), "a place was chosen by its letter");
    desk.saves_by_key().await;
    assert_eq!(desk.counts("#code").await, 1, "registered");
    assert!(structured <= KEYS_MAX, "{structured} keys");
    desk.goes_to(&format!("{}/desk", town.address())).await;
    assert_eq!(desk.counts(".rows li").await, 2, "two demands");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_letters_of_one_text_are_registered_once_within_minutes() {
    let town = town().await;
    let began = std::time::Instant::now();
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.presses("#about").await;
    chooses(&desk, "#channel", "letter").await;
    desk.types("#persons-count", "200").await;
    desk.types("#subject", "The bus to the county town").await;
    desk.types("#text", "We ask for the morning bus to stop at the school again.").await;
    desk.saves_by_key().await;
    assert_eq!(desk.counts("#code").await, 1);
    assert!(began.elapsed().as_secs() < 300, "{:?}", began.elapsed());
    desk.goes_to(&format!("{}/desk", town.address())).await;
    assert_eq!(desk.counts(".rows li").await, 1, "registered once");
    desk.follows(".rows a").await;
    assert!(desk.reads(".petition").await.contains("200"), "for two hundred");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_is_put_into_somebodys_hands_who_finds_it_under_mine() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    town.files(json!({ "subject": "道路", "text": "不平。" })).await;
    is_sent(&town, &filed, "qlz").await;
    let head = signed_in(&town, "o-qlz-2", Settings::DESK.speaking("en-GB")).await;
    head.presses(".pick input").await;
    head.follows("#bulk-entrust").await;
    head.inspects("bulk-entrust").await;
    assert_eq!(head.counts("#to option[value='o-xfj-1']").await, 0, "only who works there");
    chooses(&head, "#to", "o-qlz-1").await;
    head.follows("#send").await;
    head.goes_to(&format!("{}/desk?mine=yes", town.address())).await;
    assert_eq!(head.counts(".rows li").await, 0);
    let handler = signed_in(&town, "o-qlz-1", Settings::DESK.speaking("en-GB")).await;
    handler.follows(".filters a[href='/desk?mine=yes']").await;
    assert_eq!(handler.counts(".rows li").await, 1);
    handler.inspects("work-mine").await;
    handler.follows(".rows a").await;
    handler.follows("aside a[href$='/entrust/issue/1']").await;
    handler.follows("#send").await;
    assert!(handler.reads(".way").await.contains("Everybody's again"), "given back to all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_handed_over_with_all_its_open_work() {
    let town = town().await;
    let handler = town.officer("o-qlz-1").await;
    for subject in ["路灯", "道路", "桥"] {
        let filed = town.files(json!({ "subject": subject, "text": "不好。" })).await;
        is_sent(&town, &filed, "qlz").await;
        handler.does(&filed, "issues/1/entrust", json!({ "to": "o-qlz-1" })).await;
    }
    let head = signed_in(&town, "o-qlz-2", Settings::DESK.speaking("en-GB")).await;
    head.goes_to(&format!("{}/desk/lead", town.address())).await;
    head.follows("#handover").await;
    head.follows("#send").await;
    assert!(head.sees("#from-fault").await);
    chooses(&head, "#from", "o-qlz-1").await;
    chooses(&head, "#to", "o-qlz-2").await;
    head.follows("#send").await;
    head.inspects("handover").await;
    assert_eq!(head.counts("main .plain li").await, 3, "all of it is listed before it moves");
    head.follows("#send").await;
    assert_eq!(head.counts(".outcomes li").await, 3);
    head.goes_to(&format!("{}/desk?mine=yes", town.address())).await;
    assert_eq!(head.counts(".rows li").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_the_code_gets_another_and_the_old_one_is_dead() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。", "persons": [{ "name": "试其人" }] })).await;
    let phone = Browser::open(Settings { script: false, ..Settings::PHONE.speaking("en-GB") }).await;
    let opens = async |code: &str| {
        phone.goes_to(&format!("{}/query", town.address())).await;
        phone.retypes("#code", code).await;
        phone.follows("main form button").await;
        phone.address().await.ends_with("/my")
    };
    assert!(opens(filed.code()).await);
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".rows a").await;
    desk.follows("aside a[href$='/replace_code/petition/1']").await;
    desk.follows("#send").await;
    assert!(desk.sees("#how-fault").await, "how the identity was checked must be said");
    desk.types("#how", "Identity card seen.").await;
    desk.follows("#send").await;
    assert!(!desk.sees("#code").await, "the clerk does not see the code");
    let code = desk.runs("return document.getElementById('code').textContent").await;
    let slip = text_on_paper("slip", &desk.prints().await);
    assert!(slip.contains(code.as_str().expect("a code")), "it is on the slip: {slip}");
    phone.goes_to(&format!("{}/my", town.address())).await;
    assert!(phone.address().await.ends_with("/query"), "the visit that began with the old code has ended");
    assert!(!opens(filed.code()).await && phone.sees("#code-fault").await);
    assert!(opens(code.as_str().expect("a code")).await);
    assert!(phone.reads("main").await.contains("Another query code"), "its petitioner reads that it was replaced");
    assert!(town.findings().await.is_empty(), "and the record is sound");
}
