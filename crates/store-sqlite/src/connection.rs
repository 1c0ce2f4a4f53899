//! A connection: how it is set up, how values go in and rows come out, and what counts as lost durability.

use std::fmt::Display;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use huiyin_store::StoreError;
use huiyin_store::batch::Block;
use huiyin_store::schema::{Cell, Table, Value};
use huiyin_store::sql::{Row, Statement};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, ToSql, params_from_iter};

use crate::write_back::LOG_PAGES_MAX;

/// The first SQLite whose WAL cannot be corrupted by a checkpoint and a writer that meet.
const LIBRARY_VERSION_MIN: i32 = 3_051_003;

/// How long a writer waits for one of another process; the longest write of ours, a folded day, takes less.
const BUSY_WAIT_MS: u32 = 10_000;

/// Statements kept prepared on each connection: more than there are shapes of a worklist in ordinary use.
const STATEMENTS_KEPT: usize = 128;

/// Bytes of the log's file that are kept when it begins anew: what it grew beyond in a long piece of work is given back.
const LOG_BYTES_KEPT: i64 = LOG_PAGES_MAX * 4_096;

/// Page cache of the writer, in KiB: the random pages of a busy minute.
const WRITER_CACHE_KIB: u32 = 64 * 1024;

/// Page cache of each reader, in KiB: inner pages of all indexes of a large office, and some of their leaves. There are as
/// many readers as threads, and a few more.
const READER_CACHE_KIB: u32 = 16 * 1024;

/// Under this name the log tells each statement that is run, without its values, where it tells that much.
const STATEMENTS: &str = "huiyin_store_sqlite::statements";

/// A connection.
pub struct Connection {
    inner: rusqlite::Connection,
    /// Shared with those that write the same file from this process.
    lost: Arc<OnceLock<String>>,
}

impl Connection {
    /// Opens the one that writes; makes the file where there is none.
    pub fn open_to_write(path: &Path) -> Result<Self, StoreError> {
        if rusqlite::version_number() < LIBRARY_VERSION_MIN {
            return Err(StoreError::Unavailable(format!("SQLite {} is too old", rusqlite::version())));
        }
        let connection = Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.set_up(&format!(
            "PRAGMA busy_timeout = {BUSY_WAIT_MS};
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA secure_delete = ON;
             PRAGMA wal_autocheckpoint = 0;
             PRAGMA journal_size_limit = {LOG_BYTES_KEPT};
             PRAGMA cache_size = -{WRITER_CACHE_KIB};"
        ))?;
        Ok(connection)
    }

    /// Opens one more to write the same file: what one of them loses, both have lost.
    pub fn open_beside(&self, path: &Path) -> Result<Self, StoreError> {
        Ok(Self { lost: Arc::clone(&self.lost), ..Self::open_to_write(path)? })
    }

    /// Opens one that reads only.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let connection = Self::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection
            .set_up(&format!("PRAGMA busy_timeout = {BUSY_WAIT_MS}; PRAGMA cache_size = -{READER_CACHE_KIB};"))?;
        Ok(connection)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let inner = rusqlite::Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| unavailable(&error))?;
        inner.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Otherwise a plan may look at a bound LIMIT, and the statement is then prepared anew with every value of it.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|error| unavailable(&error))?;
        Ok(Self { inner, lost: Arc::default() })
    }

    fn set_up(&self, pragmas: &str) -> Result<(), StoreError> {
        self.inner.execute_batch(pragmas).map_err(|error| unavailable(&error))
    }

    /// Why nothing may be written on it any more.
    pub fn lost(&self) -> Option<&str> {
        self.lost.get().map(String::as_str)
    }

    /// Does `work` in one transaction that holds the right to write from its beginning.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.batch("BEGIN IMMEDIATE")?;
        let done = work(self).and_then(|done| self.batch("COMMIT").map(|()| done));
        if done.is_err() && !self.inner.is_autocommit() {
            // Where even this fails the connection stays inside the transaction and the next BEGIN says so.
            self.batch("ROLLBACK").unwrap_or_else(|error| tracing::error!(%error, "a transaction was not rolled back"));
        }
        done
    }

    /// Does `work`, which gives up at once where somebody else is in its way.
    pub fn without_waiting<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.batch("PRAGMA busy_timeout = 0")?;
        let done = work(self);
        self.batch(&format!("PRAGMA busy_timeout = {BUSY_WAIT_MS}"))?;
        done
    }

    /// Nothing more is written from now on, for this reason; the first one counts.
    pub fn lose(&self, why: &str) {
        self.lost.get_or_init(|| why.to_owned());
    }

    /// Statements without values.
    pub fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self.inner.execute_batch(sql);
        self.note(done)
    }

    /// Runs a statement with cells for its placeholders; the number of rows it changed.
    pub fn execute(&mut self, sql: &str, cells: &[Cell<'_>]) -> Result<usize, StoreError> {
        tracing::trace!(target: STATEMENTS, sql);
        let done = self
            .inner
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params_from_iter(cells.iter().map(Bound))));
        self.note(done)
    }

    /// Writes a block's rows; how many went in or changed.
    pub fn put(&mut self, block: &Block<'_>) -> Result<usize, StoreError> {
        let sql = insert(block.table, &block.how.on_conflict(block.table));
        let done = self.inner.prepare_cached(&sql).and_then(|mut statement| {
            block
                .rows()
                .try_fold(0, |changed, row| Ok(changed + statement.execute(params_from_iter(row.iter().map(Bound)))?))
        });
        self.note(done)
    }

    /// Runs a statement and reads its rows.
    pub fn query(&mut self, statement: &Statement) -> Result<Vec<Row>, StoreError> {
        let cells: Vec<Cell<'_>> = statement.params.iter().map(Value::as_cell).collect();
        self.rows(&statement.sql, &cells)
    }

    /// The same with cells.
    pub fn rows(&mut self, sql: &str, cells: &[Cell<'_>]) -> Result<Vec<Row>, StoreError> {
        tracing::trace!(target: STATEMENTS, sql);
        let rows = self.inner.prepare_cached(sql).and_then(|mut statement| {
            let width = statement.column_count();
            let rows = statement.query_map(params_from_iter(cells.iter().map(Bound)), |row| {
                let mut values = Vec::with_capacity(width);
                for column in 0..width {
                    values.push(value(row.get_ref(column)?));
                }
                Ok(Row(values))
            })?;
            rows.collect()
        });
        self.note(rows)
    }

    /// After a failed read, write or sync of the file nobody knows what it holds: nothing more is written.
    fn note<T>(&mut self, done: rusqlite::Result<T>) -> Result<T, StoreError> {
        done.map_err(|error| {
            if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) {
                self.lose(&error.to_string());
            }
            unavailable(&error)
        })
    }
}

/// The error of a database that refused to work.
pub fn unavailable(error: &impl Display) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

fn insert(table: &Table, on_conflict: &str) -> String {
    let places = vec!["?"; table.columns.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({places}){on_conflict}", table.name, Table::names(table.columns))
}

/// A cell bound to a placeholder.
struct Bound<'a>(&'a Cell<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Cell::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Cell::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id)),
            Cell::Day(day) => ToSqlOutput::Owned(day.to_string().into()),
        })
    }
}

/// A value as the tables have it. They are STRICT and hold no fractions; one that comes up reads as missing.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{StatementStatus, ffi};

    use super::*;

    fn connection(dir: &Path) -> Connection {
        Connection::open_to_write(&dir.join("test.db")).unwrap()
    }

    #[test]
    fn a_failed_sync_is_a_loss_and_a_full_disk_is_not() {
        let dir = tempfile::tempdir().unwrap();
        for (code, is_lost) in
            [(ffi::SQLITE_IOERR_FSYNC, true), (ffi::SQLITE_IOERR_WRITE, true), (ffi::SQLITE_FULL, false)]
        {
            let mut connection = connection(dir.path());
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            assert!(connection.note::<()>(Err(failure)).is_err());
            assert_eq!(connection.lost().is_some(), is_lost, "{code}");
        }
    }

    #[test]
    fn a_transaction_that_fails_leaves_nothing_and_the_next_one_works() {
        let dir = tempfile::tempdir().unwrap();
        let mut connection = connection(dir.path());
        connection.batch("CREATE TABLE t (x)").unwrap();
        let fill = |connection: &mut Connection| connection.batch("INSERT INTO t VALUES (zeroblob(1000000))");
        connection.batch("PRAGMA max_page_count = 20").unwrap();
        assert!(connection.transaction(fill).is_err());
        connection.batch("PRAGMA max_page_count = 2000").unwrap();
        assert!(connection.rows("SELECT 1 FROM t", &[]).unwrap().is_empty());
        connection.transaction(fill).unwrap();
        assert!(connection.lost().is_none());
    }

    #[test]
    fn a_page_of_another_length_is_not_prepared_anew() {
        let dir = tempfile::tempdir().unwrap();
        let connection = connection(dir.path());
        let mut statement = connection.inner.prepare("SELECT name FROM sqlite_schema ORDER BY name LIMIT ?1").unwrap();
        for limit in 1..5 {
            statement.query_map([limit], |_| Ok(())).unwrap().for_each(drop);
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn what_is_acknowledged_is_synced() {
        let dir = tempfile::tempdir().unwrap();
        let mut connection = connection(dir.path());
        let setting =
            |connection: &mut Connection, name: &str| connection.rows(&format!("PRAGMA {name}"), &[]).unwrap();
        assert_eq!(setting(&mut connection, "synchronous"), [Row(vec![Value::Int(2)])]);
        assert_eq!(setting(&mut connection, "journal_mode"), [Row(vec![Value::Text("wal".to_owned())])]);
        assert_eq!(setting(&mut connection, "secure_delete"), [Row(vec![Value::Int(1)])]);
    }
}
