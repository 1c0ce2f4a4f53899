//! Writes a batch: reads heads and claims, has the batch settled and placed, puts the rows.

use std::collections::BTreeMap;

use huiyin_domain::ids::OfficeId;
use huiyin_store::batch::{Block, HeadNow, Held, Known, LastNumbers, Settled, place, rows, settle};
use huiyin_store::queue::{Answer, Driver};
use huiyin_store::schema::{CLAIMS, Cell, Value};
use huiyin_store::series::{TAKE_NUMBERS, class_code};
use huiyin_store::sql::Row;
use huiyin_store::{Claim, Commit, StoreError, Stream};
use jiff::Timestamp;

use crate::connection::Connection;
use crate::write_back::{Asked, begin_anew};

const HEAD: &str = "SELECT seq, hash, recorded_at FROM heads WHERE office_id = ?1 AND stream = ?2";
const CLAIM: &str = "SELECT value, expires_at FROM claims WHERE office_id = ?1 AND kind = ?2 AND key = ?3";
const FREE_CLAIM: &str = "DELETE FROM claims WHERE office_id = ?1 AND kind = ?2 AND key = ?3";

/// The one that writes: batches, and what is to be done between two of them.
pub struct BatchWriter {
    pub connection: Connection,
    pub asked: Asked,
}

impl BatchWriter {
    /// Does `work` in one transaction, on a log that is begun anew first where that was asked for.
    pub fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        begin_anew(&mut self.connection, &self.asked);
        match self.connection.lost() {
            Some(why) => Err(StoreError::Unavailable(why.to_owned())),
            None => self.connection.transaction(work),
        }
    }
}

impl Driver for BatchWriter {
    async fn write(&mut self, commits: &[Commit]) -> Result<Vec<Answer>, StoreError> {
        self.transaction(|connection| write(connection, commits))
    }

    fn lost(&self) -> Option<&str> {
        self.connection.lost()
    }
}

fn write(connection: &mut Connection, commits: &[Commit]) -> Result<Vec<Answer>, StoreError> {
    let known = known(connection, commits)?;
    let settled = settle(commits, &known);
    let last = take_numbers(connection, commits, &settled)?;
    let placement = place(commits, &known, &settled, &last)?;
    free_claims(connection, commits, &settled)?;
    for block in rows(commits, &settled, &placement) {
        put_all(connection, &block)?;
    }
    Ok(placement.answers(settled))
}

/// Claims are kept where they stand; one that stands although none was seen is not overwritten but fails the batch.
fn put_all(connection: &mut Connection, block: &Block<'_>) -> Result<(), StoreError> {
    let put = connection.put(block)?;
    if block.table == &CLAIMS && put != block.rows().count() {
        return Err(StoreError::Unavailable("a claim was made meanwhile".to_owned()));
    }
    Ok(())
}

fn known(connection: &mut Connection, commits: &[Commit]) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for commit in commits {
        for stream in commit.heads.iter().map(|head| &head.stream) {
            if !known.heads.contains_key(stream) {
                known.heads.insert(stream.clone(), head(connection, commit.office, stream)?);
            }
        }
        for claim in &commit.claims {
            known.claims.extend(held(connection, commit.office, claim)?);
        }
    }
    Ok(known)
}

fn head(connection: &mut Connection, office: OfficeId, stream: &Stream) -> Result<HeadNow, StoreError> {
    let name = stream.to_string();
    let wrong = |column| StoreError::Inconsistent {
        table: "heads",
        column,
        row: name.clone(),
        why: "not as it was written".to_owned(),
    };
    let rows = connection.rows(HEAD, &[Cell::Int(office.0), Cell::Text(&name)])?;
    match rows.first().map(|Row(values)| values.as_slice()) {
        None => Ok(HeadNow::NONE),
        Some([Value::Int(seq), Value::Bytes(hash), Value::Int(recorded_at)]) => Ok(HeadNow {
            seq: u64::try_from(*seq).map_err(|_| wrong("seq"))?,
            hash: hash.as_slice().try_into().map_err(|_| wrong("hash"))?,
            recorded_at: Timestamp::from_microsecond(*recorded_at).map_err(|_| wrong("recorded_at"))?,
        }),
        Some(_) => Err(wrong("all")),
    }
}

fn held(connection: &mut Connection, office: OfficeId, claim: &Claim) -> Result<Option<Held>, StoreError> {
    let cells = [Cell::Int(office.0), Cell::Text(claim.kind.code()), Cell::Bytes(&claim.key)];
    let row = connection.rows(CLAIM, &cells)?.into_iter().next();
    let Some(Row(values)) = row else { return Ok(None) };
    let (value, expires_at) = match <[Value; 2]>::try_from(values) {
        Ok([Value::Bytes(value), Value::Int(micros)]) => (value, Timestamp::from_microsecond(micros).ok()),
        Ok([Value::Bytes(value), _]) => (value, None),
        _ => (Vec::new(), None),
    };
    Ok(Some(Held { kind: claim.kind, key: claim.key.clone(), value, expires_at }))
}

fn take_numbers(connection: &mut Connection, commits: &[Commit], settled: &Settled) -> Result<LastNumbers, StoreError> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Ok(BTreeMap::new()) };
    let mut last = BTreeMap::new();
    for (series, wanted) in settled.wanted_numbers(commits) {
        let (registry, class) = (Cell::Text(series.registry.as_str()), Cell::Text(class_code(series.class)));
        let cells = [Cell::Int(office.0), registry, class, Cell::Int(series.year.into()), Cell::Int(wanted.into())];
        let rows = connection.rows(TAKE_NUMBERS, &cells)?;
        if let Some([Value::Int(n)]) = rows.first().map(|Row(values)| values.as_slice()) {
            // A number beyond u32 stays out of the map, and placing says that the series is inconsistent.
            last.extend(u32::try_from(*n).ok().map(|n| (series.clone(), n)));
        }
    }
    Ok(last)
}

fn free_claims(connection: &mut Connection, commits: &[Commit], settled: &Settled) -> Result<(), StoreError> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Ok(()) };
    for (kind, key) in &settled.expired {
        connection.execute(FREE_CLAIM, &[Cell::Int(office.0), Cell::Text(kind.code()), Cell::Bytes(key)])?;
    }
    Ok(())
}
