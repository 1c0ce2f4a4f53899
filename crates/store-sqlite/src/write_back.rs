//! Writes the log back into the database file, on a thread of its own: a petition that is filed meanwhile waits for its own
//! sync and for no other. Knows the log; must not know what is in it.
//!
//! While the writer never rests the log cannot begin anew by itself. Once it is long the writer is asked to let it, between
//! two batches, when nearly all of it is written back already.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use huiyin_store::StoreError;
use huiyin_store::schema::Value;
use huiyin_store::sql::Row;

use crate::connection::{Connection, unavailable};

/// How often the log is written back: a page that many petitions touch is then written once for all of them.
const EVERY: Duration = Duration::from_millis(500);

/// Pages of the log, 256 MiB, from which on the writer is asked to begin it anew.
pub const LOG_PAGES_MAX: i64 = 65_536;

/// Whether the writer is asked to begin the log anew.
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<AtomicBool>);

impl Asked {
    fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// Begins to write back on this connection; goes on until the sender it gives is gone.
pub fn begin(connection: Connection, asked: Asked) -> Result<Sender<()>, StoreError> {
    let (going_on, until) = channel();
    let thread = std::thread::Builder::new().name("huiyin-write-back".to_owned());
    thread.spawn(move || run(connection, &asked, &until)).map_err(|error| unavailable(&error))?;
    Ok(going_on)
}

fn run(mut connection: Connection, asked: &Asked, until: &Receiver<()>) {
    while until.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) && connection.lost().is_none() {
        match write_back(&mut connection, "PASSIVE") {
            Ok(pages) if pages > LOG_PAGES_MAX => asked.ask(),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the log was not written back"),
        }
    }
}

/// What the writer does between two batches, if it is asked. Where somebody still reads from the log it is left for the
/// next time: nobody is waited for.
pub fn begin_anew(connection: &mut Connection, asked: &Asked) {
    if asked.take()
        && let Err(error) = connection.without_waiting(|connection| write_back(connection, "RESTART").map(drop))
    {
        tracing::warn!(%error, "the log was not begun anew");
    }
}

/// How many pages the log has.
fn write_back(connection: &mut Connection, how: &str) -> Result<i64, StoreError> {
    let rows = connection.rows(&format!("PRAGMA wal_checkpoint({how})"), &[])?;
    match rows.first().map(|Row(values)| values.as_slice()) {
        Some([_, Value::Int(pages), _]) => Ok(*pages),
        _ => Err(StoreError::Unavailable("the database does not say how long its log is".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::BatchWriter;

    fn pair(dir: &std::path::Path) -> (Connection, Connection) {
        let mut writer = Connection::open_to_write(&dir.join("test.db")).unwrap();
        writer.batch("CREATE TABLE t (x)").unwrap();
        let beside = writer.open_beside(&dir.join("test.db")).unwrap();
        (writer, beside)
    }

    fn fill(writer: &mut Connection) {
        writer.transaction(|writer| writer.batch("INSERT INTO t VALUES (zeroblob(400000))")).unwrap();
    }

    #[test]
    fn the_log_begins_anew_when_the_writer_is_asked_and_nobody_reads_from_it() {
        let dir = tempfile::tempdir().unwrap();
        let ((mut writer, mut beside), asked) = (pair(dir.path()), Asked::default());
        let mut reader = Connection::open_to_read(&dir.path().join("test.db")).unwrap();
        reader.batch("BEGIN").unwrap();
        reader.rows("SELECT count(*) FROM t", &[]).unwrap();
        for (is_read, grows) in [(true, true), (false, false)] {
            fill(&mut writer);
            let before = write_back(&mut beside, "PASSIVE").unwrap();
            if !is_read {
                reader.batch("COMMIT").unwrap();
            }
            asked.ask();
            begin_anew(&mut writer, &asked);
            writer.transaction(|writer| writer.batch("INSERT INTO t VALUES (1)")).unwrap();
            assert_eq!(write_back(&mut beside, "PASSIVE").unwrap() > before, grows);
        }
    }

    #[test]
    fn whatever_is_written_lets_the_log_begin_anew() {
        let dir = tempfile::tempdir().unwrap();
        let ((mut connection, mut beside), asked) = (pair(dir.path()), Asked::default());
        fill(&mut connection);
        let before = write_back(&mut beside, "PASSIVE").unwrap();
        asked.ask();
        let mut writer = BatchWriter { connection, asked };
        writer.transaction(|writer| writer.batch("INSERT INTO t VALUES (1)")).unwrap();
        assert!(write_back(&mut beside, "PASSIVE").unwrap() < before);
    }

    #[test]
    fn what_fails_beside_stops_the_writer_too() {
        let dir = tempfile::tempdir().unwrap();
        let (writer, beside) = pair(dir.path());
        beside.lose("the sync failed");
        assert_eq!(writer.lost(), Some("the sync failed"));
    }
}
