//! Lives where another law decides: a council's complaint in two stages, Scotland's, the health service's, an ombudsman's, and
//! India's grievances.

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
    chief.does(&filed, "issues/1/decide-review", decide("uphold")).await;
    filed.opens_letter(2).await;
    let issue = filed.query().await["issues"][0].clone();
    assert_eq!(issue["stage"], "ended", "the second stage is the last: {issue}");
    filed.petitioner_is_refused("request-review", json!({ "issue": 1, "request": "Again" }), "no-review-here").await;
    town.ends_with(&[("answered_in_time", 1), ("extended", 2), ("reviews_decided", 1), ("open", 0)]).await;
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

stories![
    a_council_answers_in_two_stages_and_names_the_ombudsman by "uk-eng-lgsco",
    a_council_says_why_it_takes_a_complaint_not_up by "uk-eng-lgsco",
    in_scotland_the_second_stage_counts_from_the_request by "uk-sct-spso",
    the_health_service_answers_once_and_names_the_ombudsman by "uk-eng-nhs-2009",
    an_ombudsman_reviews_its_decision_once_or_leads_to_the_agency by "au-nsw-ombudsman",
    a_grievance_is_sent_on_and_never_turned_down by "in-cpgrams-2024",
];
