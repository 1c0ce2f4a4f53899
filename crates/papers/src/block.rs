//! A block of a letter: some words and how they stand.

/// How a block stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The letter's name, in the middle.
    Title,
    /// Its number, in the middle.
    Number,
    /// To whom it goes, at the left edge.
    Addressee,
    /// A heading, at the left edge.
    Heading,
    /// A paragraph, its first line set in by two characters.
    Paragraph,
    /// Who signs, at the right edge.
    Signature,
    /// The day, at the right edge.
    Day,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How it stands.
    pub style: Style,
    /// Its words.
    pub words: String,
}
