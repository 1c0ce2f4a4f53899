//! What would move, listed: shared by the trials of packs and calendars.

use huiyin_app::App;
use huiyin_app::rederive::{Move, Progress};
use huiyin_domain::office::Office;
use indicatif::{ProgressBar, ProgressStyle};

/// Lists what would move if the office were this one, and how many.
pub async fn list(app: &App, office: &Office, json: bool) -> anyhow::Result<()> {
    let mut told = Vec::new();
    let bar = bar();
    let moved = app.moves(office, &mut |one| told.push(one.clone()), &|progress| show(&bar, progress)).await;
    bar.finish_and_clear();
    let moved = moved?;
    told.sort();
    for one in &told {
        if json {
            println!("{}", serde_json::to_string(one)?);
        } else {
            println!("{}", line(one));
        }
    }
    if !json {
        println!("{moved} clocks would move; nothing was written");
    }
    Ok(())
}

fn line(one: &Move) -> String {
    let Move { matter, number, issue, clock, rule, new_rule, last_day, new_last_day, provisional } = one;
    let matter = number.as_ref().map_or_else(|| matter.to_string(), |number| format!("{number} ({matter})"));
    let by = if rule == new_rule { rule.clone() } else { format!("{rule} -> {new_rule}") };
    let provisional = if *provisional { " (provisional)" } else { "" };
    format!("{matter} issue {issue} clock {clock}: {last_day} -> {new_last_day}{provisional}, {by}")
}

/// Counts the matters looked at.
pub fn bar() -> ProgressBar {
    let template = ProgressStyle::with_template("{pos} of {len} matters, {per_sec}, {eta} to go");
    ProgressBar::no_length().with_style(template.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Shows how far the work has come.
pub fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_length(progress.found);
    bar.set_position(progress.looked);
}
