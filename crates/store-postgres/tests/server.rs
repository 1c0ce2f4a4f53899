//! What only this database promises: privileges, several processes, a server that goes away.

mod support;

use huiyin_domain::ids::MatterId;
use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::view::Change;
use huiyin_store::contract::given::{OFFICE, adding, claiming, job, line, matter, numbered, placed, row, series};
use huiyin_store::{Claim, ClaimKind, Commit, Store, StoreError, Stream};
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

/// What intake commits at once, for a matter of its own.
fn everything(bits: u128) -> Commit {
    let mut commit = numbered(bits, &series("xfj", SeriesClass::Petition).unwrap());
    let claim = |kind: ClaimKind| Claim { kind, key: bits.to_be_bytes().to_vec(), value: vec![1], expires_at: None };
    commit.claims.extend([ClaimKind::Source, ClaimKind::QueryCode].map(claim));
    let day = huiyin_store::contract::given::day(2);
    commit.changes = placed(&row(bits, 1, Some(day)).unwrap());
    commit.changes.push(Change::Figure(line(bits, day, day).unwrap()));
    commit.jobs.push(job(&bits.to_string(), 0));
    commit
}

/// Fills a new office over one connection; how many rows the server read for each of its commits.
async fn rows_read_by_each_of(commits: u64) -> f64 {
    const AT_ONCE: u64 = 20;
    let database = OwnDatabase::new().await.unwrap();
    let store: Store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    for from in (0..commits).step_by(AT_ONCE as usize) {
        let batch = (from..from + AT_ONCE).map(|n| store.writer.commit(everything(u128::from(n + 1) << 64)));
        for written in futures::future::join_all(batch).await {
            written.unwrap();
        }
        store.leaves.advance(OFFICE, 1_000).await.unwrap();
    }
    store.writer.close().await;
    drop(store);
    let owner = client(&database.url).await.unwrap();
    // A connection tells what it has read when it ends.
    let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while owner.query_one(others, &[]).await.unwrap().get::<_, i64>(0) > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let read = "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 FROM pg_stat_user_tables";
    owner.query_one(read, &[]).await.unwrap().get::<_, f64>(0) / commits as f64
}

/// A statement that is planned while the office is new must not read whole tables ever after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_reads_no_more_of_an_office_that_has_grown() {
    let (few, many) = (rows_read_by_each_of(200).await, rows_read_by_each_of(1_000).await);
    assert!(many < few * 1.5, "{few} rows for each of 200 commits, {many} for each of 1,000");
}
