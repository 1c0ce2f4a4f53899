//! Lives where another law decides: a council's complaint in two stages, Scotland's, the health service's, an ombudsman's,
//! India's grievances; an allowance, a city's hotline, a report of pollution.

use huiyin_story::{Filed, Officer, Town, stories};
use serde_json::{Value, json};

fn bins() -> Value {
    json!({ "subject": "Missed collections", "text": "Four weeks without a collection.", "demands": ["Collect the bins"],
        "persons": [{ "name": "A. Example", "phone": "138-0000-0001" }] })
}

fn findings() -> Value {
    json!({ "facts": "The round was not staffed.", "reasons": "The policy promises weekly collections.",
        "basis": "Waste collection policy" })
}

/// The clock of that rule, as an officer sees it.
async fn clock(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str) -> Value {
    let clocks = officer.sees(filed).await["issues"][0]["clocks"].as_array().expect("clocks").clone();
    clocks.into_iter().find(|clock| clock["derivation"]["rule"] == rule).unwrap_or(Value::Null)
}

/// It runs to that day.
async fn runs_to(officer: &Officer<'_>, filed: &Filed<'_>, rule: &str, last_day: &str) {
    let clock = clock(officer, filed, rule).await;
    assert_eq!(clock["last_day"], last_day, "{rule}: {clock}");
}

async fn a_council_answers_in_two_stages_and_names_the_ombudsman(town: Town) {
    town.on("2026-07-01").await;
    let filed = town.files(bins()).await;
    let team = town.officer("o-xfj-1").await;
    runs_to(&team, &filed, "UK-LGSCO-ACK1-TEAM", "2026-07-08").await;
    let classify = |kind: &str, way: Option<&str>| json!({ "kind": kind, "way": way, "class": "01.07" });
    team.is_refused(&filed, "issues/1/classify", classify("appeal", Some("way_6")), "way-not-for-kind").await;
    team.is_refused(&filed, "issues/1/classify", classify("suggestion", None), "kind-not-here").await;
    town.on("2026-07-03").await;
    team.does(&filed, "issues/1/classify", classify("appeal", None)).await;
    team.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    runs_to(&handler, &filed, "UK-LGSCO-ACK1-SENT", "2026-07-08").await; // sending it on wins no time

    town.on("2026-07-06").await;
    handler.does(&filed, "issues/1/accept", json!({ "on": "2026-07-06" })).await;
    handler.does(&filed, "issues/1/notify", json!({ "way": "post", "on": "2026-07-06" })).await;
    runs_to(&head, &filed, "UK-LGSCO-STAGE1", "2026-07-20").await;
    let first = clock(&head, &filed, "UK-LGSCO-STAGE1").await["clock"].clone();
    let extend = |days: u32| json!({ "days": days, "reason": "Crew on leave" });
    head.is_refused(&filed, &format!("clocks/{first}/extend"), extend(11), "too-long").await;
    head.does(&filed, &format!("clocks/{first}/extend"), extend(10)).await;
    runs_to(&head, &filed, "UK-LGSCO-STAGE1", "2026-08-03").await;

    town.on("2026-07-30").await;
    let decide = |outcome: &str| json!({ "outcome": outcome, "findings": findings() });
    let refused = head.is_refused(&filed, "issues/1/decide", decide("explained"), "outcome-not-for-kind").await;
    assert_eq!(refused["basis"], "LGSCO Complaint Handling Code s.6.6-6.8", "its own law: {refused}");
    head.does(&filed, "issues/1/decide", decide("not_supported")).await;
    filed.opens_letter(1).await;
    runs_to(&head, &filed, "UK-LGSCO-OFFICE-ESCALATE", "2026-08-27").await;

    town.on("2026-08-03").await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "Nobody asked the neighbours" })).await;
    let chief = town.officer("o-xzf-4").await;
    runs_to(&chief, &filed, "UK-LGSCO-ACK2", "2026-08-10").await;
    assert_eq!(clock(&chief, &filed, "UK-LGSCO-STAGE2").await, Value::Null, "it counts from the acknowledgement");
    town.on("2026-08-05").await;
    chief.does(&filed, "issues/1/notify", json!({ "way": "post", "on": "2026-08-05" })).await;
    assert_eq!(clock(&chief, &filed, "UK-LGSCO-ACK2").await, Value::Null, "it is met");
    runs_to(&chief, &filed, "UK-LGSCO-STAGE2", "2026-09-02").await;
    let second = clock(&chief, &filed, "UK-LGSCO-STAGE2").await["clock"].clone();
    let (_, refused) = head.tries(&filed, &format!("clocks/{second}/extend"), extend(5)).await;
    assert_eq!(refused["code"], "not-yours", "the second stage is not the first one's to lengthen: {refused}");
    chief.does(&filed, &format!("clocks/{second}/extend"), extend(5)).await;
    runs_to(&chief, &filed, "UK-LGSCO-STAGE2", "2026-09-09").await;
    town.on("2026-09-08").await;
    let refused =
        chief.is_refused(&filed, "issues/1/decide-review", decide("order_redo"), "outcome-not-for-review").await;
    let article = "LGSCO Code s.6 (Lawyers in Local Government summary)";
    assert_eq!(refused["basis"], article, "nobody is below it: {refused}");
    chief.does(&filed, "issues/1/decide-review", decide("uphold")).await;
    filed.opens_letter(2).await;
    let issue = filed.query().await["issues"][0].clone();
    assert_eq!(issue["stage"], "ended", "the second stage is the last: {issue}");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;
    town.ends_with(&[("answered_in_time", 1), ("extended", 2), ("reviews_decided", 1), ("open", 0)]).await;
}

/// Days off invented for the turn of a year.
const DAYS_OFF: &str = "2026-12-25,holiday,Christmas\n2026-12-28,holiday,Christmas\n2027-01-01,holiday,New Year\n";

async fn a_council_passes_over_the_days_off_of_england(town: Town) {
    let filed = accepted(&town, "2026-12-18", "2026-12-21").await;
    let head = town.officer("o-qlz-2").await;
    let first = clock(&head, &filed, "UK-LGSCO-STAGE1").await;
    assert_eq!((&first["last_day"], &first["derivation"]["provisional"]), (&json!("2027-01-04"), &json!(true)));
    let words = first["explanation"].to_string();
    assert!(words.contains("当地放假安排在此未公布"), "{words}");
    assert_eq!(town.calendar_is_published("cn", "2026-12-24,holiday,Invented\n").await, 0, "another land's day off");
    assert!(town.calendar_is_published("uk-eng", DAYS_OFF).await > 0);
    let first = clock(&head, &filed, "UK-LGSCO-STAGE1").await;
    assert_eq!(first["last_day"], "2027-01-07", "{first}");
    assert_eq!(first["derivation"].get("provisional"), None, "it stands now: {first}");
    town.ends_with(&[("open", 1)]).await;
}

async fn a_council_says_why_it_takes_a_complaint_not_up(town: Town) {
    town.on("2026-07-01").await;
    let filed = town.files(bins()).await;
    let (team, head) = (town.officer("o-xfj-1").await, town.officer("o-xfj-6").await);
    team.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    let ground = |code: &str| json!({ "ground": code, "findings": findings() });
    head.is_refused(&filed, "issues/1/do-not-accept", ground("in_progress"), "unknown-ground").await;
    head.does(&filed, "issues/1/do-not-accept", ground("after_twelve_months")).await;
    filed.opens_letter(1).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    town.ends_with(&[("open", 0)]).await;
}

/// Filed on the first day, sent to the township and accepted there on the second.
async fn accepted<'t>(town: &'t Town, filed_on: &str, on: &str) -> Filed<'t> {
    town.on(filed_on).await;
    let filed = town.files(bins()).await;
    town.on(on).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": on })).await;
    filed
}

/// Decided by the head of the township, and read.
async fn answered(town: &Town, filed: &Filed<'_>, on: &str, outcome: &str) {
    town.on(on).await;
    let head = town.officer("o-qlz-2").await;
    head.does(filed, "issues/1/decide", json!({ "outcome": outcome, "findings": findings() })).await;
    filed.opens_letter(1).await;
}

/// The government above upholds it on that day, and that is read.
async fn upheld(town: &Town, filed: &Filed<'_>, on: &str) {
    town.on(on).await;
    let uphold = json!({ "outcome": "uphold", "findings": findings() });
    town.officer("o-xzf-4").await.does(filed, "issues/1/decide-review", uphold).await;
    filed.opens_letter(2).await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
}

async fn in_scotland_the_second_stage_counts_from_the_request(town: Town) {
    let filed = accepted(&town, "2026-07-01", "2026-07-03").await;
    let chief = town.officer("o-xzf-4").await;
    runs_to(&chief, &filed, "UK-SCO-STAGE1", "2026-07-08").await; // from receipt, however late it was accepted
    answered(&town, &filed, "2026-07-07", "not_supported").await;
    runs_to(&chief, &filed, "UK-SCO-STAGE2-REQ", "2026-09-07").await;
    town.on("2026-08-10").await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "Nobody asked the neighbours" })).await;
    runs_to(&chief, &filed, "UK-SCO-ACK2", "2026-08-13").await;
    runs_to(&chief, &filed, "UK-SCO-STAGE2", "2026-09-07").await;
    town.on("2026-08-12").await;
    chief.does(&filed, "issues/1/notify", json!({ "way": "post", "on": "2026-08-12" })).await;
    runs_to(&chief, &filed, "UK-SCO-STAGE2", "2026-09-07").await;
    upheld(&town, &filed, "2026-09-01").await;
    town.ends_with(&[("answered_in_time", 1), ("reviews_decided", 1), ("open", 0)]).await;
}

async fn the_health_service_answers_once_and_names_the_ombudsman(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-04").await;
    let head = town.officer("o-qlz-2").await;
    runs_to(&head, &filed, "UK-NHS-ACK-SENT", "2026-03-05").await;
    runs_to(&head, &filed, "UK-NHS-ANSWER", "2026-09-02").await;
    answered(&town, &filed, "2026-05-20", "not_supported").await;
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;
    town.ends_with(&[("answered_in_time", 1), ("open", 0)]).await;
}

async fn an_ombudsman_reviews_its_decision_once_or_leads_to_the_agency(town: Town) {
    let filed = accepted(&town, "2026-07-01", "2026-07-06").await;
    let head = town.officer("o-qlz-2").await;
    runs_to(&head, &filed, "AU-NSW-OMB", "2026-08-12").await;
    answered(&town, &filed, "2026-08-13", "not_supported").await; // a day late
    filed.petitioner("request-review", json!({ "issue": 1, "request": "Please look again" })).await;
    upheld(&town, &filed, "2026-08-20").await;
    let other = town.files(bins()).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&other, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    let lead = json!({ "ground": "agency_first", "findings": findings() });
    town.officer("o-xfj-6").await.does(&other, "issues/1/lead-into-channel", lead).await;
    other.opens_letter(1).await;
    assert_eq!(other.query().await["issues"][0]["stage"], "ended");
    town.ends_with(&[("answered_late", 1), ("reviews_decided", 1), ("open", 0)]).await;
}

async fn a_grievance_is_sent_on_and_never_turned_down(town: Town) {
    town.on("2026-07-01").await;
    let filed = town.files(bins()).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    let turned_down = json!({ "ground": "outside_powers", "findings": findings() });
    let chief = town.officer("o-xfj-6").await;
    chief.is_refused(&filed, "issues/1/do-not-accept", turned_down, "no-ground-here").await;
    town.on("2026-07-03").await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-07-03" })).await;
    runs_to(&registrar, &filed, "IN-CPGRAMS-REDRESS", "2026-07-22").await;
    answered(&town, &filed, "2026-07-20", "not_supported").await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "The officer was not asked" })).await;
    runs_to(&registrar, &filed, "IN-CPGRAMS-OFFICE-APPEAL", "2026-08-19").await;
    upheld(&town, &filed, "2026-08-10").await;
    town.ends_with(&[("answered_in_time", 1), ("reviews_decided", 1), ("open", 0)]).await;
}

async fn an_allowance_is_decided_and_leads_to_administrative_review(town: Town) {
    let filed = accepted(&town, "2026-03-02", "2026-03-02").await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    runs_to(&head, &filed, "CN-DB21-TOTAL", "2026-04-14").await; // 30 working days, over Tomb-Sweeping
    let survey = json!({ "rule": "CN-DB21-SURVEY-START", "on": "2026-03-02" });
    handler.does(&filed, "issues/1/start-clock", survey).await;
    runs_to(&head, &filed, "CN-DB21-SURVEY-START", "2026-03-05").await;
    let total = clock(&head, &filed, "CN-DB21-TOTAL").await["clock"].clone();
    let extend = |days: u32| json!({ "days": days, "reason": "The survey goes on" });
    let refused = head.is_refused(&filed, &format!("clocks/{total}/extend"), extend(16), "too-long").await;
    assert_eq!(refused["article"], "最低生活保障审核确认办法(民政部,2021) 第22条", "its own law: {refused}");
    head.does(&filed, &format!("clocks/{total}/extend"), extend(15)).await;
    runs_to(&head, &filed, "CN-DB21-TOTAL", "2026-05-08").await;
    let pause = json!({ "reason": "public_notice", "from": "2026-03-02" });
    head.is_refused(&filed, &format!("clocks/{total}/pause"), pause, "no-pause-for-this").await;
    town.on("2026-05-07").await;
    let decide = |outcome: &str| json!({ "outcome": outcome, "findings": findings() });
    head.is_refused(&filed, "issues/1/decide", decide("explained"), "outcome-not-for-kind").await;
    head.does(&filed, "issues/1/decide", decide("not_supported")).await;
    runs_to(&head, &filed, "CN-DB21-REFUSAL-NOTICE", "2026-05-11").await; // 9 May is a Saturday that is worked
    let letter = filed.opens_letter(1).await;
    assert!(letter.contains("最低生活保障审核确认结果告知书") && letter.contains("administrative_review"), "{letter}");
    assert_eq!(filed.query().await["issues"][0]["stage"], "ended");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;

    let report = town.files(bins()).await;
    let registrar = town.officer("o-xfj-1").await;
    let suggestion = json!({ "kind": "suggestion", "class": "01.07" });
    registrar.is_refused(&report, "issues/1/classify", suggestion, "kind-not-here").await;
    registrar.does(&report, "issues/1/classify", json!({ "kind": "accusation", "class": "01.07" })).await;
    town.ends_with(&[("answered_in_time", 1), ("extended", 1), ("open", 1)]).await;
}

async fn a_hotline_calls_back_and_sends_back_what_is_undone(town: Town) {
    let filed = accepted(&town, "2026-02-10", "2026-02-11").await;
    let (head, chief) = (town.officer("o-qlz-2").await, town.officer("o-xzf-4").await);
    runs_to(&head, &filed, "JN-12345-REPLY", "2026-02-25").await; // over Spring Festival, 15 to 23 February
    let reply = clock(&head, &filed, "JN-12345-REPLY").await["clock"].clone();
    let extend = json!({ "days": 1, "reason": "Parts are missing" });
    head.is_refused(&filed, &format!("clocks/{reply}/extend"), extend, "not-extendable").await;
    answered(&town, &filed, "2026-02-26", "explained").await; // a day late
    runs_to(&head, &filed, "JN-12345-OFFICE-NOT-CONTENT", "2026-03-11").await; // the last Saturday of February is worked
    filed.petitioner("request-review", json!({ "issue": 1, "request": "It is as it was" })).await;
    runs_to(&chief, &filed, "JN-12345-OFFICE-CALL-BACK", "2026-03-04").await;
    let decide = |outcome: &str| json!({ "outcome": outcome, "findings": findings() });
    let refused = chief.is_refused(&filed, "issues/1/decide-review", decide("revoke"), "outcome-not-for-review").await;
    assert_eq!(refused["basis"], "济南市12345市民服务热线条例 第27条", "its own law: {refused}");
    chief.does(&filed, "issues/1/decide-review", decide("order_redo")).await;
    let letter = filed.opens_letter(2).await;
    assert!(letter.contains("回访核实结果"), "{letter}");
    runs_to(&head, &filed, "JN-12345-REPLY", "2026-03-04").await; // handled anew, from the day that was told
    answered(&town, &filed, "2026-03-02", "supported").await;
    town.ends_with(&[("reviews_decided", 1), ("open", 1)]).await;
}

async fn a_report_of_pollution_waits_for_its_law_to_be_confirmed(town: Town) {
    town.on("2026-03-02").await;
    let (status, refused) = town.post("/petitions", None, &bins()).await;
    assert_eq!((status, &refused["code"]), (422, &json!("no-pack-in-force")), "a draft is no law: {refused}");
    town.law_is_confirmed("cn-environment-hotline-2011").await;
    let filed = accepted(&town, "2026-03-02", "2026-03-04").await;
    let (head, chief) = (town.officer("o-qlz-2").await, town.officer("o-xzf-4").await);
    runs_to(&head, &filed, "CN-ENV12369-NOTICE-SENT", "2026-03-17").await; // sending it on wins no time
    runs_to(&head, &filed, "CN-ENV12369-HANDLE", "2026-05-06").await; // 3 May is Labour Day's rest
    answered(&town, &filed, "2026-04-20", "not_supported").await;
    runs_to(&chief, &filed, "CN-ENV12369-REVIEW-REQ", "2026-05-20").await;
    filed.petitioner("request-review", json!({ "issue": 1, "request": "Nobody measured at night" })).await;
    runs_to(&chief, &filed, "CN-ENV12369-REVIEW", "2026-05-20").await;
    town.on("2026-05-08").await;
    let revoke = json!({ "outcome": "revoke", "findings": findings() });
    chief.does(&filed, "issues/1/decide-review", revoke).await;

    let again = town.files(bins()).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&again, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    let same = json!({ "ground": "in_progress", "findings": findings() });
    town.officer("o-xfj-6").await.does(&again, "issues/1/do-not-accept", same).await;
    again.opens_letter(1).await;
    assert_eq!(again.query().await["issues"][0]["stage"], "ended");
    town.ends_with(&[("answered_in_time", 2), ("not_accepted", 1), ("reviews_decided", 1), ("open", 1)]).await;
}

stories![
    a_council_answers_in_two_stages_and_names_the_ombudsman by "uk-eng-lgsco",
    a_council_passes_over_the_days_off_of_england by "uk-eng-lgsco",
    a_council_says_why_it_takes_a_complaint_not_up by "uk-eng-lgsco",
    in_scotland_the_second_stage_counts_from_the_request by "uk-sct-spso",
    the_health_service_answers_once_and_names_the_ombudsman by "uk-eng-nhs-2009",
    an_ombudsman_reviews_its_decision_once_or_leads_to_the_agency by "au-nsw-ombudsman",
    a_grievance_is_sent_on_and_never_turned_down by "in-cpgrams-2024",
    an_allowance_is_decided_and_leads_to_administrative_review by "cn-dibao-2021",
    a_hotline_calls_back_and_sends_back_what_is_undone by "cn-sd-jn-hotline-2018",
    a_report_of_pollution_waits_for_its_law_to_be_confirmed by "office-practice",
];
