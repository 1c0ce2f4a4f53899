//! What the shared reading traits run on: a pool of connections.

use std::collections::BTreeMap;

use async_trait::async_trait;
use deadpool_postgres::{Pool, Transaction};
use futures::future::try_join_all;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::view::Change;
use huiyin_store::StoreError;
use huiyin_store::batch::{Block, Sums, rebuilt_rows};
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{Cell, How, Table, Value};
use huiyin_store::sql::{Database, Row, Script, Statement};
use tokio_postgres::IsolationLevel;
use tokio_postgres::types::ToSql;

use crate::pool::{get, prepare, unavailable};
use crate::put::put;
use crate::snapshot::Frozen;
use crate::value::{Param, row};

const CATALOGUE: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'schema_version'
    ORDER BY table_name, ordinal_position";
const VERSIONS: &str = "SELECT version, current_setting('server_version') FROM schema_version";

/// The database.
pub struct Postgres(pub Pool);

impl Postgres {
    async fn put_all(&self, blocks: &[Block<'_>]) -> Result<(), StoreError> {
        let mut client = get(&self.0).await?;
        let done = async {
            let transaction = client.transaction().await?;
            put(&transaction, blocks).await?;
            transaction.commit().await
        };
        done.await.map_err(|error| unavailable(&error))
    }
}

#[async_trait]
impl Database for Postgres {
    fn for_update(&self) -> &'static str {
        " FOR UPDATE"
    }

    fn by_index(&self, _: &str) -> String {
        String::new()
    }

    fn bytes_type(&self) -> &'static str {
        "BYTEA"
    }

    async fn look_up(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.query(statement).await
    }

    async fn query(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let client = get(&self.0).await?;
        let prepared = prepare(&client, &statement.sql).await.map_err(|error| unavailable(&error))?;
        let params: Vec<_> = statement.params.iter().map(Param).collect();
        let rows = client.query(&prepared, &as_params(&params)).await.map_err(|error| unavailable(&error))?;
        rows.iter().map(row).collect()
    }

    async fn script(&self, script: Script) -> Result<Vec<Vec<Row>>, StoreError> {
        let level = if script.frozen { IsolationLevel::RepeatableRead } else { IsolationLevel::ReadCommitted };
        let mut client = get(&self.0).await?;
        let transaction =
            client.build_transaction().isolation_level(level).start().await.map_err(|error| unavailable(&error))?;
        let mut rows = run(&transaction, &script.first).await?;
        let then = (script.then)(rows.clone())?;
        rows.extend(run(&transaction, &then).await?);
        transaction.commit().await.map_err(|error| unavailable(&error))?;
        Ok(rows)
    }

    async fn put_views(&self, office: OfficeId, changes: Vec<Change>) -> Result<(), StoreError> {
        self.put_all(&rebuilt_rows(office, &changes)).await
    }

    async fn put_sums(&self, office: OfficeId, sums: Sums) -> Result<(), StoreError> {
        let mut blocks = Vec::from(sums.blocks(office));
        blocks.retain(|block| !block.cells.is_empty());
        self.put_all(&blocks).await
    }

    async fn load_rows(&self, table: &'static Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let cells: Vec<Cell<'_>> = rows.iter().flatten().map(Value::as_cell).collect();
        self.put_all(&[Block { table, how: How::Insert, cells }]).await
    }

    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        Ok(Box::new(Frozen::new(&self.0).await?))
    }

    async fn catalogue(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for Row(values) in self.query(Statement::new(CATALOGUE, [])).await? {
            if let Ok([Value::Text(table), Value::Text(column)]) = <[Value; 2]>::try_from(values) {
                tables.entry(table).or_default().push(column);
            }
        }
        Ok(tables)
    }

    async fn versions(&self) -> Result<(u32, String), StoreError> {
        let row = self.query(Statement::new(VERSIONS, [])).await?.into_iter().next();
        match row.map(|Row(values)| <[Value; 2]>::try_from(values)) {
            Some(Ok([Value::Int(version), Value::Text(server)])) => {
                Ok((u32::try_from(version).unwrap_or(u32::MAX), format!("PostgreSQL {server}")))
            }
            _ => Err(StoreError::Unavailable("the database has no schema".to_owned())),
        }
    }
}

fn as_params<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

/// Runs statements in their order, in one go over the wire.
async fn run(transaction: &Transaction<'_>, statements: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in statements {
        prepared.push(prepare(transaction, &statement.sql).await.map_err(|error| unavailable(&error))?);
    }
    let answers = try_join_all(prepared.iter().zip(statements).map(|(prepared, statement)| async move {
        let params: Vec<_> = statement.params.iter().map(Param).collect();
        transaction.query(prepared, &as_params(&params)).await
    }));
    let answers = answers.await.map_err(|error| unavailable(&error))?;
    answers.iter().map(|rows| rows.iter().map(row).collect()).collect()
}
