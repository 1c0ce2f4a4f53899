//! PostgreSQL keeps the contract of the store.

mod support;

use huiyin_store::Store;
use support::{Failure, OwnDatabase};

async fn fresh() -> Result<(Store, OwnDatabase), Failure> {
    let database = OwnDatabase::new().await?;
    Ok((huiyin_store_postgres::connect(&database.url).await?, database))
}

huiyin_store::contract!(fresh);
