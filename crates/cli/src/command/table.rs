//! `huiyin table import|export TABLE FILE`: the office's own tables, units, places, officers, posts, duties, the receiver, as files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_app::operations::Export;
use huiyin_app::tables::{OfficeTable, TableReport};

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// The office's own tables: units, places, officers, posts, duties, receiver
#[derive(Debug, Args)]
pub struct Table {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Set what the rows of a CSV or XLSX file say; nothing is written while a row is wrong
    Import {
        /// units, places, officers, posts, duties or receiver
        table: OfficeTable,
        /// The file
        file: PathBuf,
        /// Only say what would change and what is wrong
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a table as CSV, in the form in which it is imported
    Export {
        /// units, places, officers, posts, duties or receiver
        table: OfficeTable,
        /// The file
        file: PathBuf,
    },
}

impl Table {
    /// Imports or exports.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office_or_new(settings).await?;
        let code = match self.which {
            Which::Import { table, file, dry_run, json } => {
                let report = app.import_table(table, &file, dry_run, &OPERATOR).await?;
                told(&report, dry_run, json)?
            }
            Which::Export { table, file } => {
                let (columns, rows) = app.export_table(table).await?;
                app.record_export(&OPERATOR, Export::Table(table), rows.len()).await?;
                let unwritable = || format!("{} cannot be written", file.display());
                let mut writer = csv::Writer::from_path(&file).with_context(unwritable)?;
                writer.write_record(columns).with_context(unwritable)?;
                rows.iter().try_for_each(|row| writer.write_record(row)).with_context(unwritable)?;
                writer.flush().with_context(unwritable)?;
                println!("{} rows of {table} stand in {}", rows.len(), file.display());
                ExitCode::SUCCESS
            }
        };
        app.close().await;
        Ok(code)
    }
}

/// A file with a wrong row ends in failure, so that a script stops there.
fn told(report: &TableReport, dry_run: bool, json: bool) -> anyhow::Result<ExitCode> {
    let TableReport { rows, changes, faults } = report;
    if json {
        println!("{}", serde_json::to_string_pretty(report)?);
    } else {
        for fault in faults {
            println!("line {}, {}: {}", fault.line, fault.column, fault.reason);
        }
        let what = match (faults.is_empty(), dry_run) {
            (false, _) => "nothing was written",
            (true, true) => "nothing was written: this was a trial",
            (true, false) => "written",
        };
        println!("{rows} rows, {changes} changes, {} wrong rows; {what}", faults.len());
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
