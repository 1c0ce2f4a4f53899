//! What is promised of topics: a matter waits once and stands in one, and nobody counts what he may not read.

use huiyin_domain::ids::{MatterId, OfficeId, TopicId};
use huiyin_domain::view::Change;
use jiff::civil::Date;

use super::Outcome;
use super::given::{OFFICE, changing, day, row};
use crate::error::StoreError;
use crate::read::{Store, TopicOrder, TopicPlace, TopicScope, TopicSize};

const fn topic(bits: u128) -> TopicId {
    TopicId::from_bits(bits)
}

const fn place(matter: u128, of: u128, received_on: Date) -> TopicPlace {
    let matter = MatterId::from_bits(matter);
    TopicPlace { matter, received_on, begun: TopicId::from_bits(of), topic: TopicId::from_bits(of) }
}

/// Six matters in two topics, the fifth with another unit, the sixth under seal; the fourth has an issue with either unit.
async fn six(store: &Store) -> Outcome {
    let mut changes = Vec::new();
    for bits in 1..=6 {
        let mut row = row(bits, 1, None)?;
        row.sealed = bits == 6;
        if bits >= 4 {
            row.unit = "water".parse()?;
        }
        changes.push(Change::Row(Box::new(row)));
    }
    changes.push(Change::Row(Box::new(row(4, 2, None)?)));
    store.writer.commit(changing(changes)).await?;
    let places = [(1, 1, 1), (2, 2, 2), (3, 1, 3), (4, 1, 9), (5, 1, 9), (6, 1, 9)];
    let places = places.map(|(matter, of, on)| place(matter, of, day(on)));
    Ok(store.topics.put(OFFICE, &places).await?)
}

fn scope(units: &[&str], but: &[u128]) -> Result<TopicScope, Box<dyn std::error::Error + Send + Sync>> {
    let units = units.iter().map(|unit| unit.parse()).collect::<Result<_, _>>()?;
    Ok(TopicScope { units, but: but.iter().copied().map(MatterId::from_bits).collect() })
}

/// The topics from the first of March on, with those from the ninth on called recent.
async fn sizes(store: &Store, scope: &TopicScope, min: u64, order: TopicOrder) -> Result<Vec<TopicSize>, StoreError> {
    store.topics.sizes(OFFICE, scope, (day(1), day(9)), min, order, (0, 10)).await
}

/// Who waits is read once; what was put stands, and is replaced.
pub async fn a_matter_waits_and_stands_in_one_topic(store: &Store) -> Outcome {
    let waits = [(MatterId::from_bits(3), day(2)), (MatterId::from_bits(1), day(4))];
    store.topics.wait(OFFICE, &waits).await?;
    assert_eq!(store.topics.waiting(OFFICE, 1).await?, [waits[1]]);
    assert_eq!(store.topics.waiting(OfficeId(2), 9).await?, []);
    store.topics.put(OFFICE, &[place(1, 1, day(4))]).await?;
    store.topics.wait(OFFICE, &waits).await?;
    assert_eq!(store.topics.waiting(OFFICE, 9).await?, [waits[0]], "what stands in a topic waits no more");
    let moved = TopicPlace { topic: topic(7), ..place(1, 1, day(4)) };
    store.topics.put(OFFICE, &[moved, place(3, 7, day(2))]).await?;
    assert_eq!(store.topics.of(OFFICE, topic(7), 9).await?, [moved, place(3, 7, day(2))], "received last first");
    assert_eq!(store.topics.of(OFFICE, topic(1), 9).await?, []);
    assert_eq!(store.topics.newest(OFFICE, 1).await?, [place(3, 7, day(2))], "by their ids");
    let unknown = MatterId::from_bits(9);
    assert_eq!(store.topics.places(OFFICE, &[moved.matter, unknown]).await?, [moved]);
    store.topics.forget(OFFICE, moved.matter).await?;
    assert_eq!(store.topics.newest(OFFICE, 9).await?, [place(3, 7, day(2))]);
    store.topics.clear(OFFICE).await?;
    assert_eq!(store.topics.newest(OFFICE, 9).await?, []);
    Ok(())
}

/// Sizes and days are of what the scope holds, in its order; what is under seal is in none.
pub async fn nobody_counts_what_he_may_not_read(store: &Store) -> Outcome {
    six(store).await?;
    let all = scope(&["housing", "water"], &[])?;
    let of_one = TopicSize { topic: topic(1), matters: 4, recent: 2, first_on: day(1), last_on: day(9), all: 5 };
    let of_two = TopicSize { topic: topic(2), matters: 1, recent: 0, first_on: day(2), last_on: day(2), all: 1 };
    assert_eq!(sizes(store, &all, 1, TopicOrder::Size).await?, [of_one.clone(), of_two.clone()]);
    assert_eq!(sizes(store, &all, 2, TopicOrder::Size).await?, std::slice::from_ref(&of_one));
    let page = store.topics.sizes(OFFICE, &all, (day(1), day(9)), 1, TopicOrder::Growth, (1, 1)).await?;
    assert_eq!(page, [of_two]);
    let later = store.topics.sizes(OFFICE, &all, (day(3), day(9)), 1, TopicOrder::Size, (0, 9)).await?;
    assert_eq!(later, [TopicSize { matters: 3, first_on: day(3), all: 4, ..of_one.clone() }]);
    let water = scope(&["water"], &[])?;
    let of_water = TopicSize { matters: 2, first_on: day(9), ..of_one.clone() };
    assert_eq!(sizes(store, &water, 1, TopicOrder::Growth).await?, [of_water]);
    let without = scope(&["housing", "water"], &[4, 5])?;
    assert_eq!(
        sizes(store, &without, 2, TopicOrder::Size).await?,
        [TopicSize { matters: 2, recent: 0, last_on: day(3), ..of_one }]
    );
    assert_eq!(sizes(store, &TopicScope::default(), 0, TopicOrder::Size).await?, []);
    assert_eq!(store.topics.days(OFFICE, topic(1), Some(&all)).await?, [(day(1), 1), (day(3), 1), (day(9), 2)]);
    assert_eq!(store.topics.days(OFFICE, topic(1), None).await?, [(day(1), 1), (day(3), 1), (day(9), 3)]);
    assert_eq!(store.topics.days(OFFICE, topic(1), Some(&without)).await?, [(day(1), 1), (day(3), 1)]);
    assert_eq!(store.topics.days(OFFICE, topic(1), Some(&TopicScope::default())).await?, []);
    Ok(())
}

/// A topic has one warning, its last.
pub async fn a_topic_is_warned_of_by_its_last_day(store: &Store) -> Outcome {
    store.topics.warn(OFFICE, topic(1), day(2)).await?;
    store.topics.warn(OFFICE, topic(2), day(4)).await?;
    store.topics.warn(OFFICE, topic(1), day(5)).await?;
    assert_eq!(store.topics.warnings(OFFICE, day(2)).await?, [(topic(1), day(5)), (topic(2), day(4))]);
    assert_eq!(store.topics.warnings(OFFICE, day(5)).await?, [(topic(1), day(5))]);
    assert_eq!(store.topics.warnings(OfficeId(2), day(1)).await?, []);
    store.topics.clear(OFFICE).await?;
    assert_eq!(store.topics.warnings(OFFICE, day(1)).await?, []);
    Ok(())
}
