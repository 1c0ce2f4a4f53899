//! Takes jobs on and finishes them.
//!
//! `queued` counts how often a job was queued and `taken` how much of that its taker has seen: what is queued while a
//! job is being done is done after it.

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use jiff::Timestamp;

use super::{Database, Row, Script, Statement, Tables, int};
use crate::commit::NewJob;
use crate::error::StoreError;
use crate::read::{ClaimedJob, Jobs};
use crate::schema::Value;

const TAKE: &str = include_str!("../../sql/take_jobs.sql");
const FINISH: &str =
    "DELETE FROM jobs WHERE office_id = ?1 AND kind = ?2 AND key = ?3 AND attempts = ?4 AND queued = taken";
const ONCE_MORE: &str = "UPDATE jobs SET claimed_until = 0, attempts = 0
    WHERE office_id = ?1 AND kind = ?2 AND key = ?3 AND attempts = ?4";
const RETRY: &str = "UPDATE jobs SET claimed_until = 0, run_at = ?5
    WHERE office_id = ?1 AND kind = ?2 AND key = ?3 AND attempts = ?4";
const QUEUE: &str = include_str!("../../sql/queue_job.sql");
const WAITING: &str = "SELECT count(*) FROM jobs WHERE office_id = ?1";

#[async_trait]
impl<D: Database> Jobs for Tables<D> {
    async fn take(
        &self,
        office: OfficeId,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let params = [office.0.into(), now.as_microsecond().into(), until.as_microsecond().into(), int(limit as u64)];
        let read = |row: Row| {
            let mut row = row.read("jobs");
            let (kind, key) = (row.code("kind")?, row.text("key")?);
            Ok(ClaimedJob { kind, key, payload: row.bytes("payload")?, attempts: row.number("attempts")? })
        };
        self.rows(Statement::new(TAKE, params)).await?.into_iter().map(read).collect()
    }

    async fn finish(&self, office: OfficeId, job: &ClaimedJob) -> Result<(), StoreError> {
        let params = held(office, job);
        let statements = vec![Statement::new(FINISH, params.clone()), Statement::new(ONCE_MORE, params)];
        self.0.script(Script::of(statements)).await.map(drop)
    }

    async fn retry(&self, office: OfficeId, job: &ClaimedJob, run_at: Timestamp) -> Result<(), StoreError> {
        let params = held(office, job).into_iter().chain([run_at.as_microsecond().into()]).collect::<Vec<_>>();
        self.rows(Statement::new(RETRY, params)).await.map(drop)
    }

    async fn queue(&self, office: OfficeId, job: NewJob) -> Result<(), StoreError> {
        let params = [
            office.0.into(),
            job.kind.code().into(),
            job.key.into(),
            job.payload.into(),
            job.run_at.as_microsecond().into(),
        ];
        self.rows(Statement::new(QUEUE, params)).await.map(drop)
    }

    async fn waiting(&self, office: OfficeId) -> Result<u64, StoreError> {
        let row = self.0.query(Statement::new(WAITING, [office.0.into()])).await?.into_iter().next();
        row.map_or(Ok(0), |row| row.read("jobs").number("count"))
    }
}

/// Which job, and by whose taking: each takes it with one attempt more.
fn held(office: OfficeId, job: &ClaimedJob) -> [Value; 4] {
    let attempts = i64::from(job.attempts).saturating_add(1);
    [office.0.into(), job.kind.code().into(), job.key.as_str().into(), attempts.into()]
}

impl<D: Database> Tables<D> {
    /// One statement that writes, and the rows it gives.
    pub(super) async fn rows(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        Ok(self.0.script(Script::of(vec![statement])).await?.into_iter().next().unwrap_or_default())
    }
}
