//! Ends that are no answer, each coded, with its reason and the rule it stands on: handed to an organ outside, not a petition,
//! settled.

use huiyin_story::{Filed, Town, stories};
use serde_json::{Value, json};

const DAY: &str = "2026-03-02";

fn petition() -> Value {
    json!({
        "subject": "水渠堵塞",
        "text": "村后水渠被淤泥堵住，下雨就漫到院子里。",
        "demands": ["清理水渠"],
        "persons": [{ "name": "试其人", "phone": "138-0000-0001" }],
        "place": "990121101201",
    })
}

/// Classified, sent to the township and accepted there on that day.
async fn reaches_the_township(town: &Town, filed: &Filed<'_>, on: &str) {
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "05.08" })).await;
    registrar.does(filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(filed, "issues/1/accept", json!({ "on": on })).await;
}

fn ends(how: &str) -> Value {
    json!({ "end": how, "reason": "经两人核对属实" })
}

/// It has ended so, by that rule, as its record and its petitioner's page say; it is open no more and was never answered.
async fn has_ended(town: &Town, filed: &Filed<'_>, how: &str, article: &str) {
    let issue = filed.query().await["issues"][0].clone();
    assert_eq!(issue["stage"], "ended", "{issue}");
    assert_eq!(issue["clocks"], json!([]), "nothing runs any more: {issue}");
    let seen = town.officer("o-xfj-6").await.sees(filed).await;
    let story = seen["story"].as_array().expect("a story");
    let ended = story.iter().rfind(|line| line["event"]["event"] == "issue_ended").expect("an end");
    let event = &ended["event"];
    assert_eq!((&event["end"], &event["article"]), (&json!(how), &json!(article)), "{event}");
    filed.petitioner_is_refused("rate", json!({ "issue": 1, "score": "satisfied" }), "not-answered").await;
}

async fn what_an_organ_outside_must_do_is_handed_over(town: Town) {
    town.on(DAY).await;
    let filed = town.files(petition()).await;
    reaches_the_township(&town, &filed, DAY).await;
    let handler = town.officer("o-qlz-1").await;
    handler.is_refused(&filed, "issues/1/end", ends("handed_over"), "not-yours").await;
    town.officer("o-qlz-2").await.does(&filed, "issues/1/end", ends("handed_over")).await;
    has_ended(&town, &filed, "handed_over", "xf22-22").await;
    town.ends_with(&[("received", 1), ("accepted", 1), ("ended_otherwise", 1), ("answered", 0), ("open", 0)]).await;
}

async fn what_is_no_petition_ends_before_it_is_accepted_and_not_after(town: Town) {
    town.on(DAY).await;
    let (advert, other) = (town.files(petition()).await, town.files(petition()).await);
    reaches_the_township(&town, &other, DAY).await;
    let head = town.officer("o-qlz-2").await;
    head.is_refused(&other, "issues/1/end", ends("not_a_petition"), "end-not-for-this").await;
    town.officer("o-xfj-6").await.does(&advert, "issues/1/end", ends("not_a_petition")).await;
    has_ended(&town, &advert, "not_a_petition", "xf22-17").await;
    town.ends_with(&[("received", 2), ("ended_otherwise", 1), ("open", 1)]).await;
}

async fn what_was_settled_ends_but_no_accusation_does(town: Town) {
    town.on(DAY).await;
    let filed = town.files(petition()).await;
    reaches_the_township(&town, &filed, DAY).await;
    let head = town.officer("o-qlz-2").await;
    head.does(&filed, "issues/1/end", ends("settled")).await;
    has_ended(&town, &filed, "settled", "xf22-33").await;
    let mut accusation = petition();
    accusation["accusation"] = json!(true);
    accusation["against"] = json!(["qlz"]);
    let accused = town.files(accusation).await;
    let office_head = town.officer("o-xfj-6").await;
    office_head.is_refused(&accused, "issues/1/end", ends("settled"), "end-not-for-this").await;
    town.ends_with(&[("received", 2), ("ended_otherwise", 1), ("answered", 0), ("open", 1)]).await;
}

stories![
    what_an_organ_outside_must_do_is_handed_over,
    what_is_no_petition_ends_before_it_is_accepted_and_not_after,
    what_was_settled_ends_but_no_accusation_does,
];
