//! Worklist, matter and figures over the API, at many matters against few, and against a bare handler that sends the same
//! bytes. Half of the lists' draws are first pages, half are any page, reached through its cursor.

use std::fs;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::history::BIG_UNIT;
use super::line::{Line, Want, real};
use super::load::{Outcome, Plan, What, Who};
use super::{Setting, used_us};
use crate::trial::http::{Connection, Request};
use crate::trial::huiyin::{Server, Starting};
use crate::trial::place::Place;
use crate::trial::process;

/// Connections at once: as many as leave the server a processor of its own on a small machine.
const CONNECTIONS: u64 = 2;

/// Pages of a list that are walked to collect cursors; the draws reach as deep.
const DEPTH_MAX: usize = 2_000;

/// Matters that are drawn from.
const MATTERS_MAX: usize = 2_000;

/// Answers of each kind that the bare handler sends.
const SAMPLES: usize = 50;

/// The p99 at many matters may be so many times that at few.
const GROWTH_MOST: f64 = 1.5;

/// The same for figures, and their most.
const FIGURES_GROWTH_MOST: f64 = 3.0;
const FIGURES_MS_MOST: f64 = 300.0;

/// A bare handler may cost this share of ours, or more.
const RATIO_LEAST: f64 = 0.25;

/// Start and memory of the server on the big database.
const START_MS_MOST: f64 = 1_000.0;
const IDLE_MIB_MOST: f64 = 80.0;
const LOAD_MIB_MOST: f64 = 300.0;

/// What was measured of one kind of page.
struct Measured {
    name: &'static str,
    outcome: Outcome,
    cpu_us: f64,
    bare_us: f64,
}

/// What was measured on one database.
struct Office {
    pages: Vec<Measured>,
    start_ms: f64,
    idle_mib: f64,
    most_mib: f64,
}

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let small = measure(setting, place, setting.small)?;
    let big = measure(setting, place, setting.big)?;
    let mut lines = Vec::new();
    for (big, small) in big.pages.iter().zip(&small.pages) {
        lines.extend(compare(place, big, small));
    }
    let alone = |what, value, unit, most| Line::alone(format!("{place}/{what}"), value, unit, Want::AtMost(most));
    lines.push(alone("start", big.start_ms, "ms", START_MS_MOST));
    lines.push(alone("memory idle", big.idle_mib, "MiB", IDLE_MIB_MOST));
    lines.push(alone("memory under load", big.most_mib, "MiB", LOAD_MIB_MOST));
    Ok(lines)
}

fn compare(place: Place, big: &Measured, small: &Measured) -> Vec<Line> {
    let name = big.name;
    let ms = |measured: &Measured| real(measured.outcome.p99_us) / 1e3;
    let p50 = |measured: &Measured| real(measured.outcome.p50_us) / 1e3;
    let beside = format!("p50 {:.2} ms against {:.2} ms", p50(big), p50(small));
    let is_figures = name == "figures";
    let most = if is_figures { FIGURES_GROWTH_MOST } else { GROWTH_MOST };
    let growth = format!("{place}/{name} p99, big:small");
    let mut lines = vec![Line::growth(growth, ms(big), ms(small), "ms", Want::RatioAtMost(most)).beside(beside)];
    if is_figures {
        lines.push(Line::alone(format!("{place}/{name} p99"), ms(big), "ms", Want::AtMost(FIGURES_MS_MOST)));
    } else {
        let rate = real(big.outcome.answered) * 1e6 / real(big.outcome.wall_us);
        let want = Want::RatioAtLeast(RATIO_LEAST);
        lines.push(
            Line::cost(format!("{place}/{name}, bare"), big.cpu_us, big.bare_us, "us CPU a page", want)
                .beside(format!("{rate:.0}/s over {CONNECTIONS} connections")),
        );
    }
    lines
}

fn measure(setting: &Setting, place: Place, matters: u64) -> anyhow::Result<Office> {
    let office = setting.offices.of_size(place, matters)?;
    let who = Who::Bearer(office.token()?);
    let mut server = office.serve()?;
    let start_ms = server.started_in.as_secs_f64() * 1e3;
    let idle_mib = real(process::memory_kib(server.pid)?) / 1_024.0;
    server.rest()?;
    let walked = Walked::walk(&server, &who)?;
    let figures = ["", "?cut=unit", "?cut=month", "?cut=channel&from=2024-01-01&to=2024-12-31"];
    let figures = figures.map(|query| format!("/api/v1/figures{query}")).to_vec();
    let kinds =
        [("worklist", vec![walked.first, walked.pages]), ("matter", vec![walked.matters]), ("figures", vec![figures])];
    let mut pages = Vec::new();
    for (name, lists) in kinds {
        let count = setting.scaled(if name == "figures" { 400 } else { 8_000 });
        let what = What::Read { who: who.clone(), lists };
        let plan = Plan { address: server.address, connections: CONNECTIONS, count, per_second: 0, seed: 5, what };
        let (outcome, cpu_us) = measured(&plan, || used_us(place, &server))?;
        let bare_us = if name == "figures" { 0.0 } else { bare(setting, &plan, &format!("{place}-{matters}-{name}"))? };
        pages.push(Measured { name, outcome, cpu_us, bare_us });
    }
    let most_mib = real(process::memory_most_kib(server.pid)?) / 1_024.0;
    server.stop()?;
    Ok(Office { pages, start_ms, idle_mib, most_mib })
}

/// Carries a plan out, after a tenth of it to warm up; what came of it, and the processor time of each request.
pub(super) fn measured(plan: &Plan, used: impl Fn() -> anyhow::Result<u64>) -> anyhow::Result<(Outcome, f64)> {
    Plan { count: plan.count.div_ceil(10), seed: plan.seed + 1, ..plan.clone() }.run()?;
    let before = used()?;
    let outcome = plan.run()?;
    let cpu_us = real(used()? - before) / real(outcome.answered);
    Ok((outcome, cpu_us))
}

/// What the bare handler costs that sends some of the answers to the plan's requests.
pub(super) fn bare(setting: &Setting, plan: &Plan, name: &str) -> anyhow::Result<f64> {
    let folder = setting.offices.scratch(&format!("bare-{name}"))?;
    let What::Read { who, lists } = &plan.what else { anyhow::bail!("only pages have a bare handler") };
    let mut connection = Connection::to(plan.address);
    for list in lists {
        for place in 0..SAMPLES {
            let path = &list[place * list.len() / SAMPLES];
            let answer = ask(&mut connection, who, path)?;
            fs::write(folder.join(format!("{place}-{}", list.len())), answer)?;
        }
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare").arg(&folder);
    let server = Starting::of(command, &folder.with_extension("log"), false)?.ready()?;
    let plan = Plan { address: server.address, ..plan.clone() };
    let (_, cpu_us) = measured(&plan, || process::cpu_us(server.pid))?;
    server.kill()?;
    Ok(cpu_us)
}

fn ask(connection: &mut Connection, who: &Who, path: &str) -> anyhow::Result<Vec<u8>> {
    let answer = connection.send(&who.asks(Request::get(path)))?;
    anyhow::ensure!(answer.status == 200, "{path}: status {}", answer.status);
    Ok(answer.body)
}

/// Paths found by walking the lists of the big unit, open and ended, page by page.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) first: Vec<String>,
    pub(super) pages: Vec<String>,
    pub(super) matters: Vec<String>,
}

impl Walked {
    pub(super) fn walk(server: &Server, who: &Who) -> anyhow::Result<Self> {
        let mut walked = Self::default();
        let mut connection = Connection::to(server.address);
        for query in ["limit=50", "limit=50&ended=true"] {
            let first = format!("/api/v1/worklist?unit={BIG_UNIT}&{query}");
            walked.first.push(first.clone());
            let mut next = Some(first.clone());
            for _ in 0..DEPTH_MAX {
                let Some(path) = next else { break };
                let page: Value = serde_json::from_slice(&ask(&mut connection, who, &path)?)?;
                walked.pages.push(path);
                walked.note_matters(&page)?;
                next = page["next"].as_str().map(|cursor| format!("{first}&cursor={cursor}"));
            }
        }
        Ok(walked)
    }

    fn note_matters(&mut self, page: &Value) -> anyhow::Result<()> {
        for row in page["rows"].as_array().context("a page of a worklist has no rows")?.iter().step_by(7) {
            let matter = row["matter"].as_str().context("a row has no matter")?;
            if self.matters.len() < MATTERS_MAX {
                self.matters.push(format!("/api/v1/matters/{matter}"));
            }
        }
        Ok(())
    }
}
