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

use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::trial::huiyin::{Huiyin, binary};
use crate::trial::place::{self, Place};

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

/// Where an attack has an office of its own.
struct Site {
    place: Place,
    /// The folder of all that it writes.
    home: PathBuf,
    /// The name of its database on a server.
    name: String,
}

impl Site {
    /// An empty one, apart from those of other attacks and of other runs.
    fn of(attack: &str, place: Place) -> anyhow::Result<Self> {
        let run = std::process::id();
        let home = std::env::temp_dir().join(format!("huiyin-{attack}-{run}-{place}"));
        let site = Self { place, home, name: format!("huiyin_{attack}_{run}") };
        match place {
            Place::Sqlite => {}
            Place::Postgres => place::make_anew(&site.name)?,
        }
        Ok(site)
    }

    /// The office there, run by this binary, or by the one built beside this tool.
    fn office(&self, by: Option<&Path>) -> anyhow::Result<Huiyin> {
        let database = match self.place {
            Place::Sqlite => None,
            Place::Postgres => Some(place::url(&self.name)?),
        };
        Ok(Huiyin::new(&binary(by)?, &self.home, database))
    }

    /// Clears it away: the office held, and nobody needs to look at it.
    fn clear(self) -> anyhow::Result<()> {
        std::fs::remove_dir_all(&self.home)?;
        match self.place {
            Place::Sqlite => Ok(()),
            Place::Postgres => place::drop_database(&self.name),
        }
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
