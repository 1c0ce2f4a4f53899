//! Letters on paper: blocks laid out. Knows blocks, widths and where a line may break; must not know what a letter says,
//! or a language.
//!
//! Today one layout, plain text; PDF and DOCX lay out the same blocks.

pub mod block;
pub mod text;

pub use block::{Block, Style};
