//! Brings a database up to date, forward only, and settles which role works on it. To change the schema: a new file in
//! `migrations/`, its line in [`MIGRATIONS`], a new table's line in `sql/grants.sql`, and a small database of the schema
//! before it under `tests/fixtures/`.

use huiyin_store::StoreError;
use tokio_postgres::{Client, Config, NoTls};

use crate::APP_ROLE;
use crate::pool::unavailable;

/// The steps, in order. The version of a database is how many of them it has seen.
const MIGRATIONS: [&str; 6] = [
    include_str!("../migrations/0001_begin.sql"),
    include_str!("../migrations/0002_figure_months.sql"),
    include_str!("../migrations/0003_under_seal.sql"),
    include_str!("../migrations/0004_search.sql"),
    include_str!("../migrations/0005_in_hand.sql"),
    include_str!("../migrations/0006_topics.sql"),
];

/// Only one process migrates at a time. Any number will do that nobody else locks by.
const LOCK: &str = "SELECT pg_advisory_xact_lock(8020150)";

const HAS_VERSION: &str =
    "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version')";
const VERSION: &str = "SELECT version FROM schema_version";
const MAKE_VERSION: &str =
    "CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version (version) VALUES (0)";
const MAY_WORK_AS: &str =
    "SELECT coalesce((SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), false)";

/// Takes the steps that are missing; returns the role to work as, where there is one.
pub async fn up(config: &Config) -> Result<Option<&'static str>, StoreError> {
    let (mut client, connection) = config.connect(NoTls).await.map_err(|error| unavailable(&error))?;
    let connection = tokio::spawn(connection);
    let role = migrate(&mut client).await;
    drop(client);
    // It ends when its client is gone; what it ended with, the statements above have already said.
    let _ = connection.await;
    role
}

async fn migrate(client: &mut Client) -> Result<Option<&'static str>, StoreError> {
    let version = version(client).await?;
    if version > MIGRATIONS.len() {
        return Err(StoreError::Unavailable(format!(
            "the database has schema {version}, this program knows up to {}: use a newer huiyin",
            MIGRATIONS.len()
        )));
    }
    if version < MIGRATIONS.len() {
        client.batch_execute(include_str!("../sql/role.sql")).await.map_err(|error| unavailable(&error))?;
        take_steps(client).await.map_err(|error| unavailable(&error))?;
    }
    Ok(may_work_as_app(client).await.map_err(|error| unavailable(&error))?.then_some(APP_ROLE))
}

async fn take_steps(client: &mut Client) -> Result<(), tokio_postgres::Error> {
    let app_exists = may_work_as_app(client).await?;
    let transaction = client.transaction().await?;
    transaction.batch_execute(LOCK).await?;
    if !transaction.query_one(HAS_VERSION, &[]).await?.get::<_, bool>(0) {
        transaction.batch_execute(MAKE_VERSION).await?;
    }
    let version: i64 = transaction.query_one(VERSION, &[]).await?.get(0);
    let missing = MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or(0));
    for step in missing {
        transaction.batch_execute(step).await?;
    }
    if app_exists {
        transaction.batch_execute(include_str!("../sql/grants.sql")).await?;
    }
    transaction.batch_execute(&format!("UPDATE schema_version SET version = {}", MIGRATIONS.len())).await?;
    transaction.commit().await
}

async fn may_work_as_app(client: &Client) -> Result<bool, tokio_postgres::Error> {
    Ok(client.query_one(MAY_WORK_AS, &[&APP_ROLE]).await?.get(0))
}

async fn version(client: &Client) -> Result<usize, StoreError> {
    let read = async {
        if !client.query_one(HAS_VERSION, &[]).await?.get::<_, bool>(0) {
            return Ok(0);
        }
        Ok(client.query_one(VERSION, &[]).await?.get(0))
    };
    let version: i64 = read.await.map_err(|error: tokio_postgres::Error| unavailable(&error))?;
    usize::try_from(version).map_err(|error| unavailable(&error))
}
