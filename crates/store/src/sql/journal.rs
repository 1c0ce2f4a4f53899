//! Reads streams and numbers.

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::series::Number;

use super::{Database, Query, Row, Statement, Tables, int};
use crate::error::StoreError;
use crate::journal::{Hash, StoredEntry, Stream};
use crate::read::Journal;
use crate::schema::Value;
use crate::series::class_code;

const LOAD: &str =
    "SELECT header, body, hash FROM journal WHERE office_id = ?1 AND stream = ?2 AND seq > ?3 ORDER BY seq";
const LOAD_ONE_OF_SEVERAL: &str = " AS place, seq, header, body, hash FROM journal WHERE office_id = ";
const SCAN: &str = include_str!("../../sql/scan.sql");
const STREAMS: &str =
    "SELECT stream, seq, hash FROM heads WHERE office_id = ?1 AND stream > ?2 AND seq > 0 ORDER BY stream LIMIT ?3";
const FIND_NUMBER: &str = "SELECT stream, seq FROM numbers
    WHERE office_id = ?1 AND registry = ?2 AND class = ?3 AND year = ?4 AND n = ?5";
const NUMBERS: &str = "SELECT registry, class, year, n, stream, seq FROM numbers WHERE office_id = ?1";

#[async_trait]
impl<D: Database> Journal for Tables<D> {
    async fn load(&self, office: OfficeId, stream: &Stream, after: u64) -> Result<Vec<StoredEntry>, StoreError> {
        let params = [office.0.into(), stream.to_string().into(), int(after)];
        self.0.look_up(Statement::new(LOAD, params)).await?.into_iter().map(stored_entry).collect()
    }

    async fn load_each(
        &self,
        office: OfficeId,
        streams: &[(Stream, u64)],
    ) -> Result<Vec<Vec<StoredEntry>>, StoreError> {
        if streams.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new("", []);
        for (place, (stream, after)) in streams.iter().enumerate() {
            query
                .push(if place == 0 { "SELECT " } else { " UNION ALL SELECT " })
                .push(&format!("CAST({place} AS BIGINT)"));
            query.push(LOAD_ONE_OF_SEVERAL).bind(office.0);
            query.push(" AND stream = ").bind(stream.to_string()).push(" AND seq > ").bind(int(*after));
        }
        let mut found: Vec<Vec<(u64, StoredEntry)>> = streams.iter().map(|_| Vec::new()).collect();
        for row in self.0.look_up(query.build()).await? {
            let mut row = row.read("journal");
            let (place, seq) = (row.number::<usize>("place")?, row.number("seq")?);
            let entry =
                StoredEntry { header: row.bytes("header")?, body: row.bytes("body")?, hash: row.array("hash")? };
            if let Some(entries) = found.get_mut(place) {
                entries.push((seq, entry));
            }
        }
        let in_order = |mut entries: Vec<(u64, StoredEntry)>| {
            entries.sort_unstable_by_key(|(seq, _)| *seq);
            entries.into_iter().map(|(_, entry)| entry).collect()
        };
        Ok(found.into_iter().map(in_order).collect())
    }

    async fn scan(
        &self,
        office: OfficeId,
        after: Option<&Stream>,
        limit: usize,
    ) -> Result<Vec<(Stream, Vec<StoredEntry>)>, StoreError> {
        let params = [office.0.into(), after_text(after), int(limit as u64)];
        let mut streams: Vec<(Stream, Vec<StoredEntry>)> = Vec::new();
        let mut name = String::new();
        for row in self.0.query(Statement::new(SCAN, params)).await? {
            let mut row = row.read("journal");
            let stream = row.text("stream")?;
            if stream != name {
                let parsed = stream.parse().map_err(|_| row.wrong("stream", "no stream"))?;
                streams.push((parsed, Vec::new()));
                name = stream;
            }
            let entry =
                StoredEntry { header: row.bytes("header")?, body: row.bytes("body")?, hash: row.array("hash")? };
            if let Some((_, entries)) = streams.last_mut() {
                entries.push(entry);
            }
        }
        Ok(streams)
    }

    async fn streams(
        &self,
        office: OfficeId,
        after: Option<&Stream>,
        limit: usize,
    ) -> Result<Vec<(Stream, u64, Hash)>, StoreError> {
        let params = [office.0.into(), after_text(after), int(limit as u64)];
        let read = |row: Row| {
            let mut row = row.read("heads");
            Ok((row.code("stream")?, row.number("seq")?, row.array("hash")?))
        };
        self.0.query(Statement::new(STREAMS, params)).await?.into_iter().map(read).collect()
    }

    async fn find_number(&self, office: OfficeId, number: &Number) -> Result<Option<(Stream, u64)>, StoreError> {
        let mut params = vec![office.0.into()];
        params.extend(number_values(number));
        let found = self.0.look_up(Statement::new(FIND_NUMBER, params)).await?.into_iter().next();
        found
            .map(|row| {
                let mut row = row.read("numbers");
                Ok((row.code("stream")?, row.number("seq")?))
            })
            .transpose()
    }

    async fn numbers(
        &self,
        office: OfficeId,
        after: Option<&Number>,
        limit: usize,
    ) -> Result<Vec<(Number, Stream, u64)>, StoreError> {
        let mut query = Query::new(NUMBERS, [office.0.into()]);
        if let Some(after) = after {
            let [registry, class, year, n] = number_values(after);
            query.push(" AND (registry, class, year, n) > (").bind(registry).push(", ").bind(class);
            query.push(", ").bind(year).push(", ").bind(n).push(")");
        }
        query.push(" ORDER BY registry, class, year, n LIMIT ").bind(int(limit as u64));
        let read = |row: Row| {
            let mut row = row.read("numbers");
            Ok((row.series_number()?, row.code("stream")?, row.number("seq")?))
        };
        self.0.query(query.build()).await?.into_iter().map(read).collect()
    }
}

fn number_values(number: &Number) -> [Value; 4] {
    let series = &number.series;
    let class = class_code(series.class);
    [series.registry.as_str().into(), class.into(), Value::Int(series.year.into()), Value::Int(number.n.into())]
}

/// No stream's name is empty, so an empty one stands before all.
fn after_text(after: Option<&Stream>) -> Value {
    Value::Text(after.map(ToString::to_string).unwrap_or_default())
}

fn stored_entry(row: Row) -> Result<StoredEntry, StoreError> {
    let mut row = row.read("journal");
    Ok(StoredEntry { header: row.bytes("header")?, body: row.bytes("body")?, hash: row.array("hash")? })
}
