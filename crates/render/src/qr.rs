//! A text as a square to scan: the path of an SVG, one unit a module.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of quiet ground that readers want around a code.
const QUIET: usize = 4;

/// A code to scan, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// Width and height, in modules, with the ground around it.
    pub side: usize,
    /// The dark modules, as the `d` of a path.
    pub path: String,
}

/// The square of a text; none where it is too long for one (some 2,300 bytes).
pub fn square(text: &str) -> Option<Square> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
    let pieces = dark.map(|(place, _)| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET));
    let path = pieces.collect::<Vec<_>>().concat();
    Some(Square { side: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_code_fits_a_small_square() {
        let square = square("0123-4567-89AB-CDEF-GHJK-MNPQ").unwrap();
        assert_eq!(square.side, 25 + 8); // version 2: the code is within QR's alphanumeric signs
        assert!(square.path.starts_with("M4 4h1v1h-1z"));
    }
}
