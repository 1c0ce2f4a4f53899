//! Sealing: XChaCha20-Poly1305 with a random nonce, bound to what it belongs to, and the salted commitment that binds the
//! journal to it. The salt lies with the words, inside the seal: who destroys the key has destroyed both.
//!
//! Form of a seal: version byte, 24-byte nonce, ciphertext with tag. Form inside: 16-byte salt, then the words.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use huiyin_domain::ids::{Commitment, ContentId, EnvelopeId, MatterId};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::chance;
use crate::error::AppError;
use crate::keys::Key;

/// The form of seal made today.
const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const SALT_BYTES: usize = 16;
const TAG_BYTES: usize = 16;

/// What a seal is longer than what it seals.
pub const OVERHEAD_BYTES: usize = 1 + NONCE_BYTES + TAG_BYTES;

/// What a seal belongs to; it opens in no other place.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// A content of a matter.
    Content(MatterId, ContentId),
    /// An envelope of a matter.
    Envelope(MatterId, EnvelopeId),
    /// A wrapped key.
    Key(&'a str),
    /// The answer kept under an idempotency key.
    Answer,
    /// A visit's pass.
    Visit,
    /// A chunk of a file of a matter.
    Chunk(MatterId, ContentId, u64, bool),
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Content(matter, id) => [b"content".as_slice(), &matter.to_bytes(), &id.to_bytes()].concat(),
            Self::Envelope(matter, id) => [b"envelope".as_slice(), &matter.to_bytes(), &id.to_bytes()].concat(),
            Self::Key(owner) => [b"key".as_slice(), owner.as_bytes()].concat(),
            Self::Answer => b"answer".to_vec(),
            Self::Visit => b"visit".to_vec(),
            Self::Chunk(matter, id, place, last) => {
                let mark = [u8::from(*last)];
                [b"chunk".as_slice(), &matter.to_bytes(), &id.to_bytes(), &place.to_be_bytes(), &mark].concat()
            }
        }
    }
}

/// Seals bytes for that place.
pub fn seal(key: &Key, place: Place<'_>, bytes: &[u8]) -> Result<Vec<u8>, AppError> {
    let nonce: [u8; NONCE_BYTES] = chance::bytes()?;
    let aad = place.bytes();
    let payload = Payload { msg: bytes, aad: &aad };
    let sealed = cipher(key)?.encrypt(&XNonce::from(nonce), payload).map_err(|_| broken("cannot seal"))?;
    let mut out = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// Opens a seal of that place; fails where a byte was changed, or it was made for another.
pub fn open(key: &Key, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let (version, rest) = sealed.split_first().ok_or_else(|| broken("an empty seal"))?;
    let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(|| broken("a short seal"))?;
    if *version != VERSION {
        return Err(broken("a seal of an unknown form"));
    }
    let aad = place.bytes();
    let payload = Payload { msg: ciphertext, aad: &aad };
    let opened = cipher(key)?.decrypt(&XNonce::from(*nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| broken("a seal that does not open"))
}

fn cipher(key: &Key) -> Result<XChaCha20Poly1305, AppError> {
    XChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| broken("a key of the wrong length"))
}

fn broken(what: &str) -> AppError {
    AppError::Inconsistent(what.to_owned())
}

/// Seals words with a new salt, and commits to them.
pub fn seal_words(key: &Key, place: Place<'_>, words: &[u8]) -> Result<(Vec<u8>, Commitment), AppError> {
    let salt: [u8; SALT_BYTES] = chance::bytes()?;
    let salted = Zeroizing::new([salt.as_slice(), words].concat());
    Ok((seal(key, place, &salted)?, commit(&salted)))
}

/// Opens words and holds them against the journal's commitment.
pub fn open_words(
    key: &Key,
    place: Place<'_>,
    sealed: &[u8],
    commitment: Commitment,
) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let salted = open(key, place, sealed)?;
    if salted.len() < SALT_BYTES || commit(&salted) != commitment {
        return Err(broken("words that are not those the journal committed to"));
    }
    Ok(Zeroizing::new(salted[SALT_BYTES..].to_vec()))
}

/// Opens words for a list, which has no commitment to hold them against.
pub fn open_listed_words(key: &Key, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let salted = open(key, place, sealed)?;
    Ok(Zeroizing::new(salted.get(SALT_BYTES..).unwrap_or_default().to_vec()))
}

fn commit(salted: &[u8]) -> Commitment {
    let mut hasher = Sha256::new();
    hasher.update(b"huiyin/commitment/v1\0");
    hasher.update(salted);
    Commitment(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: u128) -> Place<'static> {
        Place::Content(MatterId::from_bits(1), ContentId::from_bits(id))
    }

    #[test]
    fn words_open_in_their_own_place_only() {
        let key = Zeroizing::new([7; 32]);
        let (sealed, commitment) = seal_words(&key, place(1), b"words").unwrap();
        assert_eq!(open_words(&key, place(1), &sealed, commitment).unwrap().as_slice(), b"words");
        assert!(open_words(&key, place(2), &sealed, commitment).is_err());
        assert!(open_words(&Zeroizing::new([8; 32]), place(1), &sealed, commitment).is_err());
    }

    #[test]
    fn equal_words_have_unequal_commitments() {
        let key = Zeroizing::new([7; 32]);
        let (_, one) = seal_words(&key, place(1), b"words").unwrap();
        let (_, other) = seal_words(&key, place(1), b"words").unwrap();
        assert_ne!(one, other);
    }

    #[test]
    fn no_changed_byte_opens() {
        let key = Zeroizing::new([7; 32]);
        let (sealed, commitment) = seal_words(&key, place(1), b"words").unwrap();
        for byte in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[byte] ^= 1;
            assert!(open_words(&key, place(1), &changed, commitment).is_err(), "byte {byte}");
        }
        assert!(open(&key, place(1), &[]).is_err());
    }
}
