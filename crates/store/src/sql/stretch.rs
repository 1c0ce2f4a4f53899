//! The parts of a question about figures: whole months, found in the sums by month, and the rest, found in those by day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Query;
use crate::read::FigureFilter;

/// Days from one to another, both included; none: without end.
type Days = (Option<Date>, Option<Date>);

/// A part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The table that answers it.
    pub table: &'static str,
    occurred: Days,
    recorded: Days,
}

impl Stretch {
    /// Adds its conditions.
    pub fn push(&self, query: &mut Query) {
        query
            .push_if(" AND occurred_on >= ", self.occurred.0)
            .push_if(" AND occurred_on <= ", self.occurred.1)
            .push_if(" AND recorded_on >= ", self.recorded.0)
            .push_if(" AND recorded_on <= ", self.recorded.1);
    }
}

/// The parts, of which no two overlap: whole months, the days before and after them, and those months' lines that were
/// recorded in a month of which not all is to be known.
pub(super) fn stretches(filter: &FigureFilter) -> Vec<Stretch> {
    let days = |occurred, recorded| Stretch { table: "figure_days", occurred, recorded };
    let (from, to, known) = (filter.from, filter.to, filter.known_on);
    let (first, last) = (from.map(first_whole_month), to.map(last_whole_month));
    if first.zip(last).is_some_and(|(first, last)| first > last) {
        return vec![days((from, to), (None, known))];
    }
    let (end, known_month) = (last.map(Date::last_of_month), known.map(last_whole_month));
    let known_end = known_month.map(Date::last_of_month);
    let mut parts = vec![Stretch { table: "figure_months", occurred: (first, last), recorded: (None, known_month) }];
    if first != from {
        parts.push(days((from, first.map(|day| day.saturating_sub(1.day()))), (None, known)));
    }
    if end != to {
        parts.push(days((end.map(|day| day.saturating_add(1.day())), to), (None, known)));
    }
    if known_end != known {
        parts.push(days((first, end), (known_end.map(|day| day.saturating_add(1.day())), known)));
    }
    parts
}

/// The first day of the first month that lies wholly on or after that day.
fn first_whole_month(day: Date) -> Date {
    if day.day() == 1 { day } else { day.first_of_month().saturating_add(1.month()) }
}

/// The first day of the last month that lies wholly on or before that day.
fn last_whole_month(day: Date) -> Date {
    if day == day.last_of_month() { day.first_of_month() } else { day.first_of_month().saturating_sub(1.month()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holds(days: Days, day: Date) -> bool {
        days.0.is_none_or(|from| from <= day) && days.1.is_none_or(|to| day <= to)
    }

    /// How often the parts find a line of that day, recorded on that.
    fn found(parts: &[Stretch], occurred_on: Date, recorded_on: Date) -> usize {
        let finds = |part: &&Stretch| {
            let by_month = part.table == "figure_months";
            let [occurred_on, recorded_on] =
                [occurred_on, recorded_on].map(|day| if by_month { day.first_of_month() } else { day });
            holds(part.occurred, occurred_on) && holds(part.recorded, recorded_on)
        };
        parts.iter().filter(finds).count()
    }

    fn all_days() -> impl Iterator<Item = Date> + Clone {
        date(2026, 1, 1).series(9.days()).take(20).flat_map(|day| [day, day.first_of_month(), day.last_of_month()])
    }

    #[test]
    fn every_line_asked_for_is_found_once_and_no_other() {
        let bounds =
            [None, Some(date(2026, 2, 1)), Some(date(2026, 2, 10)), Some(date(2026, 3, 31)), Some(date(2026, 5, 7))];
        for (from, to, known_on) in
            bounds.iter().flat_map(|from| bounds.map(|to| bounds.map(|known| (*from, to, known)))).flatten()
        {
            let filter = FigureFilter { from, to, known_on, ..FigureFilter::default() };
            let parts = stretches(&filter);
            for (occurred_on, recorded_on) in all_days().flat_map(|day| all_days().map(move |other| (day, other))) {
                let asked = holds((from, to), occurred_on) && holds((None, known_on), recorded_on);
                assert_eq!(
                    found(&parts, occurred_on, recorded_on),
                    usize::from(asked),
                    "{filter:?} {occurred_on} {recorded_on}"
                );
            }
        }
    }

    #[test]
    fn a_question_without_days_is_answered_by_months_alone() {
        let parts = stretches(&FigureFilter::default());
        assert_eq!(parts, [Stretch { table: "figure_months", occurred: (None, None), recorded: (None, None) }]);
    }
}
