//! A changed, removed, added or swapped entry, content, envelope, file, row, number, claim, leaf or stream is named by its
//! place: each is done to the disk of a small office, behind the back of the store.

#![expect(clippy::unwrap_used, reason = "what fails while an office is tampered with fails the test that asked for it")]

mod common;

use std::path::Path;

use common::Office;
use huiyin_app::AppError;
use huiyin_app::desk::Bound;
use huiyin_app::files::Files;
use huiyin_app::operations::OperationsEvent;
use huiyin_domain::ids::{ClockNo, IssueNo, MatterId, PersonNo, PetitionNo};
use huiyin_domain::matter::command::{Classify, RewordIssue};
use huiyin_domain::matter::event::{ClockMet, Clocks};
use huiyin_domain::matter::{Command, Entry, Event, Kind, Matter, Way, evolve};
use huiyin_domain::office::Actor;
use huiyin_domain::view;
use huiyin_store::{Commit, Head, Header, NewEntry, Stream};
use jiff::tz::TimeZone;
use rusqlite::Connection;

/// An office with three petitions: one is classified and its petitioner's identity was opened, one has two files; its
/// figures of the first day are folded, and all of it is under a checkpoint.
async fn office() -> Office {
    let mut office = common::district("2026-03-02").await;
    let folder = office.folder.path();
    let app = office.app.with_files(Files::open(&folder.join("files")).unwrap());
    office.app = app.with_checkpoints(folder.join("checkpoints"));
    let first = office.file(&common::petition()).await;
    office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify =
        Classify { issue: IssueNo::FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, first.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let (petition, person) = (PetitionNo::FIRST, PersonNo::FIRST);
    let custodian = office.officer("o-xfj-8").await;
    office.app.open_identity(&custodian, first.matter, petition, person, "回访").await.unwrap();

    let mut laid = office.app.lay_out(common::petition()).await.unwrap();
    for name in ["一.txt", "二.txt"] {
        common::keep(&office, laid.desk(), name, name.repeat(20_000).as_bytes()).await.unwrap();
    }
    office.app.take_in(&Actor::Public, laid, None).await.unwrap();
    office.app.record_operation(&OperationsEvent::BackedUp { entries: 0 }, &Actor::Job("operator")).await.unwrap();
    office.clock.set("2026-03-03");
    office.app.fold_figures().await.unwrap();
    office.app.checkpointer().unwrap().close().await.unwrap();
    office
}

/// Does this to the file, with nothing of its own in the way.
fn tamper(office: &Office, sql: &str) {
    let file = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let names: Vec<String> =
        file.prepare(triggers).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    file.execute_batch(sql).unwrap();
}

async fn findings(office: &Office) -> Vec<String> {
    let report = office.app.verify(&|_| ()).await.unwrap();
    report.findings.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

/// The stream of the classified matter, as SQL.
const FIRST: &str = "(SELECT stream FROM journal WHERE stream LIKE 'matter/%' AND seq = 2)";

/// Each deed, done by itself, leads to a finding that says this.
async fn expect(cases: &[(&str, &str)]) {
    let office = office().await;
    let sound = office.folder.path().join("sound.db");
    let file = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    file.execute("VACUUM INTO ?1", [sound.to_str().unwrap()]).unwrap();
    for (sql, named) in cases {
        let sql = sql.replace("FIRST", FIRST);
        tamper(&office, &sql);
        let found = findings(&office).await;
        assert!(found.iter().any(|finding| finding.contains(named)), "{sql}: {named}: {found:#?}");
        let mut file = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
        file.restore("main", &sound, None::<fn(rusqlite::backup::Progress)>).unwrap();
    }
    assert_eq!(findings(&office).await, [""; 0], "put back it is sound");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_office_is_sound_and_wholly_read() {
    let office = office().await;
    let report = office.app.verify(&|_| ()).await.unwrap();
    assert_eq!(report.findings, []);
    let journal = Connection::open(office.folder.path().join("huiyin.db")).unwrap();
    let count = |sql: &str| {
        let n: i64 = journal.query_row(sql, [], |row| row.get(0)).unwrap();
        u64::try_from(n).unwrap()
    };
    assert_eq!(report.streams, count("SELECT count(DISTINCT stream) FROM journal"));
    assert_eq!(report.entries, count("SELECT count(*) FROM journal"));
    assert_eq!(report.contents, count("SELECT count(*) FROM contents"));
    assert_eq!(report.envelopes, count("SELECT count(*) FROM envelopes"));
    assert_eq!(report.numbers, count("SELECT count(*) FROM numbers"));
    assert_eq!((report.leaves, report.files), (report.entries, 2));
    assert_eq!(report.checkpoint, Some(report.entries));
}

/// Sets a column to itself with one text replaced.
fn replace(column: &str, from: &str, to: &str) -> String {
    format!("UPDATE journal SET {column} = CAST(replace(CAST({column} AS TEXT), '{from}', '{to}') AS BLOB)")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_entry_is_named() {
    let class = replace("body", "appeal", "appeaI") + " WHERE stream = FIRST";
    let opened = replace("body", "false", "true") + " WHERE stream = FIRST || '/access'";
    let count = replace("body", ":0", ":1") + " WHERE stream = 'operations'";
    let officer = replace("body", "o-xfj-1", "o-xfj-9") + " WHERE stream = 'office'";
    let actor = replace("header", "job:operator", "job:stranger") + " WHERE stream = 'operations'";
    expect(&[
        (&class, "entry 2: its bytes"),
        (&opened, "/access entry 1: its bytes"),
        (&count, "operations entry 1: its bytes"),
        (&officer, "office entry"),
        (&actor, "operations entry 1: its bytes"),
        ("UPDATE journal SET hash = randomblob(32) WHERE stream = FIRST AND seq = 1", "entry 1: its bytes"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_added_or_swapped_entry_is_named() {
    expect(&[
        ("DELETE FROM journal WHERE stream = FIRST AND seq = 1", "entry 1: its header says entry 2"),
        ("DELETE FROM journal WHERE stream = FIRST AND seq = 2", "entry 2: has a leaf and is not in the journal"),
        (
            "INSERT INTO journal SELECT office_id, stream, 3, header, body, hash FROM journal
             WHERE stream = FIRST AND seq = 2",
            "entry 3: has no leaf",
        ),
        (
            "INSERT INTO journal SELECT office_id, 'account/nobody', seq, header, body, hash FROM journal
             WHERE stream = 'operations'",
            "account/nobody: has entries and no head",
        ),
        (
            "UPDATE journal SET seq = seq + 10 WHERE stream = FIRST;
             UPDATE journal SET seq = 13 - seq WHERE stream LIKE 'matter/%' AND seq > 10",
            "was removed, added or swapped",
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_stream_and_a_changed_head_are_named() {
    expect(&[
        ("DELETE FROM journal WHERE stream = FIRST", "the stream was dropped"),
        (
            "DELETE FROM heads WHERE stream = FIRST; DELETE FROM journal WHERE stream = FIRST",
            "has a leaf and is not in the journal",
        ),
        ("UPDATE heads SET seq = 3, leaved_seq = 3 WHERE stream = FIRST", "its head says 3"),
        ("UPDATE heads SET hash = randomblob(32) WHERE stream = FIRST", "another hash"),
        ("DELETE FROM heads WHERE stream = 'operations'", "operations: has entries and no head"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_dropped_with_all_that_speaks_of_it_is_missed_by_the_checkpoint() {
    let everywhere = "DELETE FROM journal WHERE stream = 'operations'; DELETE FROM heads WHERE stream = 'operations';
        DELETE FROM leaves WHERE stream = 'operations'";
    let office = office().await;
    tamper(&office, everywhere);
    let moved = "UPDATE leaves SET position = (SELECT count(*) FROM leaves AS l WHERE l.position < leaves.position)";
    tamper(&office, moved);
    let found = findings(&office).await;
    assert!(matches!(found.as_slice(), [only] if only.starts_with("checkpoint: ")), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_of_another_hand_is_named() {
    let office = office().await;
    let file = office.folder.path().join("checkpoints/office-1.checkpoint");
    let note = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, note.replace("huiyin/1", "huiyin/2")).unwrap();
    let found = findings(&office).await;
    assert!(matches!(found.as_slice(), [only] if only.contains("signature")), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn contents_and_envelopes_are_named() {
    expect(&[
        ("UPDATE contents SET sealed = randomblob(length(sealed)) WHERE rowid = 1", "contents row"),
        ("DELETE FROM contents WHERE rowid = 1", "is missing"),
        (
            "INSERT INTO contents SELECT office_id, matter_id, randomblob(16), sealed FROM contents WHERE rowid = 1",
            "no entry names it",
        ),
        (
            "INSERT INTO contents SELECT office_id, randomblob(16), content_id, sealed FROM contents WHERE rowid = 1",
            "there is no such matter",
        ),
        (
            "UPDATE contents SET sealed = (SELECT sealed FROM contents WHERE rowid = 2) WHERE rowid = 1",
            "a seal that does not open",
        ),
        ("DELETE FROM envelopes WHERE rowid = 1", "envelopes row"),
        ("UPDATE envelopes SET sealed = (SELECT sealed FROM envelopes WHERE rowid = 2)", "envelopes row"),
        (
            "INSERT INTO envelopes SELECT office_id, matter_id, randomblob(16), sealed FROM envelopes WHERE rowid = 1",
            "no entry names it",
        ),
        (
            "INSERT INTO envelopes SELECT office_id, randomblob(16), envelope_id, sealed FROM envelopes WHERE rowid = 1",
            "there is no such matter",
        ),
        ("DELETE FROM keys WHERE owner IN (SELECT owner FROM keys WHERE owner LIKE 'matter/%' LIMIT 1)", "keys row"),
    ])
    .await;
}

/// The paths of both attachments.
fn attachments(office: &Office) -> Vec<std::path::PathBuf> {
    let entries = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries(&office.folder.path().join("files")).flat_map(|folder| entries(&folder)).collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_named() {
    type Deed = fn(&Path, &Path);
    let deeds: [(Deed, &str); 5] = [
        (|one, _| std::fs::remove_file(one).unwrap(), "is missing"),
        (|one, _| std::fs::write(one, &std::fs::read(one).unwrap()[..65_577]).unwrap(), "does not open"),
        (|one, other| std::fs::write(one, std::fs::read(other).unwrap()).unwrap(), "does not open"),
        (|one, _| std::fs::write(one.with_file_name("0".repeat(26)), b"").unwrap(), "no entry names it"),
        (
            |one, _| {
                let mut bytes = std::fs::read(one).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(one, bytes).unwrap();
            },
            "does not open",
        ),
    ];
    for (deed, named) in deeds {
        let office = office().await;
        let [one, other] = attachments(&office).try_into().unwrap();
        deed(&one, &other);
        let found = findings(&office).await;
        let place = format!("files {}", one.parent().unwrap().file_name().unwrap().to_str().unwrap());
        assert!(matches!(found.as_slice(), [only] if only.starts_with(&place) && only.contains(named)), "{found:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_leaves_are_named() {
    expect(&[
        ("DELETE FROM numbers WHERE n = 1", "1 is missing"),
        ("DELETE FROM numbers WHERE n = 3", "bears another number"),
        ("UPDATE numbers SET n = 9 WHERE n = 2", "bears another number"),
        ("UPDATE numbers SET seq = 7 WHERE n = 2", "which does not bear it"),
        ("UPDATE series SET last = 2", "series row xfj/"),
        ("DELETE FROM leaves WHERE position = 1", "a leaf is missing before it"),
        ("UPDATE leaves SET hash = randomblob(32) WHERE position = 1", "its hash is not that of its leaf"),
        ("UPDATE leaves SET hash = randomblob(32) WHERE position = 1", "checkpoint: the first"),
        (
            "INSERT INTO leaves SELECT office_id, (SELECT max(position) + 1 FROM leaves), stream, seq, hash FROM leaves
             WHERE position = 1",
            "its entry has another leaf already",
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn query_codes_are_named() {
    expect(&[
        ("DELETE FROM claims WHERE key = (SELECT min(key) FROM claims)", "0 query codes find it"),
        (
            "INSERT INTO claims SELECT office_id, kind, randomblob(32), value, NULL FROM claims LIMIT 1",
            "2 query codes find it",
        ),
        (
            "INSERT INTO claims SELECT office_id, kind, randomblob(32), randomblob(20), NULL FROM claims LIMIT 1",
            "finds a petition that is not there",
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_counts_and_figures_are_named() {
    expect(&[
        ("UPDATE issue_rows SET unit = 'zjj'", "is not what the journal says"),
        ("DELETE FROM issue_rows", "is not what the journal says"),
        ("UPDATE issue_rows SET matter_id = randomblob(16) WHERE class IS NOT NULL", "there is no such matter"),
        ("UPDATE issue_counts SET n = n + 1", "issues are counted"),
        ("DELETE FROM issue_counts", "issues are counted"),
        ("UPDATE figures SET n = 2 WHERE figure = 'received'", "figures of"),
        ("UPDATE figures SET matter_id = randomblob(16)", "there is no such matter"),
        ("UPDATE figure_days SET n = 2 WHERE figure = 'received'", "are in the ledger"),
        ("DELETE FROM figure_days WHERE cut = 'channel'", "are in the ledger"),
        ("UPDATE figure_months SET n = n + 1 WHERE cut = 'unit'", "are in the ledger"),
        ("UPDATE figures SET folded = 0 WHERE figure = 'received'", "are in the ledger"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_streams_only_the_dropped_one_is_named() {
    let office = common::district("2026-03-02").await;
    let mut matters = Vec::new();
    for _ in 0..220 {
        matters.push(office.file(&common::petition()).await.matter.to_string());
    }
    assert_eq!(findings(&office).await, [""; 0]);
    matters.sort();
    for (table, matter) in [("journal", &matters[110]), ("heads", &matters[30])] {
        tamper(&office, &format!("DELETE FROM {table} WHERE stream = 'matter/{matter}'"));
    }
    let found = findings(&office).await;
    let beheaded = found.iter().filter(|finding| finding.contains(&matters[30])).count();
    let dropped = found.iter().filter(|finding| finding.contains(&matters[110])).count();
    let codes = found.iter().filter(|finding| finding.starts_with("claims row query_code/")).count();
    assert_eq!((beheaded, codes, beheaded + dropped + codes), (1, 1, found.len()), "{found:#?}");
}

/// A commit that no command would give: the last clock of the matter is over. Entry, rows and figures agree.
async fn stop_the_clock(office: &Office, id: MatterId) {
    let (store, office_id, stream) = (office.app.store(), office.app.office_id(), Stream::Matter(id));
    let stored = store.journal.load(office_id, &stream, 0).await.unwrap();
    let mut before = Matter::unborn(id);
    let mut recorded_at = jiff::Timestamp::UNIX_EPOCH;
    for one in &stored {
        let header: Header = serde_json::from_slice(&one.header).unwrap();
        let event: Event = serde_json::from_slice(&one.body).unwrap();
        recorded_at = header.recorded_at;
        before = evolve(before, &entry(header.seq, recorded_at, event));
    }
    let clocks = Clocks { met: vec![ClockNo::FIRST], ..Clocks::default() };
    let on = "2026-03-02".parse().unwrap();
    let met = Event::ClockMet(ClockMet { issue: IssueNo::FIRST, on, in_time: true, clocks });
    let body = serde_json::to_vec(&met).unwrap();
    let entry = entry(before.seq + 1, recorded_at, met);
    let after = evolve(before.clone(), &entry);
    let mut commit = Commit::new(office_id);
    commit.heads.push(Head { stream: stream.clone(), seq: Some(before.seq) });
    commit.changes = view::changes(&before, &after, &entry);
    commit.entries.push(NewEntry { stream, recorded_at, actor: "job:sweep".to_owned(), body, number: None });
    store.writer.commit(commit).await.unwrap();
}

fn entry(seq: u64, at: jiff::Timestamp, event: Event) -> Entry {
    let recorded_on = TimeZone::get("Asia/Shanghai").unwrap().to_datetime(at).date();
    Entry { seq, recorded_on, number: None, event }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_that_breaks_what_must_always_be_true_is_named_and_is_not_worked_on() {
    let office = common::district("2026-03-02").await;
    office.file(&common::petition()).await;
    let matter = office.file(&common::petition()).await.matter;
    assert_eq!(findings(&office).await, [""; 0]);
    stop_the_clock(&office, matter).await;
    let broken = "issue 1 is open and no clock runs for it";
    assert_eq!(findings(&office).await, [format!("matter/{matter}: {broken}")]);
    let registrar = office.officer("o-xfj-1").await;
    let reword = office.app.act(&registrar, matter, |desk| {
        let demand = desk.words("demand", "修好三盏路灯", Bound::Note)?;
        Ok(Command::RewordIssue(RewordIssue { issue: IssueNo::FIRST, demand }))
    });
    let refused = reword.await.unwrap_err();
    assert!(matches!(&refused, AppError::Inconsistent(why) if why.contains(broken)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_at_work_is_sound() {
    let office = office().await;
    let working = office.app.clone();
    let (registrar, custodian) = (office.officer("o-xfj-1").await, office.officer("o-xfj-8").await);
    let work = tokio::spawn(async move {
        for _ in 0..60 {
            let filed = working.file(&Actor::Public, &common::petition(), None).await.unwrap();
            let class = "03.02.01".parse().unwrap();
            let classify =
                Classify { issue: IssueNo::FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
            working.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify.clone()))).await.unwrap();
            let (petition, person) = (PetitionNo::FIRST, PersonNo::FIRST);
            working.open_identity(&custodian, filed.matter, petition, person, "回访").await.unwrap();
        }
    });
    let mut looks = 0;
    while !work.is_finished() || looks == 0 {
        assert_eq!(findings(&office).await, [""; 0]);
        looks += 1;
    }
    work.await.unwrap();
    assert_eq!(findings(&office).await, [""; 0]);
}
