//! The lead's page: a table of units and one of days, each number a link to the rows it counts; this month's figures.

use askama::Template;
use jiff::civil::Date;

use super::{Frame, Number};
use crate::Lang;

/// The page behind `/desk/lead`.
#[derive(Debug, Template)]
#[template(path = "pages/lead.html")]
pub struct LeadPage {
    /// What stands around it.
    pub frame: Frame,
    /// The day it is seen on.
    pub today: Date,
    /// Units with anything open.
    pub loads: Vec<Load>,
    /// All of them together, by the same columns.
    pub sums: Vec<Cell>,
    /// The days ahead.
    pub days: Vec<DayLoad>,
    /// Figures of this month, by name.
    pub figures: Vec<(String, Number)>,
}

/// A number that opens its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How many.
    pub n: u64,
    /// The list of them.
    pub href: String,
}

/// What a unit has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Its name.
    pub unit: String,
    /// How many handle matters in it.
    pub handlers: u32,
    /// Overdue, due today, within a week, within a month, open.
    pub cells: Vec<Cell>,
}

/// What is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLoad {
    /// The day in words.
    pub day: String,
    /// How much.
    pub cell: Cell,
}

impl Load {
    /// What is past its day.
    pub fn overdue(&self) -> u64 {
        self.cells.first().map_or(0, |cell| cell.n)
    }

    /// All that is open.
    pub fn open(&self) -> u64 {
        self.cells.last().map_or(0, |cell| cell.n)
    }

    /// Open issues for each who handles them, to one decimal; nothing where nobody does.
    fn each(&self) -> String {
        let tenths = (self.open() * 10).checked_div(u64::from(self.handlers));
        tenths.map_or_else(String::new, |tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }
}

impl LeadPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let cell = |n: u64| Cell { n, href: "/desk?due=overdue".to_owned() };
        let load = Load { unit: "<unit>".to_owned(), handlers: 2, cells: [1, 0, 2, 4, 5].map(cell).to_vec() };
        Self {
            frame: Frame::sample(lang),
            today: Date::constant(2026, 3, 2),
            loads: vec![load],
            sums: [1, 0, 2, 4, 5].map(cell).to_vec(),
            days: vec![DayLoad { day: "<day>".to_owned(), cell: cell(2) }],
            figures: vec![
                (
                    "<label>".to_owned(),
                    Number { n: 7, href: Some("/desk/figures/received?from=2026-03-01".to_owned()) },
                ),
                ("<label>".to_owned(), Number { n: 0, href: None }),
            ],
        }
    }

    fn known(&self) -> String {
        self.frame.say.text("lead-known", &[("day", self.frame.say.weekday(self.today))])
    }

    /// The largest number of a day, for the bars; at least one.
    fn most(&self) -> u64 {
        self.days.iter().map(|day| day.cell.n).max().unwrap_or(0).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_is_shared_by_those_who_handle_it() {
        let cells = vec![Cell { n: 0, href: String::new() }, Cell { n: 7, href: String::new() }];
        let load = |handlers| Load { unit: String::new(), handlers, cells: cells.clone() };
        assert_eq!((load(2).each(), load(0).each()), ("3.5".to_owned(), String::new()));
    }
}
