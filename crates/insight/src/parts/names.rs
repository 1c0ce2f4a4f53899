//! Names of units and companies: what stands before the word they end with, as far back as a name reaches.

use super::lexicon::Lexicon;
use super::{Found, Letter, PARTS_MAX, What};
use crate::script::BREAK;

/// Signs of a name before the word it ends with.
const NAME_MIN: usize = 2;
const NAME_MAX: usize = 18;

/// The names in a letter; of two that overlap the one that begins first, and of these the longer.
pub fn find(lexicon: &Lexicon, letter: &Letter<'_>) -> Vec<Found> {
    let (mut found, mut from, mut at): (Vec<Found>, usize, usize) = (Vec::new(), 0, 0);
    while at < letter.signs.len() && found.len() < PARTS_MAX {
        let signs = &letter.signs[at..];
        let unit = lexicon.units.longest(signs).map(|(length, ())| (length, What::Unit));
        let company = lexicon.companies.longest(signs).map(|(length, ())| (length, What::Company));
        let ending = [unit, company].into_iter().flatten().max_by_key(|(length, _)| *length);
        let Some((length, what)) = ending else {
            at += 1;
            continue;
        };
        let start = start(lexicon, letter, from, at);
        if at - start >= NAME_MIN {
            found.push((start..at + length, what));
            from = at + length;
        }
        at += length;
    }
    join(found)
}

/// Two names of which one goes on where the other ends are one: the bureau of a city's government.
fn join(found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    for (signs, what) in found {
        match joined.last_mut().filter(|(last, kind)| last.end == signs.start && *kind == what) {
            Some((last, _)) => last.end = signs.end,
            None => joined.push((signs, what)),
        }
    }
    joined
}

/// How far back the name reaches that ends here.
fn start(lexicon: &Lexicon, letter: &Letter<'_>, from: usize, end: usize) -> usize {
    let first = from.max(end.saturating_sub(NAME_MAX));
    let is_end =
        |at: usize| letter.signs[at] == BREAK || lexicon.before.longest_end(&letter.signs[first..=at]).is_some();
    (first..end).rev().find(|at| is_end(*at)).map_or(first, |at| at + 1)
}
