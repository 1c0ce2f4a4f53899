//! Letters on paper: blocks laid out as PDF, which is what is served, and as DOCX, to go on writing in. Knows blocks, pages
//! and fonts; must not know what a letter says, or a language's words.
//!
//! To lay out something new: its own file in `templates/letters/`, and the same blocks in [`docx`].

pub mod docx;
pub mod pdf;

use huiyin_domain::lang::Lang;
use huiyin_domain::letter::Block;

/// A letter as it goes to be laid out.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// Its language, for line breaking and for those who have it read out.
    pub language: Lang,
    /// Its number, of which the document's own identifier is made.
    pub number: &'a str,
    /// What stands in it, from the top.
    pub blocks: &'a [Block],
}

/// Why a letter could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// Characters that neither our fonts nor the installed ones can draw: a letter never goes out with empty boxes.
    #[error("no font here has {}: install one that does, and the letter is pressed again", code_points(.0))]
    MissingGlyphs(Vec<char>),
    /// The layout itself failed.
    #[error("the layout failed: {0}")]
    Broken(String),
}

fn code_points(missing: &[char]) -> String {
    missing.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect::<Vec<_>>().join(", ")
}
