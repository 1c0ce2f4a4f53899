//! A line of the bench: what was measured, against which limit, and whether it is as wanted.

use serde::Serialize;

/// What is wanted of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Want {
    /// The value is at most this.
    AtMost(f64),
    /// The value is at least this.
    AtLeast(f64),
    /// The ratio is at most this.
    RatioAtMost(f64),
    /// The ratio is at least this.
    RatioAtLeast(f64),
}

/// A line.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Database and bench.
    pub name: String,
    /// What ours did.
    pub value: f64,
    /// What the limit, or ours on the small database, did.
    pub limit: Option<f64>,
    /// Whose meaning `want` tells: how near ours comes to the limit, or how many times the small database's value it is.
    pub ratio: Option<f64>,
    /// Of value and limit.
    pub unit: &'static str,
    /// What is wanted, in words.
    pub want: String,
    /// It is so.
    pub met: bool,
    /// What stands beside: wall clock, rates, percentiles.
    pub beside: String,
}

impl Line {
    /// A line without a limit.
    pub fn alone(name: impl Into<String>, value: f64, unit: &'static str, want: Want) -> Self {
        Self::of(name, value, unit, None, None, want)
    }

    /// A line of costs: the ratio is limit by value, 1 where ours costs no more than the limit.
    pub fn cost(name: impl Into<String>, value: f64, limit: f64, unit: &'static str, want: Want) -> Self {
        Self::of(name, value, unit, Some(limit), Some(limit / value), want)
    }

    /// A line of rates: the ratio is value by limit, 1 where ours is as fast as the limit.
    pub fn rate(name: impl Into<String>, value: f64, limit: f64, unit: &'static str, want: Want) -> Self {
        Self::of(name, value, unit, Some(limit), Some(value / limit), want)
    }

    /// A line of growth: the ratio is the value on the big database by that on the small one.
    pub fn growth(name: impl Into<String>, big: f64, small: f64, unit: &'static str, want: Want) -> Self {
        Self::of(name, big, unit, Some(small), Some(big / small), want)
    }

    /// The same with what stands beside.
    #[must_use]
    pub fn beside(mut self, beside: impl Into<String>) -> Self {
        self.beside = beside.into();
        self
    }

    fn of(
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        limit: Option<f64>,
        ratio: Option<f64>,
        want: Want,
    ) -> Self {
        let (words, met) = match want {
            Want::AtMost(most) => (format!("at most {most} {unit}"), value <= most),
            Want::AtLeast(least) => (format!("at least {least} {unit}"), value >= least),
            Want::RatioAtMost(most) => (format!("ratio at most {most}"), ratio.is_some_and(|ratio| ratio <= most)),
            Want::RatioAtLeast(least) => (format!("ratio at least {least}"), ratio.is_some_and(|ratio| ratio >= least)),
        };
        Self { name: name.into(), value, limit, ratio, unit, want: words, met, beside: String::new() }
    }

    /// One row of the table.
    pub fn print(&self) {
        let or_dash = |number: Option<f64>| number.map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"));
        let met = if self.met { "met" } else { "MISSED" };
        println!(
            "{:<34} {:>12.1} {:>12} {:>7}  {:<22} {:<22} {met:<7} {}",
            self.name,
            self.value,
            self.limit.map_or_else(|| "-".to_owned(), |limit| format!("{limit:.1}")),
            or_dash(self.ratio),
            self.unit,
            self.want,
            self.beside
        );
    }
}

/// The head of the table.
pub fn print_head() {
    println!(
        "{:<34} {:>12} {:>12} {:>7}  {:<22} {:<22} {:<7} beside",
        "bench", "value", "limit", "ratio", "unit", "want", ""
    );
}

/// A count as a number to divide by.
#[expect(clippy::cast_precision_loss, reason = "counts and microseconds of a bench are far below 2^52")]
pub const fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_means_the_same_for_costs_and_rates() {
        let cost = Line::cost("a", 50.0, 20.0, "us", Want::RatioAtLeast(0.4));
        let rate = Line::rate("a", 20.0, 50.0, "/s", Want::RatioAtLeast(0.4));
        assert_eq!((cost.ratio, rate.ratio), (Some(0.4), Some(0.4)));
        assert!(cost.met && rate.met);
        assert!(!Line::cost("a", 51.0, 20.0, "us", Want::RatioAtLeast(0.4)).met);
    }

    #[test]
    fn growth_and_bare_values_are_held_to_their_most() {
        assert!(Line::growth("a", 15.0, 10.0, "ms", Want::RatioAtMost(1.5)).met);
        assert!(!Line::growth("a", 16.0, 10.0, "ms", Want::RatioAtMost(1.5)).met);
        assert!(!Line::alone("a", 81.0, "MiB", Want::AtMost(80.0)).met);
        assert!(Line::alone("a", 3_000.0, "/s", Want::AtLeast(3_000.0)).met);
    }
}
