//! What lists and figures are made of: the rows that one entry changes, computed from the matter before and after it.
//! Pure, so that the rows of a rebuild and those written day by day are the same by construction.
//!
//! A list row depends on its own stream only. A figure is never overwritten: it is a ledger of signed lines, so that any
//! past day can be asked what was known then. To add a figure, add its line in [`figure`].

pub mod figure;
pub mod row;

pub use figure::{Figure, FigureLine};
pub use row::{CountKey, IssueRow};

use crate::matter::{Entry, Matter};

/// One change of the tables that lists and figures read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The issue's row as it now is; replaces the one before.
    Row(Box<IssueRow>),
    /// The standing count under this key moves by so many.
    Count(CountKey, i32),
    /// A line is added to the ledger of figures.
    Figure(FigureLine),
}

/// All that the entry changes, given the matter before and after it.
pub fn changes(before: &Matter, after: &Matter, entry: &Entry) -> Vec<Change> {
    let mut changes = row::changes(before, after);
    changes.extend(figure::lines(before, after, entry).into_iter().map(Change::Figure));
    changes
}
