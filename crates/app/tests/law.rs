//! The law changes under open matters: what a trial lists is, row for row, what moves; nothing is written before; what
//! began under the old law keeps it unless the new one says otherwise.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test, and should")]

mod common;
#[path = "../../store-postgres/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use huiyin_app::filing::FilingRequest;
use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::lawmaking::{Law, NotChanged, with_calendar, with_pack};
use huiyin_app::rederive::{Move, Progress};
use huiyin_app::{App, AppError};
use huiyin_domain::calendar::Calendar;
use huiyin_domain::clock::Step;
use huiyin_domain::ids::{ClockNo, IssueNo, MatterId, OfficeId};
use huiyin_domain::matter::command::{Accept, Classify, Forward};
use huiyin_domain::matter::{Command, Kind, RouteReason, Way};
use huiyin_domain::office::{Actor, Office};
use huiyin_domain::pack::{Pack, Transition};
use huiyin_store::Stream;
use jiff::civil::Date;

const OPERATOR: Actor = Actor::Job("operator");
const CALENDAR: &str = include_str!("../../../rules/calendar/cn-workdays.csv");

/// An invented notice for the year after the last published one.
const NOTICE: &str = "2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n2027-01-03,holiday,元旦\n\
                      2027-01-09,workday_swap,元旦\n2027-01-10,workday_swap,元旦\n";

/// The law, changed.
fn law(change: impl FnOnce(&mut Pack)) -> Pack {
    let text = include_str!("../../../rules/packs/cn-xinfang-2022.toml");
    let mut pack: Pack = toml::from_str(text).unwrap();
    change(&mut pack);
    pack
}

/// Matters of forty days, of which every second was accepted.
async fn matters(app: &App, clock: &common::SetClock) -> Vec<MatterId> {
    let mut matters = Vec::new();
    let first: Date = "2026-10-20".parse().unwrap();
    for n in 0..40_i64 {
        let today = first.checked_add(jiff::Span::new().days(n)).unwrap();
        clock.set(&today.to_string());
        let filed = app.file(&Actor::Public, &common::petition(), None).await.unwrap();
        matters.push(filed.matter);
        if n % 2 == 0 {
            accept(app, filed.matter, today).await;
        }
    }
    matters
}

async fn accept(app: &App, matter: MatterId, on: Date) {
    let registrar = app.officer_today(&"o-xfj-1".parse().unwrap()).await.unwrap();
    let (issue, class) = (IssueNo::FIRST, "03.02.01".parse().unwrap());
    let classify = Classify { issue, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    app.act(&registrar, matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let forward =
        Forward { issue, to: "qlz".parse().unwrap(), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    app.act(&registrar, matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    let handler = app.officer_today(&"o-qlz-1".parse().unwrap()).await.unwrap();
    app.act(&handler, matter, |_| Ok(Command::Accept(Accept { issue, on }))).await.unwrap();
}

/// The last days of all live clocks.
async fn last_days(app: &App, matters: &[MatterId]) -> BTreeMap<(MatterId, ClockNo), (Date, bool)> {
    let registrar = app.officer_today(&"o-xfj-1".parse().unwrap()).await.unwrap();
    let mut days = BTreeMap::new();
    for id in matters {
        let matter = app.view(&registrar, *id).await.unwrap().matter;
        for clock in matter.clocks.iter().filter(|clock| clock.is_live()) {
            days.insert((*id, clock.no), (clock.last_day(), clock.derivation.provisional));
        }
    }
    days
}

async fn listed(app: &App, office: &Office) -> Vec<Move> {
    let mut moves = Vec::new();
    app.moves(office, &mut |one| moves.push(one.clone()), &|_| ()).await.unwrap();
    moves
}

async fn office_entries(app: &App) -> usize {
    app.store().journal.load(OfficeId(1), &Stream::Office, 0).await.unwrap().len()
}

/// What was listed, and nothing else, has moved.
async fn moved_as_listed(
    app: &App,
    matters: &[MatterId],
    moves: &[Move],
    before: &BTreeMap<(MatterId, ClockNo), (Date, bool)>,
) {
    let mut expected = before.clone();
    for one in moves {
        assert_eq!(expected[&(one.matter, one.clock)].0, one.last_day);
        expected.insert((one.matter, one.clock), (one.new_last_day, one.provisional));
    }
    assert_eq!(last_days(app, matters).await, expected);
}

/// A matter of five demands is written once: its clocks move together, and none stands in another's way.
async fn five_demands_move_together(app: &App, clock: &common::SetClock) {
    clock.set("2026-12-28");
    let demands = ["修好路灯", "补上井盖", "清运垃圾", "疏通水沟", "公开账目"].map(str::to_owned).to_vec();
    let filed = app.file(&Actor::Public, &FilingRequest { demands, ..common::petition() }, None).await.unwrap();
    let before = last_days(app, &[filed.matter]).await;
    assert_eq!(before.len(), 5, "one clock for each demand");
    let office = app.office().await.unwrap();
    let calendar = Calendar::parse(2, &format!("{CALENDAR}{NOTICE}")).unwrap();
    let moves = listed(app, &with_calendar(&office, &calendar)).await;
    assert_eq!(moves.len(), 5);
    let told = Mutex::new(Vec::new());
    let tell = |progress| told.lock().unwrap().push(progress);
    assert_eq!(app.publish_calendar(&calendar, 5, &OPERATOR, &tell).await.unwrap(), 5);
    moved_as_listed(app, &[filed.matter], &moves, &before).await;
    let whole = Progress { looked: 1, found: 1 };
    assert_eq!(told.into_inner().unwrap().last(), Some(&whole), "how far it has come is told to the end");
    assert!(app.verify(&|_| ()).await.unwrap().findings.is_empty());
}

async fn the_law_changes(app: &App, clock: &common::SetClock) {
    let matters = matters(app, clock).await;
    let before = last_days(app, &matters).await;
    let office = app.office().await.unwrap();

    // A calendar for one more year.
    let calendar = Calendar::parse(2, &format!("{CALENDAR}{NOTICE}")).unwrap();
    let moves = listed(app, &with_calendar(&office, &calendar)).await;
    let (count, provisional) = (moves.len() as u64, before.values().filter(|(_, provisional)| *provisional).count());
    assert_eq!(moves.len(), provisional, "beyond the calendar each date was provisional, and now stands");
    assert!(moves.iter().any(|one| one.new_last_day != one.last_day) && moves.iter().all(|one| !one.provisional));
    let entries = office_entries(app).await;
    let refused = app.publish_calendar(&calendar, count + 1, &OPERATOR, &|_| ()).await;
    assert!(matches!(refused, Err(NotChanged::OtherMoves { moves, .. }) if moves == count));
    assert_eq!(
        (office_entries(app).await, last_days(app, &matters).await),
        (entries, before.clone()),
        "nothing is written"
    );
    assert_eq!(app.publish_calendar(&calendar, count, &OPERATOR, &|_| ()).await.unwrap(), count);
    moved_as_listed(app, &matters, &moves, &before).await;
    assert_eq!(app.rederive(&|_| ()).await.unwrap(), 0, "by the same calendar nothing moves");

    // A law that does not reach back, and one that does.
    let before = last_days(app, &matters).await;
    let handle = |pack: &mut Pack, version| {
        pack.version = version;
        pack.rules.iter_mut().find(|rule| rule.id.as_str() == "CN-XF22-HANDLE").unwrap().length = 45;
    };
    let unraised = law(|pack| handle(pack, 1));
    assert!(matches!(app.confirm_pack(&unraised, "公报", 0, &OPERATOR, &|_| ()).await, Err(NotChanged::Pack(_))));
    let keeping = law(|pack| handle(pack, 2));
    assert_eq!(app.confirm_pack(&keeping, "公报", 0, &OPERATOR, &|_| ()).await.unwrap(), 0, "a step keeps its law");
    let following = law(|pack| {
        handle(pack, 3);
        pack.transition = Transition::Follow;
    });
    let office = app.office().await.unwrap();
    let moves = listed(app, &with_pack(&office, &following).unwrap()).await;
    assert_eq!(moves.len(), 20, "every accepted matter is counted anew");
    assert!(moves.iter().all(|one| one.new_last_day < one.last_day && one.rule == "CN-XF22-HANDLE"));
    assert!(app.confirm_pack(&following, " ", 20, &OPERATOR, &|_| ()).await.is_err(), "no pack without its source");
    assert_eq!(app.confirm_pack(&following, "公报", 20, &OPERATOR, &|_| ()).await.unwrap(), 20);
    moved_as_listed(app, &matters, &moves, &before).await;
    assert_eq!(
        app.confirm_pack(&following, "公报", 0, &OPERATOR, &|_| ()).await.unwrap(),
        0,
        "said again, nothing is left to do"
    );
    assert!(app.verify(&|_| ()).await.unwrap().findings.is_empty());

    // What a derivation named stays readable, whatever holds now.
    for (version, days) in [(1, 60), (2, 45), (3, 45)] {
        let named = format!("cn-xinfang-2022@{version}").parse().unwrap();
        let pack = app.pack_named(&named).await.unwrap().unwrap();
        assert_eq!(pack.rule(Step::Handle).unwrap().length, days, "version {version}");
    }
    assert!(app.pack_named(&"cn-xinfang-2022@4".parse().unwrap()).await.unwrap().is_none());
    let sources = app.law_history().await.unwrap().into_iter().filter_map(|change| match change.law {
        Law::Pack { source, .. } => source,
        Law::Calendar(_) => None,
    });
    assert_eq!(sources.collect::<Vec<_>>(), ["公报", "公报"], "twice, each with its source");
}

/// A publication that was broken off after its entry is finished by whoever runs jobs next.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_announced_is_counted_by_the_job_that_goes_with_it() {
    let office = common::district("2026-10-20").await;
    let (app, clock) = (&office.app, &office.clock);
    let matters = matters(app, clock).await;
    let before = last_days(app, &matters).await;
    let calendar = Calendar::parse(2, &format!("{CALENDAR}{NOTICE}")).unwrap();
    let moves = listed(app, &with_calendar(app.office().await.unwrap().as_ref(), &calendar)).await;
    app.announce_calendar(&calendar, moves.len() as u64, &OPERATOR).await.unwrap();
    assert_eq!(last_days(app, &matters).await, before, "nothing has moved yet");
    app.drain_jobs().await.unwrap();
    moved_as_listed(app, &matters, &moves, &before).await;
    let registrar = office.officer("o-xfj-1").await;
    let refused = app.announce_calendar(&Calendar::parse(3, CALENDAR).unwrap(), 0, &registrar).await;
    assert!(matches!(refused, Err(NotChanged::App(AppError::Refused(_)))), "only who sets the office up");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_law_changes_on_sqlite() {
    let office = common::district("2026-10-20").await;
    the_law_changes(&office.app, &office.clock).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_demands_move_together_on_sqlite() {
    let office = common::district("2026-10-20").await;
    five_demands_move_together(&office.app, &office.clock).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_demands_move_together_on_postgresql() {
    let (_database, app, clock) = on_postgresql().await;
    five_demands_move_together(&app, &clock).await;
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_law_changes_on_postgresql() {
    let (_database, app, clock) = on_postgresql().await;
    the_law_changes(&app, &clock).await;
    app.close().await;
}

async fn on_postgresql() -> (support::OwnDatabase, App, common::SetClock) {
    let database = support::OwnDatabase::new().await.unwrap();
    let store = huiyin_store_postgres::connect(&database.url).await.unwrap();
    let clock = common::SetClock::at("2026-10-20");
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), Arc::new(clock.clone()), Arc::new(common::PlainPress));
    let file = OfficeFile::read(include_str!("../../../rules/demo/office.toml")).unwrap();
    app.found_from(&file, &OPERATOR).await.unwrap();
    (database, app, clock)
}
