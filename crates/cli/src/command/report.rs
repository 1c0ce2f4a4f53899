//! `huiyin report summary`: the figures of the office, as known today or on any past day.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use huiyin_app::report::{Cut, FigureFilter, Table};
use huiyin_domain::view::Figure;
use jiff::civil::Date;
use serde::Serialize;

use crate::open;
use crate::settings::Settings;

/// Print figures
#[derive(Debug, Args)]
pub struct Report {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// What was received, answered in time and late, what is open
    Summary(Summary),
}

#[derive(Debug, Args)]
struct Summary {
    /// Occurred on or after this day
    #[arg(long)]
    from: Option<Date>,
    /// Occurred on or before this day
    #[arg(long)]
    to: Option<Date>,
    /// As known on this day
    #[arg(long, value_name = "DATE")]
    known_on: Option<Date>,
    /// Cut by this
    #[arg(long, value_enum)]
    by: Option<By>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum By {
    Month,
    Unit,
    Channel,
    Class,
    Kind,
}

fn cut(by: Option<By>) -> Cut {
    match by {
        None => Cut::Whole,
        Some(By::Month) => Cut::Month,
        Some(By::Unit) => Cut::Unit,
        Some(By::Channel) => Cut::Channel,
        Some(By::Class) => Cut::Class,
        Some(By::Kind) => Cut::Kind,
    }
}

#[derive(Serialize)]
struct Cuts<'a> {
    by: BTreeMap<&'a str, BTreeMap<&'static str, i64>>,
}

impl Report {
    /// Prints the figures.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let Which::Summary(asked) = self.which;
        let app = open::office(settings).await?;
        let filter =
            FigureFilter { from: asked.from, to: asked.to, known_on: asked.known_on, ..FigureFilter::default() };
        let table = app.figures_unasked(&filter, cut(asked.by)).await?;
        if asked.json {
            print_json(&table, asked.by.is_some())?;
        } else {
            print_table(&table);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// All figures, those that are zero too: a reader never has to guess whether one is missing or none.
fn all(figures: Option<&BTreeMap<Figure, i64>>) -> BTreeMap<&'static str, i64> {
    let value = |figure| figures.and_then(|figures| figures.get(&figure)).copied().unwrap_or(0);
    Figure::ALL.iter().map(|figure| (figure.code(), value(*figure))).collect()
}

fn print_json(table: &Table, cut: bool) -> anyhow::Result<()> {
    let text = if cut {
        let by = table.iter().map(|(value, figures)| (value.as_str(), all(Some(figures)))).collect();
        serde_json::to_string_pretty(&Cuts { by })?
    } else {
        serde_json::to_string_pretty(&all(table.get("")))?
    };
    println!("{text}");
    Ok(())
}

fn print_table(table: &Table) {
    for (value, figures) in table {
        if !value.is_empty() {
            println!("{value}");
        }
        for (figure, n) in all(Some(figures)) {
            println!("  {figure:<20} {n:>10}");
        }
    }
}
