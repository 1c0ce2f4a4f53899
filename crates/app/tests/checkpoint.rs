//! A signed checkpoint grows with the office, and is never signed over by a database that was rolled back or rewritten.

#![expect(clippy::unwrap_used, reason = "what fails while a database is copied fails the test that asked for it")]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::Office;
use huiyin_app::checkpoint::Checkpoint;
use huiyin_app::keys::Keys;
use huiyin_app::{App, AppError};
use huiyin_domain::ids::OfficeId;
use rusqlite::Connection;

fn signed_file(folder: &Path) -> PathBuf {
    folder.join("office-1.checkpoint")
}

fn in_folder(app: &App, folder: &Path) -> App {
    app.clone().with_checkpoints(folder.to_owned())
}

async fn sign(app: &App, folder: &Path) -> Result<Checkpoint, AppError> {
    Ok(in_folder(app, folder).checkpointer()?.close().await?.expect("nobody else signs"))
}

/// The office as a thief of its disk would have it: a copy of its database as it is now, changed by `sql`.
fn copy(office: &Office, sql: &str) -> (App, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("huiyin.db");
    let original = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    original.execute("VACUUM INTO ?1", [file.to_str().unwrap()]).unwrap();
    let copy = Connection::open(&file).unwrap();
    copy.execute_batch(&format!("DELETE FROM leases; {sql}")).unwrap();
    let store = huiyin_store_sqlite::open(folder.path()).unwrap();
    let clock = Arc::new(office.clock.clone());
    (App::new(OfficeId(1), store, Keys::new([7; 32]), clock, Arc::new(common::PlainPress)), folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_grows_with_the_office() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(in_folder(&office.app, folder.path()).last_checkpoint().unwrap(), None);
    let mut checkpointer = in_folder(&office.app, folder.path()).checkpointer().unwrap();
    let first = checkpointer.checkpoint().await.unwrap().unwrap();
    assert_eq!(checkpointer.checkpoint().await.unwrap(), Some(first), "nothing was added");

    office.file(&common::petition()).await;
    let second = checkpointer.checkpoint().await.unwrap().unwrap();
    assert_eq!(second.size, first.size + 1);
    assert_eq!(in_folder(&office.app, folder.path()).last_checkpoint().unwrap(), Some(second));

    office.clock.set("2026-03-03");
    office.file(&common::petition()).await;
    let grown = checkpointer.checkpoint().await.unwrap();
    office.clock.set("2026-03-04");
    assert_eq!(sign(&office.app, folder.path()).await.unwrap(), grown.unwrap(), "made anew it is the same tree");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_at_a_time() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    let mut one = in_folder(&office.app, folder.path()).checkpointer().unwrap();
    let mut other = in_folder(&office.app, folder.path()).checkpointer().unwrap();
    assert!(one.checkpoint().await.unwrap().is_some());
    assert_eq!(other.checkpoint().await.unwrap(), None);
    office.clock.set("2026-03-03");
    assert!(other.checkpoint().await.unwrap().is_some(), "the first has not been heard of for a day");
    assert_eq!(one.checkpoint().await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_rolled_back_is_not_signed() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    office.file(&common::petition()).await;
    let (earlier, _kept) = copy(&office, "");
    office.file(&common::petition()).await;
    let signed = sign(&office.app, folder.path()).await.unwrap();

    let refused = sign(&earlier, folder.path()).await;
    assert!(matches!(&refused, Err(AppError::Inconsistent(why)) if why.contains("rolled back")), "{refused:?}");
    let public = huiyin_domain::office::Actor::Public;
    for _ in 0..2 {
        earlier.file(&public, &common::petition(), None).await.unwrap();
    }
    let refused = sign(&earlier, folder.path()).await;
    assert!(matches!(&refused, Err(AppError::Inconsistent(why)) if why.contains("are not those")), "{refused:?}");
    assert_eq!(in_folder(&office.app, folder.path()).last_checkpoint().unwrap(), Some(signed), "the last one stands");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_rewritten_is_not_signed() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    office.file(&common::petition()).await;
    let signed = sign(&office.app, folder.path()).await.unwrap();
    for (sql, why) in [
        ("UPDATE leaves SET hash = randomblob(32) WHERE position = 1", "are not those"),
        ("DELETE FROM leaves WHERE position = 1", "1 is missing"),
        ("DELETE FROM leaves WHERE position = (SELECT max(position) FROM leaves)", "rolled back"),
    ] {
        let (app, _kept) = copy(&office, &format!("DROP TRIGGER leaves_keep; DROP TRIGGER leaves_stay; {sql}"));
        let refused = sign(&app, folder.path()).await;
        assert!(matches!(&refused, Err(AppError::Inconsistent(what)) if what.contains(why)), "{sql}: {refused:?}");
    }
    assert_eq!(in_folder(&office.app, folder.path()).last_checkpoint().unwrap(), Some(signed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_that_others_wrote_is_not_built_on() {
    let office = common::district("2026-03-02").await;
    let folder = tempfile::tempdir().unwrap();
    sign(&office.app, folder.path()).await.unwrap();
    let file = signed_file(folder.path());
    let note = std::fs::read_to_string(&file).unwrap();
    let grown = note.replacen("\n1", "\n2", 1);
    assert_ne!(grown, note, "the size begins with 1");
    for forged in [grown, String::new(), note.replace("huiyin/1", "huiyin/2")] {
        std::fs::write(&file, &forged).unwrap();
        let refused = sign(&office.app, folder.path()).await;
        assert!(matches!(refused, Err(AppError::Inconsistent(_))), "{forged}: {refused:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), forged, "nothing was written over it");
    }
}
