//! What goes wrong at a browser: too much is typed, a form is sent twice, somebody goes back, a session ends over a long
//! form. It is told in words beside the field, nothing typed is lost, and nothing is done twice.

use huiyin_e2e::{Browser, PASSWORD, Settings, chooses, is_classified, signed_in, town};
use serde_json::json;

/// The fields of a petition in which something is typed, and how many characters each takes.
const BOUNDS: [(&str, usize); 7] = [
    ("name", 300),
    ("phone", 300),
    ("email", 300),
    ("address", 300),
    ("subject", 200),
    ("text", 50_000),
    ("demands", 1_000),
];

/// Types so many characters more than each field takes.
async fn types_past_bounds(browser: &Browser, fields: &[(&str, usize)], more: usize) {
    for (field, bound) in fields {
        let chars = bound + more;
        browser.runs(&format!("document.getElementById('{field}').value = '\u{706f}'.repeat({chars})")).await;
    }
}

/// Each field says what it takes, and holds what was typed.
async fn are_told(browser: &Browser, fields: &[(&str, usize)]) {
    for (field, bound) in fields {
        let told = browser.reads(&format!("#{field}-fault")).await;
        assert!(told.contains(&format!("At most {bound} characters")), "{field}: {told}");
        assert_eq!(browser.value(&format!("#{field}")).await.chars().count(), bound + 1, "{field} is lost");
        assert!(browser.sees(&format!(".faults a[href='#{field}']")).await, "{field} is told at the top");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_of_a_petition_takes_its_bound_and_tells_what_is_past_it() {
    let town = town().await;
    let desk = Browser::open(Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/file", town.address())).await;
    desk.presses("#about").await;
    desk.presses("#who").await;
    types_past_bounds(&desk, &BOUNDS, 1).await;
    desk.follows("#send").await;
    are_told(&desk, &BOUNDS).await;
    types_past_bounds(&desk, &BOUNDS, 0).await;
    desk.follows("#send").await;
    assert!(desk.sees("#code").await, "{}", desk.reads("main").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_at_the_desk_takes_its_bound_and_tells_what_is_past_it() {
    let town = town().await;
    let at_desk: Vec<_> = BOUNDS.into_iter().filter(|(field, _)| *field != "email").collect();
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.presses("#about").await;
    chooses(&desk, "#channel", "letter").await;
    types_past_bounds(&desk, &at_desk, 1).await;
    desk.follows("#send").await;
    are_told(&desk, &at_desk).await;
    types_past_bounds(&desk, &at_desk, 0).await;
    desk.follows("#send").await;
    assert_eq!(desk.counts("#code").await, 1, "{}", desk.reads("main").await);
    desk.goes_to(&format!("{}/desk", town.address())).await;
    desk.follows(".rows a").await;
    desk.follows("aside a[href$='/correct/petition/1']").await;
    types_past_bounds(&desk, &[("note", 20_000)], 1).await;
    desk.follows("#send").await;
    are_told(&desk, &[("note", 20_000)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_petition_that_is_sent_twice_is_one_and_nothing_of_it_is_found_by_going_back() {
    let town = town().await;
    let phone = Browser::open(Settings::DESK.speaking("en-GB")).await;
    phone.goes_to(&format!("{}/file", town.address())).await;
    phone.presses("#about").await;
    phone.presses("#who-2").await;
    phone.types("#subject", "Lamps at the village gate").await;
    phone.types("#text", "Three lamps are dark.").await;
    phone.runs("const form = document.getElementById('filing'); form.requestSubmit(); form.requestSubmit();").await;
    phone.comes_to("#code").await;
    town.ends_with(&[("received", 1)]).await;
    phone.goes_back().await;
    assert_eq!(phone.value("#subject").await, "", "whoever uses the machine next finds an empty form");
    town.ends_with(&[("received", 1)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deed_that_is_sent_again_after_going_back_is_not_done_again() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    is_classified(&town, &filed).await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".rows a").await;
    desk.follows("aside a[href$='/forward/issue/1']").await;
    chooses(&desk, "#to", "qlz").await;
    desk.types("#reason", "They look after the lamps.").await;
    desk.follows("#send").await;
    desk.goes_back().await;
    chooses(&desk, "#to", "cgj").await;
    desk.follows("#send").await;
    assert!(desk.reads(".faults").await.contains("Qinglan Town"), "it says where it went already");
    assert_eq!(desk.value("#reason").await, "They look after the lamps.");
    let told = filed.query().await;
    assert_eq!(told["issues"][0]["unit"], "qlz", "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_was_typed_while_the_session_ended_is_registered_after_signing_in_again() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.presses("#about").await;
    chooses(&desk, "#channel", "visit").await;
    desk.types("#subject", "The bridge is closed").await;
    desk.types("#text", "They walk an hour to the school.").await;
    town.on("2026-03-03").await;
    desk.follows("#send").await;
    desk.types("#officer", "o-xfj-1").await;
    desk.types("#password", PASSWORD).await;
    desk.follows("#send").await;
    assert!(desk.reads("main").await.contains("They walk an hour to the school."), "what was typed is shown");
    desk.follows("#send").await;
    assert_eq!(desk.counts("#code").await, 1, "{}", desk.reads("main").await);
    town.ends_with(&[("received", 1)]).await;
}
