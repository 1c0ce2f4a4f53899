//! Lives through which the law changes: a year's calendar comes out, a new law reaches back, a province has its own.

use huiyin_domain::pack::Transition;
use huiyin_story::{Filed, Town, stories};
use serde_json::{Value, json};

/// An invented notice for the year after the last published one: a Saturday on which offices work.
const NOTICE: &str = "2027-01-01,holiday,元旦\n2027-01-09,workday_swap,元旦\n";

fn lamps() -> Value {
    json!({ "subject": "村口路灯不亮", "text": "三盏路灯坏了两个月。", "demands": ["修好路灯"],
        "persons": [{ "name": "试其人", "phone": "138-0000-0001" }] })
}

/// Filed, sent to the township and accepted on that day.
async fn accepted<'t>(town: &'t Town, on: &str) -> Filed<'t> {
    town.on(on).await;
    let filed = town.files(lamps()).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": on })).await;
    filed
}

/// The clock that runs from acceptance, as the petitioner sees it.
async fn handling(filed: &Filed<'_>) -> Value {
    let issue = filed.query().await["issues"][0].clone();
    let clocks = issue["clocks"].as_array().expect("clocks").clone();
    clocks.into_iter().find(|clock| clock["step"] == "handle").expect("it is being handled")
}

async fn a_year_is_published_and_what_runs_into_it_is_counted_anew(town: Town) {
    let filed = accepted(&town, "2026-11-10").await;
    let clock = handling(&filed).await;
    assert_eq!((&clock["last_day"], &clock["derivation"]["provisional"]), (&json!("2027-01-11"), &json!(true)));
    assert_eq!(town.calendar_is_published("cn", NOTICE).await, 1);
    let clock = handling(&filed).await;
    assert_eq!(clock["last_day"], "2027-01-09", "the 60th day has become a day of work: {clock}");
    assert_eq!(clock["derivation"].get("provisional"), None, "it stands now");
    let dates = filed.dates().await;
    assert!(dates.contains("\r\nDTSTART;VALUE=DATE:20270109\r\n"), "{dates}");
    let seen = town.officer("o-qlz-1").await.sees(&filed).await;
    let story = seen["story"].as_array().expect("a story");
    let old = story.iter().find(|line| line["event"]["event"] == "issue_accepted").expect("the acceptance");
    assert!(old.to_string().contains("2027-01-11"), "the old derivation stays where it stands: {old}");
    assert!(story.iter().any(|line| line["event"]["event"] == "clock_rederived"));
    town.ends_with(&[("open", 1), ("accepted", 1)]).await;
}

async fn a_law_that_reaches_back_counts_anew_what_it_finds_running(town: Town) {
    let filed = accepted(&town, "2026-03-02").await;
    assert_eq!(handling(&filed).await["last_day"], "2026-05-06");
    assert_eq!(town.law_is_changed(|law| law.transition = Transition::Keep, 40).await, 0);
    assert_eq!(handling(&filed).await["last_day"], "2026-05-06", "a running period keeps its law");
    let later = accepted(&town, "2026-03-03").await;
    assert_eq!(handling(&later).await["derivation"]["pack"], "cn-xinfang-2022@2");
    assert_eq!(handling(&later).await["last_day"], "2026-04-13");
    assert_eq!(town.law_is_changed(|law| law.transition = Transition::Follow, 30).await, 2);
    assert_eq!(handling(&filed).await["last_day"], "2026-04-01");
    assert_eq!(handling(&filed).await["derivation"]["pack"], "cn-xinfang-2022@3");
    town.ends_with(&[("open", 2), ("accepted", 2)]).await;
}

stories![
    a_year_is_published_and_what_runs_into_it_is_counted_anew,
    a_law_that_reaches_back_counts_anew_what_it_finds_running,
];
