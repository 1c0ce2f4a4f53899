//! The demo, smaller: all commands occur, nothing else than what must be refused is, the figures add up, twice alike.

use std::sync::Arc;

use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::ports::{LetterForm, Press, PressError};
use huiyin_app::publications::PublicationStage;
use huiyin_app::report::Table;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 24);

/// Enough for every rota to come round once; more is for `huiyin demo`.
const FEW: usize = 90;

struct PlainPress;

impl Press for PlainPress {
    fn press(&self, letter: &Letter, _form: LetterForm) -> Result<Vec<u8>, PressError> {
        Ok(format!("{}\n{:?}", letter.number, letter.told).into_bytes())
    }

    fn bind(&self, number: &str, _lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError> {
        let words: Vec<&str> = blocks.iter().map(|block| block.words.as_str()).collect();
        Ok(format!("{number}\n{}", words.join("\n")).into_bytes())
    }
}

async fn district() -> (App, Arc<SetClock>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(folder.path()).unwrap();
    let clock = Arc::new(SetClock::at(founded_at(TODAY).unwrap()));
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), clock.clone(), Arc::new(PlainPress));
    app.found_from(&OfficeFile::read(OFFICE_FILE).unwrap(), &Actor::Job("operator")).await.unwrap();
    (app, clock, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_years_pass_and_the_record_holds() {
    let (app, clock, _folder) = district().await;
    let told = populate_with(&app, &clock, TODAY, FEW, &|_, _| ()).await.unwrap();

    let figures = app.figures_unasked(&FigureFilter::default(), Cut::Whole).await.unwrap();
    let n = |figure| whole(&figures, figure);
    let few = i64::try_from(FEW).unwrap();
    assert_eq!(told.matters, n(Figure::Matters));
    assert!((few - 5..=few).contains(&told.matters), "at most those of the last days of rest are yet to come");
    assert!(n(Figure::Received) > told.matters, "some join, some come again");
    assert!(n(Figure::AnsweredLate) > 0 && n(Figure::AnsweredLate) * 8 < n(Figure::Answered), "{figures:?}");
    assert!(n(Figure::NotifiedLate) > 0 && n(Figure::NotifiedLate) * 8 < n(Figure::NotifiedInTime), "{figures:?}");
    assert_eq!(told.open, n(Figure::Open));
    assert!(told.open > 0 && i64::try_from(told.overdue).unwrap() <= told.open);

    check_lists(&app, &figures).await;
    check_told(&app).await;
    let report = app.verify(&|_| ()).await.unwrap();
    assert!(report.findings.is_empty(), "{:#?}", report.findings.iter().take(5).collect::<Vec<_>>());
    for code in &told.codes {
        assert_eq!(app.query(&code.code).await.unwrap().matter.issues[0].state.stage(), code.stage);
    }
}

/// Some answers are told to everybody; one waits, one is wished back, one was taken back.
async fn check_told(app: &App) {
    let office = app.office().await.unwrap();
    let supervisor = who::officer(&office, &office.registry, &[Role::Supervisor], 0).unwrap();
    let list = app.publications(&supervisor, 0).await.unwrap();
    let told = list.publications.iter().map(|seen| &seen.publication);
    let (published, waiting): (Vec<_>, Vec<_>) = told.partition(|it| it.stage == PublicationStage::Published);
    assert!(published.len() > 2 && published.iter().any(|it| !it.asked_back.is_empty()), "{published:?}");
    assert!(!waiting.is_empty());
    let everybody = app.published_answers("", 0).await.unwrap().answers;
    assert_eq!(everybody.len(), published.len(), "{everybody:?}");
}

/// The matters behind each figure make it up, and so do its parts by whatever it is cut.
async fn check_lists(app: &App, figures: &Table) {
    let office = app.office().await.unwrap();
    let head = who::officer(&office, &office.registry, &[Role::OfficeHead], 0).unwrap();
    let counted: Vec<_> = Figure::ALL.iter().filter(|figure| whole(figures, **figure) != 0).collect();
    assert_eq!(counted.len(), Figure::ALL.len() - 1, "all but earlier work taken in: {counted:?}");
    for figure in counted {
        let (mut after, mut listed) = (None, 0);
        loop {
            let page = app.behind(&head, *figure, &FigureFilter::default(), after, 25).await.unwrap();
            listed += page.rows.iter().map(|(_, n)| n).sum::<i64>();
            after = page.rows.last().map(|(matter, _)| *matter);
            if !page.more {
                break;
            }
        }
        assert_eq!(listed, whole(figures, *figure), "{}", figure.code());
        for cut in [Cut::Month, Cut::Unit, Cut::Channel, Cut::Class, Cut::Kind] {
            let parts = app.figures_unasked(&FigureFilter::default(), cut).await.unwrap();
            let sum: i64 = parts.values().filter_map(|row| row.get(figure)).sum();
            assert_eq!(sum, whole(figures, *figure), "{} by {cut:?}", figure.code());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_is_the_same_each_time_and_nobody_decides_on_a_day_of_rest() {
    let (app, _, _folder) = district().await;
    let (office, material) = (app.office().await.unwrap(), Material::read().unwrap());
    let planned = || {
        let lives = plan::lives(&material, &office, TODAY, MATTERS);
        let steps = plan::steps(&lives, &office, TODAY);
        steps.iter().map(|it| (it.on, it.life, it.step.deed)).collect::<Vec<_>>()
    };
    let steps = planned();
    assert_eq!(steps, planned());
    assert!(steps.iter().all(|(on, ..)| *on < TODAY));
    let decided = steps.iter().filter(|(_, _, deed)| *deed == Deed::Decide);
    assert!(decided.clone().count() > MATTERS / 2);
    assert!(decided.into_iter().all(|(on, ..)| office.calendars.own().is_workday(*on)));
}

#[test]
fn earlier_than_the_law_of_2022_there_is_no_demo() {
    assert!(founded_at(date(2024, 4, 29)).is_err());
    assert!(founded_at(date(2024, 4, 30)).is_ok());
}
