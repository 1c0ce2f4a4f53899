//! The binary under trial: its commands run to their end, its server started, asked, stopped or killed.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::http::{Connection, Request};
use super::{OFFICE, OFFICER, process};

/// The officer's password in trials.
const PASSWORD: &str = "nobody-but-a-trial-signs-in-with-this";

/// A server that is not ready by then never will be.
const START_TIME_MAX: Duration = Duration::from_mins(1);

/// A server told to stop that has not by then is killed.
const STOP_TIME_MAX: Duration = Duration::from_secs(30);

/// How often a state is looked at that nobody tells of.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// How often a database is asked how far a command has come: counting takes it from that command.
const LOOK_RARELY: Duration = Duration::from_secs(3);

/// The binary that is named, or the one that stands beside this tool, where cargo puts both.
///
/// # Errors
/// Where there is none.
pub fn binary(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let binary = match named {
        Some(binary) => binary.to_owned(),
        None => std::env::current_exe()?.with_file_name("huiyin"),
    };
    anyhow::ensure!(binary.exists(), "{} is not built: `cargo build -p huiyin-cli`", binary.display());
    Ok(binary)
}

/// An office: the binary, its folder, and where its database is.
#[derive(Debug, Clone)]
pub struct Huiyin {
    binary: PathBuf,
    home: PathBuf,
    database: Option<String>,
    tracer: Vec<String>,
}

impl Huiyin {
    /// The office in that folder, on SQLite there or on PostgreSQL at that address.
    pub fn new(binary: &Path, home: &Path, database: Option<String>) -> Self {
        Self { binary: binary.to_owned(), home: home.to_owned(), database, tracer: Vec::new() }
    }

    /// The same office, its server run by a tracer: a program and its arguments.
    pub fn traced_by(&self, tracer: Vec<String>) -> Self {
        Self { tracer, ..self.clone() }
    }

    /// Its folder of data.
    pub fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    /// Its PostgreSQL database, if it is that.
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = match self.tracer.split_first() {
            Some((tracer, options)) => {
                let mut command = Command::new(tracer);
                command.args(options).arg(&self.binary);
                command
            }
            None => Command::new(&self.binary),
        };
        command.arg("--data").arg(self.data()).arg("--office").arg(OFFICE);
        if let Some(url) = &self.database {
            command.arg("--database").arg(url);
        }
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// With what it said, where it fails.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> anyhow::Result<String> {
        self.run_told(arguments, "")
    }

    /// The same, with that on its standard input.
    ///
    /// # Errors
    /// As [`Huiyin::run`].
    pub fn run_told<S: AsRef<OsStr>>(&self, arguments: &[S], told: &str) -> anyhow::Result<String> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("{} cannot run", self.binary.display()))?;
        child.stdin.take().context("the command has no input")?.write_all(told.as_bytes())?;
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        anyhow::ensure!(
            output.status.success(),
            "`huiyin {}` failed ({}): {said}{}",
            arguments.first().map(|argument| argument.as_ref().to_string_lossy()).unwrap_or_default(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(said)
    }

    /// Starts a command and kills it as soon as it has come far enough.
    ///
    /// # Errors
    /// Where it ends before.
    pub fn run_broken_off<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        is_far_enough: impl Fn() -> anyhow::Result<bool>,
    ) -> anyhow::Result<()> {
        let mut child = Guarded(self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        while !is_far_enough()? {
            if let Some(status) = child.0.try_wait()? {
                anyhow::bail!("the command ended before it was broken off: {status}");
            }
            thread::sleep(LOOK_RARELY);
        }
        Ok(())
    }

    /// A new token of the officer whose lists and figures trials read.
    pub fn token(&self) -> anyhow::Result<String> {
        Ok(self.run(&["token", "issue", OFFICER])?.trim().to_owned())
    }

    /// The cookie of a new session of that officer, for the pages of the office's staff.
    pub fn session(&self, server: &Server) -> anyhow::Result<String> {
        self.run_told(&["user", "password", OFFICER], PASSWORD)?;
        let form = Request::sheet("/sign-in", &[("officer", OFFICER), ("password", PASSWORD)]);
        let answer = Connection::to(server.address).send(&form)?;
        answer.cookie.with_context(|| format!("signing in brought status {} and no session", answer.status))
    }

    /// Has the whole record verified.
    ///
    /// # Errors
    /// Where it does not hold, with the findings.
    pub fn verify(&self) -> anyhow::Result<serde_json::Value> {
        let report = self.run(&["verify", "--json"]).context("the record does not hold")?;
        serde_json::from_str(&report).context("`huiyin verify --json` printed no JSON")
    }

    /// Starts the server; does not wait until it is ready.
    pub fn start(&self) -> anyhow::Result<Starting> {
        fs::create_dir_all(&self.home)?;
        let command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        Starting::of(command, &self.home.join("serve.log"), !self.tracer.is_empty())
    }

    /// Fills an office that is empty yet with the demo's matters, as they stand on that day.
    ///
    /// # Errors
    /// Where that is not done in time.
    pub fn demo(&self, today: &str, time_max: Duration) -> anyhow::Result<()> {
        fs::create_dir_all(&self.home)?;
        let command = self.command(&["demo", "--today", today, "--listen", "127.0.0.1:0"]);
        Starting::of(command, &self.home.join("serve.log"), false)?.ready_within(time_max)?.stop()
    }

    /// Starts the server and waits until it is ready.
    pub fn serve(&self) -> anyhow::Result<Server> {
        self.start()?.ready()
    }
}

/// A server on its way.
#[derive(Debug)]
pub struct Starting {
    child: Guarded,
    address: mpsc::Receiver<SocketAddr>,
    begun: Instant,
    is_traced: bool,
}

impl Starting {
    /// Starts a command that prints where it listens; what it logs goes to that file.
    pub fn of(mut command: Command, log: &Path, is_traced: bool) -> anyhow::Result<Self> {
        let log = File::options().create(true).append(true).open(log)?;
        let begun = Instant::now();
        let spawned = command.stdout(Stdio::piped()).stderr(log).spawn();
        let mut child = spawned.with_context(|| format!("{} cannot run", command.get_program().display()))?;
        let output = child.stdout.take().context("the server has no output")?;
        let (sender, address) = mpsc::channel();
        // Ends with the server's output; reads on so that the server is never kept waiting.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(told) = line.split("http://").nth(1).and_then(|told| told.trim().parse().ok()) {
                    // Nobody may wait for it any more.
                    let _ = sender.send(told);
                }
            }
        });
        Ok(Self { child: Guarded(child), address, begun, is_traced })
    }

    /// Waits until it answers that it is ready.
    ///
    /// # Errors
    /// Where it ends before, or takes too long.
    pub fn ready(self) -> anyhow::Result<Server> {
        self.ready_within(START_TIME_MAX)
    }

    /// The same, of one that does much before.
    pub fn ready_within(mut self, time_max: Duration) -> anyhow::Result<Server> {
        let address = loop {
            match self.address.recv_timeout(LOOK_EVERY) {
                Ok(address) => break address,
                Err(mpsc::RecvTimeoutError::Timeout) => self.check(time_max)?,
                Err(mpsc::RecvTimeoutError::Disconnected) => anyhow::bail!("the server ended while it started"),
            }
        };
        while !Connection::to(address).send(&Request::get("/readyz")).is_ok_and(|answer| answer.status == 200) {
            self.check(time_max)?;
            thread::sleep(LOOK_EVERY);
        }
        let started_in = self.begun.elapsed();
        let pid = if self.is_traced { traced(self.child.0.id())? } else { self.child.0.id() };
        Ok(Server { child: self.child, pid, address, started_in })
    }

    fn check(&mut self, time_max: Duration) -> anyhow::Result<()> {
        if let Some(status) = self.child.0.try_wait()? {
            anyhow::bail!("the server ended while it started: {status}; see serve.log");
        }
        anyhow::ensure!(self.begun.elapsed() < time_max, "the server was not ready in {time_max:?}");
        Ok(())
    }

    /// Kills it as it starts, so that it can do nothing more.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.0.kill()?;
        self.child.0.wait()?;
        Ok(())
    }
}

/// The traced process of a tracer.
fn traced(tracer: u32) -> anyhow::Result<u32> {
    process::children(tracer)?.first().copied().context("the tracer has no process")
}

/// What a server's metrics say once a round of jobs has ended with none due.
const ROUNDS_ENDED: &str = "huiyin_job_rounds_total";

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Guarded,
    /// Its process; with a tracer, the traced one.
    pub pid: u32,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start until it was ready.
    pub started_in: Duration,
}

impl Server {
    /// Waits until it has worked off every job that was due, as after an import, so that a measurement has it for itself.
    pub fn rest(&mut self) -> anyhow::Result<()> {
        let mut connection = Connection::to(self.address);
        loop {
            let told = connection.send(&Request::get("/metrics"))?;
            let told = String::from_utf8_lossy(&told.body).into_owned();
            if told.lines().any(|line| line.starts_with(ROUNDS_ENDED)) {
                return Ok(());
            }
            anyhow::ensure!(!self.has_ended()?, "the server ended while it worked its jobs off; see serve.log");
            thread::sleep(LOOK_RARELY);
        }
    }

    /// Kills it (SIGKILL), and waits until it is gone.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.0.kill()?;
        self.child.0.wait()?;
        Ok(())
    }

    /// Tells it to stop (SIGTERM), and waits until it has.
    pub fn stop(mut self) -> anyhow::Result<()> {
        signal(self.pid, "TERM")?;
        let status = self.wait(STOP_TIME_MAX)?.with_context(|| format!("no stop within {STOP_TIME_MAX:?}"))?;
        anyhow::ensure!(status.success(), "the server stopped with {status}; see serve.log");
        Ok(())
    }

    /// Tells it to stop if it still runs; however it ends, waits until it has.
    ///
    /// # Errors
    /// Where it does not.
    pub fn end(mut self) -> anyhow::Result<()> {
        anyhow::ensure!(self.is_ended_by_term()?, "no stop within {STOP_TIME_MAX:?}");
        Ok(())
    }

    /// The same, but one that does not stop is killed, and what traces it; whether it stopped.
    pub fn end_or_kill(mut self) -> anyhow::Result<bool> {
        self.is_ended_by_term()
    }

    fn is_ended_by_term(&mut self) -> anyhow::Result<bool> {
        if self.has_ended()? {
            return Ok(true);
        }
        // What traces it may outlive it for a moment: then nobody takes the signal, and the wait tells.
        let _ = signal(self.pid, "TERM");
        Ok(self.wait(STOP_TIME_MAX)?.is_some())
    }

    /// It has ended by itself.
    pub fn has_ended(&mut self) -> anyhow::Result<bool> {
        Ok(self.child.0.try_wait()?.is_some())
    }

    fn wait(&mut self, time_max: Duration) -> anyhow::Result<Option<ExitStatus>> {
        let begun = Instant::now();
        while begun.elapsed() < time_max {
            if let Some(status) = self.child.0.try_wait()? {
                return Ok(Some(status));
            }
            thread::sleep(LOOK_EVERY);
        }
        Ok(None)
    }
}

fn signal(pid: u32, name: &str) -> anyhow::Result<()> {
    let status = Command::new("kill").arg(format!("-{name}")).arg(pid.to_string()).status()?;
    anyhow::ensure!(status.success(), "process {pid} took no signal");
    Ok(())
}

/// A child that does not outlive the trial, nor what it traces.
#[derive(Debug)]
struct Guarded(Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        // Any of these may have ended already; then there is nothing to kill.
        for traced in process::children(self.0.id()).unwrap_or_default() {
            let _ = signal(traced, "KILL");
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
