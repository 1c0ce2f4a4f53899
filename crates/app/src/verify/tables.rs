//! What is only told by whole tables, read in one moment: heads against streams, counts against rows, sums by day and
//! month against the ledger, the last numbers of the series, query codes against petitions, and rows of matters that are
//! not there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_store::journal::hex;
use huiyin_store::read::Snapshot;
use huiyin_store::schema::{
    CLAIMS, CONTENTS, ColumnType, ENVELOPES, FIGURE_DAYS, FIGURE_MONTHS, FIGURES, HEADS, ISSUE_COUNTS, ISSUE_ROWS,
    JOURNAL, NUMBERS, SERIES, Table, Value,
};
use huiyin_store::{ClaimKind, Stream};

use super::Verification;
use super::views::with_code;
use crate::code::CodeOf;
use crate::error::AppError;
use crate::load;

/// Rows of one page.
const PAGE_ROWS: usize = 2_000;

/// The dimensions by which the ledger is summed: the whole, and columns of it.
const CUTS: [&str; 5] = ["whole", "unit", "channel", "class", "kind"];

/// The columns by which lines of the ledger are told apart: what, when, and the dimensions of [`CUTS`] in their order.
const FOLDED_BY: [&str; 7] = ["figure", "occurred_on", "recorded_on", "unit", "channel", "class", "kind"];

/// Sums under the columns that tell them apart.
type Sums = BTreeMap<Vec<String>, i64>;

/// The tables of one office as they were at one moment.
struct Moment {
    snapshot: Box<dyn Snapshot>,
    office: i64,
}

/// A row whose columns are asked for by name.
struct Row<'r> {
    table: &'static Table,
    values: &'r [Value],
}

impl Row<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        let place = self.table.columns.iter().position(|known| known.name == column)?;
        self.values.get(place)
    }

    /// Empty where there is none, as in the sums.
    fn text(&self, column: &str) -> String {
        match self.value(column) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Int(number)) => number.to_string(),
            Some(Value::Bytes(_) | Value::Null) | None => String::new(),
        }
    }

    fn int(&self, column: &str) -> i64 {
        if let Some(Value::Int(number)) = self.value(column) { *number } else { 0 }
    }

    fn bytes(&self, column: &str) -> &[u8] {
        if let Some(Value::Bytes(bytes)) = self.value(column) { bytes } else { &[] }
    }

    fn matter(&self) -> Option<MatterId> {
        self.bytes("matter_id").try_into().ok().map(MatterId::from_bytes)
    }

    fn key(&self, columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| self.text(column)).collect()
    }
}

impl Moment {
    /// Shows each row of the office.
    async fn each(&mut self, table: &'static Table, mut look: impl FnMut(&Row<'_>)) -> Result<(), AppError> {
        let mut after = self.begin(table);
        loop {
            let page = self.snapshot.rows(table, Some(&after), PAGE_ROWS).await?;
            let own = page.iter().take_while(|values| values.first() == Some(&Value::Int(self.office)));
            for values in own {
                look(&Row { table, values });
            }
            match page.last() {
                Some(last) if page.len() == PAGE_ROWS && last.first() == Some(&Value::Int(self.office)) => {
                    after = last[..table.key_len].to_vec();
                }
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// The matters that have rows in a table of sealed things, without reading what is sealed.
    async fn matters_in(&mut self, table: &'static Table) -> Result<BTreeSet<MatterId>, AppError> {
        let mut found = BTreeSet::new();
        let mut after = self.begin(table);
        while let Some(values) = self.snapshot.rows(table, Some(&after), 1).await?.first() {
            let row = Row { table, values };
            let Some(matter) = row.matter().filter(|_| row.int("office_id") == self.office) else { break };
            found.insert(matter);
            after = vec![self.office.into(), matter.to_bytes().into(), [u8::MAX; 16].into()];
        }
        Ok(found)
    }

    /// The next stream of a table whose key begins with office and stream; `last` closes the key of that stream.
    async fn next_stream(
        &mut self,
        table: &'static Table,
        after: &str,
        last: Option<Value>,
    ) -> Result<Option<String>, AppError> {
        let after: Vec<Value> = [self.office.into(), after.into()].into_iter().chain(last).collect();
        let rows = self.snapshot.rows(table, Some(&after), 1).await?;
        let row = rows.first().map(|values| Row { table, values }).filter(|row| row.int("office_id") == self.office);
        Ok(row.map(|row| row.text("stream")))
    }

    async fn next_head(&mut self, after: &str) -> Result<Option<String>, AppError> {
        self.next_stream(&HEADS, after, None).await
    }

    async fn next_journal(&mut self, after: &str) -> Result<Option<String>, AppError> {
        self.next_stream(&JOURNAL, after, Some(Value::Int(i64::MAX))).await
    }

    /// Sums `n` under these columns.
    async fn sums(&mut self, table: &'static Table, columns: &[&str], n: &str) -> Result<Sums, AppError> {
        let mut sums = Sums::new();
        self.each(table, |row| *sums.entry(row.key(columns)).or_default() += row.int(n)).await?;
        Ok(sums)
    }

    /// A key before all of the office's.
    fn begin(&self, table: &Table) -> Vec<Value> {
        let least = table.key()[1..].iter().map(|column| match column.kind {
            ColumnType::Int => Value::Int(i64::MIN),
            ColumnType::Text => Value::Text(String::new()),
            ColumnType::Bytes => Value::Bytes(Vec::new()),
        });
        std::iter::once(Value::Int(self.office)).chain(least).collect()
    }
}

impl Verification<'_> {
    pub(super) async fn tables(&mut self) -> Result<(), AppError> {
        let snapshot = self.app.store.maintenance.snapshot().await?;
        let mut moment = Moment { snapshot, office: self.app.office_id.0 };
        self.heads(&mut moment).await?;
        self.counts(&mut moment).await?;
        self.sums_of_figures(&mut moment).await?;
        self.series(&mut moment).await?;
        self.codes(&mut moment).await?;
        for table in [&CONTENTS, &ENVELOPES] {
            let matters = moment.matters_in(table).await?;
            self.strangers(table, matters).await?;
        }
        Ok(())
    }

    /// Each stream has a head, and each head a stream.
    async fn heads(&mut self, moment: &mut Moment) -> Result<(), AppError> {
        let (mut head, mut stream) = (moment.next_head("").await?, moment.next_journal("").await?);
        loop {
            let Some(name) = head.iter().chain(&stream).min().cloned() else { return Ok(()) };
            let [in_heads, in_journal] = [&head, &stream].map(|next| next.as_ref() == Some(&name));
            if !in_journal {
                self.report.find(&name, "has a head and no entries: the stream was dropped");
            }
            if !in_heads {
                self.report.find(&name, "has entries and no head");
            }
            if in_heads {
                head = moment.next_head(&name).await?;
            }
            if in_journal {
                stream = moment.next_journal(&name).await?;
            }
        }
    }

    async fn counts(&mut self, moment: &mut Moment) -> Result<(), AppError> {
        let columns = ["unit", "stage", "due_on"];
        let (mut counted, mut matters) = (Sums::new(), BTreeSet::new());
        let count = |row: &Row<'_>| {
            matters.extend(row.matter());
            if row.int("sealed") == 0 && row.int("ended") == 0 {
                *counted.entry(row.key(&columns)).or_default() += 1;
            }
        };
        moment.each(&ISSUE_ROWS, count).await?;
        let said = moment.sums(&ISSUE_COUNTS, &columns, "n").await?;
        self.compare("issue_counts row", &said, &counted, "issues are counted");
        self.strangers(&ISSUE_ROWS, matters).await
    }

    async fn sums_of_figures(&mut self, moment: &mut Moment) -> Result<(), AppError> {
        let (mut lines, mut matters) = (HashMap::<Vec<String>, i64>::new(), BTreeSet::new());
        let sum = |row: &Row<'_>| {
            matters.extend(row.matter());
            if row.int("folded") != 0 {
                *lines.entry(row.key(&FOLDED_BY)).or_default() += row.int("n");
            }
        };
        moment.each(&FIGURES, sum).await?;
        let (mut days, mut months) = (Sums::new(), Sums::new());
        for (line, n) in lines {
            let [figure, occurred_on, recorded_on, values @ ..] = line.as_slice() else { continue };
            let whole = String::new();
            for (cut, value) in CUTS.into_iter().zip(std::iter::once(&whole).chain(values)) {
                let key = |occurred_on: &str, recorded_on: &str| {
                    [cut, value.as_str(), figure.as_str(), occurred_on, recorded_on].map(str::to_owned).to_vec()
                };
                *days.entry(key(occurred_on, recorded_on)).or_default() += n;
                *months.entry(key(&first_of_month(occurred_on), &first_of_month(recorded_on))).or_default() += n;
            }
        }
        for (table, summed) in [(&FIGURE_DAYS, days), (&FIGURE_MONTHS, months)] {
            let said = moment.sums(table, &["cut", "value", "figure", "occurred_on", "recorded_on"], "n").await?;
            self.compare(&format!("{} row", table.name), &said, &summed, "are in the ledger");
        }
        self.strangers(&FIGURES, matters).await
    }

    async fn series(&mut self, moment: &mut Moment) -> Result<(), AppError> {
        let columns = ["registry", "class", "year"];
        let mut given = Sums::new();
        let last = |row: &Row<'_>| {
            given.insert(row.key(&columns), row.int("n"));
        };
        moment.each(&NUMBERS, last).await?;
        let said = moment.sums(&SERIES, &columns, "last").await?;
        self.compare("series row", &said, &given, "is the last number given");
        Ok(())
    }

    fn compare(&mut self, place: &str, said: &Sums, found: &Sums, what: &str) {
        for key in said.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
            let [says, n] = [said, found].map(|sums| sums.get(key).copied().unwrap_or(0));
            if says != n {
                self.report.find(format!("{place} {}", key.join("/")), format!("says {says}, and {n} {what}"));
            }
        }
    }

    /// Each petition is found by its query codes, one for each time that it was given one, and each code finds a petition.
    async fn codes(&mut self, moment: &mut Moment) -> Result<(), AppError> {
        let mut codes = BTreeMap::<_, Vec<(u32, String)>>::new();
        let note = |row: &Row<'_>| {
            if row.text("kind") == ClaimKind::QueryCode.code() {
                let of = CodeOf::from_bytes(row.bytes("value"));
                let nth = of.map_or(0, |of| of.nth);
                let petition = of.map(|of| (of.matter, of.petition));
                codes.entry(petition).or_default().push((nth, hex(row.bytes("key"))));
            }
        };
        moment.each(&CLAIMS, note).await?;
        let petitions = self.matters.iter().flat_map(|(matter, n)| (1..=*n).map(|no| (*matter, PetitionNo(no))));
        for (matter, no) in petitions.collect::<BTreeSet<_>>() {
            let mut given: Vec<u32> =
                codes.remove(&Some((matter, no))).unwrap_or_default().into_iter().map(|(nth, _)| nth).collect();
            given.sort_unstable();
            if given.is_empty() || !given.iter().copied().eq((0..).take(given.len())) {
                let n = given.len();
                self.report.find(format!("petition {matter}/{no}"), format!("{n} query codes find it"));
            }
        }
        for (petition, keys) in codes {
            if !self.is_filed(petition).await? {
                for (_, key) in keys {
                    self.report.find(format!("claims row query_code/{key}"), "finds a petition that is not there");
                }
            }
        }
        Ok(())
    }

    /// Filed since its matter was looked at.
    async fn is_filed(&self, petition: Option<(MatterId, PetitionNo)>) -> Result<bool, AppError> {
        let Some((matter, no)) = petition else { return Ok(false) };
        let entries = self.app.store.journal.load(self.app.office_id, &Stream::Matter(matter), 0).await?;
        let loaded = load::fold(matter, &self.zone, &entries);
        Ok(loaded.is_ok_and(|loaded| (1..=with_code(&loaded.matter)).contains(&no.0)))
    }

    /// Rows of matters that no stream is of.
    async fn strangers(&mut self, table: &Table, matters: BTreeSet<MatterId>) -> Result<(), AppError> {
        for matter in matters {
            if self.matters.contains_key(&matter) {
                continue;
            }
            let entries = self.app.store.journal.load(self.app.office_id, &Stream::Matter(matter), 0).await?;
            if entries.is_empty() {
                self.report.find(format!("{} rows of {matter}", table.name), "there is no such matter");
            }
        }
        Ok(())
    }
}

/// The first day of the month of a day, both as text; what is no day stays as it is.
fn first_of_month(day: &str) -> String {
    day.rsplit_once('-').map_or_else(|| day.to_owned(), |(month, _)| format!("{month}-01"))
}
