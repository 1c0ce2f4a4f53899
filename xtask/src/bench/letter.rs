//! `cargo xtask bench letter`: how long a letter takes from its words to its PDF. Needs no database: an example of `papers`
//! presses it, so that this tool carries no typesetter.

use std::process::Command;

use anyhow::Context;
use serde::Deserialize;

use super::line::{self, Line, Want, real};

/// What asks for it.
pub const NAME: &str = "letter";

/// Letters pressed, each with other words.
const LETTERS: u64 = 500;

/// Half of the letters are pressed within this.
const P50_MS_MOST: f64 = 15.0;

/// What the example tells.
#[derive(Debug, Deserialize)]
struct Told {
    letters: u64,
    first_us: u64,
    p50_us: u64,
    p99_us: u64,
}

/// Runs it.
pub fn run(lines: &mut Vec<Line>, count: impl FnOnce(u64) -> u64) -> anyhow::Result<()> {
    let mut press = Command::new("cargo");
    press.args(["run", "--locked", "--release", "--quiet", "--package", "huiyin-papers", "--example", "press", "--"]);
    let pressed = press.arg(count(LETTERS).to_string()).output()?;
    anyhow::ensure!(pressed.status.success(), "{}", String::from_utf8_lossy(&pressed.stderr));
    let told: Told = serde_json::from_slice(&pressed.stdout).context("the example says something else")?;
    let ms = |us: u64| real(us) / 1e3;
    line::print_head();
    let beside =
        format!("{} letters, p99 {:.1} ms, the first {:.1} ms", told.letters, ms(told.p99_us), ms(told.first_us));
    let line = Line::alone("letter p50", ms(told.p50_us), "ms", Want::AtMost(P50_MS_MOST)).beside(beside);
    line.print();
    lines.push(line);
    Ok(())
}
