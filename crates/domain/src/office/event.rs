//! What happened to the office: its own tables as entries, so that any past day's organisation can be told.
//!
//! The form is for ever, as that of a matter's events.

use serde::{Deserialize, Serialize};

use super::series::YearStart;
use super::unit::{Class, Duty, Officer, Place, Unit};
use crate::calendar::Calendar;
use crate::ids::{MatterId, OfficerCode, UnitCode};
use crate::pack::{Pack, Packs};

/// What an office begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Founding {
    /// Its name.
    pub name: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The unit that keeps the registers.
    pub registry: UnitCode,
    /// When its statistical year begins.
    pub year_start: YearStart,
    /// The law it works by.
    pub packs: Packs,
    /// The published calendar.
    pub calendar: Calendar,
}

/// An event of the stream `office`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", content = "with", rename_all = "snake_case")]
pub enum OfficeEvent {
    /// The office begins.
    Founded(Box<Founding>),
    /// A unit is set up, renamed, moved or closed.
    UnitSet(Unit),
    /// An officer is named, takes a post, leaves one.
    OfficerSet(Officer),
    /// A place is named.
    PlaceSet(Place),
    /// Classes of the taxonomy are named.
    ClassesSet(Vec<Class>),
    /// The duty catalogue, whole.
    DutiesSet(Vec<Duty>),
    /// Who receives what is about this office.
    AlternateReceiverSet {
        /// The unit.
        unit: UnitCode,
    },
    /// The law it works by from now on; steps that run keep theirs.
    PacksSet(Packs),
    /// A pack is switched on, or a newer version of one: confirmed by the office with its source.
    PackConfirmed {
        /// The pack.
        pack: Box<Pack>,
        /// Where the office read it: the gazette, the number and date of the document.
        source: String,
    },
    /// A calendar was published.
    CalendarPublished(Calendar),
    /// 回避: an officer is out of a matter.
    Recused {
        /// The officer.
        officer: OfficerCode,
        /// The matter.
        matter: MatterId,
    },
    /// What kept an officer out of a matter is gone, or was none.
    RecusalEnded {
        /// The officer.
        officer: OfficerCode,
        /// The matter.
        matter: MatterId,
    },
}
