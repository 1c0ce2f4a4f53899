//! From lines to changes: each line by itself first, then every line against the office as all of them leave it, because
//! a row may name one that stands below it.

use std::collections::BTreeMap;

use huiyin_domain::office::{Office, OfficeEvent};

use super::line::{Fault, Line};

/// A row that sets one thing of the office under a key.
pub(super) trait Sets: Clone {
    /// Its code, and the column it stands in.
    fn key(&self) -> (String, &'static str);
    /// The office has it just so.
    fn is_set(&self, office: &Office) -> bool;
    /// The entry that sets it.
    fn event(self) -> OfficeEvent;
}

/// The changes that lines of one row each lead to, and all that is wrong with them.
pub(super) fn each<'a, T: Sets>(
    office: &Office,
    lines: &[Line<'a>],
    read: impl Fn(&Line<'a>) -> Result<T, Fault>,
    holds: impl Fn(&T, &Office) -> Result<(), (&'static str, &'static str)>,
) -> (Vec<OfficeEvent>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut sound: BTreeMap<String, (Line<'a>, T)> = BTreeMap::new();
    let mut order = Vec::new();
    for line in lines {
        let row = line.is_whole("code").and_then(|()| read(line));
        match row {
            Ok(row) => {
                let (key, column) = row.key();
                if sound.insert(key.clone(), (*line, row)).is_some() {
                    faults.push(line.fault(column, "said-twice"));
                }
                order.push(key);
            }
            Err(fault) => faults.push(fault),
        }
    }
    let rows = || order.iter().filter_map(|key| sound.get(key));
    let after = rows().fold(office.clone(), |office, (_, row)| office.evolve(row.clone().event()));
    faults.extend(
        rows().filter_map(|(line, row)| holds(row, &after).err().map(|(column, reason)| line.fault(column, reason))),
    );
    faults.sort_by_key(|fault| fault.line);
    let changed = rows().filter(|(_, row)| !row.is_set(office)).map(|(_, row)| row.clone().event());
    (changed.collect(), faults)
}
