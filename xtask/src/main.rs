//! The house's own tools: `cargo xtask tidy` and whatever else a developer or CI runs that is no part of the product.
//!
//! To add a tool, give it a module with an `Args` and a `run`, and one line in [`Tool`] and in `main`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod attack;
mod bench;
mod tidy;
mod trial;

#[derive(Parser)]
#[command(about = "Tools of the house, for developers and CI")]
struct Arguments {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Subcommand)]
enum Tool {
    /// Do to an office what it must survive
    #[command(subcommand)]
    Attack(attack::Attack),
    /// Measure how fast it is, against limits that hold none of our code
    Bench(bench::Args),
    /// The client of the benches: takes a plan from the standard input
    #[command(hide = true)]
    Load,
    /// The limit of the pages: a handler that only sends
    #[command(hide = true)]
    Bare(bench::bare::Args),
    /// Check what the compiler does not: walls between crates, sizes, text keys, licences, links
    Tidy(tidy::Args),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().tool {
        Tool::Attack(attack) => attack::run(&attack),
        Tool::Bench(arguments) => bench::run(&arguments),
        Tool::Load => bench::load::run(),
        Tool::Bare(arguments) => bench::bare::run(&arguments),
        Tool::Tidy(arguments) => tidy::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
