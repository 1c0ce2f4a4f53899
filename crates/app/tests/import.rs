//! Earlier work taken in from files: whole files of real messages, and files with everything wrong that a file can have.

#![expect(clippy::unwrap_used, reason = "what fails while a file is taken in fails the test that asked for it")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::Office;
use huiyin_app::App;
use huiyin_app::founding::OfficeFile;
use huiyin_app::import::{ImportError, Map, Progress, Rejected, Summary};
use huiyin_app::keys::Keys;
use huiyin_app::report::{Cut, FigureFilter, whole};
use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::Actor;
use huiyin_domain::view::Figure;
use huiyin_store::{Header, Stream};

/// The day of every import here.
const TODAY: &str = "2026-03-02";

/// What was told on the way.
#[derive(Default)]
struct Told {
    done: u64,
    rejected: Vec<Rejected>,
}

impl Told {
    fn reasons(&self) -> Vec<(u64, &str)> {
        self.rejected.iter().map(|rejected| (rejected.line, rejected.reason.as_str())).collect()
    }
}

impl Progress for Told {
    fn done(&mut self, rows: u64) {
        self.done = rows;
    }

    fn rejected(&mut self, _: &[String], rejected: &Rejected) -> Result<(), ImportError> {
        self.rejected.push(rejected.clone());
        Ok(())
    }
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name)
}

/// The map of that name, as it is shipped.
fn shipped(name: &str) -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/imports").join(name);
    Map::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Imports, folds the figures, and says what became of the file; it always adds up.
async fn import(app: &App, path: &Path, map: &Map) -> (Summary, Told) {
    let mut told = Told::default();
    let summary = app.import(path, map, false, &mut told).await.unwrap();
    let Summary { rows, taken, repeated, updates, rejected, by_reason } = &summary;
    assert_eq!(*rows, taken + repeated + updates + rejected);
    assert_eq!(*rejected, by_reason.values().sum::<u64>());
    assert_eq!((told.done, told.rejected.len() as u64), (*rows, *rejected));
    app.fold_figures().await.unwrap();
    (summary, told)
}

/// Received, answered, in time, late, open, history.
async fn figures(app: &App) -> [i64; 6] {
    let table = app.figures_unasked(&FigureFilter::default(), Cut::Whole).await.unwrap();
    [Figure::Received, Figure::Answered, Figure::AnsweredInTime, Figure::AnsweredLate, Figure::Open, Figure::History]
        .map(|figure| whole(&table, figure))
}

/// Ten years of messages and replies, taken in twice and made anew from the journal.
async fn replies_are_counted_once(app: &App) {
    let (file, map) = (data("messages/messages_replies.csv"), shipped("messages_replies.toml"));
    let (first, _) = import(app, &file, &map).await;
    assert_eq!((first.rows, first.taken), (1971, 1971));
    let counted = [1971, 1971, 1858, 113, 0, 1971];
    assert_eq!(figures(app).await, counted);

    let (again, _) = import(app, &file, &map).await;
    assert_eq!((again.taken, again.repeated), (0, 1971));
    assert_eq!(figures(app).await, counted);

    app.rebuild(&|_| ()).await.unwrap();
    assert_eq!(figures(app).await, counted);
    assert_eq!(app.verify(&|_| ()).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_are_in_time_or_late_by_the_law_of_their_day() {
    replies_are_counted_once(&common::district(TODAY).await.app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_are_in_time_or_late_on_postgresql_too() {
    let database = support::OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    let clock = Arc::new(common::SetClock::at(TODAY));
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), clock, Arc::new(common::PlainPress));
    let file = OfficeFile::read(include_str!("../../../rules/demo/office.toml")).unwrap();
    app.found_from(&file, &Actor::Job("operator")).await.unwrap();
    replies_are_counted_once(&app).await;
    app.close().await;
}

/// Work orders with dirty clocks and repeated ids: every row is taken, an update, or rejected for a reason.
#[tokio::test(flavor = "multi_thread")]
async fn dirty_work_orders_add_up() {
    let office = common::district(TODAY).await;
    let map = shipped("stlouis_csb_2008_2012.toml");
    let (summary, _) = import(&office.app, &data("english/stlouis_csb_2008_2012.csv"), &map).await;
    assert_eq!((summary.rows, summary.taken, summary.updates, summary.rejected), (8098, 7476, 134, 488));
    assert_eq!(summary.by_reason, reasons(&[("answered-before-received", 6), ("left-out", 482)]));
    let [received, answered, in_time, late, open, history] = figures(&office.app).await;
    assert_eq!((received, answered, open, history), (7476, 7456, 20, 7476));
    assert!(0 < in_time && 0 < late && in_time + late < answered, "a row without a planned day is not judged");
}

#[tokio::test(flavor = "multi_thread")]
async fn service_requests_keep_their_own_due_days() {
    let office = common::district(TODAY).await;
    let (summary, _) = import(&office.app, &data("english/nyc311_sample.csv"), &shipped("nyc311_sample.toml")).await;
    assert_eq!((summary.rows, summary.taken, summary.updates), (2000, 1983, 0));
    assert_eq!(summary.by_reason, reasons(&[("answered-before-received", 17)]));
    let [received, answered, in_time, late, open, _] = figures(&office.app).await;
    assert_eq!((received, answered + open), (1983, 1983));
    assert!(0 < in_time && in_time + late <= 751, "751 closed rows bring a due day, and only they are judged");
}

/// What brings no answer stays open; what brings no day of receipt is left to whoever knows it.
#[tokio::test(flavor = "multi_thread")]
async fn messages_without_answers_stay_open() {
    for (name, taken, rejected) in [("messages_topics", 3_017, 0), ("messages_labelled", 1_101, 1_619)] {
        let office = common::district(TODAY).await;
        let (file, map) = (data(&format!("messages/{name}.csv")), shipped(&format!("{name}.toml")));
        let (summary, told) = import(&office.app, &file, &map).await;
        assert_eq!((summary.taken, summary.rejected), (taken, rejected), "{name}: {:?}", summary.by_reason);
        assert!(told.rejected.iter().all(|row| row.reason == "no-received-day"), "{name}: {:?}", summary.by_reason);
        let [received, answered, _, _, open, history] = figures(&office.app).await;
        let taken = i64::try_from(taken).unwrap();
        assert_eq!((received, answered, open, history), (taken, 0, taken, taken), "{name}");
    }
}

fn reasons(counted: &[(&str, u64)]) -> BTreeMap<String, u64> {
    counted.iter().map(|(reason, n)| ((*reason).to_owned(), *n)).collect()
}

/// A map of an invented source; `more` are further lines above its columns.
fn invented(more: &str) -> Map {
    let text = format!(
        "source = \"old\"\nunit = \"old-desk\"\nunit_name = \"旧信访室\"\nchannel = \"letter\"\ndates = \"%Y-%m-%d\"\n{more}\n\
         [columns]\nnumber = \"no\"\nreceived = \"in\"\nsubject = [\"about\"]\ntext = [\"words\"]\nanswer = [\"reply\"]\n\
         answered = \"out\"\ndue = \"due\"\n"
    );
    Map::read(&text).unwrap()
}

const HEADER: &str = "no,in,about,words,reply,out,due\n";

/// A sound row of that number.
fn sound(number: &str) -> String {
    format!("{number},2020-05-06,水渠堵了,村后的水渠堵了一个月。,已经清理。,2020-06-01,\n")
}

/// Writes a file, takes it in, and says what became of it.
async fn take(office: &Office, name: &str, bytes: impl AsRef<[u8]>, map: &Map) -> (Summary, Told) {
    import(&office.app, &written(office, name, bytes), map).await
}

fn written(office: &Office, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = office.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Each bad row is named by its line and its reason, and the good ones around it go in.
#[tokio::test(flavor = "multi_thread")]
async fn a_bad_row_is_rejected_by_itself() {
    let office = common::district(TODAY).await;
    let bad = [
        (",2020-05-06,a,b,c,2020-06-01,\n", "no-number"),
        ("2,,a,b,c,2020-06-01,\n", "no-received-day"),
        ("3,2020-02-30,a,b,c,2020-06-01,\n", "not-a-day"),
        ("4,2020-05-06,a,b,c,2020-05-05,\n", "answered-before-received"),
        ("5,2020-05-06,a,b,c,,\n", "no-answer"),
        ("6,2020-05-06,,,c,2020-06-01,\n", "empty"),
        ("7,2020-05-06,a,b,c,2020-06-01\n", "other-column-count"),
        ("8,2020-05-06,a,b,c,2020-06-01,,\n", "other-column-count"),
        ("9,2026-03-03,a,b,c,2026-03-04,\n", "in-the-future"),
        ("10,2020-05-06,a,b,c,2020-06-01,soon\n", "not-a-day"),
    ];
    let mut text = HEADER.to_owned();
    for (row, _) in &bad {
        text.push_str(row);
        text.push_str(&sound(&format!("good-{}", text.len())));
    }
    let (summary, told) = take(&office, "bad.csv", &text, &invented("")).await;
    assert_eq!((summary.rows, summary.taken), (20, 10));
    let mut named = told.reasons();
    named.sort_unstable();
    let lines = bad.iter().zip((2..).step_by(2)).map(|((_, reason), line)| (line, *reason)).collect::<Vec<_>>();
    assert_eq!(named, lines);
    for rejected in told.rejected {
        assert!(rejected.fields.len() > 5, "{} keeps its own fields", rejected.reason);
    }
}

/// A quote that nobody closes costs its own line, not the rest of the file; and a text may run over several lines.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_quote_ends_with_its_line() {
    let office = common::district(TODAY).await;
    let over_lines = "2,2020-05-06,a,\"first line\n\nsecond, with \"\"quotes\"\"\",c,2020-06-01,\n";
    let opens = "3,2020-05-06,\"a,b,c,2020-06-01,\n";
    let inch = "5,2020-05-06,a 5\" pipe,b,c,2020-06-01,\n";
    let text = [HEADER, inch, over_lines, opens, &sound("4"), &sound("1"), &sound("6"), opens, &sound("7")].concat();
    let (summary, told) = take(&office, "quotes.csv", &text, &invented("")).await;
    assert_eq!(told.reasons(), [(6, "quote-misplaced"), (10, "quote-not-closed")]);
    assert_eq!((summary.rows, summary.taken), (8, 6));
}

/// The first row of a number counts; another run finds all of them taken, and a dry run keeps nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_taken_once() {
    let office = common::district(TODAY).await;
    let text = [HEADER, &sound("1"), &sound("2"), &sound("1")].concat();
    let path = written(&office, "twice.csv", &text);
    let dry = office.app.import(&path, &invented(""), true, &mut Told::default()).await.unwrap();
    assert_eq!((dry.rows, dry.taken, dry.updates), (3, 2, 1));
    assert_eq!(figures(&office.app).await, [0; 6]);
    let (first, _) = import(&office.app, &path, &invented("")).await;
    assert_eq!(first, dry);
    let (again, _) = import(&office.app, &path, &invented("")).await;
    assert_eq!((again.taken, again.repeated, again.updates), (0, 2, 1));
    assert_eq!(figures(&office.app).await, [2, 2, 2, 0, 0, 2]);
}

/// All files under a folder, by their names.
fn under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { under(&path) } else { vec![path] }).collect()
}

/// History keeps the number it had, inside; it takes none of the office's, and no word of it lies open on the disk.
#[tokio::test(flavor = "multi_thread")]
async fn history_takes_no_number_and_leaves_no_word_on_the_disk() {
    let office = common::district(TODAY).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("old.csv");
    std::fs::write(&path, [HEADER, &sound("旧-0417"), &sound("旧-0418")].concat()).unwrap();
    assert_eq!(import(&office.app, &path, &invented("")).await.0.taken, 2);
    let (journal, id) = (&office.app.store().journal, office.app.office_id());
    let mut entries = 0;
    for (stream, stored) in journal.scan(id, None, 100).await.unwrap() {
        for one in stored.iter().filter(|_| matches!(stream, Stream::Matter(_))) {
            let header: Header = serde_json::from_slice(&one.header).unwrap();
            assert_eq!(header.number, None, "{stream}");
            entries += 1;
        }
    }
    let report = office.app.verify(&|_| ()).await.unwrap();
    assert_eq!((report.findings, report.numbers, entries), (vec![], 0, 2));
    let kept = under(office.folder.path());
    assert!(!kept.is_empty());
    for file in kept {
        let bytes = std::fs::read(&file).unwrap();
        for word in ["旧-0417", "旧-0418", "水渠", "已经清理"] {
            let stands = bytes.windows(word.len()).any(|at| at == word.as_bytes());
            assert!(!stands, "{word} stands in {}", file.display());
        }
    }
    let next = office.file(&common::petition()).await;
    assert_eq!(next.number, "xfj-P-2026-000001", "the office's series begins with its own first petition");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_encodings_are_read_and_mixed_ones_are_named() {
    let office = common::district(TODAY).await;
    let text = [HEADER, &sound("1"), &sound("2")].concat();
    // The mark stands before the quotes of the first field.
    let quoted = HEADER.split(',').map(|name| format!("\"{}\"", name.trim_end())).collect::<Vec<_>>().join(",");
    let marked = ["\u{FEFF}", &quoted, "\n", &sound("1"), &sound("2")].concat();
    assert_eq!(take(&office, "marked.csv", &marked, &invented("")).await.0.taken, 2);
    let (marked, _, _) = encoding_rs::GB18030.encode(&marked);
    let other = invented("encoding = \"gb18030\"");
    let map = Map { source: "marked-gb".parse().unwrap(), ..other };
    assert_eq!(take(&office, "marked-gb.csv", &marked, &map).await.0.taken, 2);

    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    let other = invented("encoding = \"gb18030\"");
    let (summary, _) = take(&office, "gb.csv", &gb18030, &Map { source: "gb".parse().unwrap(), ..other }).await;
    assert_eq!((summary.taken, summary.rejected), (2, 0));

    let (_, told) = take(&office, "mixed.csv", [&gb18030, sound("3").as_bytes()].concat(), &invented("")).await;
    assert_eq!(told.reasons(), [(2, "not-utf-8"), (3, "not-utf-8")]);
}

/// What is no table is refused whole, with a sentence that says what is wrong, and nothing is kept: not even the unit.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_is_refused_whole() {
    let office = common::district(TODAY).await;
    let utf_16 = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let files: [(&str, &[u8], &str); 8] = [
        ("empty.csv", b"", "is empty"),
        ("paper.csv", b"%PDF-1.7\n%\xE2\xE3", "is a PDF"),
        ("book.csv", b"PK\x03\x04....", "is a ZIP or XLSX"),
        ("table.xlsx", HEADER.as_bytes(), "cannot be read"),
        ("wide.csv", &[b"\xFF\xFE", utf_16.as_slice()].concat(), "not-utf-8"),
        ("fewer.csv", b"no,in,about,words,reply,out\n", "no column \"due\", which the map names for due"),
        ("blank.csv", b"\n\n\n", "is empty"),
        ("long.csv", &[b"\"", vec![b'x'; 9_000_000].as_slice()].concat(), "its first line is"),
    ];
    for (name, bytes, says) in files {
        let path = written(&office, name, bytes);
        let refused = office.app.import(&path, &invented(""), false, &mut Told::default()).await.unwrap_err();
        assert!(refused.to_string().contains(says), "{name}: {refused}");
    }
    let folder = office.app.import(office.folder.path(), &invented(""), false, &mut Told::default()).await;
    assert!(folder.unwrap_err().to_string().contains("is a folder"));
    let known = office.app.office().await.unwrap();
    assert!(known.unit(&"old-desk".parse().unwrap()).is_none());
    assert_eq!(figures(&office.app).await, [0; 6]);
}

/// A text at its bound goes in, one past it does not, and a field without end is passed over unread.
#[tokio::test(flavor = "multi_thread")]
async fn texts_have_their_bound() {
    let office = common::district(TODAY).await;
    let row = |number: &str, chars: usize| format!("{number},2020-05-06,a,{},c,2020-06-01,\n", "字".repeat(chars));
    let text = [HEADER, &row("1", 50_000), &row("2", 50_001), &row("3", 3_000_000), &sound("4")].concat();
    let (summary, told) = take(&office, "long.csv", &text, &invented("")).await;
    assert_eq!(told.reasons(), [(3, "too-long"), (4, "row-too-long")]);
    assert_eq!(summary.taken, 2);
}

/// The same rows as a table of a spreadsheet, its days as dates and as text, and an emptied line between two rows.
#[tokio::test(flavor = "multi_thread")]
async fn a_spreadsheet_is_read() {
    let office = common::district(TODAY).await;
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/history.xlsx");
    let (summary, told) = import(&office.app, &book, &invented("")).await;
    assert_eq!(told.reasons(), [(5, "no-answer")]);
    assert_eq!((summary.rows, summary.taken), (3, 2));
    assert_eq!(figures(&office.app).await, [2, 2, 1, 1, 0, 2]);
}

#[test]
fn a_map_is_held_to_its_form() {
    let base = "source = \"old\"\nunit = \"u\"\nunit_name = \"u\"\nchannel = \"letter\"\ndates = \"%Y\"\n";
    let columns = "[columns]\nnumber = \"a\"\nreceived = \"a\"\nsubject = []\ntext = []\nanswered = \"a\"\n";
    for (more, says) in [
        ("delimiter = \"、\"\n", "delimiter"),
        ("delimiter = \"|\"\nencoding = \"gb18030\"\n", "delimiter"),
        ("colour = \"red\"\n", "colour"),
        ("encoding = \"latin-1\"\n", "latin-1"),
    ] {
        let refused = Map::read(&[base, more, columns].concat()).unwrap_err().to_string();
        assert!(refused.contains(says), "{more}: {refused}");
    }
    assert!(Map::read(&[base, columns].concat()).is_ok());
    let open = columns.replace("answered = \"a\"\n", "");
    assert!(Map::read(&[base, &open].concat()).unwrap_err().to_string().contains("take_open"));
    assert!(Map::read(&[base, "take_open = true\n", &open].concat()).is_ok());
}
