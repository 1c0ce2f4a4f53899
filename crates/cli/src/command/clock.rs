//! `huiyin clock due RULE --start DATE`: the last day by a rule, and how it comes about. Needs no office.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use huiyin_app::calculator::{Question, due};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::clock::Derivation;
use huiyin_domain::pack::RuleId;
use huiyin_render::ics::{self, Event};
use huiyin_render::{Lang, Say};
use jiff::civil::Date;
use serde::Serialize;

/// Compute a last day and say how it comes about
#[derive(Debug, Args)]
pub struct Clock {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// The last day of a period
    Due(Due),
}

#[derive(Debug, Args)]
struct Due {
    /// The rule, such as CN-XF22-HANDLE
    rule: RuleId,
    /// The day the period starts on; it does not count itself
    #[arg(long, value_name = "DATE")]
    start: Date,
    /// Lengthened by so many days
    #[arg(long, value_name = "DAYS")]
    extend: Option<u32>,
    /// Stood still on these days, first and last included; may be said several times
    #[arg(long, value_name = "FROM..TO", value_parser = span)]
    pause: Vec<(Date, Date)>,
    /// Language of the words: zh-Hans, zh-Hant or en
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// As a calendar file
    #[arg(long, conflicts_with = "json")]
    ics: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    rule: &'a RuleId,
    pack: String,
    article: &'a str,
    start: Date,
    due: Date,
    provisional: bool,
    office_period: bool,
    steps: Vec<String>,
    derivation: &'a Derivation,
}

fn span(text: &str) -> Result<(Date, Date), String> {
    let (from, to) = text.split_once("..").ok_or("a pause is FROM..TO")?;
    let day = |text: &str| text.parse::<Date>().map_err(|error| error.to_string());
    Ok((day(from)?, day(to)?))
}

/// What is wrong with the question, in its language.
fn told(error: AppError, say: &Say) -> anyhow::Error {
    match error {
        AppError::Invalid(fields) => {
            let wrong = |invalid: &Invalid| {
                format!("{}: {}", invalid.field, say.wrong(invalid.code, invalid.bound, invalid.law.as_deref()))
            };
            anyhow::Error::msg(fields.iter().map(wrong).collect::<Vec<_>>().join("\n"))
        }
        other => other.into(),
    }
}

impl Clock {
    /// Prints the answer.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Which::Due(asked) = self.which;
        let question =
            Question { rule: asked.rule.clone(), start: asked.start, extend_days: asked.extend, pauses: asked.pause };
        let say = Say::new(asked.lang);
        let (derivation, naming) = due(&question, None).map_err(|error| told(error, &say))?;
        if asked.ics {
            print!("{}", ics::file([Event::asked(&derivation, &naming, &say)]));
            return Ok(ExitCode::SUCCESS);
        }
        let steps = say.derivation(&derivation, &naming);
        if !asked.json {
            println!("{}", steps.join("\n"));
            return Ok(ExitCode::SUCCESS);
        }
        let answer = Answer {
            rule: &asked.rule,
            pack: derivation.pack.code.to_string(),
            article: say.named(&naming.article),
            start: derivation.start,
            due: derivation.last_day,
            provisional: derivation.provisional,
            office_period: derivation.office_period,
            steps,
            derivation: &derivation,
        };
        println!("{}", serde_json::to_string_pretty(&answer).context("the answer cannot be written")?);
        Ok(ExitCode::SUCCESS)
    }
}
