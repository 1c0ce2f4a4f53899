//! A last day that hangs on days off nobody has published yet is told as provisional wherever it stands, in words, and
//! until they are published; then nowhere.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::io::{Cursor, Read};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Filed, Town};
use huiyin_app::code::QueryCode;
use huiyin_app::lawmaking::with_calendar;
use huiyin_domain::clock::LastDay;
use huiyin_domain::office::Actor;
use huiyin_render::{Lang, Say};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

/// The last day of what is handled from 10 November 2026 on: the 60th day is a Saturday.
const HANDLED_BY: Date = date(2027, 1, 11);

/// The last day for serving what is decided on 30 December 2026.
const SERVED_BY: Date = date(2027, 1, 14);

/// The last day for sending on what is received on 30 December 2026.
const SENT_ON_BY: Date = date(2027, 1, 14);

/// An invented notice for the year after the last published one, which moves none of these days.
const NOTICE: &str = "2027-01-01,holiday,元旦\n";

/// Where a last day stands, and how it is told there.
struct Place {
    path: String,
    told: fn(&Say) -> String,
}

fn in_a_list(say: &Say, day: Date) -> String {
    say.last_day(LastDay { day, is_provisional: true })
}

fn on_a_page(say: &Say, day: Date) -> String {
    say.last_weekday(LastDay { day, is_provisional: true })
}

fn places(handled: &Filed) -> Vec<Place> {
    let papers = "registry=xfj&class=document&from=2026-12-30&to=2026-12-30&waiting=yes";
    let place = |path: &str, told| Place { path: path.to_owned(), told };
    vec![
        place("/desk", |say| in_a_list(say, HANDLED_BY)),
        place(&format!("/desk/{}", handled.matter), |say| on_a_page(say, HANDLED_BY)),
        place(&format!("/desk/{}/whole", handled.matter), |say| on_a_page(say, HANDLED_BY)),
        place("/desk/lead", |say| on_a_page(say, date(2027, 1, 5))),
        place(&format!("/desk/books?{papers}"), |say| in_a_list(say, SERVED_BY)),
        place(&format!("/desk/books.csv?{papers}"), |say| in_a_list(say, SERVED_BY)),
        place(&format!("/desk/books.xlsx?{papers}"), |say| in_a_list(say, SERVED_BY)),
        place("/my", |say| on_a_page(say, HANDLED_BY)),
        place("/calculator?rule=CN-XF22-HANDLE&start=2026-11-10", |say| {
            say.text("clock-provisional", &[("calendar", "1".to_owned())])
        }),
        place("/calculator.ics?rule=CN-XF22-HANDLE&start=2026-11-10", |say| {
            say.text("clock-step-provisional", &[("step", say.word(huiyin_domain::clock::Step::Handle))])
        }),
    ]
}

/// An office at the end of the last year whose days off are known: somebody's petition is handled, another's is answered.
struct Scene {
    town: Town,
    handled: Filed,
    cookies: String,
}

impl Scene {
    async fn at_the_year_end() -> Self {
        let town = Town::on("2026-11-10").await;
        let handled = town.file().await;
        accept(&town, &handled, "2026-11-10").await;
        town.is_now("2026-12-30");
        let answered = town.file().await;
        accept(&town, &answered, "2026-12-30").await;
        let findings = json!({ "facts": "Dark.", "reasons": "Ours.", "basis": "The rules." });
        let decision = json!({ "outcome": "explained", "findings": findings });
        does(&town, "o-qlz-2", &answered, "issues/1/decide", decision).await;
        town.app.drain_jobs().await.unwrap();
        let cookies = cookies(&town, &handled).await;
        Self { town, handled, cookies }
    }

    /// What stands at an address, whatever it is packed in.
    async fn text(&self, path: &str, lang: Lang) -> String {
        let cookies = format!("{}; __Host-lang={}", self.cookies, lang.code());
        let asked = Request::get(path).header("cookie", cookies).header("accept-language", lang.code());
        let answer = self.town.send(asked.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let text = if path.contains(".xlsx") { sheet_words(&answer.bytes) } else { answer.text };
        text.replace("\r\n ", "")
    }

    /// The days off of the next year come out.
    async fn is_published(&self) {
        let (app, by) = (&self.town.app, Actor::Job("operator"));
        let office = app.office().await.unwrap();
        let calendar = office.calendars.own().with_notice(NOTICE).unwrap();
        let moves = app.moves(&with_calendar(&office, &calendar), &mut |_| (), &|_| ()).await.unwrap();
        app.publish_calendar(&calendar, moves, &by, &|_| ()).await.unwrap();
    }
}

async fn does(town: &Town, officer: &str, filed: &Filed, what: &str, with: Value) {
    let token = town.token(officer).await;
    let done = town.post(&token, &format!("/api/v1/matters/{}/{what}", filed.matter), &with).await;
    assert_eq!(done.status, StatusCode::OK, "{what}: {}", done.text);
}

async fn accept(town: &Town, filed: &Filed, on: &str) {
    let classify = json!({ "kind": "appeal", "way": "way_6", "class": "01.07" });
    does(town, "o-xfj-1", filed, "issues/1/classify", classify).await;
    does(town, "o-xfj-1", filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    does(town, "o-qlz-1", filed, "issues/1/accept", json!({ "on": on })).await;
    does(town, "o-qlz-1", filed, "issues/1/notify", json!({ "way": "post", "on": on })).await;
}

/// The head of the township has signed in, and the petitioner at another machine, which here is the same.
async fn cookies(town: &Town, filed: &Filed) -> String {
    let (head, password) = ("o-qlz-2", "an invented password");
    town.app.set_password(&Actor::Job("operator"), &head.parse().unwrap(), password).await.unwrap();
    let session = town.app.begin_session(head, password, "").await.unwrap();
    let visit = town.app.begin_visit(&QueryCode::parse(&filed.code).unwrap()).unwrap();
    format!("__Host-session={session}; __Host-visit={visit}")
}

fn sheet_words(xlsx: &[u8]) -> String {
    let mut words = String::new();
    let mut packed = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    packed.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut words).unwrap();
    words
}

#[tokio::test]
async fn a_day_that_may_still_move_is_told_so_in_words_wherever_it_stands() {
    let scene = Scene::at_the_year_end().await;
    let places = places(&scene.handled);
    for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
        let say = Say::new(lang);
        for Place { path, told } in &places {
            let (told, text) = (told(&say), scene.text(path, lang).await);
            assert!(text.contains(&told), "{path} in {} does not say {told}:\n{text}", lang.code());
        }
    }
    scene.is_published().await;
    for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
        let say = Say::new(lang);
        for Place { path, told } in &places {
            let (told, text) = (told(&say), scene.text(path, lang).await);
            assert!(!text.contains(&told), "{path} in {} still says {told}", lang.code());
        }
    }
}

#[tokio::test]
async fn programs_read_the_same_beside_each_last_day() {
    let scene = Scene::at_the_year_end().await;
    let token = scene.town.token("o-qlz-2").await;
    for provisional in [true, false] {
        let list = scene.town.get(&token, "/api/v1/worklist").await.json();
        let rows = list["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["matter"] == scene.handled.matter.as_str()).unwrap();
        assert_eq!((&row["due_on"], &row["provisional"]), (&json!(HANDLED_BY), &json!(provisional)));
        let matter = scene.town.get(&token, &format!("/api/v1/matters/{}", scene.handled.matter)).await.json();
        let clock = &matter["issues"][0]["clocks"][0];
        assert_eq!((&clock["last_day"], &clock["provisional"]), (&json!(HANDLED_BY), &json!(provisional)));
        let bound = matter["offers"].as_array().unwrap().iter().find(|offer| offer["command"] == "decide").unwrap();
        assert_eq!((&bound["last_day"], &bound["provisional"]), (&json!(HANDLED_BY), &json!(provisional)));
        let filed = scene.town.post("", "/api/v1/petitions", &common::petition()).await.json();
        assert_eq!(
            (&filed["first_step_due_on"], &filed["first_step_provisional"]),
            (&json!(SENT_ON_BY), &json!(provisional))
        );
        let due = scene.town.get("", "/api/v1/clocks/due?rule=CN-XF22-HANDLE&start=2026-11-10").await.json();
        assert_eq!((&due["due"], &due["provisional"]), (&json!(HANDLED_BY), &json!(provisional)));
        let dates = scene.town.post("", "/api/v1/query/dates", &json!({ "code": scene.handled.code })).await.text;
        let (status, other) = ("STATUS:TENTATIVE", "STATUS:CONFIRMED");
        assert_eq!((dates.contains(status), dates.contains(other)), (provisional, !provisional), "{dates}");
        scene.is_published_once(provisional).await;
    }
}

impl Scene {
    async fn is_published_once(&self, is_first: bool) {
        if is_first {
            self.is_published().await;
        }
    }
}
