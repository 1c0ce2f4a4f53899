//! A text as it is read: one folded character for each of the original, with the way back to the bytes it came from.

use std::ops::Range;

use crate::script::{BREAK, Script};

/// Of a longer text the rest is not read: the longest letters known have some ten thousand characters, and time is bounded.
pub const CHARS_MAX: usize = 40_000;

/// A folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    signs: Vec<char>,
    /// Where each sign begins in the original, in bytes, and where the last one ends.
    starts: Vec<u32>,
}

impl Folded {
    /// Reads at most [`CHARS_MAX`] characters.
    pub fn of(script: &Script, text: &str) -> Self {
        let mut folded = Self::default();
        folded.take(script, text);
        folded
    }

    /// Reads another text into the same room, for whoever reads thousands.
    pub fn take(&mut self, script: &Script, text: &str) {
        self.signs.clear();
        self.starts.clear();
        let mut end = 0;
        for (at, c) in text.char_indices().take(CHARS_MAX) {
            self.signs.push(script.read(c));
            self.starts.push(offset(at));
            end = at + c.len_utf8();
        }
        self.starts.push(offset(end));
    }

    /// The folded characters; what is no letter, ideograph or digit is [`BREAK`].
    pub fn signs(&self) -> &[char] {
        &self.signs
    }

    /// The bytes of the original behind a range of signs; a range that reaches too far is cut.
    pub fn bytes(&self, signs: &Range<usize>) -> Range<usize> {
        let at = |sign: usize| self.starts.get(sign.min(self.signs.len())).map_or(0, |start| *start as usize);
        at(signs.start)..at(signs.end)
    }

    /// Where a folded line occurs, each place once, from left to right; an empty line occurs nowhere.
    pub fn find<'a>(&'a self, needle: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
        let windows = self.signs.windows(needle.len().max(1)).enumerate();
        let hits = windows.filter(move |(_, window)| !needle.is_empty() && *window == needle);
        hits.map(move |(at, _)| at..at + needle.len())
    }

    /// The runs of signs between breaks.
    pub fn runs(&self) -> impl Iterator<Item = &[char]> {
        self.signs.split(|sign| *sign == BREAK).filter(|run| !run.is_empty())
    }
}

/// Places sorted, and those that touch made one.
pub fn join(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut().filter(|last| place.start <= last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => joined.push(place),
        }
    }
    joined
}

/// Texts are cut long before an offset outgrows 32 bits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        Script::parse("環 环\n燈 灯\n").unwrap()
    }

    #[test]
    fn the_way_back_leads_to_the_original() {
        let text = "路燈，環Ｂ路";
        let folded = Folded::of(&script(), text);
        let needle: Vec<char> = "环b".chars().collect();
        let places: Vec<_> = folded.find(&needle).collect();
        assert_eq!((places.len(), &places[0]), (1, &(3..5)));
        assert_eq!(&text[folded.bytes(&places[0])], "環Ｂ");
        assert_eq!(folded.runs().map(<[char]>::len).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(folded.bytes(&(4..99)), 12..text.len());
    }

    #[test]
    fn nothing_and_too_much_are_read_in_bounds() {
        let empty = Folded::of(&script(), "");
        assert_eq!((empty.signs().len(), empty.bytes(&(0..1)), empty.find(&[]).count()), (0, 0..0, 0));
        assert_eq!(Folded::of(&script(), &"x".repeat(1_000_000)).signs().len(), CHARS_MAX);
    }
}
