//! Where sentences end.

use std::ops::Range;

/// The sentences of a text, in bytes: up to a full stop, a question or exclamation mark, a semicolon or the end of a line. A
/// point within or behind a number ends nothing where it stands in an amount or before a point of a list.
pub fn of(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut before) = (0, None);
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let end = at + sign.len_utf8();
        let is_number =
            sign == '.' && (joins(before, signs.peek().map(|(_, next)| *next)) || is_mark(&text[start..at]));
        if is_stop(sign) && !is_number {
            sentences.push(start..end);
            start = end;
        }
        before = Some(sign);
    }
    sentences.extend((start < text.len()).then_some(start..text.len()));
    sentences
}

fn joins(before: Option<char>, after: Option<char>) -> bool {
    before.zip(after).is_some_and(|(before, after)| before.is_ascii_digit() && after.is_ascii_digit())
}

/// A sentence that is a number so far begins with the mark of its point.
fn is_mark(sentence: &str) -> bool {
    let sentence = sentence.trim();
    !sentence.is_empty() && sentence.bytes().all(|byte| byte.is_ascii_digit())
}

/// The marks that end a sentence, narrow and wide.
const fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | ';' | '\n' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff1b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_stops_and_nowhere_else() {
        for (text, expected) in [
            ("", &[][..]),
            ("路灯坏了", &["路灯坏了"]),
            ("路灯坏了。请修！", &["路灯坏了。", "请修！"]),
            ("It costs 3.5 yuan. Why?\n", &["It costs 3.5 yuan.", " Why?", "\n"]),
            ("1. 修路。2.装灯。", &["1. 修路。", "2.装灯。"]),
            ("。", &["。"]),
        ] {
            let cut: Vec<&str> = of(text).into_iter().map(|part| &text[part]).collect();
            assert_eq!(cut, expected);
        }
    }
}
