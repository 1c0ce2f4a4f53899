//! The index of words in the tables: noted texts by themselves, older ones in segments.
//!
//! A segment counts once its row says how many texts it has. A merge takes many small transactions, so that commits never
//! wait for it; until the last of them the new segment has no texts and the old ones count, after it the other way round.
//! What counts no more is swept when the index is packed the next time, so that whoever reads meanwhile still finds it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use huiyin_domain::ids::{ContentId, MatterId, OfficeId};

use super::insert::inserts;
use super::{ASKED_MAX, Database, Query, Row, Script, Statement, Tables, int};
use crate::batch::Block;
use crate::error::StoreError;
use crate::read::{Part, Search};
use crate::schema::{Cell, How, SEARCH, SEARCH_LISTS, SEARCH_MEMBERS, SEARCH_SEGMENTS, SEARCH_TEXTS, Table, Value};
use crate::search::{
    BUCKETS, Candidate, MEMBERS_PER_ROW, MERGED_SEGMENTS, SEGMENT_TEXTS, SEGMENT_TEXTS_MAX, Term, TextId, bucket,
    holders, list, members_of_bytes, members_to_bytes, merge, segment, terms_of_bytes, terms_to_bytes, without,
};

/// The part of what was noted last; segments are numbered from 1.
const NOTED: Part = Part(0);
/// Buckets merged or swept in one transaction.
const BUCKETS_AT_ONCE: u32 = 256;

const NOTED_TERMS: &str = "SELECT matter_id, content_id, terms FROM search_texts WHERE office_id = ?1";
const ANY_TEXT: &str = "SELECT segment FROM search_segments WHERE office_id = ?1
    UNION ALL SELECT office_id FROM search_texts WHERE office_id = ?1 LIMIT 1";
const NEXT_NOTED: &str = "SELECT matter_id, content_id, terms FROM search_texts
    WHERE office_id = ?1 ORDER BY matter_id, content_id LIMIT ?2";
const DELETE_NOTED: &str = "DELETE FROM search_texts WHERE office_id = ?1 AND (matter_id, content_id) <= (?2, ?3)";
const FORGET_NOTED: &str = "DELETE FROM search_texts WHERE office_id = ?1 AND matter_id = ?2";
const LAST_SEGMENT: &str = "SELECT coalesce(max(segment), 0) FROM search_segments WHERE office_id = ?1";
const SEGMENTS: &str = "SELECT segment, texts, oldest, newest FROM search_segments WHERE office_id = ?1";
const SET_TEXTS: &str = "UPDATE search_segments SET texts = ?3 WHERE office_id = ?1 AND segment = ?2";
const DELETE_SEGMENT: &str = "DELETE FROM search_segments WHERE office_id = ?1 AND segment = ?2";
const MEMBERS: &str = "SELECT place, members FROM search_members WHERE office_id = ?1 AND segment = ?2 ORDER BY place";
const DELETE_MEMBERS: &str = "DELETE FROM search_members WHERE office_id = ?1 AND segment = ?2";
const LISTS: &str = "SELECT bucket, packed FROM search_lists
    WHERE office_id = ?1 AND segment = ?2 AND bucket >= ?3 AND bucket < ?4";
const DELETE_LISTS: &str = "DELETE FROM search_lists
    WHERE office_id = ?1 AND segment = ?2 AND bucket >= ?3 AND bucket < ?4";
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
            [int_cell(office.0), id_of(text.matter.to_bytes()), id_of(text.content.to_bytes()), Cell::Bytes(terms)]
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

    /// Packs the oldest noted texts into a segment, if there are enough.
    async fn pack_noted(&self, office: OfficeId) -> Result<usize, StoreError> {
        let first = vec![
            Statement::new(NEXT_NOTED, [office.0.into(), int(SEGMENT_TEXTS as u64)]),
            Statement::new(LAST_SEGMENT, [office.0.into()]),
        ];
        let then = Box::new(move |rows: Vec<Vec<Row>>| {
            let mut rows = rows.into_iter();
            let texts = rows.next().unwrap_or_default().into_iter().map(noted).collect::<Result<Vec<_>, _>>()?;
            let last = rows.next().unwrap_or_default().into_iter().next();
            let last = last.map_or(Ok(0), |row| row.read("search_segments").int("segment"))?;
            if texts.len() < SEGMENT_TEXTS { Ok(Vec::new()) } else { Ok(packed_segment(office, last + 1, &texts)) }
        });
        let rows = self.0.script(Script { first, then, frozen: true }).await?;
        let texts = rows.first().map_or(0, Vec::len);
        Ok(if texts < SEGMENT_TEXTS { 0 } else { texts })
    }

    /// Merges some segments of a size, if there are enough.
    async fn merge_some(&self, office: OfficeId) -> Result<bool, StoreError> {
        let mut by_size: BTreeMap<usize, Vec<Segment>> = BTreeMap::new();
        for segment in self.segments(office).await? {
            if segment.texts > 0 && segment.texts < SEGMENT_TEXTS_MAX {
                by_size.entry(segment.texts).or_default().push(segment);
            }
        }
        let Some(mut parts) = by_size.into_values().find(|segments| segments.len() >= MERGED_SEGMENTS) else {
            return Ok(false);
        };
        parts.sort_unstable_by_key(|segment| segment.number);
        parts.truncate(MERGED_SEGMENTS);
        self.merge_all(office, &parts).await?;
        Ok(true)
    }

    async fn merge_all(&self, office: OfficeId, parts: &[Segment]) -> Result<(), StoreError> {
        let number = self.begin_segment(office, parts).await?;
        let (mut members, mut offsets) = (Vec::new(), Vec::new());
        for part in parts {
            offsets.push((part.number, count(members.len())));
            members.extend(self.members(office, part.number).await?);
        }
        self.0.script(Script::of(member_rows(office, number, &members))).await?;
        for from in (0..BUCKETS).step_by(BUCKETS_AT_ONCE as usize) {
            self.merge_buckets(office, number, &offsets, from).await?;
        }
        let retire = parts.iter().map(|part| set_texts(office, part.number, 0));
        let statements = [set_texts(office, number, members.len())].into_iter().chain(retire).collect();
        self.0.script(Script::of(statements)).await.map(drop)
    }

    /// The number of a new segment that does not count yet.
    async fn begin_segment(&self, office: OfficeId, parts: &[Segment]) -> Result<i64, StoreError> {
        let none = MatterId::from_bits(0);
        let oldest = parts.iter().map(|part| part.oldest).min().unwrap_or(none);
        let newest = parts.iter().map(|part| part.newest).max().unwrap_or(none);
        let first = vec![Statement::new(LAST_SEGMENT, [office.0.into()])];
        let then = Box::new(move |rows: Vec<Vec<Row>>| {
            let number = last_number(rows)? + 1;
            Ok(inserts(
                &Block::new(&SEARCH_SEGMENTS, How::Insert, [segment_row(office, number, 0, oldest, newest)]),
                "",
            ))
        });
        let rows = self.0.script(Script { first, then, frozen: true }).await?;
        Ok(last_number(rows)? + 1)
    }

    async fn merge_buckets(
        &self,
        office: OfficeId,
        number: i64,
        parts: &[(i64, u32)],
        from: u32,
    ) -> Result<(), StoreError> {
        let mut lists: BTreeMap<i64, Vec<(u32, Vec<u8>)>> = BTreeMap::new();
        for (part, offset) in parts {
            for (bucket, packed) in self.lists(office, *part, from).await? {
                lists.entry(bucket).or_default().push((*offset, packed));
            }
        }
        let merged = lists
            .into_iter()
            .map(|(bucket, parts)| (bucket, merge(parts.iter().map(|(offset, packed)| (*offset, packed.as_slice())))));
        let merged: BTreeMap<i64, Vec<u8>> = merged.collect();
        self.0.script(Script::of(list_rows(office, number, &merged))).await.map(drop)
    }

    async fn lists(&self, office: OfficeId, segment: i64, from: u32) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        let rows = self.0.query(Statement::new(LISTS, bucket_range(office, segment, from))).await?;
        let read = |row: Row| {
            let mut row = row.read("search_lists");
            Ok((row.int("bucket")?, row.bytes("packed")?))
        };
        rows.into_iter().map(read).collect()
    }

    async fn members(&self, office: OfficeId, segment: i64) -> Result<Vec<Option<TextId>>, StoreError> {
        let rows = self.0.query(Statement::new(MEMBERS, [office.0.into(), segment.into()])).await?;
        let mut members = Vec::new();
        for row in rows {
            let mut row = row.read("search_members");
            row.int("place")?;
            members.extend(members_of_bytes(&row.bytes("members")?));
        }
        Ok(members)
    }

    /// Takes a matter out of a segment: first its name, so that it is found no more, then what its numbers stand in.
    async fn forget_in(&self, office: OfficeId, segment: i64, matter: MatterId) -> Result<(), StoreError> {
        let mut members = self.members(office, segment).await?;
        let is_of = |member: &Option<TextId>| member.is_some_and(|text| text.matter == matter);
        let gone: Vec<u32> =
            (0..).zip(&members).filter(|(_, member)| is_of(member)).map(|(number, _)| number).collect();
        if gone.is_empty() {
            return Ok(());
        }
        members.iter_mut().filter(|member| is_of(member)).for_each(|member| *member = None);
        self.0.script(Script::of(member_rows(office, segment, &members))).await?;
        for from in (0..BUCKETS).step_by(BUCKETS_AT_ONCE as usize) {
            let lists = self.lists(office, segment, from).await?.into_iter();
            let kept = lists.filter_map(|(bucket, packed)| Some((bucket, without(&packed, &gone)?))).collect();
            self.0.script(Script::of(list_rows(office, segment, &kept))).await?;
        }
        Ok(())
    }

    /// Deletes the segments that do not count: merged into others, or broken off while they were made.
    async fn sweep(&self, office: OfficeId) -> Result<(), StoreError> {
        for segment in self.segments(office).await?.iter().filter(|segment| segment.texts == 0) {
            for from in (0..BUCKETS).step_by(BUCKETS_AT_ONCE as usize) {
                let lists = Statement::new(DELETE_LISTS, bucket_range(office, segment.number, from));
                self.0.script(Script::of(vec![lists])).await?;
            }
            let params: [Value; 2] = [office.0.into(), segment.number.into()];
            let rest = [DELETE_MEMBERS, DELETE_SEGMENT].map(|sql| Statement::new(sql, params.clone()));
            self.0.script(Script::of(rest.into())).await?;
        }
        Ok(())
    }
}

/// A noted text with its terms.
fn noted(row: Row) -> Result<(TextId, Vec<u8>), StoreError> {
    let mut row = row.read("search_texts");
    let (matter, content) = (row.array("matter_id")?, row.array("content_id")?);
    let text = TextId { matter: MatterId::from_bytes(matter), content: ContentId::from_bytes(content) };
    Ok((text, row.bytes("terms")?))
}

fn last_number(rows: Vec<Vec<Row>>) -> Result<i64, StoreError> {
    let last = rows.into_iter().next().unwrap_or_default().into_iter().next();
    last.map_or(Ok(0), |row| row.read("search_segments").int("segment"))
}

/// All that a segment of noted texts is written as, and that they are noted no more. The texts are sorted.
fn packed_segment(office: OfficeId, number: i64, texts: &[(TextId, Vec<u8>)]) -> Vec<Statement> {
    let (Some((first, _)), Some((last, _))) = (texts.first(), texts.last()) else { return Vec::new() };
    let members: Vec<Option<TextId>> = texts.iter().map(|(text, _)| Some(*text)).collect();
    let lists = segment(texts.iter().map(|(_, terms)| terms.as_slice()));
    let lists = lists.into_iter().map(|(bucket, packed)| (bucket.into(), packed)).collect();
    let row = segment_row(office, number, texts.len(), first.matter, last.matter);
    let mut statements = inserts(&Block::new(&SEARCH_SEGMENTS, How::Insert, [row]), "");
    statements.extend(member_rows(office, number, &members));
    statements.extend(list_rows(office, number, &lists));
    let upto = [office.0.into(), last.matter.to_bytes().into(), last.content.to_bytes().into()];
    statements.push(Statement::new(DELETE_NOTED, upto));
    statements
}

fn segment_row<'a>(office: OfficeId, number: i64, texts: usize, oldest: MatterId, newest: MatterId) -> [Cell<'a>; 5] {
    let (oldest, newest) = (id_of(oldest.to_bytes()), id_of(newest.to_bytes()));
    [int_cell(office.0), int_cell(number), int_cell(i64::try_from(texts).unwrap_or(i64::MAX)), oldest, newest]
}

fn member_rows(office: OfficeId, segment: i64, members: &[Option<TextId>]) -> Vec<Statement> {
    let rows: Vec<Vec<u8>> = members.chunks(MEMBERS_PER_ROW).map(members_to_bytes).collect();
    let rows = (0..).zip(&rows);
    let cells = rows.map(|(place, row)| [int_cell(office.0), int_cell(segment), int_cell(place), Cell::Bytes(row)]);
    inserts(&Block::new(&SEARCH_MEMBERS, How::Replace(&["members"]), cells), "")
}

fn list_rows(office: OfficeId, segment: i64, lists: &BTreeMap<i64, Vec<u8>>) -> Vec<Statement> {
    let rows = lists.iter();
    let cells = rows.map(|(bucket, row)| [int_cell(office.0), int_cell(segment), int_cell(*bucket), Cell::Bytes(row)]);
    inserts(&Block::new(&SEARCH_LISTS, How::Replace(&["packed"]), cells), "")
}

fn set_texts(office: OfficeId, segment: i64, texts: usize) -> Statement {
    Statement::new(SET_TEXTS, [office.0.into(), segment.into(), int(texts as u64)])
}

fn bucket_range(office: OfficeId, segment: i64, from: u32) -> [Value; 4] {
    [office.0.into(), segment.into(), i64::from(from).into(), i64::from(from + BUCKETS_AT_ONCE).into()]
}

const fn int_cell<'a>(number: i64) -> Cell<'a> {
    Cell::Int(number)
}

const fn id_of<'a>(id: [u8; 16]) -> Cell<'a> {
    Cell::Id(id)
}

/// How many; no text holds 2^32 terms, and no segment that many texts.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
