//! `huiyin user`: officers' passwords and second factors. The password is read from the standard input, never from the command line.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_domain::ids::OfficerCode;

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Officers' accounts
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// List the office's officers with their posts
    List,
    /// Set an officer's password, read from the standard input
    Password {
        /// The officer's code
        officer: OfficerCode,
    },
    /// End the second factor of an officer who has lost the authenticator and the recovery codes
    EndFactor {
        /// The officer's code
        officer: OfficerCode,
    },
    /// Close an account, with all its tokens
    Close {
        /// The officer's code
        officer: OfficerCode,
    },
}

impl User {
    /// Carries it out.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office_or_new(settings).await?;
        match self.which {
            Which::List => {
                for officer in app.office().await?.officers() {
                    let posts: Vec<String> =
                        officer.posts.iter().map(|held| format!("{}@{}", held.post.role, held.post.unit)).collect();
                    println!("{:<16} {:<12} {}", officer.code.as_str(), officer.name, posts.join(" "));
                }
            }
            Which::Password { officer } => {
                app.set_password(&OPERATOR, &officer, &read_password()?)
                    .await
                    .with_context(|| format!("no password set for {officer}"))?;
                println!("password of {officer} set");
            }
            Which::EndFactor { officer } => {
                app.end_factor(&OPERATOR, &officer).await?;
                println!("second factor of {officer} ended: the password alone lets in again");
            }
            Which::Close { officer } => {
                app.close_account(&OPERATOR, &officer).await?;
                println!("account of {officer} closed");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn read_password() -> anyhow::Result<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("password (it will be shown; pipe it in to hide it):");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).context("no password on the standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
