//! PDF: one Typst layout, `templates/letters/letter.typ`, on A4. Tagged for those who have it read out (PDF/UA-1), fonts
//! embedded, the same bytes for the same letter.
//!
//! Characters that our own fonts lack are looked for in the installed ones; one that no font has is reported.

mod fonts;
mod world;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{LayoutError, Paper};
use fonts::Fonts;
use world::LetterWorld;

/// Letters for which what was laid out before is kept at hand; older results are dropped, so that memory stays bounded.
const REMEMBERED_LETTERS: usize = 8;

/// Lays letters out as PDF. Dear to make, cheap to use: keep one.
#[derive(Debug)]
pub struct PdfPress {
    fonts: RwLock<Arc<Fonts>>,
    /// Folders in which installed fonts are looked for.
    installed: Vec<PathBuf>,
}

impl PdfPress {
    /// A press with our own fonts; `installed` are folders to look into for characters that these lack.
    pub fn new(installed: Vec<PathBuf>) -> Self {
        Self { fonts: RwLock::new(Arc::new(Fonts::ours())), installed }
    }

    /// The letter as a PDF.
    ///
    /// # Errors
    /// [`LayoutError::MissingGlyphs`] where no font has a character of it.
    pub fn lay_out(&self, paper: &Paper<'_>) -> Result<Vec<u8>, LayoutError> {
        let document = match pages(paper, self.fonts())? {
            (document, missing) if missing.is_empty() => document,
            (_, missing) => self.with_installed(paper, &missing)?,
        };
        typst::comemo::evict(REMEMBERED_LETTERS);
        typst_pdf::pdf(&document, &options(paper)?).map_err(|errors| broken(&errors))
    }

    fn fonts(&self) -> Arc<Fonts> {
        Arc::clone(&self.fonts.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Once more, with the installed fonts that have what is missing; they are kept for the letters that follow.
    fn with_installed(&self, paper: &Paper<'_>, missing: &BTreeSet<char>) -> Result<PagedDocument, LayoutError> {
        let more = Arc::new(self.fonts().and_installed(&self.installed, missing));
        *self.fonts.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&more);
        match pages(paper, more)? {
            (document, missing) if missing.is_empty() => Ok(document),
            (_, missing) => Err(LayoutError::MissingGlyphs(missing.into_iter().collect())),
        }
    }
}

/// The pages, and the characters of them that no font has.
fn pages(paper: &Paper<'_>, fonts: Arc<Fonts>) -> Result<(PagedDocument, BTreeSet<char>), LayoutError> {
    let world = LetterWorld::new(paper, fonts)?;
    let document: PagedDocument = typst::compile(&world).output.map_err(|errors| broken(&errors))?;
    let mut missing = BTreeSet::new();
    for page in document.pages() {
        find_missing(&page.frame, &mut missing);
    }
    Ok((document, missing))
}

fn find_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_missing(&group.frame, missing),
            FrameItem::Text(text) => missing.extend(undrawn(text)),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

/// Glyph 0 of every font is the box it draws for a character it lacks.
fn undrawn(text: &TextItem) -> impl Iterator<Item = char> {
    let boxes = text.glyphs.iter().filter(|glyph| glyph.id == 0);
    boxes.filter_map(|glyph| text.text.get(usize::from(glyph.range.start)..)?.chars().next())
}

fn options(paper: &Paper<'_>) -> Result<PdfOptions, LayoutError> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| LayoutError::Broken(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(paper.number.to_owned()),
        creator: Smart::Custom(Some("Huiyin".to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

/// What went wrong, without the words of the letter: the layout's own messages name its own lines only.
fn broken(errors: &[SourceDiagnostic]) -> LayoutError {
    LayoutError::Broken(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}
