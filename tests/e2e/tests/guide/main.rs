//! The eight main pages as the guides and the README show them, in three languages, from invented petitions.
//!
//! Each run walks through them and holds them against all that a page must be. With `HUIYIN_GOLDEN=write` they are pictured
//! anew into `docs/guide/pictures/`; look at each before it is committed.

mod matters;

use std::path::Path;

use huiyin_e2e::{Browser, Settings, chooses, signed_in};
use huiyin_story::{Kind, Town};

use self::matters::{FOLLOWED, LANGUAGES, TODAY, WORKED_ON};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/pictures");

/// Widths of the pictures, in CSS pixels: a page on a telephone, and one on a desk.
const TELEPHONE: u32 = 390;
const DESK: u32 = 1040;

/// A language, and what its petitioner types.
struct Speaker {
    lang: &'static str,
    browser: Settings,
    subject: &'static str,
    text: &'static str,
    demands: &'static str,
}

impl Speaker {
    fn of(language: usize) -> Self {
        let (lang, accepted) = LANGUAGES[language];
        let [subject, text, demands] = [
            ["校门口没有斑马线", "校門口沒有斑馬線", "No crossing at the school gate"],
            [
                "学校门口车多，上学放学时孩子过马路危险。",
                "學校門口車多，上學放學時孩子過馬路危險。",
                "Cars pass the school gate close together, and children have to cross between them.",
            ],
            ["在校门口划一条斑马线", "在校門口劃一條斑馬線", "A crossing at the school gate"],
        ]
        .map(|words| words[language]);
        Self { lang, browser: Settings::DESK.speaking(accepted), subject, text, demands }
    }

    /// Holds the page against everything; pictures it, if pictures are wanted.
    async fn shows(&self, browser: &Browser, page: &str, width: u32) {
        browser.inspects(&format!("guide-{page}-{}", self.lang)).await;
        if std::env::var_os("HUIYIN_GOLDEN").is_some() {
            browser.is_wide(width).await;
            browser.runs("document.activeElement.blur(); scrollTo(0, 0)").await;
            let file = format!("{page}.{}.png", self.lang);
            browser.is_pictured(&Path::new(PICTURES).join(file), false).await;
            browser.is_wide(browser.settings().width).await;
        }
    }

    async fn tells(&self, browser: &Browser) {
        browser.types("#subject", self.subject).await;
        browser.types("#text", self.text).await;
        browser.types("#demands", self.demands).await;
    }
}

/// What the public sees: the front page, a petition filed on a telephone, its receipt.
async fn the_public_files(town: &Town, speaker: &Speaker) {
    let phone = Browser::open(Settings { width: TELEPHONE, ..speaker.browser }).await;
    phone.goes_to(town.address()).await;
    speaker.shows(&phone, "front", DESK).await;
    phone.follows(".doors a[href='/file']").await;
    phone.presses("#about").await;
    phone.presses("#step-about .button").await;
    phone.presses("#who-2").await;
    phone.presses("#step-who .button").await;
    speaker.tells(&phone).await;
    speaker.shows(&phone, "filing", TELEPHONE).await;
    phone.presses("#step-what .button").await;
    phone.presses("#step-where .button").await;
    phone.follows("#send").await;
    speaker.shows(&phone, "receipt", DESK).await;
}

/// What officers see: their list, a matter, the register with a visit in it, the figures.
async fn officers_work(town: &Town, speaker: &Speaker, worked_on: &str) {
    let registrar = signed_in(town, "o-xfj-1", speaker.browser).await;
    speaker.shows(&registrar, "worklist", DESK).await;
    registrar.goes_to(&format!("{}/desk/register", town.address())).await;
    registrar.presses("#about").await;
    chooses(&registrar, "#channel", "visit").await;
    registrar.types("#persons-count", "3").await;
    speaker.tells(&registrar).await;
    speaker.shows(&registrar, "register", DESK).await;
    let head = signed_in(town, "o-qlz-2", speaker.browser).await;
    head.goes_to(&format!("{}/desk/{worked_on}", town.address())).await;
    speaker.shows(&head, "matter", DESK).await;
    let supervisor = signed_in(town, "o-xfj-5", speaker.browser).await;
    supervisor.goes_to(&format!("{}/desk/figures?from=2025-11-01&to={TODAY}&cut=month", town.address())).await;
    speaker.shows(&supervisor, "figures", DESK).await;
}

async fn is_shown(language: usize) {
    let town = Town::open(Kind::Sqlite).await;
    let filed = matters::happen(&town, language).await;
    let speaker = Speaker::of(language);
    officers_work(&town, &speaker, &filed[WORKED_ON].matter).await;
    let desk = Browser::open(speaker.browser).await;
    desk.goes_to(&format!("{}/query", town.address())).await;
    desk.types("#code", filed[FOLLOWED].code()).await;
    desk.follows("main form button").await;
    speaker.shows(&desk, "query", DESK).await;
    the_public_files(&town, &speaker).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_pages_are_shown_in_simplified_chinese() {
    is_shown(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_pages_are_shown_in_traditional_chinese() {
    is_shown(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_pages_are_shown_in_english() {
    is_shown(2).await;
}
