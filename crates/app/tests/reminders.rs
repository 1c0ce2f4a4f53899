//! Reminders: each unit that has an address is told once a day how much falls due and how much is overdue; sealed matters and
//! what waits for its petitioner are in none.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::sync::Arc;

use common::{Kept, Office};
use huiyin_app::App;
use huiyin_app::ports::MailText;
use huiyin_app::tables::OfficeTable;
use huiyin_domain::ids::{IssueNo, MatterId, PetitionNo};
use huiyin_domain::matter::command::{Classify, Forward, Serve};
use huiyin_domain::matter::{Command, Kind, RouteReason, ServiceWay, Way};
use huiyin_domain::office::Actor;

/// What came since it was last looked at, in the order of addresses: to whom, due soon, overdue.
fn taken_from(post: &Kept) -> Vec<(String, u64, u64)> {
    let mails = std::mem::take(&mut *post.0.lock().unwrap()).into_iter();
    let mut told: Vec<_> = mails
        .map(|mail| match mail.text {
            MailText::Reminder { due_soon, overdue } => (mail.to, due_soon, overdue),
            other => panic!("{other:?}"),
        })
        .collect();
    told.sort();
    told
}

/// The units of these codes get addresses.
async fn give_addresses(app: &App, units: &[&str]) {
    let (columns, rows) = app.export_table(OfficeTable::Units).await.unwrap();
    let email = columns.iter().position(|column| *column == "email").unwrap();
    for unit in units {
        let was = rows.iter().find(|row| row[0] == *unit).unwrap();
        let mut now = was.clone();
        now[email] = address(unit);
        app.set_row(OfficeTable::Units, Some(was), now, &Actor::Job("operator")).await.unwrap();
    }
}

fn address(unit: &str) -> String {
    format!("{unit}@example.invalid")
}

fn reminded(unit: &str, due_soon: u64, overdue: u64) -> (String, u64, u64) {
    (address(unit), due_soon, overdue)
}

/// The round of that day, as the server makes it.
async fn day(office: &Office, app: &App, day: &str) {
    office.clock.set(day);
    round(app).await;
}

async fn round(app: &App) {
    app.queue_daily().await.unwrap();
    app.drain_jobs().await.unwrap();
}

/// Sent by the registry to that unit.
async fn sent(office: &Office, to: &str) -> MatterId {
    let matter = office.file(&common::petition()).await.matter;
    let registrar = office.officer("o-xfj-1").await;
    let (issue, class) = (IssueNo::FIRST, "03.02.01".parse().unwrap());
    let classify = Classify { issue, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let (to, reason) = (to.parse().unwrap(), RouteReason::ComplainedOf);
    let forward = Forward { issue, to, reason, proposed: Vec::new() };
    office.app.act(&registrar, matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    matter
}

/// With the registry: two that are plain and one under seal. With the township: one accepted, and one whose answer has been
/// served. With another unit, which has no address: one.
async fn office() -> (Office, App, Arc<Kept>) {
    let office = common::district("2026-03-02").await;
    let post = Arc::new(Kept::default());
    let app = office.app.clone().with_post(post.clone());
    give_addresses(&app, &["xfj", "qlz"]).await;
    for under_seal in [false, false, true] {
        office.file(&huiyin_app::filing::FilingRequest { under_seal, ..common::petition() }).await;
    }
    sent(&office, "cgj").await;
    common::accepted(&office, "路灯不亮", "柳林巷路灯不亮。").await;
    let answered = common::accepted(&office, "路灯又不亮", "柳林巷路灯又不亮。").await;
    common::answer(&office, answered).await;
    let on = "2026-03-02".parse().unwrap();
    let (issue, petition, way) = (IssueNo::FIRST, PetitionNo::FIRST, ServiceWay::Hand);
    let serve = Serve { issue, petition, way, proof: None, on };
    office.app.act(&office.officer("o-xfj-1").await, answered, |_| Ok(Command::Serve(serve))).await.unwrap();
    (office, app, post)
}

/// Art. 22: 15 days from receipt for the registry, until 17 March. Art. 34: 60 days from acceptance for the township, until
/// 1 May, a holiday, so until 6 May; before that the notice of acceptance, art. 23, 15 days. The served answer's own days, until
/// 1 April, are its petitioner's and remind nobody.
#[tokio::test(flavor = "multi_thread")]
async fn each_unit_is_told_of_its_own_from_five_days_before() {
    let (office, app, post) = office().await;
    for (on, told) in [
        ("2026-03-11", vec![]),
        ("2026-03-12", vec![reminded("qlz", 1, 0), reminded("xfj", 2, 0)]),
        ("2026-03-17", vec![reminded("qlz", 1, 0), reminded("xfj", 2, 0)]),
        ("2026-03-18", vec![reminded("qlz", 0, 1), reminded("xfj", 0, 2)]),
    ] {
        day(&office, &app, on).await;
        assert_eq!(taken_from(&post), told, "{on}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_goes_once_a_day_however_often_the_job_runs() {
    let (office, app, post) = office().await;
    day(&office, &app, "2026-03-12").await;
    let ids: Vec<String> = post.0.lock().unwrap().iter().map(|mail| mail.id.clone()).collect();
    assert_eq!(taken_from(&post).len(), 2);
    round(&app).await;
    round(&office.again().with_post(post.clone())).await;
    // The day's job itself is done anew, as after a crash before its end was noted.
    let file = rusqlite::Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    assert_eq!(file.execute("DELETE FROM jobs WHERE kind = 'remind' AND key = '2026-03-12'", []).unwrap(), 1);
    round(&app).await;
    assert_eq!(taken_from(&post), []);
    day(&office, &app, "2026-03-13").await;
    let next: Vec<String> = post.0.lock().unwrap().iter().map(|mail| mail.id.clone()).collect();
    assert_eq!(taken_from(&post), [reminded("qlz", 1, 0), reminded("xfj", 2, 0)]);
    assert!(next.iter().all(|id| !ids.contains(id)), "the next day's is another mail");
}
