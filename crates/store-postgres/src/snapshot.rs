//! A frozen moment: a connection of its own inside one reading transaction.

use async_trait::async_trait;
use deadpool_postgres::{ClientWrapper, Object, Pool};
use huiyin_store::StoreError;
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{Table, Value};
use huiyin_store::sql::{Row, rows_after};
use tokio_postgres::types::ToSql;

use crate::pool::{get, unavailable};
use crate::value::{Param, row};

/// A reading transaction, which ends with its connection when it is dropped.
pub struct Frozen(ClientWrapper);

impl Frozen {
    pub async fn new(pool: &Pool) -> Result<Self, StoreError> {
        let client = Object::take(get(pool).await?);
        // The moment is that of the first query.
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT count(*) FROM series WHERE office_id = 0";
        client.batch_execute(begin).await.map_err(|error| unavailable(&error))?;
        Ok(Self(client))
    }
}

#[async_trait]
impl Snapshot for Frozen {
    async fn rows(
        &mut self,
        table: &'static Table,
        after: Option<&[Value]>,
        limit: usize,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let statement = rows_after(table, after, limit);
        let sql = statement.sql.replace('?', "$");
        let prepared = self.0.prepare_cached(&sql).await.map_err(|error| unavailable(&error))?;
        let params: Vec<_> = statement.params.iter().map(Param).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|param| param as &(dyn ToSql + Sync)).collect();
        let rows = self.0.query(&prepared, &params).await.map_err(|error| unavailable(&error))?;
        rows.iter().map(|read| row(read).map(|Row(values)| values)).collect()
    }
}
