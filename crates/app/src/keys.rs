//! The service key and what is derived from it. It lies in a file of its own (0400), outside the data folder, and in no
//! backup; without it a stolen database tells sizes and dates and nothing more.
//!
//! Never used itself: each purpose has its own key, by HKDF-SHA-256 with a label. To add a purpose, add a label.

use std::sync::Arc;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::chance;
use crate::error::AppError;

/// A key of 256 bits, wiped when it is dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// A key made for one matter or envelope.
pub fn new_key() -> Result<Key, AppError> {
    Ok(Zeroizing::new(chance::bytes()?))
}

macro_rules! purposes {
    ($($name:ident => $label:literal,)*) => {
        /// What the service key is used for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Purpose { $($name,)* }

        impl Purpose {
            /// All of them, each at the place of its own number.
            const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn label(self) -> &'static [u8] {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

purposes! {
    WrapMatter => b"huiyin/kek/matter/v1",
    WrapEnvelope => b"huiyin/kek/envelope/v1",
    QueryCode => b"huiyin/code/v1",
    Token => b"huiyin/token/v1",
    Source => b"huiyin/source/v1",
    Idempotency => b"huiyin/idempotency/v1",
    Checkpoint => b"huiyin/checkpoint/v1",
    Visit => b"huiyin/visit/v1",
    Form => b"huiyin/form/v1",
    Factor => b"huiyin/factor/v1",
    Recovery => b"huiyin/recovery/v1",
    Search => b"huiyin/search/v1",
}

/// The keys of an office: the root, and those derived from it, which are asked for with every petition and page.
#[derive(Clone)]
pub struct Keys {
    root: Key,
    derived: Arc<[Key]>,
}

impl Keys {
    /// The keys derived from a service key of 32 bytes.
    pub fn new(root: [u8; 32]) -> Self {
        let root = Zeroizing::new(root);
        let derived = Purpose::ALL.iter().map(|purpose| derive(&root, *purpose)).collect();
        Self { root, derived }
    }

    /// A new service key, to be written to its file.
    pub fn generate() -> Result<[u8; 32], AppError> {
        chance::bytes()
    }

    /// What tells two service keys apart without telling either: the first 8 bytes of a hash.
    pub fn fingerprint(&self) -> String {
        let hash: [u8; 32] =
            Sha256::digest([b"huiyin/fingerprint/v1".as_slice(), self.root.as_slice()].concat()).into();
        huiyin_store::journal::hex(&hash[..8])
    }

    fn derived(&self, purpose: Purpose) -> &Key {
        &self.derived[purpose as usize]
    }

    /// Wraps the keys of matters.
    pub(crate) fn wrap_matter(&self) -> &Key {
        self.derived(Purpose::WrapMatter)
    }

    /// Wraps the keys of envelopes.
    pub(crate) fn wrap_envelope(&self) -> &Key {
        self.derived(Purpose::WrapEnvelope)
    }

    /// The seed of the key that signs checkpoints.
    pub(crate) fn checkpoint_seed(&self) -> &Key {
        self.derived(Purpose::Checkpoint)
    }

    /// Seals the passes of visits.
    pub(crate) fn visit(&self) -> &Key {
        self.derived(Purpose::Visit)
    }

    /// Seals second factors.
    pub(crate) fn factor(&self) -> &Key {
        self.derived(Purpose::Factor)
    }

    /// What is kept of an officer's recovery code.
    pub(crate) fn recovery_claim(&self, officer: &str, code: &str) -> Vec<u8> {
        self.mac(Purpose::Recovery, &[officer.as_bytes(), code.as_bytes()])
    }

    /// What the index of words keeps of two signs.
    pub(crate) fn search_term(&self, [one, other]: [char; 2]) -> u32 {
        let signs = [u32::from(one).to_be_bytes(), u32::from(other).to_be_bytes()].concat();
        let mac = self.mac(Purpose::Search, &[&signs]);
        mac.first_chunk().map_or(0, |term| u32::from_be_bytes(*term))
    }

    /// What binds a form to the pass or session it was shown to.
    pub(crate) fn form_claim(&self, pass: &str) -> Vec<u8> {
        self.mac(Purpose::Form, &[pass.as_bytes()])
    }

    /// The claim under which a query code is kept.
    pub(crate) fn code_claim(&self, code: &str) -> Vec<u8> {
        self.mac(Purpose::QueryCode, &[code.as_bytes()])
    }

    /// The claim under which a token is kept.
    pub(crate) fn token_claim(&self, token: &str) -> Vec<u8> {
        self.mac(Purpose::Token, &[token.as_bytes()])
    }

    /// The claim under which a source's number is kept.
    pub(crate) fn source_claim(&self, source: &str, number: &str) -> Vec<u8> {
        self.mac(Purpose::Source, &[source.as_bytes(), number.as_bytes()])
    }

    /// The claim under which an idempotency key is kept, and the key that seals the answer.
    pub(crate) fn idempotency(&self, key: &str) -> (Vec<u8>, Key) {
        let claim = self.mac(Purpose::Idempotency, &[b"claim", key.as_bytes()]);
        let mut seal = Zeroizing::new([0; 32]);
        seal.copy_from_slice(&self.mac(Purpose::Idempotency, &[b"seal", key.as_bytes()]));
        (claim, seal)
    }

    /// HMAC-SHA-256 over the parts, each with its length in front, so that no two lists read alike.
    fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Vec<u8> {
        let key = self.derived(purpose);
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_slice()) else { return Vec::new() };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().to_vec()
    }
}

fn derive(root: &Key, purpose: Purpose) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    // Expanding to 32 bytes cannot fail: the bound is 255 blocks.
    let _ = Hkdf::<Sha256>::new(None, root.as_slice()).expand(purpose.label(), key.as_mut_slice());
    key
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({})", self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_its_own_key() {
        let keys = Keys::new([1; 32]);
        for purpose in Purpose::ALL.iter().copied() {
            assert!(*keys.derived(purpose) == derive(&keys.root, purpose), "{purpose:?}");
        }
        assert_ne!(keys.wrap_matter().as_slice(), keys.wrap_envelope().as_slice());
        assert_ne!(keys.code_claim("a"), keys.token_claim("a"));
        assert_eq!(keys.code_claim("a"), Keys::new([1; 32]).code_claim("a"));
        assert_ne!(keys.fingerprint(), Keys::new([2; 32]).fingerprint());
    }

    #[test]
    fn no_two_lists_read_alike() {
        let keys = Keys::new([1; 32]);
        assert_ne!(keys.source_claim("ab", "c"), keys.source_claim("a", "bc"));
    }
}
