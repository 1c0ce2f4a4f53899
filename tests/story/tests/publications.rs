//! A lamp was repaired, and others have dark streets too: the answer is put into words for everybody by who gave it, read and
//! published by another, found by whoever asks the like, wished back by the petitioner and taken back.

use huiyin_story::page::{Form, words as words_of};
use huiyin_story::{Filed, Shown, Town, Visitor, stories};
use serde_json::{Value, json};

/// What stands in the petition and the decision and nowhere in the words for everybody.
const NAME: &str = "试其人";
const QUESTION: &str = "村道路灯长期不亮，如何报修？";
const ANSWER: &str = "由镇人民政府负责维护，\n一般十日内修复。";

fn lamps() -> Value {
    json!({
        "subject": "村口路灯不亮",
        "text": "村口到学校的三盏路灯坏了两个月，孩子上学走夜路。",
        "persons": [{ "name": NAME, "phone": "138-0000-0001" }],
        "place": "990121101201",
    })
}

fn findings() -> Value {
    json!({ "facts": "现场查看，线路断开。", "reasons": "属本镇维护范围。", "basis": "《城市道路照明设施管理规定》" })
}

async fn is_answered(town: &Town, filed: &Filed<'_>) {
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    let handler = town.officer("o-qlz-1").await;
    handler.does(filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    handler.does(filed, "issues/1/notify", json!({ "way": "post", "on": "2026-03-02" })).await;
    let decided = json!({ "outcome": "supported", "findings": findings() });
    town.officer("o-qlz-2").await.does(filed, "issues/1/decide", decided).await;
}

/// What everybody finds by these words.
async fn found(town: &Town, words: &str) -> Vec<Value> {
    let (status, body) = town.post("/answers/search", None, &json!({ "words": words })).await;
    assert_eq!(status, 200, "{body}");
    body["answers"].as_array().expect("a list").clone()
}

fn words() -> Value {
    json!({ "question": QUESTION, "answer": ANSWER })
}

/// Prepared by who answered, refused where it would tell too much or was not served.
async fn prepared(town: &Town, filed: &Filed<'_>) -> String {
    let handler = town.officer("o-qlz-1").await;
    let refused = handler.is_refused(filed, "issues/1/publication", words(), "nothing-to-publish").await;
    assert_eq!(refused["article"], "office-17", "{refused}");
    assert!(filed.opens_letter(1).await.contains("线路断开"));
    let telling = json!({ "question": QUESTION, "answer": "请联系\n维护员13800000001。" });
    let refused = handler.is_refused(filed, "issues/1/publication", telling, "person-told").await;
    let told = refused.to_string();
    assert!(!told.contains("13800000001"), "the number is not said back: {told}");
    town.officer("o-xfj-1").await.is_refused(filed, "issues/1/publication", words(), "not-yours").await;
    let done = handler.does(filed, "issues/1/publication", words()).await;
    handler.is_refused(filed, "issues/1/publication", words(), "publication-stands").await;
    done["publication"].as_str().expect("an id").to_owned()
}

async fn an_answer_is_told_to_everybody_and_taken_back(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    is_answered(&town, &filed).await;
    let id = prepared(&town, &filed).await;
    let at = format!("/publications/{id}");
    assert_eq!(found(&town, "路灯").await.len(), 0, "nobody reads what only waits");
    assert_eq!(town.get(&format!("/answers/{id}"), None).await.0, 404);

    let reason = json!({ "reason": "多村有同样的问题。" });
    let head = town.officer("o-qlz-2").await;
    assert_eq!(head.tries_to_decide(&format!("{at}/publish"), reason.clone()).await.1["type"], "/problems/not-yours");
    assert_eq!(town.officer("o-jyj-1").await.looks_up(&at).await.0, 404, "who reads nothing of the matter");
    let supervisor = town.officer("o-xfj-5").await;
    let waiting = supervisor.looks_up("/publications").await.1;
    assert_eq!(waiting["publications"][0]["stage"], "prepared", "{waiting}");
    supervisor.decides(&format!("{at}/publish"), reason.clone()).await;

    let answers = found(&town, "路燈").await;
    assert_eq!(
        answers.iter().map(|answer| &answer["publication"]).collect::<Vec<_>>(),
        [id.as_str()],
        "in either script"
    );
    let (status, whole) = town.get(&format!("/answers/{id}"), None).await;
    assert_eq!((status, &whole["answer"]["text"]), (200, &json!(ANSWER)));
    let told = whole.to_string();
    assert!(!told.contains(&filed.matter) && !told.contains(&filed.number) && !told.contains(NAME), "{told}");
    assert_eq!(found(&town, "食堂").await.len(), 0);
    is_read_on_pages(&town, &id).await;

    is_wished_back(&town, &filed, &id).await;
    let view = supervisor.looks_up(&at).await.1;
    assert_eq!(view["wishes"], json!(["邻居认得出来。"]));
    supervisor.decides(&format!("{at}/take-back"), json!({ "reason": "依本人请求。" })).await;
    assert_eq!(found(&town, "路灯").await.len(), 0);
    assert_eq!(town.get(&format!("/answers/{id}"), None).await.0, 404);
    let again = supervisor.tries_to_decide(&format!("{at}/publish"), reason).await.1;
    assert_eq!(again["type"], "/problems/publication-taken-back");
    town.ends_with(&[("received", 2), ("answered", 1)]).await;
}

/// Somebody else cannot wish it back; whose answer it tells can.
async fn is_wished_back(town: &Town, filed: &Filed<'_>, id: &str) {
    let other = town.files(json!({ "subject": "河道发臭", "text": "清水河里漂着死鱼。" })).await;
    let wish = |code: &str| json!({ "code": code, "reason": "邻居认得出来。" });
    let path = format!("/query/published/{id}/wish-back");
    assert_eq!(town.post(&path, None, &wish(other.code())).await.0, 404, "it tells nobody else's answer");
    let (status, own) = town.post("/query/published", None, &json!({ "code": filed.code() })).await;
    assert_eq!((status, &own[0]["question"], &own[0]["wished_back"]), (200, &json!(QUESTION), &json!(false)), "{own}");
    assert_eq!(town.post(&path, None, &wish(filed.code())).await.0, 200);
    assert_eq!(found(town, "路灯").await.len(), 1, "a wish decides nothing");
}

/// Everybody finds it on pages, and whoever is about to file the like is shown it.
async fn is_read_on_pages(town: &Town, id: &str) {
    let visitor = Visitor::speaking(town, "en");
    let list = visitor.goes_to("/answers").await;
    assert!(list.links().any(|link| link == format!("/answers/{id}")), "{}", list.html);
    let form = list.form("/answers").with(&[("words", "路灯")]);
    let found = visitor.sends(&form, &form.buttons[0]).await;
    assert!(found.html.contains("<mark>路灯</mark>"), "{}", found.html);
    assert!(visitor.goes_to(&format!("/answers/{id}")).await.html.contains("一般十日内修复。"));
    let form = visitor.goes_to("/file").await.form("/file");
    let form = form.with(&[("subject", "巷里路灯不亮"), ("text", "半个月没有修复。")]);
    let shown = visitor.sends(&form, form.button("like")).await;
    assert!(
        shown.html.contains(QUESTION) && shown.html.contains("一般十日内修复。"),
        "read where one is: {}",
        shown.html
    );
    assert!(shown.html.contains("巷里路灯不亮"), "what was typed stands: {}", shown.html);
}

/// Sends a form by its only button, and goes where it leads.
async fn does(visitor: &Visitor<'_>, form: &Form) -> Shown {
    let shown = visitor.sends(form, &form.buttons[0]).await;
    let leads_to = shown.leads_to.clone().unwrap_or_else(|| panic!("{} {}", shown.status, shown.html));
    visitor.goes_to(&leads_to).await
}

/// Who answered prepares it on a page, another publishes it there, the petitioner wishes it back on the own one.
async fn all_of_it_is_done_on_pages(town: Town) {
    town.on("2026-03-02").await;
    let filed = town.files(lamps()).await;
    is_answered(&town, &filed).await;
    filed.opens_letter(1).await;
    let handler = Visitor::officer(&town, "o-qlz-1", "en").await;
    let dossier = handler.goes_to(&format!("/desk/{}", filed.matter)).await;
    let path = format!("/desk/{}/publish/1", filed.matter);
    assert!(dossier.links().any(|link| link == path), "{}", dossier.html);
    let sheet = handler.goes_to(&path).await.form(&path);
    let telling = sheet.clone().with(&[("question", QUESTION), ("answer", "请联系\n维护员13800000001。")]);
    let refused = handler.sends(&telling, &telling.buttons[0]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.html.contains("line 2, sign 4"), "{}", refused.html);
    let sheet = sheet.with(&[("question", QUESTION), ("answer", ANSWER)]);
    let own = does(&handler, &sheet).await;
    assert!(own.html.contains("waits to be read · "), "{}", own.html);

    let supervisor = Visitor::officer(&town, "o-xfj-5", "en").await;
    let list = supervisor.goes_to("/desk/publications").await;
    let page = list.links().find(|link| link.starts_with("/desk/publications/")).expect("it waits").to_owned();
    let form = supervisor.goes_to(&page).await.form(&format!("{page}/publish"));
    let bare = supervisor.sends(&form, &form.buttons[0]).await;
    assert_eq!(bare.status, 422, "no deed without a reason");
    let form = form.with(&[("publish-reason", "多村有同样的问题。")]);
    let published = does(&supervisor, &form).await;
    assert!(words_of(&published.html).contains("published · "), "{}", published.html);

    let visitor = Visitor::speaking(&town, "en");
    let form = visitor.goes_to("/query").await.form("/query").with(&[("code", filed.code())]);
    let mine = does(&visitor, &form).await;
    assert!(mine.html.contains(QUESTION), "{}", mine.html);
    let form = mine.form("/my/wish-back");
    let name = form.fields.iter().find(|field| field.name.starts_with("reason-")).expect("a reason").name.clone();
    let form = form.with(&[(name.as_str(), "邻居认得出来。")]);
    let wished = does(&visitor, &form).await;
    assert!(wished.html.contains("You have asked that it be taken back."), "{}", wished.html);
    assert!(supervisor.goes_to(&page).await.html.contains("邻居认得出来。"));
    town.ends_with(&[("received", 1), ("answered", 1)]).await;
}

async fn nothing_under_seal_is_told_to_anybody(town: Town) {
    town.on("2026-03-02").await;
    let mut sealed = lamps();
    sealed["under_seal"] = json!(true);
    let filed = town.files(sealed).await;
    is_answered(&town, &filed).await;
    filed.opens_letter(1).await;
    town.officer("o-qlz-1").await.is_refused(&filed, "issues/1/publication", words(), "not-for-everybody").await;
    town.ends_with(&[("received", 1), ("answered", 1)]).await;
}

stories![
    an_answer_is_told_to_everybody_and_taken_back,
    all_of_it_is_done_on_pages,
    nothing_under_seal_is_told_to_anybody
];
