//! A database of each earlier schema opens, and says what it said. The files under `fixtures/` are never made anew.

mod support;

use huiyin_store::contract::earlier;
use support::{OwnDatabase, client};

#[tokio::test(flavor = "multi_thread")]
async fn each_earlier_schema_opens() {
    let schemas = [
        include_str!("fixtures/schema_1.sql"),
        include_str!("fixtures/schema_2.sql"),
        include_str!("fixtures/schema_3.sql"),
        include_str!("fixtures/schema_4.sql"),
        include_str!("fixtures/schema_5.sql"),
    ];
    for schema in schemas {
        let database = OwnDatabase::new().await.unwrap();
        let owner = client(&database.url).await.unwrap();
        owner.batch_execute(schema).await.unwrap();
        for _ in 0..2 {
            let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
            earlier::says_what_it_said(&store).await.unwrap();
        }
    }
}
