//! The day's jobs are done once a day, however often they are queued and whoever is restarted; claims that have expired go.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};

use huiyin_app::App;
use huiyin_domain::office::Actor;

/// A round as the server makes them; how many jobs it ran.
async fn round(app: &App) -> usize {
    app.queue_daily().await.unwrap();
    let mut run = 0;
    loop {
        match app.run_jobs(&|| true).await.unwrap() {
            0 => return run,
            more => run += more,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_jobs_are_done_once_a_day() {
    let office = common::district("2026-03-02").await;
    assert_eq!(round(&office.app).await, 5);
    assert_eq!(round(&office.app).await, 0, "queued again, not done again");
    assert_eq!(round(&office.app.clone().with_clock(std::sync::Arc::new(office.clock.clone()))).await, 0);
    office.clock.set("2026-03-03");
    assert_eq!(round(&office.app).await, 10, "those of the new day, and those of the old one end");
    assert_eq!(round(&office.app).await, 0);
    office.clock.set("2026-03-08");
    assert_eq!(round(&office.app).await, 10, "days on which nothing ran are not made up for");
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_that_were_not_begun_when_the_office_stops_are_due_at_the_next_start() {
    let office = common::district("2026-03-02").await;
    office.app.queue_daily().await.unwrap();
    let begun = AtomicUsize::new(0);
    let first_only = || begun.fetch_add(1, Ordering::Relaxed) == 0;
    assert_eq!(office.app.run_jobs(&first_only).await.unwrap(), 1);
    assert_eq!(office.app.run_jobs(&|| false).await.unwrap(), 0);
    assert_eq!(round(&office.app).await, 4, "the others, without waiting until somebody may take them over");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_to_idempotency_keys_are_forgotten_after_a_day() {
    let office = common::district("2026-03-02").await;
    let file = async || office.app.file(&Actor::Public, &common::petition(), Some("k-1")).await.unwrap();
    let first = file().await;
    assert_eq!(file().await.number, first.number);
    let swept = async |day: &str| {
        office.clock.set(day);
        office.app.store().maintenance.sweep_claims(office.app.office_id(), day_end(day)).await.unwrap()
    };
    office.clock.set("2026-03-04");
    round(&office.app).await;
    assert_eq!(swept("2026-03-04").await, 0, "the day's job has swept it");
    assert_ne!(file().await.number, first.number);
}

fn day_end(day: &str) -> jiff::Timestamp {
    let day: jiff::civil::Date = day.parse().unwrap();
    day.at(23, 59, 0, 0).in_tz("Asia/Shanghai").unwrap().timestamp()
}
