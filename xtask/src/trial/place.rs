//! On which database a trial runs: a fresh folder, and for PostgreSQL a fresh database of that server.

use std::env;
use std::fmt::{self, Display};

use anyhow::Context;
use clap::ValueEnum;
use tokio_postgres::{Client, NoTls};

/// The server on which databases are made for trials, as `./test` names it.
const SERVER: &str = "HUIYIN_TEST_POSTGRES";

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Place {
    /// The embedded one.
    Sqlite,
    /// The server that HUIYIN_TEST_POSTGRES names; `./test --with-postgres COMMAND…` starts one
    Postgres,
}

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// The address of a database of that name on the server for trials.
pub fn url(name: &str) -> anyhow::Result<String> {
    let server = env::var(SERVER).with_context(|| {
        format!("{SERVER} names no server: run `./test --with-postgres cargo xtask …`, or ask for sqlite alone")
    })?;
    let (server, _) = server.rsplit_once('/').with_context(|| format!("{SERVER} names no database"))?;
    Ok(format!("{server}/{name}"))
}

/// Makes an empty database of that name, in place of one that is there.
pub fn make_anew(name: &str) -> anyhow::Result<()> {
    drop_database(name)?;
    on_server(async |client| client.batch_execute(&format!("CREATE DATABASE {name}")).await)
}

/// Drops the database of that name, if it is there.
pub fn drop_database(name: &str) -> anyhow::Result<()> {
    on_server(async |client| client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await)
}

/// A database of that name is there.
pub fn exists(name: &str) -> anyhow::Result<bool> {
    let asked = "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)";
    on_server(async |client| client.query_one(asked, &[&name]).await.map(|row| row.get(0)))
}

/// The process of the server itself, whose children its backends are; it must run on this machine.
pub fn server_pid() -> anyhow::Result<u32> {
    let url = url("postgres")?;
    runtime()?.block_on(async {
        let client = connect(&url).await?;
        let backend: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await?.get(0);
        // Asked while the backend still runs, for `client` lives until here.
        super::process::parent(u32::try_from(backend)?).context("the PostgreSQL server runs on another machine")
    })
}

/// Does something on the server's own database.
fn on_server<T>(work: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>) -> anyhow::Result<T> {
    let url = url("postgres")?;
    runtime()?.block_on(async {
        let client = connect(&url).await?;
        work(&client).await.context("the PostgreSQL server for trials refused")
    })
}

/// Connects; the connection's own work is done beside, until the client is dropped.
pub async fn connect(url: &str) -> anyhow::Result<Client> {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.with_context(|| format!("cannot reach {url}"))?;
    tokio::spawn(connection);
    Ok(client)
}

/// A runtime of one thread.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().context("no runtime")
}
