//! `huiyin calendar try|publish FILE`: the days off and make-up workdays of the notices on holidays, a new year at a time.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_app::lawmaking::with_calendar;
use huiyin_domain::calendar::Calendar;
use huiyin_domain::office::Office;

use super::moves;
use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// The working calendar
#[derive(Debug, Args)]
pub struct CalendarCommand {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// List which last days would move by this calendar; nothing is written
    Try {
        /// The whole calendar, in the form of rules/calendar/cn-workdays.csv
        file: PathBuf,
        /// One JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Publish it, and count every open period anew
    Publish {
        /// The whole calendar, in the form of rules/calendar/cn-workdays.csv
        file: PathBuf,
        /// How many clocks the trial listed
        #[arg(long, value_name = "COUNT")]
        moves: u64,
    },
}

impl CalendarCommand {
    /// Does what was asked.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office(settings).await?;
        let office = app.office().await?;
        match self.which {
            Which::Try { file, json } => {
                moves::list(&app, &with_calendar(&office, &read(&file, &office)?), json).await?;
            }
            Which::Publish { file, moves } => {
                let calendar = read(&file, &office)?;
                let bar = moves::bar();
                let moved =
                    app.publish_calendar(&calendar, moves, &OPERATOR, &|progress| moves::show(&bar, progress)).await;
                bar.finish_and_clear();
                println!("published to {}; {} clocks moved", calendar.published_to(), moved?);
            }
        }
        app.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// The calendar of that file, of the version after the office's; the office's own where the file says nothing new.
fn read(file: &Path, office: &Office) -> anyhow::Result<Calendar> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let version = office.calendar.version();
    let hours = office.calendar.closes_at();
    let same = Calendar::parse(version, &text).with_context(|| format!("{} is no calendar", file.display()))?;
    let same = same.closing_at(hours);
    if same == office.calendar { Ok(same) } else { Ok(Calendar::parse(version + 1, &text)?.closing_at(hours)) }
}
