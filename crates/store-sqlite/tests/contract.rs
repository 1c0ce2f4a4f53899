//! SQLite keeps the contract of the store.

use huiyin_store::Store;
use tempfile::TempDir;

async fn fresh() -> Result<(Store, TempDir), Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir()?;
    Ok((huiyin_store_sqlite::open(dir.path())?, dir))
}

huiyin_store::contract!(fresh);
