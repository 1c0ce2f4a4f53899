//! The offices benches measure: made by ordinary import and filing, kept under `target/bench/` by the hash of the schema,
//! and made anew when that changes.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;

use super::history::{self, Messages};
use super::load::{Plan, What};
use crate::trial::OFFICE;
use crate::trial::huiyin::Huiyin;
use crate::trial::place::{self, Place};

/// Where the steps of each schema stand.
const SQLITE_STEPS: &str = "crates/store-sqlite/migrations";
const POSTGRES_STEPS: &str = "crates/store-postgres/migrations";

/// Where offices are kept.
const KEPT: &str = "target/bench";

/// One live matter, filed by command, for so many rows of history.
const ROWS_PER_LIVE: u64 = 50;

/// Connections that file them.
const CONNECTIONS: u64 = 16;

/// Written last, when an office is whole.
const WHOLE: &str = "whole";

/// The binary and the folder of offices.
#[derive(Debug)]
pub struct Offices {
    binary: PathBuf,
    folder: PathBuf,
    hash: String,
}

impl Offices {
    /// Of that binary.
    pub fn of(binary: &Path) -> anyhow::Result<Self> {
        let mut hasher = DefaultHasher::new();
        (schema(Place::Sqlite)?, schema(Place::Postgres)?).hash(&mut hasher);
        fs::read_to_string(OFFICE).with_context(|| format!("{OFFICE}: run it from the repository"))?.hash(&mut hasher);
        let hash = format!("{:016x}", hasher.finish());
        Ok(Self { binary: binary.to_owned(), folder: Path::new(KEPT).join(&hash), hash })
    }

    /// An empty office; one of that name that is there is thrown away.
    pub fn fresh(&self, place: Place, name: &str) -> anyhow::Result<Huiyin> {
        let home = self.folder.join(format!("{place}-{name}"));
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(&home)?;
        if place == Place::Postgres {
            place::make_anew(&self.database(name))?;
        }
        self.office(place, name, &home)
    }

    /// An office of so many matters, the kept one if it is whole.
    pub fn of_size(&self, place: Place, matters: u64) -> anyhow::Result<Huiyin> {
        let name = matters.to_string();
        let home = self.folder.join(format!("{place}-{name}"));
        let is_there = home.join(WHOLE).exists() && (place == Place::Sqlite || place::exists(&self.database(&name))?);
        if is_there {
            return self.office(place, &name, &home);
        }
        let begun = Instant::now();
        let office = self.fresh(place, &name)?;
        self.fill(&office, matters)?;
        fs::write(home.join(WHOLE), "")?;
        eprintln!("{place}: an office of {matters} matters, made in {} s", begun.elapsed().as_secs());
        Ok(office)
    }

    /// An office of so many messages, the kept one if it is whole, and the bytes of their subjects and texts.
    pub fn of_messages(&self, place: Place, count: u64, messages: &Messages) -> anyhow::Result<(Huiyin, u64)> {
        let name = format!("messages{count}");
        let home = self.folder.join(format!("{place}-{name}"));
        let is_there = home.join(WHOLE).exists() && (place == Place::Sqlite || place::exists(&self.database(&name))?);
        if is_there {
            let bytes = fs::read_to_string(home.join(WHOLE))?.trim().parse()?;
            return Ok((self.office(place, &name, &home)?, bytes));
        }
        let office = self.fresh(place, &name)?;
        let (sources, bytes) = history::write_messages(&self.folder.join(&name), count, messages)?;
        import(&office, &sources)?;
        fs::write(home.join(WHOLE), bytes.to_string())?;
        Ok((office, bytes))
    }

    fn fill(&self, office: &Huiyin, matters: u64) -> anyhow::Result<()> {
        let live = matters / ROWS_PER_LIVE;
        import(office, &self.history(matters - live)?)?;
        let mut server = office.serve()?;
        let what = What::File { chars: 400 };
        let plan =
            Plan { address: server.address, connections: CONNECTIONS, count: live, per_second: 0, seed: 9, what };
        plan.run()?;
        server.rest()?;
        server.stop()
    }

    /// Files of so many rows to import.
    pub fn history(&self, rows: u64) -> anyhow::Result<Vec<history::Source>> {
        history::write(&self.folder.join(format!("history-{rows}")), rows)
    }

    /// A folder for what a bench needs beside.
    pub fn scratch(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The PostgreSQL database of an office.
    pub fn database(&self, name: &str) -> String {
        format!("huiyin_bench_{}_{name}", &self.hash[..8])
    }

    fn office(&self, place: Place, name: &str, home: &Path) -> anyhow::Result<Huiyin> {
        let database = match place {
            Place::Sqlite => None,
            Place::Postgres => Some(place::url(&self.database(name))?),
        };
        Ok(Huiyin::new(&self.binary, home, database))
    }
}

/// The schema of a database, which the limit makes its tables by: all steps, in their order.
pub fn schema(place: Place) -> anyhow::Result<String> {
    let folder = match place {
        Place::Sqlite => SQLITE_STEPS,
        Place::Postgres => POSTGRES_STEPS,
    };
    let steps = fs::read_dir(folder).with_context(|| format!("{folder}: run it from the repository"))?;
    let mut files = steps.map(|step| Ok(step?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    files.iter().map(|file| Ok(fs::read_to_string(file)?)).collect()
}

/// Imports files; how many rows were taken in.
pub fn import(office: &Huiyin, sources: &[history::Source]) -> anyhow::Result<u64> {
    let mut taken = 0;
    for source in sources {
        let (rows, map) = (source.rows.display().to_string(), source.map.display().to_string());
        let said = office.run(&["import", &rows, "--map", &map, "--json"])?;
        let summary: serde_json::Value = serde_json::from_str(&said)?;
        anyhow::ensure!(summary["rejected"] == 0, "rows of {rows} were rejected: {}", summary["by_reason"]);
        taken += summary["taken"].as_u64().unwrap_or(0);
    }
    Ok(taken)
}
