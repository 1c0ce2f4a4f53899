//! The pages of an office that decides by another law: a review organ's, in its own words.

use huiyin_e2e::{Browser, Settings, chooses, shows_code, signed_in};
use huiyin_story::{Kind, Town};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_review_organ_decides_by_forms_and_the_applicant_reads_what_may_be_done() {
    let town = Town::open_by(Kind::Sqlite, Some("cn-administrative-review-2023")).await;
    town.on("2026-03-02").await;
    let application = json!({ "subject": "对罚款决定不服", "text": "没有听取陈述。", "demands": ["撤销罚款决定"],
        "persons": [{ "name": "试其人" }] });
    let filed = town.files(application).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;

    let head = signed_in(&town, "o-qlz-2", Settings::DESK).await;
    head.follows(".rows a").await;
    assert!(head.reads("main").await.contains("行政复议申请"), "the kind is called as the law calls it");
    head.follows("aside a[href$='/decide/issue/1']").await;
    head.inspects("review-decide").await;
    assert_eq!(head.counts("#outcome option[value='supported']").await, 0, "it knows no such outcome");
    chooses(&head, "#outcome", "act_revoked").await;
    for (field, words) in [("facts", "未告知陈述权利。"), ("reasons", "违反法定程序。"), ("basis", "行政复议法第64条")]
    {
        head.types(&format!("#findings-{field}"), words).await;
    }
    head.follows("#send").await;
    assert!(head.reads(".way").await.contains("撤销"));
    head.inspects("review-matter").await;

    let desk = Browser::open(Settings::DESK).await;
    shows_code(&town, &desk, filed.code()).await;
    let page = desk.reads("main").await;
    assert!(page.contains("行政复议决定书") && !page.contains("信访件"), "{page}");
    desk.inspects("review-my").await;
}
