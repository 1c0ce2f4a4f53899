//! Fonts: our own, which every letter is set in, and installed ones for the rare characters that ours lack.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Noto Serif SC, SIL Open Font License 1.1 (`assets/fonts/OFL.txt`).
const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSerifSC_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSerifSC_700Bold.ttf");

/// Folders inside folders that are looked into: those of fonts are flat.
const DEPTH_MAX: usize = 6;

/// Bytes of one font file that is read: the largest collections of Chinese fonts are below 200 MB.
const FONT_BYTES_MAX: u64 = 256 << 20;

/// Fonts to set a letter in.
#[derive(Debug)]
pub struct Fonts {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl Fonts {
    /// Our own.
    pub fn ours() -> Self {
        Self::of([REGULAR, BOLD].into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect())
    }

    fn of(fonts: Vec<Font>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book }
    }

    /// What is known of each.
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font at that place of the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// These, and of the installed ones the first that have what is missing.
    pub fn and_installed(&self, folders: &[PathBuf], missing: &BTreeSet<char>) -> Self {
        let mut left = missing.clone();
        let mut fonts = self.fonts.clone();
        for file in folders.iter().flat_map(|folder| font_files(folder, DEPTH_MAX)) {
            if left.is_empty() {
                break;
            }
            let Ok(bytes) = std::fs::read(&file) else { continue };
            if let Some(font) = Font::iter(Bytes::new(bytes)).find(|font| left.iter().any(|c| has(font, *c))) {
                left.retain(|c| !has(&font, *c));
                fonts.push(font);
            }
        }
        Self::of(fonts)
    }
}

fn has(font: &Font, c: char) -> bool {
    font.info().coverage.contains(u32::from(c))
}

/// The font files below a folder, in order of their names, so that the same machine always sets the same letter.
fn font_files(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let below = |path: PathBuf| match depth {
        _ if path.is_file() => Vec::from_iter(is_font(&path).then_some(path)),
        0 => Vec::new(),
        _ => font_files(&path, depth - 1),
    };
    paths.into_iter().flat_map(below).collect()
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let named = ending.is_some_and(|ending| ["ttf", "ttc", "otf", "otc"].iter().any(|known| ending == *known));
    named && path.metadata().is_ok_and(|file| file.len() <= FONT_BYTES_MAX)
}
