//! What officers ask of the ledger of figures: read from an address and written back into addresses. Codes and days only.

use huiyin_app::Invalid;
use huiyin_app::report::{Cut, FigureFilter};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// What may stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) from: Option<String>,
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) known_on: Option<String>,
    #[serde(default)]
    pub(super) unit: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    pub(super) cut: Option<String>,
    /// For the matters behind a figure: goes on after this one.
    #[serde(default)]
    pub(super) after: Option<String>,
}

/// By what a table can be cut, as an address says it.
pub(super) const CUTS: [(&str, Cut); 6] = [
    ("month", Cut::Month),
    ("unit", Cut::Unit),
    ("channel", Cut::Channel),
    ("class", Cut::Class),
    ("kind", Cut::Kind),
    ("whole", Cut::Whole),
];

impl Asked {
    /// Which lines are summed; this year's where no period is named.
    pub(super) fn filter(&self, today: Date) -> Result<FigureFilter, Vec<Invalid>> {
        let mut faults = Vec::new();
        let filter = FigureFilter {
            from: read("from", self.from.as_deref(), "not-a-date", &mut faults),
            to: read("to", self.to.as_deref(), "not-a-date", &mut faults),
            known_on: read("known_on", self.known_on.as_deref(), "not-a-date", &mut faults),
            unit: read("unit", self.unit.as_deref(), "unknown-code", &mut faults),
            channel: read("channel", self.channel.as_deref(), "unknown-code", &mut faults),
            class: read("class", self.class.as_deref(), "unknown-code", &mut faults),
            kind: read("kind", self.kind.as_deref(), "unknown-code", &mut faults),
        };
        let this_year = filter.from.is_none() && filter.to.is_none();
        let from = if this_year { Some(today.first_of_year()) } else { filter.from };
        if faults.is_empty() { Ok(FigureFilter { from, ..filter }) } else { Err(faults) }
    }

    /// By what it is cut, by month where nothing is named.
    pub(super) fn cut(&self) -> (&'static str, Cut) {
        let named = CUTS.iter().find(|(code, _)| self.cut.as_deref() == Some(code));
        *named.unwrap_or(&CUTS[0])
    }
}

/// What was left empty is not asked.
pub(super) fn read<T: std::str::FromStr>(
    name: &str,
    typed: Option<&str>,
    wrong: &'static str,
    faults: &mut Vec<Invalid>,
) -> Option<T> {
    let typed = typed.filter(|typed| !typed.is_empty())?;
    let read = typed.parse().ok();
    faults.extend(read.is_none().then(|| Invalid::new(name, wrong)));
    read
}

/// A filter as the parameters of an address.
pub(super) fn query(filter: &FigureFilter) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let named = [
        ("from", day(filter.from)),
        ("to", day(filter.to)),
        ("known_on", day(filter.known_on)),
        ("unit", filter.unit.as_ref().map(ToString::to_string)),
        ("channel", filter.channel.map(|channel| channel.code().to_owned())),
        ("class", filter.class.as_ref().map(ToString::to_string)),
        ("kind", filter.kind.map(|kind| kind.code().to_owned())),
    ];
    let named = named.into_iter().filter_map(|(name, code)| Some(format!("{name}={}", code?)));
    named.collect::<Vec<_>>().join("&")
}

/// The filter of one row of a table; none where no filter says just that row.
pub(super) fn narrowed(filter: &FigureFilter, cut: Cut, value: &str) -> Option<FigureFilter> {
    let filter = filter.clone();
    Some(match cut {
        Cut::Whole => filter,
        Cut::Month => {
            let first: Date = format!("{value}-01").parse().ok()?;
            let last = first.checked_add(1.month()).ok()?.yesterday().ok()?;
            let from = filter.from.map_or(first, |from| from.max(first));
            let to = filter.to.map_or(last, |to| to.min(last));
            FigureFilter { from: Some(from), to: Some(to), ..filter }
        }
        Cut::Unit => FigureFilter { unit: Some(value.parse().ok()?), ..filter },
        Cut::Channel => FigureFilter { channel: Some(Channel::from_code(value)?), ..filter },
        Cut::Class => FigureFilter { class: Some(value.parse().ok()?), ..filter },
        Cut::Kind => FigureFilter { kind: Some(Kind::from_code(value)?), ..filter },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn a_row_of_a_month_is_within_the_period_that_was_asked() {
        let filter =
            FigureFilter { from: Some(day("2026-02-10")), to: Some(day("2026-03-05")), ..FigureFilter::default() };
        for (month, from, to) in [("2026-02", "2026-02-10", "2026-02-28"), ("2026-03", "2026-03-01", "2026-03-05")] {
            let row = narrowed(&filter, Cut::Month, month).unwrap();
            assert_eq!((row.from, row.to), (Some(day(from)), Some(day(to))));
        }
        assert_eq!(narrowed(&filter, Cut::Kind, ""), None, "no filter asks for what has no kind");
    }

    #[test]
    fn an_address_asks_what_it_was_written_for() {
        let today = Date::constant(2026, 3, 2);
        let asked = Asked { unit: Some("zjj".to_owned()), to: Some("2026-02-28".to_owned()), ..Asked::default() };
        assert_eq!(query(&asked.filter(today).unwrap()), "to=2026-02-28&unit=zjj");
        assert_eq!(query(&Asked::default().filter(today).unwrap()), "from=2026-01-01");
        let wrong = Asked { from: Some("soon".to_owned()), ..Asked::default() };
        assert_eq!(wrong.filter(today), Err(vec![Invalid::new("from", "not-a-date")]));
    }
}
