//! What the shared reading traits run on: a pool of connections that read, and the way to the one that writes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::view::Change;
use huiyin_store::StoreError;
use huiyin_store::batch::{Block, Sums, rebuilt_rows};
use huiyin_store::queue::Queue;
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{Cell, How, Table, Value};
use huiyin_store::sql::{Database, Row, Script, Statement};
use tokio::sync::{Semaphore, oneshot};

use crate::connection::{Connection, unavailable};
use crate::migrate;
use crate::snapshot::Frozen;
use crate::writer::BatchWriter;

/// Connections that read at once: twice the cores of a small server; more would only share its page cache.
const READERS_MAX: usize = 4;

const CATALOGUE: &str = "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid";

/// The database file.
pub struct Sqlite {
    readers: Readers,
    queue: Queue<BatchWriter>,
}

#[derive(Clone)]
struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl Sqlite {
    pub fn new(path: PathBuf, queue: Queue<BatchWriter>) -> Self {
        let readers = Readers { path, idle: Arc::default(), places: Arc::new(Semaphore::new(READERS_MAX)) };
        Self { readers, queue }
    }

    /// Does something on the writing connection, in one transaction, between two batches.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, answer) = oneshot::channel();
        let task = Box::new(move |writer: &mut BatchWriter| {
            // Whoever asked may have gone away; the work is done all the same.
            let _ = sender.send(writer.transaction(work));
        });
        self.queue.task(task).await?;
        answer.await.map_err(|error| unavailable(&error))?
    }
}

impl Readers {
    /// Reads on a thread that may wait.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|error| unavailable(&error))?;
        let readers = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let done = readers.with_connection(work);
            drop(place);
            done
        });
        done.await.map_err(|error| unavailable(&error))?
    }

    /// Reads on the thread that asks. There is at most one such read for each thread of the runtime, so it waits for no
    /// place.
    fn with_connection<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.idle_or_new()?;
        let done = work(&mut connection);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        done
    }

    fn idle_or_new(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Connection::open_to_read(&self.path), Ok)
    }
}

#[async_trait]
impl Database for Sqlite {
    fn for_update(&self) -> &'static str {
        ""
    }

    fn by_index(&self, index: &str) -> String {
        format!(" INDEXED BY {index}")
    }

    fn bytes_type(&self) -> &'static str {
        "BLOB"
    }

    async fn look_up(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.readers.with_connection(|connection| connection.query(&statement))
    }

    async fn query(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.readers.read(move |connection| connection.query(&statement)).await
    }

    async fn script(&self, script: Script) -> Result<Vec<Vec<Row>>, StoreError> {
        self.write(move |connection| {
            let mut rows = run(connection, &script.first)?;
            let then = (script.then)(rows.clone())?;
            rows.extend(run(connection, &then)?);
            Ok(rows)
        })
        .await
    }

    async fn put_views(&self, office: OfficeId, changes: Vec<Change>) -> Result<(), StoreError> {
        self.write(move |connection| {
            rebuilt_rows(office, &changes).iter().try_for_each(|block| connection.put(block).map(drop))
        })
        .await
    }

    async fn put_sums(&self, office: OfficeId, sums: Sums) -> Result<(), StoreError> {
        self.write(move |connection| sums.blocks(office).iter().try_for_each(|block| connection.put(block).map(drop)))
            .await
    }

    async fn load_rows(&self, table: &'static Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        self.write(move |connection| {
            let cells: Vec<Cell<'_>> = rows.iter().flatten().map(Value::as_cell).collect();
            connection.put(&Block { table, how: How::Insert, cells }).map(drop)
        })
        .await
    }

    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        let path = self.readers.path.clone();
        let frozen = tokio::task::spawn_blocking(move || Frozen::new(&path)).await;
        Ok(Box::new(frozen.map_err(|error| unavailable(&error))??))
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
        let version = self.readers.read(migrate::version).await?;
        Ok((u32::try_from(version).unwrap_or(u32::MAX), format!("SQLite {}", rusqlite::version())))
    }
}

fn run(connection: &mut Connection, statements: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
    statements.iter().map(|statement| connection.query(statement)).collect()
}
