//! `huiyin topics FILE --out OUT.csv`: which texts are one problem. Needs no office.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use huiyin_app::reading::{self, Columns, Line, TextFile};
use huiyin_insight::topic::Topics as Stream;

/// Put the texts of a file that are one problem into one topic
#[derive(Debug, Args)]
pub struct Topics {
    /// CSV (UTF-8 or GB18030) or XLSX, with a column `id`, in the order in which the texts came
    file: PathBuf,
    /// The columns of the texts, the subject first; one that the file lacks is empty
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',', default_value = "subject,detail")]
    text: Vec<String>,
    /// The file to write: id,topic; topics are numbered from 1 in the order of their first texts
    #[arg(long)]
    out: PathBuf,
}

impl Topics {
    /// Reads the file in one pass, and writes when all is read, for topics grow together until the end.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let script = reading::script()?;
        let table = TextFile::open(&self.file, &Columns { texts: &self.text, label: None, needs_id: true })?;
        let mut topics = Stream::default();
        let mut joined: Vec<(String, Option<u32>)> = Vec::new();
        for line in table {
            match line? {
                Line::Row(row) => {
                    let topic = topics.join(&script, &row.subject, &row.body).map(|joined| joined.topic);
                    joined.push((row.id, topic));
                }
                Line::LeftOut { line, why } => eprintln!("{}, line {line}: {why}; left out", self.file.display()),
            }
        }
        topics.settle();
        let count = self.write(&joined, &topics)?;
        println!("{} rows in {count} topics stand in {}", joined.len(), self.out.display());
        Ok(ExitCode::SUCCESS)
    }

    /// A text that tells nothing is a topic of its own.
    fn write(&self, joined: &[(String, Option<u32>)], topics: &Stream) -> anyhow::Result<usize> {
        let unwritable = || format!("{} cannot be written", self.out.display());
        let mut writer = csv::Writer::from_path(&self.out).with_context(unwritable)?;
        writer.write_record(["id", "topic"]).with_context(unwritable)?;
        let (mut numbers, mut count) = (HashMap::new(), 0_usize);
        for (id, topic) in joined {
            let mut next = || {
                count += 1;
                count
            };
            let number = match topic {
                Some(topic) => *numbers.entry(topics.now(*topic)).or_insert_with(next),
                None => next(),
            };
            writer.write_record([id, &number.to_string()]).with_context(unwritable)?;
        }
        writer.flush().with_context(unwritable)?;
        Ok(count)
    }
}
