//! A database of its own for each test, on the server that HUIYIN_TEST_POSTGRES names.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::{Client, Config, NoTls};

/// What a test cannot go on without.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A database, which is dropped with this.
pub struct OwnDatabase {
    /// Where it is.
    pub url: String,
    server: String,
    name: String,
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl OwnDatabase {
    /// Makes one.
    pub async fn new() -> Result<Self, Failure> {
        let server = std::env::var("HUIYIN_TEST_POSTGRES")
            .map_err(|_| "set HUIYIN_TEST_POSTGRES to the URL of a server where databases may be made")?;
        let name = format!("huiyin_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let client = client(&server).await?;
        client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0")).await?;
        let (at_server, _) = server.rsplit_once('/').ok_or("the URL must end in /database")?;
        Ok(Self { url: format!("{at_server}/{name}"), server, name })
    }
}

/// A connection of the owner, outside the store.
pub async fn client(url: &str) -> Result<Client, Failure> {
    let (client, connection) = url.parse::<Config>()?.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || -> Result<(), Failure> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let client = client(&server).await?;
                Ok(client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await?)
            })
        });
        if !matches!(dropping.join(), Ok(Ok(()))) {
            eprintln!("the test database {} was not dropped", self.name);
        }
    }
}
