//! A changed, removed, added or swapped entry, content, envelope, row, number, leaf or stream is named by its place: each
//! is done to the file of a small office, behind the back of the store.

mod common;

use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::command::Classify;
use huiyin_domain::matter::{Command, Kind, Way};
use rusqlite::Connection;

/// An office with two petitions, one of them classified; its findings after `sql` was run on its file.
async fn findings_after(sql: &str) -> Vec<String> {
    let office = common::district("2026-03-02").await;
    let first = office.file(&common::petition()).await;
    office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify = Classify { issue: IssueNo::FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class };
    office.app.act(&registrar, first.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    assert_eq!(office.app.verify(&|_| ()).await.unwrap().findings, [], "before anything was touched");

    let file = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    for table in ["journal", "numbers", "leaves"] {
        let triggers = format!("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'");
        let names: Vec<String> =
            file.prepare(&triggers).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        names.iter().for_each(|name| file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    }
    file.execute_batch(sql).unwrap();
    let report = office.app.verify(&|_| ()).await.unwrap();
    report.findings.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

/// The first matter's stream, as SQL.
const FIRST: &str = "(SELECT stream FROM journal WHERE stream LIKE 'matter/%' AND seq = 2)";

async fn expect(sql: &str, named: &str) {
    let sql = sql.replace("FIRST", FIRST);
    let found = findings_after(&sql).await;
    assert!(found.iter().any(|finding| finding.contains(named)), "{sql}: {found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_entry_is_named() {
    expect("UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'appeal', 'appeaI') AS BLOB) WHERE stream = FIRST AND seq = 2", "entry 2: its bytes").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_entry_is_named() {
    expect("DELETE FROM journal WHERE stream = FIRST AND seq = 1", "entry 1: its header says entry 2").await;
    expect("DELETE FROM journal WHERE stream = FIRST AND seq = 2", "entry 2: has a leaf and is not in the journal")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_added_entry_is_named() {
    let sql = "INSERT INTO journal SELECT office_id, stream, 3, header, body, hash FROM journal WHERE stream = FIRST AND seq = 2";
    expect(sql, "entry 3: has no leaf").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn swapped_entries_are_named() {
    let sql = "UPDATE journal SET seq = seq + 10 WHERE stream = FIRST; UPDATE journal SET seq = 13 - seq WHERE stream LIKE 'matter/%' AND seq > 10";
    expect(sql, "was removed, added or swapped").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_stream_is_named() {
    expect("DELETE FROM journal WHERE stream = FIRST", "the stream was dropped").await;
    expect(
        "DELETE FROM journal WHERE stream = FIRST; DELETE FROM heads WHERE stream LIKE 'matter/%' AND seq = 2",
        "has a leaf and is not in the journal",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contents_and_envelopes_are_named() {
    expect("UPDATE contents SET sealed = randomblob(length(sealed)) WHERE rowid = 1", "contents row").await;
    expect("DELETE FROM contents WHERE rowid = 1", "is missing").await;
    expect(
        "INSERT INTO contents SELECT office_id, matter_id, randomblob(16), sealed FROM contents WHERE rowid = 1",
        "no entry names it",
    )
    .await;
    expect(
        "UPDATE contents SET sealed = (SELECT sealed FROM contents WHERE rowid = 2) WHERE rowid = 1",
        "a seal that does not open",
    )
    .await;
    expect("DELETE FROM envelopes WHERE rowid = 1", "envelopes row").await;
    expect(
        "DELETE FROM keys WHERE owner IN (SELECT owner FROM keys WHERE owner LIKE 'matter/%' LIMIT 1)",
        "keys row matter/",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_leaves_are_named() {
    expect("DELETE FROM numbers WHERE n = 1", "1 is missing").await;
    expect("UPDATE numbers SET n = 9 WHERE n = 2", "bears another number").await;
    expect("DELETE FROM leaves WHERE position = 1", "a leaf is missing before it").await;
    expect("UPDATE leaves SET hash = randomblob(32) WHERE position = 1", "its hash is not that of its leaf").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_counts_and_figures_are_named() {
    expect("UPDATE issue_rows SET unit = 'zjj'", "is not what the journal says").await;
    expect("UPDATE issue_counts SET n = n + 1", "issues are counted").await;
    expect("UPDATE figures SET n = 2 WHERE figure = 'received'", "figures of").await;
    expect("DELETE FROM issue_rows", "is not what the journal says").await;
}
