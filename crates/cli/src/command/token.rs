//! `huiyin token`: bearer tokens for the API. A token is shown once.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use huiyin_app::account::Scope;
use huiyin_domain::ids::OfficerCode;
use jiff::Timestamp;

use crate::open::{self, OPERATOR};
use crate::settings::Settings;

/// Officers' bearer tokens
#[derive(Debug, Args)]
pub struct Token {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Issue a token, and print it: it is shown this once
    Issue {
        /// The officer's code
        officer: OfficerCode,
        /// What it may be used for: read, act, file, figures, set_up [default: all but set_up]
        #[arg(long, value_delimiter = ',', default_value = "read,act,file,figures")]
        scope: Vec<Scope>,
        /// From when on it no longer holds, as 2027-01-31T00:00:00Z
        #[arg(long, value_name = "TIME")]
        expires: Option<Timestamp>,
    },
    /// End a token
    End {
        /// The officer's code
        officer: OfficerCode,
        /// Which of the officer's tokens, from 1
        token: u32,
    },
}

impl Token {
    /// Carries it out.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office_or_new(settings).await?;
        match self.which {
            Which::Issue { officer, scope, expires } => {
                println!("{}", app.issue_token(&OPERATOR, &officer, &scope, expires).await?);
            }
            Which::End { officer, token } => {
                app.end_token(&OPERATOR, &officer, token).await?;
                println!("token {token} of {officer} ended");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
