//! SQLite keeps the contract of the store.

use huiyin_store::Store;
use tempfile::TempDir;

async fn fresh() -> (Store, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    (huiyin_store_sqlite::open(dir.path()).unwrap(), dir)
}

huiyin_store::contract!(fresh);
