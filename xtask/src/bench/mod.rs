//! `cargo xtask bench`: how fast it is, on both databases, each line against a limit that holds none of our code. Ratios are
//! of processor time, for machines are noisy; wall clock and percentiles stand beside.
//!
//! To add a bench: its module with a `run`, and one line in [`BENCHES`]. `insight` and `letter` need no database and run once.

pub mod bare;
mod desk;
mod history;
mod import;
mod insight;
mod intake;
mod letter;
mod limit;
mod line;
pub mod load;
mod office;
mod pages;
mod rebuild;
mod rederive;
mod search;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use self::line::Line;
use self::office::Offices;
use crate::trial::huiyin::{Huiyin, Server, binary};
use crate::trial::place::{self, Place};
use crate::trial::process;

/// A bench on one database.
type Bench = fn(&Setting, Place) -> anyhow::Result<Vec<Line>>;

const BENCHES: &[(&str, Bench)] = &[
    ("intake", intake::run),
    ("import", import::run),
    ("pages", pages::run),
    ("desk", desk::run),
    ("rebuild", rebuild::run),
    ("rederive", rederive::run),
    ("search", search::run),
];

/// Of the full counts, what `--quick` leaves.
const QUICK_SHARE: u64 = 10;

/// Measure how fast it is, against limits that hold none of our code
#[derive(clap::Args)]
pub struct Args {
    /// Benches to run: intake, import, pages, desk, rebuild, rederive, search, insight, letter [default: all]
    names: Vec<String>,
    /// Write the lines there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A tenth of the requests and rows: to see that it runs
    #[arg(long)]
    quick: bool,
    /// On which databases
    #[arg(long, value_enum, value_delimiter = ',', default_value = "sqlite,postgres")]
    database: Vec<Place>,
    /// Matters of the big database
    #[arg(long, default_value_t = 1_000_000)]
    big: u64,
    /// Matters of the small one
    #[arg(long, default_value_t = 10_000)]
    small: u64,
    /// The binary; built anew where none is named
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// What all benches share.
#[derive(Debug)]
pub struct Setting {
    offices: Offices,
    big: u64,
    small: u64,
    quick: bool,
}

impl Setting {
    /// A count, or the quick share of it.
    const fn scaled(&self, count: u64) -> u64 {
        if self.quick { count / QUICK_SHARE } else { count }
    }
}

/// Runs the benches, prints their lines, writes them.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        return run_released();
    }
    let is_asked = |name: &str| arguments.names.is_empty() || arguments.names.iter().any(|asked| asked == name);
    let mut lines = Vec::new();
    if is_asked(insight::NAME) {
        insight::run(&mut lines)?;
        write(&lines, arguments.json.as_deref())?;
    }
    if is_asked(letter::NAME) {
        letter::run(&mut lines, |count| if arguments.quick { count / QUICK_SHARE } else { count })?;
        write(&lines, arguments.json.as_deref())?;
    }
    if BENCHES.iter().any(|(name, _)| is_asked(name)) {
        run_on_databases(arguments, &mut lines)?;
    }
    anyhow::ensure!(
        !lines.is_empty(),
        "no such bench; there are intake, import, pages, desk, rebuild, rederive, search, insight, letter"
    );
    Ok(())
}

/// The benches that need an office, on each database.
fn run_on_databases(arguments: &Args, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    if arguments.binary.is_none() {
        cargo_build("huiyin-cli")?;
    }
    let binary = binary(arguments.binary.as_deref())?;
    let (big, small, quick) = (arguments.big, arguments.small, arguments.quick);
    let setting = Setting { offices: Offices::of(&binary)?, big, small, quick };
    let is_asked = |name: &str| arguments.names.is_empty() || arguments.names.iter().any(|asked| asked == name);
    line::print_head();
    for place in &arguments.database {
        for (name, bench) in BENCHES.iter().filter(|(name, _)| is_asked(name)) {
            let found = bench(&setting, *place).with_context(|| format!("{place}/{name}"))?;
            found.iter().for_each(Line::print);
            lines.extend(found);
            write(lines, arguments.json.as_deref())?;
        }
    }
    Ok(())
}

/// The limit too must be compiled as the product is: the tool is built for release and run again.
fn run_released() -> anyhow::Result<()> {
    cargo_build("xtask")?;
    let debug = std::env::current_exe()?;
    let folder = debug.parent().and_then(Path::parent).context("this tool stands in no folder of builds")?;
    let status = Command::new(folder.join("release/xtask")).args(std::env::args_os().skip(1)).status()?;
    anyhow::ensure!(status.success(), "the bench failed");
    Ok(())
}

fn cargo_build(package: &str) -> anyhow::Result<()> {
    let status = Command::new("cargo").args(["build", "--locked", "--release", "--package", package]).status()?;
    anyhow::ensure!(status.success(), "{package} cannot be built");
    Ok(())
}

fn write(lines: &[Line], file: Option<&Path>) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    fs::write(file, serde_json::to_vec_pretty(lines)?).with_context(|| format!("{} cannot be written", file.display()))
}

/// Processor time that a server has used so far, with its database's.
fn used_us(place: Place, server: &Server) -> anyhow::Result<u64> {
    let own = process::cpu_us(server.pid)?;
    Ok(match place {
        Place::Sqlite => own,
        Place::Postgres => own + process::tree_cpu_us(place::server_pid()?)?,
    })
}

/// What the bare store needs to write what an office holds, and how many petitions that are.
fn limit_of(setting: &Setting, place: Place, office: &Huiyin, name: &str) -> anyhow::Result<(limit::Cost, u64)> {
    let (material, cost);
    if let Some(url) = office.database() {
        material = limit::postgres::material(url)?;
        cost = limit::postgres::write(&material, &setting.offices.database(&format!("{name}_limit")))?;
    } else {
        material = limit::sqlite::material(&office.data().join("huiyin.db"))?;
        cost = limit::sqlite::write(&material, &setting.offices.scratch(&format!("{place}-{name}-limit"))?)?;
    }
    Ok((cost, material.petitions as u64))
}
