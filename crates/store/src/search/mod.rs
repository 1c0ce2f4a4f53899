//! The index of words, as data: which texts hold which keyed pairs of signs. Pure; the tables stand in [`crate::sql`].
//!
//! A term is a keyed hash, so that a stolen index holds no word. New texts are noted by themselves; some hundred of them are
//! packed into a segment, and eight segments of a size are merged into one of the next. In a segment texts are numbered, and
//! the lists of all terms of one bucket stand packed in one row.

mod packed;

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::ids::{ContentId, MatterId};

pub use packed::{Lists, list, pack, unpack};

/// A keyed hash of two signs. Two pairs that share one make a candidate more, which the text itself refutes.
pub type Term = u32;

/// Bits of a term that say in which bucket of a segment it stands.
const BUCKET_BITS: u32 = 12;
/// Buckets of a segment: the lists of a bucket fill a page of the database where the segment is large.
pub const BUCKETS: u32 = 1 << BUCKET_BITS;
/// Noted texts that are packed into one segment; fewer wait, and are read whole with every question.
pub const SEGMENT_TEXTS: usize = 512;
/// Segments of a size that are merged into one of the next.
pub const MERGED_SEGMENTS: usize = 8;
/// A segment of more texts than an eighth of this is merged no further: a million texts stand in few segments, and a bucket
/// can still be read at one go.
pub const SEGMENT_TEXTS_MAX: usize = SEGMENT_TEXTS * MERGED_SEGMENTS * MERGED_SEGMENTS * MERGED_SEGMENTS;
/// Texts named by one row of members.
pub const MEMBERS_PER_ROW: usize = 64;
/// Bytes of a member: two ids.
const MEMBER_BYTES: usize = 32;

/// For each text of a segment that is merged its number in the new one; none where it is kept no more.
pub type Renumbered = [Option<u32>];

/// A text of a matter, by the content that holds it. Ids begin with their time: a greater one is newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId {
    /// The matter.
    pub matter: MatterId,
    /// The content.
    pub content: ContentId,
}

/// A text that may answer, by where it stands in the index; who it is, the index is asked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// What the terms that it holds weigh together.
    pub held: u32,
    pub(crate) at: At,
}

impl Holder {
    /// Both stand in the same part of the index.
    pub const fn is_of_part_of(&self, other: &Self) -> bool {
        match (self.at, other.at) {
            (At::Noted(_), At::Noted(_)) => true,
            (At::Packed { segment: own, .. }, At::Packed { segment: others, .. }) => own == others,
            (At::Noted(_), At::Packed { .. }) | (At::Packed { .. }, At::Noted(_)) => false,
        }
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Noted(TextId),
    Packed { segment: i64, number: u32 },
}

/// Where a term stands.
pub const fn bucket(term: Term) -> u32 {
    term >> (Term::BITS - BUCKET_BITS)
}

/// The terms of a noted text, each once, as they are kept.
pub fn terms_to_bytes(terms: &[Term]) -> Vec<u8> {
    let mut sorted = terms.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.iter().flat_map(|term| term.to_be_bytes()).collect()
}

/// The terms of a noted text; bytes beyond whole terms are dropped.
pub fn terms_of_bytes(bytes: &[u8]) -> impl Iterator<Item = Term> {
    bytes.as_chunks::<4>().0.iter().map(|term| Term::from_be_bytes(*term))
}

/// Members as a row keeps them.
pub fn members_to_bytes(members: &[Option<TextId>]) -> Vec<u8> {
    let bytes = |member: &Option<TextId>| {
        let mut bytes = [0; MEMBER_BYTES];
        if let Some(text) = member {
            bytes[..16].copy_from_slice(&text.matter.to_bytes());
            bytes[16..].copy_from_slice(&text.content.to_bytes());
        }
        bytes
    };
    members.iter().flat_map(bytes).collect()
}

/// The members of a row; none where one was forgotten.
pub fn members_of_bytes(bytes: &[u8]) -> Vec<Option<TextId>> {
    let half = |bytes: &[u8]| bytes.first_chunk::<16>().copied().unwrap_or_default();
    let member = |bytes: &[u8; MEMBER_BYTES]| {
        let (matter, content) = (half(&bytes[..16]), half(&bytes[16..]));
        let text = TextId { matter: MatterId::from_bytes(matter), content: ContentId::from_bytes(content) };
        (*bytes != [0; MEMBER_BYTES]).then_some(text)
    };
    bytes.as_chunks::<MEMBER_BYTES>().0.iter().map(member).collect()
}

/// The lists of a new segment by bucket: texts numbered from 0 in the order given.
pub fn segment<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> BTreeMap<u32, Vec<u8>> {
    let mut buckets: BTreeMap<u32, Lists> = BTreeMap::new();
    for (number, terms) in (0..).zip(texts) {
        for term in terms_of_bytes(terms) {
            buckets.entry(bucket(term)).or_default().entry(term).or_default().push(number);
        }
    }
    buckets.into_iter().map(|(bucket, lists)| (bucket, pack(&lists))).collect()
}

/// How large a segment is: those of one size are merged. What was forgotten or noted twice makes it smaller than its parts.
pub const fn size(texts: usize) -> u32 {
    let (mut size, mut most) = (0, SEGMENT_TEXTS);
    while most < texts {
        size += 1;
        most *= MERGED_SEGMENTS;
    }
    size
}

/// Which members of some segments, told one after the other, one segment is made of: what was forgotten goes, and of what was
/// noted twice the earlier. With each old number the new one.
pub fn kept(members: &[Option<TextId>]) -> (Vec<Option<TextId>>, Vec<Option<u32>>) {
    let mut seen = BTreeSet::new();
    let mut is_kept: Vec<bool> =
        members.iter().rev().map(|member| member.is_some_and(|text| seen.insert(text))).collect();
    is_kept.reverse();
    let mut next = 0..;
    let numbers = is_kept.iter().map(|kept| if *kept { next.next() } else { None }).collect();
    let kept = members.iter().zip(&is_kept).filter(|(_, kept)| **kept).map(|(member, _)| *member).collect();
    (kept, numbers)
}

/// The lists of one bucket of several segments as one; each with the new numbers of its texts.
pub fn merge<'a>(parts: impl IntoIterator<Item = (&'a Renumbered, &'a [u8])>) -> Vec<u8> {
    let mut merged = Lists::new();
    for (numbers, packed) in parts {
        for (term, list) in unpack(packed) {
            let renumbered = list.into_iter().filter_map(|old| numbers.get(old as usize).copied().flatten());
            merged.entry(term).or_default().extend(renumbered);
        }
    }
    merged.retain(|_, list| !list.is_empty());
    pack(&merged)
}

/// The lists of one bucket without some texts; none where nothing is taken out.
pub fn without(packed: &[u8], gone: &[u32]) -> Option<Vec<u8>> {
    let lists = unpack(packed);
    let is_in = lists.values().flatten().any(|number| gone.contains(number));
    let kept = lists.into_iter().map(|(term, mut numbers)| {
        numbers.retain(|number| !gone.contains(number));
        (term, numbers)
    });
    is_in.then(|| pack(&kept.filter(|(_, numbers)| !numbers.is_empty()).collect()))
}

/// The numbers that stand in lists of at least so much weight together, falling, each with what these weigh.
pub fn holders(lists: Vec<(Vec<u32>, u32)>, held_min: u32) -> Vec<(u32, u32)> {
    let all = lists.iter().map(|(_, weight)| weight).sum();
    if held_min >= all { in_all(lists, all) } else { in_some(&lists, held_min.max(1)) }
}

/// The shortest list first, so that the others are only asked for what is left.
fn in_all(mut lists: Vec<(Vec<u32>, u32)>, all: u32) -> Vec<(u32, u32)> {
    lists.sort_unstable_by_key(|(list, _)| list.len());
    let mut lists = lists.into_iter().map(|(list, _)| list);
    let mut left = lists.next().unwrap_or_default();
    for list in lists {
        left.retain(|number| list.binary_search(number).is_ok());
    }
    left.into_iter().rev().map(|number| (number, all)).collect()
}

/// What each number's lists weigh is added up in a cell of its own: much faster than to look each up.
fn in_some(lists: &[(Vec<u32>, u32)], held_min: u32) -> Vec<(u32, u32)> {
    let end = lists.iter().filter_map(|(list, _)| list.last()).max().map_or(0, |last| *last as usize + 1);
    let mut held = vec![0_u32; end.min(SEGMENT_TEXTS_MAX)];
    for (list, weight) in lists {
        for number in list {
            if let Some(cell) = held.get_mut(*number as usize) {
                *cell += weight;
            }
        }
    }
    let enough = (0..).zip(held).filter(|(_, held)| *held >= held_min);
    let mut enough: Vec<(u32, u32)> = enough.collect();
    enough.reverse();
    enough
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn text(n: u128) -> TextId {
        TextId { matter: MatterId::from_bits(n), content: ContentId::from_bits(n + 1) }
    }

    #[test]
    fn members_and_terms_read_back() {
        let members = [Some(text(1)), None, Some(text(3))];
        assert_eq!(members_of_bytes(&members_to_bytes(&members)), members);
        assert_eq!(terms_of_bytes(&terms_to_bytes(&[7, 3, 7])).collect::<Vec<_>>(), [3, 7]);
    }

    #[test]
    fn who_holds_enough_is_found_the_newest_first() {
        let lists = |weight| vec![(vec![1, 2, 5], weight), (vec![2, 5], 1), (vec![0, 5], 1)];
        assert_eq!(holders(lists(1), 3), [(5, 3)]);
        assert_eq!(holders(lists(1), 2), [(5, 3), (2, 2)]);
        assert_eq!(holders(lists(7), 7), [(5, 9), (2, 8), (1, 7)]);
        assert_eq!(holders(lists(1), 0).len(), 4);
        assert!(holders(Vec::new(), 1).is_empty());
    }

    #[test]
    fn merged_segments_hold_what_each_held() {
        let (one, other) = (terms_to_bytes(&[5, 9]), terms_to_bytes(&[9, 1 << 31]));
        let first = segment([one.as_slice(), other.as_slice()]);
        let second = segment([other.as_slice()]);
        assert_eq!(first.keys().copied().collect::<Vec<_>>(), [0, BUCKETS / 2]);
        let numbers = [Some(0), Some(1), Some(2)];
        let merged = merge([(&numbers[..2], first[&0].as_slice()), (&numbers[2..], second[&0].as_slice())]);
        assert_eq!(unpack(&merged), Lists::from([(5, vec![0]), (9, vec![0, 1, 2])]));
        let without = without(&merged, &[0]).unwrap();
        assert_eq!(unpack(&without), Lists::from([(9, vec![1, 2])]));
        assert_eq!(super::without(&merged, &[3]), None);
    }

    #[test]
    fn of_what_is_noted_twice_the_later_is_kept() {
        let (members, numbers) = kept(&[Some(text(1)), Some(text(3)), None, Some(text(1)), Some(text(5))]);
        assert_eq!(members, [Some(text(3)), Some(text(1)), Some(text(5))]);
        assert_eq!(numbers, [None, Some(0), None, Some(1), Some(2)]);
        let packed = pack(&Lists::from([(5, vec![0, 1]), (9, vec![0, 2])]));
        assert_eq!(unpack(&merge([(&numbers[..3], packed.as_slice())])), Lists::from([(5, vec![0])]));
    }

    #[test]
    fn a_segment_that_lost_texts_is_of_the_size_it_can_be_merged_with() {
        let most = SEGMENT_TEXTS;
        assert_eq!([0, 1, most, most + 1, most * 8, most * 8 + 1].map(size), [0, 0, 0, 1, 1, 2]);
        assert_eq!(size(SEGMENT_TEXTS_MAX), 3);
    }
}
