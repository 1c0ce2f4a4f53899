//! Lives where a law decides alone that used to run beside another: a shop's complaint and a report of it, a request for
//! information, an administrative review, two hotlines, allowances, reports of pollution; a province in the law's place.

use huiyin_story::{Filed, Officer, Town, stories};
use serde_json::{Value, json};

fn scale() -> Value {
    json!({ "subject": "A shop's scale", "text": "It showed 90 grams too many, three times.", "demands": ["Money back"],
        "persons": [{ "name": "A. Example", "phone": "138-0000-0001" }] })
}

fn findings() -> Value {
    json!({ "facts": "It was looked into.", "reasons": "The law says so.", "basis": "The law in force" })
}

fn decide(outcome: &str) -> Value {
    json!({ "outcome": outcome, "findings": findings() })
}

/// The clock of that rule, as an officer sees it.
async fn clock(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str) -> Value {
    let clocks = officer.sees(filed).await["issues"][0]["clocks"].as_array().expect("clocks").clone();
    clocks.into_iter().find(|clock| clock["derivation"]["rule"] == rule).unwrap_or(Value::Null)
}

/// It runs to that day; its path.
async fn runs_to(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str, last_day: &str) -> String {
    let clock = clock(officer, filed, rule).await;
    assert_eq!(clock["last_day"], last_day, "{rule}: {clock}");
    format!("clocks/{}", clock["clock"])
}

/// Filed on the first day, sent to the township and accepted there on the second.
async fn accepted<'t>(town: &'t Town, filed_on: &str, on: &str) -> Filed<'t> {
    town.on(filed_on).await;
    let filed = town.files(scale()).await;
    town.on(on).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": on })).await;
    filed
}

/// Reported, sent to the organ for what is said against persons, and accepted there the same day.
async fn reported<'t>(town: &'t Town, on: &str) -> Filed<'t> {
    town.on(on).await;
    let mut report = scale();
    report["accusation"] = json!(true);
    let filed = town.files(report).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "accusation", "class": "06.01" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "jw", "reason": "For them" })).await;
    town.officer("o-jw-1").await.does(&filed, "issues/1/accept", json!({ "on": on })).await;
    filed
}

/// Turned down by the registry on that ground; the letter says so.
async fn turned_down(town: &Town, how: &str, ground: &str) -> String {
    let filed = town.files(scale()).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    let order = json!({ "ground": ground, "findings": findings() });
    town.officer("o-xfj-6").await.does(&filed, &format!("issues/1/{how}"), order).await;
    let letter = filed.opens_letter(1).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    letter
}

/// Decided by the head of the township and read; the letter names paper and remedy.
async fn answered(town: &Town, filed: &Filed<'_>, on: &str, outcome: &str, said: [&str; 2]) {
    town.on(on).await;
    town.officer("o-qlz-2").await.does(filed, "issues/1/decide", decide(outcome)).await;
    let letter = filed.opens_letter(1).await;
    assert!(said.iter().all(|said| letter.contains(said)), "{said:?}: {letter}");
}

async fn stage(filed: &Filed<'_>) -> Value {
    filed.query().await["issues"][0]["stage"].clone()
}

async fn a_market_regulator_mediates_a_complaint_and_checks_a_report(town: Town) {
    let filed = accepted(&town, "2026-02-02", "2026-02-04").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    runs_to(&head, &filed, "CN-SAMR-ACCEPT-SENT", "2026-02-11").await; // from receipt, whoever has it
    let mediation = runs_to(&head, &filed, "CN-SAMR-MEDIATE", "2026-04-15").await;
    let pause = |reason: &str| json!({ "reason": reason, "from": "2026-02-04" });
    head.is_refused(&filed, &format!("{mediation}/pause"), pause("hearing"), "no-pause-for-this").await;
    head.does(&filed, &format!("{mediation}/pause"), pause("testing")).await;
    town.on("2026-02-06").await;
    head.does(&filed, &format!("{mediation}/resume"), json!({ "to": "2026-02-05" })).await;
    runs_to(&head, &filed, "CN-SAMR-MEDIATE", "2026-04-16").await; // of two days of testing one was counted
    let lead = json!({ "rule": "CN-SAMR-CHECK", "on": "2026-02-06" });
    handler.does(&filed, "issues/1/start-clock", lead).await;
    let refused = head.is_refused(&filed, "issues/1/decide", decide("supported"), "outcome-not-for-kind").await;
    assert_eq!(refused["basis"], "市场监督管理投诉举报处理暂行办法 第21条", "its own law: {refused}");
    answered(&town, &filed, "2026-03-20", "mediated", ["投诉调解书", "courts"]).await;
    assert_eq!(stage(&filed).await, "ended");

    let report = reported(&town, "2026-03-02").await;
    let (keeper, chief) = (town.officer("o-jw-1").await, town.officer("o-jw-2").await);
    runs_to(&keeper, &report, "CN-SAMR-OFFICE-REPORT", "2026-03-23").await;
    chief.is_refused(&report, "issues/1/decide", decide("mediated"), "outcome-not-for-kind").await;
    town.on("2026-03-20").await;
    chief.does(&report, "issues/1/decide", decide("case_opened")).await;
    runs_to(&keeper, &report, "CN-SAMR-REALNAME", "2026-03-27").await; // five days, where a complaint has seven
    let letter = report.opens_letter(1).await;
    assert!(letter.contains("举报立案情况告知书"), "{letter}");
    let letter = turned_down(&town, "do-not-accept", "after_three_years").await;
    assert!(letter.contains("courts"), "{letter}");
    town.ends_with(&[("answered_in_time", 3), ("not_accepted", 1), ("open", 0)]).await;
}

async fn a_request_for_information_counts_from_receipt_and_may_be_withheld(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-05").await;
    let head = town.officer("o-qlz-2").await;
    let (_, office) = head.looks_up("/office").await;
    assert_eq!((&office["catalogue"], &office["filed"]), (&json!("application"), &json!("申请")));
    let answer = runs_to(&head, &filed, "CN-OGI-ANSWER", "2026-03-30").await;
    let extend = |days: u32| json!({ "days": days, "reason": "Three archives hold it" });
    head.does(&filed, &format!("{answer}/pause"), json!({ "reason": "consultation", "from": "2026-03-05" })).await;
    town.on("2026-03-10").await;
    head.does(&filed, &format!("{answer}/resume"), json!({ "to": "2026-03-09" })).await;
    runs_to(&head, &filed, "CN-OGI-ANSWER", "2026-04-02").await; // three working days were the third party's
    let chief = town.officer("o-xfj-6").await;
    let (_, refused) = head.tries(&filed, &format!("{answer}/extend"), extend(20)).await;
    assert_eq!(refused["code"], "not-yours", "the head of the information office agrees to that: {refused}");
    chief.does(&filed, &format!("{answer}/extend"), extend(20)).await;
    runs_to(&head, &filed, "CN-OGI-ANSWER", "2026-05-06").await;
    answered(&town, &filed, "2026-04-20", "withheld", ["政府信息公开申请答复书", "administrative_review"]).await;
    assert_eq!(stage(&filed).await, "ended");
    let letter = turned_down(&town, "no-longer-accept", "answered_before").await;
    assert!(letter.contains("政府信息公开申请告知书"), "{letter}");
    town.ends_with(&[("answered_in_time", 2), ("open", 0)]).await;
}

async fn a_review_organ_revokes_what_an_authority_did_and_sees_to_it(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-04").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    runs_to(&head, &filed, "CN-XZFY-ADMIT-SENT", "2026-03-09").await;
    runs_to(&head, &filed, "CN-XZFY-DECIDE", "2026-05-06").await; // 3 May is Labour Day's rest
    handler.does(&filed, "issues/1/start-clock", json!({ "rule": "CN-XZFY-SIMPLE", "on": "2026-03-04" })).await;
    let simple = runs_to(&handler, &filed, "CN-XZFY-SIMPLE", "2026-04-03").await;
    town.on("2026-03-20").await;
    let turn = json!({ "reason": "The facts are disputed", "on": "2026-03-20" });
    head.does(&filed, &format!("{simple}/turn-ordinary"), turn).await;
    let ordinary = runs_to(&head, &filed, "CN-XZFY-DECIDE", "2026-05-06").await; // nobody gains time by choosing it
    let extend = json!({ "days": 30, "reason": "A hearing is held" });
    head.does(&filed, &format!("{ordinary}/extend"), extend).await;
    runs_to(&head, &filed, "CN-XZFY-DECIDE", "2026-06-02").await;
    answered(&town, &filed, "2026-05-20", "act_revoked", ["行政复议决定书", "courts"]).await;
    assert_eq!(stage(&filed).await, "served", "what was ordered is followed");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;
    town.on("2026-06-01").await;
    filed.petitioner("confirm-execution", json!({ "issue": 1 })).await;
    assert_eq!(stage(&filed).await, "ended");
    let letter = turned_down(&town, "do-not-accept", "out_of_time").await;
    assert!(letter.contains("不予受理行政复议申请决定书"), "{letter}");
    town.ends_with(&[("answered_in_time", 2), ("not_accepted", 1), ("extended", 1), ("open", 0)]).await;
}

async fn weifang_answers_in_five_days_and_calls_back(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-02").await;
    let (head, chief) = (town.officer("o-qlz-2").await, town.officer("o-xzf-4").await);
    runs_to(&head, &filed, "WF-12345-REPLY", "2026-03-09").await;
    answered(&town, &filed, "2026-03-06", "explained", ["热线事项办理结果答复", "Review"]).await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "It is as it was" })).await;
    runs_to(&chief, &filed, "WF-12345-OFFICE-CALL-BACK", "2026-03-13").await;
    let refused = chief.is_refused(&filed, "issues/1/decide-review", decide("change"), "outcome-not-for-review").await;
    assert_eq!(refused["basis"], "潍坊市12345政务服务便民热线条例 第14条", "its own law: {refused}");
    chief.does(&filed, "issues/1/decide-review", decide("order_redo")).await;
    filed.opens_letter(2).await;
    runs_to(&head, &filed, "WF-12345-REPLY", "2026-03-13").await;
    turned_down(&town, "lead-into-channel", "statutory_procedure").await;
    town.ends_with(&[("reviews_decided", 1), ("open", 1)]).await;
}

async fn beijings_draft_waits_until_it_is_confirmed(town: Town) {
    town.on("2026-03-02").await;
    let (status, refused) = town.post("/petitions", None, &scale()).await;
    assert_eq!((status, &refused["code"]), (422, &json!("no-pack-in-force")), "a draft is no law: {refused}");
    town.law_is_confirmed("cn-bj-hotline-2021-draft").await;
    let filed = accepted(&town, "2026-03-02", "2026-03-02").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    runs_to(&head, &filed, "BJ-12345D-NORMAL", "2026-03-09").await;
    handler.does(&filed, "issues/1/start-clock", json!({ "rule": "BJ-12345D-UTILITY", "on": "2026-03-02" })).await;
    runs_to(&handler, &filed, "BJ-12345D-UTILITY", "2026-03-03").await;
    answered(&town, &filed, "2026-03-03", "supported", ["诉求办理情况反馈", "Review"]).await;
    turned_down(&town, "lead-into-channel", "emergency_line").await;
    town.ends_with(&[("answered_in_time", 2), ("open", 1)]).await;
}

/// An allowance: its period from acceptance, and what cannot be done to it.
async fn an_allowance(town: &Town, rule: &str, last_day: &str, paper: &str) {
    let filed = accepted(town, "2026-03-02", "2026-03-04").await;
    let head = town.officer("o-qlz-2").await;
    let total = runs_to(&head, &filed, rule, last_day).await;
    let pause = json!({ "reason": "hearing", "from": "2026-03-04" });
    head.is_refused(&filed, &format!("{total}/pause"), pause, "no-pause-for-this").await;
    head.is_refused(&filed, "issues/1/decide", decide("explained"), "outcome-not-for-kind").await;
    answered(town, &filed, "2026-03-30", "not_supported", [paper, "administrative_review"]).await;
    assert_eq!(stage(&filed).await, "ended");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn a_town_approves_within_thirty_days_of_receipt(town: Town) {
    an_allowance(&town, "CN-DB99-APPROVE", "2026-04-01", "最低生活保障审批结果告知书").await;
}

async fn zhejiang_counts_the_townships_and_the_countys_days(town: Town) {
    an_allowance(&town, "ZJ-SA-OFFICE-TOTAL", "2026-04-07", "社会救助审批结果告知书").await;
}

async fn support_of_the_destitute_is_decided_step_by_step(town: Town) {
    an_allowance(&town, "CN-TK-OFFICE-TOTAL", "2026-04-23", "特困人员认定结果告知书").await;
}

async fn chongqing_counts_no_day_of_appraisal_and_notice(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-04").await;
    let head = town.officer("o-qlz-2").await;
    let total = runs_to(&head, &filed, "CQ-DB-TOTAL", "2026-04-03").await;
    head.does(&filed, &format!("{total}/pause"), json!({ "reason": "public_notice", "from": "2026-03-04" })).await;
    town.on("2026-03-12").await;
    head.does(&filed, &format!("{total}/resume"), json!({ "to": "2026-03-11" })).await;
    runs_to(&head, &filed, "CQ-DB-TOTAL", "2026-04-10").await; // seven days more
    answered(&town, &filed, "2026-04-09", "supported", ["最低生活保障审批结果告知书", "administrative_review"]).await;
    assert_eq!(stage(&filed).await, "served", "it is followed until it is paid");
    let report = reported(&town, "2026-04-09").await;
    let keeper = town.officer("o-jw-1").await;
    runs_to(&keeper, &report, "CQ-DB-OFFICE-REPORT", "2026-05-09").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 2)]).await;
}

async fn a_township_that_confirms_itself_has_twenty_days(town: Town) {
    town.law_is_confirmed("cn-dibao-2022-delegated").await;
    let filed = accepted(&town, "2026-03-02", "2026-03-04").await;
    let head = town.officer("o-qlz-2").await;
    runs_to(&head, &filed, "CN-DB22-TOTAL-DELEGATED", "2026-04-01").await;
    answered(&town, &filed, "2026-03-30", "not_supported", ["最低生活保障审核确认结果告知书", "administrative_review"])
        .await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

/// A report of pollution: told, handled, reviewed.
async fn pollution(town: &Town, told: (&str, &str), handled: (&str, &str), answered_on: &str, window: (&str, &str)) {
    let filed = accepted(town, "2026-03-02", "2026-03-04").await;
    let (head, chief) = (town.officer("o-qlz-2").await, town.officer("o-xzf-4").await);
    runs_to(&head, &filed, told.0, told.1).await;
    runs_to(&head, &filed, handled.0, handled.1).await;
    answered(town, &filed, answered_on, "not_supported", ["环保举报办理结果告知书", "Review"]).await;
    runs_to(&chief, &filed, window.0, window.1).await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "Nobody measured at night" })).await;
    chief.does(&filed, "issues/1/decide-review", decide("revoke")).await;
    turned_down(town, "do-not-accept", "in_progress").await;
    town.ends_with(&[("answered_in_time", 2), ("reviews_decided", 1), ("open", 1)]).await;
}

async fn fujians_hotline_has_the_nations_days(town: Town) {
    let notice = ("FJ-ENV12369-NOTICE-SENT", "2026-03-17");
    pollution(
        &town,
        notice,
        ("FJ-ENV12369-HANDLE", "2026-05-06"),
        "2026-03-20",
        ("FJ-ENV12369-REVIEW-REQ", "2026-04-20"),
    )
    .await;
}

async fn fujians_campaign_decides_on_what_the_platform_sends_in_two_days(town: Town) {
    let notice = ("FJ-ENV18-ACCEPT-WECHAT", "2026-03-06");
    pollution(&town, notice, ("FJ-ENV18-HANDLE", "2026-04-03"), "2026-03-20", ("FJ-ENV18-REVIEW-REQ", "2026-04-20"))
        .await;
}

async fn shaanxi_has_seven_days_for_what_is_ordinary(town: Town) {
    let notice = ("SN-ENV-ACCEPT-SENT", "2026-03-04");
    pollution(&town, notice, ("SN-ENV-HANDLE", "2026-03-11"), "2026-03-10", ("SN-ENV-REVIEW-REQ", "2026-04-09")).await;
}

async fn zhejiangs_own_days_take_the_place_of_the_laws(town: Town) {
    town.province_is_confirmed("cn-zj-xinfang-2016").await;
    town.on("2026-03-02").await;
    let filed = town.files(scale()).await;
    let registrar = town.officer("o-xfj-1").await;
    runs_to(&registrar, &filed, "ZJ-XF16-DISPOSE", "2026-03-09").await;
    assert_eq!(
        clock(&registrar, &filed, "CN-XF22-REG-FWD").await,
        Value::Null,
        "the law's fifteen days run not beside"
    );
    let appeal = json!({ "kind": "appeal", "way": "way_6", "class": "01.07" });
    registrar.does(&filed, "issues/1/classify", appeal).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    runs_to(&registrar, &filed, "ZJ-XF16-ACCEPT-FORWARDED", "2026-03-09").await;
    runs_to(&registrar, &filed, "CN-XF22-OBJECT", "2026-03-09").await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    runs_to(&registrar, &filed, "ZJ-XF16-HANDLE", "2026-04-01").await;
    answered(&town, &filed, "2026-03-30", "explained", ["信访工作条例 第35条", "Review"]).await;
    runs_to(&registrar, &filed, "CN-XF22-REVIEW-REQ", "2026-04-29").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 1)]).await;
}

stories![
    a_market_regulator_mediates_a_complaint_and_checks_a_report by "cn-market-regulation-2020",
    a_request_for_information_counts_from_receipt_and_may_be_withheld by "cn-government-information-2019",
    a_review_organ_revokes_what_an_authority_did_and_sees_to_it by "cn-administrative-review-2023",
    weifang_answers_in_five_days_and_calls_back by "cn-sd-wf-hotline-2021",
    beijings_draft_waits_until_it_is_confirmed by "office-practice",
    a_town_approves_within_thirty_days_of_receipt by "cn-dibao-1999",
    zhejiang_counts_the_townships_and_the_countys_days by "cn-zj-social-assistance-2014",
    support_of_the_destitute_is_decided_step_by_step by "cn-destitute-support",
    chongqing_counts_no_day_of_appraisal_and_notice by "cn-cq-dibao-2016",
    a_township_that_confirms_itself_has_twenty_days by "cn-dibao-2021",
    fujians_hotline_has_the_nations_days by "cn-fj-environment-hotline",
    fujians_campaign_decides_on_what_the_platform_sends_in_two_days by "cn-fj-environment-2018",
    shaanxi_has_seven_days_for_what_is_ordinary by "cn-sn-environment",
    zhejiangs_own_days_take_the_place_of_the_laws,
];
