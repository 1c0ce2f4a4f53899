//! Streams, and the form of an entry as it is stored for ever: a header and a body, hashed as their stored bytes.
//!
//! The body is the event, as canonical JSON (fields in the order of their declaration, no spaces), made by `app`. The
//! header is made here, by the writer, once the commit is accepted. Golden files pin both.

use std::fmt;
use std::str::FromStr;

use huiyin_domain::ids::{MatterId, NotAnId, OfficeId, OfficerCode};
use huiyin_domain::office::series::Number;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a chain of entries is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Units, posts, duties, packs, calendar, recusals of the office.
    Office,
    /// The life of one matter.
    Matter(MatterId),
    /// Who opened an identity of that matter.
    Access(MatterId),
    /// One account: sign-ins, grants, tokens.
    Account(OfficerCode),
    /// What is done to the office as a whole by its operators: imports, exports, backups.
    Operations,
    /// What people decided about topics.
    Topics,
    /// What was published of answers, and taken back.
    Publications,
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Office => f.write_str("office"),
            Self::Matter(id) => write!(f, "matter/{id}"),
            Self::Access(id) => write!(f, "matter/{id}/access"),
            Self::Account(code) => write!(f, "account/{code}"),
            Self::Operations => f.write_str("operations"),
            Self::Topics => f.write_str("topics"),
            Self::Publications => f.write_str("publications"),
        }
    }
}

impl FromStr for Stream {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split('/').collect::<Vec<_>>().as_slice() {
            ["office"] => Ok(Self::Office),
            ["operations"] => Ok(Self::Operations),
            ["topics"] => Ok(Self::Topics),
            ["publications"] => Ok(Self::Publications),
            ["matter", id] => Ok(Self::Matter(id.parse()?)),
            ["matter", id, "access"] => Ok(Self::Access(id.parse()?)),
            ["account", code] => Ok(Self::Account(code.parse()?)),
            _ => Err(NotAnId(text.to_owned(), "Stream")),
        }
    }
}

/// A SHA-256.
pub type Hash = [u8; 32];

/// `prev` of a stream's first entry.
pub const NO_HASH: Hash = [0; 32];

/// What the writer says of an entry. Field order is the stored order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of this form.
    pub v: u8,
    /// The office.
    pub office: OfficeId,
    /// The stream, as text.
    pub stream: String,
    /// Place in the stream, from 1.
    pub seq: u64,
    /// Hash of the entry before, in hexadecimal; zeros for the first.
    pub prev: String,
    /// When it was recorded; never before the entry in front of it.
    pub recorded_at: Timestamp,
    /// Who did it: `officer:…`, `petitioner:…`, `job:…`, `import:…`.
    pub actor: String,
    /// The running number given to it, if it asked for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
}

/// The form of header written today.
pub const HEADER_VERSION: u8 = 1;

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Canonical JSON of a [`Header`].
    pub header: Vec<u8>,
    /// Canonical JSON of the event.
    pub body: Vec<u8>,
    /// Hash of both.
    pub hash: Hash,
}

/// The hash of an entry: of a domain mark, the header's length, the header and the body, so that no byte can change sides.
pub fn hash_entry(header: &[u8], body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"huiyin/entry/v1\0");
    hasher.update((header.len() as u64).to_be_bytes());
    hasher.update(header);
    hasher.update(body);
    hasher.finalize().into()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes that hexadecimal digits stand for; none where they are not pairs of such digits.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pairs = digits.len().is_multiple_of(2).then(|| digits.chunks(2))?;
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_reads_back() {
        let id = MatterId::from_bits(42);
        let of_office = [Stream::Office, Stream::Operations, Stream::Topics, Stream::Publications];
        for stream in of_office.into_iter().chain([Stream::Matter(id), Stream::Access(id)]) {
            assert_eq!(stream.to_string().parse(), Ok(stream));
        }
        assert!("matter/x".parse::<Stream>().is_err());
    }

    #[test]
    fn no_byte_can_change_sides() {
        assert_ne!(hash_entry(b"ab", b"c"), hash_entry(b"a", b"bc"));
    }
}
