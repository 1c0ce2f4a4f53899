//! The press: words from `render`, layout from `papers`, for the use cases' port. Letters are in the office's own language.

use huiyin_app::ports::{LetterFacts, Press, PressError};
use huiyin_papers::{Block, Style};
use huiyin_render::letter::{BlockKind, LetterFields};
use huiyin_render::{Lang, Say};

/// Presses letters as plain text.
#[derive(Debug, Clone, Copy)]
pub struct LetterPress;

impl Press for LetterPress {
    fn press(&self, letter: &LetterFacts) -> Result<(Vec<u8>, &'static str), PressError> {
        let blocks: Vec<Block> = Say::new(Lang::ZhHans).letter(&fields(letter)).into_iter().map(block).collect();
        Ok((huiyin_papers::text::lay_out(&blocks).into_bytes(), "text/plain; charset=utf-8"))
    }
}

fn block((kind, words): huiyin_render::letter::Block) -> Block {
    let style = match kind {
        BlockKind::Title => Style::Title,
        BlockKind::Number => Style::Number,
        BlockKind::Addressee => Style::Addressee,
        BlockKind::Heading => Style::Heading,
        BlockKind::Paragraph => Style::Paragraph,
        BlockKind::Signature => Style::Signature,
        BlockKind::Day => Style::Day,
    };
    Block { style, words }
}

fn fields(letter: &LetterFacts) -> LetterFields {
    LetterFields {
        kind: letter.kind,
        number: letter.number.clone(),
        unit_name: letter.unit_name.clone(),
        on: letter.on,
        petition_number: letter.petition_number.clone(),
        subject: letter.subject.clone(),
        demand: letter.demand.clone(),
        facts: letter.facts.clone(),
        reasons: letter.reasons.clone(),
        basis: letter.basis.clone(),
        outcome: letter.outcome,
        review_outcome: letter.review_outcome,
        ground: letter.ground.clone(),
        remedy: letter.remedy.clone(),
        remedy_name: letter.remedy_name.clone(),
        remedy_days: letter.remedy_days,
    }
}
