//! Accounts of officers and their bearer tokens. Who an officer is and which posts he holds stands in the office's own
//! stream; here is only what proves that it is he.
//!
//! A password is kept as Argon2id, a token as an HMAC, both outside the journal; the journal says that they were set and
//! ended. A change of posts counts from the next request: posts are looked up each time.

use huiyin_domain::codes;
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::{Actor, Office};
use huiyin_store::journal::StoredEntry;
use huiyin_store::{Claim, ClaimKind, Commit, CommitError, Head, NewEntry, Stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::act::TRIES;
use crate::chance;
use crate::error::{AppError, Invalid};
use crate::factor::Factor;
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
    SignedIn {
        /// The half minute of the second factor's code, which counts once; none where none was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u64>,
    },
    /// A second factor was set: from now on the password alone lets nobody in.
    FactorSet {
        /// The half minute of the code that showed it.
        step: u64,
    },
    /// The second factor was given up, or ended by the operator.
    FactorEnded,
    /// One of the factor's recovery codes was used.
    RecoveryCodeUsed {
        /// Which, from 1.
        code: u32,
    },
    /// The account is closed; all its tokens with it.
    AccountClosed,
}

/// A token as it was issued, or a session: a token that the password opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) scopes: Vec<Scope>,
    is_ended: bool,
}

impl Token {
    pub(crate) fn holds(&self, now: Timestamp) -> bool {
        !self.is_ended && self.expires_at.is_none_or(|at| at > now)
    }

    /// Sessions cover whatever the officer's posts allow, and end by themselves.
    pub(crate) fn is_session(&self) -> bool {
        self.expires_at.is_some() && Scope::ALL.iter().all(|scope| self.scopes.contains(scope))
    }
}

/// An account as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) seq: u64,
    pub(crate) is_open: bool,
    /// The second factor, if one is set.
    pub(crate) factor: Option<Factor>,
    tokens: Vec<Token>,
}

impl Account {
    pub(crate) fn evolve(mut self, event: AccountEvent, issued_at: Timestamp) -> Self {
        self.seq += 1;
        match event {
            AccountEvent::AccountOpened => self.is_open = true,
            AccountEvent::SignedIn { step } => {
                if let (Some(factor), Some(step)) = (&mut self.factor, step) {
                    factor.last_step = factor.last_step.max(step);
                }
            }
            AccountEvent::FactorSet { step } => {
                self.factor = Some(Factor { set_at: issued_at, last_step: step, used: Vec::new() });
            }
            AccountEvent::FactorEnded => self.factor = None,
            AccountEvent::RecoveryCodeUsed { code } => {
                if let Some(factor) = &mut self.factor {
                    factor.used.push(code);
                }
            }
            // Whoever knew the old password is out.
            AccountEvent::PasswordSet => self.end_tokens(Token::is_session),
            AccountEvent::TokenIssued { scopes, expires_at, .. } => {
                self.tokens.push(Token { issued_at, expires_at, scopes, is_ended: false });
            }
            AccountEvent::TokenEnded { token } => {
                if let Some(ended) = self.tokens.get_mut((token as usize).wrapping_sub(1)) {
                    ended.is_ended = true;
                }
            }
            // All its tokens with it, for good: an account that is opened again has none.
            AccountEvent::AccountClosed => {
                self.is_open = false;
                self.factor = None;
                self.end_tokens(|_| true);
            }
        }
        self
    }

    fn end_tokens(&mut self, which: impl Fn(&Token) -> bool) {
        self.tokens.iter_mut().filter(|token| which(token)).for_each(|token| token.is_ended = true);
    }

    /// The tokens that hold, with their numbers, oldest first.
    pub(crate) fn holding(&self, now: Timestamp) -> impl DoubleEndedIterator<Item = (u32, &Token)> {
        let tokens = if self.is_open { self.tokens.as_slice() } else { &[] };
        (1..).zip(tokens).filter(move |(_, token)| token.holds(now)).collect::<Vec<_>>().into_iter()
    }

    /// That token, if it holds.
    pub(crate) fn token(&self, number: u32, now: Timestamp) -> Option<&Token> {
        let token = self.tokens.get((number as usize).checked_sub(1)?)?;
        (self.is_open && token.holds(now)).then_some(token)
    }

    /// What opens it, where it is not open.
    pub(crate) fn opening(&self) -> impl Iterator<Item = AccountEvent> + use<> {
        (!self.is_open).then_some(AccountEvent::AccountOpened).into_iter()
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.tokens.len()).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// Who a bearer is, and what the token may be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The officer, with the posts he holds today.
    pub actor: Actor,
    /// What the token covers.
    pub scopes: Vec<Scope>,
    /// Whether it is a session, which a browser may bear.
    pub is_session: bool,
}

/// Every token begins so, for scanners that look for lost secrets.
const TOKEN_MARK: &str = "hy_";

impl App {
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
        let issue = |account: &Account, commit: &mut Commit| {
            let number = account.next_number();
            let value = [number.to_be_bytes().as_slice(), officer.as_str().as_bytes()].concat();
            commit.claims.push(Claim { kind: ClaimKind::Token, key: key.clone(), value, expires_at });
            let issued = AccountEvent::TokenIssued { token: number, scopes: scopes.to_vec(), expires_at };
            Ok(account.opening().chain([issued]).collect())
        };
        self.change_account(by, officer, issue).await?;
        Ok(token)
    }

    /// Ends a token.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the officer has no such token that holds.
    pub async fn end_token(&self, by: &Actor, officer: &OfficerCode, token: u32) -> Result<(), AppError> {
        let now = self.now();
        let end = |account: &Account, _: &mut Commit| {
            account.token(token, now).ok_or(AppError::NotFound)?;
            Ok(vec![AccountEvent::TokenEnded { token }])
        };
        self.change_account(by, officer, end).await
    }

    /// Closes an account with all its tokens.
    pub async fn close_account(&self, by: &Actor, officer: &OfficerCode) -> Result<(), AppError> {
        self.change_account(by, officer, |_, _| Ok(vec![AccountEvent::AccountClosed])).await
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

    pub(crate) async fn account(&self, officer: &OfficerCode) -> Result<Account, AppError> {
        let stream = Stream::Account(officer.clone());
        let stored = self.store.journal.load(self.office_id, &stream, 0).await?;
        account_with(Account::default(), &stream, &stored)
    }

    /// Changes an account as `change` says, which sees it as it stands and may add to the commit; if somebody was quicker,
    /// it is asked anew.
    pub(crate) async fn change_account(
        &self,
        by: &Actor,
        officer: &OfficerCode,
        change: impl Fn(&Account, &mut Commit) -> Result<Vec<AccountEvent>, AppError>,
    ) -> Result<(), AppError> {
        if self.office().await?.officer(officer).is_none() {
            return Err(Invalid::new("officer", "unknown").into());
        }
        let stream = Stream::Account(officer.clone());
        for _ in 0..TRIES {
            let account = self.account(officer).await?;
            let mut commit = Commit::new(self.office_id);
            commit.heads.push(Head { stream: stream.clone(), seq: Some(account.seq) });
            for event in change(&account, &mut commit)? {
                let (stream, actor, body) = (stream.clone(), by.to_string(), encode(&event)?);
                commit.entries.push(NewEntry { stream, recorded_at: self.now(), actor, body, number: None });
            }
            match self.store.writer.commit(commit).await {
                Err(CommitError::Conflict(_)) => {}
                done => return Ok(done.map(drop)?),
            }
        }
        Err(AppError::Conflict)
    }
}

/// An account with what was written since.
pub(crate) fn account_with(mut account: Account, stream: &Stream, news: &[StoredEntry]) -> Result<Account, AppError> {
    for one in news {
        let (header, event) = decode::<AccountEvent>(stream, one)?;
        account = account.evolve(event, header.recorded_at);
    }
    Ok(account)
}
