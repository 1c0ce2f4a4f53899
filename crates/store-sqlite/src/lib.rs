//! The store on SQLite: one file, `huiyin.db`, one thread that writes, one that writes the log back, a few connections that
//! read. Knows this one database; must not know what is written or why.
//!
//! Every batch begins with `BEGIN IMMEDIATE` and reads the heads it is decided on after it, so that several processes
//! may write one file in turns: `huiyin user` and `huiyin backup` work beside a running `huiyin serve`.

mod connection;
mod database;
mod migrate;
mod snapshot;
mod write_back;
mod writer;

use std::path::Path;
use std::sync::Arc;

use huiyin_store::queue::{self, Driver};
use huiyin_store::sql;
use huiyin_store::{Store, StoreError};

use connection::{Connection, unavailable};
use database::Sqlite;
use write_back::Asked;
use writer::BatchWriter;

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "huiyin.db";

/// Whether this folder has a database; makes none.
pub fn exists_in(dir: &Path) -> bool {
    dir.join(FILE_NAME).exists()
}

/// Opens the database in this folder, makes it where there is none, brings an older one up to date.
///
/// Returns once it can be read and written. Refuses a schema newer than this program's.
pub fn open(dir: &Path) -> Result<Store, StoreError> {
    let path = dir.join(FILE_NAME);
    let mut connection = Connection::open_to_write(&path)?;
    migrate::up(&mut connection)?;
    sync_folder(dir)?;
    let asked = Asked::default();
    let going_on = write_back::begin(connection.open_beside(&path)?, asked.clone())?;
    let (queue, waiting) = queue::queue();
    // The thread ends when the queue is closed or its last sender is gone.
    std::thread::Builder::new()
        .name("huiyin-writer".to_owned())
        .spawn(move || {
            write_until_closed(BatchWriter { connection, asked }, waiting);
            drop(going_on);
        })
        .map_err(|error| unavailable(&error))?;
    let writer = Arc::new(queue.clone());
    Ok(sql::store(writer, Sqlite::new(path, queue)))
}

fn write_until_closed<D: Driver>(driver: D, waiting: queue::Waiting<D>) {
    match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime.block_on(queue::run(driver, waiting)),
        Err(error) => tracing::error!(%error, "the writer could not start"),
    }
}

/// A new file is there for good once its folder is synced too.
fn sync_folder(dir: &Path) -> Result<(), StoreError> {
    std::fs::File::open(dir).and_then(|folder| folder.sync_all()).map_err(|error| unavailable(&error))
}
