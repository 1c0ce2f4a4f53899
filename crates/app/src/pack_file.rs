//! A pack as a file: read, checked, its worked examples counted; and where in the file the first fault stands.
//!
//! Must not know the office: whether the pack stands beside others is asked when it is switched on.

use std::path::Path;

use huiyin_domain::calendars::Calendars;
use huiyin_domain::pack::{Pack, PackError};

/// Longest pack file, in bytes: the longest shipped has 25,000.
const FILE_BYTES_MAX: usize = 1_000_000;

/// Why a file is no pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {field}: {reason}")]
pub struct PackFileError {
    /// The line, from 1.
    pub line: usize,
    /// The field; `file` where it is about all of it.
    pub field: String,
    /// Why.
    pub reason: String,
}

/// Reads and checks a pack.
///
/// # Errors
/// The first thing that is wrong, with its line and field.
pub fn read(text: &str, calendars: &Calendars) -> Result<Pack, PackFileError> {
    if text.len() > FILE_BYTES_MAX {
        let reason = format!("longer than {FILE_BYTES_MAX} bytes");
        return Err(PackFileError { line: 1, field: "file".to_owned(), reason });
    }
    let pack: Pack = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
    pack.check().and_then(|()| pack.check_examples(calendars)).map_err(|error| faulty(text, &error))?;
    Ok(pack)
}

/// Reads and checks the pack in that file; a file is named after its pack.
pub fn open(path: &Path, calendars: &Calendars) -> Result<Pack, PackFileError> {
    let at_all = |reason: String| PackFileError { line: 1, field: "file".to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| at_all(error.to_string()))?;
    read(&text, calendars)
}

/// The pack's fault with the line on which it stands.
pub fn faulty(text: &str, error: &PackError) -> PackFileError {
    let line = line_of(text, &error.field, error.at);
    PackFileError { line, field: error.field.clone(), reason: error.fault.to_string() }
}

fn unreadable(text: &str, error: &toml::de::Error) -> PackFileError {
    let start = error.span().map_or(0, |span| span.start.min(text.len()));
    let line = text.get(..start).map_or(1, |before| before.matches('\n').count() + 1);
    let on_line = text.lines().nth(line - 1).unwrap_or_default();
    let field = on_line.split('=').next().unwrap_or_default().trim().trim_matches(['[', ']']);
    let field = if field.is_empty() { "file" } else { field };
    PackFileError { line, field: field.to_owned(), reason: error.message().to_owned() }
}

/// The line of a field: `names` of the file, `rule.CN-XF22-HANDLE.length` of the rule with that id, `ground.remedy` of the
/// ground that is `at` in its place. Where the field itself is missing, the line on which its table begins.
fn line_of(text: &str, field: &str, at: usize) -> usize {
    let (table, rest) = field.split_once('.').unwrap_or((field, ""));
    let header = format!("[[{table}]]");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|line| lines[*line] == header).collect();
    if starts.is_empty() {
        return key_line(&lines, 0, table).unwrap_or(1);
    }
    let (id, key) = rest.split_once('.').unwrap_or(("", rest));
    let named = starts.iter().find(|start| block(&lines, **start).any(|line| line.1 == format!("id = {id:?}")));
    let start = named.or_else(|| starts.get(at)).copied().unwrap_or(starts[0]);
    key_line(&lines, start, key.split('.').next().unwrap_or(key)).unwrap_or(start + 1)
}

/// The lines of the table that begins there, numbered from 0.
fn block<'t>(lines: &'t [&'t str], start: usize) -> impl Iterator<Item = (usize, &'t str)> {
    let first = usize::from(lines.get(start).is_some_and(|line| line.starts_with('[')));
    let numbered = lines.iter().copied().enumerate().skip(start + first);
    numbered.take_while(|(_, line)| !line.starts_with('['))
}

/// The line, from 1, on which that table says that key.
fn key_line(lines: &[&str], start: usize, key: &str) -> Option<usize> {
    let says = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    block(lines, start).find(|(_, line)| says(line)).map(|(line, _)| line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    const LAW: &str = include_str!("../../../rules/packs/cn-xinfang-2022.toml");

    /// The law with one line changed: the line, the field and the reason that are told.
    fn wrong(old: &str, new: &str) -> (usize, String, String) {
        assert!(LAW.contains(old), "{old}");
        let error = read(&LAW.replacen(old, new, 1), &rules::calendars().unwrap()).unwrap_err();
        (error.line, error.field, error.reason)
    }

    /// The line on which that text stands first.
    fn line(text: &str) -> usize {
        LAW.lines().position(|line| line.contains(text)).unwrap() + 1
    }

    #[test]
    fn a_sound_pack_is_read() {
        assert_eq!(read(LAW, &rules::calendars().unwrap()).unwrap().code.as_str(), "cn-xinfang-2022");
    }

    #[test]
    fn each_fault_is_told_with_its_line_and_field() {
        let handle = line("id = \"CN-XF22-HANDLE\"");
        let extension = handle + 4;
        assert_eq!(
            wrong("extension = { days_max = 30", "extension = { days_max = 0"),
            (extension, "rule.CN-XF22-HANDLE.extension.days_max".to_owned(), "a number from 1 is missing".to_owned())
        );
        let (at, field, reason) = wrong("length = 15", "lenght = 15");
        assert_eq!((at, field.as_str()), (line("length = 15"), "lenght"), "{reason}");
        let (at, field, _) = wrong("version = 1", "version = 0");
        assert_eq!((at, field.as_str()), (line("version = 1"), "version"));
        let (at, field, reason) =
            wrong("remedy = { channel = \"procuratorate\" }", "remedy = { channel = \"nowhere\" }");
        assert_eq!(
            (at, field.as_str()),
            (line("remedy = { channel = \"procuratorate\" }"), "ground.remedy"),
            "{reason}"
        );
    }

    #[test]
    fn a_rule_that_nothing_proves_is_told() {
        let first = LAW.lines().find(|line| line.starts_with("examples = ")).unwrap();
        let (at, field, reason) = wrong(first, "");
        assert_eq!((at, field.as_str()), (line("[[rule]]"), "rule.CN-XF22-REG-FWD.examples"));
        assert_eq!(reason, "a worked example is missing");
    }

    #[test]
    fn an_example_that_comes_out_otherwise_is_told() {
        let (at, field, reason) = wrong("examples = [[\"", "examples = [[\"2024-02-05\", \"2024-02-06\"], [\"");
        assert_eq!(field, "rule.CN-XF22-REG-FWD.examples");
        assert_eq!(at, line("examples = [[\""), "{reason}");
    }
}
