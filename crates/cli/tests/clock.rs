//! The command line, the interface and the page count alike and say the same, in each language.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};

/// A rule of each way of counting, and a day from which the count is not plain.
const ASKED: [(&str, &str); 5] = [
    ("CN-XF22-HANDLE", "2023-11-20"),
    ("CN-XF22-OBJECT", "2024-02-06"),
    ("CN-XF22-URGENT", "2024-02-10"),
    ("REPORTS-E2-MISUSE", "2024-01-31"),
    ("UK-LGSCO-STAGE1", "2026-12-28"),
];

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

fn get(address: SocketAddr, path: &str, lang: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: h\r\nAccept-Language: {lang}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn told_by_the_command(rule: &str, start: &str, lang: &str) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
    let output = command.args(["clock", "due", rule, "--start", start, "--lang", lang]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_date_is_told_alike_wherever_one_asks() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, address) = serve(folder.path());
    for (rule, start) in ASKED {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let lines = told_by_the_command(rule, start, lang);
            assert!(lines.len() >= 3, "{rule}: {lines:?}");
            let body = get(address, &format!("/api/v1/clocks/due?rule={rule}&start={start}"), lang);
            let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert_eq!(answer["explanation"], serde_json::json!(lines), "{rule} in {lang}");
            let page = get(address, &format!("/calculator?rule={rule}&start={start}"), lang).replace("&#39;", "'");
            for line in &lines {
                assert!(page.contains(&format!("<li>{line}</li>")), "{rule} in {lang}: {line}\n{page}");
            }
        }
    }
}
