//! The door that writes and the traits that read. Knows what is kept, on what terms, and the SQL that every database
//! here understands; must not know a driver, what only one database says, a key or a clock: time comes in with each
//! [`Commit`], and what people wrote comes in already sealed.
//!
//! Everything is written by [`Writer::commit`], in one transaction, all or nothing; every other trait only reads (jobs
//! are also claimed and finished, leaves also given). Two drivers keep this contract, `store-sqlite` and
//! `store-postgres`; the suite in `contract` holds both to it. To add a stored thing: a table in both migration trees
//! and in [`schema`], a field of [`Commit`], a read trait by its use, a case in the suite.

pub mod batch;
pub mod commit;
#[cfg(feature = "contract")]
pub mod contract;
pub mod error;
pub mod journal;
pub mod queue;
pub mod read;
pub mod schema;
pub mod search;
pub mod series;
pub mod sql;

pub use commit::{
    Claim, ClaimKind, Commit, Head, JobKind, NewEntry, NewJob, Placed, Receipt, SealedContent, SealedEnvelope,
    StoredKey, Writer,
};
pub use error::{CommitError, StoreError};
pub use journal::{Header, StoredEntry, Stream};
pub use read::{Claims, Contents, Figures, Jobs, Journal, Leaves, Maintenance, Page, Search, Store, Topics, Worklists};
