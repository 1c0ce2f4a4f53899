//! The binary as an operator runs it: one office from its first start through files, accounts, figures and archives, on a
//! database file and moved to PostgreSQL; and what it says, writes and exits with at each step.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use huiyin_domain::view::Figure;
use rusqlite::Connection;
use serde_json::{Value, json};

/// What somebody files, invented.
const PETITION: &str = r#"{"subject": "Lamps out", "text": "Three lamps are dark."}"#;

/// Earlier work: two rows that are sound, one that was answered before it came.
const HISTORY: &str = "no,in,about,words,reply,out
1,2020-05-06,水渠堵了,村后的水渠堵了一个月。,已经清理。,2020-06-01
2,2020-05-07,水渠又堵了,村后的水渠又堵了。,已经清理。,2020-05-01
3,2020-05-08,路面破损,村口路面破损。,已经修补。,2020-09-01
";

const MAP: &str = r#"source = "old"
unit = "old-desk"
unit_name = "旧信访室"
channel = "letter"
dates = "%Y-%m-%d"
[columns]
number = "no"
received = "in"
subject = ["about"]
text = ["words"]
answer = ["reply"]
answered = "out"
"#;

/// A folder in which an operator works; what is named is named as it stands there.
struct Desk(tempfile::TempDir);

/// A server that does not outlive its test.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The binary with these arguments, in the folder, with no setting from the environment.
    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.current_dir(self.0.path()).args(line.split(' '));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HUIYIN_")) {
            command.env_remove(name);
        }
        command
    }

    fn runs(&self, line: &str) -> Output {
        self.command(line).stdin(Stdio::null()).output().unwrap()
    }

    /// What it says on success.
    fn says(&self, line: &str) -> String {
        let output = self.runs(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn says_json(&self, line: &str) -> Value {
        serde_json::from_str(&self.says(line)).unwrap()
    }

    /// What it says when it is given a line to read.
    fn says_to(&self, line: &str, given: &str) -> Output {
        let mut command = self.command(line);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn serves(mut command: Command) -> Serving {
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}")).trim().parse().unwrap();
        Serving { child, address }
    }
}

impl Serving {
    /// Status and body.
    fn asks(&self, head: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let length = body.len();
        write!(stream, "{head}\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    fn files(&self) {
        let (status, body) = self.asks("POST /api/v1/petitions HTTP/1.1\r\ncontent-type: application/json", PETITION);
        assert_eq!(status, 201, "{body}");
    }

    /// The status with which the figures are shown to the bearer of that token.
    fn shows_figures(&self, token: &str) -> u16 {
        self.asks(&format!("GET /api/v1/figures HTTP/1.1\r\nauthorization: Bearer {token}"), "").0
    }

    /// It is told to stop, as a supervisor of processes would, and ends well.
    fn stops(mut self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success() && self.child.wait().unwrap().success());
    }
}

/// The invented district.
const DISTRICT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/demo/office.toml");

/// An office in the folder `data` with one petition.
fn founded(desk: &Desk) {
    let serving = Desk::serves(desk.command(&format!("--data data --office {DISTRICT}")));
    serving.files();
    serving.stops();
}

/// All files under that folder.
fn under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { under(&path) } else { vec![path] }).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn the_service_key_is_its_owners_to_read_and_lies_nowhere_else() {
    let desk = Desk::new();
    founded(&desk);
    let key = fs::read_to_string(desk.path("data.key")).unwrap();
    assert_eq!(key.trim().len(), 64, "32 bytes");
    assert_eq!(fs::metadata(desk.path("data.key")).unwrap().permissions().mode() & 0o7777, 0o400);
    desk.says("--data data backup office.tar");
    let bytes: Vec<u8> = key
        .trim()
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let kept = under(&desk.path("data"));
    assert!(!kept.is_empty());
    for file in kept.into_iter().chain([desk.path("office.tar")]) {
        let read = fs::read(&file).unwrap();
        assert!(!holds(&read, key.trim().as_bytes()) && !holds(&read, &bytes), "{}", file.display());
    }
    fs::rename(desk.path("data.key"), desk.path("kept.key")).unwrap();
    let output = desk.runs("--data data verify");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("data.key is missing"), "{said}");
    assert!(!desk.path("data.key").exists(), "no other is made in its place");
    desk.says("--data data --key kept.key verify");
}

#[test]
fn earlier_work_is_taken_in_once_and_what_is_wrong_is_put_aside() {
    let desk = Desk::new();
    founded(&desk);
    fs::write(desk.path("history.csv"), HISTORY).unwrap();
    fs::write(desk.path("map.toml"), MAP).unwrap();
    let import = "--data data import history.csv --map map.toml --rejects wrong.csv";
    let tried = desk.says(&format!("{import} --dry-run"));
    assert!(
        tried.starts_with("3 rows: 2 taken in, 0 taken in before, 0 updates of the same number, 1 rejected"),
        "{tried}"
    );
    assert_eq!(desk.says_json("--data data report summary --json")["received"], 1, "a dry run takes nothing in");
    let taken = desk.says(import);
    assert!(taken.starts_with("3 rows: 2 taken in, 0 taken in before"), "{taken}");
    assert!(taken.ends_with("  answered-before-received: 1\nrejected rows stand in wrong.csv\n"), "{taken}");
    let wrong = fs::read_to_string(desk.path("wrong.csv")).unwrap();
    let row = HISTORY.lines().nth(2).unwrap();
    assert_eq!(wrong, format!("line,reason,no,in,about,words,reply,out\n3,answered-before-received,{row}\n"));
    let again = desk.says_json(&format!("{import} --json"));
    let by_reason = json!({ "answered-before-received": 1 });
    let all = json!({ "rows": 3, "taken": 0, "repeated": 2, "updates": 0, "rejected": 1, "by_reason": by_reason });
    assert_eq!(again, all);
    figures_are_all_told(&desk);
}

/// One petition of today and two of the past: each figure stands there, the zeros too.
fn figures_are_all_told(desk: &Desk) {
    let summary = desk.says_json("--data data report summary --json");
    let told: BTreeSet<&str> = summary.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(told, Figure::ALL.iter().map(|figure| figure.code()).collect());
    let counted = ["received", "history", "answered", "answered_in_time", "answered_late", "open", "extended"];
    assert_eq!(counted.map(|figure| summary[figure].as_i64().unwrap()), [3, 2, 2, 1, 1, 1, 0]);
    let cut = desk.says_json("--data data report summary --by unit --json");
    assert_eq!((&cut["by"]["old-desk"]["answered"], &cut["by"]["xfj"]["received"]), (&json!(2), &json!(3)), "{cut}");
    let before = desk.says_json("--data data report summary --to 2020-05-07 --json");
    assert_eq!(before["received"], 1);
}

#[test]
fn officers_are_let_in_by_what_the_operator_gives_and_out_by_what_he_takes() {
    let desk = Desk::new();
    founded(&desk);
    let listed = desk.says("--data data user list");
    assert!(listed.lines().any(|line| line.starts_with("o-xfj-5 ") && line.ends_with("supervisor@xfj")), "{listed}");
    let long = "nine lamps over the ferry 7";
    let set = desk.says_to("--data data user password o-xfj-5", &format!("{long}\n"));
    assert_eq!((set.status.code(), set.stdout.as_slice()), (Some(0), b"password of o-xfj-5 set\n".as_slice()));
    for (officer, password) in [("o-xfj-5", "brief"), ("o-nobody-1", long)] {
        let refused = desk.says_to(&format!("--data data user password {officer}"), password);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{officer}: {said}");
        assert!(said.contains(officer) && !said.contains(password), "{said}");
    }
    let [first, second, reading] = ["figures", "figures", "read"]
        .map(|scope| desk.says(&format!("--data data token issue o-xfj-5 --scope {scope}")).trim().to_owned());
    let serving = Desk::serves(desk.command("--data data"));
    assert_eq!([&first, &second, &reading].map(|token| serving.shows_figures(token)), [200, 200, 403]);
    assert_eq!(serving.shows_figures(&first.replace(|c: char| c.is_ascii_digit(), "0")), 401);
    serving.stops();
    assert_eq!(desk.says("--data data token end o-xfj-5 1"), "token 1 of o-xfj-5 ended\n");
    let serving = Desk::serves(desk.command("--data data"));
    assert_eq!([&first, &second].map(|token| serving.shows_figures(token)), [401, 200]);
    serving.stops();
    assert_eq!(desk.says("--data data user close o-xfj-5"), "account of o-xfj-5 closed\n");
    let serving = Desk::serves(desk.command("--data data"));
    assert_eq!(serving.shows_figures(&second), 401, "with all its tokens");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_makes_the_same_office_on_either_database_and_a_changed_byte_is_named() {
    let desk = Desk::new();
    founded(&desk);
    let figures = desk.says("--data data report summary --json");
    let saved = desk.says("--data data backup office.tar");
    assert!(saved.contains("stand in office.tar") && saved.contains("its fingerprint is "), "{saved}");
    let again = desk.runs("--data data backup office.tar");
    assert_eq!(again.status.code(), Some(1), "an archive is not written over");
    let database = support::OwnDatabase::new().await.unwrap();
    for at in ["--data other --key data.key", &format!("--data third --key data.key --database {}", database.url)] {
        let restored = desk.says(&format!("{at} restore office.tar"));
        assert!(restored.contains("are restored"), "{restored}");
        let sound = desk.says(&format!("{at} verify"));
        assert!(sound.ends_with("\n0 findings\n"), "{at}: {sound}");
        assert_eq!(desk.says(&format!("{at} report summary --json")), figures, "{at}");
    }
    let file = Connection::open(desk.path("other/huiyin.db")).unwrap();
    let guarded = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'";
    let guards: Vec<String> =
        file.prepare(guarded).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for guard in guards {
        file.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    let change = "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'online', 'onlinE') AS BLOB)
        WHERE stream LIKE 'matter/%' AND seq = 1";
    assert_eq!(file.execute(change, []).unwrap(), 1);
    drop(file);
    let output = desk.runs("--data other --key data.key verify");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    let named = |line: &str| line.starts_with("matter/") && line.contains(" entry 1: its bytes");
    assert!(said.lines().any(named) && !said.ends_with("\n0 findings\n"), "{said}");
    let told = desk.runs("--data other --key data.key verify --json");
    let report: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert!(report["findings"].as_array().is_some_and(|findings| !findings.is_empty()), "{report}");
}

#[test]
fn the_file_gives_way_to_the_environment_and_that_to_the_command_line() {
    let desk = Desk::new();
    fs::write(desk.path("huiyin.toml"), "data = \"of-the-file\"\n").unwrap();
    let made = |command: Command| {
        Desk::serves(command).stops();
        let keys = ["of-the-file.key", "of-the-environment.key", "of-the-line.key"];
        keys.map(|key| desk.path(key).exists())
    };
    let by_file = desk.command("--config huiyin.toml");
    assert_eq!(made(by_file), [true, false, false]);
    let mut by_environment = desk.command("--config huiyin.toml");
    by_environment.env("HUIYIN_DATA", "of-the-environment");
    assert_eq!(made(by_environment), [true, true, false]);
    fs::remove_file(desk.path("of-the-environment.key")).unwrap();
    let mut by_line = desk.command("--config huiyin.toml --data of-the-line");
    by_line.env("HUIYIN_DATA", "of-the-environment");
    assert_eq!(made(by_line), [true, false, true]);
    let refused = desk.runs("--config none.toml clock due CN-XF22-HANDLE --start 2026-03-02");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && said.contains("none.toml does not exist"), "{said}");
}

#[test]
fn what_the_operators_page_says_is_counted_is_counted() {
    let page = include_str!("../../../docs/operating.md");
    let documented: BTreeSet<&str> = page
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| ["_total", "_seconds"].iter().any(|end| word.starts_with("huiyin_") && word.ends_with(end)))
        .collect();
    assert_eq!(documented.len(), 4, "{documented:?}");
    let desk = Desk::new();
    let serving = Desk::serves(desk.command(&format!("--data data --office {DISTRICT}")));
    serving.files();
    let told = || serving.asks("GET /metrics HTTP/1.1", "").1;
    let is_told = |name: &&str| told().lines().any(|line| line.starts_with(*name));
    // The first round of jobs begins with the server.
    for _ in 0..600 {
        if documented.iter().all(is_told) {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    let text = told();
    for name in documented {
        assert!(text.lines().any(|line| line.starts_with(&format!("# TYPE {name} "))), "{name}: {text}");
    }
    let filed = r#"huiyin_http_requests_total{method="POST",route="/api/v1/petitions",status="201"} 1"#;
    assert!(text.lines().any(|line| line == filed), "{text}");
    assert!(!text.contains("Lamps"), "{text}");
}
