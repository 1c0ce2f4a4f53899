//! The press: words from `render`, layout from `papers`, for the use cases' port. Letters are in the office's own language.

use huiyin_app::ports::{LetterFacts, Press, PressError};
use huiyin_domain::pack::Names;
use huiyin_papers::{Block, Style};
use huiyin_render::letter::{BlockKind, LetterFields};
use huiyin_render::{Lang, Say};

/// Presses letters as plain text.
#[derive(Debug, Clone, Copy)]
pub struct LetterPress;

impl Press for LetterPress {
    fn press(&self, letter: &LetterFacts) -> Result<(Vec<u8>, &'static str), PressError> {
        let say = Say::new(Lang::ZhHans);
        let blocks: Vec<Block> = say.letter(&fields(letter, &say)).into_iter().map(block).collect();
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

fn fields(letter: &LetterFacts, say: &Say) -> LetterFields {
    let named = |names: &Option<Names>| names.as_ref().map(|names| say.named(names).to_owned());
    LetterFields {
        kind: letter.kind,
        number: letter.number.clone(),
        unit_name: say.named(&letter.unit_name).to_owned(),
        on: letter.on,
        petition_number: letter.petition_number.clone(),
        subject: letter.subject.clone(),
        demand: letter.demand.clone(),
        facts: letter.facts.clone(),
        reasons: letter.reasons.clone(),
        basis: letter.basis.clone(),
        outcome: letter.outcome,
        review_outcome: letter.review_outcome,
        ground: named(&letter.ground),
        remedy: letter.remedy.clone(),
        remedy_article: say.named(&letter.remedy_article).to_owned(),
        remedy_name: named(&letter.remedy_name),
        remedy_days: letter.remedy_days,
    }
}
