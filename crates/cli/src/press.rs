//! The press: words from `render`, layout from `papers`, for the use cases' port. Letters are in the office's own language.

use std::path::PathBuf;

use huiyin_app::ports::{LetterForm, Press, PressError};
use huiyin_domain::letter::Letter;
use huiyin_papers::pdf::PdfPress;
use huiyin_papers::{Language, Paper, docx};
use huiyin_render::{Lang, Say};

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
        let blocks = Say::new(Lang::ZhHans).letter(letter);
        let paper = Paper { language: Language::ZhHans, number: &letter.number, blocks: &blocks };
        let pressed = match form {
            LetterForm::Pdf => self.0.lay_out(&paper),
            LetterForm::Docx => docx::lay_out(&paper),
        };
        pressed.map_err(|error| PressError(error.to_string()))
    }
}
