//! Once, however often it is sent: an idempotency key stands for one request, and for the answer that it was given.
//!
//! The answer is kept sealed under a key made from the idempotency key, which we do not keep. Must not know what is filed
//! beyond a fingerprint of it.

use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_store::{Claim, ClaimKind};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{FilingReceipt, LaidOut, receipt_of};
use crate::App;
use crate::code::{CodeOf, QueryCode};
use crate::error::{AppError, Invalid};
use crate::load::encode;
use crate::seal::{Place, open, seal};

/// How long the answer to an idempotency key is kept.
const ANSWER_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Longest idempotency key, in bytes: two UUIDs with room.
const IDEMPOTENCY_KEY_BYTES_MAX: usize = 200;

/// What is kept under an idempotency key.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    request: String,
    matter: MatterId,
    petition: PetitionNo,
    code: String,
}

impl App {
    /// What must be unique: the code, and the key with its answer.
    pub(super) fn claims(
        &self,
        said: &str,
        key: Option<&str>,
        (matter, petition): (MatterId, PetitionNo),
        code: &QueryCode,
        now: Timestamp,
    ) -> Result<Vec<Claim>, AppError> {
        let mut claims = vec![self.code_claim(code, CodeOf { matter, petition, nth: 0 })];
        if let Some(key) = key {
            let (claim, sealing) = self.keys.idempotency(key);
            let kept = KeptAnswer { request: said.to_owned(), matter, petition, code: code.as_str().to_owned() };
            let value = seal(&sealing, Place::Answer, &encode(&kept)?)?;
            let expires_at = now.checked_add(ANSWER_KEPT).ok();
            claims.push(Claim { kind: ClaimKind::Idempotency, key: claim, value, expires_at });
        }
        Ok(claims)
    }

    /// The answer already given to this key, if it was given to this request.
    pub(super) async fn answered_before(
        &self,
        said: &str,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<FilingReceipt>, AppError> {
        let Some(key) = key else { return Ok(None) };
        let (claim, sealing) = self.keys.idempotency(key);
        let Some(sealed) = self.store.claims.claim(self.office_id, ClaimKind::Idempotency, &claim, now).await? else {
            return Ok(None);
        };
        let kept: KeptAnswer = serde_json::from_slice(&open(&sealing, Place::Answer, &sealed)?)
            .map_err(|_| AppError::Inconsistent("claims.value of an idempotency key cannot be read".to_owned()))?;
        if kept.request != said {
            return Err(AppError::KeyReused);
        }
        let office = self.office().await?;
        let loaded = self.load_born(&office, kept.matter).await?;
        let code = QueryCode::parse(&kept.code).ok_or(AppError::NotFound)?;
        Ok(Some(FilingReceipt { repeated: true, ..receipt_of(&loaded.matter, kept.petition, code)? }))
    }
}

/// A key of any text, within its bound. Asked before anything is received for it, where there is much to receive.
///
/// # Errors
/// Names the bound.
pub fn check_key(key: &str) -> Result<(), Invalid> {
    if key.is_empty() || key.len() > IDEMPOTENCY_KEY_BYTES_MAX {
        return Err(Invalid::bound("idempotency-key", "too-long", IDEMPOTENCY_KEY_BYTES_MAX as u64));
    }
    Ok(())
}

/// Two requests under one key are the same where this is: the matter that is added to, words, persons, and files by name
/// and content.
pub(super) fn fingerprint(laid: &LaidOut) -> Result<String, AppError> {
    let mut hasher = Sha256::new();
    let matter = &laid.sheet.loaded.matter;
    if matter.is_born() {
        hasher.update(matter.id.to_bytes());
    }
    hasher.update(encode(&laid.request)?);
    for kept in &laid.sheet.desk.kept {
        hasher.update(encode(&kept.note)?);
    }
    Ok(huiyin_store::journal::hex(&hasher.finalize()))
}
