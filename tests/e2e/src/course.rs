//! How far things have come before a test begins: the town on its day, petitions on their way.

use huiyin_story::{Filed, Kind, Town};
use serde_json::json;

use crate::browser::Browser;

/// The town on the morning of 2 March 2026, a Monday.
pub async fn town() -> Town {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    town
}

/// The registrar classifies the first issue as an appeal about street cleaning, to be answered by a handling opinion.
pub async fn is_classified(town: &Town, filed: &Filed<'_>) {
    let classified = json!({ "kind": "appeal", "way": "way_6", "class": "01.07" });
    town.officer("o-xfj-1").await.does(filed, "issues/1/classify", classified).await;
}

/// The same, and sends it to that unit.
pub async fn is_sent(town: &Town, filed: &Filed<'_>, to: &str) {
    is_classified(town, filed).await;
    town.officer("o-xfj-1").await.does(filed, "issues/1/forward", json!({ "to": to })).await;
}

/// A petition of one who gave a name, which the township was sent, accepted and answered on one day.
pub async fn answered<'t>(town: &'t Town, outcome: &str) -> Filed<'t> {
    let petition = json!({
        "subject": "村口路灯不亮",
        "text": "三盏灯不亮。",
        "demands": ["修好三盏灯"],
        "persons": [{ "name": "试其人" }],
    });
    let filed = town.files(petition).await;
    is_sent(town, &filed, "qlz").await;
    let handler = town.officer("o-qlz-1").await;
    handler.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    handler.does(&filed, "issues/1/notify", json!({ "way": "post", "on": "2026-03-02" })).await;
    let findings = json!({ "facts": "线路断开。", "reasons": "属本镇维护。", "basis": "有关规定" });
    let head = town.officer("o-qlz-2").await;
    head.does(&filed, "issues/1/decide", json!({ "outcome": outcome, "findings": findings })).await;
    filed
}

/// The petitioner shows the code at that browser.
pub async fn shows_code(town: &Town, browser: &Browser, code: &str) {
    browser.goes_to(&format!("{}/query", town.address())).await;
    browser.retypes("#code", code).await;
    browser.follows("main form .button").await;
}
