//! Rebuilt rows, counts, figures and their sums are those that were written day by day, whatever had become of them.

#![expect(clippy::unwrap_used, reason = "what fails while an office is made fails the test that asked for it")]

mod common;

use std::collections::BTreeMap;

use common::Office;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::command::{Accept, Classify, Forward};
use huiyin_domain::matter::{Command, Kind, RouteReason, Way};
use huiyin_store::schema::{ISSUE_COUNTS, Table, VIEWS, Value};
use jiff::civil::date;
use rusqlite::Connection;

const FIRST: IssueNo = IssueNo::FIRST;

/// An office with matters at three stages, its figures of two days folded.
async fn office() -> Office {
    let office = common::district("2026-03-02").await;
    let registrar = office.officer("o-xfj-1").await;
    let matters = [
        office.file(&common::petition()).await.matter,
        office.file(&common::petition()).await.matter,
        office.file(&common::petition()).await.matter,
    ];
    for matter in &matters[1..] {
        let class = "03.02.01".parse().unwrap();
        let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
        office.app.act(&registrar, *matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    }
    office.clock.set("2026-03-03");
    let forward =
        Forward { issue: FIRST, to: "qlz".parse().unwrap(), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    office.app.act(&registrar, matters[2], |_| Ok(Command::Forward(forward))).await.unwrap();
    let handler = office.officer("o-qlz-1").await;
    let accept = Accept { issue: FIRST, on: date(2026, 3, 3) };
    office.app.act(&handler, matters[2], |_| Ok(Command::Accept(accept))).await.unwrap();
    office.clock.set("2026-03-04");
    office.app.fold_figures().await.unwrap();
    office
}

/// All rows of the views; a count of nothing is as good as none.
async fn views(office: &Office) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let mut snapshot = office.app.store().maintenance.snapshot().await.unwrap();
    let mut views = BTreeMap::new();
    for table in VIEWS {
        let rows = snapshot.rows(table, None, 1_000).await.unwrap();
        assert!(!rows.is_empty() && rows.len() < 1_000, "{}", table.name);
        views.insert(table.name, rows.into_iter().filter(|row| counts(table, row)).collect());
    }
    views
}

fn counts(table: &Table, row: &[Value]) -> bool {
    *table != ISSUE_COUNTS || row.last() != Some(&Value::Int(0))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rebuilt_is_what_was_written() {
    let office = office().await;
    let written = views(&office).await;
    let file = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    let count = "SELECT count(*) FROM journal WHERE stream LIKE 'matter/%'";
    let entries: i64 = file.query_row(count, [], |row| row.get(0)).unwrap();
    for harm in [
        "",
        "DELETE FROM issue_rows; DELETE FROM issue_counts",
        "UPDATE issue_rows SET unit = 'zjj'; UPDATE issue_counts SET n = n + 3",
        "UPDATE figures SET n = 5, folded = 0; DELETE FROM figure_days WHERE cut = 'unit'; \
         UPDATE figure_months SET n = n + 1",
    ] {
        file.execute_batch(harm).unwrap();
        assert_eq!(i64::try_from(office.app.rebuild(&|_| ()).await.unwrap()).unwrap(), entries);
        assert_eq!(views(&office).await, written, "after {harm:?}");
        assert_eq!(office.app.verify(&|_| ()).await.unwrap().findings, [], "after {harm:?}");
    }
}
