//! Brings a database up to date, forward only. To change the schema: a new file in `migrations/`, its line in
//! [`MIGRATIONS`], and a small database of the schema before it under `tests/fixtures/`.

use huiyin_store::StoreError;
use huiyin_store::schema::Value;
use huiyin_store::sql::{Row, Statement};

use crate::connection::Connection;

/// The steps, in order. The version of a database is how many of them it has seen, kept in its header.
const MIGRATIONS: [&str; 6] = [
    include_str!("../migrations/0001_begin.sql"),
    include_str!("../migrations/0002_figure_months.sql"),
    include_str!("../migrations/0003_under_seal.sql"),
    include_str!("../migrations/0004_search.sql"),
    include_str!("../migrations/0005_in_hand.sql"),
    include_str!("../migrations/0006_topics.sql"),
];

/// The version this program writes.
pub const SCHEMA_VERSION: usize = MIGRATIONS.len();

/// Takes the steps that are missing, in one transaction.
pub fn up(connection: &mut Connection) -> Result<(), StoreError> {
    if version(connection)? == SCHEMA_VERSION {
        return Ok(());
    }
    connection.transaction(|connection| {
        let version = version(connection)?; // another process may have come first
        let missing = MIGRATIONS.get(version..).ok_or_else(|| newer(version))?;
        for step in missing {
            connection.batch(step)?;
        }
        connection.batch(&format!("PRAGMA user_version = {SCHEMA_VERSION}"))
    })
}

/// The version of a database; 0 for an empty one.
pub fn version(connection: &mut Connection) -> Result<usize, StoreError> {
    let rows = connection.query(&Statement::new("PRAGMA user_version", []))?;
    match rows.first().map(|Row(values)| values.as_slice()) {
        Some([Value::Int(version)]) => usize::try_from(*version).map_err(|_| newer(0)),
        _ => Err(newer(0)),
    }
}

fn newer(version: usize) -> StoreError {
    StoreError::Unavailable(format!(
        "the database has schema {version}, this program knows up to {SCHEMA_VERSION}: use a newer huiyin"
    ))
}
