//! A town for the tests of the API: the invented district behind the real router on a SQLite file of its own, a clock that
//! is set by hand, a press that prints plainly, officers with tokens.

#![expect(dead_code, reason = "each test binary uses a part of it")]

pub mod schema;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use huiyin_app::App;
use huiyin_app::account::Scope;
use huiyin_app::files::Files;
use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::ports::{Clock, LetterForm, Press, PressError};
use huiyin_domain::ids::OfficeId;
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use huiyin_domain::office::Actor;
use huiyin_web::WebState;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

/// A clock that is set by hand.
#[derive(Clone)]
struct SetClock(Arc<Mutex<Timestamp>>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Noon of that day in the office's time zone.
fn noon(day: &str) -> Timestamp {
    let day: Date = day.parse().unwrap();
    day.at(12, 0, 0, 0).in_tz("Asia/Shanghai").unwrap().timestamp()
}

struct PlainPress;

impl Press for PlainPress {
    fn press(&self, letter: &Letter, _form: LetterForm) -> Result<Vec<u8>, PressError> {
        let text = format!("{}\n{:?}\n", letter.number, letter.told);
        Ok(text.into_bytes())
    }

    fn bind(&self, number: &str, _lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError> {
        let words: Vec<&str> = blocks.iter().map(|block| block.words.as_str()).collect();
        Ok(format!("{number}\n{}", words.join("\n")).into_bytes())
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A petition as its petitioner got it confirmed.
pub struct Filed {
    pub matter: String,
    pub number: String,
    pub code: String,
}

/// The town.
pub struct Town {
    pub app: App,
    pub stop: Arc<watch::Sender<bool>>,
    clock: SetClock,
    state: WebState,
    router: Router,
    folder: tempfile::TempDir,
}

impl Town {
    /// Founded on that day.
    pub async fn on(day: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = huiyin_store_sqlite::open(folder.path()).unwrap();
        let clock = SetClock(Arc::new(Mutex::new(noon(day))));
        let app = App::new(OfficeId(1), store, Keys::new([7; 32]), Arc::new(clock.clone()), Arc::new(PlainPress));
        let app = app.with_files(Files::open(&folder.path().join("files")).unwrap());
        let file = OfficeFile::read(include_str!("../../../../rules/demo/office.toml")).unwrap();
        app.found_from(&file, &Actor::Job("operator")).await.unwrap();
        let stop = Arc::new(watch::channel(false).0);
        let state = WebState { app: app.clone(), stop: Arc::clone(&stop), client_header: None, metrics: None };
        let router = huiyin_web::router(state.clone());
        Self { app, stop, clock, state, router, folder }
    }

    /// Serves the site over TCP, until the test ends; where.
    pub async fn serves(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(huiyin_web::serve(listener, self.state.clone(), std::future::pending()));
        address
    }

    pub fn is_now(&self, day: &str) {
        *self.clock.0.lock().unwrap() = noon(day);
    }

    /// A token of that officer with those scopes.
    pub async fn token_for(&self, officer: &str, scopes: &[Scope]) -> String {
        let by = Actor::Job("operator");
        self.app.issue_token(&by, &officer.parse().unwrap(), scopes, None).await.unwrap()
    }

    /// A token of that officer that covers everything.
    pub async fn token(&self, officer: &str) -> String {
        self.token_for(officer, Scope::ALL).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(with_token(Request::get(path), token).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = with_token(Request::post(path), token).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends a form.
    pub async fn post_form(&self, token: &str, path: &str, form: &Form) -> Answer {
        let request = with_token(Request::post(path), token).header("content-type", Form::TYPE);
        self.send(request.body(form.body()).unwrap()).await
    }

    /// Every file in the folder of attachments, marks and halves too.
    pub fn attachments(&self) -> Vec<PathBuf> {
        let entries = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let folders = entries(&self.folder.path().join("files"));
        folders.flat_map(|folder| entries(&folder).collect::<Vec<_>>()).collect()
    }

    /// Files a petition online.
    pub async fn file(&self) -> Filed {
        let filed = self.post("", "/api/v1/petitions", &petition()).await;
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
        let filed = filed.json();
        let text = |name: &str| filed[name].as_str().unwrap().to_owned();
        Filed { matter: text("matter"), number: text("number"), code: text("query_code") }
    }

    /// The OpenAPI document.
    pub async fn document(&self) -> Value {
        self.get("", "/api/openapi.json").await.json()
    }
}

fn with_token(request: axum::http::request::Builder, token: &str) -> axum::http::request::Builder {
    let request = request.header("accept-language", "en");
    if token.is_empty() { request } else { request.header("authorization", format!("Bearer {token}")) }
}

/// A form with files, part by part.
#[derive(Clone)]
pub struct Form(Vec<u8>);

impl Form {
    pub const TYPE: &str = "multipart/form-data; boundary=x-boundary-x";

    /// Its first part, as JSON.
    pub fn of(data: &Value) -> Self {
        Self::of_bytes("application/json", data.to_string().as_bytes())
    }

    /// Its first part, as it is said to be.
    pub fn of_bytes(media_type: &str, bytes: &[u8]) -> Self {
        Self(Vec::new()).part("name=\"data\"", media_type, bytes)
    }

    /// One more part: what its disposition says, what it is said to be, what it is.
    pub fn part(mut self, disposition: impl AsRef<[u8]>, media_type: &str, bytes: &[u8]) -> Self {
        let media_type = format!("\r\ncontent-type: {media_type}\r\n\r\n");
        let head = [b"--x-boundary-x\r\ncontent-disposition: form-data; ", disposition.as_ref(), media_type.as_bytes()];
        self.0.extend(head.into_iter().chain([bytes, b"\r\n"]).flatten());
        self
    }

    /// A file.
    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        self.part(format!("name=\"files\"; filename=\"{name}\""), "image/png", bytes)
    }

    /// Piece by piece, as it comes over a line.
    pub fn body(&self) -> Body {
        let pieces: Vec<_> =
            self.bytes().chunks(64 * 1024).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect();
        Body::from_stream(futures::stream::iter(pieces))
    }

    /// Whole.
    pub fn bytes(&self) -> Vec<u8> {
        [&self.0[..], b"--x-boundary-x--\r\n"].concat()
    }
}

/// A petition about dark lamps, by somebody invented.
pub fn petition() -> Value {
    json!({
        "subject": "Street lamps out at the village gate",
        "text": "Three lamps between the gate and the school have been dark for two months.",
        "demands": ["Repair the three lamps"],
        "persons": [{"name": "Somebody Invented", "phone": "138-0000-0001"}],
        "place": "990121101201",
    })
}
