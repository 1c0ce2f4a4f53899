//! Numbers as they are written: in digits, in numerals, and in both.

use super::Letter;
use super::lexicon::Lexicon;
use crate::fold::narrow;

/// A longer number is a code, not a count.
const SIGNS_MAX: usize = 15;

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// What it says.
    pub value: f64,
    /// Where it ends, in signs.
    pub end: usize,
}

impl Number {
    /// It as a small whole number, if it is one.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small before")]
    pub fn whole(&self) -> Option<i32> {
        (self.value.fract() == 0.0 && self.value.abs() < 1e6).then_some(self.value as i32)
    }
}

/// The number that begins here; none in the middle of one, nor for one too long to be a count.
pub fn read(lexicon: &Lexicon, letter: &Letter<'_>, at: usize) -> Option<Number> {
    let number =
        if letter.signs.get(at)?.is_ascii_digit() { in_digits(letter, at) } else { in_numerals(lexicon, letter, at) };
    number.filter(|number| number.end - at <= SIGNS_MAX).map(|number| scaled(lexicon, letter, number))
}

/// Digits with commas between thousands and one point; the signs of a folded text know neither.
fn in_digits(letter: &Letter<'_>, at: usize) -> Option<Number> {
    let is_digit = |at: usize| letter.signs.get(at).is_some_and(char::is_ascii_digit);
    let (mut end, mut digits) = (at, String::new());
    while end - at <= SIGNS_MAX {
        let sign = letter.raw.get(end).map(|sign| narrow(*sign));
        match sign {
            Some(_) if is_digit(end) => digits.push(letter.signs[end]),
            Some(',') if (end + 1..end + 4).all(is_digit) && !is_digit(end + 4) => {}
            Some('.') if is_digit(end + 1) && !digits.contains('.') => digits.push('.'),
            _ => break,
        }
        end += 1;
    }
    digits.parse().ok().map(|value| Number { value, end })
}

/// Numerals: digits one beside the other, or with scales between them.
fn in_numerals(lexicon: &Lexicon, letter: &Letter<'_>, at: usize) -> Option<Number> {
    let (mut end, mut has_scale) = (at, false);
    let (mut row, mut total, mut part, mut digit) = (0.0, 0.0, 0.0, None);
    while let Some(signs) = letter.signs.get(end..).filter(|signs| !signs.is_empty() && end - at <= SIGNS_MAX) {
        if let Some((length, value)) = lexicon.digits.longest(signs) {
            row = row * 10.0 + f64::from(*value);
            digit = Some(f64::from(*value));
            end += length;
        } else if let Some((length, scale)) = lexicon.scales.longest(signs) {
            let scale = f64::from(*scale);
            has_scale = true;
            if scale < 10_000.0 {
                part += digit.take().unwrap_or(1.0) * scale;
            } else {
                total = (total + part + digit.take().unwrap_or(0.0)).max(1.0) * scale;
                part = 0.0;
            }
            end += length;
        } else {
            break;
        }
    }
    let value = if has_scale { total + part + digit.unwrap_or(0.0) } else { row };
    (end > at).then_some(Number { value, end })
}

/// With the scales that stand behind digits.
fn scaled(lexicon: &Lexicon, letter: &Letter<'_>, mut number: Number) -> Number {
    while let Some((length, scale)) = letter.signs.get(number.end..).and_then(|signs| lexicon.scales.longest(signs)) {
        number.value *= f64::from(*scale);
        number.end += length;
    }
    number
}
