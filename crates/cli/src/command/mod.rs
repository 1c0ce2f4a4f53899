//! The commands of the binary, one file each. To add one: its file, its variant, its line in [`Command::run`].

mod backup;
mod calendar;
mod classify;
mod clock;
mod demo;
mod import;
mod learn;
mod moves;
mod pack;
mod rebuild;
mod report;
mod restore;
mod serve;
mod table;
mod token;
mod topics;
mod user;
mod verify;

use std::process::ExitCode;

use clap::Subcommand;

use crate::settings::Settings;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the office: pages, API, jobs
    Serve(serve::Serve),
    /// Run an invented office with a few hundred invented matters
    Demo(demo::Demo),
    /// Take earlier work in from a CSV or XLSX file
    Import(import::Import),
    /// The office's own tables: units, places, officers, posts, duties
    Table(table::Table),
    /// Print figures
    Report(report::Report),
    /// Compute a last day and say how it comes about
    Clock(clock::Clock),
    /// Packs: the law as data
    Pack(pack::PackCommand),
    /// The working calendar
    Calendar(calendar::CalendarCommand),
    /// Check everything that was ever recorded
    Verify(verify::Verify),
    /// Make lists and figures anew from the record
    Rebuild(rebuild::Rebuild),
    /// Write one archive of the whole office while it works
    Backup(backup::Backup),
    /// Make an office from an archive
    Restore(restore::Restore),
    /// Learn from decided texts which class or unit a text belongs to
    Learn(learn::Learn),
    /// Propose for each text of a file the class or unit that a model has learned
    Classify(classify::Classify),
    /// Put the texts of a file that are one problem into one topic
    Topics(topics::Topics),
    /// Officers' accounts
    User(user::User),
    /// Officers' bearer tokens
    Token(token::Token),
}

impl Command {
    /// It runs until it is stopped.
    pub const fn is_server(&self) -> bool {
        matches!(self, Self::Serve(_) | Self::Demo(_))
    }

    /// Carries it out.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        match self {
            Self::Serve(command) => command.run(settings).await,
            Self::Demo(command) => command.run(settings).await,
            Self::Import(command) => command.run(settings).await,
            Self::Table(command) => command.run(settings).await,
            Self::Report(command) => command.run(settings).await,
            Self::Clock(command) => command.run(),
            Self::Pack(command) => command.run(settings).await,
            Self::Calendar(command) => command.run(settings).await,
            Self::Verify(command) => command.run(settings).await,
            Self::Rebuild(command) => command.run(settings).await,
            Self::Backup(command) => command.run(settings).await,
            Self::Restore(command) => command.run(settings).await,
            Self::Learn(command) => command.run(settings).await,
            Self::Classify(command) => command.run(),
            Self::Topics(command) => command.run(),
            Self::User(command) => command.run(settings).await,
            Self::Token(command) => command.run(settings).await,
        }
    }
}
