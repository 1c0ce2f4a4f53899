//! The second factor of an officer: six digits that an authenticator shows and that change every half minute (TOTP, RFC
//! 6238), and recovery codes for the day on which it is lost, each good once.
//!
//! The secret lies sealed beside the password, the recovery codes as HMACs; the journal says that they were set and used. A
//! code counts once: the half minute of the last one taken is kept with the sign-in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Actor;
use huiyin_store::{Commit, StoredKey};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::App;
use crate::account::{Account, AccountEvent};
use crate::chance;
use crate::code::QueryCode;
use crate::error::{AppError, Invalid};
use crate::load::encode;
use crate::seal::{Place, open, seal};

/// Bytes of a secret: as long as the hash it goes into (RFC 4226, 4).
const SECRET_BYTES: usize = 20;

/// Recovery codes given with a factor: enough for years, few enough for a slip of paper.
const RECOVERY_CODES: usize = 8;

/// Longest sealed offer that is looked at, in characters; ours are half of it.
const OFFER_CHARS_MAX: usize = 200;

/// A secret that is offered to an officer, and not yet set.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// As it is typed where nothing can be scanned: base 32, in groups of four.
    pub secret: String,
    /// As it is scanned.
    pub uri: String,
    /// Itself, sealed for this officer: the form brings it back.
    pub sealed: String,
}

/// What is kept of a factor, sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    secret: String,
    /// HMACs of the recovery codes, in hexadecimal.
    recovery: Vec<String>,
}

/// A factor as the journal knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Factor {
    /// When it was set.
    pub(crate) set_at: Timestamp,
    /// The half minute of the last code that was taken.
    pub(crate) last_step: u64,
    /// The recovery codes that were used, from 1.
    pub(crate) used: Vec<u32>,
}

/// A factor as its officer is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactorState {
    /// When it was set.
    pub set_at: Timestamp,
    /// Recovery codes that are left.
    pub recovery_left: usize,
}

impl App {
    /// A new secret for that officer, in an office of that name.
    pub fn offer_factor(&self, officer: &OfficerCode, office: &str) -> Result<Offer, AppError> {
        let secret: Zeroizing<[u8; SECRET_BYTES]> = Zeroizing::new(chance::bytes()?);
        self.offer(officer, office, secret.as_slice())
    }

    /// The secret that was offered, once more.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it was not offered to this officer.
    pub fn offered_factor(&self, officer: &OfficerCode, office: &str, sealed: &str) -> Result<Offer, AppError> {
        self.offer(officer, office, &self.opened_offer(officer, sealed)?)
    }

    fn offer(&self, officer: &OfficerCode, office: &str, secret: &[u8]) -> Result<Offer, AppError> {
        let base32 = Secret::from(secret.to_vec()).to_base32();
        let (office, groups) = (utf8_percent_encode(office, NON_ALPHANUMERIC), groups(&base32));
        let uri = format!("otpauth://totp/{office}:{officer}?secret={base32}&issuer={office}");
        let sealed = seal(self.keys.factor(), Place::Key(&offer_owner(officer)), secret)?;
        Ok(Offer { secret: groups, uri, sealed: URL_SAFE_NO_PAD.encode(sealed) })
    }

    fn opened_offer(&self, officer: &OfficerCode, sealed: &str) -> Result<Zeroizing<Vec<u8>>, AppError> {
        let sealed = Some(sealed).filter(|sealed| sealed.len() <= OFFER_CHARS_MAX);
        let sealed = sealed.and_then(|sealed| URL_SAFE_NO_PAD.decode(sealed).ok()).ok_or(AppError::NotFound)?;
        open(self.keys.factor(), Place::Key(&offer_owner(officer)), &sealed).map_err(|_| AppError::NotFound)
    }

    /// Sets the factor that was offered, once a code shows that it arrived, and gives the recovery codes: shown this once.
    ///
    /// # Errors
    /// Names the password or the code where it is wrong; a conflict where one is set already.
    pub async fn set_factor(
        &self,
        officer: &OfficerCode,
        by: &Actor,
        (sealed, password, code): (&str, &str, &str),
    ) -> Result<Vec<String>, AppError> {
        self.check_password(officer, password).await?;
        let secret = self.opened_offer(officer, sealed)?;
        let step = totp(&secret)?.check(&plain(code), seconds(self.now()));
        let step = step.ok_or_else(|| Invalid::new("factor", "wrong-code"))?;
        let codes = (0..RECOVERY_CODES).map(|_| QueryCode::generate()).collect::<Result<Vec<_>, _>>()?;
        let recovery = codes.iter().map(|code| self.recovery_claim(officer, code)).collect();
        let kept = Zeroizing::new(encode(&Kept { secret: huiyin_store::journal::hex(&secret), recovery })?);
        let owner = owner(officer);
        let wrapped = seal(self.keys.factor(), Place::Key(&owner), &kept)?;
        let set = |account: &Account, commit: &mut Commit| {
            // Whoever has one gives it up first, with a code of it.
            if account.factor.is_some() {
                return Err(AppError::Conflict);
            }
            commit.keys.push(StoredKey { owner: owner.clone(), wrapped: wrapped.clone() });
            Ok(vec![AccountEvent::FactorSet { step }])
        };
        self.change_account(by, officer, set).await?;
        Ok(codes.iter().map(QueryCode::printed).collect())
    }

    /// Gives the factor up, by its officer: the password and a code show that it is he.
    ///
    /// # Errors
    /// Names the password or the code where it is wrong.
    pub async fn give_up_factor(
        &self,
        officer: &OfficerCode,
        by: &Actor,
        (password, code): (&str, &str),
    ) -> Result<(), AppError> {
        self.check_password(officer, password).await?;
        let (kept, now) = (self.kept_factor(officer).await?, self.now());
        let end = |account: &Account, _: &mut Commit| {
            let Some(factor) = &account.factor else { return Ok(Vec::new()) };
            let proof = self.proof(officer, factor, kept.as_ref(), code, now)?;
            proof.ok_or_else(|| Invalid::new("factor", "wrong-code"))?;
            Ok(vec![AccountEvent::FactorEnded])
        };
        self.change_account(by, officer, end).await
    }

    /// Ends the factor of somebody who has lost authenticator and codes: an operator's decision, who knows the person.
    pub async fn end_factor(&self, by: &Actor, officer: &OfficerCode) -> Result<(), AppError> {
        let end =
            |account: &Account, _: &mut Commit| Ok(account.factor.iter().map(|_| AccountEvent::FactorEnded).collect());
        self.change_account(by, officer, end).await
    }

    /// The officer's factor, if one is set.
    pub async fn factor(&self, officer: &OfficerCode) -> Result<Option<FactorState>, AppError> {
        let account = self.account(officer).await?;
        let left = |factor: &Factor| RECOVERY_CODES.saturating_sub(factor.used.len());
        Ok(account.factor.map(|factor| FactorState { set_at: factor.set_at, recovery_left: left(&factor) }))
    }

    /// What a code proves of an account: the events of its use; nothing where it is wrong or was used before.
    pub(crate) fn proof(
        &self,
        officer: &OfficerCode,
        factor: &Factor,
        kept: Option<&KeptFactor>,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<AccountEvent>>, AppError> {
        let Some(KeptFactor(kept)) = kept else { return Ok(None) };
        if let Some(code) = QueryCode::parse(code) {
            let claim = self.recovery_claim(officer, &code);
            let place = kept.recovery.iter().position(|known| *known == claim);
            let number = place.and_then(|place| u32::try_from(place + 1).ok());
            let unused = number.filter(|number| !factor.used.contains(number));
            let signed_in = AccountEvent::SignedIn { step: None };
            return Ok(unused.map(|code| vec![AccountEvent::RecoveryCodeUsed { code }, signed_in]));
        }
        let secret = huiyin_store::journal::unhex(&kept.secret).map(Zeroizing::new);
        let wrong = || AppError::Inconsistent("a second factor cannot be read".to_owned());
        let secret = secret.ok_or_else(wrong)?;
        let step = totp(&secret)?.check(&plain(code), seconds(now));
        let unused = step.filter(|step| *step > factor.last_step);
        Ok(unused.map(|step| vec![AccountEvent::SignedIn { step: Some(step) }]))
    }

    /// What is kept of the officer's factor, opened.
    pub(crate) async fn kept_factor(&self, officer: &OfficerCode) -> Result<Option<KeptFactor>, AppError> {
        let owner = owner(officer);
        let stored = self.store.contents.keys(self.office_id, std::slice::from_ref(&owner)).await?;
        let Some(wrapped) = stored.get(&owner) else { return Ok(None) };
        let opened = open(self.keys.factor(), Place::Key(&owner), wrapped)?;
        let kept = serde_json::from_slice(&opened).map(KeptFactor);
        kept.map(Some).map_err(|_| AppError::Inconsistent(format!("keys.wrapped of {owner} is no factor")))
    }

    fn recovery_claim(&self, officer: &OfficerCode, code: &QueryCode) -> String {
        huiyin_store::journal::hex(&self.keys.recovery_claim(officer.as_str(), code.as_str()))
    }
}

/// A factor that was kept, opened to look at a code.
pub(crate) struct KeptFactor(Kept);

fn totp(secret: &[u8]) -> Result<Totp, AppError> {
    let built = Builder::new().with_secret(secret.to_vec()).build();
    built.map_err(|error| AppError::Inconsistent(format!("a second factor cannot be read: {error}")))
}

/// Under which a factor is kept.
fn owner(officer: &OfficerCode) -> String {
    format!("factor/{officer}")
}

/// To whom an offer belongs.
fn offer_owner(officer: &OfficerCode) -> String {
    format!("factor-offer/{officer}")
}

/// A code without the spaces that people put into it.
fn plain(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or(0)
}

fn groups(base32: &str) -> String {
    let chars: Vec<char> = base32.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret "12345678901234567890" with SHA-1, the last six digits.
    #[test]
    fn digits_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890").unwrap();
        for (time, digits) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(totp.check(digits, time), Some(time / 30), "{time}");
        }
    }

    #[test]
    fn a_secret_is_told_in_groups() {
        assert_eq!(groups("ABCDEFGHI"), "ABCD EFGH I");
    }
}
