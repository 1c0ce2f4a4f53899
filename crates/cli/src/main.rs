//! The binary `huiyin`: reads its settings, wires store, keys, clock and press together, and carries one command out.
//!
//! The only place that names a driver; the choice between SQLite and PostgreSQL is made once, in [`open`].

mod command;
mod demo;
mod open;
mod post;
mod press;
mod settings;

use std::process::ExitCode;

use clap::Parser;

use command::Command;
use settings::Options;

/// Huiyin: every petition gets an answer, every matter a result.
#[derive(Debug, Parser)]
#[command(name = "huiyin", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&anyhow::Error::from(error)),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let settings = settings::read(&cli.options)?;
    settings::start_log(settings.log.as_deref(), cli.command.is_server())?;
    cli.command.run(&settings).await
}

/// Says what happened and exits with 1; a command that found what it looked for to be wrong exits with 2.
fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("huiyin: {error:#}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_operators_page_names_every_command_and_setting() {
        let page = include_str!("../../../docs/operating.md");
        let cli = Cli::command();
        for command in cli.get_subcommands().map(clap::Command::get_name) {
            let said = [format!("`{command} "), format!("`{command}`"), format!("huiyin {command} ")];
            assert!(said.iter().any(|said| page.contains(said)), "the command {command}");
        }
        for option in cli.get_arguments().filter_map(clap::Arg::get_long) {
            let setting = option.replace('-', "_");
            assert!(
                page.contains(&format!("--{option} ")) || page.contains(&format!("`{setting}`")),
                "the setting {setting}"
            );
        }
    }
}
