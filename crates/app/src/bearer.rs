//! Who bears a token, asked with every request: what is known of tokens and accounts is kept in memory, and one short read
//! asks what was added to the account and to the office since. A token that was ended is refused from that moment on.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Office;
use huiyin_store::{ClaimKind, Stream};
use jiff::Timestamp;

use crate::App;
use crate::account::{Account, Bearer, account_with};
use crate::error::AppError;

/// Tokens and accounts remembered: those of a large office at work. When there are more, all are forgotten and read again.
const REMEMBERED_MAX: usize = 4_096;

/// Which of whose tokens it is.
type Token = (u32, OfficerCode);

/// What is remembered of tokens and accounts. Neither is ever wrong: a token's claim does not change, and an account is
/// only added to.
#[derive(Debug, Default)]
pub struct Bearers {
    tokens: Remembered<Vec<u8>, Token>,
    accounts: Remembered<OfficerCode, Arc<Account>>,
}

/// A bounded memory.
#[derive(Debug)]
struct Remembered<K, V>(Mutex<HashMap<K, V>>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    fn get(&self, key: &K) -> Option<V> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: K, value: V) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= REMEMBERED_MAX {
            kept.clear();
        }
        kept.insert(key, value);
    }
}

impl App {
    /// Who bears that token.
    pub async fn bearer(&self, token: &str) -> Result<Bearer, AppError> {
        let now = self.now();
        let (number, officer) = self.token(self.keys.token_claim(token), now).await?;
        let (account, office) = self.account_and_office(&officer).await?;
        let token = account.token(number, now).ok_or(AppError::Unauthorised)?;
        let (scopes, is_session) = (token.scopes.clone(), token.is_session());
        Ok(Bearer { actor: self.serving(&office, &officer)?, scopes, is_session })
    }

    pub(crate) async fn token(&self, claim: Vec<u8>, now: Timestamp) -> Result<Token, AppError> {
        if let Some(token) = self.bearers.tokens.get(&claim) {
            return Ok(token);
        }
        let kept = self.store.claims.claim(self.office_id, ClaimKind::Token, &claim, now).await?;
        let kept = kept.ok_or(AppError::Unauthorised)?;
        let (number, officer) = kept.split_first_chunk::<4>().ok_or(AppError::Unauthorised)?;
        let officer = std::str::from_utf8(officer).ok().and_then(|code| code.parse().ok());
        let token = (u32::from_be_bytes(*number), officer.ok_or(AppError::Unauthorised)?);
        self.bearers.tokens.keep(claim, token.clone());
        Ok(token)
    }

    /// Both as they stand now.
    async fn account_and_office(&self, officer: &OfficerCode) -> Result<(Arc<Account>, Arc<Office>), AppError> {
        let (account, office) = (self.bearers.accounts.get(officer).unwrap_or_default(), self.office().await?);
        let stream = Stream::Account(officer.clone());
        let asked = [(stream.clone(), account.seq), (Stream::Office, office.seq)];
        let mut news = self.store.journal.load_each(self.office_id, &asked).await?.into_iter();
        let (of_account, of_office) = (news.next().unwrap_or_default(), news.next().unwrap_or_default());
        let office = self.with_news(Some(office), &of_office)?;
        if of_account.is_empty() {
            return Ok((account, office));
        }
        let newer = Arc::new(account_with(Account::clone(&account), &stream, &of_account)?);
        self.bearers.accounts.keep(officer.clone(), Arc::clone(&newer));
        Ok((newer, office))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_stays_within_its_bound() {
        let remembered = Remembered::default();
        for key in 0..=REMEMBERED_MAX {
            remembered.keep(key, key);
        }
        assert_eq!(remembered.get(&REMEMBERED_MAX), Some(REMEMBERED_MAX));
        assert_eq!(remembered.get(&0), None);
    }
}
