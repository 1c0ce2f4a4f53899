//! `cargo xtask attack syncs`: the order of writes, syncs and answers is read off a trace; then writes and syncs are made to
//! fail at the n-th call. SQLite only: what PostgreSQL syncs is not ours to trace. Needs Linux and the Debian package strace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::clients::{Manner, file_in_turn, file_the_rest, file_until};
use super::ledger::{Ledger, Receipt};
use super::raw_writer::Synchronous;
use super::trace::{self, Deed};
use super::{audit, tell};
use crate::trial::chance::Chance;
use crate::trial::huiyin::{Huiyin, Server, Starting, binary};

/// Petitions whose order of writes, syncs and answers is looked at.
const IN_TURN: usize = 40;

/// One client files while something fails, so that the trace tells which sync each answer waited for.
const CLIENTS: u64 = 1;

/// The answer to a commit that was synced before may be on its way when the sync of another fails.
const ON_THEIR_WAY: usize = 1;

/// Petitions after which a server at which nothing more fails is stopped.
const PETITIONS_EACH_TIME: usize = 60;

/// A server that neither stops nor answers is told to stop after this time.
const TIME_MAX: Duration = Duration::from_secs(8);

/// How often it is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Petitions without an answer are sent again so often at the end.
const TRIES_MAX: usize = 1_000;

/// Make writes and syncs fail: nothing is acknowledged that is not on disk (Linux, with strace)
#[derive(clap::Args)]
pub struct Args {
    /// How many failures of each kind
    #[arg(long, default_value_t = 5)]
    n: u64,
    /// What chance begins with: which call fails, what is filed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The binary [default: the one built beside this tool]
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// A kind of failure.
struct Failure {
    calls: &'static str,
    error: &'static str,
    /// The n-th call of a thread fails; n is drawn up to here, about as many as a server makes in one trial.
    nth_max: u64,
}

const FAILURES: &[Failure] = &[
    Failure { calls: "fsync,fdatasync", error: "EIO", nth_max: 25 },
    Failure { calls: "fsync,fdatasync", error: "ENOSPC", nth_max: 25 },
    Failure { calls: "pwrite64", error: "EIO", nth_max: 600 },
    Failure { calls: "pwrite64", error: "ENOSPC", nth_max: 600 },
    // Attachments are written by threads that come and go, and few calls.
    Failure { calls: "write", error: "EIO", nth_max: 12 },
    Failure { calls: "write", error: "ENOSPC", nth_max: 12 },
];

/// Looks at the order of things, then makes them fail.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    let home = std::env::temp_dir().join(format!("huiyin-syncs-{}", std::process::id()));
    fs::create_dir_all(&home)?;
    check_has_teeth(&home)?;
    let chance = Chance::new(arguments.seed);
    let office = Huiyin::new(&binary(arguments.binary.as_deref())?, &home, None);
    let mut trial = Trial {
        office,
        home: home.clone(),
        ledger: Ledger::new(chance.branch(0)),
        chance,
        failed: 0,
        ended: 0,
        hung: 0,
    };
    let done = trial.run(arguments.n);
    tell(&trial.ledger.faults(), &home).and(done)?;
    fs::remove_dir_all(&home)?;
    println!(
        "{IN_TURN} answers, each after the sync of what it acknowledges; {} trials with failing calls ({} calls failed, {} \
         servers stopped by themselves, {} hung and were killed): {} petitions acknowledged, none before a sync or after a \
         failed one, none lost",
        arguments.n * FAILURES.len() as u64,
        trial.failed,
        trial.ended,
        trial.hung,
        trial.ledger.answered_count()
    );
    Ok(())
}

/// A writer that does not sync must fail the check, and the same writer with syncs must pass it.
fn check_has_teeth(home: &Path) -> anyhow::Result<()> {
    for synchronous in [Synchronous::Full, Synchronous::Normal] {
        let (trace, data) = (home.join("raw.trace"), home.join(format!("raw-{}", synchronous.word())).join("data"));
        let mut tracer = tracer(&trace, None).into_iter();
        let mut command = Command::new(tracer.next().context("no tracer")?);
        command.args(tracer).arg(std::env::current_exe()?).args(["attack", "raw-writer", "--synchronous"]);
        command.arg(synchronous.word()).arg("--data").arg(&data);
        let server = Starting::of(command, &home.join("raw.log"), true)?.ready()?;
        file_in_turn(server.address, IN_TURN, &Ledger::new(Chance::new(0)));
        server.end()?;
        let faults = trace::unsynced(&read(&trace)?).len();
        let as_it_must = if synchronous == Synchronous::Full { faults == 0 } else { faults > IN_TURN / 2 };
        anyhow::ensure!(
            as_it_must,
            "the check finds {faults} faults in a writer with synchronous={}",
            synchronous.word()
        );
        println!("a raw writer with synchronous={}: {faults} of {IN_TURN} answers before a sync", synchronous.word());
    }
    Ok(())
}

/// The tracer, with the failure of the n-th call.
fn tracer(trace: &Path, failure: Option<(&Failure, u64)>) -> Vec<String> {
    let mut command: Vec<String> = ["strace", "-f", "-y", "-s", "24", "-o"].map(str::to_owned).to_vec();
    command.push(trace.display().to_string());
    command.extend(["-e".to_owned(), format!("trace={}", trace::CALLS)]);
    if let Some((failure, nth)) = failure {
        let Failure { calls, error, .. } = failure;
        command.extend(["-e".to_owned(), format!("inject={calls}:error={error}:when={nth}")]);
    }
    command
}

fn read(trace: &Path) -> anyhow::Result<Vec<Deed>> {
    let bytes = fs::read(trace).with_context(|| format!("{} cannot be read", trace.display()))?;
    Ok(trace::read(&String::from_utf8_lossy(&bytes)))
}

struct Trial {
    office: Huiyin,
    home: PathBuf,
    ledger: Ledger,
    chance: Chance,
    failed: usize,
    ended: u64,
    hung: u64,
}

impl Trial {
    fn run(&mut self, failures_each: u64) -> anyhow::Result<()> {
        self.look_at_the_order()?;
        for (kind, failure) in FAILURES.iter().enumerate() {
            for trial in 0..failures_each {
                let nth = 1 + self.chance.below(failure.nth_max);
                let trace = self.home.join(format!("{kind}-{trial}-{nth}.trace"));
                self.make_fail(failure, nth, &trace)?;
            }
        }
        self.look_at_all()
    }

    /// One client that asks in turn: between what its petition writes and its answer lies a sync.
    fn look_at_the_order(&self) -> anyhow::Result<()> {
        let trace = self.home.join("order.trace");
        let server = self.office.traced_by(tracer(&trace, None)).serve()?;
        file_in_turn(server.address, IN_TURN, &self.ledger);
        server.stop()?;
        let deeds = read(&trace)?;
        for fault in trace::unsynced(&deeds) {
            self.ledger.fault(fault);
        }
        let seen = trace::acknowledgements(&deeds);
        anyhow::ensure!(seen == IN_TURN, "the trace shows {seen} answers of {IN_TURN}");
        Ok(())
    }

    fn make_fail(&mut self, failure: &Failure, nth: u64, trace: &Path) -> anyhow::Result<()> {
        let traced = self.office.traced_by(tracer(trace, Some((failure, nth))));
        // A server whose start fails has acknowledged nothing.
        let ended = match traced.start()?.ready() {
            Ok(server) => self.file_until_it_ends(server)?,
            Err(_) => true,
        };
        self.ended += u64::from(ended);
        let deeds = read(trace)?;
        self.failed += trace::failures(&deeds);
        let Failure { calls, error, .. } = failure;
        let after = trace::acknowledged_after_failed_sync(&deeds);
        if after > ON_THEIR_WAY {
            self.ledger.fault(format!("{error} at call {nth} of {calls}: {after} answers after a failed sync"));
        }
        for fault in trace::unsynced(&deeds) {
            self.ledger.fault(format!("{error} at call {nth} of {calls}: {fault}"));
        }
        if trace::has_failed_sync(&deeds) && !ended {
            self.ledger.fault(format!("at call {nth} a sync of the database failed, and the server did not stop"));
        }
        let server = self.office.serve().context("after a failure the office does not start again")?;
        // Sent now, so that the next trial files nothing that may be there already.
        file_the_rest(server.address, &self.ledger, TRIES_MAX);
        let first = self.ledger.answered_count().saturating_sub(PETITIONS_EACH_TIME);
        audit::ask_for(server.address, &self.receipts_from(first), &self.ledger);
        server.stop()
    }

    /// Has clients file; whether the server ended by itself. One whose runtime could not wake a thread may neither answer
    /// nor stop: it is killed, and what it had not acknowledged may be there or not, as after any kill.
    fn file_until_it_ends(&mut self, mut server: Server) -> anyhow::Result<bool> {
        let enough = self.ledger.answered_count() + PETITIONS_EACH_TIME;
        let (stop, begun, address) = (AtomicBool::new(false), Instant::now(), server.address);
        let manner = Manner { clients: CLIENTS, one_in_repeated: 0, chance: self.chance.clone(), breaks: true };
        thread::scope(|scope| {
            scope.spawn(|| file_until(&stop, address, &manner, &self.ledger));
            let is_over = |server: &mut Server| server.has_ended().unwrap_or(true) || begun.elapsed() > TIME_MAX;
            while self.ledger.answered_count() < enough && !is_over(&mut server) {
                thread::sleep(LOOK_EVERY);
            }
            stop.store(true, Ordering::Relaxed);
        });
        let ended = server.has_ended()?;
        self.hung += u64::from(!server.end_or_kill()?);
        Ok(ended)
    }

    fn receipts_from(&self, first: usize) -> Vec<Receipt> {
        self.ledger.answers_from(first).into_iter().map(|(_, receipt)| receipt).collect()
    }

    fn look_at_all(&self) -> anyhow::Result<()> {
        let server = self.office.serve()?;
        file_the_rest(server.address, &self.ledger, TRIES_MAX);
        let receipts = self.receipts_from(0);
        audit::ask_for(server.address, &receipts, &self.ledger);
        audit::check_series(receipts.iter(), &self.ledger);
        server.stop()?;
        audit::verify(&self.office, receipts.len(), &self.ledger);
        Ok(())
    }
}
