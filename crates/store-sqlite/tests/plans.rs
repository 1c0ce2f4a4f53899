//! No statement takes an office for small: each that the contract's cases run is explained, and none may read all that an
//! office has of a table that grows with it.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use huiyin_store::Store;
use huiyin_store_sqlite::FILE_NAME;
use rusqlite::types::Null;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

/// What the log named as statements.
static SEEN: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);

/// Hears every statement.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "huiyin_store_sqlite::statements"
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Statement);
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Keeps the field that is a statement.
struct Statement;

impl Visit for Statement {
    fn record_str(&mut self, _: &Field, sql: &str) {
        SEEN.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sql.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// What may read all rows of an office, by how the statement begins or by the table, and why.
const READ_WHOLE: [(&str, &str); 12] = [
    ("SELECT office_id, ", "a backup, a page at a time"),
    ("DELETE FROM ", "a rebuild empties tables"),
    ("SELECT registry, class, year, n, stream, seq FROM numbers ", "numbers in their order, a page at a time"),
    (
        "SELECT value, figure, CAST(sum(n) AS BIGINT) FROM ",
        "questions with several filters are answered from the lines",
    ),
    ("SELECT matter_id, received_on, begun, topic FROM topic_matters ", "the newest ones, when the office starts"),
    ("SELECT coalesce(max(", "the last one of a key"),
    ("FROM issue_counts ", "as many rows as there are units, stages and days"),
    ("FROM jobs ", "those that wait"),
    ("FROM search_segments ", "a few for each million texts"),
    ("FROM search_texts ", "those not packed yet, at most a few hundred"),
    ("FROM series ", "one for each registry, class and year"),
    ("FROM topic_warnings ", "a few a week"),
];

/// Indexes that hold only what waits.
const OF_WHAT_WAITS: [&str; 3] = ["heads_unleaved", "topic_matters_waiting", "figures_unfolded"];

/// Explains what was seen until the case ends.
struct Watch {
    dir: TempDir,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(!seen.is_empty(), "no statement was seen");
        match wrong(&self.dir.path().join(FILE_NAME), &seen) {
            Ok(wrong) => assert!(wrong.is_empty(), "{wrong:#?}"),
            Err(error) => panic!("the statements cannot be explained: {error}"),
        }
    }
}

/// The statements that read a table whole and may not, each with that step.
fn wrong(file: &Path, seen: &BTreeSet<String>) -> rusqlite::Result<Vec<String>> {
    let file = Connection::open(file)?;
    let tables = growing(&file)?;
    let mut wrong = Vec::new();
    for sql in seen.iter().filter(|sql| !may_read_whole(sql)) {
        let whole = plan(&file, sql)?.into_iter().find(|step| reads_whole(step, &tables));
        wrong.extend(whole.map(|step| format!("{step}: {sql}")));
    }
    Ok(wrong)
}

fn may_read_whole(sql: &str) -> bool {
    READ_WHOLE.iter().any(|(part, _)| if part.starts_with("FROM") { sql.contains(part) } else { sql.starts_with(part) })
}

/// The names of all tables.
fn growing(file: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut tables = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    tables.query_map([], |row| row.get(0))?.collect()
}

/// How a statement is carried out, step by step.
fn plan(file: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut explained = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let nothing = vec![Null; explained.parameter_count()];
    explained.query_map(params_from_iter(nothing), |row| row.get("detail"))?.collect()
}

/// A step walks a table from end to end, or all that an office has of it.
fn reads_whole(step: &str, tables: &BTreeSet<String>) -> bool {
    let words: Vec<&str> = step.split(' ').collect();
    let is_table = words.get(1).is_some_and(|name| tables.contains(*name));
    let waits = OF_WHAT_WAITS.iter().any(|index| words.contains(index));
    let whole = words[0] == "SCAN" || words[0] == "SEARCH" && step.ends_with("(office_id=?)");
    is_table && whole && !waits
}

async fn watched() -> Result<(Store, Watch), Box<dyn std::error::Error>> {
    // The first case sets it, and it hears the others too.
    let _ = tracing::subscriber::set_global_default(Listener);
    let dir = tempfile::tempdir()?;
    Ok((huiyin_store_sqlite::open(dir.path())?, Watch { dir }))
}

huiyin_store::contract!(watched);

#[test]
fn a_walk_through_all_heads_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let _store = huiyin_store_sqlite::open(dir.path()).unwrap();
    let file = Connection::open(dir.path().join(FILE_NAME)).unwrap();
    let tables = growing(&file).unwrap();
    for (by, is_found) in [("", true), ("INDEXED BY heads_unleaved", false)] {
        let sql =
            format!("SELECT hash FROM heads {by} WHERE office_id = ?1 AND seq > leaved_seq ORDER BY stream LIMIT 9");
        assert_eq!(plan(&file, &sql).unwrap().iter().any(|step| reads_whole(step, &tables)), is_found, "{by}");
    }
}
