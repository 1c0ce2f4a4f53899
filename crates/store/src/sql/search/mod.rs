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
    Candidate, MEMBERS_PER_ROW, Term, TextId, bucket, holders, list, members_of_bytes, terms_of_bytes, terms_to_bytes,
};

/// The part of what was noted last; segments are numbered from 1.
const NOTED: Part = Part(0);

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
        Ok([NOTED].into_iter().chain(segments.iter().map(|segment| Part(segment.number))).collect())
    }

    async fn candidates(
        &self,
        office: OfficeId,
        parts: &[Part],
        terms: &[Term],
        held_min: u32,
    ) -> Result<Vec<Candidate>, StoreError> {
        let terms: BTreeSet<Term> = terms.iter().copied().collect();
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let segments: Vec<i64> = parts.iter().filter(|part| **part != NOTED).map(|part| part.0).collect();
        let mut found = self.in_segments(office, &segments, &terms, held_min).await?;
        if parts.contains(&NOTED) {
            found.extend(self.in_noted(office, &terms, held_min).await?);
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup_by_key(|candidate| candidate.text);
        Ok(found)
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

    async fn in_noted(
        &self,
        office: OfficeId,
        terms: &BTreeSet<Term>,
        held_min: u32,
    ) -> Result<Vec<Candidate>, StoreError> {
        let enough = held_min.min(count(terms.len())).max(1);
        let rows = self.0.query(Statement::new(NOTED_TERMS, [office.0.into()])).await?;
        let read = rows.into_iter().map(|row| {
            noted(row).map(|(text, kept)| {
                let held = count(terms_of_bytes(&kept).filter(|term| terms.contains(term)).count());
                Candidate { text, held }
            })
        });
        let found = read.collect::<Result<Vec<_>, StoreError>>()?.into_iter();
        Ok(found.filter(|candidate| candidate.held >= enough).collect())
    }

    async fn in_segments(
        &self,
        office: OfficeId,
        segments: &[i64],
        terms: &BTreeSet<Term>,
        held_min: u32,
    ) -> Result<Vec<Candidate>, StoreError> {
        let buckets: BTreeSet<u32> = terms.iter().copied().map(bucket).collect();
        let pairs = segments.iter().flat_map(|segment| buckets.iter().map(|bucket| (*segment, i64::from(*bucket))));
        let packed = self.pairs(office, "its_segment, its_bucket", OF_BUCKETS, &pairs.collect::<Vec<_>>()).await?;
        let mut held: BTreeMap<(i64, i64), Vec<(usize, u32)>> = BTreeMap::new();
        for segment in segments {
            let of = |term: &Term| packed.get(&(*segment, bucket(*term).into())).map(|packed| list(packed, *term));
            let lists: Vec<Vec<u32>> = terms.iter().map(|term| of(term).unwrap_or_default()).collect();
            for (number, times) in holders(lists, held_min) {
                let (row, at) = (number as usize / MEMBERS_PER_ROW, number as usize % MEMBERS_PER_ROW);
                held.entry((*segment, i64::try_from(row).unwrap_or(i64::MAX))).or_default().push((at, times));
            }
        }
        let places: Vec<(i64, i64)> = held.keys().copied().collect();
        let members = self.pairs(office, "its_segment, its_place", OF_PLACES, &places).await?;
        let of_row = |(place, numbers): (&(i64, i64), &Vec<(usize, u32)>)| {
            let members = members.get(place).map_or_else(Vec::new, |members| members_of_bytes(members));
            let text = |at: usize| members.get(at).copied().flatten();
            numbers
                .iter()
                .filter_map(|(at, held)| Some(Candidate { text: text(*at)?, held: *held }))
                .collect::<Vec<_>>()
        };
        Ok(held.iter().flat_map(of_row).collect())
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

/// How many; no text holds 2^32 terms, and no segment that many texts.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
