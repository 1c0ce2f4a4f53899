//! Passwords: kept as Argon2id, compared so that a name nobody has takes as long as one that somebody has, and so many at a
//! time that a crowd at the door takes neither the memory nor the threads of those who are in.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Actor;
use huiyin_store::{Commit, StoredKey};
use tokio::sync::Semaphore;

use crate::App;
use crate::account::{Account, AccountEvent};
use crate::error::{AppError, Invalid};

/// Shortest password, in characters: length is what counts; no other rule is imposed (ASVS 5.0, 6.2.1).
pub const PASSWORD_CHARS_MIN: usize = 12;

/// Longest, so that nobody makes the hash chew a book.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Passwords hashed at a time: each takes 19 MiB and some hundredths of a second of a core.
const HASHED_AT_ONCE: usize = 4;

/// Whoever finds it full waits in line, as at any other desk.
static HASHING: Semaphore = Semaphore::const_new(HASHED_AT_ONCE);

impl App {
    /// Opens an account for an officer of the office, or sets its password anew, which ends the sessions begun with the old.
    ///
    /// # Errors
    /// Names the bound of the length, or an officer nobody knows.
    pub async fn set_password(&self, by: &Actor, officer: &OfficerCode, password: &str) -> Result<(), AppError> {
        let chars = password.chars().count();
        if chars < PASSWORD_CHARS_MIN {
            return Err(Invalid::bound("password", "too-short", PASSWORD_CHARS_MIN as u64).into());
        }
        if chars > PASSWORD_CHARS_MAX {
            return Err(Invalid::bound("password", "too-long", PASSWORD_CHARS_MAX as u64).into());
        }
        let wrapped = hash(password.to_owned()).await?.into_bytes();
        let key = StoredKey { owner: owner(officer), wrapped };
        let set = |account: &Account, commit: &mut Commit| {
            commit.keys.push(key.clone());
            Ok(account.opening().chain([AccountEvent::PasswordSet]).collect())
        };
        self.change_account(by, officer, set).await
    }

    /// The officer whose password that is, and whose second factor, where one is set. A wrong name costs as much time as a
    /// wrong password, and a wrong code is told like one.
    ///
    /// # Errors
    /// Unauthorised where they do not belong together, or the officer serves no more.
    pub async fn sign_in(&self, officer: &OfficerCode, password: &str, code: &str) -> Result<Actor, AppError> {
        if !self.is_password(officer, password).await? {
            return Err(AppError::Unauthorised);
        }
        let actor = self.officer_today(officer).await?;
        let (kept, now) = (self.kept_factor(officer).await?, self.now());
        let enter = |account: &Account, _: &mut Commit| match &account.factor {
            _ if !account.is_open => Err(AppError::Unauthorised),
            None => Ok(vec![AccountEvent::SignedIn { step: None }]),
            Some(factor) => self.proof(officer, factor, kept.as_ref(), code, now)?.ok_or(AppError::Unauthorised),
        };
        self.change_account(&actor, officer, enter).await?;
        Ok(actor)
    }

    /// Whoever is signed in shows once more who it is.
    ///
    /// # Errors
    /// Names the password where it is another.
    pub(crate) async fn check_password(&self, officer: &OfficerCode, password: &str) -> Result<(), AppError> {
        let is_right = self.is_password(officer, password).await?;
        if is_right { Ok(()) } else { Err(Invalid::new("password", "wrong-password").into()) }
    }

    async fn is_password(&self, officer: &OfficerCode, password: &str) -> Result<bool, AppError> {
        if password.chars().count() > PASSWORD_CHARS_MAX {
            return Ok(false);
        }
        let owner = owner(officer);
        let kept = self.store.contents.keys(self.office_id, std::slice::from_ref(&owner)).await?;
        let known = kept.get(&owner).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        matches(password.to_owned(), known).await
    }
}

/// Under which a password's hash is kept.
fn owner(officer: &OfficerCode) -> String {
    format!("password/{officer}")
}

async fn hash(password: String) -> Result<String, AppError> {
    let hashed = in_turn(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hashed.await?.map_err(|error| AppError::Unavailable(format!("the password cannot be hashed: {error}")))
}

/// Hashes in any case, so that a name nobody has takes as long as one that somebody has.
async fn matches(password: String, known: Option<String>) -> Result<bool, AppError> {
    in_turn(move || {
        let argon2 = Argon2::default();
        match known.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => argon2.verify_password(password.as_bytes(), &hash).is_ok(),
            Some(Err(_)) | None => argon2.hash_password(password.as_bytes()).is_err(),
        }
    })
    .await
}

/// Off the threads that carry requests, a few at a time.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let _turn = HASHING.acquire().await.map_err(|error| AppError::Unavailable(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Unavailable(error.to_string()))
}
