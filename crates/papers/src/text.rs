//! Plain text: a page of fixed width, where a Chinese character takes two columns. No closing mark stands at the beginning
//! of a line and no opening mark at its end.

use crate::block::{Block, Style};

/// Columns of a page: 38 Chinese characters, as on an office's A4.
pub const COLUMNS: usize = 76;

/// Columns by which a paragraph's first line is set in.
const INDENT_COLUMNS: usize = 4;

/// Marks that may not begin a line.
const CLOSING: &[char] = &[
    '\u{3001}', '\u{3002}', '\u{FF0C}', '\u{FF1B}', '\u{FF1A}', '\u{FF1F}', '\u{FF01}', '\u{FF09}', '\u{300B}',
    '\u{3009}', '\u{300D}', '\u{300F}', '\u{3011}', '\u{3015}', '\u{201D}', '\u{2019}', ',', '.', ';', ':', '?', '!',
    ')', '%',
];

/// Marks that may not end one.
const OPENING: &[char] =
    &['\u{FF08}', '\u{300A}', '\u{3008}', '\u{300C}', '\u{300E}', '\u{3010}', '\u{3014}', '\u{201C}', '\u{2018}', '('];

/// Marks written twice that stay together: the Chinese dash and the Chinese ellipsis.
const DOUBLED: &[char] = &['\u{2014}', '\u{2026}'];

/// The letter as lines of text.
pub fn lay_out(blocks: &[Block]) -> String {
    let mut page = String::new();
    for block in blocks {
        if matches!(block.style, Style::Heading | Style::Signature) {
            page.push('\n');
        }
        for line in lines(block) {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        if matches!(block.style, Style::Number | Style::Addressee) {
            page.push('\n');
        }
    }
    page
}

fn lines(block: &Block) -> Vec<String> {
    match block.style {
        Style::Title | Style::Number => wrap(&block.words, 0).iter().map(|line| pad(line, 2)).collect(),
        Style::Signature | Style::Day => wrap(&block.words, 0).iter().map(|line| pad(line, 1)).collect(),
        Style::Addressee | Style::Heading => wrap(&block.words, 0),
        Style::Paragraph => wrap(&block.words, INDENT_COLUMNS),
    }
}

/// Sets a line in by the whole room left (to the right edge) or by half of it (into the middle).
fn pad(line: &str, share: usize) -> String {
    let room = COLUMNS.saturating_sub(columns(line)) / share;
    format!("{}{line}", " ".repeat(room))
}

/// Words as lines of at most [`COLUMNS`]; space at a line's end hangs over and is no width.
fn wrap(words: &str, indent_columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent_columns);
    for cluster in clusters(words) {
        let fits = columns(&line) + columns(cluster.trim_end()) <= COLUMNS;
        if !fits && !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { cluster.trim_start() } else { cluster });
        while columns(line.trim_end()) > COLUMNS {
            let rest = line.split_off(width_bytes(&line));
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
    lines
}

/// What stays together on a line: pieces between the places where it may break.
fn clusters(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let seconds = rest.char_indices().skip(1);
        let end = rest.chars().zip(seconds).find(|(before, (_, after))| may_break(*before, *after));
        let (cluster, left) = rest.split_at(end.map_or(rest.len(), |(_, (at, _))| at));
        rest = left;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// A line may break after a space and beside a wide character; a Latin word stays whole, marks keep to their words.
fn may_break(before: char, after: char) -> bool {
    let bound = OPENING.contains(&before) || CLOSING.contains(&after) || after.is_whitespace();
    let doubled = before == after && DOUBLED.contains(&before);
    !bound && !doubled && (before.is_whitespace() || is_wide(before) || is_wide(after))
}

/// Bytes of the line's beginning that fill a page's width: where a cluster wider than a page is cut.
fn width_bytes(line: &str) -> usize {
    let mut used = 0;
    let over = line.char_indices().find(|(_, c)| {
        used += width(*c);
        used > COLUMNS
    });
    over.map_or(line.len(), |(at, _)| at)
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a character. Quotation marks, dash and ellipsis are as wide as the fonts of Chinese letters make them: a
/// line that counts them wide is never too long.
fn width(c: char) -> usize {
    let is_doubtful = matches!(c, '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}');
    if is_wide(c) || is_doubtful { 2 } else { 1 }
}

/// Chinese, Japanese, Korean and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str) -> Vec<String> {
        let page = lay_out(&[Block { style: Style::Paragraph, words: words.to_owned() }]);
        page.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_paragraph_is_set_in_and_broken_at_the_width() {
        let lines = paragraph(&"字".repeat(80));
        assert_eq!(lines.iter().map(|line| columns(line)).collect::<Vec<_>>(), [76, 76, 12]);
        assert!(lines[0].starts_with("    字") && lines[1].starts_with('字'));
    }

    #[test]
    fn no_closing_mark_begins_a_line_and_no_opening_mark_ends_one() {
        let closing = paragraph(&format!("{}。后来", "字".repeat(36)));
        assert!(closing[1].starts_with("字。"), "{closing:?}");
        let opening = paragraph(&format!("{}（注）", "字".repeat(35)));
        assert!(opening[1].starts_with('（'), "{opening:?}");
    }

    #[test]
    fn a_latin_word_stays_whole() {
        let lines = paragraph(&"petition ".repeat(12));
        assert!(lines.iter().all(|line| line.split_whitespace().all(|word| word == "petition")), "{lines:?}");
    }

    #[test]
    fn a_latin_word_before_a_closing_mark_goes_down_with_it() {
        let lines = paragraph(&format!("{}word。", "字".repeat(34)));
        assert_eq!(lines[1], "word。");
        let lines = paragraph(&format!("{}（word）。", "字".repeat(33)));
        assert_eq!(lines[1], "（word）。");
    }

    #[test]
    fn what_is_wider_than_a_page_is_cut() {
        let lines = paragraph(&format!("见 {}", "x".repeat(200)));
        assert_eq!(lines.iter().map(|line| columns(line)).collect::<Vec<_>>(), [6, 76, 76, 48]);
    }

    #[test]
    fn a_dash_stays_whole() {
        let lines = paragraph(&format!("{}——后来", "字".repeat(35)));
        assert_eq!(lines[1], "——后来");
    }

    #[test]
    fn an_apostrophe_breaks_no_word() {
        let lines = paragraph(&"it\u{2019}s ".repeat(30));
        assert!(lines.iter().all(|line| line.split_whitespace().all(|word| word == "it\u{2019}s")), "{lines:?}");
    }

    #[test]
    fn title_stands_in_the_middle_and_the_day_at_the_right() {
        let page = lay_out(&[
            Block { style: Style::Title, words: "处理意见书".to_owned() },
            Block { style: Style::Day, words: "2026年4月10日".to_owned() },
        ]);
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines[0].find('处'), Some(33));
        assert_eq!(columns(lines[1]), COLUMNS);
    }

    #[test]
    fn nothing_is_lost_and_nothing_hangs_over() {
        let words = "甲（乙）丙，丁《戊》 己 word，“庚”——辛……".repeat(40);
        let lines = paragraph(&words);
        assert!(lines.iter().all(|line| columns(line) <= COLUMNS), "{lines:?}");
        let joined: String = lines.concat();
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(bare(&joined), bare(&words));
    }
}
