//! Files whose upload or commit broke off: nobody's fault for an hour, then swept; what an entry names always stays.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::path::{Path, PathBuf};

use common::Office;
use huiyin_app::files::Files;
use huiyin_domain::office::Actor;

async fn office() -> Office {
    let mut office = common::district("2026-03-02").await;
    office.app = office.app.with_files(Files::open(&office.folder.path().join("files")).unwrap());
    office
}

/// Every file under the folder of attachments.
fn found(office: &Office) -> Vec<PathBuf> {
    let entries = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let folders: Vec<_> = entries(&office.folder.path().join("files")).collect();
    folders.iter().flat_map(|folder| entries(folder).collect::<Vec<_>>()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_left_of_an_upload_is_swept_when_it_is_old() {
    let office = office().await;
    let mut laid = office.app.lay_out(common::petition()).await.unwrap();
    common::keep(&office, laid.desk(), "whole.png", b"whole").await.unwrap();
    common::keep(&office, laid.desk(), "half.png", b"half").await.unwrap();
    // As if the process had died: nobody takes the petition in. One of the files had not come whole.
    drop(laid);
    let half = found(&office).into_iter().find(|path| !path.to_str().unwrap().contains("incoming")).unwrap();
    std::fs::rename(&half, half.with_file_name(format!("{}#1", half.file_name().unwrap().to_str().unwrap()))).unwrap();
    assert_eq!(found(&office).len(), 4, "two files and their marks");

    assert_eq!(office.app.verify(&|_| ()).await.unwrap().findings, []);
    assert_eq!(office.app.sweep_files().await.unwrap(), 0);
    office.clock.set("2026-03-03");
    assert_eq!(office.app.sweep_files().await.unwrap(), 2);
    assert_eq!(found(&office), Vec::<PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_entry_names_stays_though_its_mark_does() {
    let office = office().await;
    let mut laid = office.app.lay_out(common::petition()).await.unwrap();
    common::keep(&office, laid.desk(), "a.png", b"sound").await.unwrap();
    let mark = found(&office).into_iter().find(|path| path.to_str().unwrap().contains("incoming")).unwrap();
    let marked = std::fs::read(&mark).unwrap();
    office.app.take_in(&Actor::Public, laid, None).await.unwrap();
    assert_eq!(found(&office).len(), 1);
    std::fs::write(&mark, marked).unwrap();

    let sound = office.app.verify(&|_| ()).await.unwrap();
    assert_eq!((sound.findings, sound.files), (Vec::new(), 1));
    office.clock.set("2026-03-03");
    assert_eq!(office.app.sweep_files().await.unwrap(), 0);
    assert_eq!(found(&office).len(), 1);
}
