//! What can go wrong with a use case, by who must act. `web` maps these to status codes in one table.

use huiyin_domain::matter::Refusal;
use huiyin_domain::pack::Names;
use huiyin_store::{CommitError, StoreError};

/// An input that cannot be taken, by field, with the bound it breaks. Nothing was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The field, by its path in the request: `demands.2`.
    pub field: String,
    /// The text key after `error-`: `too-long`, `empty`, `not-a-date`, …
    pub code: &'static str,
    /// The bound it breaks, if it is one.
    pub bound: Option<u64>,
    /// The article that says so, if one does.
    pub law: Option<Box<Names>>,
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.code)?;
        self.bound.map_or(Ok(()), |bound| write!(f, " ({bound})"))
    }
}

impl Invalid {
    /// The field breaks a rule without a number.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, bound: None, law: None }
    }

    /// The field breaks this bound.
    pub fn bound(field: impl Into<String>, code: &'static str, bound: u64) -> Self {
        Self { field: field.into(), code, bound: Some(bound), law: None }
    }

    /// The same, said by this article.
    #[must_use]
    pub fn by(self, law: Names) -> Self {
        Self { law: Some(Box::new(law)), ..self }
    }
}

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The user must change the input.
    #[error("invalid input: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Invalid>),
    /// The rules refuse: the user must do something else.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// There is no such thing, or this actor may not know that there is.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the token does not hold.
    #[error("not signed in")]
    Unauthorised,
    /// The token's scope or the post does not cover it.
    #[error("forbidden")]
    Forbidden,
    /// What may exist once only exists already.
    #[error("taken")]
    Taken,
    /// Too many codes that nobody holds came from there: wait.
    #[error("too many tries; wait {wait_seconds} s")]
    TooManyTries {
        /// Until one more try is let through.
        wait_seconds: u64,
    },
    /// Somebody else was quicker, twice: try again.
    #[error("conflict")]
    Conflict,
    /// The same idempotency key came with another request.
    #[error("the idempotency key was used for something else")]
    KeyReused,
    /// Trying later may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The operator must look: the record contradicts itself.
    #[error("inconsistent: {0}")]
    Inconsistent(String),
    /// The store has stopped; the process must too.
    #[error("stopped: {0}")]
    Stopped(String),
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Invalid> for AppError {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(vec![invalid])
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Inconsistent { .. } => Self::Inconsistent(error.to_string()),
            StoreError::Unavailable(why) => Self::Unavailable(why),
        }
    }
}

impl From<CommitError> for AppError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict(_) => Self::Conflict,
            CommitError::Claimed { .. } => Self::Taken,
            CommitError::Stopped(why) => Self::Stopped(why),
            CommitError::Store(error) => error.into(),
        }
    }
}
