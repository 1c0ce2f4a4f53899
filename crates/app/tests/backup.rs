//! A backup carries an office from one database to another of either kind, and nothing but that office under that key.

#![expect(clippy::unwrap_used, reason = "what fails while an office is made or moved fails the test that asked for it")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio_postgres as _; // what the support of the other store, taken in above, stands on

use common::Office;
use huiyin_app::backup::{Carried, restore};
use huiyin_app::files::Files;
use huiyin_app::keys::Keys;
use huiyin_app::operations::OperationsEvent;
use huiyin_app::{App, AppError};
use huiyin_domain::ids::{IssueNo, MatterId, OfficeId};
use huiyin_domain::matter::command::Classify;
use huiyin_domain::matter::{Command, Kind, Way, Words};
use huiyin_domain::office::Actor;
use huiyin_store::Store;
use huiyin_store::schema::{HEADS, JOURNAL};

/// A file that takes more than one chunk on the disk.
fn scan() -> Vec<u8> {
    (0..200_000_u32).flat_map(u32::to_le_bytes).collect()
}

/// An office with petitions on two days, a file with one of them, and an entry of each kind of stream.
async fn office() -> (Office, MatterId, Words) {
    let mut office = common::district("2026-03-02").await;
    office.app = office.app.with_files(Files::open(&office.folder.path().join("files")).unwrap());
    let first = office.app.file(&Actor::Public, &common::petition(), Some("key-1")).await.unwrap();
    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify =
        Classify { issue: IssueNo::FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, first.matter, |_| Ok(Command::Classify(classify))).await.unwrap();

    office.clock.set("2026-03-05");
    let mut laid = office.app.lay_out(common::petition()).await.unwrap();
    common::keep(&office, laid.desk(), "照片.png", &scan()).await.unwrap();
    let file = laid.desk().files()[0];
    let filed = office.app.take_in(&Actor::Public, laid, None).await.unwrap();
    office.app.record_operation(&OperationsEvent::Rebuilt { entries: 0 }, &Actor::Job("operator")).await.unwrap();
    office.app.drain_jobs().await.unwrap();
    (office, filed.matter, file)
}

fn app(store: Store, office: &Office, files: &Path) -> App {
    let clock = Arc::new(office.clock.clone());
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), clock, Arc::new(common::PlainPress));
    app.with_files(Files::open(files).unwrap())
}

async fn restored(archive: &Path, store: Store, office: &Office, folder: &Path) -> (App, Carried) {
    let files = Files::open(folder).unwrap();
    let carried = restore(archive, &store, &Keys::new([7; 32]), Some(&files), &|_| ()).await.unwrap();
    (app(store, office, folder), carried)
}

/// Every member but the first, which says when the archive was made.
fn members(archive: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tar = tar::Archive::new(std::fs::File::open(archive).unwrap());
    let members = tar.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.path().unwrap().to_str().unwrap().to_owned(), bytes)
    });
    members.filter(|(name, _)| name.starts_with("rows/") || name.starts_with("files/")).collect()
}

async fn file_of(app: &App, matter: MatterId, file: Words) -> Vec<u8> {
    use futures::TryStreamExt;
    app.file_stream(matter, file.id).await.unwrap().try_concat().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_moves_to_the_other_database_and_back() {
    let (office, matter, file) = office().await;
    let sound = office.app.verify(&|_| ()).await.unwrap();
    assert_eq!(sound.findings, []);
    let folder = tempfile::tempdir().unwrap();
    let (there, back) = (folder.path().join("there.tar"), folder.path().join("back.tar"));
    let carried = office.app.backup(&there, &|_| ()).await.unwrap();
    assert_eq!((carried.entries, carried.files), (sound.entries, 1));

    let database = support::OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    let (server, taken) = restored(&there, store, &office, &folder.path().join("server")).await;
    assert_eq!(taken, carried);
    assert_eq!(server.verify(&|_| ()).await.unwrap(), sound);
    assert_eq!(file_of(&server, matter, file).await, scan());

    server.backup(&back, &|_| ()).await.unwrap();
    assert!(members(&there) == members(&back), "the form is the same on both databases");
    let embedded = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(embedded.path()).unwrap();
    let (home, _) = restored(&back, store, &office, &embedded.path().join("files")).await;
    assert_eq!(home.verify(&|_| ()).await.unwrap(), sound);

    // Work goes on where it stopped: the next number, and the same answer to the same key.
    let again = home.file(&Actor::Public, &common::petition(), None).await.unwrap();
    assert_eq!(again.number, "xfj-P-2026-000003");
    assert_eq!(home.verify(&|_| ()).await.unwrap().findings, []);
    server.close().await;
}

/// A new database, what a restore into it said, and whether anything came into it.
async fn refused(archive: &Path, key: u8) -> (String, bool) {
    let folder = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(folder.path()).unwrap();
    let files = Files::open(&folder.path().join("files")).unwrap();
    let error = restore(archive, &store, &Keys::new([key; 32]), Some(&files), &|_| ()).await.unwrap_err();
    let mut now = store.maintenance.snapshot().await.unwrap();
    let empty = now.rows(&HEADS, None, 1).await.unwrap().is_empty();
    (error.to_string(), empty && now.rows(&JOURNAL, None, 1).await.unwrap().is_empty())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_another_form_and_damage_are_refused_before_anything_is_written() {
    let (office, ..) = office().await;
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("office.tar");
    office.app.backup(&archive, &|_| ()).await.unwrap();
    let (said, empty) = refused(&archive, 8).await;
    assert!(said.contains(&Keys::new([7; 32]).fingerprint()) && empty, "{said}");

    let whole = std::fs::read(&archive).unwrap();
    let find = |needle: &[u8]| whole.windows(needle.len()).position(|at| at == needle).unwrap();
    let changed = folder.path().join("changed.tar");
    for (what, bytes) in [
        ("is not what was written", flipped(&whole, find(b"rows/keys/") + 600)),
        ("is not what was written", flipped(&whole, find(b"files/") + 600)),
        ("has form 2", replaced(&whole, b"\"form\":1", b"\"form\":2")),
        ("schema", replaced(&whole, b"leaved_seq int", b"leaved_see int")),
        ("has no end", whole[..find(b"manifest.json")].to_vec()),
        ("is no archive", b"%PDF-1.7".to_vec()),
        ("is no archive", Vec::new()),
    ] {
        std::fs::write(&changed, bytes).unwrap();
        let (said, empty) = refused(&changed, 7).await;
        assert!(said.contains(what) && empty, "{what}: {said}");
    }
}

fn flipped(whole: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 1;
    bytes
}

fn replaced(whole: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = whole.windows(from.len()).position(|at| at == from).unwrap();
    [&whole[..at], to, &whole[at + from.len()..]].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_over() {
    let (office, ..) = office().await;
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("office.tar");
    office.app.backup(&archive, &|_| ()).await.unwrap();
    let bytes = std::fs::read(&archive).unwrap();
    let again = office.app.backup(&archive, &|_| ()).await;
    assert!(matches!(&again, Err(AppError::Unavailable(why)) if why.contains("exists")), "{again:?}");
    assert!(std::fs::read(&archive).unwrap() == bytes);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["office.tar"], "nothing half-made lies beside it");

    let into_itself = restore(&archive, office.app.store(), &Keys::new([7; 32]), None, &|_| ()).await;
    assert!(matches!(&into_itself, Err(AppError::Unavailable(why)) if why.contains("not empty")), "{into_itself:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_and_what_people_wrote_are_not_in_it() {
    let (office, ..) = office().await;
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("office.tar");
    office.app.backup(&archive, &|_| ()).await.unwrap();
    let whole = std::fs::read(&archive).unwrap();
    let identity = common::identity();
    for planted in ["三盏路灯", identity.name.as_str(), identity.phone.as_str(), "照片.png"] {
        assert!(!whole.windows(planted.len()).any(|at| at == planted.as_bytes()), "{planted}");
    }
    assert!(!whole.windows(32).any(|at| at == [7; 32]));
    assert!(!whole.windows(64).any(|at| at == "07".repeat(32).as_bytes()));
}

/// Petitions with files come in, and are classified, until it is told to stop; how many came.
async fn work(office: &Office, goes_on: &AtomicBool) -> u64 {
    let registrar = office.officer("o-xfj-1").await;
    let mut came = 0;
    while goes_on.load(Ordering::Relaxed) {
        let mut laid = office.app.lay_out(common::petition()).await.unwrap();
        common::keep(office, laid.desk(), "照片.png", &scan()[..150_000]).await.unwrap();
        let filed = office.app.take_in(&Actor::Public, laid, None).await.unwrap();
        let (issue, class) = (IssueNo::FIRST, "03.02.01".parse().unwrap());
        let classify = Classify { issue, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
        office.app.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
        came += 1;
    }
    came
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_made_while_petitions_and_files_come_in_is_of_one_moment() {
    let (office, ..) = office().await;
    let folder = tempfile::tempdir().unwrap();
    let archive = |n: usize| folder.path().join(format!("office-{n}.tar"));
    let goes_on = AtomicBool::new(true);
    let archived = async {
        let mut carried = Vec::new();
        for n in 0..3 {
            carried.push(office.app.backup(&archive(n), &|_| ()).await.unwrap());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        goes_on.store(false, Ordering::Relaxed);
        carried
    };
    let (came, carried) = futures::join!(work(&office, &goes_on), archived);
    assert!(came > 3 && carried.is_sorted_by(|one, next| one.entries < next.entries), "{came}: {carried:?}");
    for (n, carried) in carried.into_iter().enumerate() {
        let there = tempfile::tempdir().unwrap();
        let store = huiyin_store_sqlite::open(there.path()).unwrap();
        let (app, taken) = restored(&archive(n), store, &office, &there.path().join("files")).await;
        assert_eq!(taken, carried, "{n}");
        let report = app.verify(&|_| ()).await.unwrap();
        assert_eq!(report.findings, [], "{n}");
        assert_eq!((report.entries, report.files), (carried.entries, carried.files), "{n}");
        app.rebuild(&|_| ()).await.unwrap();
        assert_eq!(app.verify(&|_| ()).await.unwrap(), report, "{n}");
    }
    assert_eq!(office.app.verify(&|_| ()).await.unwrap().findings, []);
}
