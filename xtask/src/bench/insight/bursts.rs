//! Warnings: half-years of a real daily rhythm with and without a burst.

use std::collections::BTreeMap;

use anyhow::Context;
use huiyin_insight::topic::{FALSE_ALARM_RATE, HALF_YEAR_DAYS, Rhythm, Watch};

use super::data;
use super::tell;
use crate::bench::line::{Line, Want, real};
use crate::trial::chance::Chance;

/// Half-years without a burst, and as many with one.
const HALF_YEARS: u64 = 200;
const BURST_DAYS: usize = 5;
const BURST_FACTOR: f64 = 3.0;
/// Petitions a day of the topics watched: a problem that is already known, and small.
const DAILY: f64 = 3.0;
/// The one year that the messages cover without a gap.
const YEAR: &str = "2019";
/// 95 of 100 binomial counts lie within so many standard deviations.
const DEVIATIONS: f64 = 1.96;

/// Pushes the lines of bursts.
pub fn run(lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let rhythm = real_rhythm()?;
    let mut chance = Chance::new(7);
    let (mut alarms, mut delays) = (0_u64, Vec::new());
    for _ in 0..HALF_YEARS {
        alarms += u64::from(first_warning(&rhythm, None, &mut chance)?.is_some());
        let burst = usize::try_from(chance.below(120))?;
        let warned = first_warning(&rhythm, Some(burst), &mut chance)?;
        delays.extend(warned.filter(|day| (burst..burst + BURST_DAYS).contains(day)).map(|day| day - burst + 1));
    }
    delays.sort_unstable();
    let (rate, count) = (real(alarms) / real(HALF_YEARS), real(HALF_YEARS));
    let within = DEVIATIONS * (FALSE_ALARM_RATE * (1.0 - FALSE_ALARM_RATE) / count).sqrt();
    let beside = format!("{:.1} % of quiet half-years warned, stated {:.1} %", 100.0 * rate, 100.0 * FALSE_ALARM_RATE);
    let apart = (rate - FALSE_ALARM_RATE).abs() / within;
    tell(
        lines,
        Line::alone("bursts, false alarms off", apart, "of the 95 % interval", Want::AtMost(1.0)).beside(beside),
    );
    let found = 100.0 * real(delays.len() as u64) / count;
    let median = delays.get(delays.len() / 2).copied().unwrap_or_default();
    let beside = format!("of 3x bursts over {BURST_DAYS} days at {DAILY} a day; median on day {median}");
    tell(lines, Line::alone("bursts, found", found, "%", Want::AtLeast(90.0)).beside(beside));
    Ok(())
}

/// Weekdays and bunching of the real messages, spread over [`DAILY`] a day.
fn real_rhythm() -> anyhow::Result<Rhythm> {
    let rows = data::table("messages/messages_topics.csv", ["id", "time", "", "", ""], true)?;
    let mut days: BTreeMap<i64, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.subject.starts_with(YEAR)) {
        *days.entry(day_number(&row.subject).context("a message without a day")?).or_default() += 1;
    }
    let (first, last) = (*days.keys().next().context("no days")?, *days.keys().last().context("no days")?);
    let counts: Vec<u32> = (first..=last).map(|day| days.get(&day).copied().unwrap_or_default()).collect();
    let mean = counts.iter().copied().map(f64::from).sum::<f64>() / real(counts.len() as u64);
    Ok(Rhythm::of(&counts).thinned(DAILY / mean))
}

/// Days since 1 March of year 0, of a time that begins with year-month-day.
fn day_number(time: &str) -> Option<i64> {
    let mut parts = time.get(..10)?.split('-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day)
}

/// The day of the half-year on which a topic first warns; a burst, if any, begins on the day given.
fn first_warning(rhythm: &Rhythm, burst: Option<usize>, chance: &mut Chance) -> anyhow::Result<Option<usize>> {
    let mut share = || real(chance.below(1 << 31)) / real(1 << 31);
    let history: Vec<u32> = (0..HALF_YEAR_DAYS).map(|day| rhythm.draw(day, 1.0, &mut share)).collect();
    let mut watch = Watch::of(&history).context("a history too short")?;
    let is_in = |day: usize| burst.is_some_and(|burst| (burst..burst + BURST_DAYS).contains(&day));
    let mut count = |day: usize| {
        let factor = if is_in(day) { BURST_FACTOR } else { 1.0 };
        rhythm.draw(HALF_YEAR_DAYS + day, factor, &mut share)
    };
    // Watching goes on to the end, so that quiet and burst half-years draw equally much.
    let warned: Vec<usize> = (0..HALF_YEAR_DAYS).filter(|day| watch.take(count(*day))).collect();
    Ok(match burst {
        None => warned.first().copied(),
        Some(burst) => warned.into_iter().find(|day| *day >= burst),
    })
}
