//! Intake over HTTP, durable: 64 connections file petitions of 400 characters. The limit is the bare store that writes the
//! same rows.

use super::line::{Line, Want, real};
use super::load::{Outcome, Plan, What};
use super::{Setting, limit_of, used_us};
use crate::trial::huiyin::{Huiyin, Server};
use crate::trial::place::Place;
use crate::trial::process;

/// Connections at once.
const CONNECTIONS: u64 = 64;

/// Characters of a text.
const CHARS: usize = 400;

/// Of the limit's rate, what is wanted.
const RATIO_LEAST: f64 = 0.4;

/// At half capacity 99 of 100 answers come within this.
const P99_MS_MOST: f64 = 50.0;

/// Under load a server stays below this.
const MEMORY_MIB_MOST: f64 = 300.0;

/// Seconds of the run at half capacity.
const OPEN_LOOP_S: u64 = 10;

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let office = setting.offices.fresh(place, "intake")?;
    let server = office.serve()?;
    let warm = file(&server, setting.scaled(2_000), 0, 1)?;
    let before = used_us(place, &server)?;
    let full = file(&server, setting.scaled(30_000), 0, 2)?;
    let cpu_us = real(used_us(place, &server)? - before) / real(full.answered);
    let rate = full.answered * 1_000_000 / full.wall_us;
    let half = file(&server, rate / 2 * OPEN_LOOP_S, rate / 2, 3)?;
    let memory = real(process::memory_most_kib(server.pid)?) / 1_024.0;
    server.stop()?;
    check(&office, [&warm, &full, &half])?;
    let (limit, petitions) = limit_of(setting, place, &office, "intake")?;
    let limit_us = real(limit.cpu_us) / real(petitions);
    let limit_rate = real(petitions) * 1e6 / real(limit.wall_us);
    let beside = format!(
        "{rate}/s, p50 {:.1} ms, p99 {:.1} ms; bare {limit_rate:.0}/s in batches of {}",
        real(full.p50_us) / 1e3,
        real(full.p99_us) / 1e3,
        limit.batch
    );
    let open = format!("open loop at {}/s, p50 {:.1} ms", rate / 2, real(half.p50_us) / 1e3);
    Ok(vec![
        Line::cost(format!("{place}/intake"), cpu_us, limit_us, "us CPU a petition", Want::RatioAtLeast(RATIO_LEAST))
            .beside(beside),
        Line::alone(format!("{place}/intake p99 at half"), real(half.p99_us) / 1e3, "ms", Want::AtMost(P99_MS_MOST))
            .beside(open),
        Line::alone(format!("{place}/intake memory"), memory, "MiB", Want::AtMost(MEMORY_MIB_MOST)),
    ])
}

fn file(server: &Server, count: u64, per_second: u64, seed: u64) -> anyhow::Result<Outcome> {
    let what = What::File { chars: CHARS };
    Plan { address: server.address, connections: CONNECTIONS, count, per_second, seed, what }.run()
}

/// The record verifies, and holds what was acknowledged.
fn check(office: &Huiyin, outcomes: [&Outcome; 3]) -> anyhow::Result<()> {
    let acknowledged: u64 = outcomes.iter().map(|outcome| outcome.answered).sum();
    let recorded = office.verify()?["numbers"].as_u64();
    anyhow::ensure!(recorded == Some(acknowledged), "{acknowledged} acknowledged, {recorded:?} recorded");
    Ok(())
}
