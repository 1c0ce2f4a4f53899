//! Mails leave for a real server (aiosmtpd): they say a number and nothing else, wait while the server is away, and none
//! leaves twice, also where the process is killed while one is on its way.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use huiyin_app::ports::{Clock, SystemClock};
use jiff::ToSpan;

/// What somebody wrote, and none of which may stand in a mail.
const PETITION: &str = r#"{"subject": "Lamps out", "text": "Three lamps are dark.", "language": "en",
    "persons": [{"name": "Somebody Invented", "email": "somebody@example.invalid"}]}"#;

/// A mail server that keeps what it is given in a folder and answers only when that is there.
const KEEPING: [&str; 2] = ["-c", "aiosmtpd.handlers.Mailbox"];

/// Rounds of jobs come every 5 seconds, a mail that failed is tried again after 30; all with room for a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Office {
    folder: tempfile::TempDir,
    smtp: SocketAddr,
}

impl Office {
    fn new() -> Self {
        // A port that was free a moment ago.
        let smtp = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { folder: tempfile::tempdir().unwrap(), smtp }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The binary on this office, the invented district in which the registry has an address.
    fn huiyin(&self) -> Command {
        let file = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/demo/office.toml")).unwrap();
        let registry = "{ code = \"xfj\",";
        assert_eq!(file.matches(registry).count(), 1);
        let file = file.replace(registry, &format!("{registry} email = \"registry@example.invalid\","));
        fs::write(self.path("office.toml"), file).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.arg("--data").arg(self.path("data")).arg("--office").arg(self.path("office.toml"));
        command
    }

    /// The server at work, and where it listens.
    fn serve(&self) -> (Running, SocketAddr) {
        let mut command = self.huiyin();
        command.args(["--smtp", &format!("smtp://{}", self.smtp), "--mail-from", "office@petitions.example"]);
        command.args(["--public-url", "https://petitions.example/"]);
        self.served_by(command)
    }

    fn served_by(&self, mut command: Command) -> (Running, SocketAddr) {
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        let log = fs::File::options().create(true).append(true).open(self.path("log")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}")).trim().parse().unwrap();
        (Running(child), address)
    }

    /// A mail server with that handler.
    fn mail_server(&self, handler: &[&str]) -> Running {
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-m", "aiosmtpd", "-n", "-l", &self.smtp.to_string()]).args(handler).arg(self.path("mails"));
        command.env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
        let running = Running(command.spawn().unwrap());
        wait_until("the mail server listens", || TcpStream::connect(self.smtp).is_ok());
        running
    }

    /// The mails that came: headers that matter and decoded text.
    fn mails(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("mails/new")).into_iter().flatten();
        entries.map(|entry| decoded(&entry.unwrap().path())).collect()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap()
    }
}

/// A mail as its reader sees it.
fn decoded(file: &Path) -> String {
    let program = "import email, email.policy, sys\n\
        mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n\
        print(mail['To'], mail['From'], mail['Message-ID'], mail['Subject'], mail.get_content())";
    let output = Command::new("/usr/bin/python3").args(["-c", program]).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let mut looks = PATIENCE.as_millis() / LOOK_EVERY.as_millis();
    while !is_so() {
        assert!(looks > 0, "not in time: {what}");
        looks -= 1;
        sleep(LOOK_EVERY);
    }
}

/// Files the petition; its number.
fn file(address: SocketAddr) -> String {
    hand_in(address, "", PETITION)
}

/// Hands that petition in, with further lines of the head; its number.
fn hand_in(address: SocketAddr, more: &str, petition: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        "POST /api/v1/petitions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json";
    write!(stream, "{head}\r\n{more}content-length: {}\r\n\r\n{petition}", petition.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    answer.split("\"number\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn a_mail_waits_for_its_server_says_a_number_and_nothing_else_and_leaves_once() {
    let office = Office::new();
    let (server, address) = office.serve();
    let number = file(address);
    wait_until("the mail fails", || office.log().contains("a mail did not leave"));
    let _mail_server = office.mail_server(&KEEPING);
    wait_until("the mail arrives", || !office.mails().is_empty());
    // Two more rounds of jobs, and a new process: the mail has left and stays so.
    sleep(Duration::from_secs(11));
    drop(server);
    let _server = office.serve();
    sleep(Duration::from_secs(11));
    let mails = office.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    for said in [
        number.as_str(),
        "was received",
        "somebody@example.invalid",
        "office@petitions.example",
        "https://petitions.example/",
    ] {
        assert!(mail.contains(said), "{said}: {mail}");
    }
    for word in ["Lamps", "lamps", "Invented"] {
        assert!(!mail.contains(word), "{mail}");
        assert!(!office.log().contains(word), "{word} was logged");
    }
    assert!(!office.log().contains("somebody@"), "the address was logged");
    let kept = under(&office.path("data"));
    assert!(!kept.is_empty());
    for file in kept {
        let bytes = fs::read(&file).unwrap();
        for word in ["Lamps out", "lamps are dark", "Somebody Invented", "somebody@example"] {
            let stands = bytes.windows(word.len()).any(|at| at == word.as_bytes());
            assert!(!stands, "{word} stands in {}", file.display());
        }
    }
}

/// All files under that folder.
fn under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { under(&path) } else { vec![path] }).collect()
}

#[test]
fn a_mail_that_was_on_its_way_when_the_process_was_killed_is_not_sent_again() {
    let office = Office::new();
    // This one takes the mail and then says nothing for as long as the test runs.
    let silent = office.mail_server(&["-c", "silent_smtp.Silent"]);
    let (mut server, address) = office.serve();
    file(address);
    wait_until("the mail is on its way", || !office.mails().is_empty());
    server.0.kill().unwrap();
    server.0.wait().unwrap();
    drop(silent);
    // As if the time had passed for which a job is held.
    let database = rusqlite::Connection::open(office.path("data/huiyin.db")).unwrap();
    assert_eq!(database.execute("UPDATE jobs SET claimed_until = 0 WHERE kind = 'send_mail'", []).unwrap(), 1);
    let _mail_server = office.mail_server(&KEEPING);
    let _server = office.serve();
    wait_until("the job ends", || {
        let left = "SELECT count(*) FROM jobs WHERE kind = 'send_mail'";
        database.query_row(left, [], |row| row.get::<_, i64>(0)).unwrap() == 0
    });
    assert_eq!(office.mails().len(), 1);
    assert!(office.log().contains("whether it left is not known"));
}

/// A letter that came so many days ago, as a registrar takes it in.
fn letter(days_ago: i64, under_seal: bool) -> String {
    let today = SystemClock.now().in_tz("Asia/Shanghai").unwrap().date();
    let received_on = today.checked_sub(days_ago.days()).unwrap();
    let words = r#""subject": "Lamps out", "text": "Three lamps are dark.", "channel": "letter""#;
    format!(r#"{{{words}, "received_on": "{received_on}", "under_seal": {under_seal}}}"#)
}

#[test]
fn a_unit_is_reminded_of_what_is_overdue_by_counts_alone_and_once_though_the_job_runs_twice() {
    let office = Office::new();
    // Without a mail server the day's job tells nobody.
    let (server, address) = office.served_by(office.huiyin());
    let token = office.huiyin().args(["token", "issue", "o-xfj-1"]).output().unwrap().stdout;
    let bearer = format!("authorization: Bearer {}\r\n", String::from_utf8(token).unwrap().trim());
    for (days_ago, under_seal) in [(60, false), (90, false), (90, true)] {
        hand_in(address, &bearer, &letter(days_ago, under_seal));
    }
    let database = rusqlite::Connection::open(office.path("data/huiyin.db")).unwrap();
    let queued = "SELECT count(*) FROM jobs WHERE kind = 'remind'";
    wait_until("the day's job", || database.query_row(queued, [], |row| row.get::<_, i64>(0)).unwrap() == 1);
    drop(server);
    let _mail_server = office.mail_server(&KEEPING);
    // As if it had not been done: twice, and the second time the mails of the first are known.
    for _ in 0..2 {
        let again = "DELETE FROM jobs WHERE kind = 'remind' AND key NOT LIKE '%/%'";
        assert_eq!(database.execute(again, []).unwrap(), 1);
        let _server = office.serve();
        wait_until("the reminder arrives", || !office.mails().is_empty());
        sleep(Duration::from_secs(6));
    }
    let mails = office.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    for said in ["registry@example.invalid", "即将到期0项，已超期2项", "0项诉求即将到期，2项已超期"]
    {
        assert!(mail.contains(said), "{said}: {mail}");
    }
    assert!(!mail.contains("xfj-") && !mail.contains("amps"), "neither a number nor a word: {mail}");
}
