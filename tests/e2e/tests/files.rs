//! Files that people bring: chosen without a script, dragged with one, listed, and read back.

use huiyin_e2e::{Browser, Settings, signed_in, town};

/// The smallest picture there is: one grey point, as PNG.
const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00,
    0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A picture on the petitioner's machine.
fn picture(folder: &tempfile::TempDir, name: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, PICTURE).expect("a picture");
    path.to_str().expect("a path").to_owned()
}

async fn fills_in(browser: &Browser) {
    browser.presses("#about").await;
    browser.presses("#who-2").await;
    browser.types("#subject", "村口路灯不亮").await;
    browser.types("#text", "三盏灯不亮。").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_filed_without_a_script_and_read_back_by_its_petitioner_and_the_desk() {
    let town = town().await;
    let folder = tempfile::tempdir().expect("a folder");
    let plain = Browser::open(Settings { script: false, ..Settings::DESK }).await;
    plain.goes_to(&format!("{}/file", town.address())).await;
    plain.types("#files", &picture(&folder, "路灯.png")).await;
    plain.types("#text", "三盏灯不亮。").await;
    plain.follows("#send").await;
    assert!(plain.reads("#files-fault").await.contains("重新选择"), "that a file is gone is not left to be found out");
    fills_in(&plain).await;
    plain.types("#files", &picture(&folder, "路灯.png")).await;
    plain.follows("#send").await;
    plain.follows("a[href='/my']").await;
    assert_eq!(plain.downloads(".files a", "路灯.png").await, PICTURE);
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK).await;
    desk.follows(".rows a").await;
    desk.inspects("matter-with-files").await;
    assert_eq!(desk.downloads(".petition .files a", "路灯.png").await, PICTURE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_taken_is_told_by_its_place_and_that_all_are_to_be_chosen_again() {
    let town = town().await;
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, b"").expect("a file");
    let plain = Browser::open(Settings { script: false, ..Settings::DESK.speaking("en-GB") }).await;
    plain.goes_to(&format!("{}/file", town.address())).await;
    fills_in(&plain).await;
    plain.types("#files", &picture(&folder, "lamp.png")).await;
    plain.types("#files", empty.to_str().expect("a path")).await;
    plain.follows("#send").await;
    assert_eq!(plain.reads("#files-fault").await, "File 2: The file is empty.");
    assert!(plain.reads(".faults").await.contains("choose them again"));
    assert_eq!(plain.value("#subject").await, "村口路灯不亮", "what was typed stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_without_a_file_speak_of_none() {
    let town = town().await;
    let plain = Browser::open(Settings { script: false, ..Settings::DESK }).await;
    plain.goes_to(&format!("{}/file", town.address())).await;
    plain.follows("#send").await;
    assert_eq!(plain.counts("#files-fault").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_listed_and_taken_back_and_more_can_be_added() {
    let town = town().await;
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Browser::open(Settings::DESK.speaking("en-GB")).await;
    desk.goes_to(&format!("{}/file", town.address())).await;
    desk.types("#files", &picture(&folder, "first.png")).await;
    desk.types("#files", &picture(&folder, "second.png")).await;
    assert_eq!(desk.counts(".drop .files li").await, 2, "what was chosen before stays");
    desk.runs(
        "const dropped = new DataTransfer();
         dropped.items.add(new File(['x'], 'third.txt'));
         document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: dropped, cancelable: true}));",
    )
    .await;
    desk.inspects("file-with-files").await;
    desk.presses(".drop .files li:first-child button").await;
    fills_in(&desk).await;
    desk.follows("#send").await;
    desk.follows("a[href='/my']").await;
    let files = desk.reads("section[aria-labelledby=files]").await;
    assert!(files.contains("second.png") && files.contains("third.txt") && !files.contains("first.png"), "{files}");
    desk.inspects("my-with-files").await;
}
