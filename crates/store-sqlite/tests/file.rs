//! What only this database promises: its file, its triggers, its versions.

use huiyin_domain::office::series::SeriesClass;
use huiyin_store::StoreError;
use huiyin_store::contract::given::{OFFICE, adding, matter, numbered, series};

#[tokio::test]
async fn what_is_only_added_to_cannot_be_changed_or_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(dir.path()).unwrap();
    let petitions = series("xfj", SeriesClass::Petition).unwrap();
    store.writer.commit(numbered(1, &petitions)).await.unwrap();
    store.leaves.advance(OFFICE, 10).await.unwrap();
    store.writer.close().await;
    let file = rusqlite::Connection::open(dir.path().join(huiyin_store_sqlite::FILE_NAME)).unwrap();
    for table in ["journal", "numbers", "leaves"] {
        for attempt in [format!("UPDATE {table} SET seq = seq"), format!("DELETE FROM {table}")] {
            let refused = file.execute(&attempt, []).unwrap_err().to_string();
            assert!(refused.contains("only added to"), "{attempt}: {refused}");
        }
    }
}

#[tokio::test]
async fn a_database_opens_again_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    for seq in 0..3 {
        let store = huiyin_store_sqlite::open(dir.path()).unwrap();
        store.writer.commit(adding(&matter(1), Some(seq))).await.unwrap();
        store.writer.close().await;
    }
}

#[tokio::test]
async fn two_that_opened_one_file_write_in_turns() {
    let dir = tempfile::tempdir().unwrap();
    let [one, other] = [(), ()].map(|()| huiyin_store_sqlite::open(dir.path()).unwrap());
    for seq in 0..6 {
        let store = if seq % 2 == 0 { &one } else { &other };
        store.writer.commit(adding(&matter(1), Some(seq))).await.unwrap();
    }
    assert!(other.writer.commit(adding(&matter(1), Some(3))).await.is_err());
    assert_eq!(one.journal.load(OFFICE, &matter(1), 0).await.unwrap().len(), 6);
}

#[test]
fn a_newer_schema_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let file = rusqlite::Connection::open(dir.path().join(huiyin_store_sqlite::FILE_NAME)).unwrap();
    file.execute_batch("PRAGMA user_version = 999").unwrap();
    match huiyin_store_sqlite::open(dir.path()) {
        Err(StoreError::Unavailable(why)) => assert!(why.contains("schema 999"), "{why}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a newer schema was opened"),
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_as_unavailable() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(huiyin_store_sqlite::open(&dir.path().join("none")), Err(StoreError::Unavailable(_))));
}
