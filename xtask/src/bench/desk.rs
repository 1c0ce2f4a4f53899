//! The staff's own pages, worklist and matter, of a large office: how long a reader waits while many ask at a given rate, and
//! what a page costs against a bare handler that sends the same bytes.

use super::line::{Line, Want, real};
use super::load::{Plan, What, Who};
use super::pages::{Walked, bare, measured};
use super::{Setting, used_us};
use crate::trial::place::Place;

/// Connections at once, and requests that begin in a second whether or not earlier ones were answered.
const CONNECTIONS: u64 = 64;
const PER_SECOND: u64 = 300;

/// Requests of each kind: twenty seconds of them.
const REQUESTS: u64 = 6_000;

/// 99 of 100 answers come within this.
const P99_MS_MOST: f64 = 20.0;

/// A bare handler may cost this share of ours, or more.
const RATIO_LEAST: f64 = 0.2;

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let office = setting.offices.of_size(place, setting.big)?;
    let bearer = Who::Bearer(office.token()?);
    let mut server = office.serve()?;
    server.rest()?;
    let walked = Walked::walk(&server, &bearer)?;
    let who = Who::Session(office.session(&server)?);
    let kinds = [
        ("worklist page", vec![on_paper(&walked.first), on_paper(&walked.pages)]),
        ("matter page", vec![on_paper(&walked.matters)]),
    ];
    let mut lines = Vec::new();
    for (name, lists) in kinds {
        let what = What::Read { who: who.clone(), lists };
        let count = setting.scaled(REQUESTS);
        let address = server.address;
        let plan = Plan { address, connections: CONNECTIONS, count, per_second: PER_SECOND, seed: 6, what };
        let (outcome, cpu_us) = measured(&plan, || used_us(place, &server))?;
        let bare_us = bare(setting, &plan, &format!("{place}-{name}").replace(' ', "-"))?;
        let p99_ms = real(outcome.p99_us) / 1e3;
        let beside = format!(
            "p50 {:.1} ms, open loop at {PER_SECOND}/s over {CONNECTIONS} connections",
            real(outcome.p50_us) / 1e3
        );
        let cost = Want::RatioAtLeast(RATIO_LEAST);
        lines.push(Line::alone(format!("{place}/{name} p99"), p99_ms, "ms", Want::AtMost(P99_MS_MOST)).beside(beside));
        lines.push(Line::cost(format!("{place}/{name}, bare"), cpu_us, bare_us, "us CPU a page", cost));
    }
    server.stop()?;
    Ok(lines)
}

/// Where staff find what the interface has at these addresses.
fn on_paper(paths: &[String]) -> Vec<String> {
    let page = |path: &String| {
        path.replace("/api/v1/worklist", "/desk").replace("/api/v1/matters/", "/desk/").replace("&limit=50", "")
    };
    // The desk's list is of open matters.
    paths.iter().filter(|path| !path.contains("ended=true")).map(page).collect()
}
