//! Demands: the sentences that ask for something, and the points of a list that such a sentence opens.

use std::ops::Range;

use super::lexicon::Lexicon;
use crate::folded::Folded;
use crate::script::Script;
use crate::sentences;

/// A point of a list begins with at most so many signs of number and mark.
const MARK_MAX: usize = 4;

/// Signs of a clause before the word that asks: who asks, and how urgently.
const LEAD_MAX: usize = 4;

/// The demands of a letter, in bytes; a proposal how to split it.
pub fn find(script: &Script, lexicon: &Lexicon, text: &str, folded: &Folded) -> Vec<Range<usize>> {
    let read = folded.bytes(&(0..folded.signs().len())).end;
    let (mut demands, mut is_listed) = (Vec::new(), false);
    for sentence in points(lexicon, &text[..read]) {
        let piece = &text[sentence.clone()];
        let asks = asks(script, lexicon, piece);
        let is_head = asks && piece.trim_end().ends_with([':', '\u{ff1a}']);
        let is_point = mark(lexicon, piece).is_some();
        if !is_head && (asks || is_listed && is_point) {
            demands.push(trimmed(text, sentence));
        }
        is_listed = is_head || is_listed && (is_point || piece.trim().is_empty());
    }
    demands
}

/// A word that asks, near the beginning of a clause: further on it tells of what others ask.
fn asks(script: &Script, lexicon: &Lexicon, piece: &str) -> bool {
    let folded = Folded::of(script, piece);
    let asks = |clause: &[char]| {
        (0..clause.len().min(LEAD_MAX + 1)).any(|at| lexicon.demands.longest(&clause[at..]).is_some())
    };
    folded.runs().any(asks)
}

/// Sentences, cut before each numbered point and behind each colon.
fn points(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    let mut points = Vec::new();
    for sentence in sentences::of(text) {
        let mut start = sentence.start;
        let mut is_open = true;
        for (at, sign) in text[sentence.clone()].char_indices() {
            let at = sentence.start + at;
            if is_open && at > start && mark(lexicon, &text[at..sentence.end]).is_some() {
                points.push(start..at);
                start = at;
            }
            is_open = matches!(sign, ',' | ':' | '\u{ff0c}' | '\u{ff1a}') || is_open && sign.is_whitespace();
        }
        points.push(start..sentence.end);
    }
    points
}

/// The number and mark with which a point begins.
fn mark(lexicon: &Lexicon, piece: &str) -> Option<usize> {
    let piece = piece.trim_start();
    let is_mark = |sign: char| matches!(sign, '.' | ')' | '\u{3001}' | '\u{ff09}' | '\u{ff0e}');
    let at = piece.char_indices().take(MARK_MAX).find(|(_, sign)| is_mark(*sign))?.0;
    let number = piece[..at].trim_start_matches(['(', '\u{ff08}']);
    let is_number = |sign: char| {
        let one = [sign];
        sign.is_ascii_digit() || lexicon.digits.longest(&one).is_some() || lexicon.scales.longest(&one).is_some()
    };
    let follows = piece[at..].chars().nth(1);
    let is_decimal = follows.is_some_and(|sign| sign.is_ascii_digit());
    (!number.is_empty() && number.chars().all(is_number) && !is_decimal).then_some(at)
}

/// A piece without the white space around it.
fn trimmed(text: &str, piece: Range<usize>) -> Range<usize> {
    let whole = &text[piece.clone()];
    let start = piece.start + (whole.len() - whole.trim_start().len());
    start..start + whole.trim().len()
}
