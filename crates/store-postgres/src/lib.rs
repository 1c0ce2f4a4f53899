//! The store on PostgreSQL, one server or a cluster spread by office. Knows this one database; must not know what is
//! written or why.
//!
//! Each process has one task that writes; several processes may share a database, since every batch locks the heads
//! it is decided on. Connections are not encrypted: for loopback, a Unix socket or a private network.

mod database;
mod migrate;
mod pool;
mod put;
mod snapshot;
mod value;
mod writer;

use std::sync::Arc;

use huiyin_store::{Store, StoreError, queue, sql};

use database::Postgres;
use writer::BatchWriter;

/// The role the program works as where the server lets it: it may add to the journal, but not change it.
pub const APP_ROLE: &str = "huiyin_app";

/// Connects to the database of this URL (`postgres://user@host/name`) and brings its schema up to date.
///
/// Where the user may make roles, the tables' owner works as [`APP_ROLE`] once the schema is up to date, so that the
/// journal is only added to. A user who owns nothing and was granted that role needs an owner to have migrated before.
pub async fn connect(url: &str) -> Result<Store, StoreError> {
    let config = pool::config(url)?;
    let role = migrate::up(&config).await?;
    let (queue, waiting) = queue::queue();
    // The task ends when the queue is closed or its last sender is gone.
    tokio::spawn(queue::run(BatchWriter::new(pool::writing(&config, role)?), waiting));
    Ok(sql::store(Arc::new(queue), Postgres(pool::reading(&config, role)?)))
}
