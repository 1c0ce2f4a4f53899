//! Topics at a browser, by forms alone and without scripts: seen, named, split, given a master, handed on, merged, closed.

use huiyin_e2e::{Settings, chooses, signed_in, signs_in};
use huiyin_story::{Kind, Town};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

/// Of each problem some petitions, most of the first within a few days.
async fn petitions(town: &Town) {
    let first: Date = "2026-01-05".parse().expect("a day");
    for day in 0..68 {
        let count = if day >= 64 { 5 } else { usize::from(day % 4 == 0) };
        if count > 0 {
            town.on(&first.saturating_add(day.days()).to_string()).await;
        }
        for n in 0..count {
            let text = format!("青石湾搅拌站夜里生产，噪音和粉尘扰民，第{n}次反映。《噪声污染防治条例》不许。");
            let place = ["990121101201", "990121101202"][n % 2];
            town.files(json!({ "subject": "青石湾搅拌站噪音粉尘扰民", "text": text, "place": place })).await;
        }
        if day >= 64 {
            town.files(json!({ "subject": "六路公交车总是晚点", "text": format!("等了{day}分钟。") })).await;
        }
    }
    town.on("2026-03-15").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_looked_at_and_decided_on() {
    let town = Town::open(Kind::Sqlite).await;
    petitions(&town).await;
    let desk = signed_in(&town, "o-xfj-5", Settings::DESK).await;
    desk.inspects("work-growing").await;
    desk.follows("#growing a").await;
    desk.inspects("topics").await;
    desk.follows("#list li:first-child .what a").await;
    desk.inspects("topic").await;

    let plain = signs_in(&town, "o-xfj-5", Settings { script: false, ..Settings::DESK.speaking("en-GB") }).await;
    plain.follows("nav.staff a[href='/desk/topics']").await;
    plain.follows("#list li:first-child .what a").await;
    plain.presses("#name-deed summary").await;
    plain.follows("#do-name").await;
    assert!(plain.sees("#name-fault").await, "a name is asked for");
    plain.types("#name", "Mixing plant at night").await;
    plain.follows("#do-name").await;
    assert_eq!(plain.reads("h1").await, "Mixing plant at night");
    plain.follows("#master").await;
    assert!(plain.reads(".faults").await.contains("choose"), "one is asked for");
    plain.presses("#rows li:first-child input").await;
    plain.follows("#master").await;
    plain.follows("#link").await;
    assert!(plain.reads("[role=status]").await.contains("refused: 0"));
    plain.presses("#propose-deed summary").await;
    chooses(&plain, "#to", "zjj").await;
    plain.types("#text", "Night work near homes should need a permit.").await;
    plain.follows("#do-propose").await;
    assert!(plain.reads("[aria-labelledby=proposed]").await.contains("need a permit"));
    plain.presses("#rows li:nth-child(1) input").await;
    plain.presses("#rows li:nth-child(2) input").await;
    plain.presses("#rows li:nth-child(3) input").await;
    plain.follows("#split").await;
    assert_eq!(plain.counts("#rows li").await, 3, "what was split off is shown");
    plain.follows("#do-close").await;
    assert!(plain.reads("main").await.contains("Closed"));
    desk.goes_to(&format!("{}/desk/topics?order=size", town.address())).await;
    desk.follows("#list li:first-child .what a").await;
    desk.inspects("topic-decided").await;
    desk.goes_to(&format!("{}/desk/topics", town.address())).await;
    desk.inspects("topics-decided").await;
    let head = signed_in(&town, "o-zjj-2", Settings::DESK.speaking("zh-TW")).await;
    head.goes_to(&format!("{}/desk/topics", town.address())).await;
    assert!(head.reads("[aria-labelledby=proposals]").await.contains("need a permit"));
    head.inspects("topics-of-a-unit").await;
}
