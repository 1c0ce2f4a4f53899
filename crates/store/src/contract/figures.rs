//! What is promised of the ledger of figures.

use std::collections::BTreeMap;

use huiyin_domain::ids::MatterId;
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::view::{Change, Figure, FigureLine};
use jiff::civil::date;

use super::Outcome;
use super::given::{OFFICE, changing, day, line};
use crate::error::StoreError;
use crate::read::{Cut, FigureFilter, Store};

async fn put(store: &Store, lines: Vec<FigureLine>) -> Outcome {
    store.writer.commit(changing(lines.into_iter().map(Change::Figure).collect())).await?;
    Ok(())
}

async fn received(store: &Store, filter: &FigureFilter, cut: Cut) -> Result<BTreeMap<String, i64>, StoreError> {
    let sums = store.figures.sums(OFFICE, filter, cut).await?;
    let received = sums.into_iter().filter(|((_, figure), _)| *figure == Figure::Received);
    Ok(received.map(|((value, _), n)| (value, n)).collect())
}

fn sums<const LEN: usize>(sums: [(&str, i64); LEN]) -> BTreeMap<String, i64> {
    sums.map(|(value, n)| (value.to_owned(), n)).into()
}

/// Lines that differ in every dimension: three matters, a correction, another figure.
fn story() -> Result<Vec<FigureLine>, Box<dyn std::error::Error + Send + Sync>> {
    let mut lines = vec![line(1, day(2), day(2))?, line(2, day(2), day(3))?, line(3, date(2026, 4, 1), day(5))?];
    lines[1].unit = "water".parse()?;
    lines[1].class = Some("07.02.03".parse()?);
    lines[2].channel = Channel::Visit;
    lines[2].class = None;
    lines[2].kind = None;
    let back = FigureLine { seq: 2, n: -1, recorded_on: day(4), ..lines[0].clone() };
    let anew = FigureLine { n: 1, kind: Some(Kind::Suggestion), ..back.clone() };
    let other = FigureLine { figure: Figure::Persons, n: 5, ..lines[0].clone() };
    lines.extend([back, anew, other]);
    Ok(lines)
}

/// Each cut adds the lines up by its value; where a line has none it is empty.
pub async fn sums_by_every_cut(store: &Store) -> Outcome {
    put(store, story()?).await?;
    let all = FigureFilter::default();
    assert_eq!(received(store, &all, Cut::Whole).await?, sums([("", 3)]));
    assert_eq!(received(store, &all, Cut::Month).await?, sums([("2026-03", 2), ("2026-04", 1)]));
    assert_eq!(received(store, &all, Cut::Unit).await?, sums([("housing", 2), ("water", 1)]));
    assert_eq!(received(store, &all, Cut::Channel).await?, sums([("letter", 2), ("visit", 1)]));
    assert_eq!(received(store, &all, Cut::Class).await?, sums([("", 1), ("07.02", 1), ("07.02.03", 1)]));
    assert_eq!(received(store, &all, Cut::Kind).await?, sums([("", 1), ("appeal", 1), ("suggestion", 1)]));
    let persons = store.figures.sums(OFFICE, &all, Cut::Whole).await?;
    assert_eq!(persons.get(&(String::new(), Figure::Persons)), Some(&5));
    for (filter, expected) in filters()? {
        let whole = received(store, &filter, Cut::Whole).await?;
        assert_eq!(whole.get("").copied().unwrap_or(0), expected, "{filter:?}");
    }
    Ok(())
}

/// Filters over the story, with how many they find received.
fn filters() -> Result<Vec<(FigureFilter, i64)>, Box<dyn std::error::Error + Send + Sync>> {
    let all = FigureFilter::default();
    let water = FigureFilter { unit: Some("water".parse()?), ..all.clone() };
    Ok(vec![
        (FigureFilter { from: Some(day(3)), ..all.clone() }, 1),
        (FigureFilter { to: Some(day(3)), ..all.clone() }, 2),
        (FigureFilter { channel: Some(Channel::Visit), ..all.clone() }, 1),
        (FigureFilter { class: Some("07".parse()?), ..all.clone() }, 2),
        (FigureFilter { kind: Some(Kind::Suggestion), ..all }, 1),
        (FigureFilter { class: Some("07.02.03".parse()?), ..water.clone() }, 1),
        (FigureFilter { channel: Some(Channel::Visit), ..water.clone() }, 0),
        (water, 1),
    ])
}

/// As known on an earlier day, later corrections are not in the sum.
pub async fn a_past_day_is_asked(store: &Store) -> Outcome {
    put(store, story()?).await?;
    let known = |of_march| FigureFilter { known_on: Some(day(of_march)), ..FigureFilter::default() };
    assert_eq!(received(store, &known(1), Cut::Whole).await?, sums([]));
    assert_eq!(received(store, &known(3), Cut::Kind).await?, sums([("appeal", 2)]));
    let at_last = received(store, &known(4), Cut::Kind).await?;
    assert_eq!(at_last, sums([("appeal", 1), ("suggestion", 1)]));
    Ok(())
}

/// The matters behind a figure add up to it, page by page.
pub async fn what_is_behind_adds_up(store: &Store) -> Outcome {
    put(store, story()?).await?;
    let filter = FigureFilter { kind: Some(Kind::Suggestion), ..FigureFilter::default() };
    for filter in [FigureFilter::default(), filter] {
        let (mut behind, mut after) = (Vec::new(), None);
        loop {
            let page = store.figures.behind(OFFICE, Figure::Received, &filter, after, 2).await?;
            after = page.rows.last().map(|(matter, _)| *matter);
            behind.extend(page.rows);
            if !page.more {
                break;
            }
        }
        let whole = received(store, &filter, Cut::Whole).await?.into_values().sum::<i64>();
        assert_eq!(behind.iter().map(|(_, n)| n).sum::<i64>(), whole);
        assert!(behind.is_sorted() && behind.iter().all(|(_, n)| *n != 0), "{behind:?}");
    }
    Ok(())
}

/// Sums are the same before folding, after a part is folded, after all of it, and with lines that come late.
pub async fn folding_changes_no_sum(store: &Store) -> Outcome {
    put(store, story()?).await?;
    let cuts = [Cut::Whole, Cut::Month, Cut::Unit, Cut::Channel, Cut::Class, Cut::Kind];
    let mut asked: Vec<_> = filters()?.into_iter().map(|(filter, _)| filter).collect();
    asked.push(FigureFilter::default());
    asked.push(FigureFilter { known_on: Some(day(3)), ..FigureFilter::default() });
    asked.push(FigureFilter {
        known_on: Some(day(31)),
        from: Some(day(1)),
        to: Some(day(31)),
        ..FigureFilter::default()
    });
    let answers = async || {
        let mut answers = Vec::new();
        for filter in &asked {
            for cut in cuts {
                let sums = store.figures.sums(OFFICE, filter, cut).await?;
                answers.push(sums.into_iter().filter(|(_, n)| *n != 0).collect::<BTreeMap<_, _>>());
            }
        }
        Ok::<_, StoreError>(answers)
    };
    let before = answers().await?;
    assert_eq!([store.figures.unfolded(OFFICE, 4).await?, store.figures.unfolded(OFFICE, 9).await?], [4, 6]);
    assert_eq!(store.figures.fold(OFFICE, day(4)).await?, 3);
    assert_eq!(answers().await?, before);
    assert_eq!(store.figures.fold(OFFICE, day(30)).await?, 3);
    assert_eq!(answers().await?, before);
    assert_eq!(store.figures.fold(OFFICE, day(30)).await?, 0);

    let late = FigureLine { seq: 3, ..line(1, day(2), day(2))? };
    let takes_back = FigureLine { n: -1, ..late.clone() };
    put(store, vec![late]).await?;
    assert_ne!(answers().await?, before);
    assert_eq!(store.figures.fold(OFFICE, day(30)).await?, 1);
    put(store, vec![FigureLine { seq: 4, ..takes_back }]).await?;
    assert_eq!(answers().await?, before);
    Ok(())
}

/// The lines of a matter read back in the order of their entries.
pub async fn lines_read_back(store: &Store) -> Outcome {
    let lines = story()?;
    put(store, lines.clone()).await?;
    let first = MatterId::from_bits(1);
    let mut of_first: Vec<_> = lines.into_iter().filter(|line| line.matter == first).collect();
    of_first.sort_by_key(|line| line.seq);
    assert_eq!(store.figures.lines_of(OFFICE, first).await?, of_first);
    Ok(())
}
