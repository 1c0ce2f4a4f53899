//! The limit on PostgreSQL: one connection, one transaction a batch, one statement a table, its columns as arrays, all sent
//! before the first answer is waited for.

use std::time::Instant;

use futures::future::try_join_all;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Statement};

use super::{Cell, Contents, Cost, JOBS, Material, Order, WRITTEN, Written, best};
use crate::bench::line::real;
use crate::bench::office::schema;
use crate::trial::place::{self, Place};
use crate::trial::process::{cpu_us, tree_cpu_us};

/// Reads what a server wrote; petitions are counted by the streams of matters.
pub fn material(url: &str) -> anyhow::Result<Material> {
    place::runtime()?.block_on(async {
        let client = place::connect(url).await?;
        let mut tables = Vec::new();
        for table in WRITTEN.iter().chain([&JOBS]) {
            tables.push(read(&client, table.name, &order(*table)).await?);
        }
        let asked = "SELECT count(*) FROM heads WHERE stream LIKE 'matter/%' AND stream NOT LIKE '%/access'";
        let petitions: i64 = client.query_one(asked, &[]).await?.get(0);
        Ok(Material {
            tables,
            counts: read(&client, "issue_counts", "").await?,
            series: read(&client, "series", "").await?,
            petitions: usize::try_from(petitions)?,
        })
    })
}

fn order(table: Written) -> String {
    let first = match table.order {
        Order::Text(column) => format!("substr({column}, 12)"),
        Order::Bytes(column) => format!("substr(encode({column}, 'hex'), 7)"),
        Order::Key(columns) => columns.to_owned(),
    };
    format!(" ORDER BY {first}{}", table.then)
}

async fn read(client: &Client, name: &'static str, order: &str) -> anyhow::Result<Contents> {
    let statement = client.prepare(&format!("SELECT * FROM {name}{order}")).await?;
    let width = statement.columns().len();
    let rows = client.query(&statement, &[]).await?;
    let rows = rows.iter().map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
    Ok(Contents { name, width, rows })
}

fn cell(row: &tokio_postgres::Row, column: usize) -> Cell {
    match *row.columns()[column].type_() {
        Type::INT8 => row.get::<_, Option<i64>>(column).map_or(Cell::Null, Cell::Int),
        Type::TEXT => row.get::<_, Option<String>>(column).map_or(Cell::Null, Cell::Text),
        _ => row.get::<_, Option<Vec<u8>>>(column).map_or(Cell::Null, Cell::Bytes),
    }
}

/// Writes it again, into a database of that name.
pub fn write(material: &Material, name: &str) -> anyhow::Result<Cost> {
    let server = place::server_pid()?;
    let cost = best(|size| {
        place::make_anew(name)?;
        let url = place::url(name)?;
        place::runtime()?.block_on(async {
            let client = place::connect(&url).await?;
            client.batch_execute(&schema(Place::Postgres)?).await?;
            let statements = prepare(&client, material).await?;
            let (begun, own) = (Instant::now(), std::process::id());
            let before = cpu_us(own)? + tree_cpu_us(server)?;
            let batches = material.batches(size);
            for batch in 0..batches {
                write_batch(&client, &statements, material, batch, batches).await?;
            }
            let wall_us = u64::try_from(begun.elapsed().as_micros())?;
            Ok(Cost { cpu_us: cpu_us(own)? + tree_cpu_us(server)? - before, wall_us, batch: size })
        })
    })?;
    place::drop_database(name)?;
    Ok(cost)
}

/// One statement for each table, then those for counts and series.
async fn prepare(client: &Client, material: &Material) -> anyhow::Result<Vec<Statement>> {
    let mut statements = Vec::new();
    for table in &material.tables {
        statements.push(insert(client, table.name, "").await?);
    }
    let add = " ON CONFLICT (office_id, unit, stage, due_on) DO UPDATE SET n = issue_counts.n + excluded.n";
    statements.push(insert(client, "issue_counts", add).await?);
    let raise = " ON CONFLICT (office_id, registry, class, year) DO UPDATE SET last = excluded.last";
    statements.push(insert(client, "series", raise).await?);
    Ok(statements)
}

async fn insert(client: &Client, table: &str, on_conflict: &str) -> anyhow::Result<Statement> {
    let columns = client.prepare(&format!("SELECT * FROM {table}")).await?;
    let arrays =
        columns.columns().iter().enumerate().map(|(place, column)| format!("${}::{}[]", place + 1, column.type_()));
    let arrays = arrays.collect::<Vec<_>>().join(", ");
    Ok(client.prepare(&format!("INSERT INTO {table} SELECT * FROM unnest({arrays}){on_conflict}")).await?)
}

async fn write_batch(
    client: &Client,
    statements: &[Statement],
    material: &Material,
    batch: usize,
    batches: usize,
) -> anyhow::Result<()> {
    let mut shares: Vec<Vec<&Vec<Cell>>> =
        material.tables.iter().map(|table| table.share(batch, batches).iter().collect()).collect();
    shares.push(material.counts(batch));
    shares.push(material.series.rows.iter().collect());
    let full = statements.iter().zip(shares).filter(|(_, rows)| !rows.is_empty());
    let puts = full.map(async |(statement, rows)| {
        let arrays: Vec<Array> =
            statement.params().iter().enumerate().map(|(at, kind)| Array::of(kind, &rows, at)).collect();
        let params: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(Array::as_param).collect();
        client.execute(statement, &params).await.map(drop)
    });
    client.batch_execute("BEGIN").await?;
    try_join_all(puts).await?;
    client.batch_execute("COMMIT").await?;
    Ok(())
}

/// A column of a batch.
enum Array<'a> {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<&'a str>>),
    Bytes(Vec<Option<&'a [u8]>>),
}

impl<'a> Array<'a> {
    fn of(kind: &Type, rows: &[&'a Vec<Cell>], column: usize) -> Self {
        let cells = rows.iter().map(|row| &row[column]);
        match *kind {
            Type::INT8_ARRAY => {
                Self::Int(cells.map(|cell| if let Cell::Int(number) = cell { Some(*number) } else { None }).collect())
            }
            Type::TEXT_ARRAY => Self::Text(
                cells.map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect(),
            ),
            _ => Self::Bytes(
                cells.map(|cell| if let Cell::Bytes(bytes) = cell { Some(bytes.as_slice()) } else { None }).collect(),
            ),
        }
    }

    fn as_param(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Int(column) => column,
            Self::Text(column) => column,
            Self::Bytes(column) => column,
        }
    }
}

/// Reads the whole journal; entries a second.
pub fn read_journal(url: &str) -> anyhow::Result<f64> {
    place::runtime()?.block_on(async {
        let client = place::connect(url).await?;
        let begun = Instant::now();
        let asked = "SELECT stream, header, body, hash FROM journal ORDER BY office_id, stream, seq";
        let rows = client.query_raw(asked, std::iter::empty::<i64>()).await?;
        let (mut entries, mut bytes) = (0, 0);
        let mut rows = std::pin::pin!(rows);
        while let Some(row) = futures::TryStreamExt::try_next(&mut rows).await? {
            entries += 1;
            bytes += row.get::<_, &[u8]>(2).len();
        }
        std::hint::black_box(bytes);
        Ok(real(entries) / begun.elapsed().as_secs_f64())
    })
}
