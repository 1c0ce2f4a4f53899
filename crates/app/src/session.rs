//! Sessions: an officer signed in at a browser with a password. A session is a token that ends by itself after a working
//! day, and by hand before; what it covers is what the officer's posts allow.

use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Actor;
use huiyin_store::{ClaimKind, Stream};
use jiff::{SignedDuration, Timestamp};

use crate::App;
use crate::account::{AccountEvent, Scope};
use crate::error::AppError;
use crate::load::decode;

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
    /// Signs an officer in. A name nobody has is told like a wrong password.
    ///
    /// # Errors
    /// Unauthorised where name and password do not belong together, or the officer serves no more.
    pub async fn begin_session(&self, officer: &str, password: &str) -> Result<String, AppError> {
        let officer: OfficerCode = officer.parse().map_err(|_| AppError::Unauthorised)?;
        let actor = self.sign_in(&officer, password).await?;
        let ends_at = self.now().checked_add(SESSION).map_err(|error| AppError::Inconsistent(error.to_string()))?;
        self.issue_token(&actor, &officer, Scope::ALL, Some(ends_at)).await
    }

    /// Ends the session that this token is.
    pub async fn end_session(&self, actor: &Actor, token: &str) -> Result<(), AppError> {
        let claim = self.keys.token_claim(token);
        let kept = self.store.claims.claim(self.office_id, ClaimKind::Token, &claim, self.now()).await?;
        let kept = kept.ok_or(AppError::Unauthorised)?;
        let (no, officer) = kept.split_first_chunk::<4>().ok_or(AppError::Unauthorised)?;
        let officer = std::str::from_utf8(officer).ok().and_then(|code| code.parse().ok());
        let officer: OfficerCode = officer.ok_or(AppError::Unauthorised)?;
        self.end_token(actor, &officer, u32::from_be_bytes(*no)).await
    }

    /// The officer's sessions and tokens that still hold, newest first.
    pub async fn sessions(&self, officer: &OfficerCode) -> Result<Vec<Session>, AppError> {
        let (stream, now) = (Stream::Account(officer.clone()), self.now());
        let mut sessions = Vec::new();
        for stored in self.store.journal.load(self.office_id, &stream, 0).await? {
            let (header, event) = decode::<AccountEvent>(&stream, &stored)?;
            match event {
                AccountEvent::TokenIssued { token, expires_at, .. } => {
                    sessions.push(Session { no: token, begun_at: header.recorded_at, ends_at: expires_at });
                }
                AccountEvent::TokenEnded { token } => sessions.retain(|session: &Session| session.no != token),
                AccountEvent::AccountClosed => sessions.clear(),
                AccountEvent::AccountOpened | AccountEvent::PasswordSet | AccountEvent::SignedIn => {}
            }
        }
        sessions.retain(|session| session.ends_at.is_none_or(|at| at > now));
        sessions.reverse();
        Ok(sessions)
    }
}
