//! Rebuilds derived tables, carries whole databases, and says what the database is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::view::Change;
use jiff::Timestamp;

use super::{Database, Query, Script, Statement, Tables, int};
use crate::batch::Sums;
use crate::error::StoreError;
use crate::read::{Maintenance, Snapshot};
use crate::schema::{Table, VIEWS, Value};

const SWEEP_CLAIMS: &str = "DELETE FROM claims WHERE office_id = ?1 AND expires_at <= ?2 RETURNING kind";

#[async_trait]
impl<D: Database> Maintenance for Tables<D> {
    async fn clear_views(&self, office: OfficeId) -> Result<(), StoreError> {
        let clear = |table: &Table| Statement {
            sql: Cow::Owned(format!("DELETE FROM {} WHERE office_id = ?1", table.name)),
            params: vec![office.0.into()],
        };
        self.0.script(Script::of(VIEWS.map(clear).into())).await.map(drop)
    }

    async fn put_views(&self, office: OfficeId, changes: Vec<Change>) -> Result<(), StoreError> {
        self.0.put_views(office, changes).await
    }

    async fn put_sums(&self, office: OfficeId, sums: Sums) -> Result<(), StoreError> {
        self.0.put_sums(office, sums).await
    }

    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        self.0.snapshot().await
    }

    async fn load_rows(&self, table: &'static Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let width = table.columns.len();
        if let Some(row) = rows.iter().find(|row| row.len() != width) {
            let why = format!("{} values for {width} columns", row.len());
            return Err(StoreError::Inconsistent { table: table.name, column: "all", row: String::new(), why });
        }
        self.0.load_rows(table, rows).await
    }

    async fn catalogue(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
        self.0.catalogue().await
    }

    async fn sweep_claims(&self, office: OfficeId, now: Timestamp) -> Result<u64, StoreError> {
        let swept = self.rows(Statement::new(SWEEP_CLAIMS, [office.0.into(), now.as_microsecond().into()])).await?;
        Ok(swept.len() as u64)
    }

    async fn versions(&self) -> Result<(u32, String), StoreError> {
        self.0.versions().await
    }
}

/// The next rows of a table in the order of its key: what a [`Snapshot`] asks its database.
pub fn rows_after(table: &Table, after: Option<&[Value]>, limit: usize) -> Statement {
    let key = Table::names(table.key());
    let mut query = Query::new(&format!("SELECT {} FROM {}", Table::names(table.columns), table.name), []);
    if let Some(after) = after {
        query.push(" WHERE (").push(&key).push(") > (");
        for (place, value) in after.iter().enumerate() {
            query.push(if place == 0 { "" } else { ", " }).bind(value.clone());
        }
        query.push(")");
    }
    query.push(" ORDER BY ").push(&key).push(" LIMIT ").bind(int(limit as u64));
    query.build()
}
