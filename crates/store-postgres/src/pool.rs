//! Connections: how they are set up, and the statements kept prepared on them.

use std::time::Duration;

use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod};
use huiyin_store::StoreError;
use tokio_postgres::{Config, NoTls, Statement};

/// Connections that read at once, and that run scripts: a few for each core of a server of ordinary size.
const READERS_MAX: usize = 16;

/// How long a server may take to answer a new connection.
const CONNECT_WAIT: Duration = Duration::from_secs(10);

/// Every statement of ours finds its rows, and what it joins to them, by an index. A statement is planned once for as long
/// as its connection lives: perhaps while the office is new and its tables are cheaper read whole, and always in the belief
/// that a bound LIMIT asks for a tenth of the table. Such plans read all of a table that has grown since.
const BY_INDEX: &str = " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

/// Reads the URL.
pub fn config(url: &str) -> Result<Config, StoreError> {
    // The URL may hold a password: what is wrong with it is told, not the URL itself.
    let mut config: Config = url.parse().map_err(|error| unavailable(&error))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_WAIT);
    }
    if config.get_application_name().is_none() {
        config.application_name("huiyin");
    }
    Ok(config)
}

/// The pool of the one connection that writes batches: apart, so that no reader makes it wait.
pub fn writing(config: &Config, role: Option<&str>) -> Result<Pool, StoreError> {
    pool(config, role, 1)
}

/// The pool of connections that read and run scripts.
pub fn reading(config: &Config, role: Option<&str>) -> Result<Pool, StoreError> {
    pool(config, role, READERS_MAX)
}

fn pool(config: &Config, role: Option<&str>, max_size: usize) -> Result<Pool, StoreError> {
    let mut config = config.clone();
    let role = role.map(|role| format!(" -c role={role}")).unwrap_or_default();
    let options = config.get_options().unwrap_or_default();
    // A commit is answered when it is on the disk, whatever the server is set to otherwise.
    config.options(format!("{options} -c synchronous_commit=on{BY_INDEX}{role}"));
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    Pool::builder(manager).max_size(max_size).build().map_err(|error| unavailable(&error))
}

/// A connection from a pool.
pub async fn get(pool: &Pool) -> Result<Client, StoreError> {
    pool.get().await.map_err(|error| unavailable(&error))
}

/// The statement of a text shared by both databases, whose placeholders are `?1`, `?2`, ….
pub async fn prepare<C: Prepare + ?Sized>(client: &C, sql: &str) -> Result<Statement, tokio_postgres::Error> {
    client.prepare(&sql.replace('?', "$")).await
}

/// Keeps statements prepared: a connection, or a transaction on it.
pub trait Prepare {
    /// The statement, prepared once on each connection.
    fn prepare(&self, sql: &str) -> impl Future<Output = Result<Statement, tokio_postgres::Error>> + Send;
}

impl Prepare for Client {
    async fn prepare(&self, sql: &str) -> Result<Statement, tokio_postgres::Error> {
        self.prepare_cached(sql).await
    }
}

impl Prepare for deadpool_postgres::Transaction<'_> {
    async fn prepare(&self, sql: &str) -> Result<Statement, tokio_postgres::Error> {
        self.prepare_cached(sql).await
    }
}

/// The error of a database that cannot be reached or refused to work: with what the server said.
pub fn unavailable(error: &impl std::error::Error) -> StoreError {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    StoreError::Unavailable(text)
}
