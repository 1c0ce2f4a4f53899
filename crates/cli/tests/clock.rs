//! The command line, the interface and the page count alike and say the same, in each language.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};

/// A period that is asked for: rule, first day, lengthened by, stood still from and to.
struct Asked {
    rule: &'static str,
    start: &'static str,
    extend: &'static str,
    pause: Option<(&'static str, &'static str)>,
}

const fn ask(rule: &'static str, start: &'static str) -> Asked {
    Asked { rule, start, extend: "", pause: None }
}

/// A rule of each way of counting, and a day from which the count is not plain.
const ASKED: [Asked; 7] = [
    ask("CN-XF22-HANDLE", "2023-11-20"),
    ask("CN-XF22-OBJECT", "2024-02-06"),
    ask("CN-XF22-URGENT", "2024-02-10"),
    ask("REPORTS-E2-MISUSE", "2024-01-31"),
    ask("UK-LGSCO-STAGE1", "2026-12-28"),
    Asked { extend: "30", ..ask("CN-XF22-HANDLE", "2023-11-20") },
    Asked { pause: Some(("2024-01-15", "2024-01-16")), ..ask("CN-XF22-REREVIEW", "2024-01-11") },
];

/// What the law does not give: words of it, the field they stand at in the page.
const REFUSED: [(Asked, &str, &str); 3] = [
    (Asked { extend: "31", ..ask("CN-XF22-HANDLE", "2023-11-20") }, "30", "extend"),
    (Asked { extend: "1", ..ask("CN-XF22-REVIEW", "2023-11-20") }, "35", "extend"),
    (Asked { pause: Some(("2024-01-15", "2024-01-16")), ..ask("CN-XF22-HANDLE", "2024-01-11") }, "36", "pause-from"),
];

impl Asked {
    fn of_the_interface(&self, file: &str) -> String {
        let Self { rule, start, extend, pause } = self;
        let extend = if extend.is_empty() { String::new() } else { format!("&extend={extend}") };
        let pause = pause.map(|(from, to)| format!("&pause={from}..{to}")).unwrap_or_default();
        format!("/api/v1/clocks/{file}?rule={rule}&start={start}{extend}{pause}")
    }

    fn of_the_page(&self, file: &str) -> String {
        let (from, to) = self.pause.unwrap_or_default();
        let Self { rule, start, extend, .. } = self;
        format!("/{file}?rule={rule}&start={start}&extend={extend}&pause-from={from}&pause-to={to}")
    }

    /// What the command says, and whether it gives a day.
    fn of_the_command(&self, lang: &str, more: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.args(["clock", "due", self.rule, "--start", self.start, "--lang", lang]).args(more);
        if !self.extend.is_empty() {
            command.args(["--extend", self.extend]);
        }
        if let Some((from, to)) = self.pause {
            command.args(["--pause", &format!("{from}..{to}")]);
        }
        let output = command.output().unwrap();
        let said = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.success(), String::from_utf8(said).unwrap())
    }
}

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(data: &std::path::Path) -> (Running, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
    command.arg("--data").arg(data).args(["serve", "--listen", "127.0.0.1:0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}")).trim().parse().unwrap();
    (Running(child), address)
}

/// The status line and the body.
fn get(address: SocketAddr, path: &str, lang: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: h\r\nAccept-Language: {lang}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

fn found(address: SocketAddr, path: &str, lang: &str) -> String {
    let (status, body) = get(address, path, lang);
    assert_eq!(status, "HTTP/1.1 200 OK", "{path}: {body}");
    body
}

/// As it is read, its marks written out.
fn read(page: &str) -> String {
    page.replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&")
}

#[test]
fn a_date_is_told_alike_wherever_one_asks() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, address) = serve(folder.path());
    for asked in &ASKED {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let rule = asked.rule;
            let (given, told) = asked.of_the_command(lang, &[]);
            let lines: Vec<&str> = told.lines().collect();
            assert!(given && lines.len() >= 3, "{rule}: {told}");
            let body = found(address, &asked.of_the_interface("due"), lang);
            let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert_eq!(answer["explanation"], serde_json::json!(lines), "{rule} in {lang}");
            let page = read(&found(address, &asked.of_the_page("calculator"), lang));
            for line in &lines {
                assert!(page.contains(&format!("<li>{line}</li>")), "{rule} in {lang}: {line}\n{page}");
            }
            assert!(page.contains(&asked.of_the_page("calculator.ics")), "{rule}: {page}");
            let (_, file) = asked.of_the_command(lang, &["--ics"]);
            let day = answer["due"].as_str().unwrap().replace('-', "");
            assert!(file.contains(&format!("\r\nDTSTART;VALUE=DATE:{day}\r\n")), "{file}");
            assert_eq!(found(address, &asked.of_the_interface("due.ics"), lang), file, "{rule} in {lang}");
            assert_eq!(found(address, &asked.of_the_page("calculator.ics"), lang), file, "{rule} in {lang}");
        }
    }
}

#[test]
fn what_the_law_does_not_give_is_refused_alike_with_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, address) = serve(folder.path());
    for (asked, word, field) in &REFUSED {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let (status, body) = get(address, &asked.of_the_interface("due"), lang);
            assert!(status.contains("422"), "{status}: {body}");
            let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
            let message = answer["fields"][0]["message"].as_str().unwrap();
            assert!(message.contains(word), "{message}");
            let (given, told) = asked.of_the_command(lang, &[]);
            assert!(!given && told.contains(message), "{told}");
            let page = read(&found(address, &asked.of_the_page("calculator"), lang));
            assert!(page.contains(message) && page.contains(&format!("id=\"{field}-fault\"")), "{message}: {page}");
        }
    }
}
