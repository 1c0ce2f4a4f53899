//! The index of words in the tables: noted texts by themselves, older ones in segments.
//!
//! A segment counts once its row says how many texts it has. A merge takes many small transactions, so that commits never
//! wait for it; until the last of them the new segment has no texts and the old ones count, after it the other way round.
//! What counts no more is swept when the index is packed the next time, so that whoever reads meanwhile still finds it.

mod segments;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use huiyin_domain::ids::{ContentId, MatterId, OfficeId};

use super::insert::inserts;
use super::{ASKED_MAX, Database, Query, Row, Script, Statement, Tables};
use crate::batch::Block;
use crate::error::StoreError;
use crate::read::{Part, Search};
use crate::schema::{Cell, How, SEARCH, SEARCH_TEXTS, Table, Value};
use crate::search::{
    At, Holder, MEMBERS_PER_ROW, Term, TextId, bucket, holders, list, members_of_bytes, terms_of_bytes, terms_to_bytes,
};

/// The part of what was noted last; segments are numbered from 1.
const NOTED: Part = Part { segment: 0, newest: MatterId::from_bits(u128::MAX) };

const NOTED_TERMS: &str = "SELECT matter_id, content_id, terms FROM search_texts WHERE office_id = ?1";
const ANY_TEXT: &str = "SELECT segment FROM search_segments WHERE office_id = ?1
    UNION ALL SELECT office_id FROM search_texts WHERE office_id = ?1 LIMIT 1";
const FORGET_NOTED: &str = "DELETE FROM search_texts WHERE office_id = ?1 AND matter_id = ?2";
const SEGMENTS: &str = "SELECT segment, texts, oldest, newest FROM search_segments WHERE office_id = ?1";
const OF_BUCKETS: &str = "SELECT segment, bucket, packed FROM asked CROSS JOIN search_lists
    WHERE segment = asked.its_segment AND bucket = asked.its_bucket AND office_id = ";
const OF_PLACES: &str = "SELECT segment, place, members FROM asked CROSS JOIN search_members
    WHERE segment = asked.its_segment AND place = asked.its_place AND office_id = ";

/// A segment as its row says.
struct Segment {
    number: i64,
    texts: usize,
    oldest: MatterId,
    newest: MatterId,
}

#[async_trait]
impl<D: Database> Search for Tables<D> {
    async fn note(&self, office: OfficeId, texts: &[(TextId, Vec<Term>)]) -> Result<(), StoreError> {
        let terms: Vec<Vec<u8>> = texts.iter().map(|(_, terms)| terms_to_bytes(terms)).collect();
        let mut rows = BTreeMap::new();
        for ((text, _), terms) in texts.iter().zip(&terms) {
            rows.insert(*text, terms); // once in a statement, else the database does not know which counts
        }
        let rows = rows.into_iter().map(|(text, terms)| {
            [
                Cell::Int(office.0),
                Cell::Id(text.matter.to_bytes()),
                Cell::Id(text.content.to_bytes()),
                Cell::Bytes(terms),
            ]
        });
        let block = Block::new(&SEARCH_TEXTS, How::Replace(&["terms"]), rows);
        self.0.script(Script::of(inserts(&block, ""))).await.map(drop)
    }

    async fn pack(&self, office: OfficeId) -> Result<u64, StoreError> {
        self.sweep(office).await?;
        let mut packed = 0;
        loop {
            let texts = self.pack_noted(office).await?;
            if texts == 0 {
                break;
            }
            packed += texts as u64;
        }
        while self.merge_some(office).await? {}
        Ok(packed)
    }

    async fn forget(&self, office: OfficeId, matter: MatterId) -> Result<(), StoreError> {
        let noted = Statement::new(FORGET_NOTED, [office.0.into(), matter.to_bytes().into()]);
        self.0.script(Script::of(vec![noted])).await?;
        let holds = |segment: &Segment| segment.oldest <= matter && matter <= segment.newest;
        for segment in self.segments(office).await?.iter().filter(|segment| holds(segment)) {
            self.forget_in(office, segment.number, matter).await?;
        }
        Ok(())
    }

    async fn clear(&self, office: OfficeId) -> Result<(), StoreError> {
        let clear = |table: &Table| Statement {
            sql: Cow::Owned(format!("DELETE FROM {} WHERE office_id = ?1", table.name)),
            params: vec![office.0.into()],
        };
        self.0.script(Script::of(SEARCH.map(clear).into())).await.map(drop)
    }

    async fn is_empty(&self, office: OfficeId) -> Result<bool, StoreError> {
        let any = self.0.query(Statement::new(ANY_TEXT, [office.0.into()])).await?;
        Ok(any.is_empty())
    }

    async fn parts(&self, office: OfficeId) -> Result<Vec<Part>, StoreError> {
        let mut segments = self.segments(office).await?;
        segments.retain(|segment| segment.texts > 0);
        segments.sort_unstable_by_key(|segment| std::cmp::Reverse((segment.newest, segment.number)));
        let parts = segments.iter().map(|segment| Part { segment: segment.number, newest: segment.newest });
        Ok([NOTED].into_iter().chain(parts).collect())
    }

    async fn holders(
        &self,
        office: OfficeId,
        parts: &[Part],
        terms: &BTreeMap<Term, u32>,
        held_min: u32,
    ) -> Result<Vec<Holder>, StoreError> {
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let segments: Vec<i64> = parts.iter().filter(|part| **part != NOTED).map(|part| part.segment).collect();
        let packed = self.buckets(office, &segments, terms.keys().copied()).await?;
        let mut found = Vec::new();
        for part in parts {
            if *part == NOTED {
                found.extend(self.in_noted(office, terms, held_min).await?);
                continue;
            }
            let of = |term: Term| packed.get(&(part.segment, bucket(term).into())).map(|packed| list(packed, term));
            let lists = terms.iter().map(|(term, weight)| (of(*term).unwrap_or_default(), *weight)).collect();
            let at = |number| At::Packed { segment: part.segment, number };
            found.extend(holders(lists, held_min).into_iter().map(|(number, held)| Holder { held, at: at(number) }));
        }
        Ok(found)
    }

    async fn texts(&self, office: OfficeId, holders: &[Holder]) -> Result<Vec<Option<TextId>>, StoreError> {
        let packed = holders.iter().filter_map(|holder| match holder.at {
            At::Noted(_) => None,
            At::Packed { segment, number } => Some((segment, row_of(number))),
        });
        let places: Vec<(i64, i64)> = packed.collect::<BTreeSet<_>>().into_iter().collect();
        let rows = self.pairs(office, "its_segment, its_place", OF_PLACES, &places).await?;
        let rows: BTreeMap<(i64, i64), Vec<Option<TextId>>> =
            rows.into_iter().map(|(place, members)| (place, members_of_bytes(&members))).collect();
        let text = |holder: &Holder| match holder.at {
            At::Noted(text) => Some(text),
            At::Packed { segment, number } => {
                let row = rows.get(&(segment, row_of(number)))?;
                row.get(number as usize % MEMBERS_PER_ROW).copied().flatten()
            }
        };
        Ok(holders.iter().map(text).collect())
    }
}

impl<D: Database> Tables<D> {
    async fn segments(&self, office: OfficeId) -> Result<Vec<Segment>, StoreError> {
        let read = |row: Row| {
            let mut row = row.read("search_segments");
            let (number, texts) = (row.int("segment")?, row.number("texts")?);
            let (oldest, newest) = (row.array("oldest")?, row.array("newest")?);
            Ok(Segment { number, texts, oldest: MatterId::from_bytes(oldest), newest: MatterId::from_bytes(newest) })
        };
        self.0.query(Statement::new(SEGMENTS, [office.0.into()])).await?.into_iter().map(read).collect()
    }

    async fn noted(&self, office: OfficeId) -> Result<Vec<(TextId, Vec<u8>)>, StoreError> {
        self.0.query(Statement::new(NOTED_TERMS, [office.0.into()])).await?.into_iter().map(noted).collect()
    }

    async fn in_noted(
        &self,
        office: OfficeId,
        terms: &BTreeMap<Term, u32>,
        held_min: u32,
    ) -> Result<Vec<Holder>, StoreError> {
        let enough = held_min.min(terms.values().sum()).max(1);
        let held = |kept: &[u8]| terms_of_bytes(kept).filter_map(|term| terms.get(&term)).sum();
        let noted = self.noted(office).await?.into_iter();
        let mut found: Vec<(TextId, u32)> = noted.map(|(text, kept)| (text, held(&kept))).collect();
        found.retain(|(_, held)| *held >= enough);
        found.sort_unstable_by_key(|(text, _)| std::cmp::Reverse(*text));
        Ok(found.into_iter().map(|(text, held)| Holder { held, at: At::Noted(text) }).collect())
    }

    /// The packed lists of each segment's buckets in which these terms stand.
    async fn buckets(
        &self,
        office: OfficeId,
        segments: &[i64],
        terms: impl Iterator<Item = Term>,
    ) -> Result<BTreeMap<(i64, i64), Vec<u8>>, StoreError> {
        let buckets: BTreeSet<u32> = terms.map(bucket).collect();
        let pairs = segments.iter().flat_map(|segment| buckets.iter().map(|bucket| (*segment, i64::from(*bucket))));
        self.pairs(office, "its_segment, its_bucket", OF_BUCKETS, &pairs.collect::<Vec<_>>()).await
    }

    /// The bytes of rows named by segment and another number.
    async fn pairs(
        &self,
        office: OfficeId,
        columns: &str,
        select: &str,
        pairs: &[(i64, i64)],
    ) -> Result<BTreeMap<(i64, i64), Vec<u8>>, StoreError> {
        let mut found = BTreeMap::new();
        for pairs in pairs.chunks(ASKED_MAX) {
            let mut query = Query::new("", []);
            let rows = pairs.iter().map(|(segment, other)| [Value::Int(*segment), Value::Int(*other)]);
            query.push_asked(columns, Some("BIGINT"), rows).push(select).bind(office.0);
            for row in self.0.query(query.build()).await? {
                let mut row = row.read("search_segments");
                found.insert((row.int("segment")?, row.int("place")?), row.bytes("packed")?);
            }
        }
        Ok(found)
    }
}

/// A noted text with its terms.
fn noted(row: Row) -> Result<(TextId, Vec<u8>), StoreError> {
    let mut row = row.read("search_texts");
    let (matter, content) = (row.array("matter_id")?, row.array("content_id")?);
    let text = TextId { matter: MatterId::from_bytes(matter), content: ContentId::from_bytes(content) };
    Ok((text, row.bytes("terms")?))
}

/// The row of members in which a text stands.
fn row_of(number: u32) -> i64 {
    i64::try_from(number as usize / MEMBERS_PER_ROW).unwrap_or(i64::MAX)
}
