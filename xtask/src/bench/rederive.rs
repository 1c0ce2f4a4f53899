//! Counting open clocks anew: what a trial of a calendar costs, which derives them all and writes nothing, and what its
//! publication costs, which writes every one of them; that is broken off once and done again.
//!
//! Petitions are filed as ever, then copied in the database until there are enough: what re-deriving reads and writes is
//! there, sealed words are not.

use std::fs;
use std::time::Instant;

use anyhow::Context;

use super::Setting;
use super::line::{Line, Want, real};
use super::load::{Plan, What};
use crate::trial::chance::Chance;
use crate::trial::huiyin::Huiyin;
use crate::trial::place::{self, Place};
use crate::trial::process;

/// Seconds that are wanted for a million.
const SECONDS_MOST: f64 = 60.0;

/// Petitions that are filed; all others are copies of them.
const FILED: u64 = 500;

/// Once so much has moved the publication is broken off.
const BROKEN_OFF_AT: f64 = 0.3;

/// Copies told to the database in one statement.
const COPIES_AT_ONCE: usize = 1_000;

/// Copies made in one transaction: a log of all of them would be as large as what they fill.
const COPIES_A_TRANSACTION: usize = 50_000;

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
    let ids = match office.database() {
        None => ask(office, "SELECT group_concat(hex(matter_id)) FROM issue_rows")?,
        Some(_) => ask(office, "SELECT string_agg(encode(matter_id, 'hex'), ',') FROM issue_rows")?,
    };
    let filed = ids.split(',').map(|id| u128::from_str_radix(id, 16)).collect::<Result<Vec<_>, _>>()?;
    let is_postgres = office.database().is_some();
    let bytes = if is_postgres { "BYTEA" } else { "BLOB" };
    tell(office, &format!("CREATE TABLE copies (old_stream TEXT, old_id {bytes}, new_stream TEXT, new_id {bytes});"))?;
    for copies in copies(&filed, count, is_postgres).chunks(COPIES_A_TRANSACTION) {
        tell(office, &copying(copies))?;
    }
    tell(office, COUNT)?;
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

/// Rows that name each copy with what it is a copy of. New ids rise, so that copies are put in where they belong one after
/// the other.
fn copies(filed: &[u128], count: u64, is_postgres: bool) -> Vec<String> {
    let copies = count.saturating_sub(filed.len() as u64);
    let step = u128::MAX / u128::from(copies.max(1));
    let mut chance = Chance::new(11);
    let blob = |id: u128| if is_postgres { format!("'\\x{id:032x}'::bytea") } else { format!("X'{id:032x}'") };
    let row = |n: u64| {
        let new = step * u128::from(n) + u128::from(chance.next());
        let old = filed[usize::try_from(n).unwrap_or(0) % filed.len()];
        format!("('{}', {}, '{}', {})", stream(old), blob(old), stream(new), blob(new))
    };
    (0..copies).map(row).collect()
}

/// What makes these copies: journal, heads and rows.
fn copying(copies: &[String]) -> String {
    let told = copies.chunks(COPIES_AT_ONCE).map(|rows| format!("INSERT INTO copies VALUES {};\n", rows.join(", ")));
    told.chain([COPY.to_owned()]).collect()
}

const COPY: &str = "
    INSERT INTO journal SELECT office_id, new_stream, seq, header, body, hash
        FROM copies CROSS JOIN journal WHERE office_id = 1 AND stream = old_stream;
    INSERT INTO heads SELECT office_id, new_stream, seq, hash, recorded_at, seq
        FROM copies CROSS JOIN heads WHERE office_id = 1 AND stream = old_stream;
    INSERT INTO issue_rows SELECT office_id, new_id, issue_no, unit, stage, due_on, due_step, received_on, channel,
            kind, class, place, sealed, subject, ended, ended_on, seq
        FROM copies CROSS JOIN issue_rows WHERE office_id = 1 AND matter_id = old_id;
    DELETE FROM copies;";

/// What lists count by unit, stage and day, after the copies.
const COUNT: &str = "
    UPDATE issue_counts SET n = (SELECT count(*) FROM issue_rows AS i WHERE i.unit = issue_counts.unit
        AND i.stage = issue_counts.stage AND i.due_on = issue_counts.due_on AND i.sealed = 0 AND i.ended = 0);
    DROP TABLE copies;";

/// The name of a matter's stream.
fn stream(id: u128) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digit = |place: u32| char::from(ALPHABET[usize::try_from(id >> (5 * place) & 31).unwrap_or(0)]);
    format!("matter/{}", (0..26).rev().map(digit).collect::<String>())
}

/// Asks the office's database for one text.
fn ask(office: &Huiyin, sql: &str) -> anyhow::Result<String> {
    let Some(url) = office.database() else {
        let database = rusqlite::Connection::open(office.data().join("huiyin.db"))?;
        return Ok(database.query_row(sql, [], |row| row.get(0))?);
    };
    place::runtime()?.block_on(async { Ok(place::connect(url).await?.query_one(sql, &[]).await?.get(0)) })
}

/// Has the office's database do something, in one transaction.
fn tell(office: &Huiyin, sql: &str) -> anyhow::Result<()> {
    let sql = format!("BEGIN; {sql} COMMIT;");
    let Some(url) = office.database() else {
        let database = rusqlite::Connection::open(office.data().join("huiyin.db"))?;
        return database.execute_batch(&sql).context("no copies");
    };
    place::runtime()?.block_on(async { place::connect(url).await?.batch_execute(&sql).await.context("no copies") })
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

    #[test]
    fn streams_are_named_as_ids_are_written() {
        assert_eq!(stream(0), "matter/00000000000000000000000000");
        assert_eq!(stream(u128::MAX), "matter/7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_eq!(stream(33), "matter/00000000000000000000000011");
    }
}
