//! The table of units.

use huiyin_domain::office::{Office, OfficeEvent, Unit};

use super::change::Sets;
use super::line::{Fault, Line, day_written, written as field};

pub(super) const COLUMNS: &[&str] =
    &["code", "name", "name_hant", "name_en", "parent", "kind", "place", "review_organ", "email", "from", "to"];

pub(super) fn read(line: &Line<'_>) -> Result<Unit, Fault> {
    Ok(Unit {
        code: line.needed("code")?,
        name: line.needed_name("name")?,
        name_hant: line.name("name_hant")?,
        name_en: line.name("name_en")?,
        parent: line.code("parent")?,
        kind: line.needed("kind")?,
        place: line.code("place")?,
        review_organ: line.code("review_organ")?,
        email: line.name("email")?,
        span: line.span()?,
    })
}

/// Units above and places named must be there, and nobody stands above himself.
pub(super) fn holds(unit: &Unit, office: &Office) -> Result<(), (&'static str, &'static str)> {
    if unit.parent.as_ref().is_some_and(|parent| office.unit(parent).is_none()) {
        return Err(("parent", "unknown-unit"));
    }
    if office.above(&unit.code).any(|above| *above == unit.code) {
        return Err(("parent", "above-itself"));
    }
    if unit.place.as_ref().is_some_and(|place| office.place(place).is_none()) {
        return Err(("place", "unknown-place"));
    }
    if unit.review_organ.as_ref().is_some_and(|organ| office.unit(organ).is_none()) {
        return Err(("review_organ", "unknown-unit"));
    }
    Ok(())
}

impl Sets for Unit {
    fn key(&self) -> (String, &'static str) {
        (self.code.to_string(), "code")
    }

    fn is_set(&self, office: &Office) -> bool {
        office.unit(&self.code) == Some(self)
    }

    fn event(self) -> OfficeEvent {
        OfficeEvent::UnitSet(self)
    }
}

pub(super) fn row(unit: &Unit) -> Vec<String> {
    vec![
        unit.code.to_string(),
        unit.name.clone(),
        field(unit.name_hant.as_ref()),
        field(unit.name_en.as_ref()),
        field(unit.parent.as_ref()),
        unit.kind.to_string(),
        field(unit.place.as_ref()),
        field(unit.review_organ.as_ref()),
        field(unit.email.as_ref()),
        day_written(unit.span.from),
        day_written(unit.span.to),
    ]
}
