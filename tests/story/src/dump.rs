//! All that is on disk of a town: database, attachments, logs. A story plants names and sentences, and none may stand there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use huiyin_store::journal::hex;

use crate::town::Town;

/// What was logged since [`keep_log`], by all stories of a process.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps every line that is logged from now on, down to the finest.
pub fn keep_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let level = tracing::level_filters::LevelFilter::TRACE;
        tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(|| Log).init();
    });
}

impl Town {
    /// Everything that was written, by the place where it lies.
    pub async fn dump(&self) -> Vec<(String, Vec<u8>)> {
        let mut dump = vec![("log".to_owned(), LOG.lock().unwrap_or_else(PoisonError::into_inner).clone())];
        for file in files_under(self.folder.path()) {
            // The name may betray as much as what is in it.
            let name = file.display().to_string();
            dump.push((name.clone(), [name.as_bytes(), &fs::read(&file).expect("a file")].concat()));
        }
        if let Some(database) = &self.database {
            let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
            for table in database.query(tables, &[]).await.expect("the tables") {
                let table: String = table.get(0);
                let rows = database.simple_query(&format!("SELECT t::text FROM \"{table}\" t")).await.expect("rows");
                let rows = rows.iter().filter_map(|row| match row {
                    tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                    _ => None,
                });
                dump.push((table, rows.collect::<Vec<_>>().join("\n").into_bytes()));
            }
        }
        dump
    }

    /// None of these stands anywhere on disk: not as it is, and not as hexadecimal digits, as PostgreSQL shows bytes.
    pub async fn holds_none_of(&self, planted: &[&str]) {
        let dump = self.dump().await;
        for word in planted {
            let digits = hex(word.as_bytes());
            for (place, bytes) in &dump {
                let stands = |word: &str| bytes.windows(word.len()).any(|at| at == word.as_bytes());
                assert!(!stands(word) && !stands(&digits), "{word} stands in {place}");
            }
        }
    }

    /// The attachments as they lie on the disk, marks and halves too.
    pub fn attachments(&self) -> Vec<PathBuf> {
        files_under(&self.folder.path().join("files"))
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() { files.extend(files_under(&path)) } else { files.push(path) }
    }
    files
}
