//! An office as a file: its name, law, places, units, officers, duties, in the form of `rules/office.toml`. Read here,
//! checked, and turned into the entries that found it.

use huiyin_domain::ids::{CalendarCode, ClassCode, OfficeId, OfficerCode, PlaceCode, UnitCode};
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::series::YearStart;
use huiyin_domain::office::{Actor, Class, Duty, OfficeEvent, Officer, Place, Span, Tenure, Unit, UnitKind};
use huiyin_domain::pack::PackCode;
use huiyin_store::{Store, Stream};
use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::App;
use crate::error::AppError;
use crate::rules;

/// The office that is founded where the operator names none: a registry and nothing more.
const PLAIN_OFFICE: &str = include_str!("../../../rules/office.toml");

/// The shipped taxonomy.
const CLASSES: &str = include_str!("../../../rules/classes.toml");

/// An office as a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFile {
    office: OfficeRow,
    #[serde(default)]
    place: Vec<PlaceRow>,
    #[serde(default)]
    unit: Vec<UnitRow>,
    #[serde(default)]
    officer: Vec<OfficerRow>,
    #[serde(default)]
    duty: Vec<DutyRow>,
}

/// What founding needs; a file may say more for its readers.
#[derive(Debug, Clone, Deserialize)]
struct OfficeRow {
    name: String,
    time_zone: String,
    packs: Vec<PackCode>,
    /// Packs that decide nothing here: their periods run beside the law.
    #[serde(default)]
    packs_beside: Vec<PackCode>,
    /// The land whose days off are the office's; none: that of its newest law.
    #[serde(default)]
    calendar: Option<CalendarCode>,
    registry: UnitCode,
    #[serde(default)]
    alternate_receiver: Option<UnitCode>,
    #[serde(default)]
    year_start: Option<YearStart>,
    /// When the office closes: the end of the last day of a period, where a pack says so.
    #[serde(default)]
    closes_at: Option<Time>,
}

#[derive(Debug, Clone, Deserialize)]
struct PlaceRow {
    code: PlaceCode,
    name: String,
    #[serde(default)]
    name_hant: Option<String>,
    #[serde(default)]
    name_en: Option<String>,
    #[serde(default)]
    parent: Option<PlaceCode>,
}

#[derive(Debug, Clone, Deserialize)]
struct UnitRow {
    code: UnitCode,
    name: String,
    #[serde(default)]
    name_hant: Option<String>,
    #[serde(default)]
    name_en: Option<String>,
    #[serde(default)]
    parent: Option<UnitCode>,
    kind: UnitKind,
    #[serde(default)]
    place: Option<PlaceCode>,
    #[serde(default)]
    review_organ: Option<UnitCode>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    to: Option<Date>,
}

#[derive(Debug, Clone, Deserialize)]
struct OfficerRow {
    code: OfficerCode,
    name: String,
    posts: Vec<Tenure>,
}

#[derive(Debug, Clone, Deserialize)]
struct DutyRow {
    class: ClassCode,
    #[serde(default)]
    place: Option<String>,
    unit: UnitCode,
}

#[derive(Debug, Clone, Deserialize)]
struct ClassesFile {
    class: Vec<ClassRow>,
}

/// What it says besides is for the reading of texts.
#[derive(Debug, Clone, Deserialize)]
struct ClassRow {
    code: ClassCode,
    name: String,
    #[serde(default)]
    name_hant: Option<String>,
    #[serde(default)]
    name_en: Option<String>,
}

impl OfficeFile {
    /// Reads an office from its file's text.
    ///
    /// # Errors
    /// What is wrong, with line and field.
    pub fn read(text: &str) -> Result<Self, AppError> {
        toml::from_str(text)
            .map_err(|error| AppError::Unavailable(format!("the office's file cannot be read: {error}")))
    }

    /// The plain office of `rules/office.toml`.
    pub fn plain() -> Result<Self, AppError> {
        Self::read(PLAIN_OFFICE)
    }

    fn founding(&self) -> Result<Founding, AppError> {
        let packs = rules::packs(&self.office.packs, &self.office.packs_beside)?;
        let of_its_law = || packs.newest_law().map(|law| law.calendar.clone()).unwrap_or_default();
        let land = self.office.calendar.clone().unwrap_or_else(of_its_law);
        Ok(Founding {
            name: self.office.name.clone(),
            time_zone: self.office.time_zone.clone(),
            registry: self.office.registry.clone(),
            year_start: self.office.year_start.unwrap_or(YearStart::JANUARY),
            packs,
            calendar: rules::calendars()?.of(&land).into_owned().closing_at(self.office.closes_at),
        })
    }

    fn events(&self) -> Result<Vec<OfficeEvent>, AppError> {
        let places = self.place.iter().cloned().map(|row| OfficeEvent::PlaceSet(row.into()));
        let units = self.unit.iter().cloned().map(|row| OfficeEvent::UnitSet(row.into()));
        let officers = self.officer.iter().cloned().map(|row| {
            OfficeEvent::OfficerSet(Officer { code: row.code, name: row.name, posts: row.posts, span: Span::default() })
        });
        let duties = self.duty.iter().map(DutyRow::duty).collect::<Result<Vec<_>, _>>()?;
        let receiver = self.office.alternate_receiver.clone();
        Ok(places
            .chain(units)
            .chain(officers)
            .chain([OfficeEvent::ClassesSet(shipped_classes()?), OfficeEvent::DutiesSet(duties)])
            .chain(receiver.map(|unit| OfficeEvent::AlternateReceiverSet { unit }))
            .collect())
    }
}

impl DutyRow {
    fn duty(&self) -> Result<Duty, AppError> {
        let place = self.place.as_deref().filter(|place| *place != "*").map(str::parse).transpose();
        let place = place.map_err(|error| AppError::Unavailable(format!("duty of class {}: {error}", self.class)))?;
        Ok(Duty { class: self.class.clone(), place, unit: self.unit.clone(), span: Span::default() })
    }
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            code: row.code,
            name: row.name,
            name_hant: row.name_hant,
            name_en: row.name_en,
            parent: row.parent,
            kind: row.kind,
            place: row.place,
            review_organ: row.review_organ,
            email: row.email,
            span: Span { from: row.from, to: row.to },
        }
    }
}

impl From<PlaceRow> for Place {
    fn from(row: PlaceRow) -> Self {
        let PlaceRow { code, name, name_hant, name_en, parent } = row;
        Self { code, name, name_hant, name_en, parent, span: Span::default() }
    }
}

impl From<ClassRow> for Class {
    fn from(row: ClassRow) -> Self {
        let ClassRow { code, name, name_hant, name_en } = row;
        Self { code, name, name_hant, name_en }
    }
}

fn shipped_classes() -> Result<Vec<Class>, AppError> {
    let file: ClassesFile =
        toml::from_str(CLASSES).map_err(|error| AppError::Inconsistent(format!("rules/classes.toml: {error}")))?;
    Ok(file.class.into_iter().map(Class::from).collect())
}

/// That office has been founded in this database; asked before there are keys, which depend on it.
pub async fn is_founded(store: &Store, office: OfficeId) -> Result<bool, AppError> {
    Ok(!store.journal.load(office, &Stream::Office, 0).await?.is_empty())
}

impl App {
    /// Founds the office of this file.
    pub async fn found_from(&self, file: &OfficeFile, actor: &Actor) -> Result<(), AppError> {
        self.found(file.founding()?, file.events()?, actor).await
    }
}
