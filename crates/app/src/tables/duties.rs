//! The duty catalogue as a table. It holds as a whole: the file is the new catalogue, and a row that is not in it is gone.

use std::collections::BTreeSet;

use huiyin_domain::office::{Duty, Office, OfficeEvent};

use super::line::{Fault, Line, day_written};

pub(super) const COLUMNS: &[&str] = &["class", "place", "unit", "from", "to"];

/// What stands for every place, in a column that may as well be empty.
const EVERYWHERE: &str = "*";

fn read(line: &Line<'_>, office: &Office) -> Result<Duty, Fault> {
    line.is_whole("class")?;
    let place = match line.text("place") {
        Some(EVERYWHERE) | None => None,
        Some(_) => line.code("place")?,
    };
    let duty = Duty { class: line.needed("class")?, place, unit: line.needed("unit")?, span: line.span()? };
    if office.class(&duty.class).is_none() {
        return Err(line.fault("class", "unknown-class"));
    }
    if duty.place.as_ref().is_some_and(|place| office.place(place).is_none()) {
        return Err(line.fault("place", "unknown-place"));
    }
    office.unit(&duty.unit).ok_or_else(|| line.fault("unit", "unknown-unit"))?;
    Ok(duty)
}

/// At most one change: the catalogue.
pub(super) fn change(office: &Office, lines: &[Line<'_>]) -> (Vec<OfficeEvent>, Vec<Fault>) {
    let (mut duties, mut faults, mut seen) = (Vec::with_capacity(lines.len()), Vec::new(), BTreeSet::new());
    for line in lines {
        match read(line, office) {
            Ok(duty) if !seen.insert(format!("{duty:?}")) => faults.push(line.fault("class", "said-twice")),
            Ok(duty) => duties.push(duty),
            Err(fault) => faults.push(fault),
        }
    }
    let changed = (duties != office.duties()).then_some(OfficeEvent::DutiesSet(duties));
    (changed.into_iter().collect(), faults)
}

pub(super) fn row(duty: &Duty) -> Vec<String> {
    let place = duty.place.as_ref().map_or_else(|| EVERYWHERE.to_owned(), ToString::to_string);
    vec![duty.class.to_string(), place, duty.unit.to_string(), day_written(duty.span.from), day_written(duty.span.to)]
}
