//! Ordinary lives: answered and rated; extended; reviewed in time and late, to the end of the remedies.

use huiyin_story::dump::keep_log;
use huiyin_story::{Filed, Town, stories};
use serde_json::{Value, json};

fn lamps() -> Value {
    json!({
        "subject": "村口路灯不亮",
        "text": "村口到学校的三盏路灯坏了两个月，孩子上学走夜路。",
        "demands": ["修好路灯"],
        "persons": [{ "name": "试其人", "phone": "138-0000-0001" }],
        "place": "990121101201",
    })
}

fn findings() -> Value {
    json!({ "facts": "现场查看，线路断开。", "reasons": "属本镇维护范围。", "basis": "《城市道路照明设施管理规定》" })
}

/// Registered, classified, sent to the township, accepted and notified on that day.
async fn reaches_the_township(town: &Town, filed: &Filed<'_>, on: &str) {
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    let handler = town.officer("o-qlz-1").await;
    handler.does(filed, "issues/1/accept", json!({ "on": on })).await;
    handler.does(filed, "issues/1/notify", json!({ "way": "post", "on": on })).await;
}

async fn decides(town: &Town, filed: &Filed<'_>, outcome: &str) {
    let head = town.officer("o-qlz-2").await;
    head.does(filed, "issues/1/decide", json!({ "outcome": outcome, "findings": findings() })).await;
}

async fn a_petition_is_answered_served_and_rated(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    assert_eq!(filed.number, "xfj-P-2026-000001");
    reaches_the_township(&town, &filed, "2026-03-02").await;
    town.on("2026-04-10").await;
    decides(&town, &filed, "supported").await;
    assert!(filed.opens_letter(1).await.contains("线路断开"));
    assert_eq!(filed.query().await["issues"][0]["stage"], "served");
    filed.petitioner("rate", json!({ "issue": 1, "score": "satisfied" })).await;
    town.on("2026-05-12").await;
    let owed = filed.query().await["issues"][0].clone();
    assert_eq!(owed["stage"], "served", "the window has closed, and what was granted is still owed: {owed}");
    filed.petitioner("confirm-execution", json!({ "issue": 1 })).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    town.ends_with(&[("received", 1), ("answered_in_time", 1), ("open", 0), ("rated_satisfied", 1)]).await;
}

async fn a_period_is_lengthened_once_and_not_after_it_ran_out(town: Town) {
    town.on("2023-11-20").await;
    let filed = town.files(lamps()).await;
    reaches_the_township(&town, &filed, "2023-11-20").await;
    let head = town.officer("o-qlz-2").await;
    let clock = head.sees(&filed).await["issues"][0]["clocks"][0]["clock"].clone();
    let extend = |days: u32| json!({ "days": days, "reason": "入户调查尚未完成" });
    let path = format!("clocks/{clock}/extend");
    head.is_refused(&filed, &path, extend(31), "too-long").await;
    town.on("2024-01-19").await;
    head.does(&filed, &path, extend(30)).await;
    let clocks = &head.sees(&filed).await["issues"][0]["clocks"];
    assert_eq!(clocks[0]["last_day"], "2024-02-18", "the 90th day is a make-up workday: {clocks}");
    head.is_refused(&filed, &path, extend(10), "already-extended").await;
    let pause = json!({ "reason": "hearing", "from": "2024-01-19" });
    head.is_refused(&filed, &format!("clocks/{clock}/pause"), pause, "no-pause-for-this").await;
    town.officer("o-xfj-1").await.does(&filed, "issues/1/write-letter", json!({ "kind": "forward_letter" })).await;
    head.does(&filed, "issues/1/write-letter", json!({ "kind": "extension_notice" })).await;
    head.is_refused(&filed, "issues/1/write-letter", json!({ "kind": "assign_letter" }), "nothing-to-write").await;
    filed.is_not_shown_letter(1).await;
    assert!(filed.opens_letter(2).await.contains("入户调查尚未完成"), "the petitioner is told why");
    assert_eq!(filed.query().await["documents"].as_array().map(Vec::len), Some(1), "none between units");
    assert_eq!(head.sees(&filed).await["documents"].as_array().map(Vec::len), Some(2));
    town.on("2024-02-19").await;
    decides(&town, &filed, "not_supported").await;
    filed.opens_letter(3).await;
    town.ends_with(&[("answered_late", 1), ("extended", 1)]).await;
}

async fn a_review_asked_late_is_registered_marked_late_and_put_to_the_organ(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    reaches_the_township(&town, &filed, "2026-03-02").await;
    decides(&town, &filed, "not_supported").await;
    filed.opens_letter(1).await;
    town.on("2026-04-02").await; // the 30th day is 1 April
    filed.petitioner("request-review", json!({ "issue": 1, "request": "第三盏路灯没有查" })).await;
    let county = town.officer("o-xzf-4").await;
    let seen = county.sees(&filed).await;
    let asked =
        seen["story"].as_array().expect("a story").iter().rfind(|line| line["event"]["event"] == "review_requested");
    assert_eq!(asked.expect("the request")["event"]["late"], true);
    county.does(&filed, "issues/1/decide-review", json!({ "outcome": "uphold", "findings": findings() })).await;
    filed.opens_letter(2).await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "仍不同意" })).await;
    let city = town.officer("o-lzzf-2").await;
    city.does(&filed, "issues/1/decide-review", json!({ "outcome": "uphold", "findings": findings() })).await;
    filed.opens_letter(3).await;
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "再次请求" }), "no-remedy-left").await;
    town.ends_with(&[("reviews_asked", 2), ("reviews_decided", 2), ("open", 0)]).await;
}

async fn what_began_under_the_old_law_is_reviewed_under_the_new(town: Town) {
    town.on("2022-04-20").await;
    let filed = town.files(lamps()).await;
    let clocks = filed.query().await["issues"][0]["clocks"].clone();
    assert_eq!(clocks[0]["derivation"]["pack"], "cn-xinfang-2005@2", "{clocks}");
    reaches_the_township(&town, &filed, "2022-04-20").await;
    town.on("2022-05-10").await;
    decides(&town, &filed, "not_supported").await;
    filed.opens_letter(1).await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "请求复查" })).await;
    let clocks = filed.query().await["issues"][0]["clocks"].clone();
    assert_eq!(clocks[0]["derivation"]["pack"], "cn-xinfang-2022@1", "{clocks}");
    town.ends_with(&[("answered_in_time", 1), ("reviews_asked", 1)]).await;
}

async fn a_withdrawal_is_free_and_can_be_undone(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    filed.petitioner("withdraw", json!({})).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    town.on("2026-03-20").await;
    filed.petitioner("undo-withdrawal", json!({})).await;
    let issue = filed.query().await["issues"][0].clone();
    assert_eq!(issue["stage"], "registered");
    assert_eq!(issue["clocks"][0]["last_day"], "2026-04-07", "15 days anew, over Tomb-Sweeping: {issue}");
    town.ends_with(&[("open", 1)]).await;
}

async fn what_was_registered_in_error_ends_when_a_second_officer_confirms_it(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    let (head, registrar) = (town.officer("o-xfj-6").await, town.officer("o-xfj-1").await);
    registrar.is_refused(&filed, "issues/1/confirm-end", json!({}), "no-end-proposed").await;
    let end = json!({ "end": "registered_in_error", "reason": "同一来信登记了两次。" });
    let proposed = head.does(&filed, "issues/1/end", end.clone()).await;
    assert_eq!(
        (&proposed["events"][0]["event"], &proposed["stages"][0]),
        (&json!("end_proposed"), &json!("registered"))
    );
    assert_eq!(head.does(&filed, "issues/1/end", end).await["events"], json!([]), "said twice");
    head.is_refused(&filed, "issues/1/confirm-end", json!({}), "second-officer-needed").await;
    let ended = registrar.does(&filed, "issues/1/confirm-end", json!({})).await;
    assert_eq!((&ended["events"][0]["second"], &ended["stages"][0]), (&json!("o-xfj-1"), &json!("ended")));
    assert!(registrar.sees(&filed).await.to_string().contains("同一来信登记了两次。"), "in the words of the first");
    town.ends_with(&[("received", 1), ("open", 0)]).await;
}

/// What is said in the life below, by whom and to whom; none of it may stand open on the disk.
const PLANTED: [&str; 9] = [
    "试其人",
    "138-0000-0001",
    "三盏路灯",
    "线路断开",
    "属本镇维护",
    "照明设施",
    "电话里说",
    "第三盏没有查",
    "复查属实",
];

async fn no_word_of_a_whole_life_lies_open_on_the_disk(town: Town) {
    keep_log();
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    reaches_the_township(&town, &filed, "2026-03-02").await;
    let contact = json!({ "way": "phone", "reached": true, "note": "电话里说仍然不亮", "on": "2026-03-02" });
    town.officer("o-qlz-1").await.does(&filed, "issues/1/log-contact", contact).await;
    decides(&town, &filed, "not_supported").await;
    assert!(filed.opens_letter(1).await.contains("线路断开"), "the letter says it");
    filed.petitioner("request-review", json!({ "issue": 1, "request": "第三盏没有查" })).await;
    let findings = json!({ "facts": "复查属实。", "reasons": "属本镇维护范围。", "basis": "《照明设施规定》" });
    let county = town.officer("o-xzf-4").await;
    county.does(&filed, "issues/1/decide-review", json!({ "outcome": "uphold", "findings": findings })).await;
    assert!(filed.opens_letter(2).await.contains("复查属实"), "the opinion says it");
    town.on("2026-04-15").await;
    town.holds_none_of(&PLANTED).await;
    town.ends_with(&[("received", 1), ("reviews_decided", 1), ("open", 0)]).await;
}

stories![
    what_was_registered_in_error_ends_when_a_second_officer_confirms_it,
    no_word_of_a_whole_life_lies_open_on_the_disk,
    a_petition_is_answered_served_and_rated,
    a_period_is_lengthened_once_and_not_after_it_ran_out,
    a_review_asked_late_is_registered_marked_late_and_put_to_the_organ,
    what_began_under_the_old_law_is_reviewed_under_the_new,
    a_withdrawal_is_free_and_can_be_undone,
];
