//! The invented district as a town that a story happens in: an office on a database of its own, served over HTTP.

use std::sync::{Arc, Mutex};

use huiyin_app::App;
use huiyin_app::account::Scope;
use huiyin_app::files::Files;
use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::lawmaking::{with_calendar, with_pack};
use huiyin_app::ports::{Clock, LetterForm, Press, PressError};
use huiyin_domain::clock::Step;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use huiyin_domain::office::Actor;
use huiyin_domain::pack::Pack;
use huiyin_store::Store;
use huiyin_web::WebState;
use jiff::Timestamp;
use jiff::civil::Date;
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::people::{Filed, Officer};

/// Which database a story happens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of its own.
    Sqlite,
    /// A database of its own on the server that `HUIYIN_TEST_POSTGRES` names.
    Postgres,
}

/// A town.
pub struct Town {
    app: App,
    clock: SetClock,
    base: String,
    client: reqwest::Client,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) database: Option<tokio_postgres::Client>,
}

#[derive(Clone)]
struct SetClock(Arc<Mutex<Timestamp>>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("the clock")
    }
}

struct PlainPress;

impl Press for PlainPress {
    fn press(&self, letter: &Letter, _form: LetterForm) -> Result<Vec<u8>, PressError> {
        let text = format!("{}\n{:?}\n{:?}\n", letter.number, letter.title, letter.told);
        Ok(text.into_bytes())
    }

    fn bind(&self, number: &str, _lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError> {
        let words: Vec<&str> = blocks.iter().map(|block| block.words.as_str()).collect();
        Ok(format!("{number}\n{}", words.join("\n")).into_bytes())
    }
}

/// Ten in the morning of that day in the office's time zone.
fn morning(day: &str) -> Timestamp {
    let day: Date = day.parse().expect("a day");
    day.at(10, 0, 0, 0).in_tz("Asia/Shanghai").expect("a time").timestamp()
}

/// The district's file, with that pack in place of the law of petitions.
fn district(law: Option<&str>) -> String {
    let file = include_str!("../../../rules/demo/office.toml");
    let petitions = r#""cn-xinfang-2005", "cn-xinfang-2022""#;
    assert!(file.contains(petitions), "the district has another law");
    law.map_or_else(|| file.to_owned(), |law| file.replacen(petitions, &format!("{law:?}"), 1))
}

fn shipped(code: &str) -> Pack {
    let pack = huiyin_app::rules::all_packs().expect("packs").into_iter().find(|pack| pack.code.as_str() == code);
    pack.expect("it is shipped")
}

async fn postgres(folder: &std::path::Path) -> (Store, tokio_postgres::Client) {
    let server = std::env::var("HUIYIN_TEST_POSTGRES")
        .expect("HUIYIN_TEST_POSTGRES names no PostgreSQL server; run the stories through ./test");
    let (config, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.expect("the server answers");
    tokio::spawn(connection);
    let token = folder
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .to_lowercase()
        .replace(|c: char| !c.is_alphanumeric(), "");
    let name = format!("story_{token}");
    config.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database can be made");
    let base = server.rsplit_once('/').map_or(server.as_str(), |(base, _)| base);
    let url = format!("{base}/{name}");
    let store = huiyin_store_postgres::connect(&url).await.expect("the database opens");
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("the database opens");
    tokio::spawn(connection);
    (store, client)
}

impl Town {
    /// The town on its first day, 2022-01-04, by the law of petitions.
    pub async fn open(kind: Kind) -> Self {
        Self::open_by(kind, None).await
    }

    /// The town by that pack in place of the law of petitions, if one is named.
    pub async fn open_by(kind: Kind, law: Option<&str>) -> Self {
        Self::open_with(kind, law, Arc::new(PlainPress)).await
    }

    /// The town on SQLite, whose letters are made by that press.
    pub async fn printing(press: Arc<dyn Press>) -> Self {
        Self::open_with(Kind::Sqlite, None, press).await
    }

    async fn open_with(kind: Kind, law: Option<&str>, press: Arc<dyn Press>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, database) = match kind {
            Kind::Sqlite => (huiyin_store_sqlite::open(folder.path()).expect("the file opens"), None),
            Kind::Postgres => {
                let (store, client) = postgres(folder.path()).await;
                (store, Some(client))
            }
        };
        let clock = SetClock(Arc::new(Mutex::new(morning("2022-01-04"))));
        let app = App::new(OfficeId(1), store, Keys::new([7; 32]), Arc::new(clock.clone()), press);
        let app = app.with_files(Files::open(&folder.path().join("files")).expect("a folder"));
        let file = OfficeFile::read(&district(law)).expect("the district");
        app.found_from(&file, &Actor::Job("operator")).await.expect("the district is founded");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let stop = Arc::new(tokio::sync::watch::channel(false).0);
        let state = WebState { app: app.clone(), stop, client_header: None, metrics: None };
        tokio::spawn(huiyin_web::serve(listener, state, std::future::pending()));
        Self { app, clock, base, client: reqwest::Client::new(), folder, database }
    }

    /// Where it is served, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.base
    }

    /// It is the morning of that day; what is due each day has been done.
    pub async fn on(&self, day: &str) {
        *self.clock.0.lock().expect("the clock") = morning(day);
        self.app.pass_deadlines().await.expect("deadlines pass");
        self.app.drain_jobs().await.expect("jobs run");
    }

    /// The operator publishes that land's calendar with these rows added, having listed what moves; how many clocks moved.
    pub async fn calendar_is_published(&self, land: &str, rows: &str) -> u64 {
        let office = self.app.office().await.expect("an office");
        let calendar = office.calendars.of(&land.parse().expect("a code")).with_notice(rows).expect("a calendar");
        let moves = self.app.moves(&with_calendar(&office, &calendar), &mut |_| (), &|_| ()).await.expect("a list");
        self.app.publish_calendar(&calendar, moves, &Actor::Job("operator"), &|_| ()).await.expect("it is published")
    }

    /// The operator switches on the next version of the law, with so many days for handling; how many clocks moved.
    pub async fn law_is_changed(&self, change: impl FnOnce(&mut Pack), handling_days: u32) -> u64 {
        let office = self.app.office().await.expect("an office");
        let code = "cn-xinfang-2022".parse().expect("a code");
        let mut law = office.packs.by_code(&code).expect("the law").clone();
        law.version += 1;
        law.rules.iter_mut().filter(|rule| rule.step == Step::Handle).for_each(|rule| rule.length = handling_days);
        change(&mut law);
        let changed = with_pack(&office, &law).expect("it stands beside the others");
        let moves = self.app.moves(&changed, &mut |_| (), &|_| ()).await.expect("a list");
        let source = "公报 2026 年第 1 号";
        self.app.confirm_pack(&law, source, moves, &Actor::Job("operator"), &|_| ()).await.expect("it is switched on")
    }

    /// The operator switches on a shipped pack beside the law, and names where the office read it.
    pub async fn pack_is_confirmed(&self, code: &str) {
        self.is_confirmed(shipped(code).beside()).await;
    }

    /// The operator switches on a shipped law, by which the office decides from then on.
    pub async fn law_is_confirmed(&self, code: &str) {
        self.is_confirmed(shipped(code)).await;
    }

    /// The operator switches on a province's shipped rules under the law of 2022, as an office that confirmed them does.
    pub async fn province_is_confirmed(&self, code: &str) {
        let mut pack = shipped(code);
        pack.version += 1;
        pack.parent = Some("cn-xinfang-2022".parse().expect("a code"));
        self.is_confirmed(pack).await;
    }

    async fn is_confirmed(&self, pack: Pack) {
        let operator = Actor::Job("operator");
        self.app.confirm_pack(&pack, "公报 2026 年第 1 号", 0, &operator, &|_| ()).await.expect("it is switched on");
    }

    /// An officer of the district, with a token of his own.
    pub async fn officer(&self, code: &str) -> Officer<'_> {
        let officer = code.parse().expect("a code");
        let token = self.app.issue_token(&Actor::Job("operator"), &officer, Scope::ALL, None).await.expect("a token");
        Officer { town: self, token }
    }

    /// An officer sets a password, to sign in at a browser.
    pub async fn password(&self, code: &str, password: &str) {
        let officer = code.parse().expect("a code");
        self.app.set_password(&Actor::Job("operator"), &officer, password).await.expect("a password");
    }

    /// Somebody files a petition online.
    pub async fn files(&self, petition: Value) -> Filed<'_> {
        let (status, body) = self.post("/petitions", None, &petition).await;
        assert_eq!(status, 201, "{body}");
        Filed::of(self, &body)
    }

    /// Somebody files a petition online, with files.
    pub async fn files_with(&self, petition: Value, files: &[(&str, &[u8])]) -> Filed<'_> {
        let (status, body) = self.post_form("/petitions", None, &petition, files).await;
        assert_eq!(status, 201, "{body}");
        Filed::of(self, &body)
    }

    /// What `verify` finds.
    pub async fn findings(&self) -> Vec<String> {
        let report = self.app.verify(&|_| ()).await.expect("verify runs");
        report.findings.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
    }

    /// Sends a request, and takes status and answer.
    pub async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        let mut request = self.client.post(format!("{}/api/v1{path}", self.base)).json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        Self::answer(request).await
    }

    /// Sends a form: what is said, then files with their names.
    pub async fn post_form(
        &self,
        path: &str,
        token: Option<&str>,
        data: &Value,
        files: &[(&str, &[u8])],
    ) -> (u16, Value) {
        let data = Part::text(data.to_string()).mime_str("application/json").expect("a media type");
        let form = files.iter().fold(Form::new().part("data", data), |form, (name, bytes)| {
            form.part("files", Part::bytes(bytes.to_vec()).file_name((*name).to_owned()))
        });
        let request = self.client.post(format!("{}/api/v1{path}", self.base)).multipart(form);
        Self::answer(if let Some(token) = token { request.bearer_auth(token) } else { request }).await
    }

    /// Looks something up.
    pub async fn get(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        let mut request = self.client.get(format!("{}/api/v1{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        Self::answer(request).await
    }

    async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        (status, body)
    }

    /// The story is over: everything that was recorded holds, and the figures are those.
    pub async fn ends_with(&self, figures: &[(&str, i64)]) {
        let report = self.app.verify(&|_| ()).await.expect("verify runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let auditor = self.officer("o-xfj-5").await;
        let (status, table) = self.get("/figures", Some(&auditor.token)).await;
        assert_eq!(status, 200, "{table}");
        for (figure, n) in figures {
            assert_eq!(table[""][*figure].as_i64().unwrap_or(0), *n, "{figure} in {table}");
        }
    }
}
