//! `huiyin classify FILE --model M --out OUT.csv`: what each text is proposed to be. Needs no office.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use huiyin_app::reading::{self, Columns, Line, ModelFile, TextFile};
use huiyin_insight::class::{Model, Reader, Reading, Text};

/// Propose for each text of a file the class or unit that a model has learned
#[derive(Debug, Args)]
pub struct Classify {
    /// CSV (UTF-8 or GB18030) or XLSX, with a column `id` and the text columns that the model was learned from
    file: PathBuf,
    /// The model, as `huiyin learn` wrote it
    #[arg(long)]
    model: PathBuf,
    /// The file to write: id,label,p,second,third; an empty label where no word of the text is known
    #[arg(long)]
    out: PathBuf,
}

impl Classify {
    /// Reads row by row and writes row by row.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let ModelFile { texts, model, .. } = ModelFile::open(&self.model)?;
        let script = reading::script()?;
        let table = TextFile::open(&self.file, &Columns { texts: &texts, label: None, needs_id: true })?;
        let mut reader = Reader::new(&script, &model);
        let unwritable = || format!("{} cannot be written", self.out.display());
        let mut writer = csv::Writer::from_path(&self.out).with_context(unwritable)?;
        writer.write_record(["id", "label", "p", "second", "third"]).with_context(unwritable)?;
        let (mut rows, mut left_out) = (0_u64, 0_u64);
        for line in table {
            match line? {
                Line::Row(row) => {
                    let found = reader.read(&model, &Text { subject: &row.subject, body: &row.body });
                    writer.write_record(record(&row.id, &found, &model)).with_context(unwritable)?;
                    rows += 1;
                }
                Line::LeftOut { line, why } => {
                    eprintln!("{}, line {line}: {why}; left out", self.file.display());
                    left_out += 1;
                }
            }
        }
        writer.flush().with_context(unwritable)?;
        println!("{rows} rows stand in {}; {left_out} lines left out", self.out.display());
        Ok(ExitCode::SUCCESS)
    }
}

fn record(id: &str, reading: &Reading, model: &Model) -> [String; 5] {
    let label = |place: usize| reading.likely.get(place).map(|likely| model.labels()[likely.class].clone());
    let [first, second, third] = [0, 1, 2].map(|place| label(place).unwrap_or_default());
    let share = reading.likely.first().map(|first| format!("{:.4}", first.share));
    [id.to_owned(), first, share.unwrap_or_default(), second, third]
}
