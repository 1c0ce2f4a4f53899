//! What is promised of the index of words.

use std::collections::BTreeMap;

use huiyin_domain::ids::{ContentId, MatterId, OfficeId};

use super::Outcome;
use super::given::OFFICE;
use crate::error::StoreError;
use crate::read::{Part, Store};
use crate::search::{MERGED_SEGMENTS, SEGMENT_TEXTS, Term, TextId};

/// A segment more than one merge takes, and seven texts that are too few for another.
const TEXTS: u32 = 4_615;
const _: () = assert!(TEXTS as usize == SEGMENT_TEXTS * (MERGED_SEGMENTS + 1) + 7, "as it is said");

const fn text(n: u32) -> TextId {
    TextId { matter: MatterId::from_bits(n as u128), content: ContentId::from_bits(n as u128 + 1) }
}

/// The texts that hold so many of these terms, each with how many, the newest first, of all parts of the index.
async fn found(store: &Store, terms: &[Term], held_min: u32) -> Result<Vec<(TextId, u32)>, StoreError> {
    let parts = store.search.parts(OFFICE).await?;
    found_in(store, &parts, terms, held_min).await
}

async fn found_in(
    store: &Store,
    parts: &[Part],
    terms: &[Term],
    held_min: u32,
) -> Result<Vec<(TextId, u32)>, StoreError> {
    let terms = terms.iter().map(|term| (*term, 1)).collect();
    let holders = store.search.holders(OFFICE, parts, &terms, held_min).await?;
    let texts = store.search.texts(OFFICE, &holders).await?;
    let named = texts.into_iter().zip(&holders);
    let mut found: Vec<(TextId, u32)> = named.filter_map(|(text, holder)| Some((text?, holder.held))).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup_by_key(|(text, _)| *text);
    Ok(found)
}

fn held(texts: &[(u32, u32)]) -> Vec<(TextId, u32)> {
    texts.iter().map(|(n, held)| (text(*n), *held)).collect()
}

/// The terms of the many: one that all hold, one for each hundred, one of its own.
fn terms_of(n: u32) -> Vec<Term> {
    vec![1, 0x4000_0000 + n / 100, 0x8000_0000 + n * 7]
}

async fn note_many(store: &Store) -> Outcome {
    let texts: Vec<_> = (1..=TEXTS).map(|n| (text(n), terms_of(n))).collect();
    for some in texts.chunks(1_000) {
        store.search.note(OFFICE, some).await?;
    }
    Ok(())
}

/// A noted text is found by its terms, the newest first, and no longer by those it had before.
pub async fn noted_texts_are_found(store: &Store) -> Outcome {
    assert_eq!(found(store, &[1], 1).await?, []);
    assert!(store.search.is_empty(OFFICE).await?);
    store.search.note(OFFICE, &[(text(1), vec![1, 2, u32::MAX]), (text(2), vec![2, 3])]).await?;
    assert!(!store.search.is_empty(OFFICE).await?);
    assert_eq!(found(store, &[2], 1).await?, held(&[(2, 1), (1, 1)]));
    assert_eq!(found(store, &[2, 1], 2).await?, held(&[(1, 2)]));
    assert_eq!(found(store, &[2, 1, 2], 1).await?, held(&[(2, 1), (1, 2)]));
    assert_eq!(found(store, &[2, 99], 2).await?, []);
    assert_eq!(found(store, &[], 0).await?, []);
    store.search.note(OFFICE, &[(text(1), vec![4])]).await?;
    assert_eq!(found(store, &[u32::MAX], 1).await?, []);
    assert_eq!(found(store, &[4], 1).await?, held(&[(1, 1)]));
    let other = OfficeId(2);
    let parts = store.search.parts(other).await?;
    assert_eq!(store.search.holders(other, &parts, &BTreeMap::from([(4, 1)]), 1).await?, []);
    Ok(())
}

/// Packed and merged, texts are found as they were while they were noted.
pub async fn packing_changes_no_find(store: &Store) -> Outcome {
    note_many(store).await?;
    let questions: [(&[Term], u32); 4] =
        [(&[0x4000_0003], 1), (&[1, 0x8000_0000 + 700], 2), (&[0x4000_0000, 0x4000_0000 + 44], 1), (&[1], 1)];
    let mut before = Vec::new();
    for (terms, held_min) in questions {
        before.push(found(store, terms, held_min).await?);
    }
    assert_eq!(store.search.parts(OFFICE).await?.len(), 1);
    assert_eq!(before.iter().map(Vec::len).collect::<Vec<_>>(), [100, 1, 199, TEXTS as usize]);
    assert_eq!(store.search.pack(OFFICE).await?, u64::from(TEXTS) - 7);
    for ((terms, held_min), before) in questions.into_iter().zip(&before) {
        assert_eq!(&found(store, terms, held_min).await?, before, "{terms:?}");
    }
    assert_eq!(store.search.parts(OFFICE).await?.len(), 3, "noted, one merged, one not");
    assert_eq!(store.search.pack(OFFICE).await?, 0);
    store.search.note(OFFICE, &[(text(100), terms_of(100))]).await?;
    assert_eq!(found(store, questions[1].0, 2).await?, before[1], "noted again, a text is found once");
    let parts = store.search.parts(OFFICE).await?;
    assert_eq!(found_in(store, &parts[1..2], &[1], 1).await?.first(), held(&[(TEXTS - 7, 1)]).first());
    assert_eq!(
        parts.iter().map(|part| part.newest).collect::<Vec<_>>()[1..],
        [TEXTS - 7, 4_096].map(|n| text(n).matter)
    );
    Ok(())
}

/// Terms may weigh differently; what holds most weight is told apart from what holds most terms.
pub async fn terms_weigh_what_is_said(store: &Store) -> Outcome {
    note_many(store).await?;
    let terms = BTreeMap::from([(1, 1), (0x4000_0001, 5), (0x8000_0000 + 150 * 7, 90)]);
    let weights = async || {
        let parts = store.search.parts(OFFICE).await?;
        let mut holders = store.search.holders(OFFICE, &parts, &terms, 6).await?;
        holders.sort_by_key(|holder| std::cmp::Reverse(holder.held));
        let texts = store.search.texts(OFFICE, &holders[..2]).await?;
        Ok::<_, StoreError>((holders.len(), holders[0].held, holders[1].held, texts[0]))
    };
    let before = weights().await?;
    assert_eq!(before, (100, 96, 6, Some(text(150))));
    store.search.pack(OFFICE).await?;
    assert_eq!(weights().await?, before);
    Ok(())
}

/// What is noted again and again takes no more room once it is merged, and what was forgotten takes none.
pub async fn a_merge_keeps_each_text_once(store: &Store) -> Outcome {
    let texts: Vec<_> = (1..=512).map(|n| (text(n), terms_of(n))).collect();
    assert_eq!(texts.len(), SEGMENT_TEXTS);
    for time in 0..MERGED_SEGMENTS {
        if time + 1 == MERGED_SEGMENTS {
            store.search.forget(OFFICE, text(9).matter).await?;
        }
        store.search.note(OFFICE, &texts).await?;
        assert_eq!(store.search.pack(OFFICE).await?, SEGMENT_TEXTS as u64);
    }
    let parts = store.search.parts(OFFICE).await?;
    assert_eq!(parts.len(), 2, "what was noted last, and one segment");
    let packed = store.search.holders(OFFICE, &parts[1..], &BTreeMap::from([(1, 1)]), 1).await?;
    assert_eq!(packed.len(), SEGMENT_TEXTS, "each once");
    for n in [1, 9, 512] {
        assert_eq!(found(store, &terms_of(n), 3).await?, held(&[(n, 3)]));
    }
    Ok(())
}

/// A forgotten matter is found in no part; the others are.
pub async fn what_is_forgotten_is_not_found(store: &Store) -> Outcome {
    note_many(store).await?;
    store.search.pack(OFFICE).await?;
    for n in [300, TEXTS] {
        store.search.forget(OFFICE, text(n).matter).await?;
        assert_eq!(found(store, &terms_of(n), 3).await?, []);
        assert_eq!(found(store, &terms_of(n - 1), 3).await?, held(&[(n - 1, 3)]));
    }
    assert_eq!(found(store, &[1], 1).await?.len(), TEXTS as usize - 2);
    store.search.clear(OFFICE).await?;
    assert_eq!(found(store, &[1], 1).await?, []);
    Ok(())
}
