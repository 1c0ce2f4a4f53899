//! 回避: who cannot be fair steps back and sees nothing any more, what was in hand is the unit's again, and who answers for the
//! officer lets him in again; through the interface and through pages.

use huiyin_story::{Filed, Town, Visitor, stories};
use serde_json::{Value, json};

async fn in_hand(town: &Town) -> Filed<'_> {
    town.on("2026-03-02").await;
    let text =
        json!({ "subject": "村口路灯不亮", "text": "村口到学校的三盏路灯不亮，请维修。", "place": "990121101201" });
    let filed = town.files(text).await;
    let registrar = town.officer("o-xfj-1").await;
    let classified = json!({ "kind": "appeal", "way": "way_6", "class": "01.07" });
    registrar.does(&filed, "issues/1/classify", classified).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    let head = town.officer("o-qlz-2").await;
    head.does(&filed, "issues/1/entrust", json!({ "to": "o-qlz-1" })).await;
    filed
}

fn kin() -> Value {
    json!({ "ground": "kin", "reason": "路灯承包人是我的表兄。" })
}

fn events(done: &Value) -> Vec<&str> {
    done["events"].as_array().expect("events").iter().filter_map(|event| event["event"].as_str()).collect()
}

async fn who_steps_back_sees_nothing_and_is_let_in_again_by_who_answers_for_him(town: Town) {
    let filed = in_hand(&town).await;
    let (handler, head) = (town.officer("o-qlz-1").await, town.officer("o-qlz-2").await);
    let other = json!({ "officer": "o-qlz-2", "ground": "kin", "reason": "他是当事人的亲戚。" });
    handler.is_refused(&filed, "recuse", other, "not-yours").await;
    let done = handler.does(&filed, "recuse", kin()).await;
    assert_eq!(events(&done), ["officer_recused", "issue_entrusted"], "{done}");
    handler.sees_nothing_of(&filed).await;
    assert_eq!(handler.looks_up("/worklist").await.1["rows"], json!([]));
    let seen = head.sees(&filed).await;
    assert!(seen.to_string().contains("路灯承包人是我的表兄。"), "the head reads why: {seen}");
    let told = filed.query().await;
    assert!(!told.to_string().contains("表兄"), "it is no answer to the petitioner: {told}");
    let back = json!({ "officer": "o-qlz-1", "reason": "承包人已更换。" });
    town.officer("o-xfj-1").await.is_refused(&filed, "end-recusal", back.clone(), "not-yours").await;
    let entrust = json!({ "to": "o-qlz-1" });
    head.is_refused(&filed, "issues/1/entrust", entrust.clone(), "not-of-the-unit").await;
    head.does(&filed, "end-recusal", back.clone()).await;
    head.is_refused(&filed, "end-recusal", back, "not-recused").await;
    head.does(&filed, "issues/1/entrust", entrust).await;
    handler.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    let by_supervisor = json!({ "officer": "o-qlz-2", "ground": "took_part", "reason": "曾参与路灯招标。" });
    town.officer("o-xfj-5").await.does(&filed, "recuse", by_supervisor).await;
    head.sees_nothing_of(&filed).await;
    town.holds_none_of(&["表兄", "曾参与路灯"]).await;
    town.ends_with(&[("received", 1)]).await;
}

async fn a_page_takes_oneself_out_and_leads_back_to_the_list(town: Town) {
    let filed = in_hand(&town).await;
    let desk = Visitor::officer(&town, "o-qlz-1", "en").await;
    let address = format!("/desk/{}", filed.matter);
    let page = desk.goes_to(&address).await;
    let sheet = format!("{address}/recuse/matter/0");
    assert!(page.links().any(|link| link == sheet), "{}", page.html);
    let form = desk.goes_to(&sheet).await.form(&sheet);
    let blank = desk.sends(&form, &form.buttons[0]).await;
    assert_eq!(blank.status, 422, "why is asked for: {}", blank.html);
    let form = form.with(&[("ground", "own_interest"), ("reason", "本人家门口的路灯。")]);
    let sent = desk.sends(&form, &form.buttons[0]).await;
    assert_eq!((sent.status, sent.leads_to.as_deref()), (303, Some("/desk")), "{}", sent.html);
    assert_eq!(desk.goes_to(&address).await.status, 404);
    assert!(!desk.goes_to("/desk").await.html.contains(&filed.number));
    let head = Visitor::officer(&town, "o-qlz-2", "zh-Hant").await;
    let sheet = format!("{address}/end_recusal/matter/0");
    let form = head.goes_to(&sheet).await.form(&sheet);
    let form = form.with(&[("officer", "o-qlz-1"), ("reason", "已搬家。")]);
    let sent = head.sends(&form, &form.buttons[0]).await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    let again = Visitor::officer(&town, "o-qlz-1", "en").await;
    assert_eq!(again.goes_to(&address).await.status, 200);
    town.ends_with(&[("received", 1)]).await;
}

stories![
    who_steps_back_sees_nothing_and_is_let_in_again_by_who_answers_for_him,
    a_page_takes_oneself_out_and_leads_back_to_the_list,
];
