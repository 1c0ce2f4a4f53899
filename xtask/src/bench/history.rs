//! Earlier work for the benches, as files to import: a CSV and a map for each unit, put together by chance from the invented
//! vocabulary. One unit holds 20 % of the rows; one row in ten is open.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::insight::data::{self, Row};
use crate::trial::chance::Chance;
use crate::trial::petition::text;

/// The unit that holds a fifth of all matters.
pub const BIG_UNIT: &str = "zjj";

/// The others share the rest.
const OTHER_UNITS: [&str; 16] =
    ["cgj", "zrj", "jtj", "slj", "nyj", "rsj", "mzj", "tyj", "wjj", "ybj", "jyj", "wlj", "scj", "yjj", "fgj", "gaj"];

/// Of a hundred rows, those of the big unit.
const BIG_SHARE: u64 = 20;

/// One row in so many has no answer yet.
const ONE_IN_OPEN: u64 = 10;

/// One answer in so many came months later.
const ONE_IN_LATE: u64 = 12;

/// Characters of a text and of an answer.
const TEXT_CHARS: usize = 200;

/// Rows were received in so many months from January 2021 on.
const MONTHS: u64 = 60;

/// A file to import with its map.
#[derive(Debug, Clone)]
pub struct Source {
    /// The rows.
    pub rows: PathBuf,
    /// The map.
    pub map: PathBuf,
}

/// Where subjects, texts and answers come from: a subject, a text and an answer of so many characters.
type Tell<'a> = &'a dyn Fn(&mut Chance) -> [String; 3];

/// Real messages, of whose halves others are made: their lengths and words, and no letter that anybody wrote.
#[derive(Debug)]
pub struct Messages(Vec<Row>);

impl Messages {
    /// Those that have a subject.
    pub fn read() -> anyhow::Result<Self> {
        let columns = ["id", "subject", "detail", "label", "group"];
        Ok(Self(data::table("messages/messages_labelled.csv", columns, true)?))
    }

    /// Subject and text of a message made by chance.
    pub fn message(&self, chance: &mut Chance) -> (String, String) {
        let at = usize::try_from(chance.next() >> 24).unwrap_or(0);
        let (subject, text) = data::mixed(&self.0, at);
        (plain(&subject), plain(&text))
    }
}

/// On one line, without what a table would have to quote.
fn plain(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() || matches!(sign, '"' | ',') { ' ' } else { sign }).collect()
}

/// Writes so many rows into a folder, of the invented vocabulary.
pub fn write(folder: &Path, rows: u64) -> anyhow::Result<Vec<Source>> {
    write_told(folder, rows, &|chance| [text(chance, 14), text(chance, TEXT_CHARS), text(chance, TEXT_CHARS)])
}

/// Writes so many rows of messages into a folder; all of them with the bytes of their subjects and texts.
pub fn write_messages(folder: &Path, rows: u64, messages: &Messages) -> anyhow::Result<(Vec<Source>, u64)> {
    let bytes = std::cell::Cell::new(0);
    let sources = write_told(folder, rows, &|chance| {
        let (subject, text) = messages.message(chance);
        bytes.set(bytes.get() + subject.len() as u64 + text.len() as u64);
        [subject, text, String::from("-")]
    })?;
    Ok((sources, bytes.get()))
}

fn write_told(folder: &Path, rows: u64, tell: Tell<'_>) -> anyhow::Result<Vec<Source>> {
    fs::create_dir_all(folder)?;
    let big = rows * BIG_SHARE / 100;
    let share = (rows - big) / OTHER_UNITS.len() as u64;
    let mut sources = vec![source(folder, BIG_UNIT, big, tell)?];
    for unit in OTHER_UNITS {
        sources.push(source(folder, unit, share, tell)?);
    }
    Ok(sources)
}

fn source(folder: &Path, unit: &str, rows: u64, tell: Tell<'_>) -> anyhow::Result<Source> {
    let source = Source { rows: folder.join(format!("{unit}.csv")), map: folder.join(format!("{unit}.toml")) };
    fs::write(&source.map, map(unit))?;
    let mut file = BufWriter::new(File::create(&source.rows)?);
    let mut chance = Chance::new(unit.bytes().fold(0, |seed, byte| seed * 256 + u64::from(byte)));
    writeln!(file, "number,received,subject,text,answered,answer,due")?;
    for n in 0..rows {
        write_row(&mut file, n, &mut chance, tell)?;
    }
    file.flush()?;
    Ok(source)
}

fn map(unit: &str) -> String {
    format!(
        "source = \"bench-{unit}\"\nunit = \"{unit}\"\nunit_name = \"{unit}\"\nchannel = \"online\"\ndates = \"%Y-%m-%d\"\n\
         take_open = true\n\n[columns]\nnumber = \"number\"\nreceived = \"received\"\nsubject = [\"subject\"]\n\
         text = [\"text\"]\nanswer = [\"answer\"]\nanswered = \"answered\"\ndue = \"due\"\n"
    )
}

fn write_row(file: &mut impl Write, n: u64, chance: &mut Chance, tell: Tell<'_>) -> anyhow::Result<()> {
    let month = chance.below(MONTHS);
    let (received, due) = (day(month, 1 + chance.below(14)), day(month + 2, 1 + chance.below(28)));
    let [subject, words, answer] = tell(chance);
    if chance.below(ONE_IN_OPEN) == 0 {
        writeln!(file, "{n},{received},{subject},{words},,,{due}")?;
    } else {
        let late = if chance.below(ONE_IN_LATE) == 0 { 3 } else { 0 };
        let answered = day(month + late, 15 + chance.below(14));
        writeln!(file, "{n},{received},{subject},{words},{answered},{answer},{due}")?;
    }
    Ok(())
}

/// A day of a month counted from January 2021.
fn day(month: u64, day: u64) -> String {
    format!("{:04}-{:02}-{day:02}", 2021 + month / 12, 1 + month % 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_has_a_fifth_and_the_same_rows_come_out_each_time() {
        let folder = std::env::temp_dir().join(format!("huiyin-history-{}", std::process::id()));
        let sources = write(&folder, 1_000).unwrap();
        let lines = |source: &Source| fs::read_to_string(&source.rows).unwrap().lines().count();
        assert_eq!((lines(&sources[0]), lines(&sources[1])), (201, 51));
        let first = fs::read(&sources[0].rows).unwrap();
        write(&folder, 1_000).unwrap();
        assert_eq!(first, fs::read(&sources[0].rows).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn months_run_over_the_year() {
        assert_eq!(
            (day(0, 1), day(11, 28), day(12, 5)),
            ("2021-01-01".into(), "2021-12-28".into(), "2022-01-05".into())
        );
    }
}
