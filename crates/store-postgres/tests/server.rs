//! What only this database promises: privileges, several processes, a server that goes away.

mod support;

use huiyin_domain::ids::MatterId;
use huiyin_domain::office::series::SeriesClass;
use huiyin_store::contract::given::{OFFICE, adding, claiming, matter, numbered, series};
use huiyin_store::{StoreError, Stream};
use support::{OwnDatabase, client};

#[tokio::test]
async fn the_role_that_works_may_add_to_the_journal_and_not_change_it() {
    let database = OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    let petitions = series("xfj", SeriesClass::Petition).unwrap();
    store.writer.commit(numbered(1, &petitions)).await.unwrap();
    store.leaves.advance(OFFICE, 10).await.unwrap();
    let owner = client(&database.url).await.unwrap();
    owner.batch_execute(&format!("SET ROLE {}", huiyin_store_postgres::APP_ROLE)).await.unwrap();
    for table in ["journal", "numbers", "leaves"] {
        for attempt in ["UPDATE {} SET seq = seq", "DELETE FROM {}", "TRUNCATE {}"] {
            let refused = owner.batch_execute(&attempt.replace("{}", table)).await.unwrap_err();
            assert_eq!(refused.code().unwrap().code(), "42501", "{attempt} {table}");
        }
    }
    // It is this role that the store works as: what is taken from the role, the store cannot do.
    let taken = format!("RESET ROLE; REVOKE INSERT ON journal FROM {}", huiyin_store_postgres::APP_ROLE);
    owner.batch_execute(&taken).await.unwrap();
    assert!(store.writer.commit(adding(&matter(2), Some(0))).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_share_a_database() {
    let database = OwnDatabase::new().await.unwrap();
    let (one, other) =
        tokio::join!(huiyin_store_postgres::connect(&database.url), huiyin_store_postgres::connect(&database.url));
    let stores = [one.unwrap(), other.unwrap()];
    let log = Stream::Access(MatterId::from_bits(1));
    let petitions = series("xfj", SeriesClass::Petition).unwrap();
    let mut tasks = Vec::new();
    for n in 0..60_u32 {
        let writer = stores[n as usize % 2].writer.clone();
        let commits = [
            adding(&log, None),
            adding(&matter(7), Some(0)),
            claiming("one", "first", None, 0),
            numbered(1000 + u128::from(n), &petitions),
        ];
        tasks.push(tokio::spawn(async move {
            let mut written = [false; 4];
            for (written, commit) in written.iter_mut().zip(commits) {
                *written = match writer.commit(commit).await {
                    Ok(_) => true,
                    Err(error) => {
                        assert!(!error.to_string().contains("unavailable"), "{error}");
                        false
                    }
                };
            }
            written
        }));
    }
    let mut counts = [0; 4];
    for task in tasks {
        for (count, written) in counts.iter_mut().zip(task.await.unwrap()) {
            *count += u32::from(written);
        }
    }
    assert_eq!(counts, [60, 1, 1, 60]);
    let numbers = stores[0].journal.numbers(OFFICE, None, 100).await.unwrap();
    assert_eq!(numbers.iter().map(|(number, ..)| number.n).collect::<Vec<_>>(), (1..=60).collect::<Vec<_>>());
    assert_eq!(stores[1].journal.load(OFFICE, &log, 0).await.unwrap().len(), 60);
}

#[tokio::test]
async fn after_the_server_cut_all_connections_work_goes_on() {
    let database = OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    store.writer.commit(adding(&matter(1), Some(0))).await.unwrap();
    let owner = client(&database.url).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    owner.query(cut, &[]).await.unwrap();
    store.writer.commit(adding(&matter(1), Some(1))).await.unwrap();
    assert_eq!(store.journal.load(OFFICE, &matter(1), 0).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_name() {
    let database = OwnDatabase::new().await.unwrap();
    drop(huiyin_store_postgres::connect(&database.url).await.unwrap());
    let owner = client(&database.url).await.unwrap();
    owner.batch_execute("UPDATE schema_version SET version = 999").await.unwrap();
    match huiyin_store_postgres::connect(&database.url).await {
        Err(StoreError::Unavailable(why)) => assert!(why.contains("schema 999"), "{why}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a newer schema was opened"),
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let nowhere = "postgres://nobody@127.0.0.1:1/none";
    assert!(matches!(huiyin_store_postgres::connect(nowhere).await, Err(StoreError::Unavailable(_))));
}
