//! `huiyin calendar try|publish FILE`: the days off and make-up workdays of the notices on holidays, a new year at a time.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_app::lawmaking::with_calendar;
use huiyin_domain::calendar::Calendar;
use huiyin_domain::ids::CalendarCode;
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
        /// The land whose days off they are; where none is said, the office's own
        #[arg(long, value_name = "CODE")]
        calendar: Option<CalendarCode>,
        /// One JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Publish it, and count every open period anew
    Publish {
        /// The whole calendar, in the form of rules/calendar/cn-workdays.csv
        file: PathBuf,
        /// The land whose days off they are; where none is said, the office's own
        #[arg(long, value_name = "CODE")]
        calendar: Option<CalendarCode>,
        /// How many clocks the trial listed
        #[arg(long, value_name = "COUNT")]
        moves: u64,
    },
}

impl CalendarCommand {
    /// Does what was asked.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office_or_new(settings).await?;
        let office = app.office().await?;
        match self.which {
            Which::Try { file, calendar, json } => {
                moves::list(&app, &with_calendar(&office, &read(&file, calendar, &office)?), json).await?;
            }
            Which::Publish { file, calendar, moves } => {
                let calendar = read(&file, calendar, &office)?;
                let bar = moves::bar();
                let moved =
                    app.publish_calendar(&calendar, moves, &OPERATOR, &|progress| moves::show(&bar, progress)).await;
                bar.finish_and_clear();
                let to = calendar.published_to().map_or_else(|| "no day".to_owned(), |day| day.to_string());
                println!("{} is published to {to}; {} clocks moved", calendar.code(), moved?);
            }
        }
        app.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// The calendar of that file, of the version after the one the office has of that land; that one where the file says nothing
/// new.
fn read(file: &Path, land: Option<CalendarCode>, office: &Office) -> anyhow::Result<Calendar> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let land = land.unwrap_or_else(|| office.calendars.own().code().clone());
    let known = office.calendars.of(&land);
    let parsed = |version| Ok(Calendar::parse(version, &text)?.of_land(land.clone()).closing_at(known.closes_at()));
    let same = parsed(known.version()).with_context(|| format!("{} is no calendar", file.display()))?;
    if same == *known { Ok(same) } else { parsed(known.version() + 1) }
}
