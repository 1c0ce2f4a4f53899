//! DOCX: the same blocks in the same manner, for those who go on writing in the letter. What was served is the PDF.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, Docx, LineSpacing, LineSpacingType, PageMargin, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, RunFonts, SpecialIndentType,
};
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, BlockKind};

use crate::{LayoutError, Paper};

/// Twentieths of a point in a millimetre, by which pages are measured; in hundredths.
const TWIPS_PER_MM_HUNDREDTHS: u32 = 5669;

/// A line: 225 mm by 22, in twentieths of a point.
const LINE_TWIPS: u32 = 580;

/// Two characters of 16 pt.
const INDENT_TWIPS: i32 = 640;

/// Half points of the letter's words: 16 pt.
const SIZE: usize = 32;

const RED: &str = "C8102E";

/// The letter as a document.
///
/// # Errors
/// [`LayoutError::Broken`] where the document could not be packed.
pub fn lay_out(paper: &Paper<'_>) -> Result<Vec<u8>, LayoutError> {
    let page = Docx::new().page_size(twips(210), twips(297)).page_margin(margins());
    let is_chinese = paper.language != Lang::En;
    let document = paper.blocks.iter().enumerate().fold(page, |document, (at, block)| {
        // No signature stands on a page of its own.
        let is_signed = paper.blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Signature);
        let paragraph = paragraph(block, is_chinese);
        document.add_paragraph(if is_signed { paragraph.keep_next(true) } else { paragraph })
    });
    let mut packed = Cursor::new(Vec::new());
    document.build().pack(&mut packed).map_err(|error| LayoutError::Broken(error.to_string()))?;
    Ok(packed.into_inner())
}

const fn twips(mm: u32) -> u32 {
    mm * TWIPS_PER_MM_HUNDREDTHS / 100
}

fn margins() -> PageMargin {
    let side = |mm| i32::try_from(twips(mm)).unwrap_or(i32::MAX);
    PageMargin::new().top(side(37)).bottom(side(35)).left(side(28)).right(side(26)).footer(side(28)).header(side(15))
}

fn paragraph(block: &Block, is_chinese: bool) -> Paragraph {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(i32::try_from(LINE_TWIPS).unwrap_or(0));
    let plain = |run: Run| Paragraph::new().line_spacing(spacing.clone()).add_run(run);
    let words = run(&block.words);
    let set_in =
        |paragraph: Paragraph| paragraph.indent(None, Some(SpecialIndentType::FirstLine(INDENT_TWIPS)), None, None);
    match block.kind {
        BlockKind::Letterhead => {
            Paragraph::new().align(AlignmentType::Center).add_run(words.size(52).bold().color(RED))
        }
        BlockKind::Number => ruled(plain(words).align(AlignmentType::Center)),
        BlockKind::Contents | BlockKind::Title => {
            Paragraph::new().align(AlignmentType::Center).add_run(words.size(44).bold())
        }
        BlockKind::Addressee => plain(words),
        BlockKind::Heading if is_chinese => set_in(plain(words.bold()).keep_next(true)),
        BlockKind::Heading => plain(words.bold()).keep_next(true),
        BlockKind::Paragraph => set_in(plain(words).align(AlignmentType::Both)),
        BlockKind::Signature => plain(words).align(AlignmentType::Right).keep_next(true),
        BlockKind::Day => plain(words).align(AlignmentType::Right),
    }
}

fn run(words: &str) -> Run {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("FangSong");
    Run::new().add_text(words).fonts(fonts).size(SIZE)
}

/// The red rule below a letter's number.
fn ruled(paragraph: Paragraph) -> Paragraph {
    let rule =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(12).space(4).color(RED);
    paragraph.set_borders(ParagraphBorders::with_empty().set(rule))
}
