//! What officers ask of the ledger of figures: read from an address and written back into addresses. Codes and days only.

use huiyin_app::Invalid;
use huiyin_app::report::{Cut, FigureFilter};
use huiyin_domain::ids::{ClassCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::office::Office;
use huiyin_domain::view::Figure;
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

/// Lines of figures, and by what they are cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) filter: FigureFilter,
    pub(super) cut: Cut,
    /// The cut, as an address says it.
    pub(super) code: &'static str,
}

impl Asked {
    /// Which lines are summed, this year's where no period is named; by what they are cut, by month where nothing is named.
    pub(super) fn question(&self, office: &Office, today: Date) -> Result<Question, Vec<Invalid>> {
        let mut asked = Reading::of(office);
        let filter = FigureFilter {
            from: asked.day("from", self.from.as_deref()),
            to: asked.day("to", self.to.as_deref()),
            known_on: asked.day("known_on", self.known_on.as_deref()),
            unit: asked.unit("unit", self.unit.as_deref()),
            channel: asked.code("channel", self.channel.as_deref(), Channel::from_code),
            class: asked.class("class", self.class.as_deref()),
            kind: asked.code("kind", self.kind.as_deref(), Kind::from_code),
        };
        let named = |cut: &str| CUTS.into_iter().find(|(code, _)| *code == cut);
        let (code, cut) = asked.code("cut", self.cut.as_deref(), named).unwrap_or(CUTS[0]);
        let this_year = filter.from.is_none() && filter.to.is_none();
        let from = if this_year { Some(today.first_of_year()) } else { filter.from };
        asked.all(Question { filter: FigureFilter { from, ..filter }, cut, code })
    }
}

/// An address being read: what nobody knows here is told, and not passed over.
pub(super) struct Reading<'o> {
    office: &'o Office,
    faults: Vec<Invalid>,
}

impl<'o> Reading<'o> {
    /// An address of that office's pages.
    pub(super) const fn of(office: &'o Office) -> Self {
        Self { office, faults: Vec::new() }
    }

    /// What was left empty is not asked.
    fn read<T>(
        &mut self,
        (name, wrong): (&str, &'static str),
        said: Option<&str>,
        known: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let read = known(said.filter(|said| !said.is_empty())?);
        self.faults.extend(read.is_none().then(|| Invalid::new(name, wrong)));
        read
    }

    /// A day.
    pub(super) fn day(&mut self, name: &str, said: Option<&str>) -> Option<Date> {
        self.read((name, "not-a-date"), said, |day| day.parse().ok())
    }

    /// One of some codes.
    pub(super) fn code<T>(
        &mut self,
        name: &str,
        said: Option<&str>,
        known: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.read((name, "unknown-code"), said, known)
    }

    /// A unit that the office has or had.
    pub(super) fn unit(&mut self, name: &str, said: Option<&str>) -> Option<UnitCode> {
        let office = self.office;
        self.code(name, said, |code| code.parse().ok().filter(|unit| office.unit(unit).is_some()))
    }

    /// A class of its taxonomy.
    pub(super) fn class(&mut self, name: &str, said: Option<&str>) -> Option<ClassCode> {
        let office = self.office;
        self.code(name, said, |code| code.parse().ok().filter(|class| office.class(class).is_some()))
    }

    /// What was asked, where all of it is known.
    pub(super) fn all<T>(self, asked: T) -> Result<T, Vec<Invalid>> {
        if self.faults.is_empty() { Ok(asked) } else { Err(self.faults) }
    }
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

/// The matters behind a figure under that filter.
pub(super) fn behind(figure: Figure, filter: &FigureFilter) -> String {
    format!("/desk/figures/{}?{}", figure.code(), query(filter))
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
pub(super) mod tests {
    use huiyin_domain::calendar::Calendar;
    use huiyin_domain::office::event::Founding;
    use huiyin_domain::office::series::YearStart;
    use huiyin_domain::pack::Packs;

    use super::*;

    /// An office on its first day, with its registry and no other unit.
    pub(in crate::pages::staff) fn office() -> Office {
        Office::found(Founding {
            name: "Office".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            registry: "xfj".parse().unwrap(),
            year_start: YearStart::JANUARY,
            packs: Packs::default(),
            calendar: Calendar::parse(1, include_str!("../../../../../rules/calendar/cn-workdays.csv")).unwrap(),
        })
    }

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
        let (office, today) = (office(), Date::constant(2026, 3, 2));
        let asked = Asked { unit: Some("xfj".to_owned()), to: Some("2026-02-28".to_owned()), ..Asked::default() };
        assert_eq!(query(&asked.question(&office, today).unwrap().filter), "to=2026-02-28&unit=xfj");
        let plain = Asked::default().question(&office, today).unwrap();
        assert_eq!((query(&plain.filter).as_str(), plain.code), ("from=2026-01-01", "month"));
    }

    #[test]
    fn what_nobody_knows_is_told_field_by_field() {
        let said = || Some("no-such-choice".to_owned());
        let wrong = Asked { from: said(), unit: said(), class: said(), kind: said(), cut: said(), ..Asked::default() };
        let expected = [
            Invalid::new("from", "not-a-date"),
            Invalid::new("unit", "unknown-code"),
            Invalid::new("class", "unknown-code"),
            Invalid::new("kind", "unknown-code"),
            Invalid::new("cut", "unknown-code"),
        ];
        assert_eq!(wrong.question(&office(), Date::constant(2026, 3, 2)), Err(expected.to_vec()));
    }
}
