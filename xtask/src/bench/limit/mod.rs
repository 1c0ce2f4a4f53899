//! The limit of what is written: the bytes our server wrote, written again by the bare driver, into the same tables with the
//! same indexes, durable, in batches of the best size. None of our code is in it.
//!
//! Rows are read in an order that is random to their keys, as they came to our server, and those of one matter together.

pub mod postgres;
pub mod sqlite;

/// Batches that are tried; the cheapest counts.
const BATCHES: [usize; 3] = [64, 256, 1_024];

/// A batch moves at most so many standing counts: those of the days and units its petitions fall on.
const COUNTS_EACH_BATCH: usize = 16;

/// How a table is read so that its order is random to its key.
#[derive(Debug, Clone, Copy)]
pub enum Order {
    /// By the end of a text that ends in a random id.
    Text(&'static str),
    /// By the end of a random id.
    Bytes(&'static str),
    /// As its key stands: it grows.
    Key(&'static str),
}

/// A table that is written again.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// Its name.
    pub name: &'static str,
    order: Order,
    then: &'static str,
}

const fn written(name: &'static str, order: Order, then: &'static str) -> Written {
    Written { name, order, then }
}

/// The tables a petition writes rows of its own to.
pub const WRITTEN: [Written; 9] = [
    written("claims", Order::Bytes("key"), ""),
    written("heads", Order::Text("stream"), ""),
    written("journal", Order::Text("stream"), ", seq"),
    written("numbers", Order::Key("registry, class, year, n"), ""),
    written("contents", Order::Bytes("matter_id"), ", content_id"),
    written("envelopes", Order::Bytes("matter_id"), ", envelope_id"),
    written("keys", Order::Text("owner"), ""),
    written("issue_rows", Order::Bytes("matter_id"), ", issue_no"),
    written("figures", Order::Bytes("matter_id"), ", seq, line"),
];

/// Jobs of a petition; written like the others where it queues any.
pub const JOBS: Written = written("jobs", Order::Text("key"), ", kind");

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// What a table holds.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The table's name.
    pub name: &'static str,
    /// How many columns.
    pub width: usize,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Contents {
    /// The share of one batch of several.
    fn share(&self, batch: usize, batches: usize) -> &[Vec<Cell>] {
        let at = |batch: usize| self.rows.len() * batch / batches;
        &self.rows[at(batch)..at(batch + 1)]
    }
}

/// All that is written again.
#[derive(Debug)]
pub struct Material {
    /// Tables whose rows are put once.
    pub tables: Vec<Contents>,
    /// Rows added to with every batch: standing counts.
    pub counts: Contents,
    /// Rows raised with every batch: the series.
    pub series: Contents,
    /// How many petitions they are of.
    pub petitions: usize,
}

impl Material {
    fn batches(&self, size: usize) -> usize {
        self.petitions.div_ceil(size).max(1)
    }

    /// The counts that a batch moves.
    fn counts(&self, batch: usize) -> Vec<&Vec<Cell>> {
        let rows = &self.counts.rows;
        let first = batch * COUNTS_EACH_BATCH % rows.len().max(1);
        rows.iter().cycle().skip(first).take(COUNTS_EACH_BATCH.min(rows.len())).collect()
    }
}

/// What it cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Processor time.
    pub cpu_us: u64,
    /// Wall clock.
    pub wall_us: u64,
    /// Petitions of a batch.
    pub batch: usize,
}

/// The cheapest of the batch sizes.
fn best(mut cost_of: impl FnMut(usize) -> anyhow::Result<Cost>) -> anyhow::Result<Cost> {
    let mut best = cost_of(BATCHES[0])?;
    for size in &BATCHES[1..] {
        let cost = cost_of(*size)?;
        if cost.cpu_us < best.cpu_us {
            best = cost;
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: i64) -> Contents {
        Contents { name: "t", width: 1, rows: (0..count).map(|n| vec![Cell::Int(n)]).collect() }
    }

    #[test]
    fn the_shares_of_all_batches_are_all_rows() {
        let rows = rows(10);
        let shares: Vec<usize> = (0..4).map(|batch| rows.share(batch, 4).len()).collect();
        assert_eq!(shares.iter().sum::<usize>(), 10);
        assert!(shares.iter().all(|share| (2..=3).contains(share)));
    }

    #[test]
    fn a_batch_moves_no_count_twice() {
        let material = |count| Material { tables: Vec::new(), counts: rows(count), series: rows(1), petitions: 100 };
        assert!(material(0).counts(3).is_empty());
        assert_eq!(material(5).counts(3).len(), 5);
        assert_eq!(material(40).counts(1)[0], &vec![Cell::Int(16)]);
        assert_eq!(material(40).counts(2).len(), 16);
    }

    #[test]
    fn the_cheapest_batch_counts() {
        let cost = |batch: usize| Ok(Cost { cpu_us: batch.abs_diff(256) as u64, wall_us: 0, batch });
        assert_eq!(best(cost).unwrap().batch, 256);
    }
}
