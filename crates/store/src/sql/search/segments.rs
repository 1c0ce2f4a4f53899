//! Segments of the index: packed from noted texts, merged, emptied of a matter, swept.

use std::collections::BTreeMap;

use huiyin_domain::ids::{MatterId, OfficeId};

use super::{Segment, noted};
use crate::batch::Block;
use crate::error::StoreError;
use crate::schema::{Cell, How, SEARCH_LISTS, SEARCH_MEMBERS, SEARCH_SEGMENTS, Value};
use crate::search::{
    BUCKETS, MEMBERS_PER_ROW, MERGED_SEGMENTS, Renumbered, SEGMENT_TEXTS, SEGMENT_TEXTS_MAX, TextId, kept,
    members_of_bytes, members_to_bytes, merge, segment, size, without,
};
use crate::sql::insert::inserts;
use crate::sql::{Database, Row, Script, Statement, Tables, int};

/// Buckets merged or swept in one transaction.
const BUCKETS_AT_ONCE: u32 = 256;

const NEXT_NOTED: &str = "SELECT matter_id, content_id, terms FROM search_texts
    WHERE office_id = ?1 ORDER BY matter_id, content_id LIMIT ?2";
const DELETE_NOTED: &str = "DELETE FROM search_texts WHERE office_id = ?1 AND (matter_id, content_id) <= (?2, ?3)";
const LAST_SEGMENT: &str = "SELECT coalesce(max(segment), 0) FROM search_segments WHERE office_id = ?1";
const SET_TEXTS: &str = "UPDATE search_segments SET texts = ?3 WHERE office_id = ?1 AND segment = ?2";
const DELETE_SEGMENT: &str = "DELETE FROM search_segments WHERE office_id = ?1 AND segment = ?2";
const MEMBERS: &str = "SELECT place, members FROM search_members WHERE office_id = ?1 AND segment = ?2 ORDER BY place";
const DELETE_MEMBERS: &str = "DELETE FROM search_members WHERE office_id = ?1 AND segment = ?2";
const LISTS: &str = "SELECT bucket, packed FROM search_lists
    WHERE office_id = ?1 AND segment = ?2 AND bucket >= ?3 AND bucket < ?4";
const DELETE_LISTS: &str = "DELETE FROM search_lists
    WHERE office_id = ?1 AND segment = ?2 AND bucket >= ?3 AND bucket < ?4";

impl<D: Database> Tables<D> {
    /// Packs the oldest noted texts into a segment, if there are enough.
    pub(super) async fn pack_noted(&self, office: OfficeId) -> Result<usize, StoreError> {
        let first = vec![
            Statement::new(NEXT_NOTED, [office.0.into(), int(SEGMENT_TEXTS as u64)]),
            Statement::new(LAST_SEGMENT, [office.0.into()]),
        ];
        let then = Box::new(move |rows: Vec<Vec<Row>>| {
            let mut rows = rows.into_iter();
            let texts = rows.next().unwrap_or_default().into_iter().map(noted).collect::<Result<Vec<_>, _>>()?;
            let number = last_number(rows.next().unwrap_or_default())? + 1;
            if texts.len() < SEGMENT_TEXTS { Ok(Vec::new()) } else { Ok(packed_segment(office, number, &texts)) }
        });
        let rows = self.0.script(Script { first, then, frozen: true }).await?;
        let texts = rows.first().map_or(0, Vec::len);
        Ok(if texts < SEGMENT_TEXTS { 0 } else { texts })
    }

    /// Merges some segments of a size, if there are enough.
    pub(super) async fn merge_some(&self, office: OfficeId) -> Result<bool, StoreError> {
        let mut by_size: BTreeMap<u32, Vec<Segment>> = BTreeMap::new();
        for segment in self.segments(office).await? {
            if segment.texts > 0 && size(segment.texts) < size(SEGMENT_TEXTS_MAX) {
                by_size.entry(size(segment.texts)).or_default().push(segment);
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
        let mut members = Vec::new();
        let mut ranges = Vec::new();
        for part in parts {
            let start = members.len();
            members.extend(self.members(office, part.number).await?);
            ranges.push((part.number, start..members.len()));
        }
        let (members, numbers) = kept(&members);
        let parts_numbers: Vec<(i64, &Renumbered)> =
            ranges.into_iter().map(|(part, range)| (part, &numbers[range])).collect();
        self.0.script(Script::of(member_rows(office, number, &members))).await?;
        for from in (0..BUCKETS).step_by(BUCKETS_AT_ONCE as usize) {
            self.merge_buckets(office, number, &parts_numbers, from).await?;
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
        let last = |rows: Vec<Vec<Row>>| last_number(rows.into_iter().next().unwrap_or_default());
        let then = Box::new(move |rows: Vec<Vec<Row>>| {
            let number = last(rows)? + 1;
            Ok(inserts(
                &Block::new(&SEARCH_SEGMENTS, How::Insert, [segment_row(office, number, 0, oldest, newest)]),
                "",
            ))
        });
        let rows = self.0.script(Script { first, then, frozen: true }).await?;
        Ok(last(rows)? + 1)
    }

    async fn merge_buckets(
        &self,
        office: OfficeId,
        number: i64,
        parts: &[(i64, &Renumbered)],
        from: u32,
    ) -> Result<(), StoreError> {
        let mut lists: BTreeMap<i64, Vec<(&Renumbered, Vec<u8>)>> = BTreeMap::new();
        for (part, numbers) in parts {
            for (bucket, packed) in self.lists(office, *part, from).await? {
                lists.entry(bucket).or_default().push((numbers, packed));
            }
        }
        let merged = lists.into_iter().map(|(bucket, parts)| {
            (bucket, merge(parts.iter().map(|(numbers, packed)| (*numbers, packed.as_slice()))))
        });
        let merged: BTreeMap<i64, Vec<u8>> = merged.filter(|(_, packed)| !packed.is_empty()).collect();
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
    pub(super) async fn forget_in(&self, office: OfficeId, segment: i64, matter: MatterId) -> Result<(), StoreError> {
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
    pub(super) async fn sweep(&self, office: OfficeId) -> Result<(), StoreError> {
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

/// The number of the newest segment, by the rows of [`LAST_SEGMENT`].
fn last_number(rows: Vec<Row>) -> Result<i64, StoreError> {
    rows.into_iter().next().map_or(Ok(0), |row| row.read("search_segments").int("segment"))
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
    let (oldest, newest) = (Cell::Id(oldest.to_bytes()), Cell::Id(newest.to_bytes()));
    [Cell::Int(office.0), Cell::Int(number), Cell::Int(i64::try_from(texts).unwrap_or(i64::MAX)), oldest, newest]
}

fn member_rows(office: OfficeId, segment: i64, members: &[Option<TextId>]) -> Vec<Statement> {
    let rows: Vec<Vec<u8>> = members.chunks(MEMBERS_PER_ROW).map(members_to_bytes).collect();
    let rows = (0..).zip(&rows);
    let cells = rows.map(|(place, row)| [Cell::Int(office.0), Cell::Int(segment), Cell::Int(place), Cell::Bytes(row)]);
    inserts(&Block::new(&SEARCH_MEMBERS, How::Replace(&["members"]), cells), "")
}

fn list_rows(office: OfficeId, segment: i64, lists: &BTreeMap<i64, Vec<u8>>) -> Vec<Statement> {
    let rows = lists.iter();
    let cells =
        rows.map(|(bucket, row)| [Cell::Int(office.0), Cell::Int(segment), Cell::Int(*bucket), Cell::Bytes(row)]);
    inserts(&Block::new(&SEARCH_LISTS, How::Replace(&["packed"]), cells), "")
}

fn set_texts(office: OfficeId, segment: i64, texts: usize) -> Statement {
    Statement::new(SET_TEXTS, [office.0.into(), segment.into(), int(texts as u64)])
}

fn bucket_range(office: OfficeId, segment: i64, from: u32) -> [Value; 4] {
    [office.0.into(), segment.into(), i64::from(from).into(), i64::from(from + BUCKETS_AT_ONCE).into()]
}
