//! What is taken out of a text before it is indexed or quoted: numbers by which a person could be reached or known. Names
//! stand in no list, so they stay; a text that should be found by nobody is not indexed at all.

use std::ops::Range;

use crate::fold;

/// Digits that make a telephone number, a card or an identity document; sums of money and years have fewer.
const DIGITS_MIN: usize = 7;
/// What stands for a sign that was taken out; no query holds it.
const MASK: char = '*';

/// The text with `*` for each sign of a long number or a mail address. As many characters as before.
pub fn masked(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    for place in places(text) {
        out[place].fill(MASK);
    }
    out.into_iter().collect()
}

/// Where the long numbers and the mail addresses stand, in characters, from left to right.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let narrow: Vec<char> = text.chars().map(fold::narrow).collect();
    let digits = |run: &Range<usize>| narrow[run.clone()].iter().filter(|sign| sign.is_ascii_digit()).count();
    let numbers = runs(&narrow, is_of_number).into_iter().filter(|run| digits(run) >= DIGITS_MIN);
    let is_address = |run: &Range<usize>| narrow[run.clone()].contains(&'@');
    let addresses = runs(&narrow, is_of_address).into_iter().filter(is_address);
    let mut places: Vec<Range<usize>> = numbers.chain(addresses).collect();
    places.sort_by_key(|place| place.start);
    places
}

/// The longest runs of signs of a kind.
fn runs(signs: &[char], is_of: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut start = 0;
    let chunks = signs.chunk_by(|a, b| is_of(*a) == is_of(*b)).map(|chunk| {
        start += chunk.len();
        start - chunk.len()..start
    });
    chunks.filter(|run| is_of(signs[run.start])).collect()
}

/// Numbers are written in groups, and an identity document may end in a letter.
const fn is_of_number(sign: char) -> bool {
    matches!(sign, '0'..='9' | '-' | ' ' | 'X' | 'x')
}

const fn is_of_address(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '@' | '.' | '_' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_taken_out_and_others_stay() {
        for (text, expected) in [
            ("电话13800138000。", "电话***********。"),
            ("证号11010119900101001X号", "证号******************号"),
            ("０２１－５５５５ １２３４", "*************"),
            ("写信到 a.b@example.org 吧", "写信到 *************** 吧"),
            ("2026年3月欠薪120000元，3-2-501室", "2026年3月欠薪120000元，3-2-501室"),
            ("", ""),
        ] {
            assert_eq!(masked(text), expected);
            assert_eq!(masked(text).chars().count(), text.chars().count());
        }
    }

    #[test]
    fn places_are_told_from_left_to_right() {
        assert_eq!(places("信a@b.cn，电13800138000。"), [1..7, 9..20]);
        assert_eq!(places("2026年3月"), []);
    }
}
