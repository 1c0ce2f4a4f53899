//! A road without light, told three times: found by its words, shown as one matter, linked by a person. What is under seal is
//! found by nobody, and nothing that was indexed can be read by whoever takes the disks away.

use huiyin_story::dump::keep_log;
use huiyin_story::{Town, stories};
use serde_json::{Value, json};

/// Words that stand in texts, and pairs of signs that the index knows.
const PLANTED: [&str; 6] = ["柳林巷", "柳林", "林巷", "路灯全灭", "13900004417", "巡查"];

fn dark(subject: &str, text: &str) -> Value {
    json!({ "subject": subject, "text": text, "place": "990121101201" })
}

fn numbers(finds: &Value) -> Vec<&str> {
    finds["finds"].as_array().expect("finds").iter().filter_map(|find| find["number"].as_str()).collect()
}

async fn a_road_is_found_by_its_words_and_its_matters_are_linked(town: Town) {
    keep_log();
    town.on("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。电话13900004417。";
    let first = town.files(dark("柳林巷路灯全灭", text)).await;
    let other = town.files(json!({ "subject": "河道发臭", "text": "清水河里漂着死鱼，气味难闻。" })).await;
    let mut hidden = dark("柳林巷路灯全灭", "柳林巷路灯全灭，巡查记录是假的。");
    hidden["under_seal"] = json!(true);
    let hidden = town.files(hidden).await;
    let copy = town.files(dark("柳林巷路燈全滅", "柳林巷的路燈全滅了半個月，老人晚上摔了跤，請盡快派人修理。")).await;
    town.on("2026-03-03").await;

    let registrar = town.officer("o-xfj-1").await;
    let found = registrar.searches(json!({ "words": "柳林巷 路灯" })).await;
    let mut expected = [first.number.as_str(), copy.number.as_str()];
    let mut got = numbers(&found);
    got.sort_unstable();
    expected.sort_unstable();
    assert_eq!((got, &found["count"]), (expected.to_vec(), &json!(2)), "not what is under seal: {}", hidden.number);
    let shown = found["finds"][0]["snippet"]["text"].as_str().expect("a text");
    assert!(!shown.contains("13900004417"), "{shown}");
    assert_eq!(numbers(&registrar.searches(json!({ "words": "死鱼" })).await), [other.number.as_str()]);
    assert_eq!(numbers(&registrar.searches(json!({ "words": "死鱼", "to": "2026-03-01" })).await), [""; 0]);
    let elsewhere = town.officer("o-jyj-1").await;
    assert_eq!(elsewhere.searches(json!({ "words": "柳林巷 路灯" })).await["count"], 0);

    let alike = registrar.asks(&copy, "alike").await;
    assert_eq!(alike.as_array().map(Vec::len), Some(1), "{alike}");
    assert_eq!((&alike[0]["number"], &alike[0]["is_same"]), (&json!(first.number), &json!(true)));
    assert_eq!(alike[0]["place"], 1.0);
    assert!(alike[0]["shared"].to_string().contains("柳林巷"), "{alike}");
    assert_eq!(registrar.asks(&other, "alike").await, json!([]));
    registrar.does(&copy, "link", json!({ "other": first.matter, "relation": "repeat" })).await;
    registrar.does(&copy, "unlink", json!({ "other": first.matter, "reason": "不同的灯" })).await;
    town.holds_none_of(&PLANTED).await;
    town.ends_with(&[("received", 4)]).await;
}

stories![a_road_is_found_by_its_words_and_its_matters_are_linked];
