//! Writes many rows in one statement: a column of the table is one array.

use std::borrow::Cow;

use deadpool_postgres::Transaction;
use futures::future::try_join_all;
use huiyin_store::batch::Block;
use huiyin_store::schema::{Cell, Column, ColumnType, Table};
use tokio_postgres::types::ToSql;

use crate::pool::Prepare;

/// Writes blocks in their order, in one go over the wire; how many rows of each went in or changed.
pub async fn put(transaction: &Transaction<'_>, blocks: &[Block<'_>]) -> Result<Vec<u64>, tokio_postgres::Error> {
    let mut statements = Vec::with_capacity(blocks.len());
    for block in blocks {
        statements.push(transaction.prepare(&insert(block)).await?);
    }
    // Sent in this order and run by the server in this order; only the answers are waited for together.
    try_join_all(statements.iter().zip(blocks).map(|(statement, block)| async move {
        let arrays = arrays(block);
        let params: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(Array::as_param).collect();
        transaction.execute(statement, &params).await
    }))
    .await
}

fn insert(block: &Block<'_>) -> String {
    let table = block.table;
    let array = |(place, column): (usize, &Column)| format!("${}::{}[]", place + 1, type_name(column.kind));
    let arrays: Vec<_> = table.columns.iter().enumerate().map(array).collect();
    format!(
        "INSERT INTO {} ({}) SELECT * FROM unnest({}){}",
        table.name,
        Table::names(table.columns),
        arrays.join(", "),
        block.how.on_conflict(table)
    )
}

const fn type_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Int => "bigint",
        ColumnType::Text => "text",
        ColumnType::Bytes => "bytea",
    }
}

/// A column's cells.
enum Array<'a> {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<Cow<'a, str>>>),
    Bytes(Vec<Option<Cow<'a, [u8]>>>),
}

impl<'a> Array<'a> {
    fn of(kind: ColumnType, rows: usize) -> Self {
        match kind {
            ColumnType::Int => Self::Int(Vec::with_capacity(rows)),
            ColumnType::Text => Self::Text(Vec::with_capacity(rows)),
            ColumnType::Bytes => Self::Bytes(Vec::with_capacity(rows)),
        }
    }

    /// A cell of another type than its column's becomes nothing, which a column that must hold something refuses.
    fn push(&mut self, cell: &Cell<'a>) {
        match self {
            Self::Int(column) => column.push(if let Cell::Int(number) = cell { Some(*number) } else { None }),
            Self::Text(column) => column.push(match cell {
                Cell::Text(text) => Some(Cow::Borrowed(text)),
                Cell::Day(day) => Some(Cow::Owned(day.to_string())),
                _ => None,
            }),
            Self::Bytes(column) => column.push(match cell {
                Cell::Bytes(bytes) => Some(Cow::Borrowed(*bytes)),
                Cell::Id(id) => Some(Cow::Owned(id.to_vec())),
                _ => None,
            }),
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

fn arrays<'a>(block: &Block<'a>) -> Vec<Array<'a>> {
    let width = block.table.columns.len();
    let rows = block.cells.len() / width;
    let mut arrays: Vec<_> = block.table.columns.iter().map(|column| Array::of(column.kind, rows)).collect();
    for (place, cell) in block.cells.iter().enumerate() {
        arrays[place % width].push(cell);
    }
    arrays
}
