//! What is promised of the database as a whole: its tables, rebuilds, backups, its end.

use std::collections::BTreeMap;

use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::view::Change;

use super::Outcome;
use super::given::{OFFICE, adding, at, claiming, day, job, line, matter, numbered, placed, row, series};
use crate::batch::Sums;
use crate::commit::{SealedContent, StoredKey};
use crate::error::{CommitError, StoreError};
use crate::read::{Cut, FigureFilter, Snapshot, Store, WorklistFilter};
use crate::schema::{TABLES, Table, Value};

/// The database has the tables and columns of the schema and no others.
pub async fn the_tables_are_those_of_the_schema(store: &Store) -> Outcome {
    let columns = |table: &Table| table.columns.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>();
    let schema: BTreeMap<_, _> = TABLES.iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    assert_eq!(store.maintenance.catalogue().await?, schema);
    let (version, database) = store.maintenance.versions().await?;
    assert!(version >= 1 && database.contains("SQL"), "{version} {database}");
    Ok(())
}

/// Emptied and filled again, views are what they were.
pub async fn a_rebuild_starts_empty(store: &Store) -> Outcome {
    let mut changes = placed(&row(1, 1, Some(day(9)))?);
    let line = line(1, day(1), day(1))?;
    changes.push(Change::Figure(line.clone()));
    store.maintenance.put_views(OFFICE, changes.clone()).await?;
    store.maintenance.put_sums(OFFICE, Sums::of([&line])).await?;
    assert_eq!(store.figures.unfolded(OFFICE, 10).await?, 0);
    let views = async || {
        let rows = store.worklists.list(OFFICE, &WorklistFilter::default(), None, 10).await?.rows;
        let counts = store.worklists.standing_counts(OFFICE, &[]).await?;
        let sums = store.figures.sums(OFFICE, &FigureFilter::default(), Cut::Unit).await?;
        Ok::<_, StoreError>((rows, counts, sums))
    };
    let before = views().await?;
    store.maintenance.clear_views(OFFICE).await?;
    let (rows, counts, sums) = views().await?;
    assert!(rows.is_empty() && counts.is_empty() && sums.is_empty());
    store.maintenance.put_views(OFFICE, changes).await?;
    store.maintenance.put_sums(OFFICE, Sums::of([&line])).await?;
    assert_eq!(views().await?, before);
    Ok(())
}

/// Something in most tables.
async fn fill(store: &Store) -> Outcome {
    let petitions = series("xfj", SeriesClass::Petition)?;
    for bits in 1..=7 {
        let mut commit = numbered(bits, &petitions);
        let matter = MatterId::from_bits(bits);
        commit.contents.push(SealedContent { matter, id: ContentId::from_bits(bits), sealed: vec![0, 200] });
        commit.keys.push(StoredKey { owner: format!("matter/{matter}"), wrapped: vec![3] });
        commit.changes = placed(&row(bits, 1, (bits % 2 == 0).then(|| day(9)))?);
        commit.changes.push(Change::Figure(line(bits, day(1), day(1))?));
        commit.jobs.push(job(&format!("text/{matter}"), 0));
        store.writer.commit(commit).await?;
    }
    store.writer.commit(claiming("a", "b", Some(at(50)), 0)).await?;
    store.figures.fold(OFFICE, day(2)).await?;
    store.leaves.advance(OFFICE, 5).await?;
    assert!(store.leaves.lease(OFFICE, "one", at(0), at(1)).await?);
    Ok(())
}

/// All rows of a table, read in pages.
async fn dump(snapshot: &mut dyn Snapshot, table: &'static Table) -> Result<Vec<Vec<Value>>, StoreError> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    loop {
        let after = rows.last().map(|row| row[..table.key_len].to_vec());
        let page = snapshot.rows(table, after.as_deref(), 3).await?;
        if page.is_empty() {
            return Ok(rows);
        }
        rows.extend(page);
    }
}

/// What is written after a snapshot was taken is not in it.
pub async fn a_snapshot_stands_still(store: &Store) -> Outcome {
    fill(store).await?;
    let mut snapshot = store.maintenance.snapshot().await?;
    store.writer.commit(adding(&matter(99), Some(0))).await?;
    for table in TABLES {
        let rows = dump(snapshot.as_mut(), table).await?;
        assert!(rows.is_sorted_by(|a, b| a[..table.key_len] < b[..table.key_len]), "{}", table.name);
        let text = Value::Text(matter(99).to_string());
        assert!(!rows.iter().flatten().any(|value| *value == text), "{}", table.name);
    }
    Ok(())
}

/// Loaded into an empty database, a dump is the same dump, and work goes on from it.
pub async fn a_dump_loads_into_another_store(from: &Store, to: &Store) -> Outcome {
    fill(from).await?;
    let mut snapshot = from.maintenance.snapshot().await?;
    let mut dumped = Vec::new();
    for table in TABLES {
        let rows = dump(snapshot.as_mut(), table).await?;
        to.maintenance.load_rows(table, rows.clone()).await?;
        dumped.push(rows);
    }
    let mut snapshot = to.maintenance.snapshot().await?;
    for (table, rows) in TABLES.into_iter().zip(dumped) {
        assert_eq!(dump(snapshot.as_mut(), table).await?, rows, "{}", table.name);
    }
    let receipt = to.writer.commit(numbered(100, &series("xfj", SeriesClass::Petition)?)).await?;
    assert_eq!(receipt.entries[0].number.as_ref().map(|number| number.n), Some(8));
    assert!(to.writer.commit(adding(&matter(1), Some(0))).await.is_err());
    Ok(())
}

/// Closed, the store has written what waited and takes no more.
pub async fn after_closing_nothing_is_written(store: &Store) -> Outcome {
    store.writer.commit(adding(&matter(1), Some(0))).await?;
    store.writer.close().await;
    store.writer.close().await;
    let refused = store.writer.commit(adding(&matter(1), Some(1))).await;
    assert!(matches!(refused, Err(CommitError::Stopped(_))), "{refused:?}");
    assert_eq!(store.journal.load(OFFICE, &matter(1), 0).await?.len(), 1);
    Ok(())
}
