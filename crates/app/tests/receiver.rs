//! An office that named nobody to receive what is about it refuses such petitions until its administrator names somebody.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use huiyin_app::filing::FilingRequest;
use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::tables::OfficeTable;
use huiyin_app::{App, AppError};
use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::Actor;
use huiyin_store::Store;

const LINE: &str = "office.alternate_receiver = \"xfj-up\"\n";

/// The district, which named nobody.
async fn founded(store: Store) -> App {
    let clock = Arc::new(common::SetClock::at("2026-03-02"));
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), clock, Arc::new(common::PlainPress));
    let whole = include_str!("../../../rules/demo/office.toml");
    assert!(whole.contains(LINE));
    app.found_from(&OfficeFile::read(&whole.replace(LINE, "")).unwrap(), &Actor::Job("operator")).await.unwrap();
    app
}

fn row(unit: &str) -> Vec<String> {
    vec![unit.to_owned()]
}

async fn it_is_named_later(app: &App) {
    let about_us = FilingRequest { about_office: true, ..common::petition() };
    let refused = app.file(&Actor::Public, &about_us, None).await;
    assert!(matches!(&refused, Err(AppError::Refused(why)) if why.code() == "no-alternate-receiver"), "{refused:?}");

    let officer = async |code: &str| app.officer_today(&code.parse().unwrap()).await.unwrap();
    let (administrator, registrar) = (officer("o-xfj-9").await, officer("o-xfj-1").await);
    let set = async |was: Option<&str>, now: &str, by: &Actor| {
        let was = was.map(row);
        app.set_row(OfficeTable::Receiver, was.as_deref(), row(now), by).await
    };
    let wrong = |done: Result<(), AppError>| match done {
        Err(AppError::Invalid(wrong)) => wrong[0].code,
        other => panic!("{other:?}"),
    };
    assert!(matches!(set(None, "xfj-up", &registrar).await, Err(AppError::Refused(_))));
    assert_eq!(wrong(set(None, "nowhere", &administrator).await), "unknown-unit");
    assert_eq!(wrong(set(None, "xfj", &administrator).await), "is-the-office-itself");
    set(None, "lzzf", &administrator).await.unwrap();
    assert_eq!(wrong(set(None, "xfj-up", &administrator).await), "one-row-only");
    set(Some("lzzf"), "xfj-up", &administrator).await.unwrap();

    let filed = app.file(&Actor::Public, &about_us, None).await.unwrap();
    assert!(app.view(&registrar, filed.matter).await.is_err(), "nobody here sees it");
    assert!(app.view(&officer("o-xfj-up-1").await, filed.matter).await.is_ok());
    let changes = app.table_history(OfficeTable::Receiver, 9).await.unwrap();
    let told: Vec<_> = changes.iter().map(|change| (change.was.clone(), change.now.clone())).collect();
    assert_eq!(told, [(vec![row("lzzf")], vec![row("xfj-up")]), (vec![], vec![row("lzzf")])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_is_named_later_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    it_is_named_later(&founded(huiyin_store_sqlite::open(folder.path()).unwrap()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_is_named_later_on_postgresql() {
    let database = support::OwnDatabase::new().await.unwrap();
    let app = founded(huiyin_store_postgres::connect(&database.url).await.unwrap()).await;
    it_is_named_later(&app).await;
    app.close().await;
}
