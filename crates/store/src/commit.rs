//! A commit: everything one command writes, in one transaction, all or nothing.

use async_trait::async_trait;
use huiyin_domain::codes;
use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId, OfficeId};
use huiyin_domain::office::series::{Number, Series};
use huiyin_domain::view::Change;
use jiff::Timestamp;

use crate::error::CommitError;
use crate::journal::{Hash, Stream};

/// What a command wants written. It may span streams; it is of one office.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The office.
    pub office: OfficeId,
    /// The streams it was decided on and how far each had come; also those it only depends on (`office`).
    pub heads: Vec<Head>,
    /// What is added to the journal, in order.
    pub entries: Vec<NewEntry>,
    /// What changes in lists and figures.
    pub changes: Vec<Change>,
    /// Sealed words and files' keys of the matter.
    pub contents: Vec<SealedContent>,
    /// Sealed identities.
    pub envelopes: Vec<SealedEnvelope>,
    /// Wrapped keys and other secrets that may be replaced later; the last one counts.
    pub keys: Vec<StoredKey>,
    /// Work to be done afterwards, mails among it.
    pub jobs: Vec<NewJob>,
    /// Things that may exist once only.
    pub claims: Vec<Claim>,
}

impl Commit {
    /// A commit of this office that writes nothing yet.
    pub const fn new(office: OfficeId) -> Self {
        Self {
            office,
            heads: Vec::new(),
            entries: Vec::new(),
            changes: Vec::new(),
            contents: Vec::new(),
            envelopes: Vec::new(),
            keys: Vec::new(),
            jobs: Vec::new(),
            claims: Vec::new(),
        }
    }
}

/// How far a stream had come when the command was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The stream.
    pub stream: Stream,
    /// Its last sequence then (0: it did not exist), or none where any will do, as for the access log.
    pub seq: Option<u64>,
}

/// An entry to be placed: the writer fills sequence, previous hash and number, and moves `recorded_at` up to that of
/// the entry before where the machine's clock went back.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Where it goes.
    pub stream: Stream,
    /// When the command was carried out.
    pub recorded_at: Timestamp,
    /// Who carried it out.
    pub actor: String,
    /// Canonical JSON of the event.
    pub body: Vec<u8>,
    /// The series it takes a number from.
    pub number: Option<Series>,
}

/// Words people wrote, sealed under the matter's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedContent {
    /// The matter whose key seals it.
    pub matter: MatterId,
    /// Its id, part of what is authenticated.
    pub id: ContentId,
    /// Nonce and ciphertext of salt and words.
    pub sealed: Vec<u8>,
}

/// One person's identity, sealed under a key of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEnvelope {
    /// The matter.
    pub matter: MatterId,
    /// Its id, part of what is authenticated.
    pub id: EnvelopeId,
    /// Nonce and ciphertext.
    pub sealed: Vec<u8>,
}

/// A secret that may be replaced: a wrapped key, the hash of a password. Kept apart from the journal, so that changing
/// or destroying it touches no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// Whose it is: `matter/…`, `envelope/…`, `password/…`, `factor/…`.
    pub owner: String,
    /// The wrapped secret.
    pub wrapped: Vec<u8>,
}

codes! {
    /// What kind of work a job is.
    JobKind {
        /// Press a letter whose number has been given.
        PressLetter => "press_letter",
        /// Send a mail.
        SendMail => "send_mail",
        /// Let deadlines pass.
        PassDeadlines => "pass_deadlines",
        /// Remind units of what falls due.
        Remind => "remind",
        /// Fold the day's figures.
        FoldFigures => "fold_figures",
        /// Delete claims that have expired.
        SweepClaims => "sweep_claims",
        /// Note what the texts of a matter hold, so that it is found.
        ReadText => "read_text",
        /// Put what was read into topics, and watch how they grow.
        JoinTopics => "join_topics",
        /// Tell who supervises that a topic grows past its history.
        TellGrowth => "tell_growth",
        /// Learn from what was decided, where enough was.
        Learn => "learn",
        /// Count open clocks anew: the law or the calendar changed.
        Rederive => "rederive",
    }

    /// What can be claimed.
    ClaimKind {
        /// The HMAC of a query code.
        QueryCode => "query_code",
        /// Matter, petition and place of a query code that another has replaced.
        DeadCode => "dead_code",
        /// The hash of an idempotency key; its value is the answer, sealed under that key.
        Idempotency => "idempotency",
        /// Source and source number of an imported row.
        Source => "source",
        /// The hash of a token.
        Token => "token",
    }
}

/// Work to be done after the commit. One (kind, key) is queued once; queued again while it is being done, it is done
/// once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What to do.
    pub kind: JobKind,
    /// What it is about; ids only.
    pub key: String,
    /// What it needs besides, sealed where it holds anything of a person.
    pub payload: Vec<u8>,
    /// Not before.
    pub run_at: Timestamp,
}

/// A unique claim: the commit fails with [`CommitError::Claimed`] where somebody holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// The unique key within its kind.
    pub key: Vec<u8>,
    /// What is kept with it.
    pub value: Vec<u8>,
    /// From when on it no longer holds; none for ever.
    pub expires_at: Option<Timestamp>,
}

/// Where an entry was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its place in the stream.
    pub seq: u64,
    /// The number it was given.
    pub number: Option<Number>,
    /// Its hash.
    pub hash: Hash,
    /// The time it bears.
    pub recorded_at: Timestamp,
}

/// A durable commit: on the disk, synced, before this exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The entries, in the order of the commit.
    pub entries: Vec<Placed>,
}

/// The one door that writes.
#[async_trait]
pub trait Writer: Send + Sync {
    /// Writes all of it, or nothing. Returns when it is durable.
    async fn commit(&self, commit: Commit) -> Result<Receipt, CommitError>;

    /// Writes what waits, then refuses more.
    async fn close(&self);
}
