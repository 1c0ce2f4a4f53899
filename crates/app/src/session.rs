//! Sessions: an officer signed in at a browser with a password. A session is a token that ends by itself after a working
//! day, and by hand before; what it covers is what the officer's posts allow.

use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Actor;
use jiff::{SignedDuration, Timestamp};

use crate::App;
use crate::account::Scope;
use crate::error::AppError;

/// How long a session holds: a working day with its overtime.
const SESSION: SignedDuration = SignedDuration::from_hours(10);

/// A session or token that still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which of the account's tokens.
    pub no: u32,
    /// When it was issued.
    pub begun_at: Timestamp,
    /// When it ends by itself; none: never.
    pub ends_at: Option<Timestamp>,
}

impl App {
    /// Signs an officer in, with the code of the second factor where one is set. A name nobody has is told like a wrong
    /// password.
    ///
    /// # Errors
    /// Unauthorised where name and password do not belong together, or the officer serves no more.
    pub async fn begin_session(&self, officer: &str, password: &str, code: &str) -> Result<String, AppError> {
        let officer: OfficerCode = officer.parse().map_err(|_| AppError::Unauthorised)?;
        let actor = self.sign_in(&officer, password, code).await?;
        let ends_at = self.now().checked_add(SESSION).map_err(|error| AppError::Inconsistent(error.to_string()))?;
        self.issue_token(&actor, &officer, Scope::ALL, Some(ends_at)).await
    }

    /// Who is signed in by this token. A token that covers less than a session is none: what it is for stands in it, and
    /// a page would not ask.
    ///
    /// # Errors
    /// Unauthorised where it holds no more, or is no session.
    pub async fn session(&self, token: &str) -> Result<Actor, AppError> {
        let bearer = self.bearer(token).await?;
        if bearer.is_session { Ok(bearer.actor) } else { Err(AppError::Unauthorised) }
    }

    /// Ends the session that this token is.
    pub async fn end_session(&self, actor: &Actor, token: &str) -> Result<(), AppError> {
        let (no, officer) = self.token(self.keys.token_claim(token), self.now()).await?;
        self.end_token(actor, &officer, no).await
    }

    /// The officer's sessions and tokens that still hold, newest first.
    pub async fn sessions(&self, officer: &OfficerCode) -> Result<Vec<Session>, AppError> {
        let account = self.account(officer).await?;
        let shown = account.holding(self.now()).rev();
        let shown = shown.map(|(no, token)| Session { no, begun_at: token.issued_at, ends_at: token.expires_at });
        Ok(shown.collect())
    }
}
