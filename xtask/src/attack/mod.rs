//! Attacks: what an office must survive, done to the binary itself. To add one: its module with an `Args` and a `run`, and
//! one line in [`Attack`] and in [`run`].

mod audit;
mod clients;
mod kills;
mod ledger;
mod moves;
mod raw_writer;
mod syncs;
mod trace;

use std::path::Path;

use clap::Subcommand;

/// What is done to it.
#[derive(Subcommand)]
pub enum Attack {
    /// Kill the server while 50 clients file: nothing acknowledged is lost or doubled, the series stay whole
    Kills(kills::Args),
    /// Make writes and syncs fail: nothing is acknowledged that is not on disk (Linux, with strace)
    Syncs(syncs::Args),
    /// Change the law under open matters: what the trial lists is what moves, and nothing else
    Moves(moves::Args),
    /// What `syncs` holds its own check against: a writer that answers, with or without syncing
    #[command(hide = true)]
    RawWriter(raw_writer::Args),
}

/// Attacks.
pub fn run(attack: &Attack) -> anyhow::Result<()> {
    match attack {
        Attack::Kills(arguments) => kills::run(arguments),
        Attack::Syncs(arguments) => syncs::run(arguments),
        Attack::Moves(arguments) => moves::run(arguments),
        Attack::RawWriter(arguments) => raw_writer::run(arguments),
    }
}

/// Faults that are told in full.
const TOLD_MAX: usize = 20;

/// Tells the faults, and where the office that has them is left.
///
/// # Errors
/// If there is one.
fn tell(faults: &[String], home: &Path) -> anyhow::Result<()> {
    for fault in faults.iter().take(TOLD_MAX) {
        eprintln!("{fault}");
    }
    let (count, home) = (faults.len(), home.display());
    anyhow::ensure!(faults.is_empty(), "{count} faults; the office is left in {home}");
    Ok(())
}
