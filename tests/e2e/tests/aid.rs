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
