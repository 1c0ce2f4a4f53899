//! Whatever is carried out of the office as a file is on record before it leaves, and whoever audits reads by whom.

use huiyin_story::{Town, Visitor, stories};
use serde_json::json;

async fn what_leaves_the_office_as_a_file_is_on_record(town: Town) {
    town.on("2026-03-02").await;
    let text =
        json!({ "subject": "村口路灯不亮", "text": "村口到学校的三盏路灯不亮，请维修。", "place": "990121101201" });
    let filed = town.files(text).await;
    let registrar = Visitor::officer(&town, "o-xfj-1", "en").await;
    let days = "registry=xfj&class=petition&from=2026-03-01&to=2026-03-02";
    for path in
        [format!("/desk/books.csv?{days}"), format!("/desk/books.xlsx?{days}"), format!("/desk/{}/whole", filed.matter)]
    {
        assert_eq!(registrar.goes_to(&path).await.status, 200, "{path}");
    }
    assert_eq!(registrar.goes_to("/desk/books.csv?class=nothing").await.status, 422);
    assert_eq!(registrar.goes_to("/desk/office/officers/csv").await.status, 409);
    let administrator = Visitor::officer(&town, "o-xfj-9", "en").await;
    assert_eq!(administrator.goes_to("/desk/office/officers/csv").await.status, 200);

    let refused = registrar.goes_to("/desk/operations").await;
    assert_eq!(refused.status, 409, "no list of what colleagues do");
    let refused = huiyin_story::page::words(&refused.html);
    assert!(refused.contains("The auditor of") && refused.contains("art. 22"), "what it rests on: {refused}");
    let auditor = Visitor::officer(&town, "o-xfj-7", "en").await;
    assert!(auditor.goes_to("/desk/books").await.html.contains("/desk/operations"));
    let told = auditor.goes_to("/desk/operations").await;
    assert_eq!(told.status, 200, "{}", told.html);
    let told = huiyin_story::page::words(&told.html);
    assert_eq!(told.matches("1 lines as a file").count(), 2, "{told}");
    assert_eq!(told.matches("柳向榆").count(), 3, "{told}");
    assert!(told.contains(&format!("The whole file of {}", filed.number)), "{told}");
    assert!(told.contains("The table “Officers”"), "{told}");
    assert_eq!(told.matches("贺逸飞").count(), 1, "what was refused left nothing: {told}");
    town.ends_with(&[("received", 1)]).await;
}

stories![what_leaves_the_office_as_a_file_is_on_record];
