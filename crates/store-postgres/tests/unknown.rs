//! A commit that the server did not answer: acknowledged where it is there, refused where it is not, never twice.

#[path = "support/proxy.rs"]
mod proxy;
mod support;

use huiyin_domain::ids::MatterId;
use huiyin_store::contract::given::{OFFICE, adding};
use huiyin_store::{CommitError, StoreError, Stream};
use proxy::{Breaks, breaking};
use support::{Failure, OwnDatabase};

/// What a commit is answered when the way breaks at its end, and how many entries there are then; one went before it.
async fn entries_after_a_break(breaks: Breaks) -> Result<(Result<(), CommitError>, usize), Failure> {
    let database = OwnDatabase::new().await?;
    drop(huiyin_store_postgres::connect(&database.url).await?);
    let store = huiyin_store_postgres::connect(&breaking(&database.url, breaks, 1).await?).await?;
    // An access log takes whatever comes: nothing but the store itself keeps an entry from being there twice.
    let log = Stream::Access(MatterId::from_bits(1));
    store.writer.commit(adding(&log, None)).await?;
    let broken = store.writer.commit(adding(&log, None)).await.map(drop);
    store.writer.close().await;
    drop(store);
    let store = huiyin_store_postgres::connect(&database.url).await?;
    Ok((broken, store.journal.load(OFFICE, &log, 0).await?.len()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_is_there_is_acknowledged_once() {
    let (broken, entries) = entries_after_a_break(Breaks::AfterCommit).await.unwrap();
    assert!(broken.is_ok(), "{broken:?}");
    assert_eq!(entries, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_is_not_there_is_refused() {
    let (broken, entries) = entries_after_a_break(Breaks::BeforeCommit).await.unwrap();
    assert!(matches!(broken, Err(CommitError::Store(StoreError::Unavailable(_)))), "{broken:?}");
    assert_eq!(entries, 1);
}
