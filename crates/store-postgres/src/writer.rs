//! Writes a batch: locks heads, reads claims, has the batch settled and placed, puts the rows.
//!
//! What another process does at the same moment is caught by keys, not by locks alone: a stream begun twice by the
//! journal's, a claim made twice by the claims'. The batch then fails whole and is tried again on what is there now.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use deadpool_postgres::{Pool, Transaction};
use huiyin_domain::ids::OfficeId;
use huiyin_store::batch::{HeadNow, Held, Known, LastNumbers, Placement, Settled, place, rows, settle};
use huiyin_store::queue::{Answer, Driver};
use huiyin_store::schema::CLAIMS;
use huiyin_store::series::{TAKE_NUMBERS, class_code};
use huiyin_store::{ClaimKind, Commit, StoreError, Stream};
use jiff::Timestamp;
use tokio_postgres::IsolationLevel;
use tokio_postgres::error::SqlState;

use crate::pool::{Prepare, get, prepare, unavailable};
use crate::put::put;

/// Tries of a batch that another process or a lost connection got in the way of: two may meet once, hardly thrice.
const TRIES_MAX: u32 = 3;

/// How often and how long apart the server is asked whether a commit that it did not answer was written: half a minute,
/// which a restart or a change of servers takes at most.
const QUESTIONS_MAX: u32 = 30;
const BETWEEN_QUESTIONS: Duration = Duration::from_secs(1);

// Both look rows up one by one, whatever the server believes of the tables: it knows nothing of them while an office is new,
// and then takes it to be cheaper to read the whole office. Heads are locked in the order in which they are named.
const HEADS: &str = include_str!("../sql/locked_heads.sql");
const HELD: &str = include_str!("../sql/held_claims.sql");
const FREE_CLAIMS: &str = include_str!("../sql/free_claims.sql");
const HAS_ENTRY: &str = "SELECT count(*) FROM journal WHERE office_id = $1 AND stream = $2 AND seq = $3 AND hash = $4";

/// The one that writes batches.
pub struct BatchWriter {
    pool: Pool,
    lost: Option<String>,
}

/// Why a batch was not written.
enum Trouble {
    /// Somebody came in between, or the connection broke before the end: nothing is written, another try may help.
    Again(StoreError),
    /// Nothing is written, and another try will not help.
    Failed(StoreError),
    /// The server did not answer the last word: the batch may be written.
    Unknown(StoreError, Proof),
}

/// An entry by which a batch is known again, and what it is answered if it is there.
struct Proof {
    office: OfficeId,
    /// The streams whose heads the batch locked: who locks them in turn has waited for its end, also where the entry's own
    /// stream is new and has no head that others could see.
    locked: Vec<String>,
    entry: Option<(String, i64, Vec<u8>)>,
    answers: Vec<Answer>,
}

impl From<tokio_postgres::Error> for Trouble {
    fn from(error: tokio_postgres::Error) -> Self {
        let passing = [
            SqlState::UNIQUE_VIOLATION,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::ADMIN_SHUTDOWN,
        ];
        let again = error.is_closed() || error.code().is_some_and(|code| passing.contains(code));
        let error = unavailable(&error);
        if again { Self::Again(error) } else { Self::Failed(error) }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl BatchWriter {
    pub const fn new(pool: Pool) -> Self {
        Self { pool, lost: None }
    }

    async fn try_to_write(&self, commits: &[Commit]) -> Result<Vec<Answer>, Trouble> {
        let mut client = get(&self.pool).await.map_err(Trouble::Again)?;
        let transaction = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?;
        let known = known(&transaction, commits).await?;
        let settled = settle(commits, &known);
        let last = take_numbers(&transaction, commits, &settled).await?;
        let placement = place(commits, &known, &settled, &last)?;
        free_claims(&transaction, commits, &settled).await?;
        let blocks = rows(commits, &settled, &placement);
        let written = put(&transaction, &blocks).await?;
        let mut counts = blocks.iter().zip(written);
        if counts.any(|(block, written)| block.table == &CLAIMS && block.rows().count() as u64 != written) {
            return Err(Trouble::Again(StoreError::Unavailable("a claim was made meanwhile".to_owned())));
        }
        drop(blocks);
        let proof = Proof::of(commits, placement, settled);
        match transaction.commit().await {
            Ok(()) => Ok(proof.answers),
            // The server said no: it has rolled back.
            Err(error) if error.code().is_some() => Err(Trouble::from(error)),
            Err(error) => Err(Trouble::Unknown(unavailable(&error), proof)),
        }
    }

    /// Asks until the server says whether the batch is there. Where it never says so, nothing more is written.
    async fn learn(&mut self, error: StoreError, proof: Proof) -> Result<Vec<Answer>, StoreError> {
        for _ in 0..QUESTIONS_MAX {
            match self.is_written(&proof).await {
                Ok(Some(true)) => return Ok(proof.answers),
                Ok(Some(false)) => return Err(error),
                Ok(None) => break,
                Err(error) => tracing::warn!(%error, "the server does not yet say whether a batch was written"),
            }
            tokio::time::sleep(BETWEEN_QUESTIONS).await;
        }
        self.lost = Some("the server did not say whether a batch was written".to_owned());
        Err(error)
    }

    /// Whether the batch is there; none where it has no entry to be known by. Waits for a server process that may still
    /// be writing it, because that one holds the head.
    async fn is_written(&self, proof: &Proof) -> Result<Option<bool>, StoreError> {
        let Some((stream, seq, hash)) = &proof.entry else { return Ok(None) };
        let mut client = get(&self.pool).await?;
        let asked = async {
            let transaction = client.transaction().await?;
            transaction.query(HEADS, &[&proof.office.0, &proof.locked]).await?;
            let row = transaction.query_one(HAS_ENTRY, &[&proof.office.0, stream, seq, hash]).await?;
            Ok(Some(row.get::<_, i64>(0) > 0))
        };
        asked.await.map_err(|error: tokio_postgres::Error| unavailable(&error))
    }
}

impl Driver for BatchWriter {
    async fn write(&mut self, commits: &[Commit]) -> Result<Vec<Answer>, StoreError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_to_write(commits).await {
                Ok(answers) => return Ok(answers),
                Err(Trouble::Again(error)) if tries == TRIES_MAX => return Err(error),
                Err(Trouble::Again(error)) => tracing::info!(%error, "a batch is tried again"),
                Err(Trouble::Failed(error)) => return Err(error),
                Err(Trouble::Unknown(error, proof)) => return self.learn(error, proof).await,
            }
        }
    }

    fn lost(&self) -> Option<&str> {
        self.lost.as_deref()
    }
}

impl Proof {
    fn of(commits: &[Commit], placement: Placement<'_>, settled: Settled) -> Self {
        let office = commits.first().map_or(OfficeId(0), |commit| commit.office);
        let entry = placement
            .heads
            .first()
            .and_then(|new| Some((new.stream.clone(), i64::try_from(new.head.seq).ok()?, new.head.hash.to_vec())));
        Self { office, locked: streams(commits), entry, answers: placement.answers(settled) }
    }
}

async fn known(transaction: &Transaction<'_>, commits: &[Commit]) -> Result<Known, Trouble> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Ok(Known::default()) };
    let streams = streams(commits);
    let mut known = Known::default();
    if !streams.is_empty() {
        let statement = transaction.prepare(HEADS).await?;
        for row in transaction.query(&statement, &[&office.0, &streams]).await? {
            let (stream, head) = head(&row)?;
            known.heads.insert(stream, head);
        }
    }
    known.claims = held(transaction, office, commits).await?;
    Ok(known)
}

/// The streams that the commits ask about, each once.
fn streams(commits: &[Commit]) -> Vec<String> {
    let heads = commits.iter().flat_map(|commit| &commit.heads);
    heads.map(|head| head.stream.to_string()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn head(row: &tokio_postgres::Row) -> Result<(Stream, HeadNow), StoreError> {
    let name: String = row.get(0);
    let wrong = |column| StoreError::Inconsistent {
        table: "heads",
        column,
        row: name.clone(),
        why: "not as it was written".to_owned(),
    };
    let head = HeadNow {
        seq: u64::try_from(row.get::<_, i64>(1)).map_err(|_| wrong("seq"))?,
        hash: row.get::<_, &[u8]>(2).try_into().map_err(|_| wrong("hash"))?,
        recorded_at: Timestamp::from_microsecond(row.get(3)).map_err(|_| wrong("recorded_at"))?,
    };
    Ok((name.parse().map_err(|_| wrong("stream"))?, head))
}

async fn held(transaction: &Transaction<'_>, office: OfficeId, commits: &[Commit]) -> Result<Vec<Held>, Trouble> {
    let claims = commits.iter().flat_map(|commit| &commit.claims);
    // Each once, as they are answered.
    let claims: BTreeSet<_> = claims.map(|claim| (claim.kind.code(), claim.key.as_slice())).collect();
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let (kinds, keys): (Vec<_>, Vec<_>) = claims.into_iter().unzip();
    let statement = transaction.prepare(HELD).await?;
    let rows = transaction.query(&statement, &[&office.0, &kinds, &keys]).await?;
    let held = rows.iter().filter_map(|row| {
        let expires_at = row.get::<_, Option<i64>>(3).and_then(|micros| Timestamp::from_microsecond(micros).ok());
        let kind = ClaimKind::from_code(row.get(0))?;
        Some(Held { kind, key: row.get(1), value: row.get(2), expires_at })
    });
    Ok(held.collect())
}

async fn take_numbers(
    transaction: &Transaction<'_>,
    commits: &[Commit],
    settled: &Settled,
) -> Result<LastNumbers, tokio_postgres::Error> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Ok(BTreeMap::new()) };
    let mut last = BTreeMap::new();
    for (series, wanted) in settled.wanted_numbers(commits) {
        let statement = prepare(transaction, TAKE_NUMBERS).await?;
        let (registry, class) = (series.registry.as_str(), class_code(series.class));
        let row = transaction
            .query_one(&statement, &[&office.0, &registry, &class, &i64::from(series.year), &i64::from(wanted)])
            .await?;
        // A number beyond u32 stays out of the map, and placing says that the series is inconsistent.
        last.extend(u32::try_from(row.get::<_, i64>(0)).ok().map(|n| (series.clone(), n)));
    }
    Ok(last)
}

async fn free_claims(
    transaction: &Transaction<'_>,
    commits: &[Commit],
    settled: &Settled,
) -> Result<(), tokio_postgres::Error> {
    let Some(office) = commits.first().map(|commit| commit.office) else { return Ok(()) };
    if settled.expired.is_empty() {
        return Ok(());
    }
    let kinds: Vec<_> = settled.expired.iter().map(|(kind, _)| kind.code()).collect();
    let keys: Vec<_> = settled.expired.iter().map(|(_, key)| key.as_slice()).collect();
    let statement = transaction.prepare(FREE_CLAIMS).await?;
    transaction.execute(&statement, &[&office.0, &kinds, &keys]).await.map(drop)
}
