//! Sums of ledger lines, by day and by month, cut by one dimension at a time: what questions about figures are answered
//! from. To add a cut: its code and what it takes from a line in [`CUTS`], and from a table's row in `sql::figures`.

use std::collections::{BTreeMap, HashMap};

use huiyin_domain::ids::{ClassCode, OfficeId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::view::{Figure, FigureLine};
use jiff::civil::Date;

use super::rows::Block;
use crate::schema::{Cell, FIGURE_DAYS, FIGURE_MONTHS, How, Table};

/// What a cut takes from a shape; empty where it has none.
type Taken = fn(&Sums, Shape) -> &str;

/// The cuts by which sums are kept. By all dimensions at once they would be hardly fewer than the lines.
const CUTS: [(&str, Taken); 5] = [
    ("whole", |_, _| ""),
    ("unit", |sums, shape| sums.name(shape.unit)),
    ("channel", |_, shape| shape.channel.code()),
    ("class", |sums, shape| sums.name(shape.class)),
    ("kind", |_, shape| shape.kind.map_or("", Kind::code)),
];

/// What tells lines apart here; many lines have one shape. Codes are places in the list of names, so that a line costs
/// no copy of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Shape {
    figure: Figure,
    occurred_on: Date,
    recorded_on: Date,
    unit: usize,
    channel: Channel,
    class: usize,
    kind: Option<Kind>,
}

/// The key of a sum, its fields in the order of the tables' key.
type Key<'a> = (&'static str, Date, &'static str, &'a str, Date);

/// Sums of the lines that were added.
#[derive(Debug, Default)]
pub struct Sums {
    shapes: HashMap<Shape, i64>,
    names: Vec<Box<str>>,
    places: HashMap<Box<str>, usize>,
}

impl Sums {
    /// The sums of these lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a FigureLine>) -> Self {
        let mut sums = Self::default();
        lines.into_iter().for_each(|line| sums.add(line));
        sums
    }

    /// Adds a line.
    pub fn add(&mut self, line: &FigureLine) {
        let shape = Shape {
            figure: line.figure,
            occurred_on: line.occurred_on,
            recorded_on: line.recorded_on,
            unit: self.place(line.unit.as_str()),
            channel: line.channel,
            class: self.place(line.class.as_ref().map_or("", ClassCode::as_str)),
            kind: line.kind,
        };
        *self.shapes.entry(shape).or_default() += i64::from(line.n);
    }

    /// How many kinds of lines are kept apart: what they take in memory grows with it.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// There is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.names.push(name.into());
        self.places.insert(name.into(), self.names.len() - 1);
        self.names.len() - 1
    }

    fn name(&self, place: usize) -> &str {
        &self.names[place]
    }

    /// The rows they add to: those of days, those of months.
    pub fn blocks(&self, office: OfficeId) -> [Block<'_>; 2] {
        let [mut days, mut months] = [BTreeMap::<Key<'_>, i64>::new(), BTreeMap::new()];
        for (shape, n) in self.shapes.iter().filter(|(_, n)| **n != 0) {
            let (occurred_on, recorded_on, figure) = (shape.occurred_on, shape.recorded_on, shape.figure.code());
            for (cut, take) in CUTS {
                let value = take(self, *shape);
                *days.entry((cut, occurred_on, figure, value, recorded_on)).or_default() += n;
                let month = (cut, occurred_on.first_of_month(), figure, value, recorded_on.first_of_month());
                *months.entry(month).or_default() += n;
            }
        }
        [block(&FIGURE_DAYS, office, &days), block(&FIGURE_MONTHS, office, &months)]
    }
}

fn block<'a>(table: &'static Table, office: OfficeId, sums: &BTreeMap<Key<'a>, i64>) -> Block<'a> {
    let rows = sums.iter().map(|((cut, occurred_on, figure, value, recorded_on), n)| {
        let days = [*occurred_on, *recorded_on].map(Cell::Day);
        [Cell::Int(office.0), Cell::Text(cut), days[0], Cell::Text(figure), Cell::Text(value), days[1], Cell::Int(*n)]
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

    /// The sums of one cut: day or month, value, n.
    fn of<'a>(block: &'a Block<'a>, cut: &str) -> Vec<(Cell<'a>, Cell<'a>, Cell<'a>)> {
        let rows = block.rows().filter(|row| row[1] == Cell::Text(cut));
        rows.map(|row| (row[2], row[4], row[6])).collect()
    }

    #[test]
    fn a_month_is_the_sum_of_its_days() {
        let lines = [(1, 2), (30, 3), (30, 4)].map(|(day, n)| line(date(2026, 1, day), "water", n));
        let sums = Sums::of(&lines);
        let [days, months] = sums.blocks(OfficeId(1));
        let on = |day| Cell::Day(date(2026, 1, day));
        for (cut, value) in [("whole", ""), ("unit", "water"), ("channel", "letter"), ("class", ""), ("kind", "appeal")]
        {
            let value = Cell::Text(value);
            assert_eq!(of(&days, cut), [(on(1), value, Cell::Int(2)), (on(30), value, Cell::Int(7))]);
            assert_eq!(of(&months, cut), [(on(1), value, Cell::Int(9))]);
        }
    }

    #[test]
    fn what_adds_up_to_nothing_is_not_written() {
        let lines = [1, -1].map(|n| line(date(2026, 1, 1), "water", n));
        assert!(Sums::of(&lines).blocks(OfficeId(1)).iter().all(|block| block.cells.is_empty()));
    }
}
