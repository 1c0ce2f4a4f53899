//! Names inside packs: of packs, of rules, of grounds and channels. To add a kind of name, add one line to the macro call.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::{CODE_LEN_MAX, NotAnId};

/// Letters, digits, dash and underline: what may stand in a file name, an address and a text key.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= CODE_LEN_MAX
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// As the pack writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if is_name(text) { Ok(Self(text.into())) } else { Err(NotAnId(text.to_owned(), stringify!($name))) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

names! {
    /// A pack: `cn-xinfang-2022`.
    PackCode,
    /// A rule, in no other pack: `CN-XF22-HANDLE`.
    RuleId,
}
