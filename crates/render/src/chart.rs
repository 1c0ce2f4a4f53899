//! Charts as SVG: columns side by side over a row of names. A chart says nothing that the table beside it does not say in
//! words, so that nobody needs to see it; series differ by form and not by colour alone.

use askama::Template;

/// Height of the columns' ground, in the chart's own units.
const GROUND: u64 = 120;
/// Room above it for the highest column's line, and at the left for the numbers.
const TOP: u64 = 10;
const LEFT: u64 = 34;
/// Least and greatest width of a name with its columns: many stay apart, one month alone is no wall.
const STEP_MIN: u64 = 26;
const STEP_MAX: u64 = 62;
/// Room for the columns, however few there are.
const ROOM: u64 = 312;
/// Room that a name takes when it is written: seven signs.
const NAME: u64 = 40;
/// Room below for the names.
const BOTTOM: u64 = 16;

/// Columns side by side.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/chart.html")]
pub struct Chart {
    title: String,
    series: Vec<String>,
    names: Vec<String>,
    /// By name, one number a series; what is below nothing is drawn as nothing.
    numbers: Vec<Vec<u64>>,
    most: u64,
    /// Height of the whole, and where the names stand in it.
    height: u64,
    foot: u64,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Column {
    series: usize,
    x: u64,
    y: u64,
    width: u64,
    height: u64,
}

/// A line across, and the number it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grid {
    y: u64,
    n: u64,
}

impl Chart {
    /// The rows, each a name and one number a series, from left to right; `most` is what the ground reaches at least.
    pub fn of(title: String, series: Vec<String>, rows: Vec<(String, Vec<i64>)>, most: u64) -> Self {
        let (names, numbers): (Vec<_>, Vec<Vec<i64>>) = rows.into_iter().unzip();
        let numbers: Vec<Vec<u64>> =
            numbers.into_iter().map(|row| row.into_iter().map(|n| u64::try_from(n).unwrap_or(0)).collect()).collect();
        let highest = numbers.iter().flatten().copied().max().unwrap_or(0);
        let (most, height) = (round_up(highest.max(most).max(1)), TOP + GROUND + BOTTOM);
        Self { title, series, names, numbers, most, height, foot: height - 4 }
    }

    fn width(&self) -> u64 {
        LEFT + ROOM.max(self.step() * self.names.len() as u64)
    }

    /// Width of a name with its columns.
    fn step(&self) -> u64 {
        (ROOM / (self.names.len().max(1) as u64)).clamp(STEP_MIN, STEP_MAX)
    }

    fn columns(&self) -> Vec<Column> {
        let step = self.step();
        // A quarter is air, half of it on each side.
        let width = step * 3 / 4 / (self.series.len().max(1) as u64);
        let column = |place: usize, series: usize, n: u64| {
            let height = n * GROUND / self.most;
            let x = LEFT + step * place as u64 + step / 8 + width * series as u64;
            Column { series, x, y: TOP + GROUND - height, width, height }
        };
        let of_name = |(place, numbers): (usize, &Vec<u64>)| {
            numbers.iter().enumerate().map(|(series, n)| column(place, series, *n)).collect::<Vec<_>>()
        };
        self.numbers.iter().enumerate().flat_map(of_name).collect()
    }

    /// The ground, its middle where that is a whole number, and the top.
    fn grid(&self) -> Vec<Grid> {
        let middle = self.most.is_multiple_of(2).then_some(self.most / 2);
        let numbers = std::iter::once(0).chain(middle).chain([self.most]);
        numbers.map(|n| Grid { y: TOP + GROUND - n * GROUND / self.most, n }).collect()
    }

    /// The names that are written, and where; of many every second or third, so that they do not touch.
    fn labels(&self) -> Vec<(u64, &str)> {
        let (step, every) = (self.step(), NAME.div_ceil(self.step()));
        let written = (0..).zip(&self.names).filter(|(place, _)| place % every == 0);
        written.map(|(place, name)| (LEFT + step * place + step / 2, name.as_str())).collect()
    }
}

/// The next number above that people like on an axis: 1, 2 or 5 with zeros.
fn round_up(n: u64) -> u64 {
    let mut unit: u64 = 1;
    loop {
        for step in [1, 2, 5] {
            if unit.saturating_mul(step) >= n {
                return unit.saturating_mul(step);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_on_the_ground_and_side_by_side() {
        let rows = vec![("a".to_owned(), vec![50, -3]), ("b".to_owned(), vec![100, 20])];
        let chart = Chart::of(String::new(), vec![String::new(), String::new()], rows, 0);
        let heights: Vec<_> = chart.columns().iter().map(|column| column.height).collect();
        assert_eq!(heights, [60, 0, 120, 24]);
        assert!(chart.columns().iter().all(|column| column.y + column.height == TOP + GROUND));
        assert!(chart.columns().windows(2).all(|pair| pair[0].x + pair[0].width <= pair[1].x));
        assert_eq!(chart.grid().iter().map(|grid| grid.n).collect::<Vec<_>>(), [0, 50, 100]);
    }

    #[test]
    fn names_do_not_touch_however_many_there_are() {
        for many in 1..40 {
            let rows = (0..many).map(|n| (format!("2026-{n:02}"), vec![1])).collect();
            let chart = Chart::of(String::new(), vec![String::new()], rows, 0);
            let labels = chart.labels();
            assert_eq!(labels[0].1, "2026-00");
            assert!(labels.windows(2).all(|pair| pair[1].0 - pair[0].0 >= NAME), "{many}: {labels:?}");
            assert!(chart.columns().iter().all(|column| column.x + column.width <= chart.width()), "{many}");
        }
    }

    #[test]
    fn an_axis_ends_in_a_round_number() {
        for (n, round) in [(1, 1), (3, 5), (11, 20), (51, 100), (201, 500), (u64::MAX, u64::MAX)] {
            assert_eq!(round_up(n), round);
        }
    }
}
