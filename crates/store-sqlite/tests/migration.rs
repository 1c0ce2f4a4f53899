//! A database of each earlier schema opens, and says what it said. The files under `fixtures/` are never made anew.

use std::fs;
use std::path::Path;

use huiyin_store::contract::earlier;
use huiyin_store_sqlite::{FILE_NAME, open};

#[tokio::test(flavor = "multi_thread")]
async fn each_earlier_schema_opens() {
    for name in ["schema_1.db", "schema_2.db", "schema_3.db", "schema_4.db", "schema_5.db"] {
        let dir = tempfile::tempdir().unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        fs::copy(fixture, dir.path().join(FILE_NAME)).unwrap();
        for _ in 0..2 {
            let store = open(dir.path()).unwrap();
            earlier::says_what_it_said(&store).await.unwrap();
            store.writer.close().await;
        }
    }
}
