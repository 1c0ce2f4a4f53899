//! `huiyin rebuild`: makes lists and figures anew from the record. Stop `serve` first.

use std::process::ExitCode;

use clap::Args;
use huiyin_app::operations::OperationsEvent;

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Make lists and figures anew from the record
#[derive(Debug, Args)]
pub struct Rebuild {}

impl Rebuild {
    /// Makes them anew.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office(settings).await?;
        let entries = app.rebuild(&|_| ()).await?;
        app.record_operation(&OperationsEvent::Rebuilt { entries }, &OPERATOR).await?;
        app.close().await;
        println!("lists and figures were made anew from {entries} entries");
        Ok(ExitCode::SUCCESS)
    }
}
