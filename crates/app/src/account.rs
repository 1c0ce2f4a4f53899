//! Accounts of officers: passwords and bearer tokens. Who an officer is and which posts he holds stands in the office's
//! own stream; here is only what proves that it is he.
//!
//! A password is kept as Argon2id, a token as an HMAC, both outside the journal; the journal says that they were set and
//! ended. A change of posts counts from the next request: posts are looked up each time.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use huiyin_domain::codes;
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Claim, ClaimKind, Commit, Head, NewEntry, StoredKey, Stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::chance;
use crate::error::{AppError, Invalid};
use crate::load::{civil_day, decode, encode, time_zone};

codes! {
    /// What a token may be used for, within its officer's posts.
    Scope {
        /// Read matters, worklists, counts.
        Read => "read",
        /// Give commands.
        Act => "act",
        /// File petitions.
        File => "file",
        /// Read figures.
        Figures => "figures",
        /// Change the office's own tables.
        SetUp => "set_up",
    }
}

/// An event of the stream `account/…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AccountEvent {
    /// The officer may sign in.
    AccountOpened,
    /// The password was set.
    PasswordSet,
    /// A token was issued.
    TokenIssued {
        /// Which of the account's tokens, from 1.
        token: u32,
        /// For what.
        scopes: Vec<Scope>,
        /// From when on it no longer holds.
        expires_at: Option<Timestamp>,
    },
    /// A token was ended.
    TokenEnded {
        /// Which.
        token: u32,
    },
    /// Somebody signed in with the password.
    SignedIn,
    /// The account is closed; all its tokens with it.
    AccountClosed,
}

/// An account as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) seq: u64,
    open: bool,
    tokens: Vec<(Vec<Scope>, Option<Timestamp>, bool)>,
}

impl Account {
    pub(crate) fn evolve(mut self, event: AccountEvent) -> Self {
        self.seq += 1;
        match event {
            AccountEvent::AccountOpened => self.open = true,
            AccountEvent::PasswordSet | AccountEvent::SignedIn => {}
            AccountEvent::TokenIssued { scopes, expires_at, .. } => self.tokens.push((scopes, expires_at, true)),
            AccountEvent::TokenEnded { token } => {
                if let Some(ended) = self.tokens.get_mut((token as usize).wrapping_sub(1)) {
                    ended.2 = false;
                }
            }
            // All its tokens with it, for good: an account that is opened again has none.
            AccountEvent::AccountClosed => {
                self.open = false;
                self.tokens.iter_mut().for_each(|token| token.2 = false);
            }
        }
        self
    }

    pub(crate) fn scopes_of(&self, token: u32, now: Timestamp) -> Option<&[Scope]> {
        let (scopes, expires_at, holds) = self.tokens.get((token as usize).checked_sub(1)?)?;
        let expired = expires_at.is_some_and(|at| at <= now);
        (self.open && *holds && !expired).then_some(scopes.as_slice())
    }
}

/// Who a bearer is, and what the token may be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The officer, with the posts he holds today.
    pub actor: Actor,
    /// What the token covers.
    pub scopes: Vec<Scope>,
}

/// Shortest password, in characters: length is what counts; no other rule is imposed (ASVS 5.0, 6.2.1).
pub const PASSWORD_CHARS_MIN: usize = 12;

/// Longest, so that nobody makes the hash chew a book.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Every token begins so, for scanners that look for lost secrets.
const TOKEN_MARK: &str = "hy_";

impl App {
    /// Opens an account for an officer of the office, or sets its password anew.
    pub async fn set_password(&self, by: &Actor, officer: &OfficerCode, password: &str) -> Result<(), AppError> {
        let chars = password.chars().count();
        if chars < PASSWORD_CHARS_MIN {
            return Err(Invalid::bound("password", "too-short", PASSWORD_CHARS_MIN as u64).into());
        }
        if chars > PASSWORD_CHARS_MAX {
            return Err(Invalid::bound("password", "too-long", PASSWORD_CHARS_MAX as u64).into());
        }
        let hashed = hash(password.to_owned()).await?;
        let key = StoredKey { owner: format!("password/{officer}"), wrapped: hashed.into_bytes() };
        self.change_account(
            by,
            officer,
            |account| {
                let opened = (!account.open).then_some(AccountEvent::AccountOpened);
                Ok(opened.into_iter().chain([AccountEvent::PasswordSet]).collect())
            },
            |commit| commit.keys.push(key.clone()),
        )
        .await
        .map(drop)
    }

    /// The officer whose password that is. A wrong name costs as much time as a wrong password.
    pub async fn sign_in(&self, officer: &OfficerCode, password: &str) -> Result<Actor, AppError> {
        let owner = format!("password/{officer}");
        let kept = self.store.contents.keys(self.office_id, std::slice::from_ref(&owner)).await?;
        let known = kept.get(&owner).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        if !matches(password.to_owned(), known).await? || !self.account(officer).await?.open {
            return Err(AppError::Unauthorised);
        }
        let actor = self.officer_today(officer).await?;
        self.change_account(&actor, officer, |_| Ok(vec![AccountEvent::SignedIn]), |_| ()).await?;
        Ok(actor)
    }

    /// Issues a token; it is shown once and kept as an HMAC.
    pub async fn issue_token(
        &self,
        by: &Actor,
        officer: &OfficerCode,
        scopes: &[Scope],
        expires_at: Option<Timestamp>,
    ) -> Result<String, AppError> {
        let random: [u8; 32] = chance::bytes()?;
        let token = format!("{TOKEN_MARK}{}", huiyin_store::journal::hex(&random));
        let key = self.keys.token_claim(&token);
        let account = self.account(officer).await?;
        let number = u32::try_from(account.tokens.len()).unwrap_or(u32::MAX).saturating_add(1);
        let value = [number.to_be_bytes().as_slice(), officer.as_str().as_bytes()].concat();
        let claim = Claim { kind: ClaimKind::Token, key, value, expires_at };
        self.change_account(
            by,
            officer,
            |account| {
                let opened = (!account.open).then_some(AccountEvent::AccountOpened);
                let issued = AccountEvent::TokenIssued { token: number, scopes: scopes.to_vec(), expires_at };
                Ok(opened.into_iter().chain([issued]).collect())
            },
            |commit| commit.claims.push(claim.clone()),
        )
        .await?;
        Ok(token)
    }

    /// Ends a token.
    pub async fn end_token(&self, by: &Actor, officer: &OfficerCode, token: u32) -> Result<(), AppError> {
        self.change_account(by, officer, |_| Ok(vec![AccountEvent::TokenEnded { token }]), |_| ()).await
    }

    /// Closes an account with all its tokens.
    pub async fn close_account(&self, by: &Actor, officer: &OfficerCode) -> Result<(), AppError> {
        self.change_account(by, officer, |_| Ok(vec![AccountEvent::AccountClosed]), |_| ()).await
    }

    /// The officer with the posts held today, also for an operator's command given in his name.
    pub async fn officer_today(&self, officer: &OfficerCode) -> Result<Actor, AppError> {
        let office = self.reload_office().await?;
        self.serving(&office, officer)
    }

    /// The officer, if he serves today, with the posts he holds.
    pub(crate) fn serving(&self, office: &Office, officer: &OfficerCode) -> Result<Actor, AppError> {
        let today = civil_day(&time_zone(office)?, self.now());
        let serving =
            office.officer(officer).filter(|serving| serving.span.holds(today)).ok_or(AppError::Unauthorised)?;
        Ok(Actor::Officer { code: officer.clone(), posts: serving.posts_on(today) })
    }

    async fn account(&self, officer: &OfficerCode) -> Result<Account, AppError> {
        let stream = Stream::Account(officer.clone());
        let stored = self.store.journal.load(self.office_id, &stream, 0).await?;
        let mut account = Account::default();
        for one in stored {
            account = account.evolve(decode::<AccountEvent>(&stream, &one)?.1);
        }
        Ok(account)
    }

    async fn change_account(
        &self,
        by: &Actor,
        officer: &OfficerCode,
        events: impl Fn(&Account) -> Result<Vec<AccountEvent>, AppError>,
        complete: impl Fn(&mut Commit),
    ) -> Result<(), AppError> {
        let office = self.office().await?;
        if office.officer(officer).is_none() {
            return Err(Invalid::new("officer", "unknown").into());
        }
        let account = self.account(officer).await?;
        let stream = Stream::Account(officer.clone());
        let mut commit = Commit::new(self.office_id);
        commit.heads.push(Head { stream: stream.clone(), seq: Some(account.seq) });
        for event in events(&account)? {
            let (stream, actor, body) = (stream.clone(), by.to_string(), encode(&event)?);
            commit.entries.push(NewEntry { stream, recorded_at: self.now(), actor, body, number: None });
        }
        complete(&mut commit);
        self.store.writer.commit(commit).await?;
        Ok(())
    }
}

async fn hash(password: String) -> Result<String, AppError> {
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    let hashed = hashed.await.map_err(|error| AppError::Unavailable(error.to_string()))?;
    hashed.map_err(|error| AppError::Unavailable(format!("the password cannot be hashed: {error}")))
}

/// Hashes in any case, so that a name nobody has takes as long as one that somebody has.
async fn matches(password: String, known: Option<String>) -> Result<bool, AppError> {
    let compared = tokio::task::spawn_blocking(move || {
        let argon2 = Argon2::default();
        match known.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => argon2.verify_password(password.as_bytes(), &hash).is_ok(),
            Some(Err(_)) | None => argon2.hash_password(password.as_bytes()).is_err(),
        }
    });
    compared.await.map_err(|error| AppError::Unavailable(error.to_string()))
}
