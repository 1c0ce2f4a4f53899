//! The queue in front of a database: gathers the commits that wait, has them written together, answers each after it.
//!
//! Knows batches, retries and when to stop; must not know how a batch is written, which is the [`Driver`]'s.

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use tokio::sync::{mpsc, oneshot};

use crate::commit::{Commit, Receipt, Writer};
use crate::error::{CommitError, StoreError};

/// Commits that may wait at once; whoever comes then waits in line for a place, which slows the sender and not us.
pub const WAITING_MAX: usize = 1024;

/// Commits written in one transaction at most: with more, the first of them waits longer and the rate grows no further.
pub const BATCH_COMMITS_MAX: usize = 256;

/// What a commit is answered.
pub type Answer = Result<Receipt, CommitError>;

/// A connection that writes.
pub trait Driver: Send + 'static {
    /// Writes commits of one office in one transaction: each gets its answer, or none of them is written.
    fn write(&mut self, commits: &[Commit]) -> impl Future<Output = Result<Vec<Answer>, StoreError>> + Send;

    /// Why nothing may be written any more: a sync failed, and what the disk holds is not known.
    fn lost(&self) -> Option<&str>;
}

/// Anything else that must be done on the writing connection, between two batches.
pub type Task<D> = Box<dyn FnOnce(&mut D) + Send>;

enum Work<D> {
    Commit(Box<Commit>, oneshot::Sender<Answer>),
    Task(Task<D>),
    Close(oneshot::Sender<()>),
}

/// The sending end; cloned into whoever writes.
#[derive(Debug)]
pub struct Queue<D>(mpsc::Sender<Work<D>>);

impl<D> Clone for Queue<D> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// The receiving end, for [`run`].
#[derive(Debug)]
pub struct Waiting<D>(mpsc::Receiver<Work<D>>);

/// A queue with nothing in it.
pub fn queue<D>() -> (Queue<D>, Waiting<D>) {
    let (sender, receiver) = mpsc::channel(WAITING_MAX);
    (Queue(sender), Waiting(receiver))
}

impl<D> Queue<D> {
    /// Has the driver do something between two batches.
    pub async fn task(&self, task: Task<D>) -> Result<(), StoreError> {
        self.0.send(Work::Task(task)).await.map_err(|_| StoreError::Unavailable(CLOSED.to_owned()))
    }
}

const CLOSED: &str = "it was closed";

#[async_trait]
impl<D: Send + 'static> Writer for Queue<D> {
    async fn commit(&self, commit: Commit) -> Answer {
        let closed = || CommitError::Stopped(CLOSED.to_owned());
        let (sender, answer) = oneshot::channel();
        self.0.send(Work::Commit(Box::new(commit), sender)).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    async fn close(&self) {
        let (sender, closed) = oneshot::channel();
        if self.0.send(Work::Close(sender)).await.is_ok() {
            // The other end answers, or is gone already: closed either way.
            let _ = closed.await;
        }
    }
}

/// Works the queue off until it is closed or every sender is gone.
pub async fn run<D: Driver>(mut driver: D, Waiting(mut receiver): Waiting<D>) {
    let mut works = Vec::with_capacity(BATCH_COMMITS_MAX);
    let mut closing = Vec::new();
    while receiver.recv_many(&mut works, BATCH_COMMITS_MAX).await > 0 {
        let mut batch = Vec::new();
        for work in works.drain(..) {
            match work {
                Work::Commit(commit, answer) => batch.push((*commit, answer)),
                Work::Task(task) => {
                    write_by_office(&mut driver, std::mem::take(&mut batch)).await;
                    task(&mut driver);
                }
                Work::Close(closed) => {
                    receiver.close();
                    closing.push(closed);
                }
            }
        }
        write_by_office(&mut driver, batch).await;
    }
    drop(driver);
    for closed in closing {
        // Nobody may be waiting for it any more.
        let _ = closed.send(());
    }
}

type Batch = Vec<(Commit, oneshot::Sender<Answer>)>;

/// One transaction locks rows of one office only: what a cluster spread by office can do.
async fn write_by_office<D: Driver>(driver: &mut D, mut batch: Batch) {
    while let Some(office) = batch.first().map(|(commit, _)| commit.office) {
        let (ours, others) = batch.into_iter().partition(|(commit, _)| commit.office == office);
        write_batch(driver, ours).await;
        batch = others;
    }
}

async fn write_batch<D: Driver>(driver: &mut D, batch: Batch) {
    let (commits, senders): (Vec<Commit>, Vec<_>) = batch.into_iter().unzip();
    for (sender, answer) in senders.into_iter().zip(answers(driver, &commits).await) {
        // Whoever asked may have gone away; the commit stands all the same.
        let _ = sender.send(answer);
    }
}

async fn answers<D: Driver>(driver: &mut D, commits: &[Commit]) -> Vec<Answer> {
    if let Some(why) = driver.lost() {
        return refuse_all(commits, why);
    }
    match driver.write(commits).await {
        Ok(answers) => answers,
        Err(error) => after_failure(driver, commits, error).await,
    }
}

/// A batch that fails is written one by one, so that one bad commit does not take the others with it.
async fn after_failure<D: Driver>(driver: &mut D, commits: &[Commit], error: StoreError) -> Vec<Answer> {
    if let Some(why) = driver.lost() {
        return refuse_all(commits, why);
    }
    if commits.len() == 1 {
        return vec![Err(error.into())];
    }
    let mut answers: Vec<Answer> = Vec::with_capacity(commits.len());
    let mut failures = 0;
    for commit in commits {
        let answer = if failures < FAILURES_MAX { write_one(driver, commit).await } else { Err(fails_all(&error)) };
        failures = if matches!(answer, Err(CommitError::Store(_))) { failures + 1 } else { 0 };
        answers.push(answer);
    }
    answers
}

/// Commits in a row that fail by themselves before the rest of the batch is not tried any more: then it is the database
/// that fails and not a commit, and each try may wait long.
const FAILURES_MAX: u32 = 3;

fn fails_all(error: &StoreError) -> CommitError {
    CommitError::Store(StoreError::Unavailable(format!("every commit fails: {error}")))
}

async fn write_one<D: Driver>(driver: &mut D, commit: &Commit) -> Answer {
    let stopped = |driver: &D| driver.lost().map(|why| CommitError::Stopped(why.to_owned()));
    if let Some(stopped) = stopped(driver) {
        return Err(stopped);
    }
    match driver.write(std::slice::from_ref(commit)).await {
        Ok(mut answers) => answers.pop().unwrap_or_else(|| Err(no_answer(commit.office))),
        Err(error) => Err(stopped(driver).unwrap_or(CommitError::Store(error))),
    }
}

fn no_answer(office: OfficeId) -> CommitError {
    CommitError::Store(StoreError::Unavailable(format!("a commit of office {office} was not answered")))
}

fn refuse_all(commits: &[Commit], why: &str) -> Vec<Answer> {
    commits.iter().map(|_| Err(CommitError::Stopped(why.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses batches as told, and remembers their sizes.
    #[derive(Default)]
    struct Fake {
        sizes: Vec<usize>,
        loses_at: Option<usize>,
        bad: Option<usize>,
        lost: Option<String>,
    }

    impl Driver for Fake {
        async fn write(&mut self, commits: &[Commit]) -> Result<Vec<Answer>, StoreError> {
            self.sizes.push(commits.len());
            if self.loses_at == Some(self.sizes.len()) {
                self.lost = Some("the sync failed".to_owned());
                return Err(StoreError::Unavailable("disk".to_owned()));
            }
            if self.bad.is_some_and(|jobs| commits.iter().any(|commit| commit.heads.len() == jobs)) {
                return Err(StoreError::Unavailable("bad commit".to_owned()));
            }
            Ok(commits.iter().map(|_| Ok(Receipt { entries: Vec::new() })).collect())
        }

        fn lost(&self) -> Option<&str> {
            self.lost.as_deref()
        }
    }

    fn commit(office: i64) -> Commit {
        Commit::new(OfficeId(office))
    }

    #[tokio::test]
    async fn a_bad_commit_takes_no_other_with_it() {
        let mut driver = Fake { bad: Some(1), ..Fake::default() };
        let mut bad = commit(1);
        bad.heads.push(crate::commit::Head { stream: crate::journal::Stream::Office, seq: None });
        let answers = answers(&mut driver, &[commit(1), bad, commit(1)]).await;
        assert_eq!(answers.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(driver.sizes, [3, 1, 1, 1]);
    }

    #[tokio::test]
    async fn where_every_commit_fails_not_all_are_tried() {
        let mut driver = Fake { bad: Some(0), ..Fake::default() };
        let answers = answers(&mut driver, &vec![commit(1); 9]).await;
        assert!(answers.iter().all(|answer| matches!(answer, Err(CommitError::Store(_)))));
        assert_eq!(driver.sizes, [9, 1, 1, 1]);
    }

    #[tokio::test]
    async fn once_durability_is_lost_nothing_is_written_any_more() {
        let mut driver = Fake { loses_at: Some(2), ..Fake::default() };
        assert!(answers(&mut driver, &[commit(1)]).await[0].is_ok());
        for _ in 0..2 {
            let answers = answers(&mut driver, &[commit(1), commit(1)]).await;
            assert!(answers.iter().all(|answer| matches!(answer, Err(CommitError::Stopped(_)))), "{answers:?}");
        }
        assert_eq!(driver.sizes, [1, 2], "after the loss the driver is not asked again");
    }

    #[tokio::test]
    async fn a_batch_is_of_one_office_and_close_writes_what_waits() {
        let (queue, waiting) = queue();
        let asked: Vec<_> = [1, 2, 1]
            .map(|office| {
                tokio::spawn({
                    let queue = queue.clone();
                    async move { queue.commit(commit(office)).await }
                })
            })
            .into();
        tokio::task::yield_now().await;
        let (sizes, seen) = oneshot::channel();
        queue.task(Box::new(|driver: &mut Fake| sizes.send(driver.sizes.clone()).unwrap())).await.unwrap();
        let closer = tokio::spawn({
            let queue = queue.clone();
            async move { queue.close().await }
        });
        tokio::task::yield_now().await;
        run(Fake::default(), waiting).await;
        for answer in asked {
            assert!(answer.await.unwrap().is_ok());
        }
        assert_eq!(seen.await.unwrap(), [2, 1]);
        closer.await.unwrap();
        assert!(matches!(queue.commit(commit(1)).await, Err(CommitError::Stopped(_))));
    }
}
