//! What the public does: files on a phone without a script, at a desk, in three languages, with mistakes.

use huiyin_e2e::{Browser, Settings, town};

/// The letters and digits of a code, without its dashes.
fn is_code(text: &str) -> bool {
    text.len() == 29 && text.bytes().filter(|byte| *byte != b'-').all(|byte| byte.is_ascii_alphanumeric())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_petition_is_filed_on_a_phone_without_a_script() {
    let town = town().await;
    let phone = Browser::open(Settings::PHONE).await;
    phone.goes_to(town.address()).await;
    phone.follows(".doors a[href='/file']").await;
    assert!(phone.sees("#about").await && !phone.sees("#subject").await, "one question at a time");
    phone.presses("#about").await;
    phone.presses("#step-about .button").await;
    assert!(phone.sees("#who").await && !phone.sees("#about").await);
    phone.presses("#who").await;
    phone.types("#name", "某甲").await;
    phone.presses("#step-who .button").await;
    phone.types("#subject", "村口路灯不亮").await;
    phone.types("#text", "从村口到小学有三盏灯两个月没亮。").await;
    phone.types("#demands", "修好三盏灯\n说明何时修好").await;
    phone.presses("#step-what .button").await;
    phone.presses("#step-where .back").await;
    assert_eq!(phone.value("#subject").await, "村口路灯不亮", "going back loses nothing");
    phone.presses("#step-what .button").await;
    phone.presses("#step-where .button").await;
    phone.follows("#send").await;
    let code = phone.reads("#code").await;
    assert!(is_code(&code), "{code}");
    assert!(phone.reads("main .lead").await.contains("xfj-P-2026-000001"));
    assert!(phone.sees(".square").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told_beside_the_field_and_at_the_top_and_nothing_typed_is_lost() {
    let town = town().await;
    let desk = Browser::open(Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/file", town.address())).await;
    assert!(desk.sees("#about").await && desk.sees("#subject").await, "one page at a desk");
    desk.inspects("file").await;
    desk.types("#text", "Three lamps are dark.").await;
    desk.follows("#send").await;
    assert_eq!(desk.counts(".faults a").await, 4);
    assert_eq!(desk.attribute("#subject", "aria-describedby").await.as_deref(), Some("subject-hint subject-fault"));
    desk.inspects("file-faults").await;
    desk.enters("#name").await;
    assert_eq!(desk.attribute("html", "lang").await.as_deref(), Some("en"), "Enter sends, and switches no language");
    assert_eq!(desk.counts(".faults a").await, 4);
    desk.follows(".languages [value='zh-Hant']").await;
    assert_eq!(desk.attribute("html", "lang").await.as_deref(), Some("zh-Hant"));
    assert_eq!(desk.value("#text").await, "Three lamps are dark.");
    desk.presses("#who-2").await;
    assert!(!desk.sees("#name").await, "who files anonymously is not asked for a name");
    desk.presses("#about").await;
    desk.types("#subject", "路燈不亮").await;
    desk.follows("#send").await;
    assert!(is_code(&desk.reads("#code").await));
    assert_eq!(desk.attribute("html", "lang").await.as_deref(), Some("zh-Hant"), "the switch is remembered");
    desk.inspects("receipt").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_is_without_fault_in_each_language() {
    let town = town().await;
    for (language, lang) in [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("en-GB", "en")] {
        let desk = Browser::open(Settings::DESK.speaking(language)).await;
        desk.goes_to(town.address()).await;
        assert_eq!(desk.attribute("html", "lang").await.as_deref(), Some(lang));
        desk.inspects(&format!("first-{lang}")).await;
        desk.goes_to(&format!("{}/nowhere", town.address())).await;
        desk.inspects(&format!("trouble-{lang}")).await;
    }
}
