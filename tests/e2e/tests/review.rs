//! After the answer: a review asked on its last day, and a day after it, which is marked late and put to the organ all the
//! same; the organ's answer, its rating, and going on with what had ended.

use std::time::Duration;

use huiyin_e2e::{Browser, Settings, answered, chooses, shows_code, signed_in, town};
use huiyin_story::{Filed, Town};

/// A petition whose answer was read on 2 March; asking for a review ends with 1 April.
async fn read(town: &Town) -> Filed<'_> {
    let filed = answered(town, "not_supported").await;
    filed.opens_letter(1).await;
    filed
}

/// The petitioner asks for a review on that day, on a phone; what the way says then.
async fn asks_on(town: &Town, filed: &Filed<'_>, day: &str) -> (Browser, String) {
    town.on(day).await;
    let phone = Browser::open(Settings { script: true, ..Settings::PHONE.speaking("en-GB") }).await;
    shows_code(town, &phone, filed.code()).await;
    phone.presses(".deed:has([action='/my/review']) summary").await;
    assert!(phone.reads(".deed:has([action='/my/review'])").await.contains("1 April 2026"), "its last day is shown");
    phone.types("#request-1", "The third lamp is still dark.").await;
    phone.follows("[action='/my/review'] .button").await;
    let way = phone.reads(".way").await;
    (phone, way)
}

/// A form of the first issue, with facts, reasons and basis where it wants them, is opened from the matter's page.
async fn takes_up(town: &Town, desk: &Browser, filed: &Filed<'_>, command: &str) {
    desk.goes_to(&format!("{}/desk/{}", town.address(), filed.matter)).await;
    desk.follows(&format!("aside a[href$='/{command}/issue/1']")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_asked_on_its_last_day_is_in_time() {
    let town = town().await;
    let filed = read(&town).await;
    let (phone, way) = asks_on(&town, &filed, "2026-04-01").await;
    assert!(way.contains("Yunqi County People's Government") && !way.contains("after the last day"), "{way}");
    phone.inspects("my-under-review").await;
}

/// A letter is sent for by a form: the page offers what follows from it once it has come.
async fn offers_at_last(town: &Town, browser: &Browser, selector: &str) {
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        browser.goes_to(&format!("{}/my", town.address())).await;
        if browser.counts(selector).await > 0 {
            return;
        }
    }
    panic!("{selector} is not offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_review_goes_to_its_organ_which_answers_and_the_answer_is_rated() {
    let town = town().await;
    let filed = read(&town).await;
    let (phone, way) = asks_on(&town, &filed, "2026-04-02").await;
    assert!(way.contains("after the last day"), "{way}");
    let organ = signed_in(&town, "o-xzf-4", Settings::DESK.speaking("en-GB")).await;
    organ.follows(".rows a").await;
    assert!(organ.reads(".way").await.contains("after the last day"), "the organ finds it on its list, marked late");
    organ.inspects("matter-under-review").await;
    takes_up(&town, &organ, &filed, "decide_review").await;
    chooses(&organ, "#outcome", "change").await;
    for (field, words) in
        [("facts", "The third lamp has no cable."), ("reasons", "It belongs to the road."), ("basis", "x")]
    {
        organ.types(&format!("#findings-{field}"), words).await;
    }
    organ.inspects("decide-review").await;
    organ.follows("#send").await;
    town.on("2026-04-02").await; // the letter is pressed
    shows_code(&town, &phone, filed.code()).await;
    phone.presses(".card .letter:last-of-type button").await;
    offers_at_last(&town, &phone, "#score-1-2").await;
    phone.presses(".deed:has([action='/my/rate']) summary").await;
    phone.presses("#score-1-2").await;
    phone.follows("[action='/my/rate'] .button").await;
    assert!(phone.sees("[role=status]").await);
    assert!(town.findings().await.is_empty(), "and the record is sound");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ended_goes_on_when_it_is_reopened() {
    let town = town().await;
    let filed = read(&town).await;
    town.on("2026-04-03").await; // nothing more was asked: it has ended
    let phone = Browser::open(Settings::PHONE.speaking("en-GB")).await;
    shows_code(&town, &phone, filed.code()).await;
    assert!(phone.reads(".place").await.contains("It has ended"));
    let head = signed_in(&town, "o-qlz-2", Settings::DESK.speaking("en-GB")).await;
    takes_up(&town, &head, &filed, "reopen").await;
    head.follows("#send").await;
    assert!(head.sees("#reason-fault").await, "it says why");
    head.types("#reason", "The lamp went dark again.").await;
    head.inspects("reopen").await;
    head.follows("#send").await;
    assert!(head.reads(".way").await.contains("The lamp went dark again."));
    shows_code(&town, &phone, filed.code()).await;
    assert!(phone.reads(".place").await.contains("must answer"), "{}", phone.reads(".place").await);
}
