//! Counts as numbers to reckon with, and back into small whole ones; the one place where precision may be lost.

/// A count as a number; counts here stay far below what 32 bits hold exactly enough for weights.
#[expect(clippy::cast_precision_loss, reason = "weights need no more than seven digits of a count")]
pub const fn real(count: usize) -> f32 {
    count as f32
}

/// A count for sums and shares.
#[expect(clippy::cast_precision_loss, reason = "counts of texts are far below 2^52")]
pub const fn wide(count: usize) -> f64 {
    count as f64
}

/// The nearest small whole number; what lies outside becomes the nearest end.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the range before")]
pub fn small(value: f32) -> i16 {
    value.round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}
