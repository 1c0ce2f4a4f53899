//! Names of things: ids made by chance for what the world may refer to (a matter's begins with the time it came at), ordinals
//! for what lives inside one matter, codes for what the office itself names. Must not know how an id is made: chance and
//! time are arguments, handed in by `app`.
//!
//! To add an id, add one line to the macro call of its family.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so that an id survives being read out.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a 128-bit id: ⌈128 / 5⌉.
const ID_LEN: usize = 26;

/// A text that should be an id, an ordinal or a code and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a {1}")]
pub struct NotAnId(pub String, pub &'static str);

fn encode(bits: u128) -> String {
    (0..ID_LEN)
        .map(|place| {
            let shift = 5 * (ID_LEN - 1 - place);
            ALPHABET[usize::try_from((bits >> shift) & 31).unwrap_or(0)] as char
        })
        .collect()
}

fn decode(text: &str) -> Option<u128> {
    if text.len() != ID_LEN {
        return None;
    }
    text.bytes().try_fold(0_u128, |bits, byte| {
        let digit = ALPHABET.iter().position(|&symbol| symbol == byte)?;
        if bits >> 123 != 0 {
            return None; // the first character holds 3 bits only
        }
        Some((bits << 5) | digit as u128)
    })
}

macro_rules! random_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The id made of these 128 bits, of which enough must come from the system's random source.
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            /// The id as stored: 16 bytes, big end first.
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.to_be_bytes()
            }

            /// The id read back from its 16 stored bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(u128::from_be_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), encode(self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                decode(text).map(Self).ok_or_else(|| NotAnId(text.to_owned(), stringify!($name)))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&encode(self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

random_ids! {
    /// A matter (信访事项): random, so that it tells nobody how many there are.
    MatterId,
    /// A piece of writing or a file of one matter, kept encrypted outside the journal.
    ContentId,
    /// The sealed identity of one person in one petition.
    EnvelopeId,
    /// A topic: the id of the matter that began it.
    TopicId,
    /// A published answer: by chance alone, so that nobody finds the matter by it.
    PublicationId,
}

impl TopicId {
    /// The topic that this matter begins.
    pub const fn begun_by(matter: MatterId) -> Self {
        Self(matter.0)
    }

    /// The matter that began it.
    pub const fn first(self) -> MatterId {
        MatterId(self.0)
    }
}

macro_rules! ordinals {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The first of its kind in a matter.
            pub const FIRST: Self = Self(1);

            /// The number after `count` have been given.
            pub fn after(count: usize) -> Self {
                Self(u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1))
            }

            /// Where it stands in a list that starts with number 1; number 0 stands in none.
            pub const fn index(self) -> usize {
                match self.0.checked_sub(1) {
                    Some(index) => index as usize,
                    None => usize::MAX,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                match text.parse() {
                    Ok(number) if number > 0 => Ok(Self(number)),
                    _ => Err(NotAnId(text.to_owned(), stringify!($name))),
                }
            }
        }
    )*};
}

ordinals! {
    /// The n-th petition on a matter, from 1.
    PetitionNo,
    /// The n-th person of a petition, from 1.
    PersonNo,
    /// The n-th issue (诉求) of a matter, from 1.
    IssueNo,
    /// The n-th clock of a matter, from 1.
    ClockNo,
    /// The n-th document of a matter, from 1.
    DocumentNo,
}

/// Longest code of a unit, class, place or officer, in bytes: fits every index row and a 12-digit division code amply.
pub const CODE_LEN_MAX: usize = 40;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The code as the office writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if is_code(text) { Ok(Self(text.into())) } else { Err(NotAnId(text.to_owned(), stringify!($name))) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

/// Letters, digits, dot, dash and underline: what may stand in an address, a file name and a column without escaping.
fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= CODE_LEN_MAX
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

codes! {
    /// A unit (机构) of the office's tree.
    UnitCode,
    /// An officer (工作人员).
    OfficerCode,
    /// A place, as an administrative division code.
    PlaceCode,
    /// A class of the content taxonomy; its depth says the level (`07.02.03` is of the third).
    ClassCode,
    /// A source whose rows or files come in: an upper office, a hotline, an import map.
    SourceCode,
    /// A land's calendar of days off, by the code of the country and its division in lower case: `cn`, `uk-sct`.
    CalendarCode,
}

impl Default for CalendarCode {
    /// China's: what names no calendar was counted by it.
    fn default() -> Self {
        Self("cn".into())
    }
}

impl CalendarCode {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl ClassCode {
    /// The class one level up, or none for a first-level class.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(above, _)| Self(above.into()))
    }
}

/// The office whose records these are: the tenant, and the leading part of every key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficeId(pub i64);

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A salted SHA-256 of a content or an envelope: binds the journal to it without telling anything of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(pub [u8; 32]);

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commitment({self})")
    }
}

impl FromStr for Commitment {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId(text.to_owned(), "Commitment");
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| wrong())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Commitment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Commitment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_writing_and_reading() {
        for bits in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0011_2233_4455_6677] {
            let id = MatterId::from_bits(bits);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(MatterId::from_bytes(id.to_bytes()), id);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "0", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "00000000000000000000000000i", "0000000000000000000000000i"]
        {
            assert!(text.parse::<MatterId>().is_err(), "{text}");
        }
        assert!("0".parse::<IssueNo>().is_err());
        assert!("a b".parse::<UnitCode>().is_err());
        assert!("x".repeat(CODE_LEN_MAX + 1).parse::<UnitCode>().is_err());
    }

    #[test]
    fn a_class_knows_the_class_above_it() {
        let class: ClassCode = "07.02.03".parse().unwrap();
        assert_eq!(class.parent().unwrap().as_str(), "07.02");
        assert_eq!(class.parent().unwrap().parent().unwrap().parent(), None);
    }

    #[test]
    fn a_commitment_survives_writing_and_reading() {
        let commitment = Commitment([7; 32]);
        assert_eq!(commitment.to_string().parse(), Ok(commitment));
        assert!("07".parse::<Commitment>().is_err());
    }
}
