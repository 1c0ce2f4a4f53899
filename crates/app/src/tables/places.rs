//! The table of places.

use huiyin_domain::office::{Office, OfficeEvent, Place};

use super::change::Sets;
use super::line::{Fault, Line, day_written, written as field};

pub(super) const COLUMNS: &[&str] = &["code", "name", "name_hant", "name_en", "parent", "from", "to"];

pub(super) fn read(line: &Line<'_>) -> Result<Place, Fault> {
    Ok(Place {
        code: line.needed("code")?,
        name: line.needed_name("name")?,
        name_hant: line.name("name_hant")?,
        name_en: line.name("name_en")?,
        parent: line.code("parent")?,
        span: line.span()?,
    })
}

/// The place around must be there, and no place lies in itself.
pub(super) fn holds(place: &Place, office: &Office) -> Result<(), (&'static str, &'static str)> {
    match &place.parent {
        Some(parent) if office.place(parent).is_none() => Err(("parent", "unknown-place")),
        Some(parent) if office.around(parent).any(|around| *around == place.code) => Err(("parent", "above-itself")),
        Some(_) | None => Ok(()),
    }
}

impl Sets for Place {
    fn key(&self) -> (String, &'static str) {
        (self.code.to_string(), "code")
    }

    fn is_set(&self, office: &Office) -> bool {
        office.place(&self.code) == Some(self)
    }

    fn event(self) -> OfficeEvent {
        OfficeEvent::PlaceSet(self)
    }
}

pub(super) fn row(place: &Place) -> Vec<String> {
    vec![
        place.code.to_string(),
        place.name.clone(),
        field(place.name_hant.as_ref()),
        field(place.name_en.as_ref()),
        field(place.parent.as_ref()),
        day_written(place.span.from),
        day_written(place.span.to),
    ]
}
