//! The three languages, and which of them somebody asks for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese: what is said where nothing else is asked for.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// As `<html lang>` and the catalogues' folders say it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The best of the three for an `Accept-Language` header: by its weights, the earlier of two equals.
    pub fn negotiate(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            match Self::of_tag(tag) {
                Some(lang) if weight > best.1 => best = (lang, weight),
                Some(_) | None => {}
            }
        }
        best.0
    }

    /// The language of a tag: `zh-TW`, `zh-HK` and `zh-MO` write traditional characters.
    fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        match parts.next()? {
            "en" => Some(Self::En),
            "zh" if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => Some(Self::ZhHant),
            "zh" => Some(Self::ZhHans),
            _ => None,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that is none of the three languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of zh-Hans, zh-Hant, en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Self::ALL.into_iter().find(|lang| lang.code() == code).ok_or_else(|| UnknownLang(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_is_the_code() {
        for lang in Lang::ALL {
            let stored = serde_json::to_string(&lang).unwrap();
            assert_eq!(stored, format!("\"{lang}\""));
            assert_eq!(serde_json::from_str::<Lang>(&stored).unwrap(), lang);
        }
    }

    #[test]
    fn the_header_is_weighed() {
        for (header, lang) in [
            ("", Lang::ZhHans),
            ("en-GB,en;q=0.9", Lang::En),
            ("fr, zh-TW;q=0.8, en;q=0.5", Lang::ZhHant),
            ("zh-Hant-HK", Lang::ZhHant),
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::ZhHans),
            ("en;q=0.3,zh;q=0.7", Lang::ZhHans),
            ("en;q=x", Lang::En),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }
}
