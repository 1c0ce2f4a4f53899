//! Rebuilding lists and figures from the journal, and its limit: reading the journal.

use std::time::Instant;

use anyhow::Context;

use super::Setting;
use super::limit::{postgres, sqlite};
use super::line::{Line, Want, real};
use crate::trial::place::Place;

/// Entries a second that are wanted.
const ENTRIES_LEAST: f64 = 50_000.0;

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let office = setting.offices.of_size(place, setting.big)?;
    let begun = Instant::now();
    let said = office.run(&["rebuild"])?;
    let seconds = begun.elapsed().as_secs_f64();
    let entries: u64 = said
        .split_whitespace()
        .find_map(|word| word.parse().ok())
        .with_context(|| format!("`huiyin rebuild` names no number of entries: {said}"))?;
    let limit = match office.database() {
        Some(url) => postgres::read_journal(url)?,
        None => sqlite::read_journal(&office.data().join("huiyin.db"))?,
    };
    let rate = real(entries) / seconds;
    let line = Line::rate(format!("{place}/rebuild"), rate, limit, "entries/s", Want::AtLeast(ENTRIES_LEAST));
    Ok(vec![line.beside(format!("{entries} entries of {} matters in {seconds:.1} s", setting.big))])
}
