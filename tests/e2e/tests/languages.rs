//! The desk's own pages in each language, light and dark, from a small phone to a desk: the search, the registers, the
//! hand-over of a post, the office's tables.

use huiyin_e2e::{PASSWORD, Settings, is_sent, signs_in, town};
use huiyin_story::Town;
use serde_json::json;

/// A town with something to find, to list and to hand over.
async fn at_work() -> Town {
    let town = town().await;
    for subject in ["村口路灯不亮", "校门口路灯不亮"] {
        let filed =
            town.files(json!({ "subject": subject, "text": "路灯不亮，请修理。", "place": "990121101201" })).await;
        is_sent(&town, &filed, "qlz").await;
        town.officer("o-qlz-1").await.does(&filed, "issues/1/entrust", json!({ "to": "o-qlz-1" })).await;
    }
    town.files(json!({ "subject": "道路不平", "text": "路灯下面的路不平。", "channel": "online" })).await;
    town.on("2026-03-02").await; // what was written can be found
    for officer in ["o-xfj-1", "o-qlz-2", "o-xfj-9"] {
        town.password(officer, PASSWORD).await;
    }
    town
}

async fn searches(town: &Town, settings: Settings) {
    let language = settings.language;
    let desk = signs_in(town, "o-xfj-1", settings).await;
    desk.goes_to(&format!("{}/desk/search", town.address())).await;
    desk.inspects(&format!("search-{language}")).await;
    desk.types("#words", "路").await;
    desk.follows(".find .button").await;
    assert!(desk.sees("#words-fault").await && desk.value("#words").await == "路", "one sign is too few");
    desk.retypes("#words", "路灯").await;
    desk.follows(".find .button").await;
    assert_eq!(desk.counts("#finds li").await, 3);
    assert!(desk.counts("#finds mark").await > 2, "what was found is marked");
    desk.inspects(&format!("search-found-{language}")).await;
    desk.follows("button[name=stage][value=routed]").await;
    assert_eq!(desk.counts("#finds li").await, 2, "narrowed by where it stands");
    desk.goes_to(&format!("{}/desk/books?from=2026-03-01", town.address())).await;
    assert_eq!(desk.counts("tbody tr").await, 3);
    desk.inspects(&format!("book-{language}")).await;
    desk.goes_to(&format!("{}/desk/books?from=soon", town.address())).await;
    assert!(desk.sees("#from-fault").await);
}

async fn hands_over(town: &Town, settings: Settings) {
    let desk = signs_in(town, "o-qlz-2", settings).await;
    desk.goes_to(&format!("{}/desk/handover", town.address())).await;
    desk.inspects(&format!("handover-{}", settings.language)).await;
}

async fn keeps_the_units(town: &Town, settings: Settings) {
    let desk = signs_in(town, "o-xfj-9", settings).await;
    desk.goes_to(&format!("{}/desk/office/units", town.address())).await;
    assert!(desk.counts("tbody tr").await > 1);
    desk.inspects(&format!("units-{}", settings.language)).await;
}

async fn are_without_fault(language: &'static str) {
    let (town, settings) = (at_work().await, Settings::DESK.speaking(language));
    searches(&town, settings).await;
    hands_over(&town, settings).await;
    keeps_the_units(&town, settings).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_desk_are_without_fault_in_simplified_chinese() {
    are_without_fault("zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_desk_are_without_fault_in_traditional_chinese() {
    are_without_fault("zh-TW").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_desk_are_without_fault_in_english() {
    are_without_fault("en-GB").await;
}
