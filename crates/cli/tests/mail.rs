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

    /// The server at work, and where it listens.
    fn serve(&self) -> (Running, SocketAddr) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.arg("--data").arg(self.path("data"));
        command.arg("--office").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/demo/office.toml"));
        command.args(["--smtp", &format!("smtp://{}", self.smtp), "--mail-from", "office@petitions.example"]);
        command.args(["--public-url", "https://petitions.example/", "serve", "--listen", "127.0.0.1:0"]);
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
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        "POST /api/v1/petitions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json";
    write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{PETITION}", PETITION.len()).unwrap();
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
