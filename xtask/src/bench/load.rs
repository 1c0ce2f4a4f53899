//! The client of the benches, a process of its own: so many connections, in a closed loop or at a given rate, and how long
//! each answer took. Everything it sends is made before the first request.

use std::io::Write;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::trial::chance::Chance;
use crate::trial::http::{Connection, Request};
use crate::trial::petition::petition;

/// What is to be done; given on the standard input as JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// Where the server listens.
    pub address: SocketAddr,
    /// Connections at once.
    pub connections: u64,
    /// Requests in all.
    pub count: u64,
    /// Requests begin at this rate, whether or not earlier ones were answered; 0: each connection waits for its answer.
    pub per_second: u64,
    /// What chance begins with.
    pub seed: u64,
    /// What is asked.
    pub what: What,
}

/// What is asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum What {
    /// Petitions are filed, each under a key of its own.
    File {
        /// Characters of each text.
        chars: usize,
    },
    /// Pages are read, drawn by chance: first one of the lists, then one of its paths.
    Read {
        /// Whose pages.
        who: Who,
        /// Lists of paths.
        lists: Vec<Vec<String>>,
    },
    /// Something is asked by bodies, drawn by chance.
    Ask {
        /// Who asks.
        token: String,
        /// Where.
        path: String,
        /// The bodies, as JSON.
        bodies: Vec<String>,
    },
}

/// Who reads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Who {
    /// The bearer of a token.
    Bearer(String),
    /// Whoever has that cookie of a session.
    Session(String),
}

impl Who {
    /// The request as this reader sends it.
    pub fn asks(&self, request: Request) -> Request {
        match self {
            Self::Bearer(token) => request.with("authorization", format!("Bearer {token}")),
            Self::Session(cookie) => request.with("cookie", cookie),
        }
    }
}

/// How it went; printed as JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Requests answered as they should be.
    pub answered: u64,
    /// Requests that were not.
    pub failed: u64,
    /// From the first request to the last answer.
    pub wall_us: u64,
    /// Half of the answers came within this time; at a given rate it counts from when the request was due.
    pub p50_us: u64,
    /// 99 of 100 did.
    pub p99_us: u64,
}

impl Plan {
    /// Carries the plan out in a process of its own.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("load")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the client cannot run")?;
        child.stdin.take().context("the client has no input")?.write_all(&serde_json::to_vec(self)?)?;
        let output = child.wait_with_output()?;
        anyhow::ensure!(output.status.success(), "the client failed: {}", output.status);
        let outcome: Outcome = serde_json::from_slice(&output.stdout)?;
        anyhow::ensure!(outcome.failed == 0, "{} of {} requests failed", outcome.failed, self.count);
        Ok(outcome)
    }
}

/// The client process.
pub fn run() -> anyhow::Result<()> {
    let plan: Plan = serde_json::from_reader(std::io::stdin()).context("no plan on the standard input")?;
    let requests = requests(&plan);
    let outcome = carry_out(&plan, &requests);
    println!("{}", serde_json::to_string(&outcome)?);
    Ok(())
}

fn requests(plan: &Plan) -> Vec<Request> {
    let mut chance = Chance::new(plan.seed);
    (0..plan.count).map(|n| request(&plan.what, n, &mut chance)).collect()
}

fn request(what: &What, n: u64, chance: &mut Chance) -> Request {
    match what {
        What::File { chars } => Request::post("/api/v1/petitions", &petition(chance, *chars))
            .with("idempotency-key", format!("bench-{n}-{:016x}", chance.next())),
        What::Read { who, lists } => {
            let path = chance.pick(lists).and_then(|paths| chance.pick(paths)).map_or("/", String::as_str);
            who.asks(Request::get(path))
        }
        What::Ask { token, path, bodies } => {
            let body = chance.pick(bodies).map_or_else(Vec::new, |body| body.clone().into_bytes());
            let request = Request { body, ..Request::post(path, &Value::Null) };
            request.with("authorization", format!("Bearer {token}"))
        }
    }
}

fn carry_out(plan: &Plan, requests: &[Request]) -> Outcome {
    let (next, begun) = (AtomicU64::new(0), Instant::now());
    let parts: Vec<(Vec<u64>, u64)> = thread::scope(|scope| {
        let workers: Vec<_> =
            (0..plan.connections).map(|_| scope.spawn(|| work(plan, requests, &next, begun))).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    let wall_us = micros(begun.elapsed());
    let failed = parts.iter().map(|(_, failed)| failed).sum();
    let mut taken: Vec<u64> = parts.into_iter().flat_map(|(taken, _)| taken).collect();
    taken.sort_unstable();
    let share = |hundredths: usize| taken.get((taken.len() * hundredths / 100).min(taken.len().saturating_sub(1)));
    let (p50_us, p99_us) = (share(50).copied().unwrap_or(0), share(99).copied().unwrap_or(0));
    Outcome { answered: taken.len() as u64, failed, wall_us, p50_us, p99_us }
}

/// One connection: takes the next request until there is none; the times its answers took, and how many were none.
fn work(plan: &Plan, requests: &[Request], next: &AtomicU64, begun: Instant) -> (Vec<u64>, u64) {
    let mut connection = Connection::to(plan.address);
    let (mut taken, mut failed) = (Vec::new(), 0);
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let Some(request) = usize::try_from(n).ok().and_then(|n| requests.get(n)) else { return (taken, failed) };
        let due = match plan.per_second {
            0 => Instant::now(),
            rate => begun + Duration::from_micros(n * 1_000_000 / rate),
        };
        thread::sleep(due.saturating_duration_since(Instant::now()));
        match connection.send(request) {
            Ok(answer) if matches!(answer.status, 200 | 201) => taken.push(micros(due.elapsed())),
            Ok(_) | Err(_) => failed += 1,
        }
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
