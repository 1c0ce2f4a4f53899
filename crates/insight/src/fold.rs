//! Folding: the forms in which one and the same character is typed, full width and half width, upper and lower case.

/// First and last of the full-width forms of the printing ASCII characters, and how far they lie from them.
const WIDE: std::ops::RangeInclusive<u32> = 0xFF01..=0xFF5E;
const WIDE_OFFSET: u32 = 0xFEE0;

/// The half-width form of a full-width character; any other as it is.
pub fn narrow(c: char) -> char {
    match u32::from(c) {
        0x3000 => ' ',
        wide if WIDE.contains(&wide) => char::from_u32(wide - WIDE_OFFSET).unwrap_or(c),
        _ => c,
    }
}

/// A line as it is compared: half width, lower case, runs of white space as one space, none at the ends.
pub fn line(text: &str) -> String {
    let narrowed: String = text.chars().map(narrow).flat_map(char::to_lowercase).collect();
    narrowed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A dash of any length, or white space: what people put between the groups of a code.
pub fn is_filler(c: char) -> bool {
    let c = narrow(c);
    c.is_whitespace() || c == '-' || ('\u{2010}'..='\u{2015}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_half_width_are_one() {
        assert_eq!(line("　ＡＢＣ－１２　\t３ "), "abc-12 3");
        assert_eq!(line("信访 事项"), "信访 事项");
        assert_eq!(line(""), "");
    }

    #[test]
    fn dashes_and_spaces_fill() {
        assert!("- －–—　\n".chars().all(is_filler));
        assert!(!"a0信".chars().any(is_filler));
    }
}
