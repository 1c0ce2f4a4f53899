//! What both drivers share of a group commit: who of the waiting commits wins, where entries stand, which rows follow.
//! Pure; a driver reads heads and claims under its locks, asks here, and writes what comes out.
//!
//! A batch is of one office. Losers are dropped in memory, so that a refused command takes no number and costs the
//! others nothing.

mod place;
mod rows;
mod settle;
mod sums;

pub use place::{LastNumbers, NewHead, Placement, place};
pub use rows::{Block, rebuilt_rows, rows};
pub use settle::{HeadNow, Held, Known, Settled, settle};
pub use sums::Sums;

#[cfg(test)]
mod tests;
