//! Ways to the unit that must answer: wrong addresses, two units, walls, doors that do not open.

use huiyin_story::{Town, stories};
use serde_json::{Value, json};

fn findings() -> Value {
    json!({ "facts": "已查明。", "reasons": "依职责办理。", "basis": "《信访工作条例》" })
}

fn petition(demands: &[&str]) -> Value {
    json!({ "subject": "道路与公交", "text": "路面破损，公交改线。", "demands": demands,
        "persons": [{ "name": "试其人", "phone": "138-0000-0001" }] })
}

async fn a_wrong_address_is_objected_to_insisted_on_and_designated(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(petition(&["修路"])).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "06.01" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "zjj", "reason": "属城乡道路" })).await;
    let zjj = town.officer("o-zjj-1").await;
    zjj.does(&filed, "issues/1/object", json!({ "better": "jtj", "reason": "属县道" })).await;
    registrar.does(&filed, "issues/1/insist-on-route", json!({ "reason": "已移交住建部门" })).await;
    let county = town.officer("o-xzf-4").await;
    county.does(&filed, "issues/1/designate", json!({ "to": "jtj", "reason": "按县道名录" })).await;
    let jtj = town.officer("o-jtj-1").await;
    jtj.is_refused(&filed, "issues/1/object", json!({ "reason": "仍不属本单位" }), "designated").await;
    jtj.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    assert_eq!(jtj.sees(&filed).await["issues"][0]["unit"], "jtj");
    town.ends_with(&[("accepted", 1), ("open", 1)]).await;
}

async fn two_issues_go_to_two_units_and_end_one_by_one(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(petition(&["修路", "恢复公交站"])).await;
    let registrar = town.officer("o-xfj-1").await;
    for (issue, unit) in [(1, "jtj"), (2, "zjj")] {
        let path = |command: &str| format!("issues/{issue}/{command}");
        registrar.does(&filed, &path("classify"), json!({ "kind": "appeal", "way": "way_6", "class": "06.01" })).await;
        registrar.does(&filed, &path("forward"), json!({ "to": unit })).await;
        let handler = town.officer(&format!("o-{unit}-1")).await;
        handler.does(&filed, &path("accept"), json!({ "on": "2026-03-02" })).await;
    }
    let stranger = town.officer("o-jyj-1").await;
    stranger.sees_nothing_of(&filed).await;
    let head = town.officer("o-jtj-2").await;
    head.does(&filed, "issues/1/decide", json!({ "outcome": "supported", "findings": findings() })).await;
    filed.opens_letter(1).await;
    let seen = filed.query().await;
    assert_eq!((&seen["issues"][0]["stage"], &seen["issues"][1]["stage"]), (&json!("served"), &json!("accepted")));
    town.ends_with(&[("received", 1), ("accepted", 2), ("answered", 1)]).await;
}

async fn what_is_before_a_court_is_led_there_with_reasons(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(petition(&["判令赔偿"])).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_1", "class": "06.01" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "jtj" })).await;
    let head = town.officer("o-jtj-2").await;
    let unknown = json!({ "ground": "because", "findings": findings() });
    head.is_refused(&filed, "issues/1/lead-into-channel", unknown, "unknown-ground").await;
    head.does(&filed, "issues/1/lead-into-channel", json!({ "ground": "litigation", "findings": findings() })).await;
    filed.opens_letter(1).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    town.ends_with(&[("not_accepted", 1), ("answered", 1), ("open", 0)]).await;
}

async fn an_accusation_never_reaches_the_accused(town: Town) {
    town.on("2026-03-02").await;
    let mut accusation = petition(&["查处"]);
    accusation["accusation"] = json!(true);
    accusation["against"] = json!(["qlz"]);
    let filed = town.files(accusation).await;
    assert_eq!(filed.number, "xfj-A-2026-000001", "a register of their own");
    let registrar = town.officer("o-xfj-1").await;
    registrar.is_refused(&filed, "issues/1/forward", json!({ "to": "qlz" }), "to-the-accused").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "accusation", "class": "06.01" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "jw", "reason": "由纪检机关办理" })).await;
    for accused in ["o-qlz-1", "o-qlz-2"] {
        town.officer(accused).await.sees_nothing_of(&filed).await;
    }
    town.officer("o-jw-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    registrar.sees_nothing_of(&filed).await;
    town.ends_with(&[("received", 1), ("accepted", 1)]).await;
}

async fn a_group_of_seven_sends_five_and_an_anonymous_letter_is_deposited(town: Town) {
    town.on("2026-03-02").await;
    let registrar = town.officer("o-xfj-1").await;
    let mut visit = petition(&["恢复公交站"]);
    visit["channel"] = json!("visit");
    visit["persons"] = (1..=5).map(|n| json!({ "name": format!("试{n}"), "role": "representative" })).collect();
    visit["persons_count"] = json!(7);
    registrar.registers(visit).await;
    let letter = json!({ "channel": "letter", "subject": "来信", "text": "路面破损。", "received_on": "2026-02-27" });
    let filed = registrar.registers(letter).await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "06.01" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "jtj" })).await;
    town.officer("o-jtj-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    let head = town.officer("o-jtj-2").await;
    head.does(&filed, "issues/1/decide", json!({ "outcome": "explained", "findings": findings() })).await;
    head.does(&filed, "issues/1/end", json!({ "end": "deposited", "reason": "无姓名地址，留存待领" })).await;
    town.ends_with(&[("received", 2), ("persons", 8), ("ended_otherwise", 1)]).await;
}

stories![
    a_wrong_address_is_objected_to_insisted_on_and_designated,
    two_issues_go_to_two_units_and_end_one_by_one,
    what_is_before_a_court_is_led_there_with_reasons,
    an_accusation_never_reaches_the_accused,
    a_group_of_seven_sends_five_and_an_anonymous_letter_is_deposited,
];
