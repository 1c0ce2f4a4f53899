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
    '\u{3009}', '\u{300D}', '\u{300F}', '\u{3015}', '\u{201D}', '\u{2019}', ',', '.', ';', ':', '?', '!', ')',
];

/// Marks that may not end one.
const OPENING: &[char] =
    &['\u{FF08}', '\u{300A}', '\u{3008}', '\u{300C}', '\u{300E}', '\u{3014}', '\u{201C}', '\u{2018}', '('];

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

fn wrap(words: &str, indent_columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent_columns);
    for piece in pieces(words) {
        let fits = columns(&line) + columns(piece) <= COLUMNS;
        if !fits && !line.trim().is_empty() {
            let carried = carried_over(&mut line, piece);
            lines.push(std::mem::take(&mut line));
            line.push_str(&carried);
        }
        if line.is_empty() { line.push_str(piece.trim_start()) } else { line.push_str(piece) }
    }
    lines.push(line);
    lines
}

/// What must go down to the next line with the piece that no longer fits: the character before a closing mark, and
/// opening marks that would be left at the end.
fn carried_over(line: &mut String, piece: &str) -> String {
    let mut carried = Vec::new();
    if piece.starts_with(CLOSING) {
        carried.extend(line.pop());
        while carried.last().is_some_and(|c| CLOSING.contains(c)) {
            match line.pop() {
                Some(c) => carried.push(c),
                None => break,
            }
        }
    }
    while line.ends_with(OPENING) {
        carried.extend(line.pop());
    }
    carried.iter().rev().collect()
}

/// Where a line may break: between any two wide characters, and at spaces; a Latin word stays whole.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        if width(first) == 1 && !first.is_whitespace() {
            let word = rest.char_indices().find(|(_, c)| width(*c) == 2 || c.is_whitespace());
            end = word.map_or(rest.len(), |(at, _)| at);
        }
        let (piece, left) = rest.split_at(end);
        rest = left;
        Some(piece)
    })
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a character: two for Chinese, Japanese, Korean and full-width forms.
fn width(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD);
    if wide { 2 } else { 1 }
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
    fn nothing_is_lost() {
        let words = "甲（乙）丙，丁《戊》 己 word，".repeat(40);
        let joined: String = paragraph(&words).concat();
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(bare(&joined), bare(&words));
    }
}
