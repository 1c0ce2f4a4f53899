//! The office's own tables as files: written out and read back, changed, wrong, on both databases.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test, and should")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::tables::{OfficeTable, TableReport};
use huiyin_app::{App, AppError};
use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::Actor;
use huiyin_store::Stream;

const OPERATOR: Actor = Actor::Job("operator");

async fn import(app: &App, table: OfficeTable, file: &Path) -> TableReport {
    app.import_table(table, file, false, &OPERATOR).await.unwrap()
}

/// A table of that text.
fn file(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("table.csv");
    std::fs::write(&path, text).unwrap();
    path
}

/// The table as the office has it, as a file.
async fn written(app: &App, table: OfficeTable, folder: &Path) -> (PathBuf, String) {
    let (columns, rows) = app.export_table(table).await.unwrap();
    let lines = rows.iter().map(|row| row.join(","));
    let text = std::iter::once(columns.join(",")).chain(lines).collect::<Vec<_>>().join("\n");
    (file(folder, &text), text)
}

fn faults(report: &TableReport) -> Vec<(u64, &str, &str)> {
    report.faults.iter().map(|fault| (fault.line, fault.column, fault.reason)).collect()
}

async fn entries(app: &App) -> usize {
    app.store().journal.load(OfficeId(1), &Stream::Office, 0).await.unwrap().len()
}

/// Every table goes out and comes back as it was; one change is one entry; a wrong row keeps all of them out.
async fn tables_go_out_and_come_back(app: &App, folder: &Path) {
    for table in OfficeTable::ALL {
        let before = entries(app).await;
        let (path, text) = written(app, *table, folder).await;
        let report = import(app, *table, &path).await;
        assert_eq!((report.changes, faults(&report)), (0, vec![]), "{table}: {text}");
        assert_eq!(entries(app).await, before, "what a row says already is no change");
    }

    let before = entries(app).await;
    let units = "code,name,name_en,parent,kind,from,to\n\
                 new-b,新设乙站,Station B,new-a,department,2026-01-01,\n\
                 new-a,新设甲局,Bureau A,xzf,department,2026-01-01,2030-12-31\n";
    let report = import(app, OfficeTable::Units, &file(folder, units)).await;
    assert_eq!((report.rows, report.changes, faults(&report)), (2, 2, vec![]), "a row may name one below it");
    assert_eq!(entries(app).await, before + 2);
    assert_eq!(import(app, OfficeTable::Units, &file(folder, units)).await.changes, 0);

    let officers = "code,name\no-new-1,新来\n";
    assert_eq!(import(app, OfficeTable::Officers, &file(folder, officers)).await.changes, 1);
    let posts = "officer,unit,role,from,to\n\
                 o-new-1,new-a,handler,2026-01-01,2026-06-30\n\
                 o-new-1,new-a,unit_head,2026-07-01,\n";
    assert_eq!(import(app, OfficeTable::Posts, &file(folder, posts)).await.changes, 1);
    let posts = app.officer_today(&"o-new-1".parse().unwrap()).await.unwrap().posts().to_vec();
    assert_eq!(posts.iter().map(|post| post.role.code()).collect::<Vec<_>>(), ["handler"], "on 2 March");

    let before = entries(app).await;
    let wrong = "code,name,parent,kind,place,from,to\n\
                 new-c,,xzf,department,,,\n\
                 new-d,丁,nowhere,department,,,\n\
                 new-e,戊,xzf,palace,,,\n\
                 new-f,己,xzf,department,,2026-02-30,\n\
                 new-g,庚,xzf,department,,2026-02-02,2026-02-01\n\
                 new-h,辛,new-h,department,,,\n\
                 new-i,壬,xzf,department,,,\n\
                 new-i,壬,xzf,department,,,\n";
    let report = import(app, OfficeTable::Units, &file(folder, wrong)).await;
    let named = [
        (2, "name", "empty"),
        (3, "parent", "unknown-unit"),
        (4, "kind", "not-a-code"),
        (5, "from", "not-a-day"),
        (6, "to", "ends-before-it-begins"),
        (7, "parent", "above-itself"),
        (9, "code", "said-twice"),
    ];
    assert_eq!(faults(&report), named);
    assert_eq!(entries(app).await, before, "nothing is written while a row is wrong");

    let wrong = "class,place,unit\n01,*,nowhere\nzz.zz,*,xfj\n";
    let report = import(app, OfficeTable::Duties, &file(folder, wrong)).await;
    assert_eq!(faults(&report), [(2, "unit", "unknown-unit"), (3, "class", "unknown-class")]);
    let unknown = file(folder, "code,nmae\nx,y\n");
    assert!(app.import_table(OfficeTable::Places, &unknown, false, &OPERATOR).await.is_err());
}

fn fields(row: &str) -> Vec<String> {
    row.split(',').map(str::to_owned).collect()
}

/// One row is held against the whole table, as a file is, and replaces only what was read; the history tells each change.
async fn a_row_is_set_and_the_history_tells_it(app: &App) {
    let [was, now] = ["o-new-1,new-a,handler,2026-01-01,2026-06-30", "o-new-1,new-a,handler,2026-01-01,2026-05-31"];
    let set = async |table, was: Option<&str>, now: &str| {
        app.set_row(table, was.map(fields).as_deref(), fields(now), &OPERATOR).await
    };
    let wrong = |result: Result<(), AppError>| match result {
        Err(AppError::Invalid(wrong)) => wrong.into_iter().map(|one| (one.field, one.code)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    set(OfficeTable::Posts, Some(was), now).await.unwrap();
    assert!(
        matches!(set(OfficeTable::Posts, Some(was), now).await, Err(AppError::Conflict)),
        "it is another meanwhile"
    );
    let posts = app.office().await.unwrap().officer(&"o-new-1".parse().unwrap()).unwrap().posts.len();
    assert_eq!(posts, 2, "the officer's other posts stay");
    let twice = set(OfficeTable::Units, None, "new-a,again,,,xzf,department,,,,,").await;
    assert_eq!(wrong(twice), [("code".to_owned(), "said-twice")]);
    let nowhere = set(OfficeTable::Duties, None, "01,,nowhere,,").await;
    assert_eq!(wrong(nowhere), [("unit".to_owned(), "unknown-unit")]);
    let office = app.office().await.unwrap();
    let registrar = Actor::Officer { code: "o-new-1".parse().unwrap(), posts: Vec::new() };
    let row = fields("new-b,x,,,xzf,department,,,,,");
    assert!(matches!(app.set_row(OfficeTable::Units, None, row, &registrar).await, Err(AppError::Invalid(_))));
    let row = fields("new-z,x,,,xzf,department,,,,,");
    assert!(matches!(app.set_row(OfficeTable::Units, None, row, &registrar).await, Err(AppError::Refused(_))));
    assert_eq!(app.office().await.unwrap().seq, office.seq, "nothing was written");

    let changes = app.table_history(OfficeTable::Posts, 2).await.unwrap();
    assert_eq!((&changes[0].was, &changes[0].now), (&vec![fields(was)], &vec![fields(now)]));
    assert_eq!((changes[0].on.to_string(), changes[0].by.clone()), ("2026-03-02".to_owned(), None));
    assert_eq!((changes[1].was.len(), changes[1].now.len()), (0, 2), "taken in with two");
    assert!(app.table_history(OfficeTable::Units, 100).await.unwrap().len() > 2, "also what it was founded with");
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_on_sqlite() {
    let office = common::district("2026-03-02").await;
    tables_go_out_and_come_back(&office.app, office.folder.path()).await;
    a_row_is_set_and_the_history_tells_it(&office.app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_on_postgresql() {
    let database = support::OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    let clock = Arc::new(common::SetClock::at("2026-03-02"));
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), clock, Arc::new(common::PlainPress));
    let file = OfficeFile::read(include_str!("../../../rules/demo/office.toml")).unwrap();
    app.found_from(&file, &OPERATOR).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    tables_go_out_and_come_back(&app, folder.path()).await;
    a_row_is_set_and_the_history_tells_it(&app).await;
    app.close().await;
}
