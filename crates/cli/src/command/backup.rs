//! `huiyin backup FILE`: one archive of the whole office, of one moment, while it goes on working. Never holds the service
//! key.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use huiyin_app::operations::OperationsEvent;

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Write one archive of the whole office while it works
#[derive(Debug, Args)]
pub struct Backup {
    /// The archive to be made; must not exist
    file: PathBuf,
}

impl Backup {
    /// Writes the archive.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office(settings).await?;
        let carried = app.backup(&self.file, &|_| ()).await?;
        app.record_operation(&OperationsEvent::BackedUp { entries: carried.entries }, &OPERATOR).await?;
        app.close().await;
        println!("{} rows and {} attachments stand in {}", carried.rows, carried.files, self.file.display());
        println!("the service key is not in it; its fingerprint is {}: keep it elsewhere", app.key_fingerprint());
        Ok(ExitCode::SUCCESS)
    }
}
