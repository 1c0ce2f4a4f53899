//! Officers at a browser: signing in and out, the worklist, a matter from the register to the answer, by forms alone.

use huiyin_e2e::{Browser, PASSWORD, Settings, chooses, is_classified, is_sent, signed_in, signs_in, town};
use huiyin_story::{Kind, Town};
use serde_json::json;

/// Opens the form of a command on the first issue, from the matter's page.
async fn takes_up(desk: &Browser, command: &str) {
    desk.follows(&format!("aside a[href$='/{command}/issue/1']")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_registered_sent_on_accepted_and_answered_by_forms() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    desk.inspects("register").await;
    desk.presses("#about").await;
    chooses(&desk, "#channel", "visit").await;
    desk.types("#name", "试其人").await;
    desk.types("#subject", "村口路灯不亮").await;
    desk.types("#text", "三盏灯不亮。").await;
    desk.types("#demands", "修好三盏灯").await;
    desk.follows("#send").await;
    assert!(!desk.sees("#code").await, "the code is on the slip, not on the clerk's screen");
    desk.inspects("slip").await;
    desk.goes_to(&format!("{}/desk", town.address())).await;
    desk.inspects("work").await;
    desk.follows(".rows a").await;
    desk.inspects("matter-registered").await;
    takes_up(&desk, "classify").await;
    desk.inspects("classify").await;
    chooses(&desk, "#kind", "appeal").await;
    chooses(&desk, "#way", "way_6").await;
    chooses(&desk, "#class", "01.07").await;
    desk.follows("#send").await;
    takes_up(&desk, "forward").await;
    chooses(&desk, "#to", "qlz").await;
    desk.follows("#send").await;
    assert!(desk.sees("[role=status]").await);

    let handler = signed_in(&town, "o-qlz-1", Settings::DESK.speaking("en-GB")).await;
    handler.follows(".rows a").await;
    takes_up(&handler, "accept").await;
    handler.follows("#send").await;
    takes_up(&handler, "log_contact").await;
    chooses(&handler, "#way", "phone").await;
    handler.follows("#send").await;
    assert!(handler.sees("#note-fault").await && handler.value("#way").await == "phone", "nothing typed is lost");
    handler.types("#note", "Agreed on a day.").await;
    handler.follows("#send").await;
    assert!(handler.reads(".way").await.contains("Agreed on a day."));
    assert_eq!(handler.counts("aside a[href$='/decide/issue/1']").await, 0, "the head of the unit decides");
    handler.inspects("matter-accepted").await;

    let head = signed_in(&town, "o-qlz-2", Settings::DESK.speaking("zh-TW")).await;
    head.follows(".rows a").await;
    takes_up(&head, "decide").await;
    chooses(&head, "#outcome", "supported").await;
    for (field, words) in [("facts", "线路断开。"), ("reasons", "属本镇维护。"), ("basis", "有关规定")] {
        head.types(&format!("#findings-{field}"), words).await;
    }
    head.inspects("decide").await;
    head.follows("#send").await;
    assert!(head.sees(".card a[href$='/letters/1']").await, "the letter is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_where_a_command_became_impossible_meanwhile() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    let registrar = town.officer("o-xfj-1").await;
    is_classified(&town, &filed).await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".rows a").await;
    takes_up(&desk, "forward").await;
    desk.types("#reason", "They look after the lamps.").await;
    chooses(&desk, "#to", "qlz").await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    desk.follows("#send").await;
    let told = desk.reads(".faults").await;
    assert!(told.contains("Qinglan Town"), "units are told by their names: {told}");
    assert_eq!(desk.value("#reason").await, "They look after the lamps.");
    desk.inspects("forward-too-late").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_session_ended_is_sent_after_signing_in_again() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    is_sent(&town, &filed, "qlz").await;
    let desk = signed_in(&town, "o-qlz-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".rows a").await;
    takes_up(&desk, "log_contact").await;
    chooses(&desk, "#way", "phone").await;
    desk.types("#note", "They come on Thursday to look at the lamps.").await;
    town.on("2026-03-03").await;
    desk.follows("#send").await;
    desk.inspects("session-ended").await;
    desk.types("#officer", "o-qlz-1").await;
    desk.types("#password", "not the password").await;
    desk.follows("#send").await;
    assert!(desk.sees("#officer-fault").await);
    desk.types("#password", PASSWORD).await;
    desk.follows("#send").await;
    assert!(desk.reads("main").await.contains("They come on Thursday"), "what was typed is shown");
    desk.inspects("kept").await;
    desk.follows("#send").await;
    assert!(desk.reads(".way").await.contains("They come on Thursday"), "and is recorded");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_what_is_under_seal_finds_it_and_an_administrator_finds_the_law() {
    let town = town().await;
    town.files(json!({ "subject": "路灯", "text": "不亮。", "under_seal": true })).await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    assert!(desk.reads(".rows .mark").await.contains("under seal"));
    let supervisor = signed_in(&town, "o-xfj-5", Settings::DESK).await;
    assert_eq!(supervisor.counts(".rows li").await, 0);
    let administrator = signed_in(&town, "o-xfj-9", Settings::DESK).await;
    assert!(administrator.address().await.ends_with("/desk/law"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_sees_what_was_done_and_no_word_of_it() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    let registrar = town.officer("o-xfj-1").await;
    is_classified(&town, &filed).await;
    let findings = json!({ "facts": "线路断开。", "reasons": "已修复。", "basis": "有关规定" });
    let at_once = json!({ "outcome": "explained", "findings": findings, "way": "hand" });
    registrar.does(&filed, "issues/1/answer-at-once", at_once).await;
    let desk = signed_in(&town, "o-xfj-7", Settings::DESK.speaking("en-GB")).await;
    assert!(!desk.reads(".rows").await.contains("路灯"), "a list shows no words that its matters would not show");
    assert_eq!(desk.counts(".staff a[href='/desk/register']").await, 0, "an auditor takes nothing in");
    desk.follows(".rows a").await;
    desk.inspects("matter-audited").await;
    assert!(desk.reads(".card").await.contains("Handling opinion"));
    assert_eq!(desk.counts("a[href*='/letters/']").await, 0, "no letter is offered that would not open");
    desk.goes_to(&format!("{}/desk/register", town.address())).await;
    let told = desk.reads("main").await;
    assert!(told.contains("registrar") && told.contains("Yunqi County Petition Office"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_is_opened_for_a_purpose_that_the_petitioner_reads() {
    let town = town().await;
    let person = json!({ "name": "试其人", "salutation": "先生", "phone": "138-0000-0001" });
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。", "persons": [person] })).await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.types("#number", &filed.number).await;
    desk.follows(".find .button").await;
    assert_eq!(desk.counts(".petition a").await, 0, "a registrar opens no identity");
    let desk = signed_in(&town, "o-xfj-8", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/{}", town.address(), filed.matter)).await;
    desk.follows(".petition a").await;
    desk.inspects("identity-asked").await;
    desk.types("#purpose", "to arrange a visit").await;
    desk.follows("#send").await;
    desk.inspects("identity").await;
    assert!(desk.reads("main").await.contains("138-0000-0001"));
    assert_eq!(filed.query().await["opened"][0]["purpose"], "to arrange a visit");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended_and_a_wrong_password_says_nothing_more() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    let other = signs_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.follows(".staff a[href='/sessions']").await;
    assert_eq!(desk.counts("[action='/sessions/end']").await, 2);
    desk.inspects("sessions").await;
    desk.follows("[action='/sessions/end'] button").await;
    other.goes_to(&format!("{}/desk", town.address())).await;
    assert!(other.address().await.ends_with("/sign-in"), "the newest session was ended");
    desk.follows("[action='/sign-out'] button").await;
    desk.goes_to(&format!("{}/sign-in", town.address())).await;
    for officer in ["o-xfj-1", "nobody"] {
        desk.retypes("#officer", officer).await;
        desk.types("#password", "not the right one").await;
        desk.follows("#send").await;
        let told = desk.reads("#officer-fault").await;
        assert!(told.starts_with("Name and password"), "{told}");
    }
    desk.inspects("sign-in").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_walked_by_keys_that_can_be_switched_off() {
    let town = town().await;
    for subject in ["路灯", "道路", "水管"] {
        town.files(json!({ "subject": subject, "text": "请处理。" })).await;
    }
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    assert_eq!(desk.counts(".rows li").await, 3);
    let focused = "return document.activeElement.textContent || document.activeElement.id";
    let rows = desk.runs("return [...document.querySelectorAll('.what a')].map(link => link.textContent)").await;
    desk.keys("jjk").await;
    assert_eq!(desk.runs(focused).await, rows[0]);
    desk.keys("jjj").await;
    assert_eq!(desk.runs(focused).await, rows[2], "the last row is the last");
    desk.keys("?").await;
    desk.inspects("work-keys").await;
    desk.presses("#use-keys").await;
    desk.keys("/").await;
    assert_ne!(desk.runs(focused).await, "number", "switched off");
    desk.presses("#use-keys").await;
    desk.keys("/").await;
    assert_eq!(desk.runs(focused).await, "number");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_by_links_and_a_number_is_found_by_its_end() {
    let town = town().await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    town.files(json!({ "subject": "道路", "text": "不平。" })).await;
    is_sent(&town, &filed, "qlz").await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.inspects("work-filters").await;
    desk.follows(".filters a[href='/desk?stage=routed']").await;
    assert_eq!(desk.counts(".rows li").await, 1);
    desk.presses(".filters details:nth-of-type(2) summary").await;
    desk.follows(".filters a[href='/desk?stage=routed&class=01']").await;
    assert!(desk.reads(".rows").await.contains("路灯"));
    assert!(desk.reads(".filters [aria-current]").await.len() > 1);
    desk.presses(".filters details:nth-of-type(2) summary").await;
    desk.follows(".filters a[href='/desk?stage=routed&class=02']").await;
    assert_eq!(desk.counts(".rows li").await, 0);
    desk.types("#number", "2026-2").await;
    desk.follows(".find .button").await;
    assert!(desk.reads("main .lead").await.contains("xfj-P-2026-000002"));
    let other = signed_in(&town, "o-qlz-1", Settings::DESK).await;
    other.types("#number", "2026-2").await;
    other.follows(".find .button").await;
    assert!(other.sees("#number-fault").await, "a number that is not one's own is told like one that nothing has");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_sent_on_by_one_form_and_each_is_decided_alone() {
    let town = town().await;
    let registrar = town.officer("o-xfj-1").await;
    let one = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    let two = town.files(json!({ "subject": "道路", "text": "不平。" })).await;
    for filed in [&one, &two] {
        is_classified(&town, filed).await;
    }
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows("#bulk-forward").await;
    assert!(desk.sees("main > .fault").await, "nothing was chosen");
    desk.follows(".bulk a").await;
    desk.follows("#bulk-forward").await;
    desk.inspects("bulk-forward").await;
    registrar.does(&two, "issues/1/forward", json!({ "to": "cgj" })).await;
    desk.follows("#send").await;
    assert!(desk.sees("#to-fault").await, "a fault of the form is told before anything is done");
    chooses(&desk, "#to", "qlz").await;
    desk.follows("#send").await;
    desk.inspects("bulk-forwarded").await;
    assert!(desk.reads("main .lead").await.contains("1 of 2"));
    assert!(desk.reads("section[aria-labelledby=done]").await.contains("路灯"));
    let refused = desk.reads("section[aria-labelledby=refused]").await;
    assert!(refused.contains("道路") && refused.contains("Urban Management Bureau"), "{refused}");
    desk.goes_to(&format!("{}/desk?all=yes", town.address())).await;
    desk.follows("#bulk-print").await;
    desk.inspects("bulk-print").await;
    assert_eq!(desk.counts(".sheet").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_sees_what_is_due_where_and_when_and_each_number_opens_its_list() {
    let town = town().await;
    for subject in ["路灯", "道路"] {
        town.files(json!({ "subject": subject, "text": "请处理。" })).await;
    }
    let handler = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    assert_eq!(handler.counts(".staff a[href='/desk/lead']").await, 0, "a registrar answers for nobody");
    let head = "o-xfj-6";
    let desk = signed_in(&town, head, Settings::DESK.speaking("en-GB")).await;
    desk.follows(".staff a[href='/desk/lead']").await;
    desk.inspects("lead").await;
    assert!(desk.reads("tfoot").await.contains('2'));
    desk.follows("tfoot a").await;
    assert_eq!(desk.counts(".rows li").await, 2);
    town.on("2026-03-20").await;
    let desk = signed_in(&town, head, Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/lead", town.address())).await;
    desk.inspects("lead-late").await;
    desk.follows(".late td a").await;
    assert!(desk.whole_address().await.contains("due=overdue"));
    assert_eq!(desk.counts(".rows li.overdue").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_number_of_the_figures_opens_its_matters_and_the_table_is_a_file() {
    let town = town().await;
    for subject in ["路灯", "道路"] {
        town.files(json!({ "subject": subject, "text": "请处理。" })).await;
    }
    town.files(json!({ "subject": "举报", "text": "有人违纪。", "accusation": true, "against": ["zjj"] })).await;
    let desk = signed_in(&town, "o-xfj-5", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".staff a[href='/desk/figures']").await;
    desk.inspects("ledger").await;
    chooses(&desk, "#cut", "unit").await;
    desk.follows(".ask .button").await;
    assert!(desk.reads("tbody").await.contains("Yunqi County Petition Office"));
    desk.follows("tbody a[href^='/desk/figures/received']").await;
    desk.inspects("behind").await;
    assert_eq!(desk.counts(".outcomes li").await, 2);
    assert!(desk.reads("main").await.contains("1 more"), "what is sealed is a number only");
    desk.goes_to(&format!("{}/desk/figures?from=soon&cut=unit", town.address())).await;
    assert!(desk.sees("#from-fault").await && desk.value("#cut").await == "unit");
    desk.goes_to(&format!("{}/desk/figures?cut=channel", town.address())).await;
    let csv = String::from_utf8(desk.downloads(".downloads a[href*='.csv']", "figures.csv").await).expect("text");
    assert!(csv.starts_with("channel,received,") && csv.contains("online,3,"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_page_of_the_list_is_as_light_as_the_others() {
    let town = town().await;
    for n in 1..=51 {
        let subject = format!("第{n}号路口的路灯从上个月起一直不亮，晚上出门看不清路");
        let filed = town.files(json!({ "subject": subject, "text": "请处理。", "place": "990121101201" })).await;
        is_sent(&town, &filed, ["qlz", "cgj", "zjj", "jtj", "zrj", "mzj"][n % 6]).await;
    }
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    assert_eq!(desk.counts(".rows li").await, 50);
    desk.inspects("work-full").await;
    desk.follows("[rel=next]").await;
    assert_eq!(desk.counts(".rows li").await, 1);
}

/// A notice is pasted, tried, listed and confirmed; what runs into the new year moves as it was listed.
#[tokio::test(flavor = "multi_thread")]
async fn a_years_days_off_are_tried_listed_and_confirmed_by_who_sets_the_office_up() {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-12-28").await;
    let filed = town.files(json!({ "subject": "路灯", "text": "不亮。" })).await;
    let last_day = async || filed.query().await["issues"][0]["clocks"][0]["last_day"].clone();
    assert_eq!(last_day().await, "2027-01-12");
    let desk = signed_in(&town, "o-xfj-9", Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/desk/law", town.address())).await;
    assert_eq!(desk.counts(".staff a[href='/desk/law']").await, 1);
    desk.inspects("law").await;
    desk.types("#rows", "2027-01-05,workday_swap,x").await;
    desk.follows("#try-calendar").await;
    assert!(desk.sees("#rows-fault").await, "a Tuesday is no make-up workday");
    desk.goes_to(&format!("{}/desk/law", town.address())).await;
    desk.types("#rows", "2027-01-12,holiday,invented").await;
    desk.follows("#try-calendar").await;
    desk.inspects("law-trial").await;
    assert_eq!(desk.counts("#moves li").await, 1);
    assert_eq!(last_day().await, "2027-01-12", "nothing is written before");
    desk.follows("#send").await;
    assert!(desk.sees("[role=status]").await);
    town.on("2026-12-28").await; // what is queued has been done
    assert_eq!(last_day().await, "2027-01-13");
    chooses(&desk, "#pack", "cn-destitute-support").await;
    desk.follows("#try-pack").await;
    assert_eq!(desk.counts("#send").await, 0, "two laws cannot decide");
    chooses(&desk, "#pack", "cn-destitute-support").await;
    desk.presses("#beside").await;
    desk.follows("#try-pack").await;
    desk.follows("#send").await;
    assert!(desk.sees("#source-fault").await, "no pack without its source");
    desk.types("#source", "Invented Gazette 1/2026").await;
    desk.follows("#send").await;
    assert!(desk.reads("main").await.contains("Invented Gazette 1/2026"), "it is on, with its source");
    let other = signed_in(&town, "o-qlz-1", Settings::DESK).await;
    assert_eq!(other.counts(".staff a[href='/desk/law']").await, 0, "it is for who sets the office up");
}
