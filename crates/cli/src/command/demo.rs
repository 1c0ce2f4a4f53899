//! `huiyin demo`: an invented office with two years behind it, made by the ordinary commands on their own days, and served.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use huiyin_app::ports::{Clock, SystemClock};
use indicatif::ProgressBar;
use jiff::civil::Date;
use tokio::net::TcpListener;

use super::serve::{serve, told_to_stop};
use crate::demo::{self, SetClock, Told};
use crate::open;
use crate::settings::Settings;

/// The password of every officer of the invented office: it guards nothing.
const PASSWORD: &str = "hear-every-voice";

/// Run an invented office with a few hundred invented matters
#[derive(Debug, Args)]
pub struct Demo {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The day up to which the office has worked, and on which it then stands [default: today]
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

impl Demo {
    /// Makes the office in a folder of its own (or in `--data`, which must be empty), and serves it.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let listener =
            TcpListener::bind(self.listen).await.with_context(|| format!("cannot listen on {}", self.listen))?;
        let address = listener.local_addr()?;
        let folder = tempfile::tempdir().context("no folder for the demo")?;
        let settings = settings.for_demo(folder.path());
        let today = self.today.unwrap_or_else(|| jiff::tz::TimeZone::system().to_datetime(SystemClock.now()).date());
        let clock = Arc::new(SetClock::at(demo::founded_at(today)?));
        let app = open::demo(&settings, Arc::clone(&clock) as Arc<dyn Clock>).await?;
        let bar = ProgressBar::new(0);
        let tell = |done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        };
        let told = demo::populate(&app, &clock, today, &tell).await?;
        bar.finish_and_clear();
        // A pinned day stands still; otherwise the demo goes on with the machine's own clock.
        let app = if self.today.is_some() { app } else { app.with_clock(Arc::new(SystemClock)) };
        let token = match told.officers.first() {
            Some(officer) => {
                app.issue_token(&open::OPERATOR, &officer.code, huiyin_app::account::Scope::ALL, None).await?
            }
            None => String::new(),
        };
        for officer in &told.officers {
            app.set_password(&open::OPERATOR, &officer.code, PASSWORD).await?;
        }
        let stop = told_to_stop()?;
        print(&told, address, &token);
        serve(app, &settings, listener, stop).await
    }
}

fn print(told: &Told, address: SocketAddr, token: &str) {
    println!("{}: {} matters, {} issues open, {} overdue", told.office_name, told.matters, told.open, told.overdue);
    println!("look at       http://{address}/");
    for officer in &told.officers {
        println!(
            "officer       {:<12} {} ({}, {})",
            officer.code.as_str(),
            officer.name,
            officer.unit_name,
            officer.role
        );
    }
    for code in &told.codes {
        println!("query code    {}  ({}, {})", code.code, code.number, code.stage);
    }
    if let Some((matter, number)) = &told.follow {
        println!("follow        {number}: /api/v1/matters/{matter}");
    }
    println!("sign in at    http://{address}/sign-in  (each of them with the password {PASSWORD})");
    println!("token         {token}  (of the first officer: -H 'Authorization: Bearer …')");
    println!("listening on http://{address}");
}
