//! `cargo xtask bench insight`: how well and how fast text is read, against what a common library did on the same data. Needs
//! no database, and the messages in `../shared/data`.
//!
//! To add measures: a module with a `run` that pushes lines, and one line in [`run`].

mod bursts;
mod classes;
mod clock;
pub mod data;
mod drafts;
mod likeness;
mod topics;

use huiyin_insight::script::Script;

use super::line::{self, Line};

/// What asks for it.
pub const NAME: &str = "insight";

const SIMPLIFIED: &str = include_str!("../../../../rules/lexicon/simplified.txt");

/// Measures all of it; lines are printed as they come.
pub fn run(lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let script = Script::parse(SIMPLIFIED)?;
    line::print_head();
    classes::run(&script, lines)?;
    topics::run(&script, lines)?;
    bursts::run(lines)?;
    drafts::run(&script, lines)?;
    likeness::run(&script, lines)
}

/// Prints a line and keeps it.
fn tell(lines: &mut Vec<Line>, line: Line) {
    line.print();
    lines.push(line);
}
