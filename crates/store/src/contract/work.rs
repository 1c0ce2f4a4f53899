//! What is promised of jobs, leaves and the lease.

use huiyin_domain::ids::MatterId;

use super::Outcome;
use super::given::{OFFICE, adding, at, job, matter};
use crate::commit::{Commit, JobKind, NewJob};
use crate::error::StoreError;
use crate::journal::Stream;
use crate::read::{ClaimedJob, Store};

async fn queue(store: &Store, jobs: Vec<NewJob>) -> Outcome {
    store.writer.commit(Commit { jobs, ..Commit::new(OFFICE) }).await?;
    Ok(())
}

async fn take(store: &Store, second: i64) -> Result<Vec<ClaimedJob>, StoreError> {
    store.jobs.take(OFFICE, at(second), at(second + 60), 10).await
}

/// A due job goes to one taker, until its time has passed; one that is not due stays.
pub async fn a_job_is_taken_once(store: &Store) -> Outcome {
    queue(store, vec![job("now", 0), job("later", 100)]).await?;
    assert_eq!(take(store, -1).await?, []);
    let taken = ClaimedJob { kind: JobKind::SendMail, key: "now".to_owned(), payload: vec![1, 2], attempts: 0 };
    assert_eq!(take(store, 0).await?, std::slice::from_ref(&taken));
    assert_eq!(take(store, 59).await?, []);
    assert_eq!(take(store, 60).await?, [ClaimedJob { attempts: 1, ..taken }], "whoever took it has died");
    assert_eq!(store.jobs.waiting(OFFICE).await?, 2);
    assert_eq!(store.jobs.take(OFFICE, at(200), at(300), 1).await?.len(), 1);
    Ok(())
}

/// What is finished is done for good.
pub async fn a_finished_job_is_gone(store: &Store) -> Outcome {
    store.jobs.queue(OFFICE, job("once", 0)).await?;
    let taken = take(store, 0).await?;
    assert_eq!(taken.len(), 1);
    store.jobs.finish(OFFICE, &taken[0]).await?;
    assert_eq!(store.jobs.waiting(OFFICE).await?, 0);
    assert_eq!(take(store, 1000).await?, []);
    Ok(())
}

/// What failed comes back when it was told to, and knows how often it was tried.
pub async fn a_failed_job_comes_back(store: &Store) -> Outcome {
    store.jobs.queue(OFFICE, job("hard", 0)).await?;
    for attempts in 0..3 {
        let second = i64::from(attempts) * 10;
        let taken = take(store, second).await?;
        assert_eq!(taken.iter().map(|job| job.attempts).collect::<Vec<_>>(), [attempts]);
        store.jobs.retry(OFFICE, &taken[0], at(second + 10)).await?;
        assert_eq!(take(store, second + 9).await?, []);
    }
    Ok(())
}

/// Queued twice before anybody takes it, a job is done once: at the earlier time, with the newer payload.
pub async fn a_job_queued_twice_is_done_once(store: &Store) -> Outcome {
    let newer = NewJob { payload: vec![9], ..job("twice", 50) };
    queue(store, vec![job("twice", 10)]).await?;
    queue(store, vec![newer]).await?;
    store.jobs.queue(OFFICE, NewJob { payload: vec![7], ..job("twice", 0) }).await?;
    assert_eq!(take(store, 9).await?, []);
    let taken = take(store, 10).await?;
    assert_eq!(taken.iter().map(|job| job.payload.as_slice()).collect::<Vec<_>>(), [&[9]]);
    store.jobs.finish(OFFICE, &taken[0]).await?;
    assert_eq!(store.jobs.waiting(OFFICE).await?, 0);
    Ok(())
}

/// What a commit asks for while the job is being done is not lost with its end.
pub async fn a_job_queued_while_done_is_done_again(store: &Store) -> Outcome {
    queue(store, vec![job("text", 0)]).await?;
    let taken = take(store, 0).await?;
    assert_eq!(taken.len(), 1);
    queue(store, vec![job("text", 1)]).await?;
    assert_eq!(take(store, 2).await?, [], "not while it is being done");
    store.jobs.finish(OFFICE, &taken[0]).await?;
    let again = take(store, 3).await?;
    assert_eq!(again.iter().map(|job| job.attempts).collect::<Vec<_>>(), [0]);
    store.jobs.finish(OFFICE, &again[0]).await?;
    assert_eq!(store.jobs.waiting(OFFICE).await?, 0);
    Ok(())
}

/// Whoever comes to the end of a job that another has taken over ends nothing and puts nothing off.
pub async fn a_job_that_was_taken_over_is_the_others(store: &Store) -> Outcome {
    store.jobs.queue(OFFICE, job("slow", 0)).await?;
    let first = take(store, 0).await?;
    let second = take(store, 60).await?;
    store.jobs.finish(OFFICE, &first[0]).await?;
    store.jobs.retry(OFFICE, &first[0], at(61)).await?;
    assert_eq!(take(store, 70).await?, [], "the other is still at it");
    assert_eq!(store.jobs.waiting(OFFICE).await?, 1);
    store.jobs.finish(OFFICE, &second[0]).await?;
    assert_eq!(store.jobs.waiting(OFFICE).await?, 0);
    Ok(())
}

/// Every entry gets one leaf, in the order of its stream, and positions have no gaps.
pub async fn leaves_have_no_gaps(store: &Store) -> Outcome {
    let streams = [matter(1), Stream::Access(MatterId::from_bits(1)), matter(2)];
    for seq in 0..4 {
        for stream in &streams {
            store.writer.commit(adding(stream, Some(seq))).await?;
        }
        if seq == 1 {
            assert_eq!(store.leaves.advance(OFFICE, 5).await?.len(), 5);
        }
    }
    let mut given = store.leaves.leaves(OFFICE, 0, 100).await?;
    loop {
        let new = store.leaves.advance(OFFICE, 4).await?;
        if new.is_empty() {
            break;
        }
        given.extend(new);
    }
    assert_eq!(given.iter().map(|leaf| leaf.position).collect::<Vec<_>>(), (0..12).collect::<Vec<_>>());
    for stream in &streams {
        let of_stream = given.iter().filter(|leaf| leaf.stream == *stream);
        let entries = store.journal.load(OFFICE, stream, 0).await?;
        let expected = entries.into_iter().zip(1..).map(|(entry, seq)| (seq, entry.hash));
        assert_eq!(of_stream.map(|leaf| (leaf.seq, leaf.hash)).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
    assert_eq!(store.leaves.leaves(OFFICE, 7, 2).await?, given[7..9]);
    Ok(())
}

/// One holds the lease until it has run out; its holder may take it again.
pub async fn one_holds_the_lease(store: &Store) -> Outcome {
    assert!(store.leaves.lease(OFFICE, "a", at(0), at(60)).await?);
    assert!(!store.leaves.lease(OFFICE, "b", at(59), at(119)).await?);
    assert!(store.leaves.lease(OFFICE, "a", at(59), at(119)).await?);
    assert!(!store.leaves.lease(OFFICE, "b", at(60), at(180)).await?);
    assert!(store.leaves.lease(OFFICE, "b", at(119), at(180)).await?);
    Ok(())
}
