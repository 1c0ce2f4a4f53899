//! Following a petition with its code: on a phone without a script, in three languages, to the end of the visit.

use huiyin_e2e::{Browser, Settings, answered, shows_code, town};
use huiyin_story::Town;

/// The place is that, soon: a download goes on beside the page.
async fn reads_at_last(town: &Town, browser: &Browser, place: &str) {
    for _ in 0..50 {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        browser.goes_to(&format!("{}/my", town.address())).await;
        if browser.reads(".place").await.contains(place) {
            return;
        }
    }
    panic!("the letter was opened, and the place is {}", browser.reads(".place").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_petitioner_reads_rates_withdraws_and_leaves_without_a_script() {
    let town = town().await;
    let filed = answered(&town, "supported").await;
    let phone = Browser::open(Settings::PHONE).await;
    shows_code(&town, &phone, "0123-4567").await;
    assert!(phone.sees("#code-fault").await, "a slip is told beside the field");
    assert_eq!(phone.value("#code").await, "0123-4567");
    shows_code(&town, &phone, &filed.code().to_lowercase().replace('-', " ")).await;
    assert!(phone.address().await.ends_with("/my"));
    let whole = phone.whole_address().await;
    let groups = filed.code().split('-').map(str::to_lowercase);
    assert!(
        groups.into_iter().all(|group| !whole.to_lowercase().contains(&group)),
        "the code is in the address: {whole}"
    );
    assert!(phone.reads(".place").await.contains("即将送达"));
    phone.presses(".letter button").await;
    reads_at_last(&town, &phone, "已送达").await;
    phone.presses(".deed:has([action='/my/rate']) summary").await;
    phone.presses("#score-1").await;
    phone.follows("[action='/my/rate'] .button").await;
    assert!(phone.sees("[role=status]").await);
    assert_eq!(phone.counts("[action='/my/rate']").await, 0, "an answer is rated once");
    phone.presses(".deed:has(#withdraw) summary").await;
    phone.follows("#withdraw").await;
    phone.follows("#undo").await;
    assert!(phone.reads(".way").await.contains("取消撤回"));
    phone.follows("[action='/my/leave'] button").await;
    phone.goes_to(&format!("{}/my", town.address())).await;
    assert!(phone.address().await.ends_with("/query"), "who has left must show the code again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_asked_for_late_and_something_added() {
    let town = town().await;
    let filed = answered(&town, "not_supported").await;
    filed.opens_letter(1).await;
    town.on("2026-04-02").await; // the 30th day was 1 April
    let desk = Browser::open(Settings::DESK.speaking("en-GB")).await;
    shows_code(&town, &desk, filed.code()).await;
    desk.presses(".deed:has([action='/my/review']) summary").await;
    assert!(desk.reads(".deed:has([action='/my/review'])").await.contains("1 April 2026"));
    desk.follows("[action='/my/review'] .button").await;
    assert!(desk.sees(".faults").await, "a request says what for");
    desk.presses(".deed:has([action='/my/review']) summary").await;
    desk.types("#request-1", "The third lamp is still dark.").await;
    desk.follows("[action='/my/review'] .button").await;
    assert!(desk.reads(".way").await.contains("after the last day"));
    desk.follows("a[href='/my/add']").await;
    desk.inspects("add").await;
    desk.types("#subject", "One more lamp").await;
    desk.types("#text", "It is dark too.").await;
    desk.follows("#send").await;
    assert_ne!(desk.reads("#code").await, filed.code(), "what is added has a code of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_petition_is_without_fault_in_each_language_and_ends_with_the_visit() {
    let town = town().await;
    let filed = answered(&town, "not_supported").await;
    for language in ["zh-CN", "zh-TW", "en-GB"] {
        let desk = Browser::open(Settings::DESK.speaking(language)).await;
        shows_code(&town, &desk, "x").await;
        desk.inspects(&format!("query-{language}")).await;
        shows_code(&town, &desk, filed.code()).await;
        desk.inspects(&format!("my-{language}")).await;
        desk.follows(".languages a[lang='en']").await;
        assert!(desk.address().await.ends_with("/my"), "the switch keeps the page");
        assert_eq!(desk.attribute("html", "lang").await.as_deref(), Some("en"));
        if language == "en-GB" {
            town.on("2026-03-03").await;
            desk.goes_to(&format!("{}/my", town.address())).await;
            assert!(desk.address().await.ends_with("/query") && desk.sees("[role=status]").await);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_visit_ended_is_sent_after_the_code() {
    let town = town().await;
    let filed = answered(&town, "supported").await;
    let phone = Browser::open(Settings::PHONE).await;
    shows_code(&town, &phone, filed.code()).await;
    phone.goes_to(&format!("{}/my/add", town.address())).await;
    phone.types("#subject", "路灯又不亮了").await;
    phone.types("#text", "昨晚三盏灯又全部熄灭了。").await;
    town.on("2026-03-03").await;
    phone.follows("#send").await;
    phone.types("#code", filed.code()).await;
    phone.follows("#send").await;
    assert!(phone.reads("main").await.contains("昨晚三盏灯又全部熄灭了"));
    phone.follows("#send").await;
    assert!(phone.sees("#code").await, "what was added has a receipt of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_to_all_is_without_fault() {
    let town = town().await;
    answered(&town, "not_supported").await;
    let desk = Browser::open(Settings::DESK.speaking("en-GB")).await;
    for name in ["how", "figures", "calculator"] {
        desk.goes_to(&format!("{}/{name}", town.address())).await;
        desk.inspects(name).await;
    }
    desk.goes_to(&format!("{}/figures", town.address())).await;
    let csv = String::from_utf8(desk.downloads(".downloads a[href$='.csv']", "figures.csv").await).expect("text");
    assert!(csv.starts_with("month,received,accepted") && csv.contains("2026-03,1,1"), "{csv}");
    desk.goes_to(&format!("{}/calculator?rule=CN-XF22-HANDLE&start=2023-11-20", town.address())).await;
    assert!(desk.reads(".lines li").await.contains("19 January 2024"));
    desk.inspects("calculator-answer").await;
    desk.goes_to(&format!("{}/calculator?rule=CN-XF22-HANDLE&start=soon", town.address())).await;
    assert!(desk.sees("#start-fault").await);
    let stood = "start=2024-05-06&extend=&pause-from=2024-05-08&pause-to=2024-05-10";
    desk.goes_to(&format!("{}/calculator?rule=CN-XF22-HANDLE&{stood}", town.address())).await;
    let fault = desk.reads("#pause-from-fault").await;
    assert!(fault.contains("art. 36") && fault.contains("lengthened instead, by 30 days"), "{fault}");
    desk.inspects("calculator-refused").await;
    desk.goes_to(&format!("{}/calculator?rule=CN-XF22-REREVIEW&{stood}", town.address())).await;
    assert!(desk.reads(".lines li").await.contains("11 June 2024"));
    let file = desk.downloads(".lines + p a", "dates.ics").await;
    assert!(String::from_utf8(file).expect("text").contains("DTSTART;VALUE=DATE:20240611"));
}
