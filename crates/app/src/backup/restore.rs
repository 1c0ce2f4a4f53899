//! Restores an archive into an empty database of either kind: first the key, then every hash, then the rows.

use std::path::Path;

use huiyin_domain::ids::{ContentId, MatterId};
use huiyin_store::Store;
use huiyin_store::schema::{JOURNAL, Table, Value};
use tokio::sync::mpsc;

use super::{ABOUT, About, Carried, FORM, MANIFEST, archive, layouts, row, said, table_of, tables};
use crate::error::AppError;
use crate::files::Files;
use crate::keys::Keys;

/// Parts read ahead of the database.
const PARTS_AHEAD: usize = 2;

/// A member on its way out of the archive.
enum Part {
    Rows(&'static Table, Vec<Vec<Value>>),
    File(MatterId, ContentId, Vec<u8>),
}

/// Restores the archive at `path`. `progress` is told how many rows are in.
///
/// # Errors
/// Unavailable, with what the operator must do, where the service key is another than the archive's, the archive is of
/// another form, damaged or cut off, the database is not empty, or files came without a folder for them. Nothing is
/// written before all of that is known.
pub async fn restore(
    path: &Path,
    store: &Store,
    keys: &Keys,
    files: Option<&Files>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Carried, AppError> {
    check_about(&archive::about(path)?, keys)?;
    check_empty(store).await?;
    let checked = path.to_owned();
    let manifest = blocking(move || archive::check(&checked)).await?;
    let expected = manifest.carried();
    if expected.files > 0 && files.is_none() {
        return Err(said("the archive holds attachments, and there is no folder for them"));
    }
    let (sender, mut parts) = mpsc::channel(PARTS_AHEAD);
    let read_from = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || read(&read_from, &sender));
    let mut carried = Carried { size_bytes: expected.size_bytes, ..Carried::default() };
    while let Some(part) = parts.recv().await {
        carried = take_in(part, store, files, carried).await?;
        progress(carried.rows);
    }
    reading.await.map_err(|error| said(format!("reading the archive broke off: {error}")))??;
    if carried == expected {
        Ok(carried)
    } else {
        Err(AppError::Inconsistent(format!("{} rows of {} were restored", carried.rows, expected.rows)))
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| said(format!("reading the archive broke off: {error}")))?
}

fn check_about(about: &About, keys: &Keys) -> Result<(), AppError> {
    if about.form != FORM || about.tables != layouts() {
        let (form, schema) = (about.form, about.schema);
        return Err(said(format!(
            "the archive has form {form} and schema {schema}, and this program another: restore it with the version that \
             wrote it, then move on to this one"
        )));
    }
    if about.key_fingerprint != keys.fingerprint() {
        let (theirs, ours) = (&about.key_fingerprint, keys.fingerprint());
        return Err(said(format!(
            "the archive was sealed under the service key with fingerprint {theirs}, and this one has {ours}: give the key \
             that the office had when it was written"
        )));
    }
    Ok(())
}

async fn check_empty(store: &Store) -> Result<(), AppError> {
    let mut snapshot = store.maintenance.snapshot().await?;
    for table in tables() {
        if !snapshot.rows(table, None, 1).await?.is_empty() {
            return Err(said(format!("the database is not empty, it has {}: restore into a new one", table.name)));
        }
    }
    Ok(())
}

/// Reads members into parts; stops where nobody takes them any more, who then knows why.
fn read(path: &Path, parts: &mpsc::Sender<Part>) -> Result<(), AppError> {
    archive::each(path, |name, bytes| {
        if name == ABOUT || name == MANIFEST {
            return Ok(());
        }
        let part = part(name, bytes).ok_or_else(|| said(format!("{name} in {} cannot be read", path.display())))?;
        parts.blocking_send(part).map_err(|_| said("the restore broke off"))
    })
}

fn part(name: &str, bytes: &[u8]) -> Option<Part> {
    if let Some(file) = name.strip_prefix("files/") {
        let (matter, id) = file.split_once('/')?;
        return Some(Part::File(matter.parse().ok()?, id.parse().ok()?, bytes.to_vec()));
    }
    let table = table_of(name)?;
    let lines = bytes.strip_suffix(b"\n")?.split(|byte| *byte == b'\n');
    let rows: Option<Vec<_>> = lines.map(|line| row::read(line, table)).collect();
    Some(Part::Rows(table, rows?))
}

async fn take_in(part: Part, store: &Store, files: Option<&Files>, carried: Carried) -> Result<Carried, AppError> {
    match part {
        Part::Rows(table, rows) => {
            let n = rows.len() as u64;
            store.maintenance.load_rows(table, rows).await?;
            let entries = carried.entries + if *table == JOURNAL { n } else { 0 };
            Ok(Carried { rows: carried.rows + n, entries, ..carried })
        }
        Part::File(matter, id, bytes) => {
            if let Some(files) = files {
                files.put_sealed(matter, id, bytes).await?;
            }
            Ok(Carried { files: carried.files + 1, ..carried })
        }
    }
}
