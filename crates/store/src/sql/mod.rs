//! The reading traits, written once in the SQL that both databases understand. Knows tables and statements; must not
//! know a driver or anything only one database says: that is behind [`Database`].
//!
//! Placeholders are `?1`, `?2`, …. Statements longer than five lines stand in `sql/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::view::Change;

use crate::batch::Sums;
use crate::commit::Writer;
use crate::error::StoreError;
use crate::read::{Snapshot, Store};
use crate::schema::{Table, Value};

mod contents;
mod figures;
mod fold;
mod insert;
mod jobs;
mod journal;
mod leaves;
mod maintenance;
mod query;
mod row;
mod search;
mod stretch;
mod topics;
mod worklists;

pub use maintenance::rows_after;
pub use query::Query;
pub use row::Row;

/// A statement and what stands for its placeholders.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The text.
    pub sql: Cow<'static, str>,
    /// `?1`, `?2`, ….
    pub params: Vec<Value>,
}

impl Statement {
    /// A statement that stands in the code.
    pub fn new(sql: &'static str, params: impl Into<Vec<Value>>) -> Self {
        Self { sql: Cow::Borrowed(sql), params: params.into() }
    }
}

/// What a script does next, once it has seen what its first statements gave.
pub type Then = Box<dyn FnOnce(Vec<Vec<Row>>) -> Result<Vec<Statement>, StoreError> + Send>;

/// A small transaction outside a commit: some statements, then those that depend on what they gave.
pub struct Script {
    /// Run first.
    pub first: Vec<Statement>,
    /// Makes what is run after them.
    pub then: Then,
    /// All statements see one moment; where somebody else changes the same rows meanwhile, the script fails.
    pub frozen: bool,
}

impl Script {
    /// A script of statements that do not depend on each other's rows.
    pub fn of(first: Vec<Statement>) -> Self {
        Self { first, then: Box::new(|_| Ok(Vec::new())), frozen: false }
    }
}

/// What a database can do for the traits here.
#[async_trait]
pub trait Database: Send + Sync + 'static {
    /// What is added to a SELECT whose rows a later statement of the script writes: ` FOR UPDATE`, or nothing where
    /// writers take turns.
    fn for_update(&self) -> &'static str;

    /// What follows the name of a table that is to be read by this index; nothing where no plan reads an office whole. A planner
    /// that knows nothing of the tables thinks an office as small as a day of it.
    fn by_index(&self, index: &str) -> String;

    /// How the database calls the type of bytes.
    fn bytes_type(&self) -> &'static str;

    /// Runs a query that reads a bounded number of rows by their keys: so short that a hop to another thread and back
    /// would cost more than the query.
    async fn look_up(&self, statement: Statement) -> Result<Vec<Row>, StoreError>;

    /// Runs one query.
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, StoreError>;

    /// Runs a script in one transaction; the rows of each statement, in their order.
    async fn script(&self, script: Script) -> Result<Vec<Vec<Row>>, StoreError>;

    /// Writes rows of changes into emptied tables, in one transaction.
    async fn put_views(&self, office: OfficeId, changes: Vec<Change>) -> Result<(), StoreError>;

    /// Adds sums to those that are there, in one transaction.
    async fn put_sums(&self, office: OfficeId, sums: Sums) -> Result<(), StoreError>;

    /// Writes rows of a table, in one transaction.
    async fn load_rows(&self, table: &'static Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError>;

    /// A frozen moment to read from.
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError>;

    /// Tables and columns from the database's own catalogue.
    async fn catalogue(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError>;

    /// Version of the schema and of the database.
    async fn versions(&self) -> Result<(u32, String), StoreError>;
}

/// The reading traits over a database.
#[derive(Debug, Clone)]
pub struct Tables<D>(pub Arc<D>);

impl<D: Database> Tables<D> {
    /// A statement in which `{by}` stands after the table that is read by this index.
    fn by_index(&self, sql: &str, index: &str, params: impl Into<Vec<Value>>) -> Statement {
        Statement { sql: sql.replace("{by}", &self.0.by_index(index)).into(), params: params.into() }
    }
}

/// A store made of a writer and a database.
pub fn store<D: Database>(writer: Arc<dyn Writer>, database: D) -> Store {
    let tables = Arc::new(Tables(Arc::new(database)));
    Store {
        writer,
        journal: tables.clone(),
        contents: tables.clone(),
        claims: tables.clone(),
        worklists: tables.clone(),
        figures: tables.clone(),
        search: tables.clone(),
        topics: tables.clone(),
        jobs: tables.clone(),
        leaves: tables.clone(),
        maintenance: tables,
    }
}

/// Things asked for in one statement; a page of a list holds 50.
const ASKED_MAX: usize = 256;

/// A sequence or a count as the tables keep it; none reaches 2^63.
fn int(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A page's size as a LIMIT, with one row more to see whether more follow.
fn one_more(limit: usize) -> Value {
    int(limit as u64 + 1)
}
