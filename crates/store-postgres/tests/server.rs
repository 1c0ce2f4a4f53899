//! What only this database promises: privileges, several processes, a server that goes away.

mod support;

use std::time::Duration;

use huiyin_domain::ids::MatterId;
use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::view::Change;
use huiyin_store::contract::given::{OFFICE, adding, claiming, day, job, line, matter, numbered, placed, row, series};
use huiyin_store::{Claim, ClaimKind, Commit, StoreError, Stream};
use support::{Failure, OwnDatabase, client};

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

/// What intake commits at once, for a matter of its own.
fn everything(bits: u128) -> Result<Commit, Failure> {
    let mut commit = numbered(bits, &series("xfj", SeriesClass::Petition)?);
    let claim = |kind: ClaimKind| Claim { kind, key: bits.to_be_bytes().to_vec(), value: vec![1], expires_at: None };
    commit.claims.extend([ClaimKind::Source, ClaimKind::QueryCode].map(claim));
    commit.changes = placed(&row(bits, 1, Some(day(2)))?);
    commit.changes.push(Change::Figure(line(bits, day(2), day(2))?));
    commit.jobs.push(job(&bits.to_string(), 0));
    Ok(commit)
}

/// Fills a new office in so many batches over one connection; how many rows the server read for each commit.
async fn rows_read_for_each_commit(batches: u32) -> Result<f64, Failure> {
    const AT_ONCE: u32 = 20;
    let database = OwnDatabase::new().await?;
    let store = huiyin_store_postgres::connect(&database.url).await?;
    for batch in 0..batches {
        let commits = (0..AT_ONCE).map(|n| everything(u128::from(batch * AT_ONCE + n + 1) << 64));
        let commits = commits.collect::<Result<Vec<_>, _>>()?;
        futures::future::try_join_all(commits.into_iter().map(|commit| store.writer.commit(commit))).await?;
        store.leaves.advance(OFFICE, 1_000).await?;
        store.figures.fold(OFFICE, day(3)).await?;
    }
    store.writer.close().await;
    drop(store);
    let owner = client(&database.url).await?;
    // A connection tells what it has read when it ends.
    let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while owner.query_one(others, &[]).await?.get::<_, i64>(0) > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let read = "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 FROM pg_stat_user_tables";
    let read: f64 = owner.query_one(read, &[]).await?.get(0);
    Ok(read / f64::from(batches * AT_ONCE))
}

/// A statement that was planned while the office was new must not read whole tables ever after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_reads_no_more_of_an_office_that_has_grown() {
    let (few, many) = (rows_read_for_each_commit(10).await.unwrap(), rows_read_for_each_commit(50).await.unwrap());
    assert!(many < few * 1.5, "{few} rows for each of 200 commits, {many} for each of 1,000");
}
