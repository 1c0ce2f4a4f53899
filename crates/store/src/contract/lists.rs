//! What is promised of worklists and standing counts.

use std::collections::BTreeMap;

use huiyin_domain::ids::{IssueNo, MatterId, UnitCode};
use huiyin_domain::matter::{Kind, Stage};
use huiyin_domain::office::series::SeriesClass;
use huiyin_domain::view::{Change, CountKey, IssueRow};

use super::Outcome;
use super::given::{OFFICE, changing, day, numbered, placed, row, series};
use crate::error::StoreError;
use crate::read::{Store, WorklistAfter, WorklistFilter};

async fn put(store: &Store, rows: &[IssueRow]) -> Outcome {
    store.writer.commit(changing(rows.iter().flat_map(placed).collect())).await?;
    Ok(())
}

/// All rows of a list, read in pages of `limit`.
async fn walk(store: &Store, filter: &WorklistFilter, limit: usize) -> Result<Vec<(u128, u32)>, StoreError> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.worklists.list(OFFICE, filter, after.as_ref(), limit).await?;
        for listed in &page.rows {
            let IssueRow { matter, issue, due_on, .. } = listed.row;
            seen.push((u128::from_be_bytes(matter.to_bytes()), issue.0));
            after = Some(WorklistAfter { due_on, matter, issue });
        }
        if !page.more {
            return Ok(seen);
        }
        assert_eq!(page.rows.len(), limit);
    }
}

/// A row reads back whole, is replaced by the next one, and its count goes from one key to the other.
pub async fn rows_are_replaced_and_counts_move(store: &Store) -> Outcome {
    let mut issue = row(1, 1, Some(day(9)))?;
    put(store, std::slice::from_ref(&issue)).await?;
    assert_eq!(store.worklists.rows_of(OFFICE, issue.matter).await?, [issue.clone()]);
    assert_eq!(store.worklists.rows_of_each(OFFICE, &[issue.matter]).await?, [issue.clone()]);
    let before = CountKey { unit: issue.unit.clone(), stage: issue.stage, due_on: issue.due_on };
    assert_eq!(store.worklists.standing_counts(OFFICE, &[]).await?, [(before.clone(), 1)]);

    issue.stage = Stage::Decided;
    issue.due_on = None;
    issue.kind = None;
    issue.class = None;
    issue.place = Some("110101".parse()?);
    issue.officer = Some("w1".parse()?);
    issue.seq = 2;
    let mut changes = placed(&issue);
    changes.push(Change::Count(before, -1));
    store.writer.commit(changing(changes)).await?;
    assert_eq!(store.worklists.rows_of(OFFICE, issue.matter).await?, [issue.clone()]);
    assert_eq!(store.worklists.rows_of_each(OFFICE, &[issue.matter]).await?, [issue.clone()]);
    let after = CountKey { unit: issue.unit.clone(), stage: issue.stage, due_on: None };
    assert_eq!(store.worklists.standing_counts(OFFICE, &[]).await?, [(after.clone(), 1)]);
    assert_eq!(store.worklists.standing_counts(OFFICE, std::slice::from_ref(&issue.unit)).await?, [(after, 1)]);
    assert_eq!(store.worklists.standing_counts(OFFICE, &["water".parse()?]).await?, []);
    Ok(())
}

/// Pages of any size give the same rows in the same order, each once; the number of the first petition stands by.
pub async fn pages_go_on_through_ties_and_rows_without_a_day(store: &Store) -> Outcome {
    let mut rows = Vec::new();
    for bits in 1..=6 {
        let due_on = [Some(day(9)), None, Some(day(4))][usize::try_from(bits % 3)?];
        rows.push(row(bits, 2, due_on)?);
        rows.push(row(bits, 1, due_on)?);
    }
    put(store, &rows).await?;
    rows.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.matter, row.issue));
    let expected: Vec<_> = rows.iter().map(|row| (u128::from_be_bytes(row.matter.to_bytes()), row.issue.0)).collect();
    for limit in [1, 5, 12, 50] {
        assert_eq!(walk(store, &WorklistFilter::default(), limit).await?, expected, "in pages of {limit}");
    }
    let petitions = series("xfj", SeriesClass::Petition)?;
    store.writer.commit(numbered(3, &petitions)).await?;
    let page = store.worklists.list(OFFICE, &WorklistFilter::default(), None, 50).await?;
    let with_number: Vec<_> =
        page.rows.iter().filter_map(|listed| listed.number.as_ref().map(|_| listed.row.matter)).collect();
    assert_eq!(with_number, [MatterId::from_bits(3); 2]);
    Ok(())
}

/// Each filter takes what it names; a class takes those below it, and not those that only begin alike.
pub async fn filters_narrow_a_list(store: &Store) -> Outcome {
    let mut rows = Vec::new();
    for (bits, class) in (1..).zip(["07", "07.02", "07.02.03", "071", "06"]) {
        let mut row = row(bits, 1, Some(day(i8::try_from(bits)?)))?;
        row.class = Some(class.parse()?);
        rows.push(row);
    }
    rows[0].stage = Stage::Routed;
    rows[1].kind = Some(Kind::Suggestion);
    rows[2].unit = "water".parse()?;
    rows[3].ended_on = Some(day(20));
    rows[4].due_on = None;
    for bits in [0, 2] {
        rows[bits].officer = Some("o-1".parse()?);
    }
    put(store, &rows).await?;
    let all = WorklistFilter::default();
    let cases = [
        (all.clone(), vec![1, 2, 3, 5]),
        (WorklistFilter { class: Some("07".parse()?), ..all.clone() }, vec![1, 2, 3]),
        (WorklistFilter { class: Some("07.02".parse()?), ..all.clone() }, vec![2, 3]),
        (WorklistFilter { stage: Some(Stage::Routed), ..all.clone() }, vec![1]),
        (WorklistFilter { kind: Some(Kind::Suggestion), ..all.clone() }, vec![2]),
        (WorklistFilter { units: vec!["water".parse()?], ..all.clone() }, vec![3]),
        (WorklistFilter { due_from: Some(day(2)), ..all.clone() }, vec![2, 3]),
        (WorklistFilter { due_to: Some(day(2)), ..all.clone() }, vec![1, 2]),
        (WorklistFilter { due_from: Some(day(2)), due_to: Some(day(2)), ..all.clone() }, vec![2]),
        (WorklistFilter { officer: Some("o-1".parse()?), ..all.clone() }, vec![1, 3]),
        (WorklistFilter { officer: Some("o-1".parse()?), units: vec!["water".parse()?], ..all.clone() }, vec![3]),
        (WorklistFilter { officer: Some("o-2".parse()?), ..all.clone() }, vec![]),
        (WorklistFilter { ended: true, ..all }, vec![4]),
    ];
    for (filter, expected) in cases {
        let seen: Vec<_> = walk(store, &filter, 2).await?.into_iter().map(|(bits, _)| bits).collect();
        assert_eq!(seen, expected, "{filter:?}");
        assert_eq!(store.worklists.count_up_to(OFFICE, &filter, 1000).await?, expected.len() as u64, "{filter:?}");
    }
    Ok(())
}

/// What is under seal stands in the lists of the units that are named for it, in its order, and in no other.
pub async fn what_is_under_seal_stands_in_its_own_lists(store: &Store) -> Outcome {
    let mut rows = Vec::new();
    for bits in 1..=6 {
        let mut row = row(bits, 1, Some(day(i8::try_from(bits)?)))?;
        row.sealed = bits % 2 == 0;
        row.unit = if bits > 4 { "water".parse()? } else { row.unit };
        row.officer = Some("o-1".parse()?).filter(|_| bits > 2);
        rows.push(row);
    }
    put(store, &rows).await?;
    let (housing, water): (UnitCode, UnitCode) = (rows[0].unit.clone(), "water".parse()?);
    let all = WorklistFilter::default();
    let of = |units: &[&UnitCode], under_seal: &[&UnitCode]| WorklistFilter {
        units: units.iter().copied().cloned().collect(),
        under_seal: under_seal.iter().copied().cloned().collect(),
        ..all.clone()
    };
    let cases = [
        (all.clone(), vec![1, 3, 5]),
        (of(&[], &[&housing]), vec![1, 2, 3, 4, 5]),
        (of(&[], &[&housing, &water]), vec![1, 2, 3, 4, 5, 6]),
        (of(&[&water], &[&water]), vec![5, 6]),
        (WorklistFilter { officer: rows[2].officer.clone(), ..of(&[], &[&housing]) }, vec![3, 4, 5]),
        (WorklistFilter { officer: rows[2].officer.clone(), ..of(&[], &[]) }, vec![3, 5]),
        (WorklistFilter { due_to: Some(day(2)), ..of(&[&housing], &[&housing]) }, vec![1, 2]),
    ];
    for (filter, expected) in cases {
        for limit in [1, 50] {
            let seen: Vec<_> = walk(store, &filter, limit).await?.into_iter().map(|(bits, _)| bits).collect();
            assert_eq!(seen, expected, "{filter:?} in pages of {limit}");
        }
    }
    Ok(())
}

/// The lists of several units come as one, few or many.
pub async fn many_units_are_merged(store: &Store) -> Outcome {
    let units = (0..40).map(|n| format!("unit-{n}").parse()).collect::<Result<Vec<UnitCode>, _>>()?;
    let mut rows = Vec::new();
    for (bits, unit) in (1..).zip(&units) {
        let mut row = row(bits, 1, Some(day(i8::try_from(bits % 7 + 1)?)))?;
        row.unit = unit.clone();
        rows.push(row);
    }
    put(store, &rows).await?;
    rows.sort_by_key(|row| (row.due_on, row.matter));
    for some in [2, 3, 16, 17, 33] {
        let filter = WorklistFilter { units: units[..some].to_vec(), ..WorklistFilter::default() };
        let expected = rows.iter().filter(|row| filter.units.contains(&row.unit));
        let expected: Vec<_> = expected.map(|row| (u128::from_be_bytes(row.matter.to_bytes()), 1)).collect();
        assert_eq!(walk(store, &filter, 5).await?, expected, "{some} units");
    }
    Ok(())
}

/// A sealed row is in no list and no count, but is its matter's and falls due.
pub async fn sealed_rows_are_in_no_list(store: &Store) -> Outcome {
    let mut sealed = row(1, 1, Some(day(9)))?;
    sealed.sealed = true;
    put(store, std::slice::from_ref(&sealed)).await?;
    assert_eq!(walk(store, &WorklistFilter::default(), 10).await?, []);
    assert_eq!(store.worklists.count_up_to(OFFICE, &WorklistFilter::default(), 10).await?, 0);
    assert_eq!(store.worklists.standing_counts(OFFICE, &[]).await?, []);
    assert_eq!(store.worklists.rows_of(OFFICE, sealed.matter).await?, [sealed.clone()]);
    assert_eq!(store.worklists.rows_of_each(OFFICE, &[sealed.matter]).await?, [sealed.clone()]);
    let overdue = store.worklists.overdue(OFFICE, day(10), None, 10).await?;
    assert_eq!(overdue, [(sealed.matter, IssueNo::FIRST, day(9))]);
    Ok(())
}

/// Counting goes no further than asked.
pub async fn counting_stops(store: &Store) -> Outcome {
    let rows = (1..=9).map(|bits| row(bits, 1, None)).collect::<Result<Vec<_>, _>>()?;
    put(store, &rows).await?;
    let mut filter = WorklistFilter::default();
    for units in [vec![], vec!["housing".parse()?], vec!["housing".parse()?, "water".parse()?]] {
        filter.units = units;
        assert_eq!(store.worklists.count_up_to(OFFICE, &filter, 5).await?, 5);
        assert_eq!(store.worklists.count_up_to(OFFICE, &filter, 50).await?, 9);
    }
    Ok(())
}

/// Overdue is what was due before the day and has not ended, page by page.
pub async fn overdue_rows_are_found(store: &Store) -> Outcome {
    let mut rows = BTreeMap::new();
    for bits in 1..=8 {
        let mut row = row(bits, 1, Some(day(i8::try_from(bits)?)))?;
        row.ended_on = (bits == 2).then_some(day(2));
        rows.insert(bits, row);
    }
    rows.insert(9, row(9, 1, None)?);
    put(store, &rows.into_values().collect::<Vec<_>>()).await?;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.worklists.overdue(OFFICE, day(6), after.as_ref(), 2).await?;
        let Some(&(matter, issue, due_on)) = page.last() else { break };
        after = Some(WorklistAfter { due_on: Some(due_on), matter, issue });
        seen.extend(page.into_iter().map(|(_, _, due_on)| due_on));
    }
    assert_eq!(seen, [1, 3, 4, 5].map(day));
    Ok(())
}
