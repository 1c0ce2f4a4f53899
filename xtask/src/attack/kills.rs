//! `cargo xtask attack kills`: the server is killed (SIGKILL) again and again, at work and as it starts, while clients file.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::clients::{Manner, file_the_rest, file_until};
use super::ledger::{Ledger, Receipt};
use super::{Site, audit, tell};
use crate::trial::chance::Chance;
use crate::trial::huiyin::Huiyin;
use crate::trial::place::Place;

/// Clients that file at once.
const CLIENTS: u64 = 50;

/// One in so many answered petitions is sent once more.
const ONE_IN_REPEATED: u64 = 10;

/// The server lives at most this long between two kills: long enough for many batches, short enough for many kills.
const LIFE_MS_MAX: u64 = 1_200;

/// One in so many kills comes while the server starts.
const ONE_IN_STARTING: u64 = 6;

/// How long after its start a server is killed that is not to become ready.
const STARTING_MS_MAX: u64 = 150;

/// A server must be ready within this time, whatever it was killed at.
const START_TIME_MAX: Duration = Duration::from_secs(5);

/// Acknowledged petitions asked for after each kill; after the last one, all are.
const ASKED_EACH_TIME: usize = 100;

/// Petitions without an answer are sent again so often at the end.
const TRIES_MAX: usize = 10_000;

/// Kill the server while 50 clients file: nothing acknowledged is lost or doubled, the series stay whole
#[derive(clap::Args)]
pub struct Args {
    /// How many kills
    #[arg(long, default_value_t = 200)]
    n: u64,
    /// What chance begins with: when to kill, what to file
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// On which databases
    #[arg(long, value_enum, value_delimiter = ',', default_value = "sqlite,postgres")]
    database: Vec<Place>,
    /// The binary [default: the one built beside this tool]
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// Attacks each database in turn.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    arguments.database.iter().try_for_each(|place| attack(arguments, *place))
}

fn attack(arguments: &Args, place: Place) -> anyhow::Result<()> {
    let site = Site::of("kills", place)?;
    let office = site.office(arguments.binary.as_deref())?;
    let mut trial = Trial::new(office, Chance::new(arguments.seed));
    let done = trial.run(arguments.n);
    let faults = trial.ledger.faults();
    if done.is_err() || !faults.is_empty() {
        return tell(&faults, &site.home).and(done);
    }
    site.clear()?;
    println!(
        "{place}: {} kills; {} petitions acknowledged, none lost, none doubled; slowest start {} ms",
        arguments.n,
        trial.ledger.answered_count(),
        trial.slowest_start.as_millis()
    );
    Ok(())
}

struct Trial {
    office: Huiyin,
    ledger: Ledger,
    chance: Chance,
    slowest_start: Duration,
}

impl Trial {
    const fn new(office: Huiyin, chance: Chance) -> Self {
        let ledger = Ledger::new(chance.branch(0));
        Self { office, ledger, chance, slowest_start: Duration::ZERO }
    }

    fn run(&mut self, kills: u64) -> anyhow::Result<()> {
        for _ in 0..kills {
            if self.ledger.answered_count() > 0 && self.chance.below(ONE_IN_STARTING) == 0 {
                self.kill_as_it_starts()?;
            } else {
                self.kill_at_work()?;
            }
        }
        self.look_at_all()
    }

    fn kill_as_it_starts(&mut self) -> anyhow::Result<()> {
        let starting = self.office.start()?;
        thread::sleep(Duration::from_millis(self.chance.below(STARTING_MS_MAX)));
        starting.kill()
    }

    fn kill_at_work(&mut self) -> anyhow::Result<()> {
        let server = self.office.serve()?;
        self.note_start(server.started_in);
        self.ask_for_some(server.address);
        let life = Duration::from_millis(self.chance.below(LIFE_MS_MAX));
        let chance = self.chance.branch(self.chance.clone().next());
        let manner = Manner { clients: CLIENTS, one_in_repeated: ONE_IN_REPEATED, chance, breaks: false };
        let (stop, address, ledger) = (AtomicBool::new(false), server.address, &self.ledger);
        thread::scope(|scope| {
            let begun = Instant::now();
            scope.spawn(|| file_until(&stop, address, &manner, ledger));
            thread::sleep(life.saturating_sub(begun.elapsed()));
            let killed = server.kill();
            stop.store(true, Ordering::Relaxed);
            killed
        })
    }

    /// Some of those acknowledged last: they were the nearest to the kill.
    fn ask_for_some(&self, address: std::net::SocketAddr) {
        let first = self.ledger.answered_count().saturating_sub(ASKED_EACH_TIME);
        audit::ask_for(address, &self.receipts_from(first), &self.ledger);
    }

    fn receipts_from(&self, first: usize) -> Vec<Receipt> {
        self.ledger.answers_from(first).into_iter().map(|(_, receipt)| receipt).collect()
    }

    fn note_start(&mut self, started_in: Duration) {
        self.slowest_start = self.slowest_start.max(started_in);
        if started_in > START_TIME_MAX {
            self.ledger.fault(format!("a start took {} ms", started_in.as_millis()));
        }
    }

    fn look_at_all(&mut self) -> anyhow::Result<()> {
        let server = self.office.serve()?;
        self.note_start(server.started_in);
        file_the_rest(server.address, &self.ledger, TRIES_MAX);
        let receipts = self.receipts_from(0);
        audit::ask_for(server.address, &receipts, &self.ledger);
        audit::check_series(receipts.iter(), &self.ledger);
        server.stop()?;
        audit::verify(&self.office, receipts.len(), &self.ledger);
        Ok(())
    }
}
