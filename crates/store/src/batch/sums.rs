//! Sums of ledger lines, by day and by month, cut by one dimension at a time: what questions about figures are answered
//! from. To add a cut: its code and what it takes from a line in [`CUTS`], and from a table's row in `sql::figures`.

use std::collections::{BTreeMap, HashMap};

use huiyin_domain::ids::{ClassCode, OfficeId, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::view::{Figure, FigureLine};
use jiff::civil::Date;

use super::rows::Block;
use crate::schema::{Cell, FIGURE_DAYS, FIGURE_MONTHS, How, Table};

/// What a cut takes from a line; empty where the line has none.
type Taken = for<'a> fn(&Shape<'a>) -> &'a str;

/// The cuts by which sums are kept. By all dimensions at once they would be hardly fewer than the lines.
const CUTS: [(&str, Taken); 5] = [
    ("whole", |_| ""),
    ("unit", |shape| shape.unit.as_str()),
    ("channel", |shape| shape.channel.code()),
    ("class", |shape| shape.class.map_or("", ClassCode::as_str)),
    ("kind", |shape| shape.kind.map_or("", Kind::code)),
];

/// What tells lines apart here; many lines have one shape.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shape<'a> {
    figure: Figure,
    occurred_on: Date,
    recorded_on: Date,
    unit: &'a UnitCode,
    channel: Channel,
    class: Option<&'a ClassCode>,
    kind: Option<Kind>,
}

/// The key of a sum, its fields in the order of the tables' key.
type Key<'a> = (&'static str, Date, &'static str, &'a str, Date);

/// Sums of lines that live as long as these.
#[derive(Debug, Default)]
pub struct Sums<'a> {
    days: BTreeMap<Key<'a>, i64>,
    months: BTreeMap<Key<'a>, i64>,
}

impl<'a> Sums<'a> {
    /// The sums of these lines.
    pub fn of(lines: impl IntoIterator<Item = &'a FigureLine>) -> Self {
        let mut shapes: HashMap<Shape<'a>, i64> = HashMap::new();
        for line in lines {
            *shapes.entry(shape(line)).or_default() += i64::from(line.n);
        }
        let mut sums = Self::default();
        for (shape, n) in shapes.into_iter().filter(|(_, n)| *n != 0) {
            sums.add(&shape, n);
        }
        sums
    }

    fn add(&mut self, shape: &Shape<'a>, n: i64) {
        let (occurred_on, recorded_on, figure) = (shape.occurred_on, shape.recorded_on, shape.figure.code());
        for (cut, take) in CUTS {
            let value = take(shape);
            *self.days.entry((cut, occurred_on, figure, value, recorded_on)).or_default() += n;
            let month = (cut, occurred_on.first_of_month(), figure, value, recorded_on.first_of_month());
            *self.months.entry(month).or_default() += n;
        }
    }

    /// The rows they add to.
    pub fn blocks(&self, office: OfficeId) -> [Block<'a>; 2] {
        [block(&FIGURE_DAYS, office, &self.days), block(&FIGURE_MONTHS, office, &self.months)]
    }
}

fn shape(line: &FigureLine) -> Shape<'_> {
    Shape {
        figure: line.figure,
        occurred_on: line.occurred_on,
        recorded_on: line.recorded_on,
        unit: &line.unit,
        channel: line.channel,
        class: line.class.as_ref(),
        kind: line.kind,
    }
}

fn block<'a>(table: &'static Table, office: OfficeId, sums: &BTreeMap<Key<'a>, i64>) -> Block<'a> {
    let rows = sums.iter().map(|((cut, occurred_on, figure, value, recorded_on), n)| {
        let (occurred_on, recorded_on) = (Cell::Day(*occurred_on), Cell::Day(*recorded_on));
        [
            Cell::Int(office.0),
            Cell::Text(cut),
            occurred_on,
            Cell::Text(figure),
            Cell::Text(value),
            recorded_on,
            Cell::Int(*n),
        ]
    });
    Block::new(table, How::Add, rows)
}

#[cfg(test)]
mod tests {
    use huiyin_domain::ids::{IssueNo, MatterId};
    use jiff::civil::date;

    use super::*;

    fn line(on: Date, unit: &str, n: i32) -> FigureLine {
        FigureLine {
            figure: Figure::Received,
            occurred_on: on,
            recorded_on: date(2026, 3, 9),
            unit: unit.parse().unwrap(),
            channel: Channel::Letter,
            class: None,
            kind: Some(Kind::Appeal),
            matter: MatterId::from_bits(1),
            issue: Some(IssueNo::FIRST),
            seq: 1,
            n,
        }
    }

    #[test]
    fn a_month_is_the_sum_of_its_days() {
        let lines = [(1, 2), (30, 3), (30, 4)].map(|(day, n)| line(date(2026, 1, day), "water", n));
        let sums = Sums::of(&lines);
        let of = |sums: &BTreeMap<Key<'_>, i64>, cut| {
            sums.iter().filter(|(key, _)| key.0 == cut).map(|(key, n)| (key.1, *n)).collect::<Vec<_>>()
        };
        for (cut, _) in CUTS {
            assert_eq!(of(&sums.days, cut), [(date(2026, 1, 1), 2), (date(2026, 1, 30), 7)]);
            assert_eq!(of(&sums.months, cut), [(date(2026, 1, 1), 9)]);
        }
    }

    #[test]
    fn what_adds_up_to_nothing_is_not_written() {
        let lines = [1, -1].map(|n| line(date(2026, 1, 1), "water", n));
        assert!(Sums::of(&lines).blocks(OfficeId(1)).iter().all(|block| block.cells.is_empty()));
    }
}
