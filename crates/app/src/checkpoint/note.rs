//! A checkpoint as text: a signed note in the form that transparency logs share (C2SP `tlog-checkpoint`), so that anyone
//! who has the office's public key can check one with tools that are not ours.
//!
//! Three lines (origin, size, root), an empty one, and a signature line. The key is Ed25519, derived from the service key.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use huiyin_domain::ids::OfficeId;
use huiyin_store::journal::{Hash, hex};
use sha2::{Digest, Sha256};

use crate::keys::Key;

/// What stands before a signature line.
const DASH: &str = "\u{2014} ";

/// The mark of Ed25519 among the kinds of keys.
const ED25519: u8 = 1;

/// How many bytes of a hash tell keys of one name apart.
const KEY_ID_BYTES: usize = 4;

/// Longest note read: four lines of ours are below 300 bytes; other witnesses may have added theirs.
pub const NOTE_BYTES_MAX: u64 = 16 * 1024;

/// What is signed: the tree of all leaves up to a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many leaves.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
}

/// Signs an office's checkpoints, and knows its own again.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl Signer {
    /// The signer of this office with this seed.
    pub fn new(office: OfficeId, seed: &Key) -> Self {
        Self { name: format!("huiyin/{office}"), key: SigningKey::from_bytes(seed) }
    }

    /// The public half, as tools that check signed notes take it: `name+id+key`.
    pub fn public(&self) -> String {
        let key = [&[ED25519], self.key.verifying_key().as_bytes().as_slice()].concat();
        format!("{}+{}+{}", self.name, hex(&self.key_id()), BASE64.encode(key))
    }

    /// The checkpoint as a signed note.
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        let text = self.text(checkpoint);
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let signature = BASE64.encode([self.key_id().as_slice(), &signature].concat());
        format!("{text}\n{DASH}{} {signature}\n", self.name)
    }

    /// Reads a note that this key signed; other signatures on it are passed over.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(&self, note: &str) -> Result<Checkpoint, &'static str> {
        let (text, signatures) = note.split_once("\n\n").ok_or("is no signed note")?;
        let text = format!("{text}\n");
        let own = format!("{DASH}{} ", self.name);
        let signed = signatures.lines().filter_map(|line| line.strip_prefix(&own)).any(|one| self.signed(&text, one));
        if !signed {
            return Err("does not bear this office's signature");
        }
        let mut lines = text.lines().skip(1);
        let size = lines.next().and_then(|size| size.parse().ok()).ok_or("has no size")?;
        let root = lines.next().and_then(|root| BASE64.decode(root).ok()).and_then(|root| root.try_into().ok());
        let checkpoint = Checkpoint { size, root: root.ok_or("has no root")? };
        if text == self.text(&checkpoint) { Ok(checkpoint) } else { Err("is of another log") }
    }

    fn signed(&self, text: &str, signature: &str) -> bool {
        let Ok(bytes) = BASE64.decode(signature) else { return false };
        let Some((id, signature)) = bytes.split_first_chunk::<KEY_ID_BYTES>() else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        *id == self.key_id() && self.key.verifying_key().verify_strict(text.as_bytes(), &signature).is_ok()
    }

    fn text(&self, checkpoint: &Checkpoint) -> String {
        format!("{}\n{}\n{}\n", self.name, checkpoint.size, BASE64.encode(checkpoint.root))
    }

    fn key_id(&self) -> [u8; KEY_ID_BYTES] {
        let mut hasher = Sha256::new();
        hasher.update(self.name.as_bytes());
        hasher.update([b'\n', ED25519]);
        hasher.update(self.key.verifying_key().as_bytes());
        let hash: Hash = hasher.finalize().into();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECKPOINT: Checkpoint = Checkpoint { size: 1971, root: [9; 32] };

    fn signer(office: i64, seed: u8) -> Signer {
        Signer::new(OfficeId(office), &Key::new([seed; 32]))
    }

    #[test]
    fn the_form_is_for_ever() {
        // Both were computed outside this program, from the published form and another Ed25519.
        let signer = signer(1, 7);
        assert_eq!(signer.public(), "huiyin/1+0a149156+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs");
        let signature = "ChSRVjHqauEoyiHNQe66EmOXt7/NR5cOYYBbYSGl9+uqRQBhjDYqctu+Iml2BQmsKgzBAnZ3UprFi6fF/ZzceiBzNwE=";
        let text = "huiyin/1\n1971\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n";
        assert_eq!(signer.sign(&CHECKPOINT), format!("{text}\n\u{2014} huiyin/1 {signature}\n"));
    }

    #[test]
    fn a_note_reads_back() {
        let note = signer(1, 7).sign(&CHECKPOINT);
        assert_eq!(signer(1, 7).open(&note), Ok(CHECKPOINT));
        let witnessed = format!("{note}{DASH}witness.example AAAA\n");
        assert_eq!(signer(1, 7).open(&witnessed), Ok(CHECKPOINT));
    }

    #[test]
    fn a_note_of_another_hand_does_not() {
        let note = signer(1, 7).sign(&CHECKPOINT);
        let unsigned = Err("does not bear this office's signature");
        assert_eq!(signer(1, 8).open(&note), unsigned);
        assert_eq!(signer(2, 7).open(&note), unsigned);
        assert_eq!(signer(1, 7).open(&note.replace("1971", "1970")), unsigned);
        assert_eq!(signer(1, 7).open("huiyin/1\n1971\n"), Err("is no signed note"));
    }

    #[test]
    fn every_changed_letter_is_noticed() {
        let note = signer(1, 7).sign(&CHECKPOINT);
        for (at, letter) in note.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
            let other = if letter == 'x' { 'y' } else { 'x' };
            let changed = format!("{}{other}{}", &note[..at], &note[at + 1..]);
            assert!(signer(1, 7).open(&changed).is_err(), "{changed}");
        }
    }
}
