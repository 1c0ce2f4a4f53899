//! Counting open clocks anew: what a trial of a calendar costs, which derives them all and writes nothing, and what its
//! publication costs, which writes every one of them; that is broken off once and done again.
//!
//! Petitions are filed as ever, then copied in the database until there are enough: what re-deriving reads and writes is
//! there, sealed words are not.

use std::fs;
use std::time::Instant;

use super::Setting;
use super::line::{Line, Want, real};
use super::load::{Plan, What};
use crate::trial::copies::{self, ask};
use crate::trial::huiyin::Huiyin;
use crate::trial::place::Place;
use crate::trial::process;

/// Seconds that are wanted for a million.
const SECONDS_MOST: f64 = 60.0;

/// Petitions that are filed; all others are copies of them.
const FILED: u64 = 500;

/// Once so much has moved the publication is broken off.
const BROKEN_OFF_AT: f64 = 0.3;

/// The calendar the product ships.
const CALENDAR: &str = "rules/calendar/cn-workdays.csv";

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let count = setting.scaled(setting.big);
    let office = setting.offices.fresh(place, "rederive")?;
    let due_on = fill(&office, count)?;
    let file = setting.offices.scratch(&format!("{place}-calendar"))?.join("calendar.csv");
    fs::write(&file, with_holiday(&fs::read_to_string(CALENDAR)?, &due_on))?;
    let file = file.display().to_string();
    let (listed, tried) = timed(|| Ok(office.run(&["calendar", "try", &file, "--json"])?.lines().count() as u64))?;
    anyhow::ensure!(listed == count, "{listed} of {count} clocks would move, and all end on the new holiday");
    let ((), published) = timed(|| publish(&office, &file, count, &due_on))?;
    let most = Want::AtMost(SECONDS_MOST * real(count) / 1e6);
    let beside = |took: &Took| {
        format!("{count} clocks, {:.0}/s, {:.0} s of processor time", real(count) / took.wall_s, took.cpu_s)
    };
    Ok(vec![
        Line::alone(format!("{place}/rederive, trial"), tried.wall_s, "s", most).beside(beside(&tried)),
        Line::alone(format!("{place}/rederive, published"), published.wall_s, "s", most)
            .beside(format!("{}, broken off once", beside(&published))),
    ])
}

/// How long something took, on the wall and on the processors: those of the commands it ran.
struct Took {
    wall_s: f64,
    cpu_s: f64,
}

fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, Took)> {
    let own = std::process::id();
    let of_commands = || anyhow::Ok(process::tree_cpu_us(own)? - process::cpu_us(own)?);
    let (begun, before) = (Instant::now(), of_commands()?);
    let done = work()?;
    let cpu_s = real(of_commands()? - before) / 1e6;
    Ok((done, Took { wall_s: begun.elapsed().as_secs_f64(), cpu_s }))
}

/// Publishes the calendar, is killed on the way, and goes on.
fn publish(office: &Huiyin, file: &str, count: u64, due_on: &str) -> anyhow::Result<()> {
    let moves = count.to_string();
    let command = ["calendar", "publish", file, "--moves", &moves];
    office.run_broken_off(&command, || Ok(real(moved(office, due_on)?) > BROKEN_OFF_AT * real(count)))?;
    let at_the_break = moved(office, due_on)?;
    anyhow::ensure!(at_the_break < count, "it had ended before it was broken off");
    office.run(&command)?;
    let at_the_end = moved(office, due_on)?;
    anyhow::ensure!(at_the_end == count, "{at_the_end} of {count} clocks moved, {at_the_break} before the break");
    Ok(())
}

/// Files petitions and copies them; the day on which all their clocks end.
fn fill(office: &Huiyin, count: u64) -> anyhow::Result<String> {
    let server = office.serve()?;
    let what = What::File { chars: 400 };
    Plan { address: server.address, connections: 16, count: FILED, per_second: 0, seed: 4, what }.run()?;
    server.stop()?;
    copies::make(office, &copies::ids(office, "ended = 0")?, count.saturating_sub(FILED))?;
    ask(office, "SELECT min(due_on) FROM issue_rows")
}

/// How many clocks no longer end on that day.
fn moved(office: &Huiyin, due_on: &str) -> anyhow::Result<u64> {
    let asked = format!("SELECT CAST(count(*) AS TEXT) FROM issue_rows WHERE due_on <> '{due_on}'");
    Ok(ask(office, &asked)?.parse()?)
}

/// The calendar with one more day off.
fn with_holiday(calendar: &str, day: &str) -> String {
    let (header, days) = calendar.split_once('\n').unwrap_or((calendar, ""));
    let is_other = |line: &&str| !line.starts_with(day);
    let mut days: Vec<String> = days.lines().filter(is_other).map(str::to_owned).collect();
    days.push(format!("{day},holiday,bench"));
    days.sort_unstable();
    format!("{header}\n{}\n", days.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holiday_stands_in_its_place_and_once() {
        let calendar = "date,kind,name\n2026-01-01,holiday,a\n2026-10-01,holiday,b\n";
        let expected = "date,kind,name\n2026-01-01,holiday,a\n2026-05-09,holiday,bench\n2026-10-01,holiday,b\n";
        assert_eq!(with_holiday(calendar, "2026-05-09"), expected);
        assert_eq!(with_holiday(expected, "2026-05-09"), expected);
    }
}
