//! The messages as the benches read them, from `../shared/data`.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use huiyin_insight::class::{Sample, Text};

/// A row with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// As the file has it.
    pub id: String,
    /// Empty where the file keeps none.
    pub subject: String,
    /// The text, or its words.
    pub body: String,
    /// Class or bureau.
    pub label: String,
    /// Near copies share it.
    pub group: String,
    /// The row is whole, and can be judged by; others are only learned from.
    pub is_whole: bool,
}

impl Row {
    /// What a person decided of it.
    pub fn sample(&self) -> Sample<'_> {
        Sample { text: self.text(), label: &self.label, group: &self.group }
    }

    /// Subject and body.
    pub fn text(&self) -> Text<'_> {
        Text { subject: &self.subject, body: &self.body }
    }
}

/// The messages with a class, and after them those of which only the words are known.
pub fn classes() -> anyhow::Result<Vec<Row>> {
    let mut rows = table("messages/messages_labelled.csv", ["id", "subject", "detail", "label", "group"], true)?;
    let ids: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
    let words = table("messages/messages_tokens.csv", ["id", "", "tokens", "label", "group"], false)?;
    rows.extend(words.into_iter().filter(|row| !ids.contains(&row.id)));
    Ok(rows)
}

/// Questions with the bureau that answers them.
pub fn bureaus() -> anyhow::Result<Vec<Row>> {
    table("messages/kaohsiung_1999_faq.csv", ["id", "question", "answer", "organ", "group"], true)
}

/// Reads id, subject, body, label and group from the columns so named; an empty name stands for an empty column.
pub fn table(name: &str, columns: [&str; 5], is_whole: bool) -> anyhow::Result<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("{name} cannot be read"))?;
    let head = reader.headers()?.clone();
    let place = |column: &str| head.iter().position(|name| name.trim_start_matches('\u{feff}') == column);
    let places = columns.map(place);
    let row = |record: csv::StringRecord| {
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        let [id, subject, body, label, group] = places.map(field);
        Row { id, subject, body, label, group, is_whole }
    };
    reader.into_records().map(|record| Ok(row(record?))).collect()
}

/// The `at`-th message of an endless stream with the lengths and words of the rows: halves of two subjects, and of two bodies.
pub fn mixed(rows: &[Row], at: usize) -> (String, String) {
    let pick = |factor: usize| &rows[at.wrapping_mul(factor).wrapping_add(at / rows.len()) % rows.len()];
    let (first, second) = (pick(31), pick(101));
    (halves(&first.subject, &second.subject), halves(&pick(7).body, &pick(1).body))
}

/// The first half of one and the second of another.
fn halves(first: &str, second: &str) -> String {
    let half = |text: &str| text.chars().count() / 2;
    first.chars().take(half(first)).chain(second.chars().skip(half(second))).collect()
}
