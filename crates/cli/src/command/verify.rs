//! `huiyin verify`: checks everything that was ever recorded; exits with 2 and names the places where something is wrong.

use std::process::ExitCode;

use clap::Args;

use crate::open;
use crate::settings::Settings;

/// Findings printed in full; a database that is wrong everywhere is told by number.
const SHOWN_MAX: usize = 100;

/// What a record that does not hold exits with.
const NOT_AS_RECORDED: u8 = 2;

/// Check everything that was ever recorded
#[derive(Debug, Args)]
pub struct Verify {
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Checks, and says what was found.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office(settings).await?;
        let report = app.verify(&|_| ()).await?;
        app.close().await;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            println!(
                "{} streams, {} entries, {} contents, {} envelopes, {} numbers, {} leaves",
                report.streams, report.entries, report.contents, report.envelopes, report.numbers, report.leaves
            );
            for finding in report.findings.iter().take(SHOWN_MAX) {
                println!("{}: {}", finding.place, finding.what);
            }
            match report.checkpoint {
                Some(leaves) => println!("the last checkpoint was signed over {leaves} leaves"),
                None => println!(
                    "no checkpoint was found in {}: whether whole streams were removed with their leaves cannot be told. The \
                     office signs them while it serves; if it has served, look where they went",
                    settings.checkpoints_folder().display()
                ),
            }
            println!("{} findings", report.findings.len());
        }
        Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_AS_RECORDED) })
    }
}
