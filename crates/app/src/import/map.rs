//! The map of a source: which column is what, in which form its dates are, which unit answers. TOML, in `rules/imports/`.

use std::collections::BTreeMap;

use huiyin_domain::ids::{ClassCode, PlaceCode, SourceCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::office::{Span, Unit, UnitKind};
use huiyin_domain::pack::PackCode;
use serde::Deserialize;

use super::ImportError;

/// A map.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The source, part of every claim.
    pub source: SourceCode,
    /// The unit that answered; where the office has none of this code, it is set up under `unit_name`.
    pub unit: UnitCode,
    /// Its name.
    pub unit_name: String,
    /// The pack by which rows without a due day are judged; where none is named, the office's law of the day of receipt.
    /// By `source-dated` they are not judged at all.
    #[serde(default)]
    pub pack: Option<PackCode>,
    /// Kind of all rows.
    #[serde(default = "appeal")]
    pub kind: Kind,
    /// Class of all rows.
    #[serde(default)]
    pub class: Option<ClassCode>,
    /// Place of all rows.
    #[serde(default)]
    pub place: Option<PlaceCode>,
    /// Channel of all rows, or of those whose channel column says nothing known.
    pub channel: Channel,
    /// Words of the channel column.
    #[serde(default)]
    pub channels: BTreeMap<String, Channel>,
    /// What stands between two fields.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// `utf-8` or `gb18030`; where nothing is said, UTF-8.
    #[serde(default)]
    pub encoding: Encoding,
    /// The form of dates, as `%Y-%m-%dT%H:%M:%S`.
    pub dates: String,
    /// Rows without an answer are taken in as open; otherwise they are rejected.
    #[serde(default)]
    pub take_open: bool,
    /// Rows whose column holds one of these words are rejected, by name: cancelled, duplicate.
    #[serde(default)]
    pub leave_out: BTreeMap<String, Vec<String>>,
    /// Which column is what.
    pub columns: Columns,
}

/// Which column is what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// The source's own number.
    pub number: String,
    /// When it was received.
    pub received: String,
    /// The subject line; several columns are joined.
    pub subject: Vec<String>,
    /// The text; several columns are joined.
    pub text: Vec<String>,
    /// The answer; several columns are joined.
    #[serde(default)]
    pub answer: Vec<String>,
    /// When it was answered; none in a file of what is open.
    pub answered: Option<String>,
    /// When the source wanted it answered.
    #[serde(default)]
    pub due: Option<String>,
    /// By which channel it came.
    #[serde(default)]
    pub channel: Option<String>,
}

/// In which encoding a file is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    #[default]
    Utf8,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
}

const fn appeal() -> Kind {
    Kind::Appeal
}

const fn comma() -> char {
    ','
}

impl Map {
    /// Reads a map from its text.
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let map: Self = toml::from_str(text).map_err(|error| ImportError::Map(error.to_string()))?;
        map.delimiter_byte()?;
        if map.columns.answered.is_none() && !map.take_open {
            let why = "no column says when a row was answered, and take_open is not set: no row could be taken in";
            return Err(ImportError::Map(why.to_owned()));
        }
        Ok(map)
    }

    /// The delimiter as it stands in the file: one byte, and none that may be the second half of a character.
    pub(super) fn delimiter_byte(&self) -> Result<u8, ImportError> {
        let limit = match self.encoding {
            Encoding::Utf8 => 0x80,
            Encoding::Gb18030 => 0x40,
        };
        let byte = u8::try_from(self.delimiter).ok().filter(|byte| *byte < limit);
        byte.ok_or_else(|| {
            ImportError::Map(format!("delimiter {:?} cannot part fields in this encoding", self.delimiter))
        })
    }

    /// The unit the map names, for an office that has none of its code.
    pub fn unit(&self) -> Unit {
        Unit {
            code: self.unit.clone(),
            name: self.unit_name.clone(),
            name_hant: None,
            name_en: None,
            parent: None,
            kind: UnitKind::Outside,
            place: None,
            review_organ: None,
            email: None,
            span: Span::default(),
        }
    }

    /// The columns it names, each with what it is for.
    pub(super) fn named(&self) -> Vec<(&'static str, &str)> {
        let columns = &self.columns;
        let mut named = vec![("number", columns.number.as_str()), ("received", columns.received.as_str())];
        named.extend(columns.answered.iter().map(|column| ("answered", column.as_str())));
        named.extend(columns.subject.iter().map(|column| ("subject", column.as_str())));
        named.extend(columns.text.iter().map(|column| ("text", column.as_str())));
        named.extend(columns.answer.iter().map(|column| ("answer", column.as_str())));
        named.extend(columns.due.iter().map(|column| ("due", column.as_str())));
        named.extend(columns.channel.iter().map(|column| ("channel", column.as_str())));
        named.extend(self.leave_out.keys().map(|column| ("leave_out", column.as_str())));
        named
    }
}
