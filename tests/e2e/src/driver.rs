//! The part of WebDriver that the tests speak: a chromedriver of their own on a port of its own, and JSON to and fro.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Without a screen, as root, from and to nobody but the page under test.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
];

/// How often a start is tried.
const STARTS_MAX: u32 = 5;

/// How long a browser may take to go.
const END_TIME_MAX: Duration = Duration::from_secs(10);

/// A chromedriver process; ends when it is dropped, after its sessions were ended.
pub struct Driver {
    process: Child,
    port: u16,
    base: String,
    client: reqwest::Client,
}

/// The port that a driver says it listens on.
fn port(told: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(told).lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("started successfully on port"))?;
    line.trim_end_matches('.').rsplit(' ').next()?.parse().ok()
}

impl Driver {
    /// Starts one and waits until it listens. Of several that start at once, one may find its port taken.
    pub fn start() -> Self {
        (0..STARTS_MAX).find_map(|_| Self::try_start()).expect("chromedriver listens: install chromium-driver")
    }

    fn try_start() -> Option<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("chromedriver: install chromium-driver");
        let Some(port) = process.stdout.take().and_then(port) else {
            let _ = process.kill();
            let _ = process.wait();
            return None;
        };
        Some(Self { process, port, base: format!("http://127.0.0.1:{port}/session"), client: reqwest::Client::new() })
    }

    /// A new browser with a profile of its own; gives back its session.
    pub async fn session(&self, profile: &str, language: &str, script: bool) -> String {
        let flags = FLAGS.map(str::to_owned).into_iter();
        let own = [format!("--user-data-dir={profile}"), format!("--lang={language}")];
        let javascript = if script { 1 } else { 2 };
        let options = json!({
            "args": flags.chain(own).collect::<Vec<_>>(),
            "prefs": {
                "intl.accept_languages": language,
                "profile.managed_default_content_settings.javascript": javascript,
                "download.default_directory": profile,
            },
        });
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}});
        let value = self.send("", &wanted).await.expect("a session");
        value["sessionId"].as_str().expect("its id").to_owned()
    }

    /// Sends a command to `path` below `/session`; an error is what the browser says.
    pub async fn send(&self, path: &str, body: &Value) -> Result<Value, String> {
        Self::answer(self.client.post(format!("{}{path}", self.base)).json(body)).await
    }

    /// Asks for something.
    pub async fn get(&self, path: &str) -> Result<Value, String> {
        Self::answer(self.client.get(format!("{}{path}", self.base))).await
    }

    async fn answer(request: reqwest::RequestBuilder) -> Result<Value, String> {
        let response = request.send().await.map_err(|error| error.to_string())?;
        let succeeded = response.status().is_success();
        let mut body: Value = response.json().await.map_err(|error| error.to_string())?;
        let value = body["value"].take();
        if succeeded { Ok(value) } else { Err(value.to_string()) }
    }
}

impl Driver {
    /// Ends a session, and with it its browser: a chromedriver that only goes away would leave it running.
    pub fn end(&self, session: &str) {
        let Ok(mut line) = TcpStream::connect(("127.0.0.1", self.port)) else { return };
        let asked = format!("DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        if line.write_all(asked.as_bytes()).is_ok() {
            // The answer begins when the browser is gone; how it reads does not matter, and the line may stay open after it.
            let _ = line.set_read_timeout(Some(END_TIME_MAX));
            let _ = line.read_exact(&mut [0]);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
