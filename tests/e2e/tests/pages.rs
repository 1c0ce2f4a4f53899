//! Every page of the site on one busy morning: without fault by the rules of accessibility in light and dark, no wider than
//! a small phone (which is a desk at 400 %), light in bytes, asking no other host, and said in the language of its reader,
//! in each of the three. That no page is left out is held against the routes of the site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use huiyin_e2e::{Browser, PASSWORD, Settings, shows_code, signed_in};
use huiyin_render::page::ADDING;
use huiyin_story::Busy;
use huiyin_story::places::{COMMAND_ROUTE, Place, Who};
use serde_json::json;

/// What an address names it by, and what its page then says of itself.
const LANGS: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// Routes that are asked by GET and answer with a file instead of a page, by how they end.
const FILES: [&str; 12] = [
    ".csv",
    ".json",
    ".xlsx",
    ".ics",
    ".pdf",
    ".css",
    ".js",
    "/csv",
    "/xlsx",
    "/docx",
    "/whole",
    "}/letters/{document}",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { sources(&path, found) } else { found.push(path) }
    }
}

/// The routes that are asked by GET and answer with a page, as the site's sources name them.
fn routes() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/web/src/pages"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let source = std::fs::read_to_string(file).expect("a source");
        for route in source.split(".route(").skip(1) {
            let (_, rest) = route.split_once('"').expect("a route is named where it is laid");
            let (name, rest) = rest.split_once('"').expect("a name ends");
            let name = name.replace("{{", "{").replace("}}", "}").replace("{ADDING}", ADDING);
            let by = rest.split('\n').next().unwrap_or_default();
            let is_file = FILES.iter().any(|end| name.ends_with(end)) || name.contains("/files/");
            if by.contains("get(") && !is_file {
                found.insert(name);
            }
        }
    }
    found
}

/// Sits down as whoever opens the pages.
async fn comes(busy: &Busy, who: Who) -> Browser {
    match who {
        Who::Officer(officer) => signed_in(&busy.town, officer, Settings::DESK).await,
        Who::Anybody => Browser::open(Settings::DESK).await,
        Who::Petitioner(nth) => {
            let browser = Browser::open(Settings::DESK).await;
            shows_code(&busy.town, &browser, &busy.codes[nth]).await;
            browser
        }
    }
}

/// Letters of an id: pictures are called without.
const ID_CHARS: usize = 26;

/// How a picture of the page is called.
fn name(place: &Place) -> String {
    let (page, asked) = place.path.split_once('?').unwrap_or((&place.path, ""));
    let steps = page.split('/').filter(|step| !step.is_empty());
    let steps = steps.map(|step| if step.len() == ID_CHARS { "one" } else { step });
    let asked = asked.split('&').next().and_then(|asked| asked.split('=').next());
    let steps: Vec<&str> = steps.chain(asked.filter(|asked| !asked.is_empty())).collect();
    if steps.is_empty() { "first".to_owned() } else { steps.join("-") }
}

/// The width of a small phone, which is a desk at 400 %.
const PHONE: u32 = 320;

/// The page in each language, on a phone; and in one of them, in turn, by the rules of accessibility in light and dark.
async fn is_without_fault(browser: &Browser, address: &str, (nth, place): (usize, &Place)) {
    let joint = if place.path.contains('?') { '&' } else { '?' };
    for lang in LANGS {
        browser.goes_to(&format!("{address}{}{joint}lang={lang}", place.path)).await;
        let at = format!("{}-{lang}", name(place));
        browser.fits(&at, PHONE).await;
        browser.is_light(&at).await;
        let said = browser.runs(
            "return [document.documentElement.lang, document.querySelectorAll('main h1').length,
                performance.getEntriesByType('navigation')[0].responseStatus]",
        );
        assert_eq!(said.await, json!([lang, 1, 200]), "{at}: its language, its titles, its status");
        if lang == LANGS[nth % LANGS.len()] {
            browser.is_accessible(&at, PHONE).await;
        }
    }
}

/// All of the pages that such people open, one browser for each of them.
async fn are_without_fault(busy: &Busy, places: &[Place]) {
    let who: BTreeSet<Who> = places.iter().map(|place| place.who).collect();
    for who in who {
        let browser = comes(busy, who).await;
        for (nth, place) in places.iter().enumerate().filter(|(_, place)| place.who == who) {
            is_without_fault(&browser, busy.town.address(), (nth, place)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_without_fault_in_each_language() {
    let busy = Busy::morning().await;
    let places = busy.pages();
    let named: BTreeSet<String> =
        places.iter().map(|place| place.route).chain([COMMAND_ROUTE]).map(str::to_owned).collect();
    assert_eq!(named, routes(), "the pages that are walked over are those of the site");
    are_without_fault(&busy, &places).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_every_command_is_without_fault_in_each_language() {
    let busy = Busy::morning().await;
    are_without_fault(&busy, &busy.commands().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_a_form_and_has_no_address_is_without_fault() {
    let busy = Busy::morning().await;
    for (nth, language) in ["zh-CN", "zh-TW", "en-GB"].into_iter().enumerate() {
        let desk = signed_in(&busy.town, "o-xfj-1", Settings::DESK.speaking(language)).await;
        desk.presses(".pick input").await;
        desk.follows(["#bulk-forward", "#bulk-assign", "#bulk-print"][nth]).await;
        desk.inspects(&format!("bulk-{language}")).await;
        desk.goes_to(&format!("{}/desk/{}", busy.town.address(), "0".repeat(26))).await;
        desk.inspects(&format!("trouble-{language}")).await;
        let law = signed_in(&busy.town, "o-xfj-9", Settings::DESK.speaking(language)).await;
        law.goes_to(&format!("{}/desk/law", busy.town.address())).await;
        law.follows("#try-pack").await;
        law.inspects(&format!("trial-{language}")).await;
        law.goes_to(&format!("{}/sign-in", busy.town.address())).await;
        law.types("#officer", "o-xfj-9").await;
        law.types("#password", &PASSWORD[1..]).await;
        law.follows("#send").await;
        law.inspects(&format!("sign-in-wrong-{language}")).await;
    }
}
