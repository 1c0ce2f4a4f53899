//! `huiyin import FILE --map MAP.toml`: takes earlier work in as history; rejected rows go to a file beside the source.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use huiyin_app::import::{ImportError, Map, Progress, Rejected, Summary};
use huiyin_app::operations::OperationsEvent;
use indicatif::{ProgressBar, ProgressStyle};

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Take earlier work in from a CSV or XLSX file
#[derive(Debug, Args)]
pub struct Import {
    /// The file
    file: PathBuf,
    /// What its columns are
    #[arg(long, value_name = "FILE")]
    map: PathBuf,
    /// Where rejected rows go [default: the file's name with .rejects.csv, in the current folder]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Read and check only; take nothing in
    #[arg(long)]
    dry_run: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Takes the file in.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let text =
            std::fs::read_to_string(&self.map).with_context(|| format!("{} cannot be read", self.map.display()))?;
        let map = Map::read(&text).with_context(|| format!("{} is no map", self.map.display()))?;
        anyhow::ensure!(!self.file.is_dir(), "{} is a folder; name a file", self.file.display());
        let app = open::office_or_new(settings).await?;
        let mut told = Told::new(self.rejects_file());
        let summary = app.import(&self.file, &map, self.dry_run, &mut told).await;
        told.bar.finish_and_clear();
        let summary = summary?;
        if !self.dry_run {
            app.fold_figures().await?;
            let Summary { rows, taken, rejected, .. } = summary;
            let imported = OperationsEvent::Imported { source: map.source.clone(), rows, taken, rejected };
            app.record_operation(&imported, &OPERATOR).await?;
        }
        app.close().await;
        self.print(&summary, &told)?;
        Ok(ExitCode::SUCCESS)
    }

    fn rejects_file(&self) -> PathBuf {
        let name = Path::new(self.file.file_name().unwrap_or_default());
        self.rejects.clone().unwrap_or_else(|| name.with_added_extension("rejects.csv"))
    }

    fn print(&self, summary: &Summary, told: &Told) -> anyhow::Result<()> {
        if self.json {
            println!("{}", serde_json::to_string_pretty(summary)?);
            return Ok(());
        }
        let Summary { rows, taken, repeated, updates, rejected, by_reason } = summary;
        println!(
            "{rows} rows: {taken} taken in, {repeated} taken in before, {updates} updates of the same number, {rejected} rejected"
        );
        for (reason, n) in by_reason {
            println!("  {reason}: {n}");
        }
        if *rejected > 0 {
            println!("rejected rows stand in {}", told.path.display());
        }
        Ok(())
    }
}

/// The bar, and the file of rejected rows, made with the first of them.
struct Told {
    bar: ProgressBar,
    path: PathBuf,
    rejects: Option<csv::Writer<File>>,
}

impl Told {
    fn new(path: PathBuf) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} rows, {per_sec}, {elapsed}") {
            bar.set_style(style);
        }
        Self { bar, path, rejects: None }
    }

    fn write(&mut self, columns: &[String], rejected: &Rejected) -> csv::Result<()> {
        if self.rejects.is_none() {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_path(&self.path)?;
            writer.write_record(["line", "reason"].into_iter().chain(columns.iter().map(String::as_str)))?;
            self.rejects = Some(writer);
        }
        let Some(writer) = &mut self.rejects else { return Ok(()) };
        let line = rejected.line.to_string();
        let start = [line.as_str(), rejected.reason.as_str()];
        writer.write_record(start.into_iter().chain(rejected.fields.iter().map(String::as_str)))?;
        writer.flush().map_err(csv::Error::from)
    }
}

impl Progress for Told {
    fn done(&mut self, rows: u64) {
        self.bar.set_position(rows);
    }

    fn rejected(&mut self, columns: &[String], rejected: &Rejected) -> Result<(), ImportError> {
        let path = self.path.display().to_string();
        self.write(columns, rejected)
            .map_err(|error| ImportError::File(format!("the rejected rows cannot be written to {path}: {error}")))
    }
}
