//! `huiyin restore FILE`: makes an office from an archive, in an empty database of either kind; asks for the service key of
//! that office.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use huiyin_app::backup::restore;
use huiyin_app::files::Files;
use huiyin_app::operations::OperationsEvent;

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Make an office from an archive
#[derive(Debug, Args)]
pub struct Restore {
    /// The archive
    file: PathBuf,
}

impl Restore {
    /// Restores the archive.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let store = open::store(settings).await?;
        let keys = open::keys(&settings.key_file(), true)?;
        let files = Files::open(&settings.data.join("files"))?;
        let carried = restore(&self.file, &store, &keys, Some(&files), &|_| ()).await?;
        store.writer.close().await;
        let app = open::office(settings).await?;
        app.record_operation(&OperationsEvent::Restored { entries: carried.entries }, &OPERATOR).await?;
        app.close().await;
        println!(
            "{} rows and {} attachments are restored; `huiyin verify` holds them against each other",
            carried.rows, carried.files
        );
        Ok(ExitCode::SUCCESS)
    }
}
