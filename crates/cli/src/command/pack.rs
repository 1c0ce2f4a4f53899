//! `huiyin pack check|try|confirm|document`: a law as data, held against itself, against the open matters, switched on.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_app::lawmaking::with_pack;
use huiyin_app::{pack_file, rules};
use huiyin_domain::calendars::Calendars;
use huiyin_domain::pack::Pack;

use super::moves;
use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Packs: the law as data
#[derive(Debug, Args)]
pub struct PackCommand {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Read a pack and count its worked examples; the first fault is named with line, field and reason
    Check {
        /// The pack
        file: PathBuf,
    },
    /// List what would move if the office worked by this pack; nothing is written
    Try {
        /// The pack
        file: PathBuf,
        /// As a list of periods beside the law the office decides by
        #[arg(long)]
        beside: bool,
        /// One JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Switch a pack on, or a newer version of one, with its source
    Confirm {
        /// The pack
        file: PathBuf,
        /// As a list of periods beside the law the office decides by
        #[arg(long)]
        beside: bool,
        /// Where the office read it: the gazette, the number and date of the document
        #[arg(long)]
        source: String,
        /// How many clocks the trial listed
        #[arg(long, value_name = "COUNT")]
        moves: u64,
    },
    /// Print docs/rules.md, made of the packs in a folder
    Document {
        /// The folder
        #[arg(default_value = "rules/packs")]
        folder: PathBuf,
    },
}

impl PackCommand {
    /// Does what was asked.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        match self.which {
            Which::Check { file } => {
                let pack = read(&file, &rules::calendars()?)?;
                let examples: usize = pack.rules.iter().map(|rule| rule.examples.len()).sum();
                println!(
                    "{} version {}: {} rules, {examples} examples, nothing wrong",
                    pack.code,
                    pack.version,
                    pack.rules.len()
                );
            }
            Which::Try { file, beside, json } => {
                let app = open::office(settings).await?;
                let office = app.office().await?;
                let changed = with_pack(&office, &as_asked(read(&file, &office.calendars)?, beside))?;
                moves::list(&app, &changed, json).await?;
                app.close().await;
            }
            Which::Confirm { file, beside, source, moves } => {
                let app = open::office_or_new(settings).await?;
                let pack = as_asked(read(&file, &app.office().await?.calendars)?, beside);
                let bar = moves::bar();
                let moved =
                    app.confirm_pack(&pack, &source, moves, &OPERATOR, &|progress| moves::show(&bar, progress)).await;
                bar.finish_and_clear();
                println!("{} version {} is on; {} clocks moved", pack.code, pack.version, moved?);
                app.close().await;
            }
            Which::Document { folder } => print!("{}", document(&folder)?),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn read(file: &Path, calendars: &Calendars) -> anyhow::Result<Pack> {
    pack_file::open(file, calendars).map_err(|error| anyhow::anyhow!("{}, {error}", file.display()))
}

fn as_asked(pack: Pack, beside: bool) -> Pack {
    if beside { pack.beside() } else { pack }
}

/// The packs of a folder as a document.
fn document(folder: &Path) -> anyhow::Result<String> {
    let unreadable = || format!("{} cannot be read", folder.display());
    let files = std::fs::read_dir(folder).with_context(unreadable)?;
    let mut packs = Vec::new();
    for file in files {
        packs.push(read(&file.with_context(unreadable)?.path(), &rules::calendars()?)?);
    }
    Ok(huiyin_render::rules::document(&mut packs))
}
