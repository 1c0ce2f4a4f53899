//! Which part of the worklist is seen: read from an address, and written into the addresses of other parts. Codes and days
//! only, nothing of a person.

use huiyin_app::Invalid;
use huiyin_app::counts::Near;
use huiyin_app::worklist::WorklistFilter;
use huiyin_domain::ids::{ClassCode, OfficerCode, UnitCode};
use huiyin_domain::matter::Stage;
use huiyin_domain::office::Office;
use huiyin_domain::view::CountKey;
use huiyin_render::page::SOON_DAYS;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::asked::Reading;

/// Days of a month, as filters take it.
const MONTH_DAYS: i32 = 30;

/// What may stand in the address of the list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    stage: Option<String>,
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    mine: Option<String>,
    /// Goes on from an earlier page; signed.
    #[serde(default)]
    pub(super) cursor: Option<String>,
    /// Every row of the page is chosen.
    #[serde(default)]
    pub(super) all: Option<String>,
    /// A number was looked for and not found.
    #[serde(default)]
    pub(super) missed: Option<String>,
    /// Something was to be done with rows, and none was chosen.
    #[serde(default)]
    pub(super) none: Option<String>,
}

/// When the next clock runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// It has.
    Overdue,
    /// Today.
    Today,
    /// Within a week.
    Soon,
    /// Within a month.
    Month,
    /// On that day.
    On(Date),
}

impl Due {
    /// Those that the list offers.
    pub(super) const OFFERED: [Self; 4] = [Self::Overdue, Self::Today, Self::Soon, Self::Month];

    /// As an address says it.
    pub(super) fn code(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Today => "today".to_owned(),
            Self::Soon => "soon".to_owned(),
            Self::Month => "month".to_owned(),
            Self::On(day) => day.to_string(),
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        let offered = Self::OFFERED.into_iter().find(|due| due.code() == code);
        offered.or_else(|| code.parse().ok().map(Self::On))
    }

    /// The first and the last day that it holds.
    fn bounds(self, today: Date) -> (Option<Date>, Option<Date>) {
        let within = |days: i32| (Some(today), today.checked_add(days.days()).ok());
        match self {
            Self::Overdue => (None, today.yesterday().ok()),
            Self::Today => within(0),
            Self::Soon => within(SOON_DAYS),
            Self::Month => within(MONTH_DAYS),
            Self::On(day) => (Some(day), Some(day)),
        }
    }

    /// That last day is among them.
    pub(super) fn holds(self, due_on: Option<Date>, today: Date) -> bool {
        let (from, to) = self.bounds(today);
        due_on.is_some_and(|on| from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to))
    }
}

/// The part of the list that is seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) stage: Option<Stage>,
    pub(super) due: Option<Due>,
    pub(super) unit: Option<UnitCode>,
    pub(super) class: Option<ClassCode>,
    /// Only what one has in hand oneself.
    pub(super) mine: bool,
}

impl Chosen {
    /// The part that an address names; a code that is none is told, and not passed over.
    pub(super) fn of(asked: &Asked, office: &Office) -> Result<Self, Vec<Invalid>> {
        let mut read = Reading::of(office);
        let chosen = Self {
            stage: read.code("stage", asked.stage.as_deref(), Stage::from_code),
            due: read.code("due", asked.due.as_deref(), Due::of_code),
            unit: read.unit("unit", asked.unit.as_deref()),
            class: read.class("class", asked.class.as_deref()),
            mine: asked.mine.is_some(),
        };
        read.all(chosen)
    }

    /// Its address.
    pub(super) fn href(&self) -> String {
        let named = [
            ("stage", self.stage.map(|stage| stage.code().to_owned())),
            ("due", self.due.map(Due::code)),
            ("unit", self.unit.as_ref().map(ToString::to_string)),
            ("class", self.class.as_ref().map(ToString::to_string)),
            ("mine", self.mine.then(|| "yes".to_owned())),
        ];
        let named = named.into_iter().filter_map(|(name, code)| Some(format!("{name}={}", code?)));
        let query = named.collect::<Vec<_>>().join("&");
        if query.is_empty() { "/desk".to_owned() } else { format!("/desk?{query}") }
    }

    /// Its address with one more parameter.
    pub(super) fn href_with(&self, parameter: &str) -> String {
        let href = self.href();
        let mark = if href.contains('?') { '&' } else { '?' };
        format!("{href}{mark}{parameter}")
    }

    /// The rows it holds, for that officer.
    pub(super) fn filter(&self, today: Date, own: &OfficerCode) -> WorklistFilter {
        let (due_from, due_to) = self.due.map_or((None, None), |due| due.bounds(today));
        WorklistFilter {
            units: self.unit.iter().cloned().collect(),
            stage: self.stage,
            class: self.class.clone(),
            officer: self.mine.then(|| own.clone()),
            due_from,
            due_to,
            ..WorklistFilter::default()
        }
    }

    /// The days that the list's filters tell apart, and the chosen one.
    pub(super) fn near(&self, today: Date) -> Near {
        let month = today.checked_add(MONTH_DAYS.days()).unwrap_or(today);
        match self.due {
            Some(Due::On(day)) => Near { from: day.min(today), to: day.max(month) },
            _ => Near { from: today, to: month },
        }
    }

    /// A standing count belongs to it, by all but its class: counts know of none.
    pub(super) fn counts(&self, key: &CountKey, today: Date) -> bool {
        self.stage.is_none_or(|stage| key.stage == stage)
            && self.unit.as_ref().is_none_or(|unit| key.unit == *unit)
            && self.due.is_none_or(|due| due.holds(key.due_on, today))
    }
}

#[cfg(test)]
mod tests {
    use super::super::asked::tests::office;
    use super::*;

    #[test]
    fn an_address_names_the_part_that_it_was_written_for() {
        let today = Date::constant(2026, 3, 2);
        for due in Due::OFFERED.into_iter().chain([Due::On(today)]) {
            let chosen = Chosen { stage: Some(Stage::Accepted), due: Some(due), ..Chosen::default() };
            let asked = Asked { stage: Some("accepted".to_owned()), due: Some(due.code()), ..Asked::default() };
            assert_eq!(Chosen::of(&asked, &office()), Ok(chosen.clone()));
            assert_eq!(chosen.href(), format!("/desk?stage=accepted&due={}", due.code()));
        }
        assert_eq!(Chosen::default().href_with("all=yes"), "/desk?all=yes");
        let said = || Some("no-such-choice".to_owned());
        let wrong = Asked { stage: said(), due: said(), unit: said(), class: said(), ..Asked::default() };
        let faults = ["stage", "due", "unit", "class"].map(|name| Invalid::new(name, "unknown-code"));
        assert_eq!(Chosen::of(&wrong, &office()), Err(faults.to_vec()));
    }

    #[test]
    fn a_week_holds_today_and_its_seventh_day() {
        let today = Date::constant(2026, 3, 2);
        let holds = |due: Due, day: &str| due.holds(Some(day.parse().unwrap()), today);
        assert!(holds(Due::Soon, "2026-03-02") && holds(Due::Soon, "2026-03-09") && !holds(Due::Soon, "2026-03-10"));
        assert!(holds(Due::Overdue, "2026-03-01") && !holds(Due::Overdue, "2026-03-02"));
        assert!(!Due::Overdue.holds(None, today), "what has no clock is not late");
    }
}
