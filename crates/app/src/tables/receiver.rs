//! Who receives what is about the office itself: a table of one row, because an office has one such receiver or none yet.

use huiyin_domain::ids::UnitCode;
use huiyin_domain::office::{Office, OfficeEvent};

use super::line::{Fault, Line};

pub(super) const COLUMNS: &[&str] = &["unit"];

/// A unit of the office's tables, and not the one that keeps its registers: that is the office itself.
fn read(line: &Line<'_>, office: &Office) -> Result<UnitCode, Fault> {
    line.is_whole("unit")?;
    let unit: UnitCode = line.needed("unit")?;
    if office.unit(&unit).is_none() {
        return Err(line.fault("unit", "unknown-unit"));
    }
    if unit == office.registry {
        return Err(line.fault("unit", "is-the-office-itself"));
    }
    Ok(unit)
}

/// The one receiver; a file without a row takes none away.
pub(super) fn change(office: &Office, lines: &[Line<'_>]) -> (Vec<OfficeEvent>, Vec<Fault>) {
    let (mut events, mut faults) = (Vec::new(), Vec::new());
    for (nth, line) in lines.iter().enumerate() {
        match read(line, office) {
            Ok(_) if nth > 0 => faults.push(line.fault("unit", "one-row-only")),
            Ok(unit) if office.alternate_receiver.as_ref() == Some(&unit) => {}
            Ok(unit) => events.push(OfficeEvent::AlternateReceiverSet { unit }),
            Err(fault) => faults.push(fault),
        }
    }
    (events, faults)
}

pub(super) fn row(receiver: &UnitCode) -> Vec<String> {
    vec![receiver.to_string()]
}
