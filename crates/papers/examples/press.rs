//! Presses a letter of some length over and over, each with other words, and prints how long one took: for
//! `cargo xtask bench letter`, which builds it as the product is built.

#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it measures how long a letter takes")]

use std::time::Instant;

use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{BlockKind, Letter, Told};
use huiyin_domain::matter::DocumentKind;
use huiyin_papers::pdf::PdfPress;
use huiyin_papers::{LayoutError, Paper};
use huiyin_render::Say;

fn main() -> Result<(), LayoutError> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200_usize);
    let press = PdfPress::new(Vec::new());
    let mut took: Vec<u128> = Vec::with_capacity(count);
    for n in 0..=count {
        let letter = letter(n);
        let started = Instant::now();
        let blocks = Say::new(letter.lang).letter(&letter);
        press.lay_out(&Paper { language: letter.lang, number: &letter.number, blocks: &blocks })?;
        took.push(started.elapsed().as_micros());
    }
    let first = took.remove(0);
    took.sort_unstable();
    let at = |hundredths: usize| took.get(took.len() * hundredths / 100).copied().unwrap_or(first);
    println!("{{\"letters\":{count},\"first_us\":{first},\"p50_us\":{},\"p99_us\":{}}}", at(50), at(99));
    Ok(())
}

/// The n-th, of about a thousand characters on two pages: no paragraph of it stands in another, so that nothing laid out
/// before is of use again.
fn letter(n: usize) -> Letter {
    let mut letter = Letter::sample(DocumentKind::HandlingOpinion);
    letter.number = format!("demo-D-2026-{n:06}");
    if let Told::Answer(answer) = &mut letter.told {
        let numbered = |(place, words): (usize, String)| format!("{n}.{place} {words}");
        answer.facts = sentences().enumerate().map(numbered).collect::<Vec<_>>().join("\n");
    }
    letter
}

/// Sentences of an office: those with which its letters open and tell what is due.
fn sentences() -> impl Iterator<Item = String> {
    let say = Say::new(Lang::ZhHans);
    let blocks = DocumentKind::ALL.iter().flat_map(move |kind| say.letter(&Letter::sample(*kind)));
    blocks
        .filter(|block| block.kind == BlockKind::Paragraph && block.words.contains('\u{3002}'))
        .map(|block| block.words)
}
