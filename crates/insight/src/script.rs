//! Which characters are read as one: traditional and simplified, full width and half width, upper and lower case.
//!
//! The table is data that comes in as text (`rules/lexicon/simplified.txt`); to add a pair, add a line there.

use std::collections::HashMap;

use thiserror::Error;

use crate::fold;

/// What stands in a folded text for everything that is no letter, ideograph or digit; no gram reaches over it.
pub const BREAK: char = '\u{0}';

/// The characters of the basic plane, in which all but rare names are written.
const PLANE: usize = 0x1_0000;

/// A line of the table that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the table of characters: want two characters with a space between")]
pub struct ScriptError {
    /// Counted from 1.
    pub line: usize,
}

/// The folding of single characters; one character becomes one, so that offsets stay easy.
#[derive(Debug, Clone)]
pub struct Script {
    plane: Box<[char]>,
    beyond: HashMap<char, char>,
}

impl Script {
    /// Reads pairs `traditional simplified`, one a line; `#` opens a comment.
    pub fn parse(table: &str) -> Result<Self, ScriptError> {
        let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let pairs = lines.map(|(at, line)| pair(line).ok_or(ScriptError { line: at + 1 }));
        let simplified = pairs.collect::<Result<HashMap<char, char>, _>>()?;
        Ok(Self::of(simplified))
    }

    /// Folds width and case only.
    pub fn plain() -> Self {
        Self::of(HashMap::new())
    }

    fn of(simplified: HashMap<char, char>) -> Self {
        let read_as = |c: char| {
            let c = lower(fold::narrow(c));
            let c = simplified.get(&c).copied().unwrap_or(c);
            if c.is_alphanumeric() { c } else { BREAK }
        };
        let code_points = (0..PLANE).map(|point| u32::try_from(point).ok().and_then(char::from_u32));
        let plane = code_points.map(|c| c.map_or(BREAK, read_as)).collect();
        Self { plane, beyond: simplified.into_iter().filter(|(from, _)| *from as usize >= PLANE).collect() }
    }

    /// How a character is read, or [`BREAK`].
    pub fn read(&self, c: char) -> char {
        match self.plane.get(c as usize) {
            Some(&read) => read,
            None => self.beyond.get(&c).copied().unwrap_or(if c.is_alphanumeric() { c } else { BREAK }),
        }
    }
}

fn pair(line: &str) -> Option<(char, char)> {
    let mut signs = line.chars();
    let read = (signs.next()?, signs.next()?, signs.next()?);
    (read.1 == ' ' && signs.next().is_none()).then_some((read.0, read.2))
}

/// Lower case where that is one character; folding keeps the count of characters.
fn lower(c: char) -> char {
    let mut lowered = c.to_lowercase();
    if lowered.len() == 1 { lowered.next().unwrap_or(c) } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let shipped = include_str!("../../../rules/lexicon/simplified.txt");
        let script = Script::parse(shipped).unwrap();
        text.chars().map(|c| script.read(c)).map(|c| if c == BREAK { '|' } else { c }).collect()
    }

    #[test]
    fn both_scripts_and_all_widths_are_read_alike() {
        assert_eq!(read("環境保護局"), "环境保护局");
        assert_eq!(read("臺灣頭髮發展"), "台湾头发发展");
        assert_eq!(read("Ａ３區，ab"), "a3区|ab");
    }

    #[test]
    fn rare_and_private_characters_are_read_as_they_are_or_break() {
        assert_eq!(read("𠮷\u{e000}😀a"), "𠮷||a");
        assert_eq!(read("\u{130}"), "\u{130}"); // its lower case is two characters
    }

    #[test]
    fn a_line_that_is_no_pair_is_named() {
        assert_eq!(Script::parse("# x\n環 环\n環环\n").unwrap_err(), ScriptError { line: 3 });
        assert_eq!(Script::parse("環 环境").unwrap_err(), ScriptError { line: 1 });
    }
}
