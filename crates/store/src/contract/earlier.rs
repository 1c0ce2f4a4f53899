//! What the fixtures of earlier schemas hold: three matters with a row and a number each, and six lines of the ledger,
//! recorded on four days, those of the first two folded.

use std::collections::BTreeMap;

use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::view::Figure;
use jiff::civil::date;

use super::Outcome;
use super::given::{OFFICE, adding, day, matter, series};
use crate::read::{Cut, FigureFilter, Store, WorklistFilter};

/// A fixture, once it was opened, answers as it did under its own schema, folded or not, and takes nothing twice.
pub async fn says_what_it_said(store: &Store) -> Outcome {
    let list = store.worklists.list(OFFICE, &WorklistFilter::default(), None, 10).await?;
    let petitions = series("xfj", SeriesClass::Petition)?;
    let numbers: Vec<_> = list.rows.into_iter().filter_map(|listed| listed.number).collect();
    assert!(numbers.iter().all(|number| number.series == petitions));
    assert_eq!(numbers.iter().map(|number| number.n).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(store.writer.commit(adding(&matter(1), Some(0))).await.is_err());
    figures(store).await?;
    store.figures.fold(OFFICE, date(2026, 4, 9)).await?;
    figures(store).await
}

async fn figures(store: &Store) -> Outcome {
    let all = FigureFilter::default();
    let by_month = [("2026-02", 1), ("2026-03", 1), ("2026-04", 1)];
    let as_known = FigureFilter { known_on: Some(day(3)), ..all.clone() };
    let february = FigureFilter { to: Some(date(2026, 2, 28)), ..all.clone() };
    for (filter, cut, received) in [
        (&all, Cut::Month, by_month.as_slice()),
        (&all, Cut::Kind, &[("", 1), ("appeal", 1), ("suggestion", 1)]),
        (&as_known, Cut::Kind, &[("appeal", 2)]),
        (&as_known, Cut::Unit, &[("housing", 1), ("water", 1)]),
        (&february, Cut::Unit, &[("housing", 1)]),
    ] {
        let sums = store.figures.sums(OFFICE, filter, cut).await?.into_iter();
        let found = sums.filter(|((_, figure), n)| *figure == Figure::Received && *n != 0);
        let found: BTreeMap<_, _> = found.map(|((value, _), n)| (value, n)).collect();
        let expected = received.iter().map(|(value, n)| ((*value).to_owned(), *n));
        assert_eq!(found, expected.collect(), "{filter:?} {cut:?}");
    }
    Ok(())
}
