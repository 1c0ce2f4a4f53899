//! Import of history, and its limit: the bare store that writes the same rows.

use std::time::Instant;

use super::line::{Line, Want, real};
use super::office::import;
use super::{Setting, limit_of};
use crate::trial::place::Place;

/// Rows a second that are wanted.
const ROWS_LEAST: f64 = 3_000.0;

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let office = setting.offices.fresh(place, "import")?;
    let sources = setting.offices.history(setting.scaled(20_000))?;
    let begun = Instant::now();
    let taken = import(&office, &sources)?;
    let rate = real(taken) / begun.elapsed().as_secs_f64();
    let verified = office.verify()?["streams"].as_u64().unwrap_or(0);
    anyhow::ensure!(verified >= taken, "{taken} rows were taken in, {verified} streams are recorded");
    let (limit, rows) = limit_of(setting, place, &office, "import")?;
    let limit_rate = real(rows) * 1e6 / real(limit.wall_us);
    let line = Line::rate(format!("{place}/import"), rate, limit_rate, "rows/s", Want::AtLeast(ROWS_LEAST));
    Ok(vec![line.beside(format!("{taken} rows from {} files, each a run of its own", sources.len()))])
}
