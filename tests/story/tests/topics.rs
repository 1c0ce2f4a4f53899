//! A mixing plant at night: forty people in two places complain, most of them within a week. The office sees one problem and
//! that it grows, names it, and hands on what should change. Of what is under seal nothing is counted.

use huiyin_story::{Filed, Officer, Town, Visitor, stories};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

const PLACES: [&str; 2] = ["990121101201", "990121101202"];

fn plant(n: usize) -> Value {
    let who = ["孩子睡不着", "老人睡不好", "窗户不敢开", "天天头疼", "车上全是灰"][n % 5];
    let text = format!("青石湾搅拌站夜里生产，噪音和粉尘扰民，{who}，第{n}次反映，电话13900004417。");
    json!({ "subject": "青石湾搅拌站噪音粉尘扰民", "text": text, "place": PLACES[n % 2] })
}

/// One each fourth day for nine weeks, then five a day: 41 in all. And five on something else.
async fn petitions(town: &Town) -> Vec<Filed<'_>> {
    let first: Date = "2026-01-05".parse().expect("a day");
    let mut filed = Vec::new();
    for day in 0..69 {
        let on = first.saturating_add(day.days());
        let count = if day >= 64 { 5 } else { usize::from(day % 4 == 0) };
        if count > 0 {
            town.on(&on.to_string()).await;
        }
        for _ in 0..count {
            let petition = plant(filed.len());
            filed.push(town.files(petition).await);
        }
        if count > 0 && day < 20 {
            let bus = format!("六路公交早上等了{day}分钟，上班迟到。");
            town.files(json!({ "subject": "六路公交车总是晚点", "text": bus })).await;
        }
    }
    town.on("2026-03-15").await;
    filed
}

async fn listed(officer: &Officer<'_>) -> Vec<Value> {
    let (status, body) = officer.looks_up("/topics?order=size").await;
    assert_eq!(status, 200, "{body}");
    body["topics"].as_array().expect("topics").clone()
}

async fn page(officer: &Officer<'_>, topic: &str) -> Value {
    let (status, body) = officer.looks_up(&format!("/topics/{topic}")).await;
    assert_eq!(status, 200, "{body}");
    body
}

fn numbers(list: &[Value]) -> Vec<(&str, u64)> {
    list.iter()
        .map(|topic| (topic["topic"].as_str().expect("an id"), topic["matters"].as_u64().expect("a count")))
        .collect()
}

async fn forty_petitions_are_seen_as_one_problem_and_decided_on(town: Town) {
    let filed = petitions(&town).await;
    for hidden in ["under_seal", "accusation"] {
        let mut petition = plant(1);
        petition[hidden] = json!(true);
        town.files(petition).await;
    }
    town.on("2026-03-16").await;
    let supervisor = town.officer("o-xfj-5").await;
    let list = listed(&supervisor).await;
    let topic = filed[0].matter.as_str();
    let bus = list[1]["topic"].as_str().expect("an id").to_owned();
    assert_eq!(numbers(&list), [(topic, filed.len() as u64), (bus.as_str(), 5)], "nothing that is hidden is counted");
    assert_eq!((filed.len(), list[0]["recent"].as_u64()), (41, Some(30)));
    assert_eq!(list[0]["places"].as_array().map(Vec::len), Some(2), "one problem in two places: {}", list[0]["places"]);
    assert_eq!(list[0]["samples"], json!(["青石湾搅拌站噪音粉尘扰民"]));
    let warning = &list[0]["warning"];
    let on = warning["on"].as_str().expect("it grows past its history");
    assert!(("2026-03-10".."2026-03-13").contains(&on), "{warning}");
    assert_eq!((&warning["false_alarm_rate"], &warning["days"]), (&json!(0.05), &json!(182)));
    assert_eq!(list[1]["warning"], Value::Null);

    decided_on(&town, &filed, &bus).await;
    assert!(listed(&town.officer("o-jyj-2").await).await.is_empty());
    let stranger = town.officer("o-jyj-2").await;
    assert_eq!(stranger.looks_up(&format!("/topics/{topic}")).await.0, 404);
    town.ends_with(&[("received", 48)]).await;
}

async fn decided_on(town: &Town, filed: &[Filed<'_>], bus: &str) {
    let supervisor = town.officer("o-xfj-5").await;
    let (topic, at) = (filed[0].matter.as_str(), format!("/topics/{}", filed[0].matter));
    supervisor.decides(&format!("{at}/name"), json!({ "name": "青石湾搅拌站夜间生产" })).await;
    let some: Vec<&str> = filed[36..].iter().map(|filed| filed.matter.as_str()).collect();
    let own = supervisor.decides(&format!("{at}/split"), json!({ "matters": some })).await["topic"].clone();
    let own = own.as_str().expect("an id");
    assert!(some.contains(&own), "a topic is known by one of its matters");
    assert_eq!(page(&supervisor, topic).await["topic"]["matters"], 36);
    supervisor.decides(&format!("/topics/{own}/merge"), json!({ "into": topic })).await;
    supervisor.decides(&format!("/topics/{bus}/merge"), json!({ "into": topic })).await;
    let (status, refused) = supervisor.tries_to_decide(&format!("/topics/{bus}/close"), json!({})).await;
    assert_eq!((status, &refused["type"]), (422, &json!("/problems/topic-merged")), "{refused}");
    supervisor.decides(&format!("/topics/{bus}/part"), json!({})).await;
    let (status, refused) = supervisor.tries_to_decide(&format!("{at}/master"), json!({ "matter": bus })).await;
    assert_eq!((status, &refused["type"]), (422, &json!("/problems/not-in-topic")), "{refused}");
    supervisor.decides(&format!("{at}/master"), json!({ "matter": filed[2].matter })).await;
    let linked = supervisor.decides(&format!("{at}/link"), json!({})).await;
    assert_eq!(linked, json!({ "linked": 40, "refused": 0 }));
    let rule = "居民区旁的夜间生产应当另行许可。";
    supervisor.decides(&format!("{at}/propose"), json!({ "to": "zjj", "text": rule })).await;

    let seen = page(&supervisor, topic).await;
    assert_eq!((&seen["topic"]["name"], &seen["topic"]["matters"]), (&json!("青石湾搅拌站夜间生产"), &json!(41)));
    assert_eq!((&seen["master"], &seen["merged"]), (&json!(filed[2].matter), &json!([{ "topic": own, "name": null }])));
    let days = seen["days"].as_array().expect("days").iter().filter_map(|day| day["n"].as_u64()).sum::<u64>();
    assert_eq!(days, 41);
    assert!(!seen.to_string().contains("13900004417"), "nobody's number is shown");
    let head = town.officer("o-zjj-2").await;
    let (_, told) = head.looks_up("/topics").await;
    assert_eq!((&told["topics"], &told["proposals"][0]["text"]), (&json!([]), &json!(rule)), "{told}");
    assert_eq!(told["proposals"][0]["topic"], json!(null), "its petitions are no affair of the unit's: {told}");
    let (_, told) = supervisor.looks_up("/topics").await;
    assert_eq!(told["proposals"][0]["topic"], topic, "{told}");
    proposal_leads_on_only_who_may_follow(town).await;
    let (status, _) = head.tries_to_decide(&format!("{at}/close"), json!({})).await;
    assert!(matches!(status, 403 | 404 | 409), "{status}");
    supervisor.decides(&format!("{at}/close"), json!({})).await;
    assert_eq!(page(&supervisor, topic).await["topic"]["closed_on"], "2026-03-16");
    town.holds_none_of(&["青石湾", "夜间生产", "另行许可", "13900004417"]).await;
}

async fn proposal_leads_on_only_who_may_follow(town: &Town) {
    for (officer, leads) in [("o-zjj-2", false), ("o-xfj-5", true)] {
        let list = Visitor::officer(town, officer, "zh-CN").await.goes_to("/desk/topics").await;
        let (_, proposals) = list.html.split_once("id=\"proposals\"").expect("proposals");
        let (proposals, _) = proposals.split_once("</section>").expect("they end");
        assert!(proposals.contains("青石湾搅拌站夜间生产"), "{proposals}");
        assert_eq!(proposals.contains("href=\"/desk/topics/"), leads, "{officer}: {proposals}");
    }
}

stories![forty_petitions_are_seen_as_one_problem_and_decided_on];
