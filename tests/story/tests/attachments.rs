//! What people bring with them: photographs, scans, records. And what of it all may be read by whoever takes the disks away.

use huiyin_story::dump::keep_log;
use huiyin_story::{Town, stories};
use serde_json::{Value, json};

/// Words that stand nowhere else.
const PLANTED: [&str; 8] =
    ["试其人", "139-4417-0001", "lamp@example.invalid", "槐树巷", "路灯灭了", "照片甲", "现场笔录", "灯杆编号"];

fn lamps() -> Value {
    json!({
        "subject": "槐树巷路灯灭了",
        "text": "槐树巷的路灯灭了两个月，附照片。",
        "demands": ["修好槐树巷的路灯"],
        "persons": [{ "name": "试其人", "phone": "139-4417-0001", "email": "lamp@example.invalid" }],
    })
}

async fn files_come_with_petitions_and_evidence_and_reach_whoever_may_read_them(town: Town) {
    keep_log();
    town.on("2026-03-02").await;
    let photo = "灯杆编号 0417 ".repeat(20_000);
    let filed = town.files_with(lamps(), &[("照片甲.jpg", photo.as_bytes()), ("map.txt", b"a map")]).await;
    let registrar = town.officer("o-xfj-1").await;
    registrar.does(&filed, "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" })).await;
    registrar.does(&filed, "issues/1/forward", json!({ "to": "qlz" })).await;
    let handler = town.officer("o-qlz-1").await;
    handler.does(&filed, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    let record = json!({ "note": "现场笔录，双方签字", "on": "2026-03-02" });
    handler.does_with(&filed, "issues/1/add-evidence", record, &[("现场笔录.txt", b"signed by both")]).await;
    filed.adds_with(json!({ "subject": "补充", "text": "又灭了一盏。" }), &[("second.txt", b"one more")]).await;

    let shown = handler.sees(&filed).await["files"].clone();
    let names: Vec<&str> = shown.as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!(names, ["照片甲.jpg", "map.txt", "现场笔录.txt", "second.txt"]);
    assert_eq!(handler.opens_file(&filed, &shown[0]["file"]).await, Some(json!(photo)));
    assert_eq!(handler.opens_file(&filed, &shown[2]["file"]).await, Some(json!("signed by both")));
    assert_eq!(town.officer("o-jyj-1").await.opens_file(&filed, &shown[0]["file"]).await, None);

    let own = filed.query().await["files"].clone();
    assert_eq!(own.as_array().map(Vec::len), Some(2), "the petitioner's own, not the office's evidence: {own}");
    assert_eq!(filed.fetches(&own[1]["file"]).await, Some(json!("a map")));
    assert_eq!(filed.fetches(&shown[2]["file"]).await, None);
    town.holds_none_of(&PLANTED).await;
    town.ends_with(&[("received", 2), ("open", 1)]).await;
}

async fn a_file_changed_on_the_disk_is_named(town: Town) {
    keep_log();
    town.on("2026-03-02").await;
    town.files_with(lamps(), &[("照片甲.jpg", b"a photograph")]).await;
    assert_eq!(town.findings().await, Vec::<String>::new());
    let [file] = town.attachments().try_into().expect("one file and no mark");
    let mut bytes = std::fs::read(&file).expect("the file");
    bytes[40] ^= 1;
    std::fs::write(&file, bytes).expect("the file");
    let found = town.findings().await;
    let id = file.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(matches!(found.as_slice(), [one] if one.contains(&id)), "{found:?}");
}

async fn a_form_that_is_refused_leaves_no_file(town: Town) {
    keep_log();
    town.on("2026-03-02").await;
    let mut visit = lamps();
    visit["channel"] = json!("visit");
    for (petition, files) in [
        (visit, vec![("照片甲.jpg", b"a photograph".as_slice())]),
        (lamps(), vec![("照片甲.jpg", b"a photograph".as_slice()), ("empty.txt", b"")]),
    ] {
        let (status, problem) = town.post_form("/petitions", None, &petition, &files).await;
        assert_eq!((status, &problem["code"]), (422, &json!("invalid")), "{problem}");
        assert!(town.attachments().is_empty(), "{:?}", town.attachments());
    }
    town.holds_none_of(&PLANTED).await;
    town.ends_with(&[("received", 0)]).await;
}

stories![
    files_come_with_petitions_and_evidence_and_reach_whoever_may_read_them,
    a_file_changed_on_the_disk_is_named,
    a_form_that_is_refused_leaves_no_file,
];
