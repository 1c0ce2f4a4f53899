//! Lives by other packs than the law of petitions: an allowance, a hotline, an administrative review, a council's complaint,
//! a matter that a higher level registered, and the simple procedure. Each runs the clocks of its pack to their exact days.

use huiyin_story::{Filed, Officer, Town, stories};
use serde_json::{Value, json};

fn petition(subject: &str) -> Value {
    json!({ "subject": subject, "text": "说明见附件。", "demands": [subject],
        "persons": [{ "name": "试其人", "phone": "138-0000-0001" }] })
}

fn findings() -> Value {
    json!({ "facts": "已逐项核实。", "reasons": "符合规定的条件。", "basis": "有关规定" })
}

/// Filed, sent to the township and accepted on that day.
async fn accepted<'t>(town: &'t Town, subject: &str, on: &str) -> Filed<'t> {
    town.on(on).await;
    let filed = town.files(petition(subject)).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": on })).await;
    filed
}

/// The clock of that rule, as an officer sees it.
async fn clock(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str) -> Value {
    let seen = officer.sees(filed).await;
    let clocks = seen["issues"][0]["clocks"].as_array().expect("clocks").clone();
    clocks.into_iter().find(|clock| clock["derivation"]["rule"] == rule).unwrap_or(Value::Null)
}

/// It begins, and ends on that day; which one it is.
async fn begins(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str, on: &str, last_day: &str) -> u64 {
    officer.does(filed, "issues/1/start-clock", json!({ "rule": rule, "on": on })).await;
    let clock = clock(officer, filed, rule).await;
    assert_eq!(clock["last_day"], last_day, "{rule}: {clock}");
    clock["clock"].as_u64().expect("a number")
}

/// What it was for is done on that day, in time or not.
async fn is_met(officer: &Officer<'_>, filed: &Filed<'_>, clock: u64, on: &str, in_time: bool) {
    let done = officer.does(filed, &format!("clocks/{clock}/meet-clock"), json!({ "on": on })).await;
    assert_eq!(done["events"][0]["in_time"], in_time, "{done}");
}

/// Decided by the head of the township, read by the petitioner, and over when the window has closed.
async fn ends(town: &Town, filed: &Filed<'_>, on: &str, over: &str) {
    town.on(on).await;
    let head = town.officer("o-qlz-2").await;
    head.does(filed, "issues/1/decide", json!({ "outcome": "explained", "findings": findings() })).await;
    filed.opens_letter(1).await;
    town.on(over).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
}

async fn an_allowance_is_decided_within_its_working_days(town: Town) {
    town.pack_is_confirmed("cn-dibao-2021").await;
    let filed = accepted(&town, "申请最低生活保障", "2026-03-02").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    let total = begins(&handler, &filed, "CN-DB21-TOTAL", "2026-03-02", "2026-04-14").await; // 30, over Tomb-Sweeping
    let survey = begins(&handler, &filed, "CN-DB21-SURVEY-START", "2026-03-02", "2026-03-05").await;
    town.on("2026-03-05").await;
    is_met(&handler, &filed, survey, "2026-03-05", true).await;
    begins(&handler, &filed, "CN-DB21-PUBLIC", "2026-03-05", "2026-03-12").await;
    let extend = |days: u32| json!({ "days": days, "reason": "入户调查尚未完成" });
    let refused = head.is_refused(&filed, &format!("clocks/{total}/extend"), extend(16), "too-long").await;
    assert_eq!(refused["article"], "最低生活保障审核确认办法(民政部,2021) 第22条", "its own law: {refused}");
    head.does(&filed, &format!("clocks/{total}/extend"), extend(15)).await;
    assert_eq!(clock(&head, &filed, "CN-DB21-TOTAL").await["last_day"], "2026-05-08", "45 in all");
    let pause = json!({ "reason": "public_notice", "from": "2026-03-05" });
    let before = clock(&head, &filed, "CN-DB21-COUNTY").await;
    let county = begins(&handler, &filed, "CN-DB21-COUNTY", "2026-03-05", "2026-03-19").await;
    head.is_refused(&filed, &format!("clocks/{county}/pause"), pause, "no-pause-for-this").await;
    assert_eq!(
        (before, &clock(&head, &filed, "CN-DB21-COUNTY").await["last_day"]),
        (Value::Null, &json!("2026-03-19"))
    );
    town.on("2026-03-20").await;
    is_met(&handler, &filed, county, "2026-03-20", false).await;
    is_met(&handler, &filed, total, "2026-03-20", true).await;
    ends(&town, &filed, "2026-03-23", "2026-04-23").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn a_hotline_has_five_working_days_and_no_more(town: Town) {
    town.pack_is_confirmed("cn-sd-jn-hotline-2018").await;
    let filed = accepted(&town, "路口信号灯不亮", "2026-02-11").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    // The days of Spring Festival are 15 to 23 February; the Saturday before them is worked.
    let reply = begins(&handler, &filed, "JN-12345-REPLY", "2026-02-11", "2026-02-25").await;
    let path = format!("clocks/{reply}/extend");
    let refused = head.is_refused(&filed, &path, json!({ "days": 1, "reason": "等待备件" }), "not-extendable").await;
    assert!(refused["article"].as_str().expect("an article").starts_with("济南市"), "{refused}");
    town.on("2026-02-26").await;
    is_met(&handler, &filed, reply, "2026-02-26", false).await;
    ends(&town, &filed, "2026-02-27", "2026-03-31").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn an_administrative_review_runs_by_its_own_law(town: Town) {
    town.pack_is_confirmed("cn-administrative-review-2023").await;
    let filed = accepted(&town, "对处罚决定的复议", "2026-03-02").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    let admit = begins(&handler, &filed, "CN-XZFY-ADMIT", "2026-03-02", "2026-03-09").await;
    town.on("2026-03-06").await;
    is_met(&handler, &filed, admit, "2026-03-06", true).await;
    let decide = begins(&handler, &filed, "CN-XZFY-DECIDE", "2026-03-06", "2026-05-06").await; // 5 May is Labour Day's rest
    head.does(&filed, &format!("clocks/{decide}/extend"), json!({ "days": 30, "reason": "案情复杂" })).await;
    assert_eq!(clock(&head, &filed, "CN-XZFY-DECIDE").await["last_day"], "2026-06-04");
    town.on("2026-04-20").await;
    is_met(&handler, &filed, decide, "2026-04-20", true).await;
    ends(&town, &filed, "2026-04-20", "2026-05-21").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn a_complaint_to_a_council_goes_through_two_stages(town: Town) {
    town.pack_is_confirmed("uk-eng-lgsco").await;
    let filed = accepted(&town, "Missed collections", "2026-06-01").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    let acknowledged = begins(&handler, &filed, "UK-LGSCO-ACK1", "2026-06-01", "2026-06-08").await;
    town.on("2026-06-03").await;
    is_met(&handler, &filed, acknowledged, "2026-06-03", true).await;
    let first = begins(&handler, &filed, "UK-LGSCO-STAGE1", "2026-06-03", "2026-06-17").await;
    head.does(&filed, &format!("clocks/{first}/extend"), json!({ "days": 10, "reason": "Crew on leave" })).await;
    assert_eq!(clock(&head, &filed, "UK-LGSCO-STAGE1").await["last_day"], "2026-07-01", "no Dragon Boat days there");
    town.on("2026-07-01").await;
    is_met(&handler, &filed, first, "2026-07-01", true).await;
    let second = begins(&handler, &filed, "UK-LGSCO-STAGE2", "2026-07-01", "2026-07-29").await;
    town.on("2026-07-29").await;
    is_met(&handler, &filed, second, "2026-07-29", true).await;
    ends(&town, &filed, "2026-07-30", "2026-09-01").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn a_levels_share_runs_beside_the_fifteen_days(town: Town) {
    town.pack_is_confirmed("cn-xinfang-2014-split").await;
    town.on("2026-03-02").await;
    let filed = town.files(petition("修好路灯")).await;
    let registrar = town.officer("o-xfj-1").await;
    let county = begins(&registrar, &filed, "CN-XF14-SPLIT-COUNTY", "2026-03-02", "2026-03-06").await;
    let law = clock(&registrar, &filed, "CN-XF22-REG-FWD").await;
    assert_eq!(law["last_day"], "2026-03-17", "the law's own days run on: {law}");
    town.on("2026-03-05").await;
    is_met(&registrar, &filed, county, "2026-03-05", true).await;
    registrar
        .is_refused(
            &filed,
            &format!("clocks/{}/meet-clock", law["clock"]),
            json!({ "on": "2026-03-05" }),
            "met-by-its-act",
        )
        .await;
    town.ends_with(&[("open", 1)]).await;
}

async fn a_simple_procedure_turns_into_the_ordinary_one(town: Town) {
    let filed = accepted(&town, "修好路灯", "2026-03-02").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    let begin = json!({ "rule": "CN-XF22-SIMPLE-HANDLE", "on": "2026-03-02" });
    handler.is_refused(&filed, "issues/1/start-clock", begin, "not-listed").await; // a draft is off
    town.pack_is_confirmed("cn-xinfang-simple-2022").await;
    let simple = begins(&handler, &filed, "CN-XF22-SIMPLE-HANDLE", "2026-03-02", "2026-03-16").await;
    town.on("2026-03-10").await;
    let turn = json!({ "reason": "边界须先测量", "on": "2026-03-10" });
    head.does(&filed, &format!("clocks/{simple}/turn-ordinary"), turn).await;
    assert_eq!(clock(&head, &filed, "CN-XF22-SIMPLE-HANDLE").await, Value::Null, "it runs no more");
    assert_eq!(clock(&head, &filed, "CN-XF22-HANDLE").await["last_day"], "2026-05-06", "60 days from acceptance");
    ends(&town, &filed, "2026-04-20", "2026-05-21").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

stories![
    an_allowance_is_decided_within_its_working_days,
    a_hotline_has_five_working_days_and_no_more,
    an_administrative_review_runs_by_its_own_law,
    a_complaint_to_a_council_goes_through_two_stages,
    a_levels_share_runs_beside_the_fifteen_days,
    a_simple_procedure_turns_into_the_ordinary_one,
];
