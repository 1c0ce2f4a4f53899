//! The limit on SQLite: one connection, one transaction a batch, prepared statements, WAL, `synchronous = FULL`.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

use super::{Cell, Contents, Cost, JOBS, Material, Order, WRITTEN, Written, best};
use crate::bench::line::real;
use crate::bench::office::schema;
use crate::trial::place::Place;
use crate::trial::process::cpu_us;

/// As our server sets its writer, without what it does for privacy alone (`secure_delete`).
const SET_UP: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -65536;";

/// What is written is read from here.
fn open(file: &Path) -> anyhow::Result<Connection> {
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .with_context(|| format!("{} cannot be opened", file.display()))
}

/// Reads what a server wrote; petitions are counted by the streams of matters.
pub fn material(file: &Path) -> anyhow::Result<Material> {
    let database = open(file)?;
    let written = WRITTEN.iter().chain([&JOBS]);
    let tables = written.map(|table| read(&database, table.name, &order(*table))).collect::<Result<_, _>>()?;
    let asked = "SELECT count(*) FROM heads WHERE stream LIKE 'matter/%' AND stream NOT LIKE '%/access'";
    let petitions: i64 = database.query_row(asked, [], |row| row.get(0))?;
    Ok(Material {
        tables,
        counts: read(&database, "issue_counts", "")?,
        series: read(&database, "series", "")?,
        petitions: usize::try_from(petitions)?,
    })
}

fn order(table: Written) -> String {
    let first = match table.order {
        Order::Text(column) => format!("substr({column}, 12)"),
        Order::Bytes(column) => format!("substr(hex({column}), 7)"),
        Order::Key(columns) => columns.to_owned(),
    };
    format!(" ORDER BY {first}{}", table.then)
}

fn read(database: &Connection, name: &'static str, order: &str) -> anyhow::Result<Contents> {
    let mut statement = database.prepare(&format!("SELECT * FROM {name}{order}"))?;
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|column| row.get_ref(column).map(cell)).collect())?;
    Ok(Contents { name, width, rows: rows.collect::<Result<_, _>>()? })
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null | ValueRef::Real(_) => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Writes it again, into files of that folder.
pub fn write(material: &Material, folder: &Path) -> anyhow::Result<Cost> {
    best(|size| {
        let file = folder.join(format!("limit-{size}.db"));
        let database = Connection::open(&file)?;
        database.execute_batch(SET_UP)?;
        database.execute_batch(&schema(Place::Sqlite)?)?;
        let (begun, own) = (Instant::now(), std::process::id());
        let before = cpu_us(own)?;
        let batches = material.batches(size);
        for batch in 0..batches {
            write_batch(&database, material, batch, batches)?;
        }
        let wall_us = u64::try_from(begun.elapsed().as_micros())?;
        Ok(Cost { cpu_us: cpu_us(own)? - before, wall_us, batch: size })
    })
}

fn write_batch(database: &Connection, material: &Material, batch: usize, batches: usize) -> anyhow::Result<()> {
    database.execute_batch("BEGIN IMMEDIATE")?;
    for table in &material.tables {
        let mut statement = database.prepare_cached(&insert(table, ""))?;
        for row in table.share(batch, batches) {
            statement.execute(params_from_iter(row))?;
        }
    }
    let add = " ON CONFLICT DO UPDATE SET n = issue_counts.n + excluded.n";
    let mut statement = database.prepare_cached(&insert(&material.counts, add))?;
    for row in material.counts(batch) {
        statement.execute(params_from_iter(row))?;
    }
    let raise = " ON CONFLICT DO UPDATE SET last = excluded.last";
    let mut statement = database.prepare_cached(&insert(&material.series, raise))?;
    for row in &material.series.rows {
        statement.execute(params_from_iter(row))?;
    }
    database.execute_batch("COMMIT")?;
    Ok(())
}

fn insert(table: &Contents, on_conflict: &str) -> String {
    format!("INSERT INTO {} VALUES ({}){on_conflict}", table.name, vec!["?"; table.width].join(", "))
}

/// Reads the whole journal; entries a second.
pub fn read_journal(file: &Path) -> anyhow::Result<f64> {
    let database = open(file)?;
    let begun = Instant::now();
    let mut statement =
        database.prepare("SELECT stream, header, body, hash FROM journal ORDER BY office_id, stream, seq")?;
    let mut rows = statement.query([])?;
    let (mut entries, mut bytes) = (0_u64, 0_usize);
    while let Some(row) = rows.next()? {
        entries += 1;
        for column in 0..4 {
            bytes += row.get_ref(column)?.as_bytes()?.len();
        }
    }
    std::hint::black_box(bytes);
    Ok(real(entries) / begun.elapsed().as_secs_f64())
}
