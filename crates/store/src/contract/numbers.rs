//! What is promised of running numbers: no gaps, no doubles, none for a refused commit.

use std::collections::BTreeSet;

use huiyin_domain::office::series::{Number, SeriesClass};

use super::Outcome;
use super::commits::all_at_once;
use super::given::{OFFICE, adding, matter, numbered, series};
use crate::commit::Head;
use crate::read::Store;

/// The number in the receipt is the one in the header and leads back to the entry.
pub async fn a_number_leads_to_its_matter(store: &Store) -> Outcome {
    let petitions = series("xfj", SeriesClass::Petition)?;
    let receipt = store.writer.commit(numbered(1, &petitions)).await?;
    let number = Number { series: petitions, n: 1 };
    assert_eq!(receipt.entries[0].number.as_ref(), Some(&number));
    assert_eq!(store.journal.find_number(OFFICE, &number).await?, Some((matter(1), 1)));
    assert_eq!(store.journal.find_number(OFFICE, &Number { n: 2, ..number }).await?, None);
    Ok(())
}

/// Fifty at once, a third of them losers: the winners' numbers are 1 to their count.
pub async fn a_series_is_whole_under_many_writers(store: &Store) -> Outcome {
    let petitions = series("xfj", SeriesClass::Petition)?;
    store.writer.commit(adding(&matter(1000), Some(0))).await?;
    let commits = (1..=50_u128).map(|bits| {
        let mut commit = numbered(bits, &petitions);
        if bits % 3 == 0 {
            commit.heads.push(Head { stream: matter(1000), seq: Some(0) });
        }
        commit
    });
    let answers = all_at_once(store, commits).await?;
    let won: BTreeSet<u32> = answers
        .iter()
        .flatten()
        .flat_map(|receipt| &receipt.entries)
        .filter_map(|placed| placed.number.as_ref().map(|number| number.n))
        .collect();
    assert_eq!(won, (1..=34).collect());
    let stored = store.journal.numbers(OFFICE, None, 100).await?;
    assert_eq!(stored.iter().map(|(number, ..)| number.n).collect::<Vec<_>>(), (1..=34).collect::<Vec<_>>());
    Ok(())
}

/// The number a loser would have had goes to the next one.
pub async fn a_refused_commit_takes_no_number(store: &Store) -> Outcome {
    let accusations = series("xfj", SeriesClass::Accusation)?;
    store.writer.commit(numbered(1, &accusations)).await?;
    assert!(store.writer.commit(numbered(1, &accusations)).await.is_err());
    let receipt = store.writer.commit(numbered(2, &accusations)).await?;
    assert_eq!(receipt.entries[0].number.as_ref().map(|number| number.n), Some(2));
    Ok(())
}

/// Series run apart, and all numbers come in order of series and number.
pub async fn numbers_come_in_order(store: &Store) -> Outcome {
    let all = [
        series("a", SeriesClass::Accusation)?,
        series("a", SeriesClass::Petition)?,
        series("b", SeriesClass::Document)?,
    ];
    for bits in 0..9_u128 {
        let place = usize::try_from(bits % 3)?;
        store.writer.commit(numbered(bits, &all[2 - place])).await?;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.journal.numbers(OFFICE, after.as_ref(), 4).await?;
        let Some((last, ..)) = page.last() else { break };
        after = Some(last.clone());
        seen.extend(page.into_iter().map(|(number, ..)| number.to_string()));
    }
    let expected = ["a-A", "a-P", "b-D"].into_iter().flat_map(|run| (1..=3).map(move |n| format!("{run}-2026-{n:06}")));
    assert_eq!(seen, expected.collect::<Vec<_>>());
    Ok(())
}
