//! Rows of a block put by statements that a script can run: many rows by each.

use std::borrow::Cow;

use super::Statement;
use crate::batch::Block;
use crate::schema::{Cell, Table};

/// Rows put by one statement at most; fewer are put by halves of it, so that few shapes are prepared.
const ROWS_MAX: usize = 64;

/// A block as statements of many rows; `returning` ends each of them.
pub(super) fn inserts(block: &Block<'_>, returning: &str) -> Vec<Statement> {
    let width = block.table.columns.len();
    let (mut rest, mut size, mut statements) = (block.cells.as_slice(), ROWS_MAX, Vec::new());
    while !rest.is_empty() {
        if rest.len() < size * width {
            size /= 2;
            continue;
        }
        let (rows, after) = rest.split_at(size * width);
        statements.push(insert(block, rows, returning));
        rest = after;
    }
    statements
}

fn insert(block: &Block<'_>, cells: &[Cell<'_>], returning: &str) -> Statement {
    let (table, width) = (block.table, block.table.columns.len());
    let row = |first: usize| {
        let places: Vec<_> = (first + 1..=first + width).map(|place| format!("?{place}")).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<_> = (0..cells.len()).step_by(width).map(row).collect();
    let (columns, on_conflict) = (Table::names(table.columns), block.how.on_conflict(table));
    let sql = format!("INSERT INTO {} ({columns}) VALUES {}{on_conflict}{returning}", table.name, rows.join(", "));
    Statement { sql: Cow::Owned(sql), params: cells.iter().map(Cell::to_value).collect() }
}
