//! The press: words from `render`, layout from `papers`, for the use cases' port. A letter is in its petitioner's language,
//! where he chose one, else in the office's own.

use std::path::PathBuf;

use huiyin_app::ports::{LetterForm, Press, PressError};
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use huiyin_papers::pdf::PdfPress;
use huiyin_papers::{LayoutError, Paper, docx};
use huiyin_render::Say;

/// Presses letters.
#[derive(Debug)]
pub struct LetterPress(PdfPress);

impl LetterPress {
    /// A press that looks for rare characters in the fonts of those folders.
    pub fn new(installed_fonts: Vec<PathBuf>) -> Self {
        Self(PdfPress::new(installed_fonts))
    }
}

impl Press for LetterPress {
    fn press(&self, letter: &Letter, form: LetterForm) -> Result<Vec<u8>, PressError> {
        let blocks = Say::new(letter.lang).letter(letter);
        let paper = Paper { language: letter.lang, number: &letter.number, blocks: &blocks };
        let pressed = match form {
            LetterForm::Pdf => self.0.lay_out(&paper),
            LetterForm::Docx => docx::lay_out(&paper),
        };
        pressed.map_err(|error| PressError(error.to_string()))
    }

    fn bind(&self, number: &str, lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError> {
        let bound = match self.0.lay_out(&Paper { language: lang, number, blocks }) {
            Err(LayoutError::MissingGlyphs(missing)) => {
                let blocks: Vec<Block> = blocks.iter().map(|block| spelled(block, &missing)).collect();
                self.0.lay_out(&Paper { language: lang, number, blocks: &blocks })
            }
            bound => bound,
        };
        bound.map_err(|error| PressError(error.to_string()))
    }
}

/// The block with those characters told by their codes.
fn spelled(block: &Block, missing: &[char]) -> Block {
    let spell = |c: char| if missing.contains(&c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    Block { kind: block.kind, words: block.words.chars().map(spell).collect() }
}
