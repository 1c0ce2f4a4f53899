//! What the office's own texts say to what is about to be written: remarks on a draft, and earlier answers.

use huiyin_e2e::{Browser, Settings, chooses, signed_in};
use huiyin_story::{Filed, Kind, Town};
use serde_json::json;

const ANSWER: &str =
    "经现场查看，柳林巷三盏路灯因线路老化断电，已于三月九日全部更换线路并恢复照明，行人通过的路段加装了反光标识。";

/// A petition about lamps that the township has accepted.
async fn accepted<'t>(town: &'t Town, subject: &str, text: &str) -> Filed<'t> {
    let petition = json!({ "subject": subject, "text": text, "demands": ["请尽快修好柳林巷路灯，恢复夜间照明"] });
    let filed = town.files(petition).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    filed
}

/// Opens the form by which an issue is decided.
async fn decides(town: &Town, filed: &Filed<'_>, settings: Settings) -> Browser {
    let desk = signed_in(town, "o-qlz-2", settings).await;
    desk.goes_to(&format!("{}/desk/{}/decide/issue/1", town.address(), filed.matter)).await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_looked_over_beside_earlier_answers_and_nothing_typed_is_lost() {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。";
    let answered = accepted(&town, "柳林巷路灯全灭", text).await;
    let findings = json!({ "facts": ANSWER, "reasons": "属本镇维护范围。", "basis": "《城市道路照明设施管理规定》" });
    let decided = json!({ "outcome": "supported", "findings": findings });
    town.officer("o-qlz-2").await.does(&answered, "issues/1/decide", decided).await;
    let open = accepted(&town, "柳林巷路灯又灭了", "柳林巷的路灯又灭了，老人晚上不敢出门，请派人修理。").await;
    town.on("2026-03-03").await;

    let desk = decides(&town, &open, Settings { script: false, ..Settings::DESK }).await;
    assert!(desk.reads("#earlier + .hint + ol").await.contains(&answered.number), "what was answered is there at once");
    assert_eq!(desk.counts("#remarks").await, 0, "nobody has asked yet");
    chooses(&desk, "#outcome", "supported").await;
    desk.types("#findings-facts", ANSWER).await;
    desk.types("#findings-reasons", "本答复为最终答复，____。").await;
    desk.follows("#look").await;
    let remarks = desk.reads("#remarks + .hint + ol").await;
    for said in ["依据中没有写明", "其实还可以申请", "表格里有空没有填", answered.number.as_str()]
    {
        assert!(remarks.contains(said), "{said}: {remarks}");
    }
    assert_eq!(desk.value("#findings-facts").await, ANSWER, "nothing typed is lost");
    assert_eq!(desk.value("#outcome").await, "supported");
    assert!(town.officer("o-qlz-2").await.sees(&open).await["issues"][0]["stage"] == "accepted", "nothing happened");

    let desk = decides(&town, &open, Settings::DESK).await;
    desk.types("#findings-reasons", "本答复为最终答复，____。").await;
    desk.follows("#look").await;
    desk.inspects("decide-looked-over").await;
    chooses(&desk, "#outcome", "supported").await;
    desk.types("#findings-facts", "柳林巷路灯已换线路，夜间照明恢复。").await;
    desk.retypes("#findings-reasons", "属本镇维护范围。").await;
    desk.types("#findings-basis", "《城市道路照明设施管理规定》第五条").await;
    desk.follows("#look").await;
    assert_eq!(desk.counts("#remarks").await, 0, "{}", desk.reads("main").await);
    assert!(desk.reads("[role=status]").await.contains("没有发现问题"));
    desk.follows("#send").await;
    assert!(
        town.officer("o-qlz-2").await.sees(&open).await["issues"][0]["stage"] == "decided",
        "remarks hinder nobody"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn class_and_unit_are_proposed_where_they_are_decided_and_a_button_takes_them() {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    let text = "2026年2月10日起，柳林巷的自来水一直停水，多交了水费300元。\n一、请求尽快恢复供水。\n二、请求退还水费。";
    let filed = town.files(json!({ "subject": "自来水停水", "text": text, "place": "990121101201" })).await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.goes_to(&format!("{}/desk/{}/classify/issue/1", town.address(), filed.matter)).await;
    assert_eq!(desk.value("#class").await, "", "the catalogue's words alone are never sure");
    assert!(desk.reads("#letter + .hint + ol").await.contains("300元"));
    chooses(&desk, "#kind", "appeal").await;
    chooses(&desk, "#way", "way_6").await;
    desk.follows("button[name=take][value='class=01.06.01']").await;
    assert_eq!(desk.value("#class").await, "01.06.01");
    assert_eq!(desk.value("#kind").await, "appeal", "what was chosen stays");
    desk.inspects("classify-proposed").await;
    desk.follows("#send").await;

    desk.goes_to(&format!("{}/desk/{}/split_issue/issue/1", town.address(), filed.matter)).await;
    assert_eq!(desk.value("#demands").await.lines().count(), 2, "a proposal how to split it");
    desk.goes_to(&format!("{}/desk/{}/forward/issue/1", town.address(), filed.matter)).await;
    desk.follows("button[name=take]").await;
    assert_eq!(desk.value("#to").await, "gsgs", "by the duty catalogue");
    desk.inspects("forward-proposed").await;
    desk.types("#reason", "供水由供水公司负责。").await;
    desk.follows("#send").await;
    assert!(town.officer("o-xfj-1").await.sees(&filed).await["issues"][0]["stage"] == "routed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_looked_for_before_it_is_registered_again() {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    let text = "柳林巷的路灯全灭了半个月，老人晚上摔了跤，请尽快派人修理。";
    let filed = town.files(json!({ "subject": "柳林巷路灯全灭", "text": text })).await;
    let hidden = json!({ "subject": "柳林巷路灯全灭", "text": text, "under_seal": true });
    let hidden = town.files(hidden).await;
    let again = town.files(json!({ "subject": "柳林巷路灯一直不亮", "text": text })).await;
    town.on("2026-03-03").await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.goes_to(&format!("{}/desk/{}", town.address(), filed.matter)).await;
    assert_eq!(desk.counts("#alike").await, 0, "looked for when somebody asks");
    desk.follows("a[href$='#alike']").await;
    let alike = desk.reads("#alike + .hint + ol").await;
    assert!(alike.contains(&again.number) && !alike.contains(&hidden.number), "{alike}");
    desk.inspects("dossier-looked").await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.types("#subject", "柳林巷路灯又灭了").await;
    desk.types("#text", "柳林巷的路灯又灭了，老人晚上摔了跤，请派人修理。").await;
    desk.follows("#look").await;
    let alike = desk.reads("#alike + .hint + ol").await;
    assert!(alike.contains(&filed.number) && !alike.contains(&hidden.number), "{alike}");
    assert_eq!(desk.value("#subject").await, "柳林巷路灯又灭了", "nothing typed is lost");
    desk.inspects("register-looked").await;
    desk.goes_to(&format!("{}/desk", town.address())).await;
    assert_eq!(desk.counts(".rows li").await, 3, "nothing was registered");
}
