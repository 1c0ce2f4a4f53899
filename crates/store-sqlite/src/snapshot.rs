//! A frozen moment: a connection of its own inside one reading transaction. SQLite keeps the WAL as long as it lives.

use std::path::Path;

use async_trait::async_trait;
use huiyin_store::StoreError;
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{Table, Value};
use huiyin_store::sql::{Row, Statement, rows_after};

use crate::connection::{Connection, unavailable};

/// A reading transaction, which ends when it is dropped.
pub struct Frozen(Option<Connection>);

impl Frozen {
    pub fn new(path: &Path) -> Result<Self, StoreError> {
        let mut connection = Connection::open_to_read(path)?;
        connection.batch("BEGIN")?;
        // The moment is that of the first read.
        connection.query(&Statement::new("SELECT count(*) FROM series WHERE office_id = 0", []))?;
        Ok(Self(Some(connection)))
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
        let mut connection =
            self.0.take().ok_or_else(|| StoreError::Unavailable("a read of this snapshot was cut off".to_owned()))?;
        let read = tokio::task::spawn_blocking(move || {
            let rows = connection.query(&statement);
            (connection, rows)
        });
        let (connection, rows) = read.await.map_err(|error| unavailable(&error))?;
        self.0 = Some(connection);
        Ok(rows?.into_iter().map(|Row(values)| values).collect())
    }
}
