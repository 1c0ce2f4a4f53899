//! Published answers: looked for by everybody, shown to whoever is about to file the like, and never in the way.

use huiyin_e2e::{Browser, Settings, signed_in};
use huiyin_story::Busy;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_found_and_read_before_filing_the_like() {
    let busy = Busy::morning().await;
    let phone = Browser::open(Settings::PHONE).await;
    phone.goes_to(&format!("{}/answers", busy.town.address())).await;
    phone.types("#words", "路燈").await;
    phone.follows(".find .button").await;
    assert_eq!(phone.counts("#answers li").await, 1);
    phone.follows("#answers a").await;
    assert_eq!(phone.reads("h1").await, "村道路灯长期不亮，如何报修？");

    phone.goes_to(&format!("{}/file#step-what", busy.town.address())).await;
    phone.types("#subject", "巷里路灯不亮").await;
    phone.types("#text", "半个月没有人来修。").await;
    phone.follows("#like").await;
    assert!(phone.sees("#subject").await && phone.sees("#like").await, "the same question is asked still");
    assert!(phone.reads("#step-what details").await.contains("如何报修"));
    phone.presses("#step-what details summary").await;
    assert!(phone.reads("#step-what details").await.contains("由镇人民政府负责维护。"), "read without leaving");
    assert_eq!(phone.value("#text").await, "半个月没有人来修。");
    phone.presses("#step-what .onward .button").await;
    assert!(phone.sees("#place").await && !phone.sees("#like").await, "on, as if nothing had been asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_its_forms_is_without_fault() {
    let busy = Busy::morning().await;
    for language in ["zh-CN", "zh-TW", "en-GB"] {
        let desk = Browser::open(Settings::DESK.speaking(language)).await;
        desk.goes_to(&format!("{}/answers", busy.town.address())).await;
        desk.types("#words", "灯").await;
        desk.follows(".find .button").await;
        desk.inspects(&format!("answers-short-{language}")).await;
        desk.retypes("#words", "食堂").await;
        desk.follows(".find .button").await;
        desk.inspects(&format!("answers-none-{language}")).await;
        desk.goes_to(&format!("{}/file", busy.town.address())).await;
        desk.types("#subject", "巷里路灯不亮").await;
        desk.follows("#like").await;
        desk.presses("#step-what details summary").await;
        desk.inspects(&format!("file-like-{language}")).await;
        let supervisor = signed_in(&busy.town, "o-xfj-5", Settings::DESK.speaking(language)).await;
        supervisor.goes_to(&format!("{}/desk/publications/{}", busy.town.address(), busy.publication)).await;
        supervisor.presses("#take-back-deed summary").await;
        supervisor.follows("#do-take-back").await;
        supervisor.inspects(&format!("publication-unreasoned-{language}")).await;
        let unit = signed_in(&busy.town, "o-qlz-1", Settings::DESK.speaking(language)).await;
        unit.goes_to(&format!("{}/desk/{}/publish/1", busy.town.address(), busy.matters[11])).await;
        unit.types("#question", "路灯如何报修？").await;
        unit.types("#answer", "请打13800000001。").await;
        unit.follows("#send").await;
        unit.inspects(&format!("publish-telling-{language}")).await;
    }
}
