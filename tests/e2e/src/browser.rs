//! A person at a browser: opens pages, fills in, presses, reads. Elements are found by CSS selector, as the page names them.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::driver::Driver;

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The key Enter, as WebDriver writes it.
const ENTER: &str = "\u{e007}";

/// The key Control, as WebDriver writes it.
const CONTROL: &str = "\u{e009}";

/// How often a slow machine is asked whether the next page is there, and how long between: half a minute in all.
const ASKED_MAX: u32 = 300;
const ASKED_EVERY: Duration = Duration::from_millis(100);

/// How somebody sits at the browser.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What the browser says in `Accept-Language`.
    pub language: &'static str,
    /// Scripts may run.
    pub script: bool,
    /// Width of the page, in CSS pixels.
    pub width: u32,
}

impl Settings {
    /// A small phone with scripts switched off.
    pub const PHONE: Self = Self { language: "zh-CN", script: false, width: 320 };
    /// A desk.
    pub const DESK: Self = Self { language: "zh-CN", script: true, width: 1280 };

    /// The same in another language.
    #[must_use]
    pub const fn speaking(self, language: &'static str) -> Self {
        Self { language, ..self }
    }
}

/// A browser with one window.
pub struct Browser {
    driver: Driver,
    session: String,
    settings: Settings,
    profile: tempfile::TempDir,
}

impl Browser {
    /// Opens one.
    pub async fn open(settings: Settings) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let driver = Driver::start();
        let folder = profile.path().to_str().expect("a path");
        let session = driver.session(folder, settings.language, settings.script).await;
        let browser = Self { driver, session, settings, profile };
        browser.is_wide(settings.width).await;
        browser
    }

    /// How somebody sits at it.
    pub const fn settings(&self) -> Settings {
        self.settings
    }

    /// Goes to an address.
    pub async fn goes_to(&self, address: &str) {
        self.does("/url", json!({ "url": address })).await;
    }

    /// Goes back, as by the browser's own button.
    pub async fn goes_back(&self) {
        self.does("/back", json!({})).await;
        self.finds("footer").await;
    }

    /// The address of the page, without what follows `?` or `#`.
    pub async fn address(&self) -> String {
        self.whole_address().await.split(['?', '#']).next().expect("a path").to_owned()
    }

    /// The address of the page with all that stands in it.
    pub async fn whole_address(&self) -> String {
        self.asks("/url").await.as_str().expect("an address").to_owned()
    }

    /// The page becomes so many CSS pixels wide, as a telephone's would.
    pub async fn is_wide(&self, width: u32) {
        let metrics = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Dark or light, as the system would say.
    pub async fn is_dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Types into a field that is empty.
    pub async fn types(&self, selector: &str, text: &str) {
        let id = self.finds(selector).await;
        self.does(&format!("/element/{id}/value"), json!({ "text": text })).await;
    }

    /// Empties a field and types into it.
    pub async fn retypes(&self, selector: &str, text: &str) {
        let id = self.finds(selector).await;
        self.does(&format!("/element/{id}/clear"), json!({})).await;
        self.does(&format!("/element/{id}/value"), json!({ "text": text })).await;
    }

    /// Presses what leads to another page, and waits until that is there.
    pub async fn follows(&self, selector: &str) {
        self.leads(async || self.presses(selector).await, selector).await;
    }

    async fn leads(&self, away: impl AsyncFnOnce(), selector: &str) {
        let before = self.finds("html").await;
        away().await;
        for _ in 0..ASKED_MAX {
            // The root of a page that is gone is an element no more.
            if self.driver.get(&format!("/{}/element/{before}/name", self.session)).await.is_err() {
                self.finds("footer").await;
                return;
            }
            tokio::time::sleep(ASKED_EVERY).await;
        }
        panic!("{selector} led nowhere from {}", self.asks("/url").await);
    }

    /// Waits until a page is there that has that element.
    pub async fn comes_to(&self, selector: &str) {
        for _ in 0..ASKED_MAX {
            if self.counts(selector).await > 0 {
                return;
            }
            tokio::time::sleep(ASKED_EVERY).await;
        }
        panic!("no {selector} on {}", self.asks("/url").await);
    }

    /// Presses Enter in a field, which sends its form, and waits until the next page is there.
    pub async fn enters(&self, selector: &str) {
        self.leads(async || self.types(selector, ENTER).await, selector).await;
    }

    /// Saves by Ctrl+Enter, wherever the focus is, and waits until the next page is there.
    pub async fn saves_by_key(&self) {
        let of = |kind: &str, key: &str| json!({"type": kind, "value": key});
        let strokes = [of("keyDown", CONTROL), of("keyDown", ENTER), of("keyUp", ENTER), of("keyUp", CONTROL)];
        let keys = json!({"actions": [{"type": "key", "id": "keys", "actions": strokes}]});
        self.leads(async || drop(self.does("/actions", keys).await), "Ctrl+Enter").await;
    }

    /// Presses what stays on the page: a box, a part that opens, a link within it, a download.
    pub async fn presses(&self, selector: &str) {
        let id = self.finds(selector).await;
        self.does(&format!("/element/{id}/click"), json!({})).await;
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let of = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        let strokes: Vec<Value> = keys.chars().flat_map(|key| [of("keyDown", key), of("keyUp", key)]).collect();
        self.does("/actions", json!({"actions": [{"type": "key", "id": "keys", "actions": strokes}]})).await;
    }

    /// What a link downloads, once it is there.
    pub async fn downloads(&self, selector: &str, name: &str) -> Vec<u8> {
        self.presses(selector).await;
        let file = self.profile.path().join(name);
        for _ in 0..ASKED_MAX {
            if let Ok(bytes) = std::fs::read(&file) {
                return bytes;
            }
            tokio::time::sleep(ASKED_EVERY).await;
        }
        panic!("{selector} brought no {name}");
    }

    /// The page as a printer would have it: a PDF.
    pub async fn prints(&self) -> Vec<u8> {
        let pdf = self.does("/print", json!({})).await;
        STANDARD.decode(pdf.as_str().expect("a document")).expect("base 64")
    }

    /// The text of an element, as it is seen.
    pub async fn reads(&self, selector: &str) -> String {
        let id = self.finds(selector).await;
        self.asks(&format!("/element/{id}/text")).await.as_str().expect("a text").to_owned()
    }

    /// What a field holds now.
    pub async fn value(&self, selector: &str) -> String {
        let id = self.finds(selector).await;
        self.asks(&format!("/element/{id}/property/value")).await.as_str().expect("a value").to_owned()
    }

    /// An attribute of an element.
    pub async fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let id = self.finds(selector).await;
        self.asks(&format!("/element/{id}/attribute/{name}")).await.as_str().map(str::to_owned)
    }

    /// How many elements there are.
    pub async fn counts(&self, selector: &str) -> usize {
        let found = self.does("/elements", json!({"using": "css selector", "value": selector})).await;
        found.as_array().expect("a list").len()
    }

    /// The element is there and can be seen.
    pub async fn sees(&self, selector: &str) -> bool {
        if self.counts(selector).await == 0 {
            return false;
        }
        let id = self.finds(selector).await;
        self.asks(&format!("/element/{id}/displayed")).await == json!(true)
    }

    /// Runs a test's own script in the page, also where the page may run none; gives back what it returns.
    pub async fn runs(&self, script: &str) -> Value {
        self.does("/execute/sync", json!({"script": script, "args": []})).await
    }

    /// Runs a test's own script, and waits for what it hands to its last argument.
    pub(crate) async fn waits(&self, script: &str) -> Value {
        self.does("/execute/async", json!({"script": script, "args": []})).await
    }

    /// The page as a picture, the whole of it or what the window shows: PNG in base 64.
    pub(crate) async fn picture(&self, whole: bool) -> String {
        let wanted = json!({"format": "png", "captureBeyondViewport": whole});
        self.devtools("Page.captureScreenshot", wanted).await["data"].as_str().expect("a picture").to_owned()
    }

    async fn devtools(&self, cmd: &str, params: Value) -> Value {
        self.does("/goog/cdp/execute", json!({"cmd": cmd, "params": params})).await
    }

    async fn finds(&self, selector: &str) -> String {
        let found = self.does("/element", json!({"using": "css selector", "value": selector})).await;
        found[ELEMENT].as_str().expect("an element").to_owned()
    }

    async fn asks(&self, path: &str) -> Value {
        let told = self.driver.get(&format!("/{}{path}", self.session)).await;
        told.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    async fn does(&self, path: &str, body: Value) -> Value {
        match self.driver.send(&format!("/{}{path}", self.session), &body).await {
            Ok(value) => value,
            Err(error) => panic!("{path} {body}: {error}\non {}", self.asks("/url").await),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.driver.end(&self.session);
    }
}
