//! Gives leaves to entries, for the checkpoints. No writer waits for it: leaves follow what is committed.

use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use jiff::Timestamp;

use super::insert::inserts;
use super::{Database, Row, Script, Statement, Tables, int};
use crate::batch::Block;
use crate::error::StoreError;
use crate::journal::Stream;
use crate::read::{Leaf, Leaves};
use crate::schema::{self, Cell, How, Value};

/// By this index heads behind are found; by the table's key all heads of the office would be read for each page of leaves.
const BEHIND: &str = "heads_unleaved";

const UNLEAVED_HEADS: &str = "SELECT stream, seq, hash, recorded_at FROM heads{by}
    WHERE office_id = ?1 AND seq > leaved_seq ORDER BY stream LIMIT ?2";
const UNLEAVED: &str = include_str!("../../sql/unleaved.sql");
const NEXT_POSITION: &str = "SELECT coalesce(max(position) + 1, 0) FROM leaves WHERE office_id = ?1";
const GIVEN: &str = " RETURNING position, stream, seq, hash";
const LEASE: &str = include_str!("../../sql/lease.sql");

const LEAVES: &str = "SELECT position, stream, seq, hash FROM leaves
    WHERE office_id = ?1 AND position >= ?2 ORDER BY position LIMIT ?3";

/// The lease of the one that signs checkpoints.
const CHECKPOINTER: &str = "checkpointer";

#[async_trait]
impl<D: Database> Leaves for Tables<D> {
    async fn advance(&self, office: OfficeId, limit: usize) -> Result<Vec<Leaf>, StoreError> {
        let (id, limit) = (Value::from(office.0), int(limit as u64));
        let mut lock = self.by_index(UNLEAVED_HEADS, BEHIND, [id.clone(), limit.clone()]);
        lock.sql.to_mut().push_str(self.0.for_update());
        let first = vec![lock, Statement::new(NEXT_POSITION, [id.clone()]), Statement::new(UNLEAVED, [id, limit])];
        let then = Box::new(move |rows: Vec<Vec<Row>>| give(office, rows));
        let rows = self.0.script(Script { first, then, frozen: false }).await?;
        // The rows of the first three statements are heads, position and entries; those after them are leaves.
        rows.into_iter().skip(3).flatten().map(leaf).collect()
    }

    async fn leaves(&self, office: OfficeId, from: u64, limit: usize) -> Result<Vec<Leaf>, StoreError> {
        let params = [office.0.into(), int(from), int(limit as u64)];
        self.0.query(Statement::new(LEAVES, params)).await?.into_iter().map(leaf).collect()
    }

    async fn lease(
        &self,
        office: OfficeId,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let times = [until.as_microsecond().into(), now.as_microsecond().into()];
        let [until, now] = times;
        let params = [office.0.into(), CHECKPOINTER.into(), holder.into(), until, now];
        Ok(!self.rows(Statement::new(LEASE, params)).await?.is_empty())
    }
}

/// A leaf for each entry found, and the note how far the streams have come.
fn give(office: OfficeId, rows: Vec<Vec<Row>>) -> Result<Vec<Statement>, StoreError> {
    let mut rows = rows.into_iter();
    let heads = rows.next().unwrap_or_default();
    let position: i64 = match rows.next().and_then(|rows| rows.into_iter().next()) {
        Some(row) => row.read("leaves").int("position")?,
        None => 0,
    };
    let entries = rows.next().unwrap_or_default();
    let mut cells = Vec::with_capacity(entries.len() * schema::LEAVES.columns.len());
    for (position, Row(entry)) in (position..).zip(&entries) {
        cells.extend([Cell::Int(office.0), Cell::Int(position)]);
        cells.extend(entry.iter().map(Value::as_cell));
    }
    let mut statements = inserts(&Block { table: &schema::LEAVES, how: How::Insert, cells }, GIVEN);
    statements.extend(inserts(&marks(office, &heads, &entries), ""));
    Ok(statements)
}

/// The heads as they are, with the last of their entries that has a leaf. By key, and not by a statement that joins them to the
/// leaves: whoever plans that one without knowing how many heads there are may read them all.
fn marks<'a>(office: OfficeId, heads: &'a [Row], entries: &[Row]) -> Block<'a> {
    // Entries come in the order of their streams, and in each in its own: the last one counts.
    let leaved: BTreeMap<&Value, &Value> =
        entries.iter().filter_map(|Row(entry)| Some((entry.first()?, entry.get(1)?))).collect();
    let mark = |Row(head): &'a Row| {
        let Some(Value::Int(leaved)) = leaved.get(head.first()?) else { return None };
        let office = [Cell::Int(office.0)].into_iter();
        Some(office.chain(head.iter().map(Value::as_cell)).chain([Cell::Int(*leaved)]))
    };
    let cells = heads.iter().filter_map(mark).flatten().collect();
    Block { table: &schema::HEADS, how: How::Replace(&["leaved_seq"]), cells }
}

fn leaf(row: Row) -> Result<Leaf, StoreError> {
    let mut row = row.read("leaves");
    let position = row.number("position")?;
    let stream: Stream = row.code("stream")?;
    Ok(Leaf { position, stream, seq: row.number("seq")?, hash: row.array("hash")? })
}
