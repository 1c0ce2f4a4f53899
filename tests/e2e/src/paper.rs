//! What is on paper: a PDF read back as text by another's tool (`pdftotext`, Debian package poppler-utils).

use std::path::PathBuf;
use std::process::Command;

/// The text of a PDF without white space: where its lines break is the layout's affair. Kept beside the pictures of pages.
#[must_use]
pub fn text_on_paper(name: &str, pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("HUIYIN_E2E_PICTURES").map(PathBuf::from);
    let file = kept.as_deref().unwrap_or(folder.path()).join(name).with_extension("pdf");
    std::fs::write(&file, pdf).expect("a file");
    let told = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output();
    let told = told.expect("pdftotext starts: install poppler-utils");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    bare(&String::from_utf8(told.stdout).expect("text"))
}

/// A text without white space.
#[must_use]
pub fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
