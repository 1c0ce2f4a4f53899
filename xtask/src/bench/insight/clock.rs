//! Processor time of this thread, to the nanosecond: what one text costs, however busy the machine is.

use std::fs;

use anyhow::Context;

use crate::bench::line::real;

/// Nanoseconds that this thread has run so far.
pub fn used_ns() -> anyhow::Result<u64> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").context("no schedstat: not Linux?")?;
    line.split(' ').next().and_then(|first| first.parse().ok()).context("a schedstat of another form")
}

/// The time that 99 of 100 stay under.
pub fn slowest_hundredth_ms(mut times_ns: Vec<u64>) -> f64 {
    times_ns.sort_unstable();
    times_ns.get(times_ns.len() * 99 / 100).map_or(0.0, |time| real(*time) / 1e6)
}
