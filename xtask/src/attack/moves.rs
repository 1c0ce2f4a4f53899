//! `cargo xtask attack moves`: the law changes under many open matters. What `pack try` lists is, row for row, what moves when
//! the pack is switched on; the trial itself writes nothing; nothing else moves; and said again, nothing is left to move.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use serde::Deserialize;
use toml::{Table, Value};

use super::{Site, tell};
use crate::trial::copies::{self, rows};
use crate::trial::huiyin::Huiyin;
use crate::trial::place::Place;

/// The day on which the demo's matters stand: in the midst of a year whose days off are known.
const TODAY: &str = "2026-06-15";

/// The demo makes its matters by the ordinary commands, one after the other; a debug build needs minutes for that.
const DEMO_TIME_MAX: Duration = Duration::from_mins(20);

/// The law that changes.
const LAW: &str = "rules/packs/cn-xinfang-2022.toml";

/// The periods that change, each with its new length and a worked example of that.
const CHANGED: [(&str, i64, [&str; 2]); 2] =
    [("CN-XF22-HANDLE", 45, ["2024-03-01", "2024-04-15"]), ("CN-XF22-REG-FWD", 20, ["2024-03-01", "2024-03-21"])];

/// Change the law under open matters: what the trial lists is what moves, and nothing else
#[derive(clap::Args)]
pub struct Args {
    /// How many open matters
    #[arg(long, default_value_t = 10_000)]
    n: u64,
    /// On which databases
    #[arg(long, value_enum, value_delimiter = ',', default_value = "sqlite,postgres")]
    database: Vec<Place>,
    /// The binary [default: the one built beside this tool]
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// A clock with what it is counted by and its last day: what the trial lists, and what an entry records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Moved {
    matter: String,
    clock: u32,
    rule: String,
    last_day: String,
    provisional: bool,
}

/// A line of the trial.
#[derive(Deserialize)]
struct Listed {
    matter: String,
    clock: u32,
    new_rule: String,
    new_last_day: String,
    provisional: bool,
}

/// An entry of a matter, as far as it is asked here.
#[derive(Deserialize)]
struct Entry {
    event: String,
    clock: Option<u32>,
    derivation: Option<Derivation>,
}

#[derive(Deserialize)]
struct Derivation {
    rule: String,
    last_day: String,
    #[serde(default)]
    provisional: bool,
}

/// All that a change of the law could touch: how far each stream has come, and each row of the lists.
#[derive(Debug, PartialEq, Eq)]
struct Kept {
    heads: BTreeMap<String, u64>,
    rows: BTreeMap<(String, String), Vec<String>>,
}

/// Attacks each database in turn.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    arguments.database.iter().try_for_each(|place| attack(arguments, *place))
}

fn attack(arguments: &Args, place: Place) -> anyhow::Result<()> {
    let site = Site::of("moves", place)?;
    let faults = change_the_law(&site.office(arguments.binary.as_deref())?, arguments.n, &site.home)?;
    tell(&faults, &site.home)?;
    site.clear()
}

/// Fills the office, tries the changed law, switches it on; what is not as it should be.
fn change_the_law(office: &Huiyin, count: u64, home: &Path) -> anyhow::Result<Vec<String>> {
    office.demo(TODAY, DEMO_TIME_MAX)?;
    let open = copies::ids(office, "ended = 0")?;
    copies::make(office, &open, count.saturating_sub(open.len() as u64))?;
    let file = home.join("cn-xinfang-2022.toml");
    std::fs::write(&file, changed_law()?)?;
    let file = file.display().to_string();
    let before = Kept::of(office)?;
    let (listed, tried) = timed(|| listed(office, &file))?;
    let after_trial = Kept::of(office)?;
    let count_listed = listed.len().to_string();
    let confirm = ["pack", "confirm", &file, "--source", "attack", "--moves", &count_listed];
    let (_, confirmed) = timed(|| office.run(&confirm))?;
    let after = Kept::of(office)?;
    let moved = moved(office, &before)?;
    let again = self::listed(office, &file)?;
    let mut faults = Vec::new();
    if before != after_trial {
        faults.push("the trial wrote".to_owned());
    }
    faults.extend(differences(&listed, &moved));
    faults.extend(touched_beside(&before, &after, &listed));
    faults.extend(again.iter().map(|one| format!("said again, it would still move: {one:?}")));
    anyhow::ensure!(!listed.is_empty(), "the changed law moves nothing: nothing was tried");
    let rules: BTreeMap<&str, usize> = listed.iter().fold(BTreeMap::new(), |mut rules, one| {
        *rules.entry(one.rule.as_str()).or_default() += 1;
        rules
    });
    println!(
        "{} open matters: {count_listed} clocks listed in {tried:.1} s and moved in {confirmed:.1} s {rules:?}; {} faults",
        count.max(open.len() as u64),
        faults.len()
    );
    Ok(faults)
}

fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, f64)> {
    let begun = Instant::now();
    let done = work()?;
    Ok((done, begun.elapsed().as_secs_f64()))
}

/// The law in its next version, which reaches back, with other lengths.
fn changed_law() -> anyhow::Result<String> {
    let mut law: Table = std::fs::read_to_string(LAW)?.parse()?;
    let version = law["version"].as_integer().context("a version")?;
    law.insert("version".to_owned(), Value::Integer(version + 1));
    law.insert("transition".to_owned(), "follow".into());
    let rules = law.get_mut("rule").and_then(Value::as_array_mut).context("rules")?;
    for (id, length, example) in CHANGED {
        let is_it = |rule: &&mut Value| rule.get("id").and_then(Value::as_str) == Some(id);
        let rule = rules.iter_mut().find(is_it).and_then(Value::as_table_mut).with_context(|| format!("no {id}"))?;
        rule.insert("length".to_owned(), Value::Integer(length));
        let example = example.map(Value::from).to_vec();
        rule.insert("examples".to_owned(), Value::Array(vec![Value::Array(example)]));
    }
    Ok(toml::to_string(&law)?)
}

fn listed(office: &Huiyin, file: &str) -> anyhow::Result<BTreeSet<Moved>> {
    let told = office.run(&["pack", "try", file, "--json"])?;
    let line = |line: &str| {
        let Listed { matter, clock, new_rule: rule, new_last_day: last_day, provisional } = serde_json::from_str(line)?;
        anyhow::Ok(Moved { matter, clock, rule, last_day, provisional })
    };
    told.lines().map(line).collect()
}

/// What the entries say that came since.
fn moved(office: &Huiyin, before: &Kept) -> anyhow::Result<BTreeSet<Moved>> {
    let text = if office.database().is_some() { "convert_from(body, 'UTF8')" } else { "CAST(body AS TEXT)" };
    let asked = format!("SELECT stream, CAST(seq AS TEXT), {text} FROM journal WHERE stream LIKE 'matter/%'");
    let mut moved = BTreeSet::new();
    for row in rows(office, &asked)? {
        let [stream, seq, body] = row.as_slice() else { anyhow::bail!("a row of {} columns", row.len()) };
        if before.heads.get(stream).is_some_and(|head| seq.parse::<u64>().is_ok_and(|seq| seq <= *head)) {
            continue;
        }
        let entry: Entry = serde_json::from_str(body)?;
        anyhow::ensure!(entry.event == "clock_rederived", "{stream}: a change of the law wrote {}", entry.event);
        let (clock, period) = entry.clock.zip(entry.derivation).context("an entry without its clock")?;
        let matter = stream.trim_start_matches("matter/").to_owned();
        let Derivation { rule, last_day, provisional } = period;
        let is_new = moved.insert(Moved { matter, clock, rule, last_day, provisional });
        anyhow::ensure!(is_new, "{stream}: clock {clock} moved twice");
    }
    Ok(moved)
}

fn differences(listed: &BTreeSet<Moved>, moved: &BTreeSet<Moved>) -> Vec<String> {
    let unmoved = listed.difference(moved).map(|one| format!("listed, and did not move: {one:?}"));
    unmoved.chain(moved.difference(listed).map(|one| format!("moved, and was not listed: {one:?}"))).collect()
}

/// Rows of matters that no line of the trial names, and that are not as they were.
fn touched_beside(before: &Kept, after: &Kept, listed: &BTreeSet<Moved>) -> Vec<String> {
    let named: BTreeSet<&str> = listed.iter().map(|one| one.matter.as_str()).collect();
    let streams = before.heads.iter().filter(|(stream, head)| {
        let matter = stream.trim_start_matches("matter/");
        stream.starts_with("matter/") && !named.contains(matter) && after.heads.get(*stream) != Some(head)
    });
    let streams = streams.map(|(stream, _)| format!("not listed, and written to: {stream}"));
    let lost = before.rows.len().abs_diff(after.rows.len());
    streams.chain((lost > 0).then(|| format!("{lost} rows of lists came or went"))).collect()
}

impl Kept {
    fn of(office: &Huiyin) -> anyhow::Result<Self> {
        let heads = rows(office, "SELECT stream, CAST(seq AS TEXT) FROM heads")?;
        let head = |row: Vec<String>| anyhow::Ok((row[0].clone(), row[1].parse()?));
        let id = if office.database().is_some() { "encode(matter_id, 'hex')" } else { "hex(matter_id)" };
        let asked = format!("SELECT {id}, CAST(issue_no AS TEXT), stage, due_on, CAST(seq AS TEXT) FROM issue_rows");
        let row = |row: Vec<String>| ((row[0].clone(), row[1].clone()), row[2..].to_vec());
        Ok(Self {
            heads: heads.into_iter().map(head).collect::<Result<_, _>>()?,
            rows: rows(office, &asked)?.into_iter().map(row).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(clock: u32, last_day: &str) -> Moved {
        let (matter, rule) = ("0".repeat(26), "A".to_owned());
        Moved { matter, clock, rule, last_day: last_day.to_owned(), provisional: false }
    }

    #[test]
    fn whatever_is_not_row_for_row_the_same_is_told() {
        let listed = BTreeSet::from([moved(1, "2026-01-02"), moved(2, "2026-01-02")]);
        assert!(differences(&listed, &listed.clone()).is_empty());
        let others = BTreeSet::from([moved(1, "2026-01-02"), moved(2, "2026-01-03")]);
        assert_eq!(differences(&listed, &others).len(), 2, "one that did not move so, one that was not listed so");
    }

    #[test]
    fn a_stream_that_no_line_names_must_stand_still() {
        let kept = |seq| Kept { heads: BTreeMap::from([("matter/a".to_owned(), seq)]), rows: BTreeMap::new() };
        assert!(touched_beside(&kept(3), &kept(3), &BTreeSet::new()).is_empty());
        assert_eq!(touched_beside(&kept(3), &kept(4), &BTreeSet::new()), ["not listed, and written to: matter/a"]);
    }
}
