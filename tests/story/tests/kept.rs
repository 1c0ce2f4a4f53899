//! A session that ends over a form: once its writer is in again, exactly that is sent which the pressed button would have
//! sent, and to where it would have sent it.

use std::collections::BTreeMap;

use huiyin_story::page::{Button, Form, words};
use huiyin_story::{Filed, Kind, PASSWORD, Shown, Town, Visitor};
use serde_json::{Value, json};

async fn town() -> Town {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    town
}

fn lamps() -> Value {
    json!({ "subject": "村口路灯不亮", "text": "村口到学校的三盏路灯不亮，属城市道路、桥梁和照明，请维修。" })
}

/// What is sent, without what a session adds, and without what says that files may follow: those have to be chosen again.
fn said(form: &Form, button: &Button) -> BTreeMap<String, String> {
    let is_said = |name: &str| !["mark", "files-follow"].contains(&name);
    form.values(button).into_iter().filter(|(name, _)| is_said(name)).collect()
}

/// The form by which is sent again what was kept when that button was pressed after the session had ended.
async fn again<'t>(town: &'t Town, officer: &str, form: &Form, button: &Button) -> (Visitor<'t>, Form) {
    let desk = Visitor::officer(town, officer, "en").await;
    town.password(officer, PASSWORD).await; // a new password ends the session
    let asked = desk.sends(form, button).await;
    assert_eq!(asked.status, 422, "{}", asked.html);
    let shown = desk.signs_in(&asked, officer).await;
    assert_eq!(shown.status, 200, "{}", shown.html);
    (desk, shown.forms().into_iter().find(|form| form.id == "sheet").expect("a sheet"))
}

/// Each button of that form, kept and sent again.
async fn each_button_is_kept(town: &Town, officer: &str, page: &Shown, action: &str) {
    let form = page.form(action);
    assert!(form.buttons.len() > 1, "{action}: {:?} {}", form.buttons, page.html);
    for button in &form.buttons {
        let (_, kept) = again(town, officer, &form, button).await;
        assert_eq!(kept.action, form.target(button), "{button:?}");
        assert_eq!(said(&kept, &kept.buttons[0]), said(&form, button), "{action}: {button:?}");
    }
}

async fn at_work(town: &Town) -> (Filed<'_>, Filed<'_>) {
    let (fresh, accepted) = (town.files(lamps()).await, town.files(lamps()).await);
    let registrar = town.officer("o-xfj-1").await;
    let classified = json!({ "kind": "appeal", "way": "way_6", "class": "01.07" });
    registrar.does(&accepted, "issues/1/classify", classified).await;
    registrar.does(&accepted, "issues/1/forward", json!({ "to": "qlz" })).await;
    town.officer("o-qlz-1").await.does(&accepted, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    town.on("2026-03-02").await; // what was written can be found
    (fresh, accepted)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_button_of_a_form_with_several_is_kept_while_a_session_ended() {
    let town = town().await;
    let (fresh, accepted) = at_work(&town).await;
    let classify = format!("/desk/{}/classify/issue/1", fresh.matter);
    let decide = format!("/desk/{}/decide/issue/1", accepted.matter);
    for (officer, path, action) in [
        ("o-xfj-1", "/desk", "/desk/bulk/print"),
        ("o-xfj-1", "/desk/register", "/desk/register"),
        ("o-xfj-1", classify.as_str(), classify.as_str()),
        ("o-qlz-2", decide.as_str(), decide.as_str()),
    ] {
        let page = Visitor::officer(&town, officer, "en").await.goes_to(path).await;
        each_button_is_kept(&town, officer, &page, action).await;
    }
    let desk = Visitor::officer(&town, "o-xfj-1", "en").await;
    let search = desk.goes_to("/desk/search").await.form("/desk/search").with(&[("words", "路灯")]);
    let found = desk.sends(&search, &search.buttons[0]).await;
    each_button_is_kept(&town, "o-xfj-1", &found, "/desk/search").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_button_over_the_matters_of_a_topic_is_kept_while_a_session_ended() {
    let town = town().await;
    for _ in 0..5 {
        town.files(lamps()).await;
    }
    town.on("2026-03-03").await;
    let list = Visitor::officer(&town, "o-xfj-5", "en").await.goes_to("/desk/topics").await;
    let topic = list.links().find(|link| link.starts_with("/desk/topics/")).expect("a topic");
    let page = Visitor::officer(&town, "o-xfj-5", "en").await.goes_to(topic).await;
    each_button_is_kept(&town, "o-xfj-5", &page, &format!("{topic}/split")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_to_be_looked_over_is_not_registered_after_the_session_ended() {
    let town = town().await;
    let earlier = town.files(lamps()).await;
    town.on("2026-03-02").await;
    let received = async |n| town.ends_with(&[("received", n)]).await;
    let form = Visitor::officer(&town, "o-xfj-1", "en").await.goes_to("/desk/register").await.form("/desk/register");
    let text = lamps()["text"].as_str().expect("a text").to_owned();
    let form = form.with(&[("about", "no"), ("channel", "visit"), ("subject", "路灯又不亮"), ("text", &text)]);
    let (desk, kept) = again(&town, "o-xfj-1", &form, form.button("look")).await;
    let looked = desk.sends(&kept, &kept.buttons[0]).await;
    assert_eq!(looked.status, 200, "{}", looked.html);
    let shown = looked.form("/desk/register");
    assert_eq!(shown.value("text"), text, "what was typed stands there");
    assert!(words(&looked.html).contains(&earlier.number), "the like stands beside it: {}", looked.html);
    received(1).await;
    let registered = desk.sends(&shown, shown.button("send")).await;
    assert_eq!(registered.status, 200, "{}", registered.html);
    received(2).await;
}
