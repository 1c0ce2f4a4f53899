//! The desk: where words become sealed contents before a command is decided, and opened again to be shown.
//!
//! A command carries ids and commitments; the sealed bytes wait here and go with the commit. Every text has a bound, with
//! its reason beside it.

use std::collections::BTreeMap;

use huiyin_domain::ids::{Commitment, ContentId, EnvelopeId, MatterId};
use huiyin_domain::matter::Words;
use huiyin_domain::matter::event::Person;
use huiyin_store::{SealedContent, SealedEnvelope, StoredKey};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::chance;
use crate::error::{AppError, Invalid};
use crate::files::KeptFile;
use crate::keys::{Key, Keys, new_key};
use crate::seal::{Place, open, open_listed_words, open_words, seal, seal_words};

/// How long a text may be, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A subject line: one line of a list.
    Subject,
    /// A demand: what fits a line or two of a letter.
    Demand,
    /// A note, a reason, a finding: some pages.
    Note,
    /// The text of a petition: 30 pages; more comes as a file.
    Text,
}

impl Bound {
    /// The bound, in characters.
    pub const fn chars_max(self) -> usize {
        match self {
            Self::Subject => 200,
            Self::Demand => 1_000,
            Self::Note => 20_000,
            Self::Text => 50_000,
        }
    }
}

/// Who somebody is, as told at the desk. Kept in an envelope and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Name.
    pub name: String,
    /// How he or she wishes to be addressed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub salutation: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Postal address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Number of an identity document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id_number: String,
}

/// Longest field of an identity, in characters: a postal address on four lines.
pub const IDENTITY_CHARS_MAX: usize = 300;

impl Identity {
    /// What of it cannot be kept, each by the name of its field.
    pub fn faults(&self) -> Vec<Invalid> {
        let fields = [
            ("name", &self.name),
            ("salutation", &self.salutation),
            ("phone", &self.phone),
            ("email", &self.email),
            ("address", &self.address),
            ("id_number", &self.id_number),
        ];
        let wrong = |(field, value): (&str, &String)| {
            let is_line_break = |c: char| field == "address" && matches!(c, '\n' | '\r' | '\t');
            if value.chars().count() > IDENTITY_CHARS_MAX {
                Some(Invalid::bound(field, "too-long", IDENTITY_CHARS_MAX as u64))
            } else if value.chars().any(|c| c.is_control() && !is_line_break(c)) {
                Some(Invalid::new(field, "control-character"))
            } else {
                None
            }
        };
        let nameless = self.name.trim().is_empty().then(|| Invalid::new("name", "empty"));
        fields.into_iter().filter_map(wrong).chain(nameless).collect()
    }
}

/// A sheet on the desk: a matter's key, and what was sealed for one command.
pub struct Desk {
    matter: MatterId,
    key: Key,
    /// What goes with the commit.
    pub(crate) contents: Vec<SealedContent>,
    pub(crate) envelopes: Vec<SealedEnvelope>,
    pub(crate) keys: Vec<StoredKey>,
    pub(crate) kept: Vec<KeptFile>,
}

impl Desk {
    /// A desk for a new matter: its key is made and wrapped here.
    pub fn new_matter(keys: &Keys, matter: MatterId) -> Result<Self, AppError> {
        let key = new_key()?;
        let owner = matter_owner(matter);
        let wrapped = seal(keys.wrap_matter(), Place::Key(&owner), key.as_slice())?;
        let stored = StoredKey { owner, wrapped };
        Ok(Self { matter, key, contents: Vec::new(), envelopes: Vec::new(), keys: vec![stored], kept: Vec::new() })
    }

    /// A desk for a matter whose key is known.
    pub(crate) const fn known_matter(matter: MatterId, key: Key) -> Self {
        Self { matter, key, contents: Vec::new(), envelopes: Vec::new(), keys: Vec::new(), kept: Vec::new() }
    }

    /// The matter.
    pub const fn matter(&self) -> MatterId {
        self.matter
    }

    /// The files kept for the command, in the order in which they came.
    pub fn files(&self) -> Vec<Words> {
        self.kept.iter().map(|kept| kept.words).collect()
    }

    /// Seals a text that must not be empty; `field` is named where it breaks its bound.
    pub fn words(&mut self, field: &str, text: &str, bound: Bound) -> Result<Words, AppError> {
        check_text(field, text, bound)?;
        self.bytes(text.trim().as_bytes())
    }

    /// The matter's key.
    pub(crate) const fn key(&self) -> &Key {
        &self.key
    }

    /// Seals bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<Words, AppError> {
        self.bytes_as(chance::content()?, bytes)
    }

    /// Seals bytes under an id already given.
    pub(crate) fn bytes_as(&mut self, id: ContentId, bytes: &[u8]) -> Result<Words, AppError> {
        let (sealed, commitment) = seal_words(&self.key, Place::Content(self.matter, id), bytes)?;
        self.contents.push(SealedContent { matter: self.matter, id, sealed });
        Ok(Words { id, commitment })
    }

    /// Seals an identity in an envelope with a key of its own.
    pub fn envelope(&mut self, keys: &Keys, identity: &Identity) -> Result<(EnvelopeId, Commitment), AppError> {
        let id = chance::envelope()?;
        let key = new_key()?;
        let bytes = crate::load::encode(identity)?;
        let (sealed, commitment) = seal_words(&key, Place::Envelope(self.matter, id), &bytes)?;
        let owner = envelope_owner(self.matter, id);
        let wrapped = seal(keys.wrap_envelope(), Place::Key(&owner), key.as_slice())?;
        self.envelopes.push(SealedEnvelope { matter: self.matter, id, sealed });
        self.keys.push(StoredKey { owner, wrapped });
        Ok((id, commitment))
    }
}

/// Not empty, not too long, no control characters but line breaks and tabs.
pub fn check_text(field: &str, text: &str, bound: Bound) -> Result<(), Invalid> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Invalid::new(field, "empty"));
    }
    if trimmed.chars().count() > bound.chars_max() {
        return Err(Invalid::bound(field, "too-long", bound.chars_max() as u64));
    }
    let stray = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if trimmed.chars().any(stray) {
        return Err(Invalid::new(field, "control-character"));
    }
    Ok(())
}

/// Whose key the store keeps for a matter.
pub(crate) fn matter_owner(matter: MatterId) -> String {
    format!("matter/{matter}")
}

/// Whose key the store keeps for an envelope: beside its matter's, so that both lie on one page of the table.
pub(crate) fn envelope_owner(matter: MatterId, envelope: EnvelopeId) -> String {
    format!("matter/{matter}/envelope/{envelope}")
}

fn unwrap_key(kek: &Key, owner: &str, wrapped: &[u8]) -> Result<Key, AppError> {
    let bytes = open(kek, Place::Key(owner), wrapped)?;
    let key: [u8; 32] = bytes
        .as_slice()
        .try_into()
        .map_err(|_| AppError::Inconsistent(format!("keys.wrapped of {owner} is no key")))?;
    Ok(Key::new(key))
}

impl App {
    /// A desk for a matter that exists.
    pub(crate) async fn desk(&self, matter: MatterId) -> Result<Desk, AppError> {
        Ok(Desk::known_matter(matter, self.matter_key(matter).await?))
    }

    /// A matter's key.
    ///
    /// # Errors
    /// Inconsistent where it is not there: it was destroyed, or the service key is another.
    pub(crate) async fn matter_key(&self, matter: MatterId) -> Result<Key, AppError> {
        let owner = matter_owner(matter);
        let keys = self.matter_keys(&[matter]).await?;
        keys.into_values().next().ok_or_else(|| AppError::Inconsistent(format!("keys.owner {owner} is missing")))
    }

    /// The keys of several matters; those destroyed are left out.
    pub(crate) async fn matter_keys(&self, matters: &[MatterId]) -> Result<BTreeMap<MatterId, Key>, AppError> {
        let owners: Vec<String> = matters.iter().copied().map(matter_owner).collect();
        let stored = self.store.contents.keys(self.office_id, &owners).await?;
        let kek = self.keys.wrap_matter();
        let mut keys = BTreeMap::new();
        for matter in matters {
            let owner = matter_owner(*matter);
            if let Some(wrapped) = stored.get(&owner) {
                keys.insert(*matter, unwrap_key(kek, &owner, wrapped)?);
            }
        }
        Ok(keys)
    }

    /// The words of these contents, each held against its commitment.
    pub(crate) async fn read_words(
        &self,
        matter: MatterId,
        words: &[Words],
    ) -> Result<BTreeMap<ContentId, String>, AppError> {
        let key = self.matter_key(matter).await?;
        let ids: Vec<(MatterId, ContentId)> = words.iter().map(|words| (matter, words.id)).collect();
        let commitments: BTreeMap<ContentId, Commitment> =
            words.iter().map(|words| (words.id, words.commitment)).collect();
        let mut read = BTreeMap::new();
        for (_, id, sealed) in self.store.contents.contents(self.office_id, &ids).await? {
            let Some(commitment) = commitments.get(&id) else { continue };
            let bytes = open_words(&key, Place::Content(matter, id), &sealed, *commitment)?;
            read.insert(id, String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(read)
    }

    /// The words of contents of many matters, for lists, which do not hold them against the journal; those whose key was
    /// destroyed are left out.
    pub(crate) async fn open_listed(
        &self,
        ids: &[(MatterId, ContentId)],
    ) -> Result<BTreeMap<(MatterId, ContentId), String>, AppError> {
        let mut matters: Vec<MatterId> = ids.iter().map(|(matter, _)| *matter).collect();
        matters.dedup();
        let keys = self.matter_keys(&matters).await?;
        let mut opened = BTreeMap::new();
        for (matter, id, sealed) in self.store.contents.contents(self.office_id, ids).await? {
            let Some(key) = keys.get(&matter) else { continue };
            let words = open_listed_words(key, Place::Content(matter, id), &sealed)?;
            opened.insert((matter, id), String::from_utf8_lossy(&words).into_owned());
        }
        Ok(opened)
    }

    /// The bytes of one content.
    pub(crate) async fn read_bytes(&self, matter: MatterId, words: Words) -> Result<Vec<u8>, AppError> {
        let key = self.matter_key(matter).await?;
        let found = self.store.contents.contents(self.office_id, &[(matter, words.id)]).await?;
        let (_, id, sealed) = found.into_iter().next().ok_or(AppError::NotFound)?;
        Ok(open_words(&key, Place::Content(matter, id), &sealed, words.commitment)?.to_vec())
    }

    /// Who a person of a petition is. Whoever calls this writes the access entry first.
    pub(crate) async fn read_identity(&self, matter: MatterId, person: &Person) -> Result<Identity, AppError> {
        let owner = envelope_owner(matter, person.envelope);
        let keys = self.store.contents.keys(self.office_id, std::slice::from_ref(&owner)).await?;
        let wrapped = keys.get(&owner).ok_or(AppError::NotFound)?;
        let key = unwrap_key(self.keys.wrap_envelope(), &owner, wrapped)?;
        let sealed = self.store.contents.envelope(self.office_id, matter, person.envelope).await?;
        let sealed =
            sealed.ok_or_else(|| AppError::Inconsistent(format!("envelopes row {} is missing", person.envelope)))?;
        let bytes = open_words(&key, Place::Envelope(matter, person.envelope), &sealed, person.commitment)?;
        serde_json::from_slice(&bytes).map_err(|_| AppError::Inconsistent("an envelope cannot be read".to_owned()))
    }
}
